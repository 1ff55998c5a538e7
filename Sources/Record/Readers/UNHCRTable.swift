import Tabular

/// The rows of a CSV file: a header, perhaps after lines of metadata, and a row for each year and
/// pair of countries.
struct UNHCRTable: UNHCRRows {
  private var table: CSVTable
  private var isFirst = true

  init(_ file: PublishedFile) throws(InputError) {
    // A title may say "Year" too: the header has a country beside it.
    table = try CSVTable(
      ByteStream(path: file.path, name: file.name, sheet: file.sheet),
      having: [
        ["Year"], UNHCRColumns.published + UNHCRColumns.originNames + UNHCRColumns.asylumNames,
      ])
  }

  var names: [String] { table.header }
  var number: Int { table.line }
  var issues: InputIssues {
    get { table.issues }
    set { table.issues = newValue }
  }

  mutating func next() throws(InputError) -> Bool {
    guard try table.next() else { return false }
    defer { isFirst = false }
    return isFirst && table.isTagRow ? try table.next() : true
  }

  mutating func text(_ column: Int) -> String { table.text(column) }

  mutating func note(_ column: Int, expected: String, hint: String) {
    table.note(column, expected: expected, hint: hint)
  }

  mutating func noteMissing(_ name: String) {
    table.issues.add(
      line: table.line, expected: "a column \"\(name.replacing(" ", with: "_"))\"", found: "none",
      hint: "Check that the file is of the kind you meant.")
  }

  mutating func noteUnknown(_ column: Int) {
    table.issues.add(
      line: table.line, column: column + 1, expected: "a column that UNHCR's tables have",
      found: "\"\(names[column])\"", hint: UNHCRText.hintForUnknown)
  }

  mutating func noteRepeated(of number: Int) {
    table.issues.add(
      line: table.line, expected: "one row for each year and pair of countries",
      found: "that of line \(number) again")
  }
}
