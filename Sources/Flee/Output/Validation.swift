/// How far the camps of a run are from what was counted.
public struct Validation: Sendable {
  /// Camps with counts, as numbers of places.
  public let camps: [Int]
  /// What the camps counted, day by day; a list for each camp.
  public let counted: [[Int]]
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
  ///
  /// - Parameter atPlaces: people at each place, day by day.
  public init?(_ instance: FleeInstance, _ atPlaces: [[Double]]) {
    guard let counts = instance.counts, !atPlaces.isEmpty else { return nil }
    let camps = instance.places.indices.filter { place in
      let kind = instance.places[place].kind
      return (kind == .camp || kind == .idpCamp)
        && counts.series[instance.places[place].name] != nil
    }
    self.camps = camps
    counted = camps.map { camp in
      atPlaces.indices.map { counts.count(instance.places[camp].name, day: $0) }
    }
    var raw = 0
    var rawByDay: [Int] = []
    var errors: [Double] = []
    var relative = [[Double]](repeating: [], count: camps.count)
    for (day, people) in atPlaces.enumerated() {
      raw += Validation.newRaw(counts, day: day, instance.settings)
      rawByDay.append(raw)
      var sum = 0.0
      for (index, camp) in camps.enumerated() {
        let counted = Double(counted[index][day])
        let difference = abs(people[camp] - counted)
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

  public init?(_ run: SimulationRun) {
    self.init(run.instance, run.days.map { $0.atPlaces.map(Double.init) })
  }

  /// Mean of ``totalError`` over the days.
  public var meanTotalError: Double {
    totalError.isEmpty ? 0 : totalError.reduce(0, +) / Double(totalError.count)
  }

  private static func newRaw(_ counts: FleeCounts, day: Int, _ rules: MovementSettings) -> Int {
    let new = counts.newOnDay(day, sumsCamps: rules.sumsCamps)
    return day == 0 && rules.sumsCamps ? new + counts.totalCount(day: 0) : new
  }
}
