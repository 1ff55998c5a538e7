import CorridorModel
import Corridors
import Estimation
import Forecasting
import Foundation
import Periods
import Record
import Sampling

/// How what-ifs of a corridor would have done: totals over some months from each origin, against what came,
/// beside the outlook's totals and those of the last value.
package struct CorridorBacktestQuestion: Sendable {
  /// First and last origin: the last month known of the series that sets entries.
  package var from: Period?
  package var to: Period?
  package var runs = 100
  package var members = 120
  package var seed: UInt64 = 1

  package init() {}

  /// Months over which totals are made.
  static let spans = [3, 6, 9]
  /// Months after which the parameters are calibrated again, and the fewest that they are calibrated to.
  static let every = 6

  /// - Throws: what the record and the corridor throw, a ``Stopped`` when it was cancelled, an `OutlookError`
  ///   where there is no origin.
  package func answer(in world: World) async throws -> CorridorBacktest {
    let (folder, store) = (try world.folder(), try world.store())
    let corridor = try folder.movement()
    let given = corridor.plan.entries.compactMap(\.count)
    guard let entry = corridor.plan.counts.first(where: { given.contains($0.id) }) else {
      throw OutlookError.noOrigin
    }
    let today = try CorridorFigures(store).record(for: corridor)
    let histories = try corridor.plan.counts.map { try SeriesHistory($0.series, store) }
    let learned = try LearnedHistory.of(store)
    let lead = try SeriesHistory(entry.series, store)
    let origins = origins(corridor, lead, today.counts[entry.id] ?? [:])
    guard !origins.isEmpty else { throw OutlookError.noOrigin }
    var cases: [CorridorBacktest.Case] = []
    var posterior: (origin: Int, posterior: Posterior)?
    for (index, origin) in origins.enumerated() {
      let figures = CorridorFigures(store, asOf: origin.day)
      let record = try figures.recordWithOutlooks(for: corridor)
      if index >= (posterior?.origin ?? 0) + Self.every {
        posterior = (
          index, try await calibrated(corridor, record, through: origin.month, in: world)
        )
      }
      let runner = WhatIfRunner(
        corridor: corridor, record: record,
        changes: [try ScenarioReader.read("base", folder: folder, corridor: corridor)],
        posterior: posterior?.posterior, asOf: origin.day, first: origin.month.shifted(by: 1),
        last: origin.month.shifted(by: Self.spans.last ?? 9), runs: runs, seed: seed)
      let done = await runner.extend(
        WhatIfRuns(scenarios: 1), to: runs, threads: world.threads, isCancelled: world.isCancelled)
      guard done.whole == runs else { throw Stopped(before: "every origin was simulated") }
      let (counted, alone) = (runner.counted(done), runner.counted(done, pooled: false))
      for (count, history) in zip(corridor.plan.counts, histories) {
        cases += try self.cases(
          count, counted[count.id] ?? [], alone: alone[count.id] ?? [], history, learned, origin,
          today.counts[count.id] ?? [:], isCalibrated: posterior != nil)
      }
      world.progress(index + 1, origins.count)
    }
    return CorridorBacktest(
      corridor: corridor.id, entry: entry.id, from: origins[0].month,
      to: origins[origins.count - 1].month, runs: runs, members: members, seed: seed, cases: cases)
  }

  private struct Origin {
    var month: Period
    var day: Day
  }

  /// Months of the series that sets entries, each with the day on which it was first known.
  private func origins(
    _ corridor: MovementCorridor, _ history: SeriesHistory, _ known: [Period: Double]
  ) -> [Origin] {
    let first = max(from?.first ?? corridor.plan.start, corridor.plan.start)
    return known.keys.sorted { $0.first < $1.first }.compactMap { month in
      guard month.first >= first, to.map({ month.first <= $0.first }) ?? true,
        known[month.shifted(by: Self.spans[0])] != nil, let day = history.known(from: month),
        history.series(asOf: day).months.last == month
      else { return nil }
      return Origin(month: month, day: day)
    }
  }

  /// Parameters by what was known on the day of an origin.
  private func calibrated(
    _ corridor: MovementCorridor, _ record: CorridorRecord, through month: Period, in world: World
  ) async throws -> Posterior {
    guard let training = Period(from: corridor.plan.start, through: month.last) else {
      throw OutlookError.noOrigin
    }
    let calibration = Calibration(
      corridor, record: record, training: training, members: members, seed: seed)
    let state = await calibration.run(threads: world.threads, isCancelled: world.isCancelled)
    guard state.isDone else { throw Stopped(before: "every origin was simulated") }
    return Posterior(calibration, state, command: "")
  }

  private func cases(
    _ count: MovementPlan.Count, _ counted: [[Double]], alone: [[Double]],
    _ history: SeriesHistory, _ learned: LearnedHistory, _ origin: Origin,
    _ actual: [Period: Double], isCalibrated: Bool
  ) throws -> [CorridorBacktest.Case] {
    let first = origin.month.shifted(by: 1)
    let outlook = try? OutlookPaths.make(
      history, learned, months: LearnedStep.months, asOf: origin.day)
    let persistence = OutlookPaths.persistence(
      history, months: LearnedStep.months, asOf: origin.day)
    return Self.spans.compactMap { span in
      let came = (0..<span).compactMap { actual[first.shifted(by: $0)] }
      guard came.count == span, counted.count >= span, alone.count >= span else { return nil }
      func simulated(_ values: [[Double]]) -> [Double] {
        Scores.quantiles((0..<runs).map { run in values.prefix(span).reduce(0) { $0 + $1[run] } })
      }
      func quantiles(_ paths: OutlookPaths?) -> [Double]? {
        paths?.totals(from: first, months: span).map(Scores.quantiles)
      }
      return CorridorBacktest.Case(
        series: count.id, label: count.label.en, origin: origin.month, asOf: origin.day,
        months: span, isCalibrated: isCalibrated, actual: came.reduce(0, +),
        model: simulated(counted), alone: simulated(alone), outlook: quantiles(outlook),
        persistence: quantiles(persistence))
    }
  }
}

