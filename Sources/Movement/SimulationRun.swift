import Corridor
import Periods

/// One run of an instance: the people at each place at the end of every day, beside what the camps
/// counted.
public struct SimulationRun: Sendable {
  public let instance: FleeInstance
  public let seed: UInt64
  /// Places in the order of the instance.
  public let places: [String]
  public private(set) var days: [DayResult] = []

  public struct DayResult: Sendable {
    /// People at each place.
    public var atPlaces: [Int]
    public var onTheRoad: Int
    public var people: Int
    /// People by whom counts have fallen and who are not made up for yet.
    public var debt: Int
    /// Camps open on the day, as numbers of places.
    public var camps: [Int]
    public var idpCamps: [Int]
  }

  /// Runs an instance from its first day.
  ///
  /// - Parameter days: how many days; `nil` for the instance's own length.
  public init(_ instance: FleeInstance, seed: UInt64, days: Int? = nil) {
    self.instance = instance
    self.seed = seed
    var engine = PersonEngine(instance, seed: seed)
    places = engine.network.places.map(\.name)
    for _ in 0..<(days ?? instance.length) {
      engine.step()
      let network = engine.network
      self.days.append(
        DayResult(
          atPlaces: engine.atPlaces, onTheRoad: engine.onTheRoad, people: engine.peopleCount,
          debt: engine.debt, camps: network.places.indices.filter { network.places[$0].isCamp },
          idpCamps: network.places.indices.filter { network.places[$0].isIDPCamp }))
    }
  }
}

/// How far the camps of a run are from what was counted.
public struct Validation: Sendable {
  /// Camps with counts, as numbers of places.
  public let camps: [Int]
  /// Of each day: the sum over camps of the absolute differences, divided by the people counted in
  /// all. FLEE's papers call it the averaged relative difference.
  public let totalError: [Double]
  /// People counted in all, as FLEE reckons it: what the camps' counts have changed by since day 0,
  /// and on day 0 the camps and the total both, so that the total of day 0 stands in it twice.
  public let countedRaw: [Int]
  /// Mean over the days of each camp's absolute difference divided by its count, days without people
  /// in the count left out; `nil` when there is no other day.
  public let meanErrorOfCamp: [Double?]

  /// `nil` for an instance without counts.
  public init?(_ run: SimulationRun) {
    guard let counts = run.instance.counts, let first = run.days.first else { return nil }
    let camps = first.camps.filter { counts.series[run.places[$0]] != nil }
    self.camps = camps
    var raw = 0
    var rawByDay: [Int] = []
    var errors: [Double] = []
    var relative = [[Double]](repeating: [], count: camps.count)
    for (day, result) in run.days.enumerated() {
      raw += Validation.difference(counts, day: day, run.instance.settings)
      rawByDay.append(raw)
      var sum = 0.0
      for (index, camp) in camps.enumerated() {
        let counted = Double(counts.count(run.places[camp], day: day))
        let difference = abs(Double(result.atPlaces[camp]) - counted)
        sum += difference
        if counted > 0 { relative[index].append(difference / counted) }
      }
      errors.append(raw > 0 ? sum / Double(raw) : 0)
    }
    totalError = errors
    countedRaw = rawByDay
    meanErrorOfCamp = relative.map { list in
      list.isEmpty ? nil : list.reduce(0, +) / Double(list.count)
    }
  }

  /// Mean of ``totalError`` over the days.
  public var meanTotalError: Double {
    totalError.isEmpty ? 0 : totalError.reduce(0, +) / Double(totalError.count)
  }

  private static func difference(
    _ counts: FleeCounts, day: Int, _ settings: MovementSettings
  ) -> Int {
    let total = { (day: Int) in
      settings.sumsCamps
        ? counts.camps.reduce(0) { $0 + counts.count($1, day: day) } : counts.totalCount(day: day)
    }
    guard day == 0 else { return total(day) - total(day - 1) }
    return settings.sumsCamps ? total(0) + counts.totalCount(day: 0) : total(0)
  }
}
