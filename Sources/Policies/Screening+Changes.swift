import Periods
import Wording

/// What would change an answer.
extension Screening {
  /// A difference in the situation that would change an answer.
  package struct Change: Sendable {
    package let policy: Policy
    package let before: Answer
    package let after: Answer
    /// Facts that would be different.
    package let facts: [(fact: Fact, value: FactValue)]
    /// The day that the situation would have instead; `nil` when a fact changes.
    package let day: Day?
  }

  /// The smallest changes that would open a pathway that is not open, or lift a return that applies, the nearest
  /// first: a single fact where that is enough, else another day, else two facts.
  package var changes: [Change] {
    (pathways.filter { $0.answer != .yes } + returns.filter { $0.answer == .yes }).flatMap {
      changes(of: $0)
    }
  }

  private func changes(of finding: Finding) -> [Change] {
    // Nobody is told to be of another nationality.
    if case .exempt? = finding.obstacle { return [] }
    let wanted: Answer = finding.policy.kind == .return ? .no : .yes
    guard let rule = finding.rule else {
      return otherDay(finding, wanted).map { [$0] } ?? []
    }
    let all = candidates(for: finding.policy, rule)
    func tried(_ facts: [(fact: Fact, value: FactValue)]) -> Change? {
      let facts = facts.flatMap(following)
      var other = situation
      for (fact, value) in facts { other[fact.id] = value }
      let after = answer(of: finding.policy, other.completed(by: set))
      guard after == wanted else { return nil }
      return Change(
        policy: finding.policy, before: finding.answer, after: after, facts: facts, day: nil)
    }
    let single = all.compactMap { tried([$0]) }
    if !single.isEmpty { return nearest(single) }
    if let day = otherDay(finding, wanted) { return [day] }
    // Two things at once are told where both are so or not: two other days would be a guess.
    let candidates = all.filter { !$0.value.isDay }
    for (index, first) in candidates.enumerated() {
      for second in candidates[(index + 1)...] where second.fact.id != first.fact.id {
        if let change = tried([first, second]) { return [change] }
      }
    }
    return []
  }

  /// A changed fact with those that follow from it: who had come earlier, and stayed, would have stayed since then.
  private func following(
    _ changed: (fact: Fact, value: FactValue)
  ) -> [(fact: Fact, value: FactValue)] {
    guard changed.fact.id == "arrived" else { return [changed] }
    return [changed]
      + stayedSinceArrival.compactMap { id in set.facts[id].map { ($0, changed.value) } }
  }

  /// Residence and presence that were stated and began with the arrival.
  private var stayedSinceArrival: [String] {
    Situation.followingArrival.filter {
      !situation.isAssumed($0) && situation[$0] != nil && situation[$0] == situation["arrived"]
    }
  }

  /// For each fact the change that is nearest to its present value, the nearest of all first: what can still be done,
  /// then another day, then what would have had to be otherwise.
  private func nearest(_ changes: [Change]) -> [Change] {
    var best: [String: Change] = [:]
    var order: [String] = []
    for change in changes {
      guard let (fact, value) = change.facts.first else { continue }
      if best[fact.id] == nil { order.append(fact.id) }
      let distance = distance(value, situation[fact.id])
      let bestSoFar = best[fact.id].flatMap { $0.facts.first }.map {
        self.distance($0.value, situation[fact.id])
      }
      if bestSoFar.map({ distance < $0 }) ?? true { best[fact.id] = change }
    }
    // Residence and presence follow from the arrival unless they were stated.
    let follows = Situation.followingArrival.filter { situation.isAssumed($0) }
    let kept = order.filter { id in best["arrived"] == nil || !follows.contains(id) }
    return kept.compactMap { best[$0] }.enumerated()
      .sorted { (cost($0.element), $0.offset) < (cost($1.element), $1.offset) }.map(\.element)
  }

  private func cost(_ change: Change) -> Double {
    guard let (fact, value) = change.facts.first, situation[fact.id] != nil else { return 0 }
    if value.isDay { return 1 + distance(value, situation[fact.id]) }
    return fact.isPast ? Double(Screening.farthest) + 2 : 0
  }

  private func distance(_ a: FactValue, _ b: FactValue?) -> Double {
    guard let b, let x = a.order, let y = b.order else { return 0 }
    return abs(x - y)
  }

  /// Days by which another day may differ: who came more than a year earlier would have had another life.
  private static let farthest = 366

