import GRDB

/// A stored release and the one before it of the same dataset, and which of their cells count the same.
struct ReleasePair {
  let new: Int64
  let old: Int64
  let oldSource: Source
  /// Dimensions in which one of the two is a part of what the other is about.
  let parts: [Dimension]
  /// Condition on `series` that holds for cells whose labels are those of a part, for SQL.
  let common: String

  /// Periods whose lengths differ by no more are of one kind: months have 28 to 31 days. The middle of a
  /// year, which some publications alone have, is of another kind than the year.
  private static let daysBetweenLikePeriods = 3

  /// Finds the last release that was published no later and has like periods, broken down alike; `nil` when
  /// there is none. Sheets of one workbook are no releases before one another.
  init?(of key: Int64, _ source: Source, _ vocabulary: Vocabulary, in db: Database) throws {
    let row = try Row.fetchOne(
      db,
      sql: """
        WITH own AS (SELECT DISTINCT measure, shape, last - first AS days FROM reach WHERE source = ?)
        SELECT * FROM source WHERE dataset = ? AND key <> ? AND published <= ?
          AND NOT (sha256 = ? AND published = ?) AND EXISTS (
            SELECT 1 FROM reach JOIN own USING (measure, shape)
            WHERE reach.source = source.key AND abs(reach.last - reach.first - days) <= ?)
        ORDER BY published DESC, key DESC LIMIT 1
        """,
      arguments: [
        key, source.dataset, key, source.published.number, source.sha256,
        source.published.number, ReleasePair.daysBetweenLikePeriods,
      ])
    guard let row else { return nil }
    new = key
    old = row["key"]
    oldSource = try Source(row: row)
    let whole = vocabulary.coverage(of: source.dataset)
    var parts: [Dimension] = []
    var common = ""
    for dimension in Coverage.dimensions {
      let (own, other) = (source.coverage[dimension], oldSource.coverage[dimension])
      for (key, extent, beside) in [(key, own, other), (old, other, own)]
      where ReleasePair.isPart(extent, of: beside, whole[dimension]) {
        parts.append(dimension)
        common += """
           AND series."\(dimension.rawValue)" IN (SELECT label FROM occurring
            WHERE source = \(key) AND dimension = '\(dimension.rawValue)')
          """
      }
    }
    self.parts = parts
    self.common = common
  }

  /// Whether a table is about less than another, or than its publication as a whole.
  private static func isPart(_ own: Extent, of other: Extent, _ whole: Extent) -> Bool {
    let isWide = { (extent: Extent) in extent.reach == .whole || extent.reach == .within }
    switch own.reach {
    case .only: return isWide(other) || isWide(whole)
    case .within: return isWide(other) && own.place != other.place
    case .whole, .undeclared: return false
    }
  }
}
