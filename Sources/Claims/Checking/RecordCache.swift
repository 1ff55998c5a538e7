import Foundation
import Periods
import Record
import Synchronization
import Wording

/// The record's answers, kept while an article is checked: the same few series are asked for again
/// and again.
final class RecordCache: @unchecked Sendable {
  // The dictionaries are only touched with the lock held.
  private let lock = NSLock()
  private var timelines: [Key: KeptFigures] = [:]
  private var revisions: [RevisionKey: [Revision]] = [:]
  private var breakdowns: [BreakdownKey: Breakdown?] = [:]
  private var titles: [TitleKey: String] = [:]
  private let shelf = CellShelf()
  let store: RecordStore

  /// More series and days than a long article can mean. When they are full, all are let go: which are
  /// still needed is soon asked again.
  private static let limit = 20_000

  private struct Key: Hashable {
    var selection: Selection
    var asOf: Day?
    var years: Period?
  }

  private struct RevisionKey: Hashable {
    var selection: Selection
    var period: Period
  }

  private struct BreakdownKey: Hashable {
    var selection: Selection
    var dimension: Record.Dimension
  }

  private struct TitleKey: Hashable {
    var selection: Selection
    var language: Language
  }

  init(_ store: RecordStore) {
    self.store = store
  }

  /// The figures of a selection by the labels of a dimension; `nil` when no table has them.
  func breakdown(_ whole: Selection, by dimension: Record.Dimension) -> Breakdown? {
    let key = BreakdownKey(selection: whole, dimension: dimension)
    lock.lock()
    let known = breakdowns[key]
    lock.unlock()
    if let known { return known }
    let found = try? store.breakdown(whole, by: dimension)
    lock.lock()
    if breakdowns.count >= RecordCache.fewBreakdowns { breakdowns = [:] }
    breakdowns[key] = .some(found)
    lock.unlock()
    return found
  }

  /// Each holds a timeline for every label.
  private static let fewBreakdowns = 64

  /// The figures of a selection, with what was looked up in them.
  ///
  /// - Parameter years: those that are read first; the others once one of them is asked for. `nil` for all.
  func figures(_ selection: Selection, asOf: Day?, years: Period? = nil) -> KeptFigures {
    let key = Key(selection: selection, asOf: asOf, years: years)
    lock.lock()
    let known = timelines[key]
    lock.unlock()
    if let known { return known }
    // Today's figures are asked for with every other day's, so that the record is read once.
    let days: [Day?] = asOf == nil ? [nil] : [asOf, nil]
    let found = try? store.timelines(selection, asOf: days, within: years, shelf: shelf)
    let kept = days.enumerated().map { index, day in
      KeptFigures(found.flatMap { $0[index] }, years: years) { [unowned self] in
        figures(selection, asOf: day).timeline
      }
    }
    lock.lock()
    defer { lock.unlock() }
    for (figures, day) in zip(kept, days) {
      if timelines.count >= RecordCache.limit { timelines = [:] }
      timelines[Key(selection: selection, asOf: day, years: years)] = figures
    }
    return kept[0]
  }

  /// Every value that sources have given for a period.
  func revisions(_ selection: Selection, _ period: Period) -> [Revision] {
    let key = RevisionKey(selection: selection, period: period)
    lock.lock()
    let known = revisions[key]
    lock.unlock()
    if let known { return known }
    let found = (try? store.revisions(selection, periods: [period], shelf: shelf))?[period] ?? []
    lock.lock()
    if revisions.count >= RecordCache.limit { revisions = [:] }
    revisions[key] = found
    lock.unlock()
    return found
  }

  /// The figures of a selection; `nil` when the record has none.
  func timeline(_ selection: Selection, asOf: Day?) -> Timeline? {
    figures(selection, asOf: asOf).timeline
  }

  /// With where its sources count it, where that is in some countries only.
  func title(_ selection: Selection, _ language: Language) -> String {
    let key = TitleKey(selection: selection, language: language)
    lock.lock()
    let known = titles[key]
    lock.unlock()
    if let known { return known }
    let timeline = selection.including[.place] == nil ? timeline(selection, asOf: nil) : nil
    let title =
      timeline.map { store.vocabulary.title($0, language) }
      ?? store.vocabulary.title(selection, language)
    lock.lock()
    if titles.count >= RecordCache.limit { titles = [:] }
    titles[key] = title
    lock.unlock()
    return title
  }
}

