/// Writes comma-separated values (RFC 4180) with LF line ends, in UTF-8. A text that a spreadsheet would
/// run as a formula has an apostrophe before it (``FormulaGuard``).
package struct CSVWriter {
  /// What at the start of a file tells Excel that it is in UTF-8.
  package static let byteOrderMark = "\u{FEFF}"

  package private(set) var text = ""

  private let isGuarded: Bool

  /// - Parameter isGuarded: `false` for a table that only our own readers open.
  package init(header: [String], isGuarded: Bool = true) {
    self.isGuarded = isGuarded
    write(header)
  }

  package mutating func write(_ fields: [String]) {
    var isFirst = true
    for field in fields {
      if !isFirst { text += "," }
      isFirst = false
      text += CSVWriter.quoted(isGuarded ? FormulaGuard.guarded(field) : field)
    }
    text += "\n"
  }

  /// A field as a table that is written line by line has it.
  package static func field(_ text: String) -> String { quoted(FormulaGuard.guarded(text)) }

  /// A field with quotes around it where it needs them.
  package static func quoted(_ field: String) -> String {
    let needsQuotes =
      field.utf8.contains { Byte.needsCare($0) } || field.first == " " || field.last == " "
    return needsQuotes
      ? "\""
        + field.split(separator: "\"", omittingEmptySubsequences: false)
        .joined(separator: "\"\"") + "\"" : field
  }

  /// A number as written in tables: a whole one without a point, another in the shortest form that
  /// reads back the same.
  package static func number(_ value: Double) -> String {
    value == value.rounded() && abs(value) < 1e15 ? String(Int(value)) : "\(value)"
  }
}
