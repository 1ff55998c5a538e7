/// What stands between the fields of a table: commas, semicolons (as spreadsheets write where the
/// comma is for decimals) or tabs.
enum Separator {
  /// Lines and bytes of the beginning that are looked at.
  private static let mostLines = 25
  private static let mostBytes = 1 << 16

  private static let all = [Byte.comma, Byte.semicolon, Byte.tab]

  static func words(_ separator: UInt8) -> String {
    switch separator {
    case Byte.semicolon: "a semicolon"
    case Byte.tab: "a tab"
    default: "a comma"
    }
  }

  /// The separator of a table that begins so, and the length of Excel's line that says it (`sep=;`),
  /// which is no record.
  ///
  /// It is the one that cuts the most lines into the same number of fields; the comma, when it does
  /// as well as another. Titles above a table and a list within a field therefore decide nothing.
  static func find(_ start: ArraySlice<UInt8>) -> (separator: UInt8, length: Int) {
    let start = start.prefix(mostBytes)
    if let said = said(in: start) { return said }
    var best = (separator: Byte.comma, lines: 0)
    for separator in all {
      let lines = agreement(start, separator)
      if lines > best.lines { best = (separator, lines) }
    }
    return (best.separator, 0)
  }

  private static func said(in start: ArraySlice<UInt8>) -> (separator: UInt8, length: Int)? {
    let line = start.prefix { $0 != Byte.lineFeed && $0 != Byte.carriageReturn }
    let plain = line.filter { $0 != Byte.quote }
    guard plain.count == 5, String(decoding: plain.prefix(4), as: UTF8.self).lowercased() == "sep=",
      let separator = plain.last, all.contains(separator)
    else { return nil }
    let rest = start.dropFirst(line.count)
    let end = rest.starts(with: [Byte.carriageReturn, Byte.lineFeed]) ? 2 : min(1, rest.count)
    return (separator, line.count + end)
  }

  /// How many of the first lines have the number of fields, at least two, that most have.
  private static func agreement(_ start: ArraySlice<UInt8>, _ separator: UInt8) -> Int {
    var linesOf: [Int: Int] = [:]
    var fields = 1
    var lines = 0
    var isQuoted = false
    var isFieldStart = true
    var wasQuote = false
    for byte in start {
      if isQuoted {
        // Two quotes that stand for one close and open again.
        if byte == Byte.quote { (isQuoted, wasQuote) = (false, true) }
        continue
      }
      defer { wasQuote = false }
      switch byte {
      case Byte.quote where isFieldStart || wasQuote: isQuoted = true
      case separator: fields += 1
      case Byte.lineFeed, Byte.carriageReturn:
        if fields > 1 { linesOf[fields, default: 0] += 1 }
        if !isFieldStart || fields > 1 { lines += 1 }
        fields = 1
        if lines == mostLines { return linesOf.values.max() ?? 0 }
      default: break
      }
      isFieldStart = byte == separator || byte == Byte.lineFeed || byte == Byte.carriageReturn
    }
    // The last line may be cut by the limit, and counts only where it is all there is.
    if fields > 1, lines == 0 || start.count < mostBytes { linesOf[fields, default: 0] += 1 }
    return linesOf.values.max() ?? 0
  }
}
