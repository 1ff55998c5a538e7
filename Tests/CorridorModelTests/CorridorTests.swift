import CorridorModel
import Corridors
import Foundation
import Periods
import Policies
import Testing

struct CorridorLedgerTests {
  /// Conservation by definition: everybody who came in is in exactly one state, day by day.
  @Test(arguments: 1...60 as ClosedRange<UInt64>)
  func `nobody is lost or there twice, in the cohort engine`(seed: UInt64) throws {
    var maker = RandomCorridor(seed)
    let corridor = try maker.make()
    let scenario = CorridorScenario(random: corridor)
    var run = CorridorCohortEngine(
      scenario, corridor.plan.priorDraws(1, seed: seed)[0], seed: seed)
    while run.day < scenario.days {
      run.step()
      let ledger = run.ledger
      #expect(ledger.entered == ledger.accounted, "day \(run.day)")
      #expect(run.moving.allSatisfy { $0 >= 0 } && run.stopped.allSatisfy { $0 >= 0 })
      #expect(run.waiting.totals.allSatisfy { $0 >= 0 } && run.processing.allSatisfy { $0 >= 0 })
      #expect(run.waiting.total == run.waiting.totals.reduce(0, +))
    }
    checkRules(run.tally, scenario)
  }

  @Test(arguments: 1...12 as ClosedRange<UInt64>)
  func `nobody is lost or there twice, in the person engine`(seed: UInt64) throws {
    var maker = RandomCorridor(seed)
    let corridor = try maker.make()
    let scenario = CorridorScenario(random: corridor)
    var run = CorridorPersonEngine(scenario, corridor.plan.priorDraws(1, seed: seed)[0], seed: seed)
    run.run()
    #expect(run.ledger.entered == run.ledger.accounted)
    #expect(
      run.ledger.entered == run.tally.entered.reduce(0, +) + 50, "50 are there at the start")
    checkRules(run.tally, scenario)
  }

  /// The same over as many random corridors and policies as `TROCHA_LEDGER_SEEDS` says, at the end of each run.
  @Test(.enabled(if: ProcessInfo.processInfo.environment["TROCHA_LEDGER_SEEDS"] != nil))
  func `nobody is lost over many random policies`() async throws {
    let seeds = Int(ProcessInfo.processInfo.environment["TROCHA_LEDGER_SEEDS"] ?? "") ?? 0
    try await withThrowingTaskGroup(of: Void.self) { group in
      let parts = ProcessInfo.processInfo.activeProcessorCount
      for part in 0..<parts {
        group.addTask {
          for seed in stride(from: 1_000 + part, to: 1_000 + seeds, by: parts).map(UInt64.init) {
            var maker = RandomCorridor(seed)
            let corridor = try maker.make()
            let scenario = CorridorScenario(random: corridor)
            var run = CorridorCohortEngine(
              scenario, corridor.plan.priorDraws(1, seed: seed)[0], seed: seed)
            while run.day < scenario.days { run.step() }
            #expect(run.ledger.entered == run.ledger.accounted, "seed \(seed)")
            #expect(run.waiting.total == run.waiting.totals.reduce(0, +), "seed \(seed)")
          }
        }
      }
      try await group.waitForAll()
    }
  }

  /// No seat is used twice, and none without an agreement; no more appointments are kept than given.
  private func checkRules(_ tally: CorridorTally, _ scenario: CorridorScenario) {
    let set = scenario.corridor.policies
    for (month, period) in scenario.months.enumerated() {
      #expect(tally.returned[1][month] <= tally.seatsOffered[1][month])
      #expect(tally.admitted[month] <= tally.appointmentsOffered[month])
      let days = period.split(into: .day).map(\.first)
      let hasAgreement = days.contains { set["agreement"]?.rule(on: $0) != nil }
      if !hasAgreement { #expect(tally.returned[1][month] == 0) }
      let isBackInForce = days.contains { set["back"]?.rule(on: $0) != nil }
      if !isBackInForce { #expect(tally.returned[0][month] == 0) }
    }
  }

  @Test func `the same seed gives the same, whatever the threads`() async throws {
    var maker = RandomCorridor(7)
    let corridor = try maker.make()
    let scenario = CorridorScenario(random: corridor)
    let ensemble = CorridorEnsemble(
      [scenario], draws: corridor.plan.priorDraws(6, seed: 3), seed: 3)
    let one = await ensemble.run(6, threads: 1)
    let two = await ensemble.run(6, threads: 2)
    let seven = await ensemble.run(6, threads: 7)
    #expect(one == two)
    #expect(one == seven)
  }
}

struct CorridorRuleTests {
  /// Mean over runs of a number of a tally, on one made-up corridor with something set.
  private func mean(
    _ fixed: RandomCorridor.Fixed, _ value: (CorridorTally) -> Int
  ) throws -> Double {
    var maker = RandomCorridor(11)
    let corridor = try maker.make(fixed)
    let scenario = CorridorScenario(random: corridor, months: 6)
    var sum = 0
    for (run, draw) in corridor.plan.priorDraws(40, seed: 5).enumerated() {
      sum += value(try #require(CorridorEnsemble.tally(scenario, draw, seed: UInt64(run))))
    }
    return Double(sum) / 40
  }

  private func returned(_ tally: CorridorTally) -> Int { tally.returned[1].reduce(0, +) }
  private func admitted(_ tally: CorridorTally) -> Int { tally.admitted.reduce(0, +) }

  @Test func `more seats never mean fewer returns, and none mean none`() throws {
    let returns = try [0, 1, 2, 5, 20].map { flights in
      try mean(.init(flights: flights, hasAgreement: true), returned)
    }
    #expect(returns[0] == 0)
    for (fewer, more) in zip(returns, returns.dropFirst()) { #expect(fewer <= more) }
    #expect(returns[4] > returns[1])
  }

  @Test func `without an agreement nobody is flown home`() throws {
    #expect(try mean(.init(flights: 20, hasAgreement: false), returned) == 0)
    #expect(try mean(.init(flights: 20, hasAgreement: true), returned) > 0)
  }

  @Test func `closing a pathway never means more admissions by it, and no room means none`() throws
  {
    #expect(try mean(.init(appointments: 30), admitted) > 0)
    #expect(try mean(.init(appointments: 0), admitted) == 0)
    #expect(try mean(.init(hasAppointments: false), admitted) == 0)
  }

  /// Two flights a week for 181 days are 51 or 52 flights, by the calendar.
  @Test func `seats leave as often as the schedule says`() throws {
    let seats = try mean(.init(flights: 2, hasAgreement: true)) { $0.seatsOffered[1].reduce(0, +) }
    #expect((51 * 20...52 * 20).contains(Int(seats)))
  }
}

/// The two engines agree in distribution, on made-up corridors that exercise every rule.
struct CorridorAgreementTests {
  @Test(arguments: [3, 11, 19, 27] as [UInt64])
  func `means and variances agree within sampling error`(seed: UInt64) async throws {
    var maker = RandomCorridor(seed)
    let corridor = try maker.make()
    let scenario = CorridorScenario(random: corridor, months: 4)
    await agree(scenario, corridor.plan.priorDraws(1, seed: seed), runs: 400)
  }

  /// On the corridor that ships, over the months in which Venezuelans began to be expelled to Mexico
  /// and appointments began; the people who come in are made up, so that a run is short.
  @Test func `they agree on the corridor that ships`() async throws {
    var corridor = try CorridorFolder("venezuela-us").movement()
    corridor.plan.start = try #require(Day("2022-09-01"))
    let last = Period.month(of: try #require(Day("2023-03-31")))
    let months = try #require(Period(from: corridor.plan.start, through: last.last))
    let record = CorridorRecord(
      counts: [
        "darien": Dictionary(uniqueKeysWithValues: months.split(into: .month).map { ($0, 900) })
      ],
      hazards: ["darien-jungle": 0.01, "us-mexico-border": 0.01])
    let scenario = CorridorScenario(name: "shipped", corridor, record: record, through: last)
    var draw = corridor.plan.priorDraws(1, seed: 1)
    // Few by the other ways, and so few appointments that there is a queue.
    for (id, value) in [
      "by-air": 5.0, "other-ways": 5, "stock-in-mexico": 500, "appointment-share": 0.01,
    ] {
      draw[0].values[id] = value
    }
    await agree(scenario, draw, runs: 120)
  }

  private func agree(_ scenario: CorridorScenario, _ draw: [ParameterDraw], runs: Int) async {
    let cohort = await CorridorEnsemble([scenario], draws: draw, seed: 1, engine: .cohort).run(
      runs, threads: 2)[0]
    let person = await CorridorEnsemble([scenario], draws: draw, seed: 900_001, engine: .person)
      .run(
        runs, threads: 2)[0]
    let (first, second) = (cohort.map(values), person.map(values))
    var distances: [Double] = []
    for index in first[0].indices {
      let a = moments(first.map { $0[index] })
      let b = moments(second.map { $0[index] })
      let error = ((a.variance + b.variance) / Double(runs)).squareRoot()
      if error > 0 {
        distances.append((a.mean - b.mean) / error)
      } else {
        #expect(a.mean == b.mean)
      }
    }
    #expect(distances.count > 20)
    let mean = distances.reduce(0) { $0 + $1 * $1 } / Double(distances.count)
    // Numbers of one run go together, so the mean square of the standardised distances varies more
    // than that of independent ones.
    #expect(mean < 2.5, "mean square \(mean)")
    #expect(distances.allSatisfy { abs($0) < 4.8 }, "\(distances.map { abs($0) }.max() ?? 0)")
  }

  private func values(_ tally: CorridorTally) -> [Double] {
    let flows = tally.counts + tally.returned + tally.deaths
    let rows = flows + [tally.admitted, tally.turnedBack, tally.held, tally.home]
    return (rows + tally.people + tally.inside).flatMap { row in row.map { Double($0) } }
  }

  private func moments(_ values: [Double]) -> (mean: Double, variance: Double) {
    let mean = values.reduce(0, +) / Double(values.count)
    var square = 0.0
    for value in values { square += (value - mean) * (value - mean) }
    return (mean, square / Double(values.count - 1))
  }
}
