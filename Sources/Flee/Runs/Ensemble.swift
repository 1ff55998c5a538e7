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

  /// - Parameters:
  ///   - engine: a cohort engine needs an instance for which ``CohortEngine/refusal(of:)`` is `nil`.
  ///   - days: `nil` for the instance's length.
  public init(
    _ instance: FleeInstance, seed: UInt64, engine: EngineKind, days: Int? = nil,
    variations: [Variation] = []
  ) {
    self.instance = instance
    self.seed = seed
    self.engine = engine
    self.days = days ?? instance.length
    self.variations = variations
  }

  /// A parameter that is drawn for each run from a uniform distribution.
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

  /// Runs the ensemble up to a number of runs.
  ///
  /// - Parameters:
  ///   - runs: number of runs in all, those of `statistics` included.
  ///   - threads: runs computed in parallel, 1 or more.
  ///   - statistics: those of an interrupted ensemble that is continued; `nil` to begin.
  ///   - isCancelled: called before each day; runs that are finished by then are kept.
  ///   - progress: called with the statistics after each run, in the order of the runs.
  /// - Returns: statistics over the runs, in memory that does not grow with their number.
  public func run(
    _ runs: Int, threads: Int, from statistics: EnsembleStatistics? = nil,
    isCancelled: @escaping @Sendable () -> Bool = { false },
    progress: (EnsembleStatistics) -> Void = { _ in }
  ) async -> EnsembleStatistics {
    var statistics =
      statistics ?? EnsembleStatistics(places: instance.places.count, days: days, seed: seed)
    guard statistics.runs < runs else { return statistics }
    await withTaskGroup(of: Finished.self) { group in
      var next = statistics.runs
      // Runs that finish before an earlier one are kept here until their turn.
      var waiting: [Int: Finished] = [:]
      var active = 0
      func launch() {
        while active < threads, next < runs, next < statistics.runs + 2 * threads, !isCancelled() {
          let number = next
          group.addTask { finish(number, isCancelled) }
          next += 1
          active += 1
        }
      }
      launch()
      while let finished = await group.next() {
        active -= 1
        waiting[finished.number] = finished
        while let run = waiting.removeValue(forKey: statistics.runs), run.days.count == days {
          statistics.add(run.days, error: run.error, draw: run.draw)
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
    var error: Double?
    var draw: [String: Double]
  }

  private func finish(_ number: Int, _ isCancelled: @Sendable () -> Bool) -> Finished {
    var instance = instance
    var draw: [String: Double] = [:]
    for (index, variation) in variations.enumerated() {
      let unit = CounterRandom(seed: seed).unit(
        number, index + 1, CounterRandom.Purpose.ensemble)
      let value = variation.low + unit * (variation.high - variation.low)
      draw[variation.key] = value
      instance.settings.set(variation.key, to: value)
    }
    let run = SimulationRun(
      instance, seed: CounterRandom.seed(seed, run: number), engine: engine, days: days,
      isCancelled: isCancelled)
    return Finished(
      number: number, days: run.days, error: Validation(run)?.meanTotalError, draw: draw)
  }
}

extension Ensemble: Encodable {
  private enum CodingKeys: String, CodingKey {
    case instance = "instance"
    case seed = "seed"
    case engine = "engine"
    case days = "days"
    case variations = "variations"
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
