import Tabular

/// Every format that figures can be read from.
public enum FigureReaders {
  package static let all: [any FigureReader] = [
    TidyReader(), CBPNationwideReader(), CBPSouthwestReader(), MissingMigrantsReader(),
    UNHCRReader(), UNHCRApplicationsReader(), UNHCRDecisionsReader(), UNHCRSolutionsReader(),
    DisplacementMatrixReader(),
  ]

  /// Bytes that a reader may look at to recognise its format.
  private static let startLength = 1 << 16

  /// Short names of the formats, as `--format` takes them.
  public static var formats: [String] { all.map { type(of: $0).format } }

  /// The reader for a file.
  ///
  /// - Parameter format: name of a format; `nil` to recognise it by the file's first bytes.
  /// - Throws: an `InputError` for a format that is not known or a file that no reader recognises.
  package static func reader(
    for file: PublishedFile, format: String?
  ) throws(InputError) -> any FigureReader {
    if let format { return try reader(named: format, file) }
    var block: [UInt8] = []
    let count = try ByteStream(path: file.path, name: file.name, sheet: file.sheet).read(
      into: &block)
    let bytes = block[0..<min(count, startLength)]
    if !bytes.isEmpty, FileKind.notText(bytes) == nil {
      for start in try TableStart.all(path: file.path, name: file.name, sheet: file.sheet) {
        if let reader = all.first(where: { type(of: $0).recognises(start.text) }) { return reader }
      }
    }
    throw InputError(
      InputIssue(
        file: file.name, expected: "a file in a format that Trocha reads", found: shown(bytes),
        hint: (["Formats, for --format:"] + all.map(line)).joined(separator: "\n    ")))
  }

  /// Files that are read together: each alone, but the parts of one release, which a reader takes
  /// with ``FigureReader/read(_:)-([PublishedFile])``.
  package struct Group: Sendable {
    package let reader: any FigureReader
    package var files: [PublishedFile]
  }

  /// Finds the reader of each file, and puts together the files that are parts of one release.
  ///
  /// - Parameter format: name of a format; `nil` to recognise it by each file's first bytes.
  /// - Throws: an `InputError` that lists every file which no reader recognises.
  package static func groups(
    of files: [PublishedFile], format: String?
  ) throws(InputError) -> [Group] {
    guard let first = files.first else { return [] }
    var issues = InputIssues(file: first.name)
    var groups: [Group] = []
    var groupOfParts: [String: Int] = [:]
    for file in files {
      _ = issues.collect { () throws(InputError) in
        let reader = try reader(for: file, format: format)
        let name = type(of: reader).format
        guard try reader.isPart(file) else {
          groups.append(Group(reader: reader, files: [file]))
          return
        }
        if let known = groupOfParts[name] {
          groups[known].files.append(file)
        } else {
          groupOfParts[name] = groups.count
          groups.append(Group(reader: reader, files: [file]))
        }
      }
    }
    try issues.check()
    return groups
  }

  private static func reader(
    named format: String, _ file: PublishedFile
  ) throws(InputError) -> any FigureReader {
    if let reader = all.first(where: { type(of: $0).format == format }) { return reader }
    throw InputError(
      InputIssue(
        file: file.name, expected: "a format among \(formats.joined(separator: ", "))",
        found: "\"\(format)\"",
        hint: suggestion(for: format, among: formats).map { "Did you mean \"\($0)\"?" }
          ?? "Leave --format out to have it read from the file."))
  }

  private static func line(_ reader: any FigureReader) -> String {
    "\(type(of: reader).format): \(type(of: reader).summary)"
  }

  /// What a file begins with, for a message.
  private static func shown(_ bytes: ArraySlice<UInt8>) -> String {
    if bytes.isEmpty { return "an empty file" }
    if let (kind, _) = FileKind.notText(bytes) { return kind }
    let line = String(decoding: bytes.prefix(200), as: UTF8.self)
      .prefix { !$0.isNewline }.prefix(60)
    return "one that begins with \"\(line)\""
  }
}
