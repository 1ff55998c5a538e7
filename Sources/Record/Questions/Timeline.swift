import Periods

/// All that the record holds of one selection, as of a day: the chosen figure for every period, and
/// what can be joined from them.
public struct Timeline: Sendable {
  public let selection: Selection
  /// Day whose knowledge is used; `nil` for all.
  public let asOf: Day?
  /// Whether the measure is a number at a moment, which is never added over time.
  public let isStock: Bool
  /// The sources that the figures rest on.
  public let sources: [Source.ID: Source]
  let chosen: [Period: Observation]

  /// The finest regular granularity that figures are held in.
  public let native: Granularity

  init(
    selection: Selection, asOf: Day?, isStock: Bool, candidates: Candidates,
    extras: [Period: Observation] = [:]
  ) {
    self.selection = selection
    self.asOf = asOf
    self.isStock = isStock
    var chosen: [Period: Observation] = [:]
    var sources: [Source.ID: Source] = [:]
    for (period, list) in candidates.byPeriod {
      guard let best = list.first else { continue }
      chosen[period] = extras[period] ?? best.observation
      sources[best.table.source.id] = best.table.source
    }
    self.chosen = chosen
    self.sources = sources
    let kinds = Set(
      chosen.lazy.filter { sources[$0.value.sources.first ?? ""]?.standing == .official }
        .map(\.key.granularity))
    native =
      [.month, .quarter, .year, .fiscalYear, .day].first { kinds.contains($0) }
      ?? chosen.keys.lazy.map(\.granularity).first ?? .month
  }

  /// Periods of a granularity from the first to the last figure that is held.
  public func coverage(every granularity: Granularity) -> Period? {
    let known = held(every: granularity)
    guard let first = known.min(), let last = known.max() else { return nil }
    return Period(from: first.first, through: last.last)
  }

  private func held(every granularity: Granularity) -> [Period] {
    let exact = chosen.keys.filter { $0.granularity == granularity }
    guard granularity != native, granularity != .day, granularity != .range else { return exact }
    let joined = Set(
      chosen.keys.lazy.filter { $0.granularity == .month }
        .map { granularity.period(holding: $0.first) })
    return Array(joined.union(exact))
  }

  /// What is known of a period: the figure published for it, else the sum of its months.
  public func observation(_ period: Period) -> Observation {
    let exact = chosen[period]
    if let exact, sources[exact.sources.first ?? ""]?.standing == .official { return exact }
    return joined(period) ?? exact ?? .missing(period)
  }

  /// The sum of a period's months, or its last month where the measure is a stock; `nil` when the
  /// period is not made of months or none of them is held.
  private func joined(_ period: Period) -> Observation? {
    guard period.granularity != .month, period.granularity != .day,
      Period.month(of: period.first).first == period.first,
      Period.month(of: period.last).last == period.last
    else { return nil }
    let months = period.split(into: .month)
    let held = months.compactMap { chosen[$0] }.filter { $0.value != nil }
    guard let last = held.last else { return nil }
    if isStock {
      guard last.period.last == period.last else { return nil }
      var end = last
      end.period = period
      return end
    }
    var sources: [Source.ID] = []
    for source in held.reversed().flatMap(\.sources) where !sources.contains(source) {
      sources.append(source)
    }
    return Observation(
      period: period, value: held.reduce(0) { $0 + ($1.value ?? 0) },
      hedge: held.allSatisfy { $0.hedge == .exact } && held.count == months.count
        ? .exact : .atLeast,
      basis: .joined(known: held.count, of: months.count), sources: sources,
      published: held.compactMap(\.published).max(), isStandIn: held.contains(where: \.isStandIn),
      note: "")
  }

  /// Every period of a granularity within a range, those without a figure as missing.
  ///
  /// - Parameter within: `nil` for all that is held.
  public func observations(every granularity: Granularity, within: Period? = nil) -> [Observation] {
    if granularity == .range || granularity == .day {
      return chosen.values
        .filter {
          $0.period.granularity == granularity && within?.contains($0.period) ?? true
        }
        .sorted { $0.period < $1.period }
    }
    guard let range = within ?? coverage(every: granularity) else { return [] }
    return range.split(into: granularity).filter { range.contains($0) }.map(observation)
  }

  /// The last period of a granularity that is wholly known.
  public func latest(every granularity: Granularity) -> Observation? {
    held(every: granularity).sorted(by: >).lazy.map(observation)
      .first { $0.value != nil && !$0.isPartial }
  }

  /// Periods without a figure between the first and the last that is held.
  public func missing(every granularity: Granularity, within: Period? = nil) -> [Period] {
    observations(every: granularity, within: within).filter { $0.value == nil }.map(\.period)
  }

  /// Where the source changes. Two releases of one dataset are no seam.
  public func seams(every granularity: Granularity, within: Period? = nil) -> [Seam] {
    seams(among: observations(every: granularity, within: within))
  }

  /// Where the source changes among observations that follow one another.
  func seams(among observations: [Observation]) -> [Seam] {
    var seams: [Seam] = []
    var before: Source?
    for observation in observations {
      guard let id = observation.sources.first, let source = sources[id] else { continue }
      if let before, before.dataset != source.dataset {
        seams.append(Seam(period: observation.period, from: before.id, to: source.id))
      }
      before = source
    }
    return seams
  }

  public var isEmpty: Bool { chosen.isEmpty }
}
