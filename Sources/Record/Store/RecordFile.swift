import Foundation
import GRDB
import Tabular

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The file of a record, before it is opened: what it is, and whether it may be written.
struct RecordFile {
  let path: String

  struct Opened {
    var pool: DatabasePool
    /// Why it can only be read; `nil` where it can be written.
    var readOnly: String?
    var copy: PassingFolder?
    /// Whether figures that ship may have to be put in.
    var isToBeSeeded: Bool
  }

  private enum Content { case nothing, record, newer, other }

  /// Opens the record, or makes it where there is none.
  ///
  /// What is no record of this version or one before is not touched. Where the file may not be written, or
  /// there is no room, it is read as it stands; where it is of a version before, a copy is brought up to date
  /// and read.
  ///
  /// - Throws: a ``RecordError``.
  func open(
    _ configuration: Configuration, seedingFrom figures: String?, updating: () -> Void
  ) throws -> Opened {
    do {
      guard try isThere() else { return try make(configuration) }
      switch try content() {
      case .other: throw RecordError.otherProgram(path: path)
      case .newer: throw RecordError.newer(path: path)
      case .nothing, .record: break
      }
      guard isWritable else {
        return try read(
          configuration, "it may only be read", seedingFrom: figures, updating: updating)
      }
      do {
        return try write(configuration, seedingFrom: figures, updating: updating)
      } catch let error as DatabaseError where RecordFile.readOnlyCodes.contains(error.resultCode) {
        return try read(
          configuration, RecordError.words(for: error), seedingFrom: figures, updating: updating)
      }
    } catch let error as DatabaseError {
      throw RecordError(error, path: path)
    } catch let error as CocoaError {
      throw RecordError.cannotOpen(path: path, reason: error.localizedDescription)
    }
  }

  /// What keeps a file from being written and leaves it to be read.
  private static let readOnlyCodes: [ResultCode] = [
    .SQLITE_READONLY, .SQLITE_CANTOPEN, .SQLITE_PERM, .SQLITE_FULL, .SQLITE_IOERR,
  ]

  // MARK: What it is

