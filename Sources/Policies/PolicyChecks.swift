import Periods
import Wording

/// What is probably a mistake in a policy file: conditions that can never hold, and gaps and overlaps in
/// time.
struct PolicyChecks {
  /// Each begins with the line: ":12: …".
  let findings: [Localized]

  init(_ set: PolicySet) {
    findings = set.policies.flatMap { policy in
      PolicyChecks.conditions(of: policy) + PolicyChecks.times(of: policy)
    }
  }

  private static func at(_ line: Int?, _ text: Localized) -> Localized {
    let place = line.map { ":\($0): " } ?? ": "
    return Localized(place + text.en, place + text.es)
  }

  private static func conditions(of policy: Policy) -> [Localized] {
    var findings: [Localized] = []
    for rule in policy.rules {
      guard let alternatives = Alternatives.of(rule.applies) else { continue }
      let possible = alternatives.filter(Alternatives.canHold)
      if possible.isEmpty {
        findings.append(
          at(
            rule.line,
            Localized(
              "\(policy.id): the condition can never hold: \(rule.applies)",
              "\(policy.id): la condición nunca puede cumplirse: \(rule.applies)")))
      } else {
        for term in unusable(alternatives, possible) {
          let condition = (term.holds ? "" : "not ") + "\(term.condition)"
          findings.append(
            at(
              rule.line,
              Localized(
                "\(policy.id): can never hold together with the rest of the condition: \(condition)",
                "\(policy.id): nunca puede cumplirse junto con el resto de la condición: \(condition)"
              )))
        }
      }
    }
    return findings
  }

  /// Conditions that are in no alternative by which the rule can be met.
  private static func unusable(
    _ alternatives: [[Alternatives.Term]], _ possible: [[Alternatives.Term]]
  ) -> [Alternatives.Term] {
    let used = Set(possible.flatMap(\.self))
    var seen: Set<Alternatives.Term> = []
    return alternatives.flatMap(\.self).filter { !used.contains($0) && seen.insert($0).inserted }
  }

  private static func times(of policy: Policy) -> [Localized] {
    zip(policy.rules, policy.rules.dropFirst()).compactMap { earlier, later in
      guard let end = earlier.until else {
        return at(
          later.line,
          Localized(
            "\(policy.id): the rules from \(earlier.from) and from \(later.from) overlap, since the "
              + "first has no end",
            "\(policy.id): las normas desde el \(earlier.from) y desde el \(later.from) coinciden, pues la "
              + "primera no tiene fin"))
      }
      let days = later.from.days(since: end)
      if days <= 0 {
        return at(
          later.line,
          Localized(
            "\(policy.id): the rules from \(earlier.from) and from \(later.from) overlap until \(end)",
            "\(policy.id): las normas desde el \(earlier.from) y desde el \(later.from) coinciden hasta el \(end)"
          ))
      }
      if days > 1 {
        let (first, last) = (end.adding(days: 1), later.from.adding(days: -1))
        return at(
          later.line,
          Localized(
            "\(policy.id): no rule from \(first) to \(last)",
            "\(policy.id): no hay norma del \(first) al \(last)"))
      }
      return nil
    }
  }
}
