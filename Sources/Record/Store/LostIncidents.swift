import GRDB
import Periods

/// Incidents of a release that the one after it no longer has, by their names.
struct LostIncidents {
  /// How many there are.
  private(set) var count = 0
  /// What they come to by measure, where they are more than a correction.
  private(set) var losses: [ReleaseChanges.Change] = []

  /// Publishers withdraw and join a few in a thousand; a twentieth is no correction.
  private static let mostCorrected = 0.05

  private struct Incident {
    var day: Day
    var value: Double
  }

  /// - Parameter start: the first day that the newer release is about.
  init(_ pair: ReleasePair, from start: Day, in db: Database) throws {
    let was = try LostIncidents.incidents(of: pair.old, pair.common, in: db)
    guard !was.isEmpty else { return }
    let now = try LostIncidents.incidents(of: pair.new, pair.common, in: db)
    for (measure, all) in was.sorted(by: { $0.key < $1.key }) {
      let old = all.filter { $0.value.day >= start }
      let new = now[measure] ?? [:]
      let kept = old.filter { new[$0.key] != nil }
      // Where few names are the same, they are given anew.
      guard 2 * kept.count >= min(old.count, new.count), kept.count < old.count else { continue }
      count += old.count - kept.count
      let (before, after) = (LostIncidents.sum(old), LostIncidents.sum(kept))
      let least = 1 - LostIncidents.mostCorrected
      guard Double(kept.count) < Double(old.count) * least || after < before * least,
        let first = old.values.map(\.day).min(), let last = old.values.map(\.day).max(),
        let period = Period(from: first, through: last)
      else { continue }
      losses.append(
        ReleaseChanges.Change(
          series: "\(SeriesKey(measure: measure))", period: period, before: before, after: after))
    }
  }

  private static func sum(_ incidents: [String: Incident]) -> Double {
    incidents.values.reduce(0) { $0 + $1.value }
  }

  private static func incidents(
    of key: Int64, _ common: String, in db: Database
  ) throws -> [String: [String: Incident]] {
    var found: [String: [String: Incident]] = [:]
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT measure, event, first, coalesce(value, 0) FROM figure
        JOIN series ON series.id = figure.series WHERE source = ? AND event <> '' \(common)
        """, arguments: [key])
    while let row = try rows.next() {
      found[row[0], default: [:]][row[1]] = Incident(
        day: try row.day(2), value: row[3])
    }
    return found
  }
}
