import Corridor

/// What the published series would have counted on a day.
struct DayCounter {
  private let scenario: CorridorScenario
  /// People or events that there were, by count.
  private var raw: [Int]

  init(_ scenario: CorridorScenario) {
    self.scenario = scenario
    raw = scenario.corridor.plan.counts.map { _ in 0 }
  }

  private var counts: [MovementPlan.Count] { scenario.corridor.plan.counts }

  private func country(_ place: Int) -> String { scenario.corridor.network.places[place].country }

  mutating func arrival(_ people: Int, at place: Int) {
    for (index, places) in scenario.layout.placesOfCount.enumerated()
    where counts[index].what == .arrivals && places.contains(place) {
      raw[index] += people
    }
  }

  mutating func encounter(_ people: Int, at place: Int, way: String) {
    for (index, count) in counts.enumerated()
    where count.what == .encounters && count.way == way && count.country == country(place) {
      raw[index] += people
    }
  }

  mutating func interception(_ events: Int, at place: Int) {
    for (index, count) in counts.enumerated()
    where count.what == .interceptions && count.country == country(place) {
      raw[index] += events
    }
  }

  /// Adds the part of the day that each series counts.
  mutating func close(
    day: Int, draw: ParameterDraw, stream: RandomStream, into tally: inout CorridorTally, month: Int
  ) {
    for (index, number) in raw.enumerated() where number > 0 {
      let share = scenario.share(ofCount: index, day: day, draw)
      tally.counts[index][month] += share >= 1 ? number : stream.binomial(number, share)
      raw[index] = 0
    }
  }
}

extension CorridorScenario {
  /// The part that a series counts on a day.
  func share(ofCount index: Int, day: Int, _ draw: ParameterDraw) -> Double {
    draw.number(corridor.plan.counts[index].share.number(on: start.adding(days: day)))
  }
}
