import Periods
import Wording

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
        selection: "\(selection)",
        hint: asOf.map { day in
          Localized(
            "No figure of it was known on \(Language.english.day(day)).",
            "El \(Language.spanish.day(day)) no se conocía ninguna cifra suya.")
        }
          ?? Localized(
            "No figure of it is known.", "No se conoce ninguna cifra suya."))
    }
    let observation = timeline.observation(period)
    let inTime = TimeComparisons(timeline: timeline, own: observation, since: since)
    var comparisons = inTime.against(against) + inTime.all()
    // The dimension of a rank is that of the share: one reading does for both.
    let parted = parted(timeline, within: period, RecordStore.parting)
    comparisons += share(of: observation, parted)
    comparisons += rank(of: observation, in: timeline, parted?.1)
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

  /// What part the figure is of its total, where one table, or one release, holds both.
  private func share(
    of own: Observation, _ parted: (label: String, Breakdown)?
  ) -> [Comparison] {
    guard let (label, parted) = parted else { return [] }
    var comparison = Comparison(.share, period: own.period)
    comparison.of = parted.total.selection.description
    guard let total = total(of: own, label, parted) else { return [comparison] }
    comparison.value = total.wholeValue
    comparison.other = total
    comparison.sources = total.sources
    comparison.obstacle = .init(comparing: own, with: total)
    guard comparison.obstacle == nil, let value = own.value, let all = total.value else {
      return [comparison]
    }
    if value > all, value > 0 {
      comparison.obstacle = .totalTooSmall
    } else if all > 0 {
      comparison.share = value / all
    } else {
      comparison.obstacle = .noBase
    }
    return [comparison]
  }

  /// The total that a figure is a part of; `nil` when none is of its own table or release.
  private func total(of own: Observation, _ label: String, _ parted: Breakdown) -> Observation? {
    let part = parted.parts.first { $0.label == label }?.timeline.observation(own.period)
    if parted.hasShares(own.period), let part, part.value == own.value, part.sources == own.sources
    {
      return parted.total.observation(own.period)
    }
    let known = parted.known?.observation(own.period)
    return known.flatMap { $0.value != nil && $0.sources == own.sources ? $0 : nil }
  }

  /// The selection's total, parted by the first of some dimensions that it names one label of.
  private func parted(
    _ timeline: Timeline, within period: Period, _ dimensions: [Dimension]
  ) -> (label: String, Breakdown)? {
    for dimension in dimensions {
      guard let labels = timeline.selection.including[dimension], labels.count == 1 else {
        continue
      }
      let whole = timeline.selection.without(dimension)
      return (try? breakdown(whole, by: dimension, asOf: timeline.asOf, within: period))
        .map { (labels[0], $0) }
    }
    return nil
  }

  private func rank(
    of own: Observation, in timeline: Timeline, _ parted: Breakdown?
  ) -> [Comparison] {
    guard own.isComparable, let value = own.value else { return [] }
    var comparison = Comparison(.rank, period: own.period)
    comparison.sources = own.sources
    comparison.value = value
    let others: [Double]
    if let dimension = RecordStore.ranking.first(where: {
      timeline.selection.including[$0]?.count == 1
    }) {
      guard let parted, parted.dimension == dimension else { return [] }
      others = RecordStore.values(parted, own.period)
      guard others.count > 1, others.contains(value) else { return [] }
      comparison.of = "\(parted.total.selection) by \(dimension.rawValue)"
      comparison.isAmongHeld = !parted.hasShares(own.period)
    } else {
      // Ranges of days have no others of their kind.
      guard own.period.granularity != .range else { return [] }
      let all = timeline.observations(every: own.period.granularity)
        .filter { $0.period <= own.period }
      guard all.count > 1 else { return [] }
      others = all.filter(\.isComparable).compactMap(\.value)
      // Days are held one by one: those between that are not are not known either.
      let first = all.first?.period ?? own.period
      let reach =
        own.period.granularity == .day
        ? own.period.first.days(since: first.first) + 1 : all.count
      comparison.missing = reach - others.count
      comparison.since = first
    }
    comparison.rank = others.count { $0 > value } + 1
    comparison.outOf = others.count
    comparison.tied = others.count { $0 == value } - 1
    return [comparison]
  }

  /// The known figures of the named labels of a dimension ("other" and "unknown" are none).
  private static func values(_ parted: Breakdown, _ period: Period) -> [Double] {
    parted.parts
      .filter { ![Extent.other, Extent.unknown, "unknown", "other"].contains($0.label) }
      .compactMap { $0.timeline.observation(period).value }
      .filter { $0 > 0 }
  }

  /// Changes that a source states in so many per cent, or in words, of this very selection and
  /// period: what was said of a part stands beside no whole, and the other way round.
  private func statedChanges(
    _ selection: Selection, period: Period, asOf: Day?
  ) throws -> [Comparison] {
    // Who asks for a unit asks for the statement itself; and a union of labels, or all labels but
    // some, is what no single figure is labelled with.
    guard selection.including[.unit] == nil, selection.including[.against] == nil,
      selection.excluding.isEmpty, selection.including.values.allSatisfy({ $0.count == 1 })
    else { return [] }
    var found: [Comparison] = []
    for unit in ["percent-change", "words"] {
      let stated = selection.including(unit, in: .unit)
      for part in try parts(stated, by: .against, asOf: asOf) {
        guard let base = Period(part.label) else { continue }
        let observation = part.timeline.observation(period)
        // A sum, of cells or of months, is a number that the source does not state.
        guard observation.basis == .published, !observation.sources.isEmpty else { continue }
        var comparison = Comparison(.statedChange, period: base)
        comparison.change = observation.value.map { $0 / 100 }
        comparison.sources = observation.sources
        comparison.note = observation.note.en
        found.append(comparison)
      }
    }
    return found.sorted { $0.period < $1.period }
  }
}