  /// Values at which the answer of a condition of the rule can change.
  private func candidates(
    for policy: Policy, _ rule: Policy.Rule
  ) -> [(fact: Fact, value: FactValue)] {
    var conditions = conditions(of: policy, rule)
    for id in conditions.flatMap(\.references) {
      guard let other = set[id], let rule = other.rule(on: situation.day) else { continue }
      conditions += self.conditions(of: other, rule)
    }
    var list: [(fact: Fact, value: FactValue)] = []
    func add(_ fact: Fact, _ value: FactValue) {
      guard fact.isChangeable, fact.id != "in", situation[fact.id] != value,
        isPossible(value, for: fact),
        !list.contains(where: { $0.fact.id == fact.id && $0.value == value })
      else { return }
      list.append((fact, value))
    }
    for condition in conditions {
      guard let fact = condition.fact.flatMap({ set.facts[$0] }) else { continue }
      switch condition {
      case .holds: for value in [true, false] { add(fact, .yesNo(value)) }
      case .among(_, let words): for word in words { add(fact, .word(word)) }
      case .compare(_, _, let operand):
        switch operand.value(on: situation.day) {
        case .day(let day):
          for shift in [-1, 0, 1] {
            add(fact, .day(day.adding(days: shift)))
            // Residence and presence begin with the arrival unless they were stated.
            if situation.isAssumed(fact.id) || stayedSinceArrival.contains(fact.id),
              let arrived = set.facts["arrived"]
            {
              add(arrived, .day(day.adding(days: shift)))
            }
          }
        case .word(let word): add(fact, .word(word))
        case .number(let number): for shift in [-1.0, 0, 1] { add(fact, .number(number + shift)) }
        case .yesNo: break
        }
        if case .choice(let words) = fact.kind { for word in words { add(fact, .word(word)) } }
      default: break
      }
    }
    return list
  }

  private func conditions(of policy: Policy, _ rule: Policy.Rule) -> [Expression] {
    let day = situation.day
    return rule.applies.conditions + (rule.turn(on: day)?.unless?.conditions ?? [])
      + barsInForce(of: policy, on: day).flatMap(\.when.conditions)
  }

  /// Nobody has arrived, or lived somewhere, since a day that is yet to come; and that somebody might have
  /// come later helps nobody.
  private func isPossible(_ value: FactValue, for fact: Fact) -> Bool {
    // Who came over land could not have flown instead, and nobody is told to cross between the ports.
    if fact.id == "arrival", let now = situation["arrival"] {
      return now == .word("between-ports") && value == .word("port-of-entry")
    }
    guard case .day(let day) = value else { return true }
    // Of a day that is not known no single other one is told: the answer says that it hangs on it.
    guard day <= situation.day, situation[fact.id] != nil else { return false }
    // Nobody has stayed since before they came.
    if Situation.followingArrival.contains(fact.id), case .day(let arrived)? = situation["arrived"],
      day < arrived
    {
      return false
    }
    guard fact.isPast, case .day(let now)? = situation[fact.id] else { return true }
    return day < now && now.days(since: day) <= Screening.farthest
  }

  /// What holds on a day that nobody has checked the rules for is not told as a change.
  private func isChecked(_ day: Day, _ policy: Policy) -> Bool {
    guard let rule = policy.rule(on: day), let checked = set.checked(rule) else { return true }
    return day <= max(checked, situation.day)
  }

  /// The last day that the situation names: nothing can be said of it on a day before.
  private var latestFact: Day {
    let days = self.set.facts.keys.compactMap { id -> Day? in
      if case .day(let day)? = situation[id] { day } else { nil }
    }
    return days.max() ?? Day(number: .min)
  }

  /// The nearest other day on which the answer would be the wanted one.
  private func otherDay(_ finding: Finding, _ wanted: Answer) -> Change? {
    let days = finding.policy.rules.flatMap { [$0.from, $0.until] + $0.history.map(\.from) }
      .compactMap(\.self)
      .flatMap { [$0.adding(days: -1), $0, $0.adding(days: 1)] }
      .sorted {
        abs($0.days(since: situation.day)) < abs($1.days(since: situation.day))
      }
    for day in days where day != situation.day && isChecked(day, finding.policy) {
      if abs(day.days(since: situation.day)) > Screening.farthest || latestFact > day { continue }
      var other = situation
      other.day = day
      if answer(of: finding.policy, other) == wanted {
        return Change(
          policy: finding.policy, before: finding.answer, after: wanted, facts: [], day: day)
      }
    }
    return nil
  }
}
