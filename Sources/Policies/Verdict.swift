import Periods

/// The answer of a policy as a formula over conditions on single facts: what an interview looks at to see which facts
/// can still change it. ``Screening/verdict(of:)`` makes it.
indirect enum Verdict: Hashable {
  case known(Answer)
  /// A condition on one fact.
  case condition(Expression)
  case all([Verdict])
  case any([Verdict])
  case not(Verdict)
  /// No where the part is certain, else yes: an exemption that is not known is taken not to hold.
  case unlessCertain(Verdict)
}

extension Verdict {
  /// All of the parts, without those that cannot matter.
  static func every(_ parts: [Verdict]) -> Verdict { joined(parts, stops: .no) }

  /// Any of the parts, without those that cannot matter.
  static func some(_ parts: [Verdict]) -> Verdict { joined(parts, stops: .yes) }

  private static func joined(_ parts: [Verdict], stops: Answer) -> Verdict {
    var kept: [Verdict] = []
    var isDoubtful = false
    for part in parts {
      switch part {
      case .known(let answer):
        if answer == stops { return part }
        isDoubtful = isDoubtful || answer == .unknown
      case .all(let inner) where stops == .no: kept += inner
      case .any(let inner) where stops == .yes: kept += inner
      default: kept.append(part)
      }
    }
    isDoubtful = isDoubtful || kept.contains(.known(.unknown))
    kept.removeAll { $0 == .known(.unknown) || isDoubtful && !$0.canBe(stops) }
    if isDoubtful { kept.append(.known(.unknown)) }
    guard kept.count > 1 else { return kept.first ?? .known(!stops) }
    return stops == .no ? .all(kept) : .any(kept)
  }

  static func opposite(of part: Verdict) -> Verdict {
    switch part {
    case .known(let answer): .known(!answer)
    case .not(let inner): inner
    default: .not(part)
    }
  }

  static func unless(_ part: Verdict) -> Verdict {
    if case .known(let answer) = part { return .known(Answer(answer != .yes)) }
    return part.canBe(.yes) ? .unlessCertain(part) : .known(.yes)
  }

  /// Whether some facts may give the answer yes or no; false only where none can.
  private func canBe(_ answer: Answer) -> Bool {
    switch self {
    case .known(let own): own == answer
    case .condition: true
    case .all(let parts):
      answer == .yes ? parts.allSatisfy { $0.canBe(.yes) } : parts.contains { $0.canBe(.no) }
    case .any(let parts):
      answer == .yes ? parts.contains { $0.canBe(.yes) } : parts.allSatisfy { $0.canBe(.no) }
    case .not(let part): part.canBe(!answer)
    case .unlessCertain(let part): answer == .yes || part.canBe(.yes)
    }
  }

  /// The formula with what is said of one fact, if only that it is not known.
  func given(_ fact: String, _ evaluation: Evaluation) -> Verdict {
    switch self {
    case .known: self
    case .condition(let condition):
      condition.fact == fact ? .known(evaluation.answer(condition)) : self
    case .all(let parts): .every(parts.map { $0.given(fact, evaluation) })
    case .any(let parts): .some(parts.map { $0.given(fact, evaluation) })
    case .not(let part): .opposite(of: part.given(fact, evaluation))
    case .unlessCertain(let part): .unless(part.given(fact, evaluation))
    }
  }

  /// Its conditions on single facts.
  var conditions: [Expression] {
    switch self {
    case .known: []
    case .condition(let condition): [condition]
    case .all(let parts), .any(let parts): parts.flatMap(\.conditions)
    case .not(let part), .unlessCertain(let part): part.conditions
    }
  }
}
