import Corridors
import Sampling

/// Counts the day's people and events as the published series would.
struct DayCounter {
  var scenario: CorridorScenario
  /// People or events of the day, by count, before the part that is counted is drawn.
  private var raw: [Int]

  init(_ scenario: CorridorScenario) {
    self.scenario = scenario
    raw = scenario.corridor.plan.counts.map { _ in 0 }
  }

  /// Notes people or events at a place, for the series that count these there.
  mutating func add(_ number: Int, _ what: MovementPlan.Count.What, at place: Int) {
    for (index, count) in scenario.corridor.plan.counts.enumerated()
    where count.what == what && scenario.layout.isCounted[index][place] {
      raw[index] += number
    }
  }

  /// Adds the part that each series counts to the tally, and begins a new day.
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
