import Periods
import Wording

/// An interview that asks the fewest questions: next comes what decides most among the answers that are
/// still possible, and nothing that cannot matter.
///
/// It has no memory: whoever asks holds the answers.
package struct ScreeningInterview: Sendable {
  package let set: PolicySet
  package let day: Day

  package init(_ set: PolicySet, on day: Day) {
    self.set = set
    self.day = day
  }

  /// What is decided by an interview: ways that are only named with what they ask for need no question.
  package static let kinds: Set<Policy.Kind> = [.pathway, .return, .exposure]

  /// Where an interview stands.
  package struct Step: Sendable {
    /// What to ask next; `nil` at the end.
    package let question: Fact?
    /// Policies whose answers still hang on a fact.
    package let open: Int
    package let of: Int
  }

  /// - Parameter facts: the answers so far; `nil` as a value is "I don't know".
  package func step(_ facts: [String: FactValue?]) -> Step {
    let policies = set.policies.filter { ScreeningInterview.kinds.contains($0.kind) }
    let now = state(facts, policies)
    let undecided = policies.filter { now[$0.id] != nil }
    return Step(
      question: best(facts, undecided, now), open: undecided.count, of: policies.count)
  }

  /// The facts that each undecided policy still hangs on.
  private func state(
    _ facts: [String: FactValue?], _ policies: [Policy]
  ) -> [String: Set<String>] {
    let situation = Situation(on: day, stated: set.expanded(facts))
    let screening = Screening(set, situation, for: .interview)
    var state: [String: Set<String>] = [:]
    for policy in policies {
      let open = screening.openFactSet(of: policy).filter { !situation.isStated($0) }
      if !open.isEmpty { state[policy.id] = open }
    }
    return state
  }

  private func best(
    _ facts: [String: FactValue?], _ undecided: [Policy], _ now: [String: Set<String>]
  ) -> Fact? {
    let open = now.values.reduce(into: Set<String>()) { $0.formUnion($1) }
    var best: (fact: Fact, score: Double)?
    for id in candidates(open, facts) {
      guard let fact = set.facts[id] else { continue }
      let touched = undecided.filter { policy in
        guard let facts = now[policy.id] else { return false }
        return facts.contains(id) || fact.covers.contains(where: facts.contains)
      }
      let states = values(of: fact, touched).map { value in
        var tried = facts
        tried[id] = .some(value)
        return state(tried, touched)
      }
      // What is left to ask, over the answers that are possible.
      let left = states.map { state in
        Double(state.count) + 0.01 * Double(state.values.reduce(0) { $0 + $1.count })
      }
      let decided = Double(touched.count) - left.reduce(0, +) / Double(max(1, left.count))
      if best.map({ decided > $0.score + 1e-9 }) ?? true { best = (fact, decided) }
    }
    return best?.fact
  }

  /// Facts that may be asked: a group in place of its members until it was answered.
  private func candidates(_ open: Set<String>, _ facts: [String: FactValue?]) -> [String] {
    set.factOrder.filter { id in
      guard let fact = set.facts[id], facts[id] == nil else { return false }
      if !fact.covers.isEmpty {
        if let since = fact.coversSince, facts[since].flatMap({ $0 }) == nil { return false }
        return fact.covers.contains(where: open.contains)
      }
      guard open.contains(id) else { return false }
      let groups = set.facts.values.filter { $0.covers.contains(id) }
      return groups.allSatisfy { group in
        if facts[group.id] != nil { return true }
        guard let since = group.coversSince else { return false }
        // Nothing can be said to have lasted since a day that is not known, or that nobody asks for.
        return facts[since].map { $0 == nil } ?? !open.contains(since)
      }
    }
  }

  private static let mostValues = 12

  /// Values between which the answers can differ.
  private func values(of fact: Fact, _ policies: [Policy]) -> [FactValue] {
    var conditions = policies.flatMap(\.conditions).flatMap(\.conditions)
    for id in Set(conditions.flatMap(\.references)) {
      conditions += set[id]?.conditions.flatMap(\.conditions) ?? []
    }
    conditions += set.exemptions.flatMap(\.when.conditions)
    conditions = conditions.filter { $0.fact == fact.id }
    switch fact.kind {
    case .yesNo: return [.yesNo(true), .yesNo(false)]
    case .choice(let words): return words.map(FactValue.word)
    case .country:
      var words: Set<String> = []
      for condition in conditions {
        switch condition {
        case .among(_, let list): words.formUnion(list)
        case .compare(_, _, .value(.word(let word))): words.insert(word)
        default: break
        }
      }
      let other = ["KEN", "JPN", "FRA"].first { !words.contains($0) }
      return (words.sorted() + [other].compactMap(\.self)).map(FactValue.word)
    case .day:
      var days: Set<Day> = [day]
      for case .compare(_, _, let operand) in conditions {
        guard case .day(let edge) = operand.value(on: day) else { continue }
        for shift in [-1, 0, 1] { days.insert(edge.adding(days: shift)) }
      }
      let sorted = days.filter { $0 <= day }.sorted()
      let every = max(1, sorted.count / ScreeningInterview.mostValues)
      return sorted.enumerated().filter { $0.offset % every == 0 }.map { .day($0.element) }
    case .number:
      var numbers: Set<Double> = [0]
      for case .compare(_, _, .value(.number(let edge))) in conditions {
        for shift in [-1.0, 0, 1] { numbers.insert(edge + shift) }
      }
      return numbers.sorted().map(FactValue.number)
    }
  }
}

extension PolicySet {
  /// The answers with what they say of the facts that a group of facts covers.
  package func expanded(_ facts: [String: FactValue?]) -> [String: FactValue?] {
    var expanded = facts
    for (id, value) in facts {
      guard let group = self.facts[id], !group.covers.isEmpty else { continue }
      expanded[id] = nil
      let member: FactValue??
      switch (value, group.coversSince) {
      case (.yesNo(true)?, let since?): member = facts[since] ?? nil
      case (.yesNo(false)?, nil): member = .some(.yesNo(false))
      case (nil, _): member = .some(nil)
      default: member = nil
      }
      guard let member else { continue }
      for fact in group.covers where facts[fact] == nil { expanded[fact] = .some(member) }
    }
    return expanded
  }
}
