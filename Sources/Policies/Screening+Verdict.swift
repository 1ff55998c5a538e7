import Periods

/// What is missing for an answer.
extension Screening {
  /// Facts that are not known and on which the answer of a policy hangs, in the order of the file.
  package func openFacts(of policy: Policy) -> [String] {
    let verdict = verdict(of: policy)
    var deciding = DecidingFacts(of: verdict, set, on: situation.day)
    let open = deciding.facts(of: verdict)
    return set.factOrder.filter(open.contains)
  }

  /// The answer of a policy as a formula over the facts that are not known. In an interview one that was said not to be
  /// known stays so for good.
  func verdict(of policy: Policy) -> Verdict {
    let evaluation = evaluation
    let whole = formula(policy)
    let settled = Set(whole.conditions.compactMap(\.fact)).filter {
      purpose == .interview ? situation.isStated($0) : situation[$0] != nil
    }
    return settled.reduce(whole) { $0.given($1, evaluation) }
  }

  /// The same steps as those from a rule's condition to an answer.
  private func formula(_ policy: Policy) -> Verdict {
    let day = situation.day
    guard let rule = policy.rule(on: day) else { return .known(.no) }
    let evaluation = evaluation
    // What is rare is taken not to hold where advice is given and nothing is said of it.
    let exemptions = set.exemptions.filter {
      $0.covers(policy)
        && !($0.isRare && purpose == .advice && evaluation.answer($0.when) == .unknown)
    }
    var parts = exemptions.map { Verdict.unless(formula($0.when)) }
    parts.append(formula(rule.applies))
    parts += history(of: rule)
    if rule.contested?.covers(day) == true { parts.append(.known(.unknown)) }
    for bar in barsInForce(of: policy, on: day)
    where !(isTakenNotToApply(bar) && evaluation.answer(bar.when) == .unknown) {
      let holds = formula(bar.when)
      parts.append(
        bar.level == .excludes
          ? .opposite(of: holds) : .some([.opposite(of: holds), .known(.unknown)]))
    }
    if let needed = policy.needs {
      let agreement = set[needed]?.rule(on: day)
      if agreement == nil { return .known(.no) }
      if agreement?.contested?.covers(day) == true { parts.append(.known(.unknown)) }
    }
    if policy.kind == .referral || rule.isForLawyer { parts.append(.known(.unknown)) }
    return .every(parts)
  }

  private func history(of rule: Policy.Rule) -> [Verdict] {
    guard !rule.history.isEmpty else { return [] }
    if let checked = set.checked(rule), situation.day > checked { return [.known(.unknown)] }
    guard let turn = rule.turn(on: situation.day), !turn.isInForce else { return [] }
    return [turn.unless.map(formula) ?? .known(.no), .known(.unknown)]
  }

  private func formula(_ expression: Expression) -> Verdict {
    switch expression {
    case .always(let value): .known(Answer(value))
    case .all(let parts): .every(parts.map(formula))
    case .any(let parts): .some(parts.map(formula))
    case .not(let part): .opposite(of: formula(part))
    case .holds, .compare, .among: .condition(expression)
    case .open(let id): set[id].map(formula) ?? .known(.no)
    }
  }
}
