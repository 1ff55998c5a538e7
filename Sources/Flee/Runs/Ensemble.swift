import Sampling

/// Many runs of an instance that differ by their random numbers, and by parameters that are drawn.
public struct Ensemble: Sendable {
  public let instance: FleeInstance
  public let seed: UInt64
  public let engine: EngineKind
  /// Days of each run.
  public let days: Int
  public let variations: [Variation]

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

  /// A parameter drawn for each run, evenly between two bounds.
  public struct Variation: Codable, Hashable, Sendable {
    /// Its key in `simsetting.yml`.
    public var key: String
    public var low: Double
    public var high: Double

    public init(key: String, low: Double, high: Double) {
      self.key = key
      self.low = low
      self.high = high
    }
  }

  /// Runs from where the statistics stand up to a number of runs.
  ///
  /// - Parameters:
  ///   - threads: runs computed beside one another.
  ///   - statistics: those of an interrupted ensemble, or of no run.
  ///   - isCancelled: asked before each day; what has been finished by then is kept.
  ///   - progress: called with the statistics after each run, in the order of the runs.
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
      // Runs that were faster than one before them wait here, no more than there are threads.
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
