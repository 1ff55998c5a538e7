import Estimation
import Foundation
import Periods
import Record

/// What was learned by each day from all series of the record.
///
/// On the first day of each month every series that has grown is forecast by every expert, from what was
/// published by that day. When a month that was forecast is published, each expert's loss over the series'
/// mean moves the weights (``BernsteinAggregation``), and how often the bands of the time were passed moves
/// the bands (``BandCalibration``). So whatever day is asked about, what was learned rests on what was
/// published by it, in the vintages of the day.
package struct LearnedHistory: Sendable, Equatable {
  /// In order of the days.
  package var steps: [LearnedStep]

  /// What was learned by a day; `nil` before the first.
  ///
  /// - Parameter asOf: `nil` for all that there is.
  package func step(asOf: Day?) -> LearnedStep? {
    guard let asOf else { return steps.last }
    return steps.last { $0.day <= asOf }
  }

  /// What a forecast of a day has beside its series' own past.
  package func question(past: [Double], lead: [Double] = [], asOf: Day?) -> ForecastQuestion {
    let step = step(asOf: asOf)
    return ForecastQuestion(
      past: past, lead: lead, panel: step?.panel ?? .empty, learned: step)
  }

  /// Before it too few series are held to learn from.
  static let first = ForecastQuestion.firstDay

  /// Learns from nothing.
  package static func learn(from panel: RecordPanel) throws -> LearnedHistory {
    guard let first, let newest = panel.newest(), newest >= first else {
      return LearnedHistory(steps: [])
    }
    let months = newest.monthNumber - first.monthNumber + 1
    let days = (0...months).map { first.adding(months: $0) }
    return try learn(on: days, known: together(days) { panel.series(asOf: $0) })
  }

  /// Learns from series as they were known on days, always the same ones in the same order.
  package static func learn(
    on days: [Day], known: [[MonthlySeries]]
  ) throws -> LearnedHistory {
    let made = try together(Array(days.indices)) { index in
      let panel = RecordPanel.panel(of: known[index])
      let before = index > 0 ? known[index - 1] : nil
      return (panel, LearningCase.made(known[index], before: before, panel))
    }
    var learner = Learner()
    return LearnedHistory(
      steps: days.indices.map { index in
        learner.learn(from: known[index], before: index > 0 ? known[index - 1] : nil)
        let step = learner.step(on: days[index], made[index].0)
        learner.add(made[index].1, step)
        return step
      })
  }
}

/// A series that was forecast on a day.
struct LearningCase: Sendable {
  var series: Int
  /// Its last month, as a number.
  var month: Int
  /// Its mean over the last two years, over which losses are taken.
  var mean: Double
  /// By expert and month on the ``CountScale``; empty where an expert has none.
  var experts: [[[Double]]]
  /// The aggregate by month before and after its bands were moved, as it was on the day.
  var joint: [[Double]] = []
  var bands: [[Double]] = []

  /// The forecasts of a day: of the series that have grown since the day before, and are large enough for
  /// their losses to say anything.
  static func made(
    _ known: [MonthlySeries], before: [MonthlySeries]?, _ panel: Panel
  ) -> [LearningCase] {
    known.indices.compactMap { index in
      let series = known[index]
      guard let last = series.months.last, last != before?[index].months.last,
        series.values.count >= Panel.history
      else { return nil }
      let recent = series.values.suffix(24)
      let mean = recent.reduce(0, +) / Double(recent.count)
      guard mean >= Panel.leastMean else { return nil }
      let question = ForecastQuestion(past: series.values, panel: panel)
      return LearningCase(
        series: index, month: last.first.monthNumber, mean: mean,
        experts: Learned.quantiles(question, months: LearnedStep.months))
    }
  }
}

/// Learns month by month.
private struct Learner {
  private var aggregations: [[BernsteinAggregation]]
  private var bands = BandCalibration()
  /// Cases of which months are still to come, by series.
  private var open: [Int: [LearningCase]] = [:]
  /// Fewest months that came from which anything is learned.
  private static let fewest = 5

  init() {
    aggregations = (0..<LearnedStep.months).map { _ in
      Scores.levels.map { _ in BernsteinAggregation(experts: Learned.experts.count) }
    }
  }

  func step(on day: Day, _ panel: Panel) -> LearnedStep {
    LearnedStep(
      day: day, weights: aggregations.map { $0.map(\.weights) }, bands: bands, panel: panel)
  }

  mutating func add(_ cases: [LearningCase], _ step: LearnedStep) {
    for var one in cases {
      one.joint = (0..<LearnedStep.months).map { month in
        step.aggregate(one.experts.map { $0.isEmpty ? [] : $0[month] }, month: month)
      }
      one.bands = one.joint.map(step.calibrated)
      open[one.series, default: []].append(one)
    }
  }

  /// Losses of the months that have come, by month ahead.
  private struct Came {
    var count = 0
    /// By level and expert.
    var excess = Scores.levels.map { _ in Learned.experts.map { _ in 0.0 } }
    var weight = 0.0
    var passed = Scores.levels.map { _ in 0.0 }
  }

  mutating func learn(from known: [MonthlySeries], before: [MonthlySeries]?) {
    var came = (0..<LearnedStep.months).map { _ in Came() }
    for (index, series) in known.enumerated() {
      guard let last = series.months.last?.first.monthNumber, let cases = open[index] else {
        continue
      }
      let reached = before?[index].months.last?.first.monthNumber ?? -1
      for offset in 0..<min(series.values.count, max(0, last - reached)) {
        let month = last - offset
        let value = series.values[series.values.count - 1 - offset]
        for one in cases where (1...LearnedStep.months).contains(month - one.month) {
          Self.add(one, month - one.month - 1, value, to: &came)
        }
      }
      open[index] = cases.filter { last - $0.month < LearnedStep.months }
    }
    for (month, part) in came.enumerated() where part.count >= Self.fewest {
      for level in Scores.levels.indices {
        aggregations[month][level].learn(part.excess[level].map { $0 / Double(part.count) })
      }
    }
    calibrate(came)
  }

  private mutating func calibrate(_ came: [Came]) {
    let months = came.indices.prefix(LearnedStep.near).filter { came[$0].count >= Self.fewest }
    guard !months.isEmpty else { return }
    bands.learn(
      passed: Scores.levels.indices.map { level in
        months.reduce(0) { $0 + came[$1].passed[level] / came[$1].weight } / Double(months.count)
      })
  }

  private static func add(
    _ one: LearningCase, _ month: Int, _ value: Double, to came: inout [Came]
  ) {
    let actual = CountScale.transform(value)
    came[month].count += 1
    // Large series count more, as the root of their size: their bands are what people plan by.
    let weight = one.mean.squareRoot()
    came[month].weight += weight
    for (level, wanted) in Scores.levels.enumerated() {
      let joint = CountScale.count(one.joint[month][level])
      // The gradient of the pinball loss at the aggregate, twice as in ``Scores``.
      let slope = 2 * ((value < joint ? 1.0 : 0) - wanted) / one.mean
      for (expert, own) in one.experts.enumerated() where !own.isEmpty {
        came[month].excess[level][expert] += slope * (CountScale.count(own[month][level]) - joint)
      }
      let band = one.bands[month][level]
      let isPassed = wanted < 0.5 ? actual < band - 1e-9 : actual > band + 1e-9
      if isPassed { came[month].passed[level] += weight }
    }
  }
}
