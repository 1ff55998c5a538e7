import Periods
import Wording

/// All that the record holds of one selection, as of a day: the chosen figure for every period, and
/// what can be joined from them.
public struct Timeline: Sendable {
  /// What was asked.
  public let selection: Selection
  /// Day whose knowledge is used; `nil` for all.
  public let asOf: Day?
  /// Whether its numbers add up over time; `nil` where nobody has said it, so that no sum over periods is known.
  public let nature: Nature?
  /// Whether the measure is a number at a moment, which is never added over time.
  public var isStock: Bool { nature == .stock }
  /// The sources that the figures rest on.
  public private(set) var sources: [Source.ID: Source]
  private(set) var chosen: [Period: Observation]
  /// Why the parts of a union are not added up for a period.
  private var notJoined: [Period: Localized] = [:]
  /// The table that each period's figure comes from; none for what was joined from several.
  private(set) var chosenTables: [Period: TableID] = [:]
  /// Other tables' figures, where another dataset counts the same and differs by more than rounding.
  public private(set) var rivals: [Period: [Rival]] = [:]
  /// Tables that list single events by day, with the days that they cover.
  let eventTables: [HeldTable]
  /// The last day that has a figure; `nil` where no table lists single events.
  let lastHeldDay: Day?
  /// Whether single days have figures that are not added up from events.
  let hasCountedDays: Bool

  /// The finest regular granularity that figures are held in.
  public private(set) var native: Granularity

  init(
    selection: Selection, asOf: Day?, nature: Nature?, candidates: Candidates,
    extras: [Period: Observation] = [:]
  ) {
    self.selection = selection
    self.asOf = asOf
    self.nature = nature
    var chosen: [Period: Observation] = [:]
    var sources: [Source.ID: Source] = [:]
    var chosenTables: [Period: TableID] = [:]
    var rivals: [Period: [Rival]] = [:]
    for (period, list) in candidates.byPeriod {
      guard let best = list.first else { continue }
      chosen[period] = extras[period] ?? best.observation
      sources[best.table.source.id] = best.table.source
      chosenTables[period] = best.table.id
      let others = Rival.others(than: best, among: list)
      if !others.isEmpty { rivals[period] = others }
    }
    self.chosen = chosen
    self.sources = sources
    self.chosenTables = chosenTables
    self.rivals = rivals
    native = Timeline.native(chosen, sources)
    eventTables = candidates.eventTables
    lastHeldDay =
      candidates.eventTables.isEmpty
      ? nil : chosen.keys.lazy.filter { $0.granularity == .day }.map(\.last).max()
    hasCountedDays =
      candidates.eventTables.isEmpty && chosen.keys.contains { $0.granularity == .day }
  }

  private static func native(
    _ chosen: [Period: Observation], _ sources: [Source.ID: Source]
  ) -> Granularity {
    let kinds = Set(
      chosen.lazy.filter { sources[$0.value.sources.first ?? ""]?.standing == .official }
        .map(\.key.granularity))
    return [.month, .quarter, .year, .fiscalYear, .day].first { kinds.contains($0) }
      ?? chosen.keys.lazy.map(\.granularity).first ?? .month
  }

  /// Adds up the parts of a union for periods that no table holds all of, where each part is known
  /// for certain and the sources count the same.
  mutating func join(_ parts: [Timeline]) {
    guard let first = parts.first else { return }
    for period in first.chosen.keys where chosen[period].map(\.isPartial) ?? true {
      let held = parts.compactMap { $0.chosen[period] }.filter { $0.value != nil && !$0.isPartial }
      let used = held.flatMap(\.sources).compactMap { id in
        parts.lazy.compactMap { $0.sources[id] }.first
      }
      guard held.count == parts.count else { continue }
      if let why = whyNotAdded(used) {
        notJoined[period] = why
        continue
      }
      let sum = Timeline.sum(
        of: held, period, basis: .sum(cells: held.reduce(0) { $0 + $1.cells }))
      guard sum.value != nil else { continue }
      chosen[period] = sum
      for source in used { sources[source.id] = source }
      chosenTables[period] = nil
    }
    native = Timeline.native(chosen, sources)
  }

