import Periods

/// One table of a source: its figures of one measure that are broken down by the same dimensions,
/// by what is known of it without reading a figure.
///
/// A class, since each of the thousands of answers that are weighed against one another has its table: copying
/// its parts costs more than anything else.
final class HeldTable: Sendable {
  let key: Int64
  let source: Source
  let dimensions: DimensionSet
  /// Labels that occur in the source's figures of the measure.
  let labels: [Dimension: Set<String>]
  /// Periods that the table covers, wholly. For a list of single events by day, months.
  let covered: Set<Period>
  /// Months of which a list of events covers some days only, and periods that are covered at some of
  /// the places asked about.
  let partly: Set<Period>
  /// Whether the table lists single events by day, so that a day without one is no gap.
  let isDaily: Bool
  /// Whether its cells are kept added up as well, over the labels of all but a few dimensions.
  let hasSubtotals: Bool

  private init(
    _ id: TableID, _ source: Source, labels: [Dimension: Set<String>], _ reach: PeriodReach,
    isDaily: Bool, hasSubtotals: Bool
  ) {
    key = id.source
    self.source = source
    dimensions = id.dimensions
    self.labels = labels
    covered = reach.covered
    partly = reach.partly
    self.isDaily = isDaily
    self.hasSubtotals = hasSubtotals
  }

  func extent(_ dimension: Dimension) -> Extent { source.coverage[dimension] }

  /// Whether every cell is one incident.
  var isByEvent: Bool { dimensions.contains(DimensionSet(.event)) }
}

extension HeldTable {
  /// The tables of a measure, as far as they cover the places asked about.
  ///
  /// - Parameter places: for each place asked about, itself and those inside it; `nil` for anywhere.
  static func all(_ entry: Catalogue.Entry, at places: [[String]]?) -> [HeldTable] {
    // An empty place stands for every place of a source that declares its span.
    let asked = places.map { Set($0.flatMap(\.self) + [""]) }
    var periods: [Int64: [DimensionSet: [String: Set<Period>]]] = [:]
    var daily: Set<TableID> = []
    for row in entry.reach where asked?.contains(row.place) ?? true {
      periods[row.source, default: [:]][row.dimensions, default: [:]][row.place, default: []]
        .insert(row.period)
      if row.isDaily {
        daily.insert(TableID(source: row.source, dimensions: row.dimensions))
      }
    }
    return periods.flatMap { key, tables -> [HeldTable] in
      guard let source = entry.sources[key] else { return [] }
      let occurring = tables.values.flatMap(\.values).reduce(into: Set<Period>()) {
        $0.formUnion($1)
      }
      return tables.map { dimensions, byPlace in
        let id = TableID(source: key, dimensions: dimensions)
        let isDaily = daily.contains(id)
        let reach = PeriodReach(
          source.coverage, own: byPlace, at: places, ofSource: occurring, isDaily: isDaily)
        return HeldTable(
          id, source, labels: entry.labels[key] ?? [:], reach, isDaily: isDaily,
          hasSubtotals: entry.subtotals.contains(id))
      }
    }
  }
}

/// Which periods a table covers.
private struct PeriodReach {
  var covered: Set<Period>
  var partly: Set<Period> = []

  /// - Parameters:
  ///   - byPlace: periods that occur in the table, by place; under an empty one where the source
  ///     declares a span.
  ///   - places: for each place asked about, itself and those inside it.
  ///   - ofSource: periods that occur in any of the source's tables of the measure. One in which
  ///     the source has figures in another breakdown only is not covered by this one.
  init(
    _ coverage: Coverage, own byPlace: [String: Set<Period>], at places: [[String]]?,
    ofSource: Set<Period>, isDaily: Bool
  ) {
    let own = byPlace.values.reduce(into: Set<Period>()) { $0.formUnion($1) }
    covered = own
    guard let span = coverage.span else {
      // The periods that occur at each of the places; those that occur at some are half covered.
      let perPlace = (places ?? []).map { inside in
        inside.reduce(into: Set<Period>()) { $0.formUnion(byPlace[$1] ?? []) }
      }
      if perPlace.count > 1 {
        covered = perPlace.dropFirst().reduce(perPlace[0]) { $0.intersection($1) }
        partly = own.subtracting(covered)
      }
      // Nobody says on which day the list ends: its last month may be cut.
      if isDaily, let last = own.max() {
        covered.remove(last)
        partly.insert(last)
      }
      return
    }
    let isOfSeveralKinds = !isDaily && Set(ofSource.lazy.map(\.granularity)).count > 1
    for kind in Set(own.lazy.map(\.granularity)) where kind != .day && kind != .range {
      for period in span.split(into: kind) where span.contains(period) {
        if !ofSource.contains(period), !coverage.gaps.contains(where: { $0.overlaps(period) }),
          !isOfSeveralKinds || !PeriodReach.isHeldOtherwise(period, ofSource)
        {
          covered.insert(period)
        }
      }
    }
    guard isDaily else { return }
    partly = covered.filter { !span.contains($0) }
    covered.subtract(partly)
  }

  /// Whether a source says something of a period by figures of another length, so that no figure of this length is
  /// no zero: by parts of it, or by a longer period that it has no figure of this length in.
  private static func isHeldOtherwise(_ period: Period, _ occurring: Set<Period>) -> Bool {
    occurring.contains { other in
      guard other.overlaps(period) else { return false }
      if other.dayCount < period.dayCount { return true }
      return !occurring.contains {
        $0.granularity == period.granularity && other.contains($0)
      }
    }
  }
}
