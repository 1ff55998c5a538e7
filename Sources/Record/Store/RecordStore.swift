import Foundation
import GRDB
import Periods
import Tabular

/// The record: every figure that has been read, from every source, in one SQLite file.
///
/// It is opened with the figures that ship with Trocha in it. Reading happens beside writing (WAL);
/// every import is one transaction, so that a store holds a file's figures or none of them.
public struct RecordStore: Sendable {
  /// Path of the database file.
  public let path: String
  /// The words that ship, with those that the record's user has taught it.
  public let vocabulary: Vocabulary
  /// Reads questions in the words of the vocabulary.
  private let shippedParser: SelectionParser

  /// Reads questions; a measure that is held is a word, though the vocabulary lacks it.
  public var parser: SelectionParser {
    let held = (try? pool.read { try catalogue.measures(in: $0) }) ?? []
    let own = held.filter { vocabulary.measure($0) == nil }
    return own.isEmpty ? shippedParser : shippedParser.adding(measures: own)
  }

  /// The day that the record takes for today when it reads files; `nil` for that of the clock.
  package var today: Day?

  let pool: DatabasePool
  private let catalogue = Catalogue()
  let keptRhythms: KeptRhythms

  var context: QuestionContext { QuestionContext(vocabulary: vocabulary, catalogue: catalogue) }

  /// Opens a record, making it when there is none, and brings the shipped figures up to date.
  ///
  /// - Parameters:
  ///   - path: the database file; `nil` for ``defaultPath()``.
  ///   - seeded: whether it holds the figures that ship.
  ///   - updating: called before a record of a version before is brought up to date, which may take
  ///     some seconds for a large one.
  /// - Throws: a ``RecordError`` when the file is no record or cannot be written; an `InputError`
  ///   when the installation's own tables are damaged.
  public init(
    path: String? = nil, seeded: Bool = true, updating: () -> Void = {}
  ) throws {
    try self.init(
      path: path, figures: seeded ? ShippedFiles.folder("figures") : nil, updating: updating)
  }

  /// - Parameters:
  ///   - figures: folder of the tables that the record holds from the start.
  ///   - own: folders of vocabulary tables whose rows are added to those that ship.
  package init(
    path: String?, figures: String?, vocabulary own: [URL] = [], updating: () -> Void = {}
  ) throws {
    let path = path ?? RecordStore.defaultPath()
    self.path = path
    keptRhythms = KeptRhythms(folder: figures)
    vocabulary = try Vocabulary.shipped(adding: own).adding(OwnWords(record: path).words)
    shippedParser = SelectionParser(vocabulary)
    do {
      let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      pool = try DatabasePool(path: path, configuration: RecordStore.configuration)
      if try pool.read(Schema.isOlder) { updating() }
      try RecordStore.migrate(pool)
    } catch let error as DatabaseError {
      throw RecordError.cannotOpen(path: path, reason: RecordError.words(for: error))
    } catch let error as CocoaError {
      throw RecordError.cannotOpen(path: path, reason: error.localizedDescription)
    }
    if let figures { try seed(from: figures) }
  }

  /// A copy of a record as it stands, with its words, in a file of its own.
  init(copying other: RecordStore, to path: String) throws {
    self.path = path
    vocabulary = other.vocabulary
    shippedParser = other.shippedParser
    keptRhythms = other.keptRhythms
    today = other.today
    do {
      pool = try DatabasePool(path: path, configuration: RecordStore.configuration)
      try other.pool.backup(to: pool)
    } catch let error as DatabaseError {
      throw RecordError.cannotOpen(path: path, reason: RecordError.words(for: error))
    }
  }

  /// Another program may be making the same record at the same time: the step that it was faster with
  /// fails here, and need not be done again.
  private static func migrate(_ pool: DatabasePool) throws {
    for _ in 1..<mostTries {
      do { return try Schema.migrator.migrate(pool) } catch let error as DatabaseError
        where [.SQLITE_CONSTRAINT, .SQLITE_ERROR].contains(error.resultCode)
      {
        Thread.sleep(forTimeInterval: 0.1)
      }
    }
    try Schema.migrator.migrate(pool)
  }

  /// A step takes some milliseconds; a second is longer than all of them.
  private static let mostTries = 10

  private static var configuration: Configuration {
    var configuration = Configuration()
    // SQLite's own 2 MB hold no measure of five vintages; pages would be read anew for every question.
    configuration.prepareDatabase { try $0.execute(sql: "PRAGMA cache_size = -8192") }
    configuration.foreignKeysEnabled = true
    // As long as another program may take to put the figures that ship into a new record.
    configuration.busyMode = .timeout(60)
    configuration.label = "record"
    return configuration
  }

  /// `$TROCHA_RECORD`, else `trocha/record.sqlite` under `$XDG_DATA_HOME`, by default
  /// `~/.local/share` (XDG Base Directory Specification 0.8: a relative path is to be ignored).
  public static func defaultPath(
    environment: [String: String] = ProcessInfo.processInfo.environment
  ) -> String {
    UserData.record(environment: environment)
  }
}

/// What can go wrong with a record.
public enum RecordError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The file is no record, is damaged, or cannot be read or written.
  case cannotOpen(path: String, reason: String)
  /// A source of this name is there already, with other figures.
  case sourceDiffers(id: String)
  /// A file held nothing that could be stored.
  case nothingRead(file: String)
  /// A release lost figures against the one before it.
  case lostFigures(id: String, ReleaseChanges)
  /// The record holds no source of this name; those that come near it, of which some can be taken out.
  case noSuchSource(id: String, suggestions: [String])
  /// The source came with Trocha, and stays.
  case sourceIsShipped(id: String)

  /// What is wrong and, on the next line, what to do, in English.
  public var description: String {
    switch self {
    case .cannotOpen(let path, let reason):
      """
      The record \(path) cannot be opened: \(reason).
        Give another place with --record PATH, or move the file away to start a new record.
      """
    case .sourceDiffers(let id):
      """
      The record already holds a source "\(id)" with other figures.
        Give the new release a name of its own, or put it in the old one's place with --replace.
      """
    case .nothingRead(let file): "Nothing could be read from \(file)."
    case .lostFigures(let id, let changes):
      """
      \(id) lacks what \(changes.before) has: \(changes.lossText(.english)).
        The file may be cut off. Without --strict it is stored with a warning.
      """
    case .noSuchSource(let id, let near):
      """
      The record holds no source "\(id)".
        \(near.isEmpty ? "" : "Did you mean \(near.joined(separator: " or "))? ")`trocha record \
      sources` lists them.
      """
    case .sourceIsShipped(let id):
      """
      "\(id)" came with Trocha and cannot be taken out: the next version would put it back.
        A release of your own goes before it for the periods that it covers (docs/record.md).
      """
    }
  }

  static func words(for error: DatabaseError) -> String {
    switch error.resultCode {
    case .SQLITE_NOTADB: "the file is no record of Trocha"
    case .SQLITE_CORRUPT: "the file is damaged"
    case .SQLITE_CANTOPEN, .SQLITE_READONLY, .SQLITE_PERM: "it cannot be written"
    case .SQLITE_BUSY: "another program is writing to it"
    default: error.message ?? "\(error.resultCode)"
    }
  }
}