  /// Takes periods that are not known here from another timeline of the same selection.
  mutating func fill(from other: Timeline, but except: Set<Period>) {
    for (period, observation) in other.chosen
    where chosen[period] == nil && !except.contains(period) {
      chosen[period] = observation
      for id in observation.sources { sources[id] = other.sources[id] }
    }
    native = Timeline.native(chosen, sources)
  }

  /// Whether official sources count the same by what they declare.
  private static func countTheSame(_ sources: [Source]) -> Bool {
    guard sources.allSatisfy({ $0.standing == .official }) else { return false }
    let datasets = Set(sources.map(\.dataset))
    let counts = Set(sources.map(\.coverage.counts))
    return datasets.count == 1 || (counts.count == 1 && counts != [""])
  }

  /// Why numbers of some sources are not added up; `nil` when they may be.
  private func whyNotAdded(_ used: [Source]) -> Localized? {
    guard Timeline.countTheSame(used) else {
      return Localized(
        "its parts are of tables that do not count the same",
        "sus partes son de tablas que no cuentan lo mismo")
    }
    return hasOneRest(used)
      ? nil
      : Localized(
        "its parts leave out different countries as \"other\"",
        "sus partes dejan como «otros» a países distintos")
  }

  /// Whether the rest that is asked for is that of one list, in these sources and those of other
  /// periods: the rests of two lists are two things.
  private func hasOneRest(_ used: [Source]) -> Bool {
    let asked = selection.including.filter { $0.value.contains(Extent.other) }.keys
    let all = Dictionary(used.map { ($0.id, $0) }) { a, _ in a }.merging(sources) { a, _ in a }
    return asked.allSatisfy { dimension in
      let extents = all.values.map { $0.coverage[dimension] }
      return all.count == 1
        || (extents.allSatisfy { $0.rest != nil } && Set(extents.map(\.labels)).count == 1)
    }
  }

  /// Why no period has a number, where each part of a union has some; `nil` when one has none.
  func whyEmpty(_ parts: [Timeline]) -> Localized? {
    guard isEmpty, !parts.isEmpty, parts.allSatisfy({ !$0.isEmpty }) else { return nil }
    return notJoined.min { $0.key < $1.key }?.value
      ?? Localized(
        "no period is wholly known for each of its parts",
        "ningún período se conoce por entero en cada una de sus partes")
  }

  /// Periods of a granularity from the first to the last figure that is held.
  public func coverage(every granularity: Granularity) -> Period? {
    let known = held(every: granularity)
    guard let first = known.min(), let last = known.max() else {
      return otherYears(than: granularity)
    }
    return Period(from: first.first, through: last.last)
  }

  /// The years in which figures of the other kind of year are held: that they are not known so is to
  /// be said of each.
  private func otherYears(than granularity: Granularity) -> Period? {
    let others: [Granularity: Granularity] = [.year: .fiscalYear, .fiscalYear: .year]
    guard let other = others[granularity] else { return nil }
    let known = chosen.keys.filter { $0.granularity == other }
    guard let first = known.min(), let last = known.max() else { return nil }
    return Period(
      from: granularity.period(holding: first.first).first,
      through: granularity.period(holding: last.last).last)
  }

  private func held(every granularity: Granularity) -> [Period] {
    let exact = chosen.keys.filter { $0.granularity == granularity }
    guard granularity != native, granularity != .day, granularity != .range else { return exact }
    let joined = Set(
      chosen.keys.lazy.filter { $0.granularity == .month || $0.granularity == .quarter }
        .map { granularity.period(holding: $0.first) })
    return Array(granularity == .month ? Set(exact) : joined.union(exact))
  }

