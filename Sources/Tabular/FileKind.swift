/// What a file's first bytes say it is, when it is not the text that a reader wants.
package enum FileKind {
  /// The name of a known kind of file that is no UTF-8 text, with what to do; `nil` for anything
  /// else. The signatures are those of the formats' own specifications.
  package static func notText(_ start: ArraySlice<UInt8>) -> (name: String, hint: String)? {
    for (signature, name, hint) in signatures where start.starts(with: signature) {
      return (name, hint)
    }
    return nil
  }

  private static let signatures: [([UInt8], String, String)] = [
    ([0x89, 0x50, 0x4E, 0x47], "a picture (PNG)", "Give the table itself, not a picture of it."),
    ([0xFF, 0xD8, 0xFF], "a picture (JPEG)", "Give the table itself, not a picture of it."),
    ([0x47, 0x49, 0x46, 0x38], "a picture (GIF)", "Give the table itself, not a picture of it."),
    ([0x25, 0x50, 0x44, 0x46], "a PDF document", "Download the table as CSV."),
    (
      [0x50, 0x4B, 0x03, 0x04], "a ZIP archive or a workbook inside another file",
      "Unpack it first."
    ),
    ([0x1F, 0x8B, 0x08], "a gzip file inside another file", "Unpack it first."),
    (
      [0xD0, 0xCF, 0x11, 0xE0], "an old Excel workbook (.xls), or one with a password",
      "Save it without a password, as .xlsx or as CSV in UTF-8."
    ),
    (Array("SQLite format 3".utf8), "an SQLite database", "Give the table as CSV."),
  ]
}
