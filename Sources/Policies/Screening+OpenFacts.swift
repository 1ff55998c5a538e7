import Periods

/// What is missing for an answer.
extension Screening {
  /// Facts that are not known and on which the answer of a policy hangs, in the order of the file.
  package func openFacts(of policy: Policy) -> [String] {
    let open = openFactSet(of: policy)
    return set.factOrder.filter(open.contains)
  }

  func openFactSet(of policy: Policy) -> Set<String> {
    let day = situation.day
    guard let rule = policy.rule(on: day) else { return [] }
    if exemption(from: policy, evaluation(of: situation)) != nil { return [] }
    if let needed = policy.needs, set[needed]?.rule(on: day) == nil { return [] }
    let evaluation = evaluation(of: situation)
    let condition = evaluation.answer(rule.applies)
    guard condition != .no else { return [] }
    var open = condition == .unknown ? openFacts(in: rule.applies, evaluation) : []
    open.formUnion(exemptingFacts(of: policy, evaluation))
    var isForLawyer = rule.isForLawyer || policy.kind == .referral
    isForLawyer = isForLawyer || rule.contested?.covers(day) == true

    let isUnchecked = set.checked(rule).map { day > $0 } ?? false
    if !rule.history.isEmpty, isUnchecked {
      isForLawyer = true
    } else if let turn = rule.turn(on: day), !turn.isInForce {
      guard let unless = turn.unless else { return [] }
      switch evaluation.answer(unless) {
      case .no: return []
      case .yes: isForLawyer = true
      case .unknown: open.formUnion(openFacts(in: unless, evaluation))
      }
    }
    let bars = barsInForce(of: policy, on: day)
      .map { (bar: $0, answer: evaluation.answer($0.when)) }
    if bars.contains(where: { $0.bar.level == .excludes && $0.answer == .yes }) { return [] }
    isForLawyer =
      isForLawyer || bars.contains { $0.bar.level != .excludes && $0.answer == .yes }
    // Once a lawyer must say, only what would exclude for certain can still change the answer.
    for (bar, answer) in bars where answer == .unknown && (bar.level == .excludes || !isForLawyer) {
      if isTakenNotToApply(bar) { continue }
      open.formUnion(openFacts(in: bar.when, evaluation))
    }
    return open
  }

  /// Facts of the single conditions that leave a condition unknown.
  func openFacts(in expression: Expression, _ evaluation: Evaluation) -> Set<String> {
    guard evaluation.answer(expression) == .unknown else { return [] }
    switch expression {
    case .always: return []
    case .all(let parts), .any(let parts):
      return parts.reduce(into: []) { $0.formUnion(openFacts(in: $1, evaluation)) }
    case .not(let part): return openFacts(in: part, evaluation)
    case .holds(let fact), .compare(let fact, _, _), .among(let fact, _): return [fact]
    case .open(let id): return set[id].map(openFactSet) ?? []
    }
  }
}
