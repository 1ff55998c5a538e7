import Periods
import Sampling

/// One run of an instance: the people at each place at the end of every day.
public struct SimulationRun: Sendable {
  /// The instance that was run.
  public let instance: FleeInstance
  /// Seed of the random numbers.
  public let seed: UInt64
  /// The engine that was used.
  public let engine: EngineKind
  /// Results by day; fewer than were asked for when the run was cancelled.
  public private(set) var days: [DayResult] = []
  /// Pairs of places with a road between them, in the order of ``DayResult/onLinks``; empty where the people
  /// on them are not counted.
  public private(set) var links: [Link] = []

  /// Runs an instance from its first day.
  ///
  /// - Parameters:
  ///   - seed: the same seed gives the same run.
  ///   - kind: the cohort engine needs an instance for which ``CohortEngine/refusal(of:)`` is `nil`.
  ///   - days: number of days; `nil` for the instance's length.
  ///   - log: takes FLEE's logs, from the person engine only; `nil` for none.
  ///   - countsLinks: whether the people on each road are counted too, which takes a little longer.
  ///   - isCancelled: called before each day; a cancelled run has the days until then.
  public init(
    _ instance: FleeInstance, seed: UInt64, engine kind: EngineKind = .person, days: Int? = nil,
    log: TravelLog? = nil, countsLinks: Bool = false, isCancelled: () -> Bool = { false }
  ) {
    self.init(
      instance, seed: seed, engine: kind, days: days, log: log, countsLinks: countsLinks,
      sharedBy: OneProcess(), isCancelled: isCancelled)
  }

  /// The same in several processes, which share the people. Every process has the whole result.
  ///
  /// - Parameters:
  ///   - kind: the person engine for several processes.
  ///   - ranks: all of them make the run together, and are cancelled together.
  package init(
    _ instance: FleeInstance, seed: UInt64, engine kind: EngineKind = .person, days: Int? = nil,
    log: TravelLog? = nil, countsLinks: Bool = false, sharedBy ranks: any Ranks,
    isCancelled: () -> Bool = { false }
  ) {
    self.instance = instance
    self.seed = seed
    self.engine = kind
    let length = days ?? instance.length
    let engine: any Engine =
      switch kind {
      case .person: PersonEngine(instance, seed: seed, days: length, log: log, sharedBy: ranks)
      case .cohort: CohortEngine(instance, seed: seed)
      }
    let counter = countsLinks ? LinkCounter(instance) : nil
    links = counter?.links ?? []
    self.days.reserveCapacity(length)
    for _ in 0..<length {
      if isCancelled() { return }
      engine.step()
      var day = engine.snapshot()
      if let counter { day.onLinks = counter.sums(engine.peopleOnRoads()) }
      self.days.append(day)
    }
  }

  /// People who have set out, summed over the days: the size of a run as an amount of work.
  public var personDays: Int { days.reduce(0) { $0 + $1.people } }
}
