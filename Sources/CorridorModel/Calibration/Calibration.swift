import Corridors
import Foundation
import Periods
import Sampling

/// Calibrates a corridor's parameters to the record of a training period.
package struct Calibration: Sendable {
  package let corridor: MovementCorridor
  package let record: CorridorRecord
  /// The months that are fitted.
  package let training: Period
  package let members: Int
  package let steps: Int
  package let seed: UInt64

  /// Added to counts before their logarithms are compared. Without it a month with few people would
  /// weigh as much as one with many.
  static let offset = 50.0
  /// Discrepancy of model and record that the first round assumes: standard deviation of the logarithm.
  static let firstDiscrepancy = 0.35
  /// Least discrepancy that is assumed of a series after that.
  private static let leastDiscrepancy = 0.05
  /// Rounds of smoothing; the discrepancy of each series is estimated between them.
  static let rounds = 2

  package init(
    _ corridor: MovementCorridor, record: CorridorRecord, training: Period, members: Int = 400,
    steps: Int = 4, seed: UInt64 = 1
  ) {
    self.corridor = corridor
    self.record = record
    self.training = training
    self.members = members
    self.steps = steps
    self.seed = seed
  }

  /// The state of a calibration, from which it can be continued.
  package struct State: Codable, Equatable, Sendable {
    package var round = 0
    package var step = 0
    /// Parameters of each member, in spreads from the median.
    package var members: [[Double]]
    /// Discrepancy of each fitted series, standard deviation of the logarithm.
    package var discrepancy: [String: Double]
    /// Correlation of the discrepancy of a month and the next; absent before the first round has ended.
    package var persistence: [String: Double]?
    /// Fit of each series after each round, as a root mean square of the logarithm.
    package var history: [[String: Double]] = []

    package var isDone: Bool { round >= Calibration.rounds }

    /// Passes over all members that are done.
    package func passes(_ steps: Int) -> Int { round * (steps + 1) + step }
  }

  /// Counts that are fitted: those that do not set entries.
  package var fitted: [MovementPlan.Count] {
    let given = Set(corridor.plan.entries.compactMap(\.count))
    return corridor.plan.counts.filter { !given.contains($0.id) }
  }

  package var firstState: State {
    State(
      members: (0..<members).map { corridor.plan.normals(run: $0, seed: seed) },
      discrepancy: Dictionary(
        fitted.map { ($0.id, Calibration.firstDiscrepancy) }, uniquingKeysWith: { a, _ in a }))
  }

  /// Passes that only score the fit, one at the end of each round.
  package static var extraPasses: Int { rounds }

  /// Steps in all, over the rounds; each runs every member once.
  package var allSteps: Int { Calibration.rounds * steps }

  private var scenario: CorridorScenario {
    CorridorScenario(
      name: "training", corridor, record: record, through: Period.month(of: training.last))
  }

  /// One observation that is fitted.
  private struct Target {
    var count: Int
    var id: String
    var month: Int
    var value: Double
  }

  private func targets(_ scenario: CorridorScenario) -> [Target] {
    let ids = Set(fitted.map(\.id))
    var targets: [Target] = []
    for (index, count) in corridor.plan.counts.enumerated() where ids.contains(count.id) {
      for (month, period) in scenario.months.enumerated() where training.contains(period) {
        guard let value = record.counts[count.id]?[period] else { continue }
        targets.append(
          Target(
            count: index, id: count.id, month: month, value: log(value + Calibration.offset)))
      }
    }
    return targets
  }

  /// Continues from a state until the calibration is done or cancelled.
  ///
  /// - Parameter progress: called with the members run in this step and the state.
  package func run(
    from start: State? = nil, threads: Int, isCancelled: @escaping @Sendable () -> Bool = { false },
    progress: (Int, State) -> Void = { _, _ in }
  ) async -> State {
    let scenario = scenario
    let targets = targets(scenario)
    var state = start ?? firstState
    while !state.isDone {
      // The second round begins from the prior again, so that the record is not used twice.
      if state.step == 0 { state.members = firstState.members }
      if state.step == steps {
        guard await endRound(&state, scenario, targets, threads: threads, isCancelled, progress)
        else { return state }
        continue
      }
      guard
        let predicted = await predict(
          state, scenario, targets, threads: threads, isCancelled, { progress($0, state) })
      else { return state }
      let smoother = EnsembleSmoother(
        observed: targets.map(\.value), errors: targets.map { state.discrepancy[$0.id] ?? 1 },
        steps: steps)
      let stream = RandomStream(
        CounterRandom(seed: seed), day: 1 << 20 + state.round * 64 + state.step,
        purpose: CounterRandom.Purpose.calibration)
      state.members = smoother.update(state.members, predicted: predicted, stream)
      state.step += 1
    }
    return state
  }

  /// Ends a round by scoring the fit of each series and estimating its discrepancy.
  private func endRound(
    _ state: inout State, _ scenario: CorridorScenario, _ targets: [Target], threads: Int,
    _ isCancelled: @escaping @Sendable () -> Bool, _ progress: (Int, State) -> Void
  ) async -> Bool {
    let now = state
    guard
      let after = await predict(
        state, scenario, targets, threads: threads, isCancelled, { progress($0, now) })
    else { return false }
    let misfit = Calibration.misfit(after, targets.map { ($0.id, $0.value) })
    state.history.append(misfit.mapValues(\.whole))
    state.discrepancy = misfit.mapValues { max($0.unexplained, Calibration.leastDiscrepancy) }
    state.persistence = Calibration.persistence(after, targets.map { ($0.id, $0.month, $0.value) })
    state.round += 1
    state.step = 0
    return true
  }

  /// Correlation of the record's distance from the members' mean in a month and in the next, by series.
  static func persistence(
    _ predicted: [[Double]], _ targets: [(id: String, month: Int, value: Double)]
  ) -> [String: Double] {
    var offs: [String: [Int: Double]] = [:]
    for (index, target) in targets.enumerated() {
      let mean = predicted.reduce(0) { $0 + $1[index] } / Double(max(1, predicted.count))
      offs[target.id, default: [:]][target.month] = target.value - mean
    }
    return offs.mapValues { offs in
      var (products, squares) = (0.0, 0.0)
      for (month, off) in offs.sorted(by: { $0.key < $1.key }) {
        guard let next = offs[month + 1] else { continue }
        products += off * next
        squares += (off * off + next * next) / 2
      }
      return squares > 0 ? min(max(0, products / squares), 0.99) : 0
    }
  }

  /// Distance of the record from the members' mean, by series: the root mean square of the logarithm, in
  /// all and without the part that the members' own spread explains.
  static func misfit(
    _ predicted: [[Double]], _ targets: [(id: String, value: Double)]
  ) -> [String: (whole: Double, unexplained: Double)] {
    var sums: [String: (square: Double, variance: Double, count: Double)] = [:]
    for (index, target) in targets.enumerated() {
      let column = predicted.map { $0[index] }
      let mean = column.reduce(0, +) / Double(column.count)
      let variance = column.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(column.count)
      sums[target.id, default: (0, 0, 0)].square += (mean - target.value) * (mean - target.value)
      sums[target.id, default: (0, 0, 0)].variance += variance
      sums[target.id, default: (0, 0, 0)].count += 1
    }
    return sums.mapValues { sum in
      (
        (sum.square / sum.count).squareRoot(),
        (max(0, sum.square - sum.variance) / sum.count).squareRoot()
      )
    }
  }

  private func predict(
    _ state: State, _ scenario: CorridorScenario, _ targets: [Target], threads: Int,
    _ isCancelled: @escaping @Sendable () -> Bool, _ progress: (Int) -> Void
  ) async -> [[Double]]? {
    let plan = corridor.plan
    // New random numbers in every step, so that no member is fitted to one set of random numbers.
    let base = seed &+ UInt64(1_000_003 * (state.round * 64 + state.step + 1))
    let ensemble = CorridorEnsemble(
      [scenario], draws: state.members.map(plan.draw(of:)), seed: base)
    let tallies = await ensemble.run(
      state.members.count, threads: threads, isCancelled: isCancelled, progress: progress)[0]
    guard tallies.count == state.members.count else { return nil }
    return tallies.map { tally in
      targets.map { log(Double(tally.counts[$0.count][$0.month]) + Calibration.offset) }
    }
  }

  /// The parameters of a state.
  package func draws(_ state: State) -> [ParameterDraw] {
    state.members.map(corridor.plan.draw(of:))
  }
}
