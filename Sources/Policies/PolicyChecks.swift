import Periods

/// What is probably a mistake in a policy file: conditions that can never hold, and gaps and overlaps in
/// time.
struct PolicyChecks {
  /// Each begins with the line: ":12: …".
  let findings: [String]

  init(_ set: PolicySet) {
    findings = set.policies.flatMap { policy in
      PolicyChecks.conditions(of: policy) + PolicyChecks.times(of: policy)
    }
  }

  private static func at(_ line: Int?) -> String { line.map { ":\($0): " } ?? ": " }

  private static func conditions(of policy: Policy) -> [String] {
    var findings: [String] = []
    for rule in policy.rules {
      guard let alternatives = Alternatives.of(rule.applies) else { continue }
      let possible = alternatives.filter(Alternatives.canHold)
      if possible.isEmpty {
        findings.append(
          at(rule.line) + "\(policy.id): the condition can never hold: \(rule.applies)")
      } else {
        for term in unusable(alternatives, possible) {
          findings.append(
            at(rule.line) + "\(policy.id): can never hold together with the rest of the condition: "
              + (term.holds ? "" : "not ") + "\(term.condition)")
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

  private static func times(of policy: Policy) -> [String] {
    zip(policy.rules, policy.rules.dropFirst()).compactMap { earlier, later in
      guard let end = earlier.until else {
        return at(later.line)
          + "\(policy.id): the rules from \(earlier.from) and from \(later.from) overlap, since the "
          + "first has no end"
      }
      let days = later.from.days(since: end)
      if days <= 0 {
        return at(later.line)
          + "\(policy.id): the rules from \(earlier.from) and from \(later.from) overlap until \(end)"
      }
      if days > 1 {
        return at(later.line)
          + "\(policy.id): no rule from \(end.adding(days: 1)) to \(later.from.adding(days: -1))"
      }
      return nil
    }
  }
}
