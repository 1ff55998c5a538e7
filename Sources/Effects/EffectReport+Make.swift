import Periods
import Policies
import Record
import Wording

extension EffectReport {
  /// Estimates what a policy changed.
  ///
  /// - Parameters:
  ///   - policies: those of the corridor, for what else happened; `nil` when there are none.
  ///   - progress: called with how many of how many methods are done; what it throws ends the estimate.
  /// - Throws: a `QuestionError` for a series that the record does not know, an ``EffectError`` when no
  ///   effect can be estimated.
  package static func make(
    _ query: EffectQuery, store: RecordStore, policies: PolicySet?,
    progress: (_ done: Int, _ of: Int) throws -> Void = { _, _ in }
  ) throws -> EffectReport {
    let methods = try methods(query)
    let selection = try store.parser.selection(query.series)
    let timeline = try store.timeline(selection, asOf: query.asOf)
    guard let held = timeline.coverage(every: .month), let usual = timeline.monthsGoneBy else {
      throw EffectError.notMonthly(series: query.series)
    }
    let isEarlierAsked = query.from.map { $0.first < usual.first } ?? false
    let coverage = isEarlierAsked ? held : usual
    let months = try EffectMonths(
      query, coverage: coverage, hasDonors: selection.including[.nationality]?.count == 1
    ) { month in
      let observation = timeline.observation(month)
      return observation.value != nil && !observation.isPartial
    }
    let known = query.asOf.map { policies?.known(by: $0) } ?? policies
    let reach = known.map(PolicyReach.init)
    let choice = DonorChoice(
      store: store, selection: selection, months: months, reach: reach, query: query)
    let donors = try choice.outcome()
    let panel = try panel(
      months, timeline, donors, query, steps: choice.steps(choice.treated))
    var results: [Method] = []
    for method in methods {
      try progress(results.count, methods.count)
      results.append(
        MethodRun(
          method: method, panel: panel, scale: query.scale ?? method.usualScale,
          predicts: query.prediction
        ).result())
    }
    guard results.contains(where: { $0.refused == nil }) else {
      throw EffectError.nothingEstimated(
        reasons: results.compactMap { result in
          result.refused.map {
            Localized("\(result.method): \($0.en)", "\(result.method): \($0.es)")
          }
        })
    }
    var report = EffectReport(
      series: query.series,
      title: Localized(
        store.vocabulary.title(timeline, .english), store.vocabulary.title(timeline, .spanish)),
      on: query.on, policies: [], asOf: query.asOf, from: months.before[0],
      fitThrough: months.before[months.before.count - 1], leftOut: months.leftOut,
      firstMonth: months.after[0], through: months.after[months.after.count - 1],
      level: 1 - MethodRun.level, donors: donors.listed, methods: results,
      threats: [], verdict: EffectVerdict.of(results), sentence: Localized("", ""),
      rule: EffectVerdict.rule, sources: sources(timeline, months))
    report.addContext(reach, choice.treated, donors.used.map(\.label))
    report.sentence = EffectWording(report).sentence
    return report
  }

  private static func methods(_ query: EffectQuery) throws(EffectError) -> [any EffectMethod] {
    guard let ids = query.methods else { return EffectMethods.all }
    var methods: [any EffectMethod] = []
    for id in ids {
      guard let method = EffectMethods.named(id) else {
        throw .unknownMethod(id, known: EffectMethods.all.map(\.id))
      }
      methods.append(method)
    }
    return methods
  }

  private static func panel(
    _ months: EffectMonths, _ timeline: Timeline, _ donors: DonorChoice.Outcome,
    _ query: EffectQuery, steps: [Int]
  ) throws(EffectError) -> EffectPanel {
    let observations = months.all.map(timeline.observation)
    let gaps = observations.filter { $0.value == nil || $0.isPartial }.map(\.period)
    guard gaps.isEmpty else { throw .gaps(months: gaps) }
    let values = observations.compactMap(\.value)
    let count = months.before.count
    guard Set(values.prefix(count)).count > 1 else { throw .constant(series: query.series) }
    return EffectPanel(
      months: months.all, treated: values, donors: donors.used, fit: Array(0..<count),
      after: Array((count + months.leftOut.count)..<months.all.count), steps: steps)
  }

  private static func sources(_ timeline: Timeline, _ months: EffectMonths) -> [String] {
    Set(months.all.flatMap { timeline.observation($0).sources }).sorted()
  }

  private mutating func addContext(
    _ reach: PolicyReach?, _ treated: String?, _ donors: [String]
  ) {
    let first = firstMonth.shifted(by: -3)
    guard let window = Period(from: min(first.first, on), through: through.last) else { return }
    let context = EffectThreats(
      reach: reach, on: on, treated: treated, donors: donors, window: window)
    policies = context.policies
    threats = context.threats
  }
}
