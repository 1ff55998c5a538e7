/// What was simulated and counted in the camps, day by day: all that measures of error need, of a run or
/// of somebody's `out.csv`.
package struct CountedRun: Sendable {
  package struct Camp: Sendable {
    package var name: String
    /// People by day.
    package var simulated: [Double]
    package var counted: [Double]

    package init(name: String, simulated: [Double], counted: [Double]) {
      self.name = name
      self.simulated = simulated
      self.counted = counted
    }
  }

  package var camps: [Camp]
  /// FLEE's `raw UNHCR refugee count` by day.
  package var countedRaw: [Double]
  package var days: Int { countedRaw.count }

  package init(camps: [Camp], countedRaw: [Double]) {
    self.camps = camps
    self.countedRaw = countedRaw
  }

  /// - Parameter atPlaces: for each day the people at each place.
  package init(_ instance: FleeInstance, _ atPlaces: [[Double]], _ validation: Validation) {
    camps = validation.camps.enumerated().map { index, place in
      Camp(
        name: instance.places[place].name, simulated: atPlaces.map { $0[place] },
        counted: validation.counted[index].map(Double.init))
    }
    countedRaw = validation.countedRaw.map(Double.init)
  }

  /// For each day a sum over the camps.
  func sums(_ value: (Camp, Int) -> Double) -> [Double] {
    (0..<days).map { day in camps.reduce(0) { $0 + value($1, day) } }
  }

  /// Share of people counted elsewhere than simulated by day, as ``Validation/countedElsewhere`` has it.
  package var countedElsewhereByDay: [Double?] {
    let differences = sums { abs($0.simulated[$1] - $0.counted[$1]) }
    return zip(differences, sums { $0.counted[$1] }).map(CountedShare.ofDay)
  }

  /// The error as FLEE computes it, by day.
  package var errorAsFleeByDay: [Double] {
    let differences = sums { abs($0.simulated[$1] - $0.counted[$1]) }
    return zip(differences, countedRaw).map { $1 > 0 ? $0 / $1 : 0 }
  }

  /// The mean over the days on which it is known; `nil` when nobody is counted on any day.
  package var countedElsewhere: Double? {
    CountedShare.mean(countedElsewhereByDay, of: camps.map(\.counted))
  }

  /// The mean over the days.
  package var errorAsFlee: Double? { mean(errorAsFleeByDay) }
}

/// The share of people counted elsewhere than simulated.
enum CountedShare {
  /// Of a day: 0 where nobody is counted nor simulated, `nil` where nobody is counted but people are simulated.
  static func ofDay(difference: Double, counted: Double) -> Double? {
    counted > 0 ? difference / counted : difference > 0 ? nil : 0
  }

  /// The mean over the days on which it is known; `nil` when nobody is counted on any.
  ///
  /// - Parameter counted: by camp and day.
  static func mean<Count: Numeric & Comparable>(_ byDay: [Double?], of counted: [[Count]])
    -> Double?
  {
    guard counted.contains(where: { $0.contains { $0 > 0 } }) else { return nil }
    return Flee.mean(byDay.compactMap(\.self))
  }
}

/// The mean of numbers; `nil` when there are none.
func mean(_ values: [Double]) -> Double? {
  values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
}
