import Periods
import Wording

/// Which screenings two policy files answer differently, over a grid of typical situations: every
/// nationality that the rules name and one that they do not, days of arrival around every day that they
/// name, ways of arrival, and one yes-or-no fact at a time.
///
/// It shows what changes, and is no proof that nothing else does.
package struct AnswerChanges: Codable, Equatable, Sendable {
  /// How many situations were asked of both files.
  package var situations: Int
  package var changes: [Change]

  /// A pathway or a return with another answer.
  package struct Change: Codable, Equatable, Sendable {
    package var policy: String
    package var name: String
    /// The day asked about.
    package var on: Day
    /// `nil` where the file has no such policy.
    package var before: Answer?
    package var after: Answer?
    /// In how many of the situations.
    package var situations: Int
    /// The first of them, facts by name.
    package var example: [Fact]
  }

  /// A fact as it is given to `trocha screen`.
  package struct Fact: Codable, Equatable, Sendable {
    package var name: String
    package var value: String
  }

  private struct Key: Hashable {
    var policy: Int
    var day: Day
    var before: Answer?
    var after: Answer?
  }

  /// - Parameters:
  ///   - changes: how the two files differ; policies that neither differ nor rest on one that does are not
  ///     asked.
  ///   - today: asked about besides the days on which something changed.
  package init(
    from old: PolicySet, to new: PolicySet, _ changes: PolicyChanges, today: Day,
    _ language: Language
  ) {
    let grid = SituationGrid([old, new], changes, today: today)
    // What is assumed of everybody may change every answer.
    let differing =
      changes.assumptions.isEmpty
      ? changes.policies : Set((old.policies + new.policies).map(\.id))
    let policies = AnswerChanges.asked(old, new, differing)
    var found: [Key: (count: Int, first: Int)] = [:]
    situations = policies.isEmpty ? 0 : grid.situations.count
    for (index, situation) in grid.situations.enumerated() where !policies.isEmpty {
      let (was, now) = (Screening(old, situation), Screening(new, situation))
      for (number, policy) in policies.enumerated() {
        let key = Key(
          policy: number, day: situation.day, before: old[policy.id].map(was.answer(of:)),
          after: new[policy.id].map(now.answer(of:)))
        guard key.before ?? .no != key.after ?? .no else { continue }
        found[key, default: (0, index)].count += 1
      }
    }
    let order = found.sorted {
      ($0.key.policy, $0.key.day, $0.value.first) < ($1.key.policy, $1.key.day, $1.value.first)
    }
    self.changes = order.map { key, value in
      Change(
        policy: policies[key.policy].id, name: policies[key.policy].name(language), on: key.day,
        before: key.before, after: key.after, situations: value.count,
        example: grid.facts(of: grid.situations[value.first]))
    }
  }

  /// Pathways and returns that differ, or rest on a policy that does.
  private static func asked(
    _ old: PolicySet, _ new: PolicySet, _ changed: Set<String>
  ) -> [Policy] {
    let all = new.policies + old.policies.filter { new[$0.id] == nil }
    var affected = changed
    // What rests on a policy that rests on one that differs is affected as well.
    var isGrowing = true
    while isGrowing {
      let more = (new.policies + old.policies).filter { policy in
        !affected.contains(policy.id)
          && (policy.needs.map(affected.contains) ?? false
            || policy.conditions.contains { $0.references.contains(where: affected.contains) })
      }
      affected.formUnion(more.map(\.id))
      isGrowing = !more.isEmpty
    }
    return all.filter { [.pathway, .return].contains($0.kind) && affected.contains($0.id) }
  }
}

/// Typical situations, for two policy files to be asked.
private struct SituationGrid {
  private(set) var situations: [Situation] = []
  private let names = [
    "nationality", "arrived", "arrival", "sponsor", "appointment", "removed", "family",
  ]

  /// Days and nationalities that are asked at the most: a screening is quick, and they multiply.
  private static let mostDays = 8
  private static let mostArrivals = 10
  private static let mostNationalities = 8
  /// Stands for the nationalities that no rule names.
  private static let others = ["FRA", "JPN", "KEN"]

  init(_ sets: [PolicySet], _ changes: PolicyChanges, today: Day) {
    let asked = sets.flatMap(\.policies)
      .filter { !changes.assumptions.isEmpty || changes.policies.contains($0.id) }
      .flatMap(\.conditions)
    let conditions =
      (asked + sets.flatMap(\.exemptions).map(\.when)).flatMap(\.conditions)
    let nationalities = SituationGrid.nationalities(conditions)
    let days = SituationGrid.days(changes, sets, today: today)
    let arrivals = SituationGrid.arrivals(conditions)
    for day in days {
      for nationality in nationalities {
        for arrived in (arrivals + [day.adding(days: -30)]).filter({ $0 <= day }) {
          add(day, nationality, arrived)
        }
      }
    }
  }

  /// The facts of a situation as they are given to a screening.
  func facts(of situation: Situation) -> [AnswerChanges.Fact] {
    names.compactMap { name in
      situation[name].map { AnswerChanges.Fact(name: name, value: "\($0)") }
    }
  }

  private mutating func add(_ day: Day, _ nationality: String, _ arrived: Day) {
    for way in ["between-ports", "port-of-entry", "air"] {
      for fact in [nil, "sponsor", "appointment", "removed", "family"] {
        var known: [String: FactValue] = [
          "nationality": .word(nationality), "arrived": .day(arrived), "arrival": .word(way),
        ]
        if let fact { known[fact] = .yesNo(true) }
        situations.append(Situation(on: day, known))
      }
    }
  }

  private static func nationalities(_ conditions: [Expression]) -> [String] {
    var named: Set<String> = []
    for condition in conditions where condition.fact == "nationality" {
      switch condition {
      case .among(_, let words): named.formUnion(words)
      case .compare(_, _, .value(.word(let word))): named.insert(word)
      default: break
      }
    }
    let other = others.first { !named.contains($0) }
    return Array(named.sorted().prefix(mostNationalities)) + [other].compactMap { $0 }
  }

  /// Today, and the days on which a rule that differs begins and the one after it ends.
  private static func days(_ changes: PolicyChanges, _ sets: [PolicySet], today: Day) -> [Day] {
    var days: Set<Day> = []
    for set in sets {
      for policy in set.policies where changes.policies.contains(policy.id) {
        for rule in policy.rules {
          days.insert(rule.from)
          if let until = rule.until { days.insert(until.adding(days: 1)) }
          days.formUnion(rule.history.map(\.from).filter { $0 >= rule.from })
        }
        days.formUnion(policy.bars.map(\.from))
      }
    }
    let last = days.filter { $0 <= today }.sorted().suffix(mostDays - 1)
    return last.filter { $0 != today } + [today]
  }

  /// Days of arrival around those that the rules name.
  private static func arrivals(_ conditions: [Expression]) -> [Day] {
    var days: Set<Day> = []
    for case .compare(_, _, .value(.day(let day))) in conditions {
      days.formUnion([day, day.adding(days: 1)])
    }
    return Array(days.sorted().suffix(mostArrivals))
  }
}
