/// Two runs compared, place by place, on the days that both have.
package struct RunComparison: Encodable, Sendable {
  package struct Side: Encodable, Sendable {
    /// The last two parts of its path.
    package var path: String
    package var days: Int
    /// People simulated on the last day that both runs have; `nil` where the file does not give them.
    package var people: Double?
    /// Share of people counted elsewhere than simulated; `nil` without counts.
    package var countedElsewhere: Double?
    package var errorAsFlee: Double?

    init(_ table: OutTable, path: String) {
      // Without the places of this machine.
      self.path = path.split(separator: "/").suffix(2).joined(separator: "/")
      days = table.days.count
      let run = table.countedRun
      countedElsewhere = run?.countedElsewhere
      errorAsFlee = run?.errorAsFlee
    }
  }

  package struct Place: Encodable, Sendable {
    package var name: String
    /// Means over the days.
    package var meanFirst: Double
    package var meanSecond: Double
    package var meanAbsoluteDifference: Double
    /// The largest difference, second less first, and its day.
    package var largestDifference: Double
    package var largestOnDay: Int
    package var lastFirst: Double
    package var lastSecond: Double
    /// People by day, of the first and the second; not encoded.
    package var series: [(first: Double, second: Double)]

    private enum CodingKeys: CodingKey {
      case name, meanFirst, meanSecond, meanAbsoluteDifference, largestDifference, largestOnDay
      case lastFirst, lastSecond
    }
  }

  package var first: Side
  package var second: Side
  /// The days that both have, by their numbers.
  package var days: [Int]
  /// Whether all people are at the same places on all these days, and no place or day is in one only.
  package var isSame: Bool
  /// Differences added up over the places, as a share of the people there in the run that has more of
  /// them; mean over the days.
  package var peopleElsewhere: Double
  /// Places that both have, in the order of the first.
  package var places: [Place]
  package var onlyInFirst: [String]
  package var onlyInSecond: [String]

  /// - Parameter paths: the runs as the user named them.
  /// - Returns: `nil` when they have no day or no place in common.
  package init?(_ first: OutTable, _ second: OutTable, paths: (String, String)) {
    self.first = Side(first, path: paths.0)
    self.second = Side(second, path: paths.1)
    let firstRows = Dictionary(
      first.days.enumerated().map { ($1, $0) }, uniquingKeysWith: { a, _ in a })
    let secondRows = Dictionary(
      second.days.enumerated().map { ($1, $0) }, uniquingKeysWith: { a, _ in a })
    let rows = first.days.compactMap { day -> (day: Int, first: Int, second: Int)? in
      guard let a = firstRows[day], let b = secondRows[day] else { return nil }
      return (day, a, b)
    }
    let others = Dictionary(
      second.camps.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    let names = Set(first.camps.map(\.name))
    guard let last = rows.last else { return nil }
    days = rows.map(\.day)
    self.first.people = first.totals[OutTable.simulatedTotal]?[last.first]
    self.second.people = second.totals[OutTable.simulatedTotal]?[last.second]
    onlyInFirst = first.camps.map(\.name).filter { others[$0] == nil }
    onlyInSecond = second.camps.map(\.name).filter { !names.contains($0) }
    let places = first.camps.compactMap { camp -> Place? in
      guard let other = others[camp.name] else { return nil }
      let series = rows.map { (camp.simulated[$0.first], other.simulated[$0.second]) }
      let largest = series.indices.max {
        abs(series[$0].1 - series[$0].0) < abs(series[$1].1 - series[$1].0)
      }
      guard let largest else { return nil }
      let count = Double(series.count)
      return Place(
        name: camp.name, meanFirst: series.reduce(0) { $0 + $1.0 } / count,
        meanSecond: series.reduce(0) { $0 + $1.1 } / count,
        meanAbsoluteDifference: series.reduce(0) { $0 + abs($1.1 - $1.0) } / count,
        largestDifference: series[largest].1 - series[largest].0,
        largestOnDay: rows[largest].day, lastFirst: camp.simulated[last.first],
        lastSecond: other.simulated[last.second], series: series.map { (first: $0.0, second: $0.1) }
      )
    }
    guard !places.isEmpty else { return nil }
    self.places = places
    let shares = rows.indices.map { row in
      let sums = places.reduce((0.0, 0.0, 0.0)) { sums, place in
        let (a, b) = place.series[row]
        return (sums.0 + abs(a - b), sums.1 + a, sums.2 + b)
      }
      return sums.0 > 0 ? sums.0 / max(sums.1, sums.2) : 0
    }
    peopleElsewhere = shares.reduce(0, +) / Double(shares.count)
    isSame =
      onlyInFirst.isEmpty && onlyInSecond.isEmpty && rows.count == first.days.count
      && rows.count == second.days.count && places.allSatisfy { $0.largestDifference == 0 }
  }
}