  /// What is known of a period: the figure published for it, else the sum of its months; but a sum of
  /// months that is certain before a lowest number for the whole.
  public func observation(_ period: Period) -> Observation {
    let exact = chosen[period]
    let isOfficial = exact.map { sources[$0.sources.first ?? ""]?.standing == .official } ?? false
    if let exact, isOfficial, !exact.isPartial { return besideItsMonths(exact) }
    let joined = joined(period)
    if let exact, isOfficial, joined.map({ $0.isPartial || $0.value == nil }) ?? true {
      return exact
    }
    if let exact, joined?.value == nil { return exact }
    return joined.map(besideItsQuarters)
      ?? .missing(period, note: notJoined[period] ?? heldOtherwise(period))
  }

  /// Other datasets' figures for an observation's period, where they differ from what it shows by
  /// more than rounding.
  public func rivals(of observation: Observation) -> [Rival] {
    // What was joined of other tables since may be a rival's own number.
    (rivals[observation.period] ?? []).filter {
      observation.value != nil && observation.value != $0.value
        && !observation.sources.contains($0.source)
    }
  }

  /// The sum of a period's months, or its last month where the measure is a stock; `nil` when the
  /// period is not made of months or none of them is held.
  private func joined(_ period: Period) -> Observation? {
    guard period.granularity != .month, period.granularity != .day,
      Period.month(of: period.first).first == period.first,
      Period.month(of: period.last).last == period.last
    else { return events(on: period) }
    let months = period.split(into: .month)
    let held = months.compactMap(heldForSum)
    if nature == nil, !held.isEmpty { return notSummed(held, of: months.count, period) }
    if !isStock, held.count < months.count, let pieces = withLonger(held, in: period) {
      let known = pieces.reduce(0) { $0 + ($1.period.months ?? 1) }
      return Timeline.sum(
        of: pieces, period, basis: .joined(known: known, of: months.count),
        isShort: known < months.count)
    }
    guard let last = held.last else { return nil }
    if isStock {
      guard last.period.last == period.last else { return nil }
      var end = last
      end.period = period
      end.note = .joined([
        last.note,
        Localized(
          "the number of \(Language.english.period(last.period))",
          "el número de \(Language.spanish.period(last.period))"),
      ])
      return end
    }
    return Timeline.sum(
      of: held, period, basis: .joined(known: held.count, of: months.count),
      isShort: held.count < months.count)
  }

  /// That a sum is not known, since nobody has said that the numbers add up.
  private func notSummed(_ held: [Observation], of count: Int, _ period: Period) -> Observation {
    var sum = Timeline.sum(of: held, period, basis: .joined(known: held.count, of: count))
    (sum.value, sum.exactness, sum.note) = (
      nil, .exact, selection.isRate ? Nature.ofRates : Nature.unsaid
    )
    return sum
  }

  /// A number that can be added up. One too small to publish is as good as nobody in a sum.
  private func heldForSum(_ period: Period) -> Observation? {
    chosen[period].flatMap { $0.value != nil || $0.exactness == .tooSmall ? $0 : nil }
  }

  /// Months, and figures of whole quarters, years and other months together in place of those of which not
  /// every month is held; `nil` when there is no such figure.
  private func withLonger(_ months: [Observation], in period: Period) -> [Observation]? {
    var pieces = months
    let regular = [Granularity.quarter, .year, .fiscalYear].flatMap { period.split(into: $0) }
    for longer in regular + rangesOfMonths(in: period) where longer != period {
      let inside = pieces.filter { $0.period.overlaps(longer) }
      let known = inside.reduce(0) { $0 + ($1.period.months ?? 1) }
      guard period.contains(longer), inside.allSatisfy({ longer.contains($0.period) }),
        known < longer.months ?? 0, let whole = heldForSum(longer), !whole.isPartial
      else { continue }
      pieces.removeAll { longer.contains($0.period) }
      pieces.append(whole)
    }
    pieces.sort { $0.period < $1.period }
    return pieces.count == months.count && pieces.map(\.period) == months.map(\.period)
      ? nil : pieces
  }

  /// Ranges of whole months within a period that have a figure, as in a table of the year so far; the longest first.
  private func rangesOfMonths(in period: Period) -> [Period] {
    chosen.keys.filter {
      $0.granularity == .range && period.contains($0)
        && Period.month(of: $0.first).first == $0.first
        && Period.month(of: $0.last).last == $0.last
    }.sorted { ($0.dayCount, $1.first) > ($1.dayCount, $0.first) }
  }

