/// A CSV file with a header: fields are found by the column's name, faults are collected.
public struct CSVTable {
  public private(set) var reader: CSVReader
  /// Column names as they stand in the file.
  public let header: [String]
  /// Faults found so far; a reader ends with `issues.check()`.
  public var issues: InputIssues

  /// Opens a table and reads its header, passing over `skipping` lines of other text before it.
  ///
  /// - Throws: an ``InputError`` when the file is empty or no CSV.
  public init(_ stream: ByteStream, skipping: Int = 0) throws(InputError) {
    reader = CSVReader(stream)
    issues = InputIssues(file: stream.name)
    for _ in 0..<skipping { _ = try reader.next() }
    guard try reader.next() else {
      throw InputError(
        InputIssue(
          file: stream.name, expected: "a header and rows", found: "an empty file",
          hint: "Download the file again."))
    }
    var names: [String] = []
    for column in 0..<reader.count {
      guard let name = reader.text(column) else {
        throw InputError(
          InputIssue(
            file: stream.name, line: reader.line, column: column + 1,
            expected: "column names in UTF-8", found: reader.shown(column),
            hint: "Save the file as UTF-8."))
      }
      names.append(name)
    }
    header = names
  }

  /// Line of the current row, from 1.
  public var line: Int { reader.line }

  /// Index of the column that has one of the names, written in any case, with spaces or
  /// underscores; `nil` when there is none.
  public func column(_ names: String...) -> Int? {
    let wanted = names.map(CSVTable.folded)
    return header.firstIndex { wanted.contains(CSVTable.folded($0)) }
  }

  /// As ``column(_:)``, but a missing column is noted as an issue and -1 returned: such a table must
  /// be checked before its rows are read.
  public mutating func requiredColumn(_ names: String...) -> Int {
    let wanted = names.map(CSVTable.folded)
    if let index = header.firstIndex(where: { wanted.contains(CSVTable.folded($0)) }) {
      return index
    }
    issues.add(
      line: reader.line, expected: "a column \"\(names[0])\"",
      found: "columns " + header.prefix(16).map { "\"\($0)\"" }.joined(separator: ", "),
      hint: "Check that the file is of the kind you meant.")
    return -1
  }

  /// Steps to the next row; `false` at the end. A row with another number of fields than the header
  /// is noted and passed over.
  public mutating func next() throws(InputError) -> Bool {
    while try reader.next() {
      if reader.count == header.count { return true }
      issues.add(
        line: reader.line, expected: "\(header.count) fields, as in the header",
        found: "\(reader.count)",
        hint: reader.count < header.count
          ? "The file may be cut off here." : "A comma inside a field needs quotes around it.")
    }
    return false
  }

  /// A field's text without spaces around it, empty for a column that is `nil`; notes an issue and
  /// returns an empty text when it is no UTF-8.
  public mutating func text(_ column: Int?) -> String {
    guard let column else { return "" }
    if let text = reader.text(column) { return text }
    note(column, expected: "text in UTF-8", hint: "Save the file as UTF-8.")
    return ""
  }

  /// Notes that a field of the current row is not what it should be.
  public mutating func note(_ column: Int, expected: String, hint: String = "") {
    issues.add(
      line: reader.line, column: column + 1,
      columnName: header.indices.contains(column) ? header[column] : nil,
      expected: expected, found: reader.shown(column), hint: hint)
  }

  /// A whole number in a field, thousands separated by commas or not; notes an issue and returns
  /// `nil` when it is none.
  public mutating func count(_ column: Int) -> Double? {
    let text = text(column)
    if let value = CSVTable.number(text), value == value.rounded() { return value }
    note(column, expected: "a whole number")
    return nil
  }

  /// The finite number a text spells, thousands separated by commas or not.
  public static func number(_ text: String) -> Double? {
    let plain =
      text.utf8.contains(Byte.comma) && hasThousands(text)
      ? text.filter { $0 != "," } : text
    // Swift's own reading takes hexadecimal and words as well, which no table means.
    guard let first = plain.utf8.first, first != UInt8(ascii: "+"),
      plain.utf8.allSatisfy(isDecimal), let value = Double(plain), value.isFinite
    else { return nil }
    return value
  }

  private static func isDecimal(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "."), UInt8(ascii: "e"),
      UInt8(ascii: "E"):
      true
    default: false
    }
  }

  /// Whether commas stand only where they separate thousands: "1,234,567".
  private static func hasThousands(_ text: String) -> Bool {
    let groups = text.split(separator: ",", omittingEmptySubsequences: false)
    return (1...3).contains(groups[0].drop { $0 == "-" }.count)
      && groups.dropFirst().allSatisfy { $0.prefix { $0 != "." }.count == 3 }
  }

  static func folded(_ name: String) -> String {
    String(name.lowercased().map { $0 == "_" || $0 == "-" ? " " : $0 })
  }
}
