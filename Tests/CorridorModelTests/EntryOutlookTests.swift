import CorridorModel
import Corridors
import Foundation
import Periods
import Sampling
import Testing

/// How many come in: as the record says while it is known, and as a draw of the outlook after that.
struct EntryOutlookTests {
  private struct Setup {
    var scenario: CorridorScenario
    var darien: Int
    var draw: ParameterDraw
    /// Months of the scenario before the outlook's first.
    var known: Int
  }

  /// The corridor that ships, with a made-up record of the Darién that ends in December 2022; departures
  /// do not respond to anything.
  private func setup(_ path: [Double]) throws -> Setup {
    let corridor = try CorridorFolder("venezuela-us").movement()
    let lastKnown = try #require(Day("2022-12-31"))
    let months = try #require(Period(from: corridor.plan.start, through: lastKnown)).split(
      into: .month)
    let record = CorridorRecord(
      counts: [
        "darien": Dictionary(
          uniqueKeysWithValues: months.enumerated().map { ($1, Double(900 + 70 * ($0 % 3))) })
      ],
      hazards: ["darien-jungle": 0, "us-mexico-border": 0],
      outlooks: [
        "darien": EntryOutlook(
          first: Period.month(of: lastKnown.adding(days: 1)), draws: [path.map { $0 / 2 }, path])
      ])
    let end = Period.month(of: lastKnown.adding(months: path.count))
    var draw = corridor.plan.priorDraws(1, seed: 4)[0]
    draw.values.merge(
      [
        "entries-response": 0, "announcement-effect": 0, "depart-again": 0, "by-air": 1,
        "other-ways": 1, "stock-in-mexico": 10,
      ]
    ) { _, new in new }
    draw.place = 0.75
    return Setup(
      scenario: CorridorScenario(name: "", corridor, record: record, through: end),
      darien: try #require(corridor.plan.counts.firstIndex { $0.id == "darien" }), draw: draw,
      known: months.count)
  }

  /// Those who set out and arrive before the record ends are among those whom it counts. On a day on which
  /// more come by themselves than it counts, fewer do on the next.
  @Test(arguments: [EngineKind.cohort, .person])
  func `while the record is known, as many come as it counts`(engine: EngineKind) throws {
    let path = [Double](repeating: 900, count: engine == .cohort ? 6 : 1)
    let setup = try setup(path)
    let tally = try #require(
      CorridorEnsemble.tally(setup.scenario, setup.draw, seed: 2, engine: engine))
    for month in 0..<setup.known {
      let period = setup.scenario.months[month]
      let counted = try #require(setup.scenario.record.counts["darien"]?[period])
      let came = Double(tally.counts[setup.darien][month])
      #expect(abs(came - counted) < 0.04 * counted, "\(period): \(came), \(counted)")
    }
  }

  /// People take some weeks to get there, so a month's path is met on the whole and not month by month: the
  /// sum over eight months, of which the last alone is not complete.
  @Test func `after that as many come as the draw of the outlook says`() throws {
    let setup = try setup([Double](repeating: 1200, count: 8))
    let tally = try #require(CorridorEnsemble.tally(setup.scenario, setup.draw, seed: 2))
    let came = tally.counts[setup.darien][setup.known...]
    #expect(came.count == 8)
    let sum = Double(came.reduce(0, +))
    #expect(abs(sum - 8 * 1200) < 0.04 * 8 * 1200, "\(came)")
    #expect(came.allSatisfy { abs(Double($0) - 1200) < 0.12 * 1200 }, "\(came)")
  }

  @Test func `the place is that of the draw`() throws {
    var setup = try setup([Double](repeating: 1200, count: 6))
    setup.draw.place = 0.25
    let tally = try #require(CorridorEnsemble.tally(setup.scenario, setup.draw, seed: 2))
    let sum = Double(tally.counts[setup.darien][setup.known...].reduce(0, +))
    #expect(abs(sum - 6 * 600) < 0.08 * 6 * 600)
  }

  /// Of the first n places of the sequence every part of the line has as many as it is wide, but for the
  /// logarithm of n (the golden section has the least discrepancy of all such sequences).
  @Test func `places fill the line evenly`() {
    for count in [20, 60, 100, 200] {
      let places = (0..<count).map(RunPlaces.place(ofRun:)).sorted()
      for (index, place) in places.enumerated() {
        #expect(abs(place - (Double(index) + 0.5) / Double(count)) < 1.5 / Double(count))
      }
    }
  }

  @Test func `runs that are added later are those of one go`() async throws {
    let setup = try setup([900, 900])
    let corridor = setup.scenario.corridor
    let runner = WhatIfRunner(
      corridor: corridor, record: setup.scenario.record,
      changes: [ScenarioChanges(id: "base", name: .init("a", "a"))], posterior: nil, asOf: nil,
      first: setup.scenario.months[setup.known],
      last: setup.scenario.months[setup.scenario.months.count - 1], runs: 5, seed: 1)
    let whole = await runner.extend(WhatIfRuns(scenarios: 1), to: 5, threads: 2)
    let some = await runner.extend(WhatIfRuns(scenarios: 1), to: 2, threads: 1)
    let read = try JSONDecoder().decode(WhatIfRuns.self, from: JSONEncoder().encode(some))
    #expect(await runner.extend(read, to: 5, threads: 1) == whole)
  }
}
