import Periods
import Sampling

/// One run of an instance: the people at each place at the end of every day.
public struct SimulationRun: Sendable {
  public let instance: FleeInstance
  public let seed: UInt64
  public let engine: EngineKind
  public private(set) var days: [DayResult] = []

  /// Runs an instance from its first day.
  ///
  /// - Parameters:
  ///   - days: how many days; `nil` for the instance's own length.
  ///   - isCancelled: asked before each day; a cancelled run holds the days until then.
  public init(
    _ instance: FleeInstance, seed: UInt64, engine kind: EngineKind = .person, days: Int? = nil,
    log: TravelLog? = nil, isCancelled: () -> Bool = { false }
  ) {
    self.instance = instance
    self.seed = seed
    self.engine = kind
    let length = days ?? instance.length
    let engine: any Engine =
      switch kind {
      case .person: PersonEngine(instance, seed: seed, days: length, log: log)
      case .cohort: CohortEngine(instance, seed: seed)
      }
    self.days.reserveCapacity(length)
    for _ in 0..<length {
      if isCancelled() { return }
      engine.step()
      self.days.append(engine.snapshot())
    }
  }

  /// People who set out, summed over the days they were simulated.
  public var personDays: Int { days.reduce(0) { $0 + $1.people } }
}
