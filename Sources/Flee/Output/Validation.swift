/// Compares the people simulated in the camps with the people counted there.
public struct Validation: Sendable {
  /// Camps with counts, as indices into ``FleeInstance/places``.
  public let camps: [Int]
  /// People counted: for each of ``camps`` a list by day.
  public let counted: [[Int]]
  /// For each day the share of people counted elsewhere than simulated: the sum over the camps of the
  /// absolute differences between simulated and counted people, divided by the people counted in these
  /// camps on the day. It is 0 where nobody is counted nor simulated, and `nil` where nobody is counted but
  /// people are simulated. It can be above 1.
  public let countedElsewhere: [Double?]
  /// The same differences as FLEE computes its `Total error`: divided by ``countedRaw``; 0 where that is 0.
  /// It is smaller than ``countedElsewhere`` where `countedRaw` holds people of day 0 twice.
  public let totalError: [Double]
  /// For each day the people counted in all, as FLEE computes its `raw UNHCR refugee count`: the sum of the
  /// daily changes of the counts. On day 0, with `sum_from_camps`, FLEE adds both the camps' counts and
  /// the total.
  public let countedRaw: [Int]
  /// For each of ``camps`` the mean over the days of its absolute difference divided by its count, without
  /// days on which nobody was counted; `nil` when there are no other days.
  public let meanErrorOfCamp: [Double?]

  /// Compares numbers of people, such as the means of an ensemble; `nil` for an instance without counts or
  /// for no days.
  ///
  /// - Parameter atPlaces: for each day the people at each place, in the order of
  ///   ``FleeInstance/places``.
  public init?(_ instance: FleeInstance, _ atPlaces: [[Double]]) {
    guard let counts = instance.counts, !atPlaces.isEmpty else { return nil }
    let camps = instance.places.indices.filter { place in
      let kind = instance.places[place].kind
      return (kind == .camp || kind == .idpCamp || instance.countsEveryPlace)
        && counts.series[instance.places[place].name] != nil
    }
    self.camps = camps
    counted = camps.map { camp in
      atPlaces.indices.map { counts.count(instance.places[camp].name, day: $0) }
    }
    var raw = 0
    var rawByDay: [Int] = []
    var errors: [Double] = []
    var shares: [Double?] = []
    var relative = [[Double]](repeating: [], count: camps.count)
    for (day, people) in atPlaces.enumerated() {
      raw += Validation.newRaw(counts, day: day, instance.settings)
      rawByDay.append(raw)
      var sum = 0.0
      var all = 0.0
      for (index, camp) in camps.enumerated() {
        let counted = Double(counted[index][day])
        let difference = abs(people[camp] - counted)
        sum += difference
        all += counted
        if counted > 0 { relative[index].append(difference / counted) }
      }
      errors.append(raw > 0 ? sum / Double(raw) : 0)
      shares.append(CountedShare.ofDay(difference: sum, counted: all))
    }
    countedElsewhere = shares
    totalError = errors
    countedRaw = rawByDay
    meanErrorOfCamp = relative.map { list in
      list.isEmpty ? nil : list.reduce(0, +) / Double(list.count)
    }
  }

  /// Compares a run; `nil` for an instance without counts or for no days.
  public init?(_ run: SimulationRun) {
    self.init(run.instance, run.days.map { $0.atPlaces.map(Double.init) })
  }

  /// The mean of ``countedElsewhere`` over the days on which it is known; `nil` when there are none, or when
  /// nobody is counted on any day.
  public var meanCountedElsewhere: Double? {
    CountedShare.mean(countedElsewhere, of: counted)
  }

  /// The mean of ``totalError``, as FLEE computes it, over the days.
  public var meanTotalError: Double {
    totalError.isEmpty ? 0 : totalError.reduce(0, +) / Double(totalError.count)
  }

  private static func newRaw(_ counts: FleeCounts, day: Int, _ rules: MovementSettings) -> Int {
    counts.newOnDay(day, sumsCamps: rules.sumsCamps)
  }
}
