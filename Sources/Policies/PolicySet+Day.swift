import Periods

extension PolicySet {
  /// The policies in force on a day with what their conditions compare with worked out: the answers of that day are
  /// the same, and quicker for many situations.
  func resolved(on day: Day) -> PolicySet {
    var copy = self
    copy.policies = policies.compactMap { policy in
      guard var rule = policy.rule(on: day) else { return nil }
      var policy = policy
      rule.applies = rule.applies.resolved(on: day)
      for index in rule.history.indices {
        rule.history[index].unless = rule.history[index].unless?.resolved(on: day)
      }
      policy.rules = [rule]
      policy.bars = policy.bars.filter { $0.isInForce(on: day) }.map { bar in
        var bar = bar
        bar.when = bar.when.resolved(on: day)
        return bar
      }
      return policy
    }
    for index in copy.exemptions.indices {
      copy.exemptions[index].when = copy.exemptions[index].when.resolved(on: day)
    }
    return copy
  }
}
