import Foundation
import GRDB
import GRDBSQLite
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
  let shippedParser: SelectionParser

  /// Reads questions; a measure that is held is a word, though the vocabulary lacks it.
  public var parser: SelectionParser {
    let held = (try? pool.read { try catalogue.measures(in: $0) }) ?? []
    let own = held.filter { vocabulary.measure($0) == nil }
    return own.isEmpty ? shippedParser : shippedParser.adding(measures: own)
  }

  /// The day that the record takes for today when it reads files; `nil` for that of the clock.
  package var today: Day?

  /// Why the record can be read and not written; `nil` where it can be written.
  package private(set) var readOnly: String?

  private(set) var pool: DatabasePool
  /// The copy that answers where the file itself can only be read, as long as it is needed.
  private let copy: PassingFolder?
  private let catalogue = Catalogue()
  let keptRhythms: KeptRhythms

  var context: QuestionContext { context(nil) }

  func context(_ shelf: CellShelf?) -> QuestionContext {
    QuestionContext(vocabulary: vocabulary, catalogue: catalogue, shelf: shelf)
  }

  /// Opens a record, making it when there is none, and brings the shipped figures up to date.
  ///
  /// - Parameters:
  ///   - path: the database file; `nil` for ``defaultPath()``.
  ///   - seeded: whether it holds the figures that ship.
  ///   - updating: called before a record of a version before is brought up to date, which may take
  ///     some seconds for a large one.
  /// - Throws: a ``RecordError`` when the file is no record, or that of a later version; an `InputError` when the
  ///   installation's own tables are damaged. A record that may not be written is read.
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
    let file = RecordFile(path: path)
    let opened = try file.open(RecordStore.configuration, seedingFrom: figures, updating: updating)
    (pool, readOnly, copy) = (opened.pool, opened.readOnly, opened.copy)
    guard opened.isToBeSeeded, let figures else { return }
    try seedIfPossible(figures)
    guard copy != nil else { return }
    // What is written into a copy would be lost.
    try pool.close()
    var reader = RecordStore.configuration
    reader.readonly = true
    pool = try DatabasePool(path: pool.path, configuration: reader)
  }

  /// A record that holds the figures of a version before is read where the disk has no room for this one's.
  private mutating func seedIfPossible(_ figures: String) throws {
    do {
      try seed(from: figures)
    } catch let error as DatabaseError {
      let isHeld = try? pool.read { try RecordStore.shippedState($0) != nil }
      guard isHeld == true, [.SQLITE_FULL, .SQLITE_IOERR].contains(error.resultCode) else {
        throw RecordError(error, path: path)
      }
      readOnly = RecordError.words(for: error)
    }
  }

  /// A copy of a record as it stands, with its words, in a file of its own.
  init(copying other: RecordStore, to path: String) throws {
    self.path = path
    vocabulary = other.vocabulary
    shippedParser = other.shippedParser
    keptRhythms = other.keptRhythms
    today = other.today
    (readOnly, copy) = (nil, nil)
    do {
      pool = try DatabasePool(path: path, configuration: RecordStore.configuration)
      try other.pool.backup(to: pool)
    } catch let error as DatabaseError {
      throw RecordError(error, path: path)
    }
  }

  /// Steps of SQLite's machine, of which a thread does some ten million a second.
  private static let stepsBetweenLooks: Int32 = 100_000

  private static var configuration: Configuration {
    var configuration = Configuration()
    // SQLite's own 2 MB hold no measure of five vintages; pages would be read anew for every question.
    configuration.prepareDatabase { db in
      try db.execute(sql: "PRAGMA cache_size = -8192")
      // A question that nobody waits for any more ends within its query, too.
      sqlite3_progress_handler(
        db.sqliteConnection, stepsBetweenLooks, { _ in Task.isCancelled ? 1 : 0 }, nil)
    }
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
