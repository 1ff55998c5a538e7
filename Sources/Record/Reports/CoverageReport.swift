import GRDB
import Periods
import Wording

/// What one source covers: which periods are broken down by what, and what its labels stand for.
package struct CoverageReport: Encodable, Sendable {
  package var source: Source.ID
  package var span: Period?
  package var gaps: [Period]
  package var counts: String
  package var roundedTo: Double?
  package var extents: [Entry]
  package var tables: [Table]

  /// What the labels of a dimension stand for.
  package struct Entry: Encodable, Sendable {
    package var dimension: Dimension
    package var reach: Extent.Reach
    package var place: String?
    /// Labels listed apart; empty when all there are.
    package var labels: [String]
    package var rest: String?
    /// How many labels occur.
    package var occurring: Int
  }

  /// Figures of one measure that are broken down by the same dimensions.
  package struct Table: Encodable, Sendable {
    package var measure: String
    package var dimensions: [Dimension]
    /// Where those are who are counted, when that is in some countries only.
    package var scope: Localized?
    /// Runs of periods that follow one another.
    package var periods: [Run]
  }

  package struct Run: Encodable, Sendable {
    package var first: Period
    package var last: Period
  }
}

extension RecordStore {
  /// What a source covers; `nil` when the record lacks it.
  package func coverage(of id: Source.ID) throws -> CoverageReport? {
    try pool.read { db in
      guard
        let row = try Row.fetchOne(db, sql: "SELECT * FROM source WHERE id = ?", arguments: [id])
      else { return nil }
      let source = try Source(row: row)
      let key: Int64 = row["key"]
      let measures = try String.fetchAll(
        db, sql: "SELECT DISTINCT measure FROM reach WHERE source = ? ORDER BY 1",
        arguments: [key])
      let tables = try measures.map { measure -> (String, [HeldTable]) in
        let entry = try context.catalogue.entry(measure, in: db)
        return (measure, HeldTable.all(entry, at: nil).filter { $0.key == key })
      }
      return CoverageReport(source, tables, vocabulary)
    }
  }
}

extension CoverageReport {
  fileprivate init(
    _ source: Source, _ held: [(measure: String, tables: [HeldTable])], _ vocabulary: Vocabulary
  ) {
    self.source = source.id
    span = source.coverage.span
    gaps = source.coverage.gaps
    counts = source.coverage.counts
    roundedTo = source.coverage.roundedTo
    var occurring: [Dimension: Set<String>] = [:]
    for (_, tables) in held {
      for (dimension, labels) in tables.first?.labels ?? [:] {
        occurring[dimension, default: []].formUnion(labels)
      }
    }
    extents = Coverage.dimensions.compactMap { dimension in
      guard let labels = occurring[dimension] else { return nil }
      let extent = source.coverage[dimension]
      return Entry(
        dimension: dimension, reach: extent.reach, place: extent.place.isEmpty ? nil : extent.place,
        labels: extent.labels, rest: extent.rest, occurring: labels.count)
    }
    tables = held.flatMap { measure, tables in
      tables.sorted { $0.dimensions.rawValue < $1.dimensions.rawValue }.map { table in
        Table(
          measure: measure,
          dimensions: Coverage.dimensions.filter { table.dimensions.contains(DimensionSet($0)) },
          scope: vocabulary.coverages.scope(of: measure, in: source),
          periods: Run.runs(of: table.covered.union(table.partly)))
      }
    }
  }
}

extension CoverageReport.Run {
  fileprivate static func runs(of periods: Set<Period>) -> [CoverageReport.Run] {
    var runs: [CoverageReport.Run] = []
    for period in periods.sorted() {
      if let last = runs.last?.last, last.shifted(by: 1) == period {
        runs[runs.count - 1].last = period
      } else {
        runs.append(CoverageReport.Run(first: period, last: period))
      }
    }
    return runs
  }
}

extension CoverageReport.Entry {
  /// "whole", "21 and the rest", "only 11", "not said".
  package func words(_ vocabulary: Vocabulary, _ language: Language) -> String {
    let count = labels.count
    switch reach {
    case .undeclared:
      return language("not said (\(occurring) occur)", "no se dice (figuran \(occurring))")
    case .only:
      let number = labels.isEmpty ? occurring : count
      return language("only \(number)", "solo \(number)")
    case .whole where labels.isEmpty: return language("whole", "entero")
    case .whole where rest != nil:
      return language("whole: \(count) and the rest", "entero: \(count) y el resto")
    case .whole: return language("whole: \(count)", "entero: \(count)")
    case .within:
      let name = vocabulary.name(place ?? "", in: .place, language)
      return language("whole of \(name)", "entero de \(name)")
        + (labels.isEmpty ? "" : ": \(count)")
    }
  }
}
