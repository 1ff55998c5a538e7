import Periods

extension RecordStore {
  /// The comparisons that a reporter makes of a figure.
  ///
  /// - Parameters:
  ///   - period: `nil` for the last that is wholly known.
  ///   - against: other periods to compare with.
  ///   - since: first day that a record high is looked for from; `nil` for all that is held.
  /// - Throws: a ``QuestionError`` when the record holds nothing that answers.
  public func comparisons(
    _ selection: Selection, period: Period? = nil, against: [Period] = [], asOf: Day? = nil,
    since: Day? = nil
  ) throws -> ComparisonReport {
    let timeline = try timeline(selection, asOf: asOf)
    guard let period = period ?? timeline.latest(every: timeline.native)?.period else {
      throw QuestionError.nothingFound(
        selection: "\(selection)" + (asOf.map { " as of \($0)" } ?? ""),
        hint: "No figure of it was known by then.")
    }
    let observation = timeline.observation(period)
    let inTime = TimeComparisons(timeline: timeline, own: observation, since: since)
    var comparisons =
      against.map {
        Comparison(.chosenPeriod, of: observation.value, with: timeline.observation($0))
      }
      + inTime.all()
    comparisons += try share(of: observation, in: timeline)
    comparisons += try rank(of: observation, in: timeline)
    comparisons += try statedChanges(selection, period: period, asOf: asOf)
    return ComparisonReport(
      observation: observation, timeline: timeline, comparisons: comparisons)
  }

  /// Dimensions that a share and a rank are taken over, the most telling first.
  private static let parting: [Dimension] = [
    .nationality, .demographic, .sector, .route, .cause, .component, .kind, .authority,
  ]

  /// Dimensions with labels enough for a rank among them to mean something.
  private static let ranking: [Dimension] = [.nationality, .demographic, .sector, .route, .cause]

  private func partingDimension(_ selection: Selection) -> Dimension? {
    RecordStore.parting.first { selection.including[$0]?.count == 1 }
  }

  /// What part the figure is of its total, where one table holds both.
  private func share(of own: Observation, in timeline: Timeline) throws -> [Comparison] {
    guard let (label, parted) = parted(timeline, within: own.period, RecordStore.parting)
    else { return [] }
    let total = parted.total.observation(own.period)
    var comparison = Comparison(.share, period: own.period)
    comparison.of = parted.total.selection.description
    let part = parted.parts.first { $0.label == label }?.timeline.observation(own.period)
    guard parted.hasShares(own.period), let part, part.value == own.value,
      part.sources == own.sources
    else { return [comparison] }
    comparison.value = total.value
    comparison.sources = total.sources
    if let value = own.value, let all = total.value, all > 0, !own.isPartial, !total.isPartial {
      comparison.share = value / all
    }
    return [comparison]
  }

  /// The selection's total, parted by the first of some dimensions that it names one label of.
  private func parted(
    _ timeline: Timeline, within period: Period, _ dimensions: [Dimension]
  ) -> (label: String, Breakdown)? {
    for dimension in dimensions {
      guard let labels = timeline.selection.including[dimension], labels.count == 1 else { continue }
      let whole = timeline.selection.without(dimension)
      return (try? breakdown(whole, by: dimension, asOf: timeline.asOf, within: period))
        .map { (labels[0], $0) }
    }
    return nil
  }

  private func rank(of own: Observation, in timeline: Timeline) throws -> [Comparison] {
    guard let value = own.value else { return [] }
    var comparison = Comparison(.rank, period: own.period)
    comparison.sources = own.sources
    comparison.value = value
    let others: [Double]
    if let dimension = RecordStore.ranking.first(where: {
      timeline.selection.including[$0]?.count == 1
    }) {
      guard let (_, parted) = parted(timeline, within: own.period, [dimension]) else { return [] }
      others = RecordStore.values(parted, own.period)
      guard others.count > 1, others.contains(value) else { return [] }
      comparison.of = "\(parted.total.selection) by \(dimension.rawValue)"
    } else {
      let all = timeline.observations(every: own.period.granularity)
        .filter { $0.period <= own.period && !$0.isPartial }
      guard all.count > 1 else { return [] }
      others = all.compactMap(\.value)
      comparison.missing = all.count - others.count
      comparison.since = all.first?.period
    }
    comparison.rank = others.count { $0 > value } + 1
    comparison.outOf = others.count
    return [comparison]
  }

