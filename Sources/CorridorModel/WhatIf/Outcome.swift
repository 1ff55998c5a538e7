import Corridors
import Foundation
import Periods
import Policies

/// One result of a scenario, month by month and run by run.
package struct Outcome: Sendable {
  /// What is counted in a scenario.
  package enum Measure: String, Codable, CaseIterable, Sendable {
    /// People at a place in a status, at the end of the month.
    case people
    /// Beds needed: the mean over the days of the month of the people at a place.
    case beds
    /// What a published series would count.
    case counted
    case entered
    /// Inside the destination at the end of the month, by what the policies of the day mean for them.
    case inside
    /// Held for a seat, at the end of the month.
    case held
    case returned
    case seatsUnused = "seats-unused"
    case admitted
    case appointmentsUnused = "appointments-unused"
    case deaths
    case turnedBack = "turned-back"
    /// Months that it would take to return everybody to whom a return applies, at the seats of the month.
    case monthsToReturn = "months-to-return"
  }

  package var measure: Measure
  /// Id of a place, for ``Measure/people`` and ``Measure/beds``.
  package var place: String?
  /// ``PersonStatus``, or `with-pathway`, `without-pathway` and `return-applies` for those inside.
  package var status: String?
  /// Id of a policy, a count or a hazard.
  package var item: String?
  /// By month and run.
  package var values: [[Double]]

  /// Whether months add up to a longer time.
  package var isFlow: Bool {
    switch measure {
    case .people, .beds, .inside, .held, .monthsToReturn: false
    default: true
    }
  }
}

/// Makes outcomes of the runs of a scenario.
struct OutcomeTable {
  let scenario: CorridorScenario
  let tallies: [CorridorTally]
  /// First month that is reported.
  let first: Int
  /// The same runs under the policies as they were: what the record and outlooks are compared with.
  let base: [CorridorTally]

  private var months: Range<Int> { first..<scenario.months.count }

  private func outcome(
    _ measure: Outcome.Measure, place: String? = nil, status: String? = nil, item: String? = nil,
    _ value: (CorridorTally, Int) -> Double
  ) -> Outcome {
    Outcome(
      measure: measure, place: place, status: status, item: item,
      values: months.map { month in tallies.map { value($0, month) } })
  }

  func outcomes(_ posterior: Posterior?, seed: UInt64) -> [Outcome] {
    counted(posterior, seed) + flows + people + inside + returns
  }

  /// - Parameter pooled: with the outlooks of the counts.
  func counted(_ posterior: Posterior?, _ seed: UInt64, pooled: Bool = true) -> [Outcome] {
    scenario.corridor.plan.counts.enumerated().map { index, count in
      var outcome = outcome(.counted, item: count.id) { Double($0.counts[index][$1]) }
      let discrepancy = discrepancy(of: index, count.id, posterior).map {
        Discrepancy($0.spread, persistence: $0.persistence, seed: seed, count: index)
      }
      func asCounted(_ values: [[Double]]) -> [[Double]] {
        discrepancy?.apply(values, from: first, known: lastKnown(index, count.id)) ?? values
      }
      outcome.values = asCounted(outcome.values)
      if pooled, let outlook = scenario.record.levels[count.id] {
        let asWas = months.map { month in base.map { Double($0.counts[index][month]) } }
        outcome.values = PooledLevel(
          outlook, base: asCounted(asWas), months: Array(scenario.months[months]),
          known: scenario.record.counts[count.id] ?? [:]
        ).apply(outcome.values)
      }
      return outcome
    }
  }

  /// The discrepancy of a count that calibration found; what it does not say comes from the runs in the
  /// months that are known.
  private func discrepancy(
    of count: Int, _ id: String, _ posterior: Posterior?
  ) -> (spread: Double, persistence: Double)? {
    if let spread = posterior?.discrepancy[id], let persistence = posterior?.persistence?[id] {
      return (spread, persistence)
    }
    let spread = posterior?.discrepancy[id]
    let given = scenario.corridor.plan.entries.contains { $0.count == id }
    let known = scenario.record.counts[id] ?? [:]
    guard !given, !known.isEmpty, posterior == nil || spread != nil else {
      return spread.map { ($0, 0) }
    }
    var targets: [(id: String, month: Int, value: Double)] = []
    for (month, period) in scenario.months.enumerated() {
      if let value = known[period] { targets.append((id, month, log(value + Calibration.offset))) }
    }
    guard targets.count >= OutcomeTable.fewest else {
      return (spread ?? Calibration.firstDiscrepancy, 0)
    }
    let predicted = base.map { tally in
      targets.map { log(Double(tally.counts[count][$0.month]) + Calibration.offset) }
    }
    let misfit = Calibration.misfit(predicted, targets.map { ($0.id, $0.value) })
    return (
      spread ?? max(misfit[id]?.unexplained ?? 0, Calibration.firstDiscrepancy),
      Calibration.persistence(predicted, targets)[id] ?? 0
    )
  }

  /// Months from which a discrepancy can be told.
  private static let fewest = 4

