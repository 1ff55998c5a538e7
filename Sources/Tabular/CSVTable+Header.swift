extension CSVTable {
  /// Records among which a header is looked for: titles, dates and blank lines stand above it.
  static let mostAboveHeader = 25

  /// Opens a table whose header is the first record that has all the columns, below whatever title
  /// stands above it. Of a workbook's sheets the first that has such a header is read, if no other has the
  /// same, and of an archive's tables the only one, unless one was asked for.
  ///
  /// - Parameter columns: for each column that must be there, the names that it may have, in any
  ///   case, with spaces or underscores.
  /// - Throws: an ``InputError`` that names the columns which the likeliest header lacks, or says
  ///   that the file is empty or no CSV.
  package init(_ stream: ByteStream, having columns: [[String]]) throws(InputError) {
    try stream.choose { stream in
      let search = try HeaderSearch(stream, columns)
      return search.isFound ? search.header.map(CSVTable.folded) : nil
    }
    let search = try HeaderSearch(stream, columns)
    guard !search.header.isEmpty else { throw CSVTable.empty(stream) }
    self.init(stream, search.reader, header: search.header)
    if search.isFound { return }
    var missing = InputIssues(file: stream.name)
    for names in columns where !search.has(names) {
      missing.add(self.missing(names.first ?? ""))
    }
    try missing.check()
  }
}

extension CSVTable {
  /// Notes columns that are none of a format's, and those that are there twice.
  package mutating func noteOtherColumns(of format: String, _ names: [String]) {
    let known = Set(names.map(CSVTable.folded))
    var seen: Set<String> = []
    for (index, name) in header.enumerated() where !name.isEmpty {
      let isFirst = seen.insert(CSVTable.folded(name)).inserted
      guard !isFirst || !known.contains(CSVTable.folded(name)) else { continue }
      noteUnknown(column: index, isTwice: !isFirst, of: format, names)
    }
  }

  /// Notes columns whose name another has: which of the two is meant nobody can say.
  package mutating func noteRepeatedColumns() {
    var seen: Set<String> = []
    for (index, name) in header.enumerated()
    where !name.isEmpty && !seen.insert(CSVTable.folded(name)).inserted {
      issues.add(
        line: line, column: index + 1, expected: "each column once",
        found: "\"\(name)\" a second time", hint: "Take one of the two out.")
    }
  }

  /// Notes a column of the header that is none of a format's, or is there a second time.
  ///
  /// - Parameters:
  ///   - format: "the tidy format".
  ///   - names: of the format's columns.
  package mutating func noteUnknown(
    column index: Int, isTwice: Bool, of format: String, _ names: [String]
  ) {
    let name = header[index]
    let hint = suggestionHint(for: name, among: names)
    issues.add(
      line: line, column: index + 1, expected: "a column of \(format)",
      found: isTwice ? "\"\(name)\" a second time" : "\"\(name)\"",
      hint: isTwice
        ? "Take one of the two out."
        : hint.isEmpty ? "Columns are: \(names.joined(separator: ", "))." : hint)
  }
}

/// Looks for a header among a table's first records.
private struct HeaderSearch {
  /// At the header, or behind the last record that was looked at.
  private(set) var reader: CSVReader
  /// The header, or the record that is most like it.
  private(set) var header: [String] = []
  private(set) var isFound = false
  private var folded: Set<String> = []

  init(_ stream: ByteStream, _ columns: [[String]]) throws(InputError) {
    reader = CSVReader(stream)
    var most = -1
    var likeliest = reader
    for _ in 0..<CSVTable.mostAboveHeader {
      guard try reader.next() else { break }
      if reader.isBlank { continue }
      let names = (0..<reader.count).map { reader.text($0) ?? "" }
      let before = folded
      folded = Set(names.map(CSVTable.folded))
      let found = columns.count(where: has)
      if found > most {
        (most, header, likeliest) = (found, names, reader)
      } else {
        folded = before
      }
      isFound = found == columns.count
      if isFound { return }
    }
    reader = likeliest
  }

  func has(_ names: [String]) -> Bool {
    names.contains { folded.contains(CSVTable.folded($0)) }
  }
}
