import Periods
import Tabular
import Wording

/// A total that a file states beside its parts, and that they do not come to.
public struct TotalFault: Hashable, Codable, Sendable {
  /// What it counts, as a query.
  public var series: String
  /// The period that both are of.
  public var period: Period
  /// The dimension that the parts are listed apart by.
  public var by: Dimension
  /// What the file has without a label of the dimension.
  public var total: Double
  /// What the cells with a label come to.
  public var parts: Double
}

extension TotalFault {
  /// "August 2023: 9,000, and by nationality 5,000".
  package func words(_ language: Language) -> String {
    let (all, sum) = (language.count(total), language.count(parts))
    return language(
      "\(language.period(period)): \(all), and by \(by.rawValue) \(sum)",
      "\(language.period(period)): \(all), y por \(by.rawValue) \(sum)")
  }
}

extension Release {
  /// Checks that no total is smaller than its parts: what a row without a label counts is then something
  /// else than everybody.
  func checkTotals(_ file: PublishedFile) throws(InputError) {
    guard let fault = totalFaults().first(where: { $0.parts > $0.total && $0.by != .place })
    else { return }
    throw InputError(
      InputIssue(
        file: file.name, expected: "totals that are not smaller than their parts",
        found: "\(fault.words(.english)) (\(fault.series))",
        hint:
          "Rows without a \(fault.by.rawValue) may be of one that is not known: write UNK there."))
  }

  private struct Cell: Hashable {
    var series: SeriesKey
    var period: Period
  }

  /// Totals that differ from their parts in the release itself, the largest difference first. Parts that
  /// are not said to be everybody may come to less, but not to more.
  func totalFaults() -> [TotalFault] {
    let tables = Set(series.map(\.dimensions))
    guard tables.count > 1 else { return [] }
    var faults: [TotalFault] = []
    for dimension in Coverage.dimensions {
      let parted = DimensionSet(dimension)
      let isParted = tables.contains { dimensions in
        dimensions.contains(parted) && tables.contains(dimensions.subtracting(parted))
      }
      if isParted { faults += totalFaults(by: dimension) }
    }
    return faults.sorted { abs($0.total - $0.parts) > abs($1.total - $1.parts) }
  }

  private func totalFaults(by dimension: Dimension) -> [TotalFault] {
    var totals: [Cell: Double] = [:]
    var sums: [Cell: Double] = [:]
    var cells: [Cell: Int] = [:]
    var unknown: Set<Cell> = []
    for (index, row) in rows.enumerated() {
      var key = series[Int(row.series)]
      let isPart = key[dimension] != nil
      key[dimension] = nil
      let cell = Cell(series: key, period: row.period)
      guard let value = row.value, extras[index].map({ $0.exactness == .exact }) ?? true else {
        unknown.insert(cell)
        continue
      }
      if isPart {
        // Places may overlap, so that they need not add up; but none has more than everywhere.
        sums[cell] = dimension == .place ? max(sums[cell] ?? 0, value) : (sums[cell] ?? 0) + value
        cells[cell] = dimension == .place ? 1 : (cells[cell] ?? 0) + 1
      } else {
        totals[cell] = value
      }
    }
    let isWhole = dimension != .place && source.coverage[dimension].reach == .whole
    return sums.compactMap { cell, sum in
      guard let total = totals[cell], !unknown.contains(cell) else { return nil }
      let slack = (source.coverage.roundedTo ?? 0) / 2 * Double((cells[cell] ?? 0) + 1)
      let excess = sum - total
      guard isWhole ? abs(excess) > slack : excess > slack else { return nil }
      return TotalFault(
        series: "\(cell.series)", period: cell.period, by: dimension, total: total, parts: sum)
    }
  }
}
