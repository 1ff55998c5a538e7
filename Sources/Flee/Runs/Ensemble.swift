import Foundation
import Sampling

/// Many runs of an instance with different random numbers, and with parameters that are drawn for each run.
///
/// A run depends on the ensemble and its own number only: the results do not depend on the number of
/// threads.
public struct Ensemble: Sendable {
  /// The instance that is run.
  public let instance: FleeInstance
  /// Seed of the first run; the other runs' seeds follow from it.
  public let seed: UInt64
  /// The engine that is used.
  public let engine: EngineKind
  /// Days of each run.
  public let days: Int
  /// Parameters that are drawn for each run.
  public let variations: [Variation]
  /// Settings for each run; `nil` for the instance's own. Its rows are taken in turn.
  public let design: Design?

  /// - Parameters:
  ///   - engine: a cohort engine needs an instance for which ``CohortEngine/refusal(of:)`` is `nil`.
  ///   - days: `nil` for the instance's length.
  public init(
    _ instance: FleeInstance, seed: UInt64, engine: EngineKind, days: Int? = nil,
    variations: [Variation] = [], design: Design? = nil
  ) {
    self.instance = instance
    self.seed = seed
    self.engine = engine
    self.days = days ?? instance.length
    self.variations = variations
    self.design = design
  }

  /// A parameter that is drawn for each run from a uniform distribution; of whole numbers where the setting is one.
  public struct Variation: Codable, Hashable, Sendable {
    /// Its key in `simsetting.yml`, one of ``MovementSettings/numberKeys``.
    public var key: String
    /// Lower bound, in the unit of the setting.
    public var low: Double
    /// Upper bound.
    public var high: Double

    /// A parameter and its bounds; values outside the setting's range are ignored by the runs.
    public init(key: String, low: Double, high: Double) {
      self.key = key
      self.low = low
      self.high = high
    }
  }

  /// Runs the ensemble, or a part of it, up to a number of runs.
  ///
  /// - Parameters:
  ///   - runs: number of runs of the whole ensemble, those of `statistics` included.
  ///   - shard: the part of them that is made here.
  ///   - threads: runs computed in parallel, 1 or more.
  ///   - statistics: those of an interrupted ensemble that is continued, of the same shard; `nil` to
  ///     begin.
  ///   - isCancelled: called before each day; runs that are finished by then are kept.
  ///   - progress: called with the statistics after each run, in the order of the runs.
  /// - Returns: statistics over the runs, in memory that does not grow with their number but for
  ///   their errors.
  public func run(
    _ runs: Int, shard: RunShard = .whole, threads: Int,
    from statistics: EnsembleStatistics? = nil,
    isCancelled: @escaping @Sendable () -> Bool = { false },
    progress: (EnsembleStatistics) -> Void = { _ in }
  ) async -> EnsembleStatistics {
    var statistics =
      statistics
      ?? EnsembleStatistics(places: instance.places.count, days: days, seed: seed, shard: shard)
    let size = shard.size(of: runs)
    guard statistics.runs < size else { return statistics }
    await withTaskGroup(of: Finished.self) { group in
      var next = statistics.runs
      // Runs that finish before an earlier one are kept here until their turn.
      var waiting: [Int: Finished] = [:]
      var active = 0
      func launch() {
        while active < threads, next < size, next < statistics.runs + 2 * threads, !isCancelled() {
          let number = shard.run(at: next)
          group.addTask { finish(number, isCancelled) }
          next += 1
          active += 1
        }
      }
      launch()
      while let finished = await group.next() {
        active -= 1
        waiting[finished.number] = finished
        while let run = waiting.removeValue(forKey: statistics.nextRun), run.days.count == days {
          statistics.add(run.days, errors: run.errors)
          progress(statistics)
        }
        launch()
      }
    }
    return statistics
  }

  private struct Finished: Sendable {
    var number: Int
    var days: [DayResult]
    var errors: RunErrors?
  }

  private func finish(_ number: Int, _ isCancelled: @Sendable () -> Bool) -> Finished {
    let run = SimulationRun(
      instance(ofRun: number), seed: CounterRandom.seed(seed, run: number), engine: engine,
      days: days, isCancelled: isCancelled)
    return Finished(number: number, days: run.days, errors: Validation(run).map(RunErrors.init))
  }

  // MARK: What a run has of its own

  /// The row of the design that a run has, from 0; `nil` without a design.
  public func row(ofRun number: Int) -> Int? { design.map { number % $0.rows } }

  /// For each of ``variations`` the value that is drawn for a run.
  public func draws(ofRun number: Int) -> [Double] {
    variations.enumerated().map { index, variation in
      let unit = CounterRandom(seed: seed).unit(
        number, index + 1, CounterRandom.Purpose.ensemble)
      // Each whole number from the low end to the high one is as likely.
      guard !MovementSettings.isWhole(variation.key) else {
        let (low, high) = (variation.low.rounded(), variation.high.rounded())
        return min(high, low + (unit * (high - low + 1)).rounded(.down))
      }
      return variation.low + unit * (variation.high - variation.low)
    }
  }

  /// The instance with the settings of a run.
  ///
  /// - Parameter number: from 0.
  public func instance(ofRun number: Int) -> FleeInstance {
    var result = instance
    if let design { result = design.instance(instance, row: number % design.rows) }
    for (variation, value) in zip(variations, draws(ofRun: number)) {
      result.settings.set(variation.key, to: value)
    }
    return result
  }
}

extension Ensemble: Encodable {
  private enum CodingKeys: String, CodingKey {
    case instance = "instance"
    case seed = "seed"
    case engine = "engine"
    case days = "days"
    case variations = "variations"
    case design = "design"
  }

  /// The ensemble as JSON with sorted keys: everything that determines the result of each of its runs.
  /// Two ensembles with the same bytes have the same runs.
  ///
  /// - Throws: an `EncodingError` when the instance holds a number that is not finite.
  package func canonicalJSON() throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return try encoder.encode(self)
  }
}
