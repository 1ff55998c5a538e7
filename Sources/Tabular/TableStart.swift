/// The first records of a table, to recognise what it holds: whatever the separator, and however
/// the text was saved or packed.
package struct TableStart: Sendable {
  /// The number of the sheet in a workbook, or of one of several tables in an archive, from 1, as
  /// `sheet:` takes it; `nil` for any other file.
  package let sheet: String?
  /// Records that are not blank, at most 25; empty for JSON and XML.
  package let records: [[String]]
  /// The records as comma-separated values; JSON and XML as they stand, at most 64 KiB.
  package let text: String

  private static let mostBytes = 1 << 16

  /// The beginning of a file's table; of a workbook, of every sheet that is not hidden; of an archive,
  /// of every table.
  ///
  /// - Throws: an ``InputError`` when the file cannot be read, or nothing of it as a table.
  package static func all(
    path: String, name: String? = nil, sheet: String? = nil
  ) throws(InputError) -> [TableStart] {
    let stream = try ByteStream(path: path, name: name, sheet: sheet)
    let choices = try stream.choices()
    if choices.isEmpty {
      if let start = try document(path, name, sheet) { return [start] }
      return [try TableStart(stream, sheet: sheet)]
    }
    var starts: [TableStart] = []
    var issues = InputIssues(file: stream.name)
    for choice in choices {
      do {
        starts.append(try TableStart(stream.preview(of: choice), sheet: "\(choice + 1)"))
      } catch {
        issues.add(error)
      }
    }
    if starts.isEmpty { try issues.check() }
    return starts
  }

  /// The beginning of a file that is no table: JSON or XML.
  private static func document(
    _ path: String, _ name: String?, _ sheet: String?
  ) throws(InputError) -> TableStart? {
    var block: [UInt8] = []
    let count = try ByteStream(path: path, name: name, sheet: sheet).read(into: &block)
    let bytes = block[0..<min(count, mostBytes)]
    guard let first = bytes.first(where: { $0 > 0x20 }),
      [UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: "<")].contains(first)
    else { return nil }
    return TableStart(sheet: nil, records: [], text: String(decoding: bytes, as: UTF8.self))
  }

  private init(sheet: String?, records: [[String]], text: String) {
    self.sheet = sheet
    self.records = records
    self.text = text
  }

  private init(_ stream: ByteStream, sheet: String?) throws(InputError) {
    var reader = CSVReader(stream)
    var records: [[String]] = []
    do {
      while records.count < CSVTable.mostAboveHeader, try reader.next() {
        if reader.isBlank { continue }
        records.append((0..<reader.count).map { reader.text($0) ?? "" })
      }
    } catch {
      // A fault further down is reported, with its line, by whoever reads the table.
      if records.isEmpty { throw error }
    }
    let lines = records.map { $0.map(CSVWriter.quoted).joined(separator: ",") }
    self.init(sheet: sheet, records: records, text: lines.joined(separator: "\n"))
  }
}
