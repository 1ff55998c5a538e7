import Periods
import Tabular

/// Reads one published format.
package protocol FigureReader: Sendable {
  /// Short name, as `--format` takes it: `cbp-nationwide`.
  static var format: String { get }
  /// What the format is, in a line.
  static var summary: String { get }

  /// Whether a file looks like this format, by its first bytes (unpacked, at most 64 KiB).
  static func recognises(_ start: String) -> Bool

  /// Reads a whole file.
  ///
  /// - Throws: an `InputError` that lists what is wrong; nothing has then been changed anywhere.
  func read(_ file: PublishedFile) throws(InputError) -> [Release]

  /// Whether a file is one of several that make one release, such as a page of an answer.
  func isPart(_ file: PublishedFile) throws(InputError) -> Bool

  /// Reads files of this format that were given together; a format whose publications come in
  /// several files makes one release of them.
  ///
  /// - Throws: an `InputError` that lists what is wrong in any of them.
  func read(_ files: [PublishedFile]) throws(InputError) -> [Release]
}

extension FigureReader {
  package func isPart(_ file: PublishedFile) throws(InputError) -> Bool { false }

  package func read(_ files: [PublishedFile]) throws(InputError) -> [Release] {
    guard let first = files.first else { return [] }
    var issues = InputIssues(file: first.name)
    let releases = files.compactMap { file in
      issues.collect { () throws(InputError) in try read(file) }
    }
    try issues.check()
    return releases.flatMap { $0 }
  }
}

/// A file to read, with what its content cannot say.
public struct PublishedFile: Sendable {
  /// Path in the file system.
  public var path: String
  /// The file as the user named it.
  public var name: String
  /// SHA-256 of the file as it stands, in lower-case hexadecimal.
  public var sha256: String
  /// Day of publication, when the user gives it; else it is read from the file's own ``sign``.
  public var published: Day?
  /// What shows the day of publication, once it has been looked for; `nil` where nothing does.
  public internal(set) var sign: PublicationSign?
  /// Day the file was fetched.
  public var retrieved: Day?
  /// Address it was fetched from; empty when not given.
  public var url = ""
  /// Name or number of the sheet, or name of the file in an archive; `nil` for the first that fits.
  public var sheet: String?
  /// The words that labels are read by; a spelling that it lacks is a fault in a published format.
  public var vocabulary: Vocabulary
  /// The day of the reading: nothing that is read was published after it.
  package var today = Day.today

  /// The day of publication, as far as it is known.
  var dated: Day? { published ?? sign?.day }

  /// - Parameters:
  ///   - name: for messages; the path does where nobody called it otherwise.
  ///   - sha256: of the file, as ``FileHash/sha256(path:)`` gives it.
  public init(
    path: String, name: String, sha256: String, published: Day? = nil, retrieved: Day? = nil,
    url: String = "", sheet: String? = nil, vocabulary: Vocabulary
  ) {
    self.path = path
    self.name = name
    self.sha256 = sha256
    self.published = published
    self.retrieved = retrieved
    self.url = url
    self.sheet = sheet
    self.vocabulary = vocabulary
  }
}