  /// Whether there is a file with something in it.
  private func isThere() throws -> Bool {
    var status = stat()
    guard stat(path, &status) == 0 else { return false }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw RecordError.cannotOpen(
        path: path, reason: status.st_mode & S_IFMT == S_IFDIR ? "it is a folder" : "it is no file")
    }
    return status.st_size > 0
  }

  private var folder: String { URL(fileURLWithPath: path).deletingLastPathComponent().path }

  /// Beside the file a log is written: both must be possible.
  private var isWritable: Bool {
    let real = URL(fileURLWithPath: path).resolvingSymlinksInPath()
    return access(path, W_OK) == 0 && access(real.deletingLastPathComponent().path, W_OK) == 0
  }

  /// Whether changes wait in a log beside the file.
  private var hasLog: Bool {
    var status = stat()
    return stat(path + "-wal", &status) == 0 && status.st_size > 0
  }

  private func content() throws -> Content {
    try reading { queue in
      try queue.read { db in
        let mark = try Int64.fetchOne(db, sql: "PRAGMA application_id") ?? 0
        guard mark == 0 || mark == Schema.applicationID else { return .other }
        let tables = try Int.fetchOne(db, sql: "SELECT COUNT(*) FROM sqlite_master") ?? 0
        if tables == 0 { return .nothing }
        guard try db.tableExists("grdb_migrations") else { return .other }
        let known = Set(Schema.migrator.migrations)
        let held = try String.fetchSet(db, sql: "SELECT identifier FROM grdb_migrations")
        if held.isEmpty { return .nothing }
        guard held.contains(Schema.first) else { return .other }
        guard held.isSubset(of: known) else { return .newer }
        let damaged = try String.fetchOne(
          db, sql: "SELECT id FROM source WHERE NOT published \(BoundsMigration.days) LIMIT 1")
        if let damaged {
          throw RecordError.damaged(
            path: path, what: "the day on which \(damaged) was published is none")
        }
        return .record
      }
    }
  }

  /// Reads the file without leaving anything beside it, where nobody has it open.
  private func reading<Result>(_ body: (DatabaseQueue) throws -> Result) throws -> Result {
    var configuration = Configuration()
    configuration.readonly = true
    configuration.busyMode = .timeout(60)
    if !hasLog {
      do {
        return try body(DatabaseQueue(path: unchanging, configuration: configuration))
      } catch let error as DatabaseError
        where [.SQLITE_CANTOPEN, .SQLITE_CORRUPT].contains(error.resultCode)
      {
        // Another program may have begun to write meanwhile.
      }
    }
    return try body(DatabaseQueue(path: path, configuration: configuration))
  }

  /// The file as one that nobody changes, which SQLite reads without a log (sqlite.org/uri.html).
  private var unchanging: String {
    let allowed = CharacterSet.alphanumerics.union(CharacterSet(charactersIn: "/-_.~"))
    let absolute = URL(fileURLWithPath: path).path
    return "file:" + (absolute.addingPercentEncoding(withAllowedCharacters: allowed) ?? absolute)
      + "?immutable=1"
  }

  // MARK: Opening

  /// Makes a record where there is none.
  private func make(_ configuration: Configuration) throws -> Opened {
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true)
    let pool = try DatabasePool(path: path, configuration: configuration)
    try RecordFile.migrate(pool)
    try RecordFile.sync(pool)
    return Opened(pool: pool, isToBeSeeded: true)
  }

  private func write(
    _ configuration: Configuration, seedingFrom figures: String?, updating: () -> Void
  ) throws -> Opened {
    let pool = try DatabasePool(path: path, configuration: configuration)
    if try pool.read(Schema.isOlder) { updating() }
    try RecordFile.migrate(pool)
    try RecordFile.sync(pool)
    return Opened(pool: pool, isToBeSeeded: true)
  }

  /// Reads the record as it stands; a copy that is brought up to date, where it is of a version before or
  /// the file cannot be read beside its log.
  private func read(
    _ configuration: Configuration, _ reason: String, seedingFrom figures: String?,
    updating: () -> Void
  ) throws -> Opened {
    let isOlder = try? reading { try $0.read { try Schema.isOlder($0) } }
    if isOlder == false {
      var reader = configuration
      reader.readonly = true
      let place = hasLog ? path : unchanging
      if let pool = try? DatabasePool(path: place, configuration: reader),
        (try? pool.read { try Int.fetchOne($0, sql: "SELECT COUNT(*) FROM source") }) != nil
      {
        return Opened(pool: pool, readOnly: reason, isToBeSeeded: false)
      }
    }
    updating()
    let folder = try PassingFolder()
    let copy = folder.path + "/record.sqlite"
    for ending in ["", "-wal"] where FileManager.default.fileExists(atPath: path + ending) {
      try FileManager.default.copyItem(atPath: path + ending, toPath: copy + ending)
      chmod(copy + ending, 0o600)
    }
    let pool = try DatabasePool(path: copy, configuration: configuration)
    try RecordFile.migrate(pool)
    return Opened(pool: pool, readOnly: reason, copy: folder, isToBeSeeded: true)
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

  /// What is said to be stored is on the disk: the library asks for less when it turns on the log.
  private static func sync(_ pool: DatabasePool) throws {
    try pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = FULL") }
  }
}

/// A folder that is gone when nobody needs it any more.
final class PassingFolder: Sendable {
  let path: String

  init() throws {
    path =
      FileManager.default.temporaryDirectory.appending(path: "trocha-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(
      atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    PassingFolders.add(path)
  }

  deinit { PassingFolders.remove(path) }
}

/// Those that are there: a program that ends forgets its values without clearing up after them.
private enum PassingFolders {
  nonisolated(unsafe) private static var paths: Set<String> = []
  private static let lock = NSLock()
  private static let atEnd: Void = { atexit { PassingFolders.removeAll() } }()

  static func add(_ path: String) {
    _ = atEnd
    lock.withLock { _ = paths.insert(path) }
  }

  static func remove(_ path: String) {
    lock.withLock { _ = paths.remove(path) }
    try? FileManager.default.removeItem(atPath: path)
  }

  private static func removeAll() {
    for path in lock.withLock({ paths }) { try? FileManager.default.removeItem(atPath: path) }
  }
}
