import GRDB
import Periods
import Synchronization

/// What is known of the record's tables without reading a figure, kept while the record does not
/// change: a comparison asks a dozen questions of the same tables.
final class Catalogue: Sendable {
  /// The tables of one measure.
  struct Entry: Sendable {
    var sources: [Int64: Source] = [:]
    /// Sources that have a figure which is not known.
    var withUnknown: Set<Int64> = []
    var labels: [Int64: [Dimension: Set<String>]] = [:]
    var reach: [Reach] = []
    /// Tables of which sums are kept.
    var subtotals: Set<TableID> = []
  }

  /// A period that occurs in a table.
  struct Reach: Sendable {
    var source: Int64
    var dimensions: DimensionSet
    var period: Period
    var isDaily: Bool
    /// Empty where the source declares its span.
    var place: String
  }

  /// The tables of a measure that have something to say of places.
  struct Held: Sendable {
    var tables: [HeldTable] = []
    /// Sources that have a figure which is not known.
    var withUnknown: Set<Int64> = []
  }

  private struct PlacesOfMeasure: Hashable {
    var measure: String
    var places: [[String]]?
  }

  private struct State {
    var revision: String?
    var entries: [String: Entry] = [:]
    var held: [PlacesOfMeasure: Held] = [:]
    var measures: [String]?
    var withInexact: Set<Int64>?
  }

  /// Places asked about for which tables are kept: more than any page or article asks about, so that
  /// hostile questions cannot fill the memory.
  private static let most = 256

  private let state = Mutex(State())

  /// The tables of a measure as they stand in a transaction, as far as they cover places.
  ///
  /// - Parameter places: for each place asked about, itself and those inside it; `nil` for anywhere.
  func held(_ measure: String, at places: [[String]]?, in db: Database) throws -> Held {
    let revision = try revision(in: db)
    let asked = PlacesOfMeasure(measure: measure, places: places)
    let kept = state.withLock { $0.revision == revision ? $0.held[asked] : nil }
    if let kept { return kept }
    let entry = try entry(measure, in: db)
    let held = Held(
      tables: HeldTable.all(entry, at: places), withUnknown: entry.withUnknown)
    state.withLock { state in
      guard state.revision == revision else { return }
      if state.held.count >= Catalogue.most { state.held = [:] }
      state.held[asked] = held
    }
    return held
  }

  /// The measures that there are figures of.
  func measures(in db: Database) throws -> [String] {
    let revision = try revision(in: db)
    if let kept = state.withLock({ $0.revision == revision ? $0.measures : nil }) { return kept }
    let measures = try String.fetchAll(db, sql: "SELECT DISTINCT measure FROM series ORDER BY 1")
    state.withLock { state in
      if state.revision != revision { state = State(revision: revision) }
      state.measures = measures
    }
    return measures
  }

  /// The sources that do not state all of their numbers exactly.
  func withInexact(in db: Database) throws -> Set<Int64> {
    let revision = try revision(in: db)
    if let kept = state.withLock({ $0.revision == revision ? $0.withInexact : nil }) { return kept }
    let withInexact = try Set(
      Int64.fetchAll(db, sql: "SELECT DISTINCT source FROM extra WHERE hedge <> 'exact'"))
    state.withLock { state in
      if state.revision != revision { state = State(revision: revision) }
      state.withInexact = withInexact
    }
    return withInexact
  }

  /// Changes with every change of the record.
  func revision(in db: Database) throws -> String? {
    try String.fetchOne(
      db.cachedStatement(sql: "SELECT value FROM setting WHERE name = 'revision'"))
  }

  /// What is known of a measure's tables.
  func entry(_ measure: String, in db: Database) throws -> Entry {
    let revision = try revision(in: db)
    let kept = state.withLock { $0.revision == revision ? $0.entries[measure] : nil }
    if let kept { return kept }
    let entry = try Entry(measure, in: db)
    state.withLock { state in
      if state.revision != revision { state = State(revision: revision) }
      state.entries[measure] = entry
    }
    return entry
  }

  /// Says in a writing transaction that the record is another than before.
  static func bump(_ db: Database) throws {
    try db.execute(
      sql: """
        INSERT INTO setting VALUES ('revision', lower(hex(randomblob(8))))
        ON CONFLICT (name) DO UPDATE SET value = excluded.value
        """)
  }
}

extension Catalogue.Entry {
  init(_ measure: String, in db: Database) throws {
    sources = try RecordStore.sourcesByKey(db)
    withUnknown = try Set(Int64.fetchAll(db, sql: "SELECT key FROM source WHERE has_unknown"))
    let occurring = try Row.fetchCursor(
      db, sql: "SELECT source, dimension, label FROM occurring WHERE measure = ?",
      arguments: [measure])
    while let row = try occurring.next() {
      guard let dimension = Dimension(rawValue: row[1]) else { continue }
      labels[row[0], default: [:]][dimension, default: []].insert(row[2])
    }
    let summed = try Row.fetchCursor(
      db, sql: "SELECT DISTINCT source, shape FROM subtotal WHERE measure = ?",
      arguments: [measure])
    while let row = try summed.next() {
      subtotals.insert(TableID(source: row[0], dimensions: DimensionSet(stored: row[1])))
    }
    let rows = try Row.fetchCursor(
      db, sql: "SELECT source, shape, first, last, daily, place FROM reach WHERE measure = ?",
      arguments: [measure])
    while let row = try rows.next() {
      guard let period = try row.period(2, 3) else { continue }
      reach.append(
        Catalogue.Reach(
          source: row[0], dimensions: DimensionSet(stored: row[1]), period: period,
          isDaily: row[4], place: row[5]))
    }
  }
}

/// What a question is answered with beside the figures.
struct QuestionContext: Sendable {
  let vocabulary: Vocabulary
  let catalogue: Catalogue
  /// Where cells are kept in memory; `nil` to read them from the file.
  var shelf: CellShelf?
}
