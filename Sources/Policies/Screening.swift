import Periods
import Wording

/// Which pathways are open to a person in a situation, which returns apply, and what would change
/// that.
///
/// Nothing of the situation is stored.
package struct Screening: Sendable {
  package let set: PolicySet
  /// The situation with what was assumed.
  package let situation: Situation

  /// - Parameter knowledge: the day whose knowledge is used; `nil` for all rules of the file.
  package init(_ set: PolicySet, _ situation: Situation, knowledge: Day? = nil) {
    self.set = knowledge.map(set.known(by:)) ?? set
    self.situation = situation.completed(by: self.set)
  }

  /// The answer of a policy for the person.
  package struct Finding: Sendable {
    package let policy: Policy
    package let answer: Answer
    /// The rule of the day; `nil` when none is in force.
    package let rule: Policy.Rule?
    /// The condition's reasons; `nil` when no rule is in force.
    package let reason: Reason?
    package let obstacle: Obstacle?
  }

  /// Why the answer is not yes, apart from the condition.
  package enum Obstacle: Hashable, Sendable {
    case notYet(Day)
    case over(Day)
    /// Between two rules, or never.
    case notInForce
    case contested(Localized)
    /// The agreement that a return needs is not in force.
    case noAgreement(String)
  }

  package var pathways: [Finding] { findings(.pathway) }
  package var returns: [Finding] { findings(.return) }

  /// Policies other than pathways and returns whose conditions the person meets or may meet.
  package var otherPolicies: [Finding] {
    [.closure, .enforcement, .visa, .processing, .announcement, .agreement].flatMap(findings)
      .filter { $0.answer != .no }
  }

  private func findings(_ kind: Policy.Kind) -> [Finding] {
    set.policies.filter { $0.kind == kind }.map { finding($0) }
  }

  package func finding(_ id: String) -> Finding? { set[id].map { finding($0) } }

  func finding(_ policy: Policy) -> Finding {
    finding(policy, situation)
  }

  private func finding(_ policy: Policy, _ situation: Situation) -> Finding {
    let day = situation.day
    guard let rule = policy.rule(on: day) else {
      return Finding(
        policy: policy, answer: .no, rule: nil, reason: nil, obstacle: absence(policy, day))
    }
    let evaluation = Evaluation(situation: situation) { id in
      set[id].map { finding($0, situation).answer } ?? .no
    }
    let reason = evaluation.reason(rule.applies)
    var answer = reason.answer
    var obstacle: Obstacle?
    if let contested = rule.contested, contested.covers(day), answer != .no {
      answer = .unknown
      obstacle = .contested(contested.reason)
    }
    if let needed = policy.needs, answer != .no {
      if let agreement = set[needed].flatMap({ $0.rule(on: day) }) {
        if agreement.contested?.covers(day) == true { answer = .unknown }
      } else {
        answer = .no
        obstacle = .noAgreement(needed)
      }
    }
    return Finding(
      policy: policy, answer: answer, rule: rule, reason: reason, obstacle: obstacle)
  }

  private func absence(_ policy: Policy, _ day: Day) -> Obstacle {
    if let next = policy.rules.map(\.from).filter({ $0 > day }).min() {
      return policy.rules.contains { $0.from <= day } ? .notInForce : .notYet(next)
    }
    return policy.rules.compactMap(\.until).max().map { .over($0) } ?? .notInForce
  }

  // MARK: What would change an answer

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

  /// The smallest changes that would open a pathway that is not open, or lift a return that applies: a
  /// single fact where that is enough, else another day, else two facts.
  package var changes: [Change] {
    (pathways.filter { $0.answer != .yes } + returns.filter { $0.answer == .yes }).flatMap {
      changes(of: $0)
    }
  }

  private func changes(of finding: Finding) -> [Change] {
    let wanted: Answer = finding.policy.kind == .return ? .no : .yes
    guard let rule = finding.rule else {
      return otherDay(finding, wanted).map { [$0] } ?? []
    }
    let candidates = candidates(for: finding.policy, rule)
    func tried(_ facts: [(fact: Fact, value: FactValue)]) -> Change? {
      var other = situation
      for (fact, value) in facts { other[fact.id] = value }
      let after = self.finding(finding.policy, other.completed(by: set)).answer
      guard after == wanted else { return nil }
      return Change(
        policy: finding.policy, before: finding.answer, after: after, facts: facts, day: nil)
    }
    let single = candidates.compactMap { tried([$0]) }
    if !single.isEmpty { return nearest(single) }
    if let day = otherDay(finding, wanted) { return [day] }
    for (index, first) in candidates.enumerated() {
      for second in candidates[(index + 1)...] where second.fact.id != first.fact.id {
        if let change = tried([first, second]) { return [change] }
      }
    }
    return []
  }

  /// For each fact the change that is nearest to its present value.
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
    return kept.compactMap { best[$0] }
  }

  private func distance(_ a: FactValue, _ b: FactValue?) -> Double {
    guard let b, let x = a.order, let y = b.order else { return 0 }
    return abs(x - y)
  }

  /// Values at which the answer of a condition of the rule can change.
  private func candidates(
    for policy: Policy, _ rule: Policy.Rule
  ) -> [(fact: Fact, value: FactValue)] {
    var conditions = rule.applies.conditions
    for id in rule.applies.references {
      conditions += set[id]?.rule(on: situation.day)?.applies.conditions ?? []
    }
    var list: [(fact: Fact, value: FactValue)] = []
    func add(_ fact: Fact, _ value: FactValue) {
      guard fact.isChangeable, situation[fact.id] != value,
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
            if situation.isAssumed(fact.id), let arrived = set.facts["arrived"] {
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

  /// The nearest other day on which the answer would be the wanted one.
  private func otherDay(_ finding: Finding, _ wanted: Answer) -> Change? {
    let days = finding.policy.rules.flatMap { [$0.from, $0.until] }.compactMap(\.self)
      .flatMap { [$0.adding(days: -1), $0, $0.adding(days: 1)] }
      .sorted {
        abs($0.days(since: situation.day)) < abs($1.days(since: situation.day))
      }
    for day in days where day != situation.day {
      if case .day(let arrived)? = situation["arrived"], arrived > day { continue }
      var other = situation
      other.day = day
      if self.finding(finding.policy, other).answer == wanted {
        return Change(
          policy: finding.policy, before: finding.answer, after: wanted, facts: [], day: day)
      }
    }
    return nil
  }
}
