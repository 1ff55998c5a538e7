/// Keeps a text of a table from being run as a formula by a spreadsheet.
///
/// A spreadsheet computes what begins with `=`, `+`, `-` or `@`, also after a tab or a line's end
/// (https://owasp.org/www-community/attacks/CSV_Injection). An apostrophe before such a text makes it
/// text. So that reading gives back what was written, a text that begins with apostrophes and then one
/// of these signs has one more too, and a reader of our own tables takes one away again.
package enum FormulaGuard {
  private static let apostrophe = UInt8(ascii: "'")
  private static let signs = Set("=+-@\t\r".utf8)

  /// Whether it begins with any number of apostrophes and then a sign.
  private static func isSuspect(_ bytes: some Sequence<UInt8>) -> Bool {
    for byte in bytes where byte != apostrophe { return signs.contains(byte) }
    return false
  }

  /// Whether it is a number and nothing else, which no spreadsheet computes.
  private static func isNumber(_ text: String) -> Bool {
    Double(text) != nil
      && text.utf8.allSatisfy { (0x30...0x39).contains($0) || ".+-eE".utf8.contains($0) }
  }

  /// A text as it is written; a plain number stays as it is.
  package static func guarded(_ text: String) -> String {
    isSuspect(text.utf8) && !isNumber(text) ? "'" + text : text
  }

  /// The text that was meant.
  package static func plain(_ text: String) -> String {
    text.utf8.first == apostrophe && isSuspect(text.utf8) ? String(text.dropFirst()) : text
  }
}
