/// How large FLEE's logs of a run will be, estimated before it begins.
package struct LogSizes: Sendable {
  /// Bytes of `agents.out.0`: a line for each person and day. Lines for places passed through (level 2) are
  /// not counted, so that it may become larger.
  package private(set) var agents = 0.0
  /// Bytes of `links.out.0`: a line for each direction of a road and day, and with level 2 for each trait
  /// value.
  package private(set) var links = 0.0

  /// Where a log is that large, a run says so before it begins: a gigabyte.
  package static let large = 1e9

  /// - Parameter people: simulated at the end of each day (``DepartureOutlook/people``).
  package init(_ instance: FleeInstance, people: [Int]) {
    let rules = instance.settings
    let names = instance.places.map {
      Double((rules.logsRegions ? $0.region : $0.name).utf8.count)
    }
    let name = mean(names) ?? 0
    let days = Double(people.count)
    let day = "\(max(people.count - 1, 0))".utf8.count
    if rules.agentLog > 0 {
      let personDays = people.reduce(0.0) { $0 + Double($1) }
      let place = mean(
        instance.places.map { Double("\($0.latitude),\($0.longitude)".utf8.count) })
      let person = Double("\(max(people.last ?? 0, 1))".utf8.count)
      // Commas, the rank, the truth value, three numbers of a travelled distance and the line end.
      let rest = 8.0 + 2 + 5 + 9 + 1
      let traits = instance.demographics.reduce(0.0) { $0 + 1 + LogSizes.length($1) }
      agents = personDays * (Double(day) + person + 2 * name + (place ?? 0) + rest + traits)
    }
    if rules.linkLog > 0 {
      let perRoad =
        rules.linkLog > 1 ? 1 + instance.demographics.reduce(0) { $0 + $1.values.count } : 1
      let line = Double(day) + 2 * name + 5 + 10
      links = days * Double(2 * instance.roads.count * perRoad) * line
    }
  }
  /// Mean length of a trait's values, as its weights have them.
  private static func length(_ trait: FleeInstance.Demographic) -> Double {
    let lengths = trait.values.map { Double($0.utf8.count) }
    let byPlace = trait.weights.values.compactMap { weights -> Double? in
      let total = weights.reduce(0, +)
      return total > 0 ? zip(lengths, weights).reduce(0) { $0 + $1.0 * $1.1 } / total : nil
    }
    return mean(byPlace) ?? mean(lengths) ?? 0
  }
}