  /// The known figures of the named labels of a dimension ("other" and "unknown" are none).
  private static func values(_ parted: Breakdown, _ period: Period) -> [Double] {
    parted.parts
      .filter { ![Extent.other, Extent.unknown, "unknown", "other"].contains($0.label) }
      .compactMap { $0.timeline.observation(period).value }
      .filter { $0 > 0 }
  }

  /// Changes that a source states in so many per cent, or in words.
  private func statedChanges(
    _ selection: Selection, period: Period, asOf: Day?
  ) throws -> [Comparison] {
    var found: [Comparison] = []
    for unit in ["percent-change", "words"] {
      let stated = selection.including(unit, in: .unit)
      for part in try parts(stated, by: .against, asOf: asOf) {
        guard let base = Period(part.label) else { continue }
        let observation = part.timeline.observation(period)
        guard !observation.sources.isEmpty else { continue }
        var comparison = Comparison(.statedChange, period: base)
        comparison.change = observation.value.map { $0 / 100 }
        comparison.sources = observation.sources
        comparison.note = observation.note
        found.append(comparison)
      }
    }
    return found.sorted { $0.period < $1.period }
  }
}

/// Comparisons of a figure with others of its own series.
struct TimeComparisons {
  let timeline: Timeline
  let own: Observation
  let since: Day?

  private var period: Period { own.period }

  func all() -> [Comparison] {
    var comparisons = [
      Comparison(
        .previousPeriod, of: comparable(own), with: timeline.observation(period.previous)),
      Comparison(.yearBefore, of: comparable(own), with: timeline.observation(period.yearBefore)),
    ]
    if period.granularity == .range || period.granularity == .day {
      comparisons.append(
        Comparison(
          .sameDaysMonthBefore, of: own.value,
          with: timeline.observation(period.sameDaysOfMonthBefore)))
    }
    comparisons += highs()
    if period.granularity == .month, !timeline.isStock, own.value != nil {
      comparisons.append(toDate(.yearToDate, year: .year(of: period.first)))
      comparisons.append(toDate(.fiscalYearToDate, year: .fiscalYear(of: period.first)))
      comparisons += Pace(timeline, through: period)?.comparisons() ?? []
    }
    return comparisons
  }

  /// A value that another whole period may be held against.
  private func comparable(_ observation: Observation) -> Double? {
    observation.isPartial ? nil : observation.value
  }

  private func highs() -> [Comparison] {
    guard let value = own.value, period.granularity != .range else { return [] }
    let earlier = timeline.observations(every: period.granularity)
      .filter { $0.period < period && $0.period.first >= since ?? $0.period.first }
    guard let first = earlier.first?.period else { return [] }
    var found: [Comparison] = []
    if period.granularity == .month {
      let year = earlier.suffix(12).filter { $0.value != nil }
      if year.count > 1, let high = year.max(by: { ($0.value ?? 0) < ($1.value ?? 0) }) {
        var comparison = Comparison(.twelveMonthHigh, of: value, with: high)
        comparison.missing = 12 - year.count
        found.append(comparison)
      }
    }
    if let higher = earlier.last(where: { $0.value ?? -1 >= value }) {
      var comparison = Comparison(.highestSince, of: value, with: higher)
      comparison.since = first
      comparison.missing = earlier.count { $0.period > higher.period && $0.value == nil }
      found.append(comparison)
    }
    let known = earlier.filter { $0.value != nil }
    if let highest = known.max(by: { ($0.value ?? 0) < ($1.value ?? 0) }) {
      var comparison = Comparison(.recordHigh, of: value, with: highest)
      comparison.since = first
      comparison.missing = earlier.count - known.count
      found.append(comparison)
    }
    return found
  }

  private func toDate(_ kind: Comparison.Kind, year: Period) -> Comparison {
    let span = Period(from: year.first, through: period.last) ?? period
    let now = timeline.observation(span)
    let then = timeline.observation(
      Period(
        from: span.first.adding(months: -12),
        through: Period.month(of: span.last.adding(months: -12)).last) ?? span)
    var comparison = Comparison(
      kind, of: comparable(now), with: then.isPartial ? .missing(then.period) : then)
    comparison.own = comparable(now)
    comparison.since = Period.month(of: span.first)
    comparison.sources = now.sources
    return comparison
  }
}
