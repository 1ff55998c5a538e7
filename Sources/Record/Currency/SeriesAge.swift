import Periods
import Wording

/// How old the newest figure of a series is, and which releases have been due since.
package struct SeriesAge: Hashable, Sendable {
  /// The newest period that is wholly known.
  package let newest: Period
  /// The day for which the age is told: today, or the day asked about.
  package let on: Day
  /// Whether that is a day of the past whose knowledge was asked for, on which nothing was late.
  package let isAsOf: Bool
  package let rhythm: ReleaseRhythm
  /// Name of the dataset that the newest figure is from.
  package let dataset: String
  /// The last period that the newest figure's own table covers, where the table goes on without the
  /// series; else `nil`.
  package let tableThrough: Period?
  /// How many releases have been due since the last one that is held.
  package let dueSince: Int
  /// The day on which the next release is, or was, due; `nil` when none is expected or its lag is not known.
  package let nextDue: Day?

  /// - Parameters:
  ///   - through: last period of the table, where its span is declared.
  ///   - asOf: the day asked about; `nil` for today.
  package init(
    newest: Period, dataset: String, rhythm: ReleaseRhythm, through: Period? = nil, asOf: Day?,
    today: Day
  ) {
    self.newest = newest
    self.dataset = dataset
    self.rhythm = rhythm
    // Of a day to come no more is known than of today.
    let day = min(asOf ?? today, today)
    on = day
    isAsOf = asOf.map { $0 < today } ?? false
    tableThrough = through.flatMap { $0.last > newest.last && $0.last < day ? $0 : nil }
    let held = tableThrough?.last ?? newest.last
    let due = rhythm.due(after: held, before: day)
    dueSince = due.count
    nextDue = (due.first ?? rhythm.next(after: held)).flatMap(rhythm.due)
  }

  /// Whether a release was due before the day, and is not held.
  package var isLate: Bool { dueSince > 0 }

  /// Months from the month in which the newest period ends to that of the day; 0 within one month.
  package var months: Int { SeriesAge.months(of: newest, on: on) }

  static func months(of newest: Period, on day: Day) -> Int {
    let (from, to) = (newest.last.parts, day.parts)
    return max(0, (to.year - from.year) * 12 + to.month - from.month)
  }
}

extension RecordStore {
  /// How old the newest figure of a timeline is; `nil` when nothing was known.
  ///
  /// No figure is read for it: all that is needed is in the timeline and in what is said of its sources.
  package func age(of timeline: Timeline, today: Day) -> SeriesAge? {
    guard let last = timeline.latest(every: timeline.native) else { return nil }
    return age(of: timeline, newest: last, today: today)
  }

  func age(of timeline: Timeline, newest last: Observation, today: Day) -> SeriesAge? {
    let sources = last.sources.compactMap { timeline.sources[$0] }
    guard let source = sources.first(where: { $0.standing == .official }) ?? sources.first
    else { return nil }
    // Who quotes a number publishes no series of it.
    var rhythm =
      source.standing == .official
      ? rhythms.rhythm(of: source, every: timeline.native)
      : ReleaseRhythm(every: .range, usualLag: nil)
    // Only for what nobody describes: the releases of all that ships have a lag.
    if rhythm.usualLag == nil, source.standing == .official {
      rhythm.usualLag = releaseLag(of: source.dataset)
    }
    return SeriesAge(
      newest: newest(last.period, in: source, timeline), dataset: source.dataset, rhythm: rhythm,
      through: through(source, timeline), asOf: timeline.asOf, today: today)
  }

  /// A list of single days is known to its end, and not to the last day on which something happened.
  private func newest(_ period: Period, in source: Source, _ timeline: Timeline) -> Period {
    guard period.granularity == .day, let span = source.coverage.span, span.last >= period.last
    else { return period }
    return .month(of: span.last)
  }

  /// The last period that a table covers; of a release that stands in for earlier ones, as of a day, only
  /// what these had.
  private func through(_ source: Source, _ timeline: Timeline) -> Period? {
    guard let span = source.coverage.span, timeline.native != .day, timeline.native != .range
    else { return nil }
    let last = timeline.native.period(holding: span.last)
    let whole = last.last > span.last ? last.previous : last
    guard let day = timeline.asOf, source.known(from: whole) > day else { return whole }
    return nil
  }
}
