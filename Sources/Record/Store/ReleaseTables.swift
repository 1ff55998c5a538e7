import Foundation
import GRDB
import Periods

/// What is stored of a release beside its figures, so that a question finds the tables that can
/// answer it without reading a figure.
struct ReleaseTables {
  let release: Release

  init(_ release: Release) {
    self.release = release
  }

  private struct Slice: Hashable {
    var measure: String
    var place: String
    var dimensions: DimensionSet
  }

  /// How many figures a source has, by measure, place, breakdown and period.
  func insertSlices(source: Int64, in db: Database) throws {
    let insert = try db.makeStatement(sql: "INSERT INTO slice VALUES (?, ?, ?, ?, ?, ?, ?)")
    for (slice, periods) in cells(byPlace: true) {
      for (period, count) in periods {
        try insert.execute(arguments: [
          source, slice.measure, slice.place, slice.dimensions.rawValue,
          period.first.number, period.last.number, count,
        ])
      }
    }
  }

  /// Which periods and labels the source has.
  func insertReach(source: Int64, in db: Database) throws {
    let insert = try db.makeStatement(sql: "INSERT INTO reach VALUES (?, ?, ?, ?, ?, ?, ?)")
    for (slice, periods) in cells(byPlace: release.source.coverage.span == nil) {
      let isDaily = isDaily(slice.dimensions, periods.keys)
      let stored = isDaily ? Set(periods.keys.map { .month(of: $0.first) }) : Set(periods.keys)
      for period in stored {
        try insert.execute(arguments: [
          source, slice.measure, slice.dimensions.rawValue, slice.place, period.first.number,
          period.last.number, isDaily,
        ])
      }
    }
    let insertLabel = try db.makeStatement(sql: "INSERT INTO occurring VALUES (?, ?, ?, ?)")
    for (measure, series) in Dictionary(grouping: release.series, by: \.measure) {
      for dimension in Coverage.dimensions {
        for label in Set(series.compactMap { $0[dimension] }) {
          try insertLabel.execute(arguments: [source, measure, dimension.rawValue, label])
        }
      }
    }
  }

  /// Whether a table lists single events by day, so that a day without one is no gap.
  private func isDaily(_ dimensions: DimensionSet, _ periods: some Sequence<Period>) -> Bool {
    release.source.leavesOutZeros && dimensions.contains(DimensionSet(.event))
      && periods.contains { $0.granularity == .day }
  }

  private func cells(byPlace: Bool) -> [Slice: [Period: Int]] {
    let slices = release.series.map {
      Slice(measure: $0.measure, place: byPlace ? $0[.place] ?? "" : "", dimensions: $0.dimensions)
    }
    let members = Dictionary(grouping: slices.indices) { slices[$0] }
    var numberOf = [Int](repeating: 0, count: slices.count)
    for (number, group) in members.values.enumerated() {
      for index in group { numberOf[index] = number }
    }
    var cells = [[Period: Int]](repeating: [:], count: members.count)
    for row in release.rows { cells[numberOf[Int(row.series)]][row.period, default: 0] += 1 }
    return Dictionary(uniqueKeysWithValues: zip(members.keys, cells))
  }
}

extension Coverage {
  /// As the store keeps it.
  func stored() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    return String(decoding: try encoder.encode(self), as: UTF8.self)
  }

  /// `nil` for a text that ``stored()`` did not write.
  init?(stored text: String) {
    guard text != "{}" else {
      self = .undeclared
      return
    }
    guard let coverage = try? JSONDecoder().decode(Coverage.self, from: Data(text.utf8))
    else { return nil }
    self = coverage
  }
}