  /// The sum of observations, as exact as the least exact of them.
  static func sum(
    of held: [Observation], _ period: Period, basis: Observation.Basis, isShort: Bool = false
  ) -> Observation {
    var sources: [Source.ID] = []
    for source in held.reversed().flatMap(\.sources) where !sources.contains(source) {
      sources.append(source)
    }
    var sum = Observation(
      period: period, value: held.reduce(0) { $0 + ($1.value ?? 0) },
      exactness: exactness(of: held, isShort: isShort), basis: basis, sources: sources,
      published: held.compactMap(\.published).max(), isStandIn: held.contains(where: \.isStandIn),
      note: .nothing)
    sum.ofUnknown = held.reduce(0) { $0 + $1.ofUnknown }
    sum.isWide = held.contains(where: \.isWide)
    // Less those of whom it is not known, which a sum that lacks months is too low by as well.
    if sum.exactness == .atLeast { sum.value = held.reduce(0) { $0 + $1.lowest } }
    let notes = Set(held.filter { $0.exactness == .atMost }.map(\.note))
    if notes.count == 1 { sum.note = notes.first ?? .nothing }
    sum.isLowest = held.contains(where: \.isLowest)
    if isUnbounded(held, isShort: isShort, atLeast: sum.value) { sum.makeUnbounded(isShort) }
    // Every count is at least none: that says nothing.
    if isShort, sum.value == 0 {
      (sum.value, sum.exactness) = (nil, .exact)
      sum.note = .joined([
        sum.note, Localized("what is known of it is 0", "lo que se sabe de él es 0"),
      ])
    }
    return sum
  }

  /// Whether a sum is too low for what is missing and too high for what does not belong to it, so that
  /// it says nothing. Of a sum that lacks nothing what is known for certain is a lowest number.
  private static func isUnbounded(
    _ held: [Observation], isShort: Bool, atLeast value: Double?
  ) -> Bool {
    guard held.contains(where: \.isOnlyHighest) else { return false }
    let isLow = held.contains { [.atLeast, .moreThan].contains($0.exactness) }
    return isShort || (isLow && (value == 0 || held.contains { $0.exactness == .about }))
  }

  /// How exact a sum of observations is.
  private static func exactness(of held: [Observation], isShort: Bool) -> Exactness {
    if isShort || held.contains(where: { [.atLeast, .moreThan].contains($0.exactness) }) {
      return .atLeast
    }
    let others = held.map(\.exactness).filter { $0 != .exact && $0 != .tooSmall }
    if others.isEmpty { return .exact }
    // What is rounded may be above its number: a sum with it is no highest number.
    return others.allSatisfy { $0 == .atMost } ? .atMost : .about
  }

  /// Every period of a granularity within a range, those without a figure as missing.
  ///
  /// - Parameter within: `nil` for all that is held.
  public func observations(every granularity: Granularity, within: Period? = nil) -> [Observation] {
    if let within, granularity == .range, within.granularity == .range {
      return [observation(within)]
    }
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

  /// Where the source changes. Two releases of one dataset are no change of source.
  public func sourceChanges(every granularity: Granularity, within: Period? = nil) -> [SourceChange]
  {
    sourceChanges(among: observations(every: granularity, within: within))
  }

  /// Where the source changes among observations that follow one another.
  func sourceChanges(among observations: [Observation]) -> [SourceChange] {
    var sourceChanges: [SourceChange] = []
    var before: Source?
    for observation in observations {
      guard let id = observation.sources.first, let source = sources[id] else { continue }
      if let before, before.dataset != source.dataset {
        sourceChanges.append(
          SourceChange(period: observation.period, from: before.id, to: source.id))
      }
      before = source
    }
    return sourceChanges
  }

  /// Whether no period has a figure, not even one that is not known.
  public var isEmpty: Bool { chosen.isEmpty }
}
