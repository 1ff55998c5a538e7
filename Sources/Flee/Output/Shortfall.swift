/// People whom a run lacks on a day, or who set out from where nobody was left, all days so far
/// together.
///
/// FLEE stops with an assertion where a run goes on with a shortfall.
public struct Shortfall: Codable, Hashable, Sendable {
  /// People who set out by the counts and are not simulated: no place was in conflict when they were to
  /// set out.
  public var withoutConflict = 0
  /// People who set out by the counts and are not simulated: there was a conflict, and nobody was left
  /// where it was.
  public var withoutPopulation = 0
  /// People who are simulated and set out from a place whose population had set out already
  /// (`take_from_population`).
  public var beyondPopulation = 0

  /// Nobody.
  public init() {}

  /// A reason for a shortfall.
  package enum Reason: String, CaseIterable, Codable, Sendable {
    case noConflict = "no_conflict"
    case noPopulation = "no_population"
    case beyondPopulation = "beyond_population"
  }

  package func people(_ reason: Reason) -> Int {
    switch reason {
    case .noConflict: withoutConflict
    case .noPopulation: withoutPopulation
    case .beyondPopulation: beyondPopulation
    }
  }
}

/// The shortfalls of the runs of an ensemble.
public struct ShortfallStatistics: Codable, Equatable, Sendable {
  /// What the runs lack for one reason.
  struct Tally: Codable, Equatable, Sendable {
    /// People, summed over the runs.
    var people = 0
    /// Runs that lack anybody.
    var runs = 0
    /// First and last day on which people were lacking, over all runs.
    var firstDay = 0
    var lastDay = 0
  }

  private(set) var tallies: [Shortfall.Reason.RawValue: Tally] = [:]

  /// Of no run.
  public init() {}

  /// Adds a run.
  ///
  /// - Parameter shortfalls: by day, each with the days before.
  mutating func add(_ shortfalls: [Shortfall]) {
    guard let last = shortfalls.last, last != Shortfall() else { return }
    for reason in Shortfall.Reason.allCases where last.people(reason) > 0 {
      let byDay = shortfalls.map { $0.people(reason) }
      guard let first = byDay.firstIndex(where: { $0 > 0 }),
        let end = byDay.firstIndex(of: last.people(reason))
      else { continue }
      var tally = tallies[reason.rawValue] ?? Tally(firstDay: first, lastDay: end)
      tally.people += last.people(reason)
      tally.runs += 1
      tally.firstDay = min(tally.firstDay, first)
      tally.lastDay = max(tally.lastDay, end)
      tallies[reason.rawValue] = tally
    }
  }

  /// Adds the runs of other statistics.
  package mutating func add(_ other: ShortfallStatistics) {
    tallies.merge(other.tallies) { a, b in
      Tally(
        people: a.people + b.people, runs: a.runs + b.runs, firstDay: min(a.firstDay, b.firstDay),
        lastDay: max(a.lastDay, b.lastDay))
    }
  }
}

/// A shortfall as answers give it.
package struct ShortfallReport: Codable, Equatable, Sendable {
  package var reason: Shortfall.Reason
  /// Mean over all runs.
  package var people: Double
  /// People who should have set out by the counts by the last day, or who did where they set out
  /// beyond the population.
  package var ofPeople: Double
  /// Runs that lack anybody.
  package var runs: Int
  /// First and last day on which people were lacking, from 0.
  package var firstDay: Int
  package var lastDay: Int
  /// The dates of these days.
  package var firstDate: String
  package var lastDate: String
}

extension ShortfallStatistics {
  /// - Parameters:
  ///   - runs: number of runs in all.
  ///   - people: people simulated by the last day, mean over the runs.
  package func reports(
    _ instance: FleeInstance, runs: Int, people: Double
  ) -> [ShortfallReport] {
    let count = Double(max(runs, 1))
    let missing = Double(
      [Shortfall.Reason.noConflict, .noPopulation].reduce(0) {
        $0 + (tallies[$1.rawValue]?.people ?? 0)
      })
    return Shortfall.Reason.allCases.compactMap { reason in
      guard let tally = tallies[reason.rawValue] else { return nil }
      return ShortfallReport(
        reason: reason, people: Double(tally.people) / count,
        ofPeople: reason == .beyondPopulation ? people : people + missing / count,
        runs: tally.runs, firstDay: tally.firstDay, lastDay: tally.lastDay,
        firstDate: "\(instance.start.adding(days: tally.firstDay))",
        lastDate: "\(instance.start.adding(days: tally.lastDay))")
    }
  }
}

extension Sequence<ShortfallReport> {
  /// People who set out by the counts and are not simulated, mean over the runs. Those beyond a place's population
  /// are simulated.
  package var missing: Double {
    reduce(0) { $0 + ($1.reason == .beyondPopulation ? 0 : $1.people) }
  }
}