  /// The last month that the record knows of a count, and how far each run is off there.
  private func lastKnown(_ count: Int, _ id: String) -> (month: Int, offs: [Double])? {
    let known = scenario.record.counts[id] ?? [:]
    guard let month = scenario.months.lastIndex(where: { known[$0] != nil }),
      let value = known[scenario.months[month]]
    else { return nil }
    return (
      month,
      base.map {
        log(value + Calibration.offset) - log(Double($0.counts[count][month]) + Calibration.offset)
      }
    )
  }

  private var flows: [Outcome] {
    [
      outcome(.entered) { Double($0.entered[$1]) }, outcome(.admitted) { Double($0.admitted[$1]) },
      outcome(.appointmentsUnused) { tally, month in
        Double(tally.appointmentsOffered[month] - tally.admitted[month])
      }, outcome(.turnedBack) { Double($0.turnedBack[$1]) },
    ]
      + scenario.corridor.plan.hazards.enumerated().map { index, hazard in
        outcome(.deaths, item: hazard.id) { Double($0.deaths[index][$1]) }
      }
  }

  private var people: [Outcome] {
    let places = scenario.corridor.network.places
    return places.enumerated().flatMap { index, place -> [Outcome] in
      var list = PersonStatus.allCases.map { status in
        let cell = PersonStatus.cell(index, status)
        return outcome(.people, place: place.id, status: status.rawValue) { tally, month in
          Double(tally.people[month][cell])
        }
      }
      list.append(
        outcome(.beds, place: place.id) { tally, month in
          let period = scenario.months[month]
          let last = min(period.last, scenario.start.adding(days: scenario.days - 1))
          let days = last.days(since: max(period.first, scenario.start)) + 1
          return Double(tally.personDays[month][index]) / Double(max(1, days))
        })
      // A place where nobody is in any run is left out.
      return list.filter { outcome in outcome.values.contains { $0.contains { $0 != 0 } } }
    }
  }

  // MARK: Inside the destination

  /// What the policies at the end of a month mean for the people of each cell of ``InsideCells``.
  private struct LegalStatus {
    var hasPathway: [Bool]
    var returnApplies: [Bool]
  }

  private func legalStatus(_ month: Int) -> LegalStatus {
    let builder = TimelineBuilder(corridor: scenario.corridor)
    let set = scenario.corridor.policies
    let cells = InsideCells(scenario.timeline)
    let starts = scenario.timeline.eraStarts
    let day = min(
      scenario.months[month].last, scenario.start.adding(days: scenario.days - 1))
    let country =
      scenario.corridor.network.places.first { $0.kind == .destination }?.country
      ?? set.destination
    let pathways = set.policies.filter { $0.kind == .pathway && $0.venue == .inside }
    // Only returns that go by seats reach people who are inside already.
    let returns = set.policies.filter { policy in
      policy.kind == .return && policy.takesFrom == country
        && policy.rules.contains { $0.flights != nil }
    }
    var result = LegalStatus(
      hasPathway: [Bool](repeating: false, count: cells.count),
      returnApplies: [Bool](repeating: false, count: cells.count))
    for cell in 0..<cells.count {
      let (group, way, era) = cells.parts(of: cell)
      let arrived = era == 0 ? (starts.first?.adding(days: -1) ?? day) : starts[era - 1]
      guard arrived <= day else { continue }
      let person = builder.situation(
        on: day, country: country, arrived: arrived, way: way,
        isReturned: group == PolicyTimeline.returned)
      result.hasPathway[cell] = pathways.contains { builder.answer($0.id, person) == .yes }
      result.returnApplies[cell] = returns.contains { builder.applies($0, person) }
    }
    return result
  }

  private var inside: [Outcome] {
    let statuses = months.map(legalStatus)
    func sum(
      _ tally: CorridorTally, _ month: Int, _ isMeant: (LegalStatus, Int) -> Bool
    ) -> Double {
      let status = statuses[month - first]
      var people = 0
      for (cell, number) in tally.inside[month].enumerated() where isMeant(status, cell) {
        people += number
      }
      return Double(people)
    }
    return [
      outcome(.inside, status: "with-pathway") { sum($0, $1) { $0.hasPathway[$1] } },
      outcome(.inside, status: "without-pathway") { sum($0, $1) { !$0.hasPathway[$1] } },
      outcome(.inside, status: "return-applies") { sum($0, $1) { $0.returnApplies[$1] } },
      outcome(.held) { Double($0.held[$1]) },
      outcome(.monthsToReturn) { tally, month in
        let seats = tally.seatsOffered.reduce(0) { $0 + $1[month] }
        let people = sum(tally, month) { $0.returnApplies[$1] } + Double(tally.held[month])
        return people == 0 ? 0 : seats > 0 ? people / Double(seats) : .infinity
      },
    ]
  }

  private var returns: [Outcome] {
    scenario.corridor.plan.returns.enumerated().flatMap { index, practice in
      let offersSeats = scenario.timeline.days.contains { $0.seats[index] > 0 }
      let returned = outcome(.returned, item: practice.policy) { Double($0.returned[index][$1]) }
      guard offersSeats else { return [returned] }
      return [
        returned,
        outcome(.seatsUnused, item: practice.policy) { tally, month in
          Double(tally.seatsOffered[index][month] - tally.returned[index][month])
        },
      ]
    }
  }
}
