import Periods
import Wording

/// Why a condition gave its answer: the answer at every node of the expression.
package struct Reason: Hashable, Sendable {
  package let condition: Expression
  package let answer: Answer
  /// The value of the condition's fact in the situation; `nil` when it is not known.
  package let found: FactValue?
  /// The reasons of the parts.
  package let parts: [Reason]

  /// The single conditions that decided the answer: for another answer one of them would have to be
  /// different.
  package var decisive: [Reason] {
    if parts.isEmpty { return [self] }
    if case .not = condition { return parts.flatMap(\.decisive) }
    let same = parts.filter { part in part.answer == answer }
    return (same.isEmpty ? parts : same).flatMap(\.decisive)
  }
}

/// Evaluates conditions in a situation.
package struct Evaluation {
  let situation: Situation
  /// Whether another policy is open.
  let open: (String) -> Answer

  package init(situation: Situation, open: @escaping (String) -> Answer) {
    self.situation = situation
    self.open = open
  }

  /// The answer alone: what a thousand situations are asked.
  package func answer(_ expression: Expression) -> Answer {
    switch expression {
    case .always(let value): return Answer(value)
    case .all(let parts):
      var answer = Answer.yes
      for part in parts {
        let own = self.answer(part)
        if own == .no { return .no }
        if own == .unknown { answer = .unknown }
      }
      return answer
    case .any(let parts):
      var answer = Answer.no
      for part in parts {
        let own = self.answer(part)
        if own == .yes { return .yes }
        if own == .unknown { answer = .unknown }
      }
      return answer
    case .not(let part): return !answer(part)
    case .open(let id): return open(id)
    case .holds(let fact):
      guard case .yesNo(let value)? = situation[fact] else { return .unknown }
      return Answer(value)
    case .among(let fact, let words):
      guard case .word(let word)? = situation[fact] else { return .unknown }
      return Answer(words.contains(word))
    case .compare(let fact, let comparison, let operand):
      return compare(situation[fact], comparison, operand)
    }
  }

  package func reason(_ expression: Expression) -> Reason {
    switch expression {
    case .always(let value): return leaf(expression, Answer(value))
    case .all(let parts):
      let reasons = parts.map(reason)
      return Reason(
        condition: expression, answer: .all(reasons.map(\.answer)), found: nil, parts: reasons)
    case .any(let parts):
      let reasons = parts.map(reason)
      return Reason(
        condition: expression, answer: .any(reasons.map(\.answer)), found: nil, parts: reasons)
    case .not(let part):
      let inner = reason(part)
      return Reason(condition: expression, answer: !inner.answer, found: nil, parts: [inner])
    case .open(let id): return leaf(expression, open(id))
    case .holds(let fact):
      guard case .yesNo(let value)? = situation[fact] else { return leaf(expression, .unknown) }
      return leaf(expression, Answer(value), situation[fact])
    case .among(let fact, let words):
      guard case .word(let word)? = situation[fact] else { return leaf(expression, .unknown) }
      return leaf(expression, Answer(words.contains(word)), situation[fact])
    case .compare(let fact, let comparison, let operand):
      let found = situation[fact]
      return leaf(expression, compare(found, comparison, operand), found)
    }
  }

  private func leaf(_ expression: Expression, _ answer: Answer, _ found: FactValue? = nil)
    -> Reason
  {
    Reason(condition: expression, answer: answer, found: found, parts: [])
  }

  private func compare(
    _ found: FactValue?, _ comparison: Expression.Comparison, _ operand: Expression.Operand
  ) -> Answer {
    switch (found, operand.value(on: situation.day)) {
    case (.day(let a), .day(let b)): Answer(comparison.holds(a, b))
    case (.number(let a), .number(let b)): Answer(comparison.holds(a, b))
    case (.word(let a), .word(let b)): Answer(comparison.holds(a, b))
    default: .unknown
    }
  }
}
