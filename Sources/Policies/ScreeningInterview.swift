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
    /// For a question which of several facts are so: those of them that can matter.
    package let choices: [Fact]
    /// Policies whose answers still hang on a fact.
    package let open: Int
    package let of: Int
  }

  /// - Parameter facts: the answers so far; `nil` as a value is "I don't know".
  package func step(_ facts: [String: FactValue?]) -> Step {
    let policies = set.policies.filter { ScreeningInterview.kinds.contains($0.kind) }
    let said = set.expanded(facts)
    let screening = Screening(set, Situation(on: day, stated: said), for: .interview)
    var open = policies.compactMap { OpenVerdict(screening.verdict(of: $0), set, on: day) }
    let question = best(facts, &open)
    let hangsOn = open.reduce(into: Set<String>()) { $0.formUnion($1.facts) }
    let listed = question.map { $0.isList ? $0.covers.filter(hangsOn.contains) : [] } ?? []
    return Step(
      question: question, choices: listed.compactMap { set.facts[$0] }, open: open.count,
      of: policies.count)
  }

  /// A policy whose answer still hangs on facts.
  private struct OpenVerdict {
    let verdict: Verdict
    let facts: Set<String>
    private var deciding: DecidingFacts

    init?(_ verdict: Verdict, _ set: PolicySet, on day: Day) {
      self.verdict = verdict
      deciding = DecidingFacts(of: verdict, set, on: day)
      facts = deciding.facts(of: verdict)
      if facts.isEmpty { return nil }
    }

    /// How many facts it hangs on once more is said.
    mutating func left(_ said: Evaluation) -> Int {
      let rest = facts.filter(said.situation.isStated).reduce(verdict) { $0.given($1, said) }
      return deciding.facts(of: rest).count
    }
  }

  private func best(_ facts: [String: FactValue?], _ open: inout [OpenVerdict]) -> Fact? {
    let hangsOn = open.reduce(into: Set<String>()) { $0.formUnion($1.facts) }
    var best: (fact: Fact, score: Double)?
    for id in candidates(hangsOn, facts) {
      guard let fact = set.facts[id] else { continue }
      let touched = open.indices.filter { index in
        !open[index].facts.isDisjoint(with: fact.covers.isEmpty ? [id] : fact.covers)
      }
      let values = likely(values(of: fact, touched.flatMap { open[$0].verdict.conditions }), id)
      // What is left to ask, over the answers that are possible.
      var left = 0.0
      for value in values {
        var tried = facts
        tried[id] = .some(value)
        let said = Situation(on: day, stated: set.expanded(tried))
        let evaluation = Evaluation(situation: said) { _ in .unknown }
        for index in touched {
          let count = open[index].left(evaluation)
          left += count == 0 ? 0 : 1 + 0.01 * Double(count)
        }
      }
      let decided = Double(touched.count) - left / Double(max(1, values.count))
      if best.map({ decided > $0.score + 1e-9 }) ?? true { best = (fact, decided) }
    }
    return best?.fact
  }

  /// Facts that may be asked: a group in place of its members until it was answered, where it stands for several.
  private func candidates(_ open: Set<String>, _ facts: [String: FactValue?]) -> [String] {
    set.factOrder.filter { id in
      guard let fact = set.facts[id], facts[id] == nil else { return false }
      if !fact.covers.isEmpty { return isAsked(fact, open, facts) }
      guard open.contains(id) else { return false }
      let groups = set.facts.values.filter { $0.covers.contains(id) }
      return groups.allSatisfy { group in
        if isAsked(group, open, facts) { return false }
        guard facts[group.id] == nil, let since = group.coversSince else { return true }
        // Nothing can be said to have lasted since a day that is not known, or that nobody asks for.
        return facts[since].map { $0 == nil } ?? !open.contains(since)
      }
    }
  }

  private func isAsked(
    _ group: Fact, _ open: Set<String>, _ facts: [String: FactValue?]
  ) -> Bool {
    guard facts[group.id] == nil else { return false }
    let members = group.covers.count(where: open.contains)
    guard let since = group.coversSince else { return members > 1 }
    return members > 0 && facts[since].flatMap { $0 } != nil
  }

  /// The values without those that are rare: what is seldom so is asked last.
  private func likely(_ values: [FactValue], _ fact: String) -> [FactValue] {
    let rare = set.exemptions.filter(\.isRare)
    return values.filter { value in
      let evaluation = Evaluation(situation: Situation(on: day, [fact: value])) { _ in .unknown }
      return rare.allSatisfy { evaluation.answer($0.when) != .yes }
    }
  }

  private static let mostValues = 12

  /// Values between which the answers can differ.
  private func values(of fact: Fact, _ conditions: [Expression]) -> [FactValue] {
    let edges = fact.edges(in: conditions, on: day)
    let every = max(1, edges.count / ScreeningInterview.mostValues)
    return edges.enumerated().filter { $0.offset % every == 0 }.map(\.element)
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