/// What came of ``CorridorBacktestQuestion``.
package struct CorridorBacktest: Codable, Equatable, Sendable {
  package var corridor: String
  /// Id of the count that sets entries.
  package var entry: String
  package var from: Period
  package var to: Period
  package var runs: Int
  package var members: Int
  package var seed: UInt64
  package var cases: [Case]

  /// A total from an origin. Quantiles are at 2.5, 10, 50, 90 and 97.5 %.
  package struct Case: Codable, Equatable, Sendable {
    package var series: String
    package var label: String
    /// The last month known of the series that sets entries, and the day whose knowledge is used.
    package var origin: Period
    package var asOf: Day
    package var months: Int
    /// Whether the parameters were calibrated to what was known; else they are drawn from the prior.
    package var isCalibrated: Bool
    package var actual: Double
    package var model: [Double]
    /// The corridor's model without the outlook of the series.
    package var alone: [Double]
    package var outlook: [Double]?
    package var persistence: [Double]?
  }

  package enum Method: String, CaseIterable, Codable, Sendable {
    case model, alone, outlook, persistence
  }

  /// Scores of a method on the totals of a series over some months; the same origins for all methods.
  package struct Score: Codable, Equatable, Sendable {
    package var series: String
    package var label: String
    package var months: Int
    package var method: Method
    package var origins: Int
    package var coverage80: Double
    package var coverage95: Double
    /// Mean width of the bands of 80 % over the mean of what came.
    package var width: Double
    /// Mean of the medians over the mean of what came.
    package var middle: Double
    /// Weighted quantile loss.
    package var loss: Double
  }

  package var scores: [Score] {
    var scores: [Score] = []
    let groups = Dictionary(grouping: cases.filter { $0.outlook != nil && $0.persistence != nil }) {
      "\($0.series) \($0.months)"
    }
    var seen: Set<String> = []
    for first in cases where seen.insert("\(first.series) \(first.months)").inserted {
      guard let own = groups["\(first.series) \(first.months)"] else { continue }
      scores += Method.allCases.map { score($0, own) }
    }
    return scores
  }

  /// What the corridor's folder keeps of it.
  package func track(command: String) -> TrackRecord {
    func measures(_ score: Score) -> TrackRecord.Measures {
      .init(
        coverage80: score.coverage80, width: score.width, middle: score.middle, loss: score.loss)
    }
    let scores = scores
    let kept = scores.filter { $0.method == .model }.compactMap { own -> TrackRecord.Score? in
      func other(_ method: Method) -> Score? {
        scores.first { ($0.series, $0.months, $0.method) == (own.series, own.months, method) }
      }
      guard let alone = other(.alone), let outlook = other(.outlook),
        let persistence = other(.persistence)
      else { return nil }
      return TrackRecord.Score(
        series: own.series, months: own.months, origins: own.origins, model: measures(own),
        alone: measures(alone), outlook: measures(outlook), persistence: measures(persistence))
    }
    func month(_ period: Period) -> String { String("\(period.first)".prefix(7)) }
    return TrackRecord(command: command, from: month(from), to: month(to), scores: kept)
  }

  private func score(_ method: Method, _ cases: [Case]) -> Score {
    let quantiles = cases.compactMap { one in
      switch method {
      case .model: one.model
      case .alone: one.alone
      case .outlook: one.outlook
      case .persistence: one.persistence
      }
    }
    let actual = cases.map(\.actual)
    let came = max(1, actual.reduce(0, +))
    return Score(
      series: cases[0].series, label: cases[0].label, months: cases[0].months, method: method,
      origins: cases.count, coverage80: Scores.coverage(quantiles, actual),
      coverage95: Scores.coverage(quantiles, actual, from: 0, to: Scores.levels.count - 1),
      width: quantiles.reduce(0) { $0 + $1[3] - $1[1] } / came,
      middle: quantiles.reduce(0) { $0 + $1[2] } / came,
      loss: Scores.weightedQuantileLoss(quantiles, actual))
  }
}
