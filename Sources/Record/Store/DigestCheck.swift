import GRDB
import Periods

/// Computes the digest of every source again from the figures that are held: one that was changed behind
/// Trocha's back has another.
enum DigestCheck {
  /// The sources whose figures are not those that were stored.
  static func faults(_ db: Database) throws -> [String] {
    var names: [Int64: UInt64] = [:]
    let series = try Row.fetchCursor(db, sql: "SELECT id, \(RecordStore.seriesColumns) FROM series")
    while let row = try series.next() {
      names[row[0]] = ReleaseDigest.name(SeriesKey(row: row, from: 1))
    }
    let sources = try Row.fetchAll(
      db, sql: "SELECT key, id, digest, coverage FROM source ORDER BY id")
    return try sources.compactMap { source in
      let natures = Coverage(stored: source[3])?.natures
      guard try digest(of: source[0], natures, names, in: db) != source[2] as String else {
        return nil
      }
      return "\(source[1] as String): the figures are not those that were read in"
    }
  }

  private static func digest(
    of key: Int64, _ natures: [String: Nature]?, _ names: [Int64: UInt64], in db: Database
  ) throws -> String {
    var digest = ReleaseDigest()
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT figure.series, figure.first, figure.last, figure.value, extra.hedge, extra.latitude,
          extra.longitude, extra.note
        FROM figure LEFT JOIN extra USING (series, source, first, last) WHERE figure.source = ?
        """, arguments: [key])
    while let row = try rows.next() {
      digest.add(
        names[row[0]] ?? 0, first: try row.day(1).number, last: try row.day(2).number, row[3],
        extra(row))
    }
    digest.add(natures)
    return digest.text
  }

  private static func extra(_ row: Row) -> Release.Extra? {
    guard let hedge = row[4] as String? else { return nil }
    var point: Coordinate?
    if let latitude = row[5] as Double?, let longitude = row[6] as Double? {
      point = Coordinate(latitude: latitude, longitude: longitude)
    }
    return Release.Extra(
      exactness: Exactness(rawValue: hedge) ?? .exact, point: point, note: row[7] ?? "")
  }
}
