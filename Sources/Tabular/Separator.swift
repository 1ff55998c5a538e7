/// What stands between the fields of a table: commas, semicolons (as spreadsheets write where the
/// comma is for decimals) or tabs.
enum Separator {
  /// Lines and bytes of the beginning that are looked at.
  private static let mostLines = 25
  private static let mostBytes = 1 << 16

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
  /// It is the one that cuts the largest share of the lines into the same number of fields, and of
  /// two such the one that makes more; the comma, when it does so with every line. Titles above a
  /// table and a list within a field therefore decide nothing.
  static func find(_ start: ArraySlice<UInt8>) -> (separator: UInt8, length: Int) {
    let start = start.prefix(mostBytes)
    if let said = said(in: start) { return said }
    var best = (separator: Byte.comma, cut: agreement(start, Byte.comma))
    for separator in [Byte.semicolon, Byte.tab] where best.cut.share < 1 {
      let cut = agreement(start, separator)
      if cut > best.cut { best = (separator, cut) }
    }
    return (best.separator, 0)
  }

  private static func said(in start: ArraySlice<UInt8>) -> (separator: UInt8, length: Int)? {
    let line = start.prefix { $0 != Byte.lineFeed && $0 != Byte.carriageReturn }
    let plain = line.filter { $0 != Byte.quote }
    guard plain.count == 5, String(decoding: plain.prefix(4), as: UTF8.self).lowercased() == "sep=",
      let separator = plain.last,
      [Byte.comma, Byte.semicolon, Byte.tab].contains(separator)
    else { return nil }
    let rest = start.dropFirst(line.count)
    let end = rest.starts(with: [Byte.carriageReturn, Byte.lineFeed]) ? 2 : min(1, rest.count)
    return (separator, line.count + end)
  }

  /// The share of the first lines that have the number of fields, at least two, that most have; and
  /// that number.
  private static func agreement(
    _ start: ArraySlice<UInt8>, _ separator: UInt8
  ) -> (share: Double, fields: Int) {
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
      let isLineEnd = byte == Byte.lineFeed || byte == Byte.carriageReturn
      if byte == Byte.quote, isFieldStart || wasQuote {
        isQuoted = true
      } else if byte == separator {
        fields += 1
      } else if isLineEnd, !isFieldStart || wasQuote || fields > 1 {
        linesOf[fields, default: 0] += 1
        (lines, fields) = (lines + 1, 1)
        if lines == mostLines { break }
      }
      isFieldStart = isLineEnd || byte == separator
      wasQuote = false
    }
    // The last line, which the limit may have cut.
    if lines == 0 || lines < mostLines && start.count < mostBytes && (!isFieldStart || fields > 1) {
      linesOf[fields, default: 0] += 1
      lines += 1
    }
    let most = linesOf.filter { $0.key > 1 }.max { ($0.value, $0.key) < ($1.value, $1.key) }
    return most.map { (Double($0.value) / Double(lines), $0.key) } ?? (0, 1)
  }
}