/// A series' figures with the periods that were looked up in them: a text asks for the same few again
/// and again, and adding up the months of a year costs more than anything else.
final class KeptFigures: Sendable {
  /// The figures of some years, which are all unless years are named.
  private let near: Timeline?
  private let years: Period?
  private let all: @Sendable () -> Timeline?
  private let looked = Mutex<[Period: Known]>([:])
  private let latest = Mutex<[Granularity: Period?]>([:])

  /// - Parameters:
  ///   - years: the only ones that the figures are of; `nil` for all.
  ///   - all: reads those of all years.
  init(_ near: Timeline?, years: Period?, all: @escaping @Sendable () -> Timeline?) {
    self.near = near.flatMap { $0.isEmpty ? nil : $0 }
    self.years = years
    self.all = all
  }

  /// All figures; `nil` when the record has none.
  var timeline: Timeline? { years == nil ? near : all() }
  var isEmpty: Bool { near == nil && timeline == nil }

  func known(_ period: Period) -> Known {
    if let known = looked.withLock({ $0[period] }) { return known }
    let timeline = holds(period) ? near : timeline
    let known = timeline.map { Known($0, $0.observation(period)) } ?? .nothing
    looked.withLock { $0[period] = known }
    return known
  }

  /// Whether the years that were read say all that there is of a period. Days are of a list whose span is
  /// seen only where one of them is held.
  private func holds(_ period: Period) -> Bool {
    guard let years else { return true }
    return years.contains(period) && Period.month(of: period.first).first == period.first
      && Period.month(of: period.last).last == period.last
  }

  /// The last period of a kind that has a figure.
  func latest(every kind: Granularity) -> Period? {
    if let known = latest.withLock({ $0[kind] }) { return known }
    let found = timeline?.latest(every: kind)?.period
    latest.withLock { $0[kind] = .some(found) }
    return found
  }
}

/// An official figure, or what else is known.
///
/// A class, though nothing in it changes: readings hold it by the thousand, and a source is a dozen texts.
final class Known: Sendable {
  /// `nil` when no official source gives it, or not all of it.
  let value: Double?
  /// Whether the value is rounded: it may support what is near, and refutes nothing.
  let isAbout: Bool
  /// What is known at the least, where not all is.
  let partial: Double?
  let source: Source?
  let published: Day?
  let isStandIn: Bool
  /// What a press report or the like quotes, where nothing official is held.
  let quoted: (value: Double, source: Source)?

  /// Where the record has nothing.
  static let nothing = Known()

  private init(
    value: Double? = nil, isAbout: Bool = false, partial: Double? = nil, source: Source? = nil,
    published: Day? = nil, isStandIn: Bool = false, quoted: (value: Double, source: Source)? = nil
  ) {
    self.value = value
    self.isAbout = isAbout
    self.partial = partial
    self.source = source
    self.published = published
    self.isStandIn = isStandIn
    self.quoted = quoted
  }

  convenience init(_ timeline: Timeline, _ observation: Observation) {
    guard let id = observation.sources.first, let source = timeline.sources[id] else {
      self.init()
      return
    }
    let (published, isStandIn) = (observation.published, observation.isStandIn)
    if source.standing == .quoted {
      self.init(
        published: published, isStandIn: isStandIn,
        quoted: observation.value.map { ($0, source) })
      return
    }
    var (value, partial): (Double?, Double?)
    switch observation.exactness {
    case _ where observation.isPartial, .atLeast, .moreThan: partial = observation.value
    case .exact, .about: value = observation.value
    // Others may be among them, or it is no number.
    case .atMost, .inWords, .tooSmall: break
    }
    self.init(
      value: value, isAbout: observation.exactness == .about && value != nil, partial: partial,
      source: source, published: published, isStandIn: isStandIn)
  }
}

extension RecordCache {
  /// The labels of a dimension by their figures in a period, largest first; "other" and "unknown" are
  /// none. Empty where no table lists everybody: who is not listed may be more.
  func ranking(
    _ whole: Selection, by dimension: Record.Dimension, _ period: Period
  ) -> [(label: String, value: Double)] {
    guard let breakdown = breakdown(whole, by: dimension), breakdown.hasShares(period)
    else { return [] }
    return breakdown.parts.filter { !["OOO", "UNK"].contains($0.label) }
      .compactMap { part in part.timeline.observation(period).value.map { (part.label, $0) } }
      .filter { $0.1 > 0 }
      .sorted { ($1.1, $0.0) < ($0.1, $1.0) }
  }
}
