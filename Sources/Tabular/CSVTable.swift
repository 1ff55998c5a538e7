/// A table with a header: fields are found by the column's name, faults are collected.
package struct CSVTable {
  package internal(set) var reader: CSVReader
  /// Column names as they stand in the file.
  package let header: [String]
  /// Faults found so far; a reader ends with `issues.check()`.
  package var issues: InputIssues
  /// What may stand below the rows; `nil` when every record is a row.
  var tail: TableTail?
  /// Whether texts are read as ``CSVWriter`` guards them against spreadsheets.
  package var isGuarded = false
  /// Whether a row may lack its last fields, as a sheet's do where the cells are empty.
  let isSheet: Bool

  /// The largest table that a publisher of this field gives has some 800,000.
  static let mostLines = 3_000_000

  /// Faults after which nothing more is read: whoever mends them reads the table again.
  static let mostFaults = 1000

  /// Opens a table and reads its header, passing over `skipping` lines of other text before it.
  ///
  /// - Throws: an ``InputError`` when the file is empty or no CSV.
  package init(_ stream: ByteStream, skipping: Int = 0) throws(InputError) {
    var reader = CSVReader(stream)
    for _ in 0..<skipping { _ = try reader.next() }
    guard try reader.next() else { throw CSVTable.empty(stream) }
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
    self.init(stream, reader, header: names)
  }

  /// A table whose header is the reader's current record.
  init(_ stream: ByteStream, _ reader: CSVReader, header: [String]) {
    self.reader = reader
    self.header = header
    isSheet = stream.isSheet
    issues = InputIssues(file: stream.name)
    for cells in stream.tallMerges
    where cells.rows.lowerBound > reader.line && cells.columns.count < max(2, header.count) {
      issues.add(
        line: cells.rows.lowerBound, column: cells.columns.lowerBound,
        expected: "each row's label in a cell of its own",
        found: "rows \(cells.rows.lowerBound) to \(cells.rows.upperBound) merged",
        hint: "Unmerge the cells and fill the label into each row.")
    }
  }

  static func empty(_ stream: ByteStream) -> InputError {
    InputError(
      InputIssue(
        file: stream.name, expected: "a header and rows", found: "an empty file",
        hint: "Download the file again."))
  }

  /// Line of the current row, from 1.
  package var line: Int { reader.line }

  /// Index of the column that has one of the names, written in any case, with spaces or
  /// underscores; `nil` when there is none.
  package func column(_ names: String...) -> Int? {
    let wanted = names.map(CSVTable.folded)
    return header.firstIndex { wanted.contains(CSVTable.folded($0)) }
  }

  /// As ``column(_:)``, but a missing column is noted as an issue and -1 returned: such a table must
  /// be checked before its rows are read.
  package mutating func requiredColumn(_ names: String...) -> Int {
    let wanted = names.map(CSVTable.folded)
    if let index = header.firstIndex(where: { wanted.contains(CSVTable.folded($0)) }) {
      return index
    }
    issues.add(missing(names[0]))
    return -1
  }

  func missing(_ name: String) -> InputError {
    InputError(
      InputIssue(
        file: reader.file, line: reader.line, expected: "a column \"\(name)\"",
        found: "columns "
          + header.prefix(16).map { "\"\($0.prefix(60))\"" }.joined(separator: ", "),
        hint: "Check that the file is of the kind you meant."))
  }

  /// Steps to the next row; `false` at the end. Records without anything in any field are passed
  /// over, and so is what ``expectTail(counts:labels:)`` allows below the rows. A row with another
  /// number of fields than the header is noted and passed over.
  ///
  /// - Throws: an ``InputError`` for what is no CSV, or when a thousand faults were noted.
  package mutating func next() throws(InputError) -> Bool {
    while try reader.next() {
      guard reader.line <= CSVTable.mostLines else {
        throw InputError(
          InputIssue(
            file: reader.file, line: reader.line, expected: "at most \(CSVTable.mostLines) lines",
            found: "more", hint: "Bring it in by parts, such as years."))
      }
      if issues.count > CSVTable.mostFaults { try issues.check() }
      if reader.isBlank { continue }
      if let tail, tail.mayBeBelow(reader), takeTail() { continue }
      if reader.count == header.count || isSheet && reader.count < header.count {
        if tail != nil { countRow() }
        return true
      }
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
  package mutating func text(_ column: Int?) -> String {
    guard let column else { return "" }
    if let text = reader.text(column) { return isGuarded ? FormulaGuard.plain(text) : text }
    note(column, expected: "text in UTF-8", hint: "Save the file as UTF-8.")
    return ""
  }

  /// Notes that a field of the current row is not what it should be.
  package mutating func note(_ column: Int, expected: String, hint: String = "") {
    issues.add(
      line: reader.line, column: column + 1,
      columnName: header.indices.contains(column) ? header[column] : nil,
      expected: expected, found: reader.shown(column), hint: hint)
  }

  static func folded(_ name: String) -> String {
    name.lowercased().split { $0 == "_" || $0 == "-" || $0.isWhitespace }.joined(separator: " ")
  }
}
