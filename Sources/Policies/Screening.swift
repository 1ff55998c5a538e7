import Periods
import Wording

/// Which pathways are open to a person in a situation, which returns apply, and what would change
/// that.
///
/// Nothing of the situation is stored.
package struct Screening: Sendable {
  /// What the answers are for.
  package enum Purpose: Sendable {
    /// Advice: every bar counts. A rare one of which nothing is said is taken not to apply, and named.
    case advice
    /// An interview: nothing is taken for granted, so that what may matter is asked.
    case interview
    /// Simulated people: a presumption excludes, as it does at the border, and bars that hang on a
    /// person's case are left out.
    case model
  }

  package let set: PolicySet
  /// The situation with what was assumed.
  package let situation: Situation
  package let purpose: Purpose

  /// - Parameter knowledge: the day whose knowledge is used; `nil` for all rules of the file.
  package init(
    _ set: PolicySet, _ situation: Situation, knowledge: Day? = nil, for purpose: Purpose = .advice
  ) {
    self.set = knowledge.map(set.known(by:)) ?? set
    self.situation = purpose == .interview ? situation : situation.completed(by: self.set)
    self.purpose = purpose
  }

  /// The answer of a policy for the person.
  package struct Finding: Sendable {
    package let policy: Policy
    package let answer: Answer
    /// How far that can be told.
    package let standing: Standing
    /// The rule of the day; `nil` when none is in force.
    package let rule: Policy.Rule?
    /// The condition's reasons; `nil` when no rule is in force.
    package let reason: Reason?
    package let obstacle: Obstacle?
    /// The bars of the day.
    package let bars: [Bar.Finding]
    /// Bars that were taken not to apply, since nothing was said of them.
    package var unchecked: [Bar] {
      guard answer != .no else { return [] }
      return bars.filter { $0.answer == .unknown && $0.bar.isRare }.map(\.bar)
    }
  }

  /// How far an answer can be told from a few facts.
  package enum Standing: String, Codable, CaseIterable, Hashable, Sendable {
    case open
    case notOpen = "not-open"
    /// On facts that are not known, or that nobody asked about.
    case depends
    case askLawyer = "ask-a-lawyer"
  }

  /// Why the answer is not yes, apart from the condition.
  package enum Obstacle: Hashable, Sendable {
    case notYet(Day)
    case over(Day)
    /// Its last day has passed, and the rule was before the courts when it was last checked, before that day.
    case overUnsettled(Day, checked: Day)
    /// Between two rules, or never.
    case notInForce
    case contested(Localized)
    /// A step of the rule's history, after which it does not hold.
    case turned(Turn)
    /// The rule was before the courts on the day on which it was last checked.
    case unsettledAfter(Day)
    case barred(Bar)
    /// The agreement that a return needs is not in force.
    case noAgreement(String)
    /// A country's rules do not reach the person.
    case exempt(Exemption)

    var isUnsettled: Bool {
      if case .overUnsettled = self { true } else { false }
    }

    /// Whether the person is outside the rule, whatever became of it before agencies and courts.
    var isAboutPerson: Bool {
      switch self {
      case .exempt: true
      case .barred(let bar): bar.level == .excludes
      default: false
      }
    }
  }

  package var pathways: [Finding] { findings(.pathway) }
  package var returns: [Finding] { findings(.return) }
  package var exposures: [Finding] { findings(.exposure) }
  package var referrals: [Finding] { findings(.referral) }

  /// Policies that are neither ways nor risks whose conditions the person meets or may meet.
  package var otherPolicies: [Finding] {
    [.closure, .enforcement, .visa, .processing, .announcement, .agreement].flatMap(findings)
      .filter { $0.answer != .no }
  }

  private func findings(_ kind: Policy.Kind) -> [Finding] {
    set.policies.filter { $0.kind == kind }.map { finding($0) }
  }

  package func finding(_ id: String) -> Finding? { set[id].map { finding($0) } }

  func finding(_ policy: Policy) -> Finding {
    let day = situation.day
    let evaluation = evaluation
    if let exemption = exemption(from: policy, evaluation) {
      return Finding(
        policy: policy, answer: .no, standing: .notOpen, rule: policy.rule(on: day), reason: nil,
        obstacle: .exempt(exemption), bars: [])
    }
    guard let rule = policy.rule(on: day) else {
      let obstacle = absence(policy, day)
      // What became of a rule before the courts is told to the people whom it concerned.
      let reason =
        obstacle.isUnsettled ? policy.lastRule(by: day).map { evaluation.reason($0.applies) } : nil
      let isOther = reason?.answer == .no
      return Finding(
        policy: policy, answer: .no, standing: .notOpen, rule: nil, reason: isOther ? reason : nil,
        obstacle: isOther ? nil : obstacle, bars: [])
    }
    let reason = evaluation.reason(rule.applies)
    let decision = decide(policy, rule, reason.answer, evaluation)
    var bars: [Bar.Finding] = []
    if reason.answer != .no {
      bars = barsInForce(of: policy, on: day).map { bar in
        let reason = evaluation.reason(bar.when)
        return Bar.Finding(bar: bar, answer: reason.answer, reason: reason)
      }
    }
    let isUnchecked = bars.contains { $0.answer == .unknown && $0.bar.isRare }
    let standing: Standing =
      switch decision.answer {
      case .no: .notOpen
      case .yes: isUnchecked && purpose == .advice ? .depends : .open
      // Where no fact can settle it, what it refers to is before a lawyer.
      case .unknown: decision.isForLawyer || openFacts(of: policy).isEmpty ? .askLawyer : .depends
      }
    return Finding(
      policy: policy, answer: decision.answer, standing: standing, rule: rule, reason: reason,
      obstacle: decision.obstacle, bars: bars)
  }

  /// The answer alone, without its reasons.
  package func answer(of policy: Policy) -> Answer { answer(of: policy, situation) }

  func answer(of policy: Policy, _ situation: Situation) -> Answer {
    guard let rule = policy.rule(on: situation.day) else { return .no }
    let evaluation = evaluation(of: situation)
    if exemption(from: policy, evaluation) != nil { return .no }
    return decide(policy, rule, evaluation.answer(rule.applies), evaluation).answer
  }

  /// What its conditions say of the situation.
  package var evaluation: Evaluation { evaluation(of: situation) }

  func evaluation(of situation: Situation) -> Evaluation {
    Evaluation(situation: situation) { id in set[id].map { answer(of: $0, situation) } ?? .no }
  }

  private struct Decision {
    var answer: Answer
    var obstacle: Obstacle?
    var isForLawyer = false

    /// Somebody who knows the case must say.
    mutating func leave(to reason: Obstacle) {
      answer = .unknown
      isForLawyer = true
      obstacle = obstacle ?? reason
    }
  }

  /// From the answer of a rule's condition to that of the policy.
  private func decide(
    _ policy: Policy, _ rule: Policy.Rule, _ condition: Answer, _ evaluation: Evaluation
  ) -> Decision {
    var decision = Decision(answer: condition)
    guard condition != .no else { return decision }
    let day = evaluation.situation.day
    followHistory(of: rule, &decision, evaluation)
    guard decision.answer != .no else { return decision }
    if let contested = rule.contested, contested.covers(day) {
      decision.leave(to: .contested(contested.reason))
    }
    for bar in barsInForce(of: policy, on: day) { apply(bar, &decision, evaluation) }
    if decision.answer != .no, let needed = policy.needs {
      if let agreement = set[needed].flatMap({ $0.rule(on: day) }) {
        if agreement.contested?.covers(day) == true { decision.answer = .unknown }
      } else {
        return Decision(answer: .no, obstacle: .noAgreement(needed))
      }
    }
    let isForLawyer = policy.kind == .referral || rule.isForLawyer && purpose != .model
    if isForLawyer, decision.answer == .yes {
      decision.answer = .unknown
      decision.isForLawyer = true
    }
    return decision
  }

  private func followHistory(
    of rule: Policy.Rule, _ decision: inout Decision, _ evaluation: Evaluation
  ) {
    guard !rule.history.isEmpty else { return }
    let day = evaluation.situation.day
    if let checked = set.checked(rule), day > checked {
      // What the courts did since is not known: neither yes nor no.
      return decision.leave(to: .unsettledAfter(checked))
    }
    guard let turn = rule.turn(on: day), !turn.isInForce else { return }
    decision.obstacle = .turned(turn)
    switch turn.unless.map(evaluation.answer) ?? .no {
    case .no: decision.answer = .no
    case .unknown: decision.answer = .unknown
    case .yes: decision.leave(to: .turned(turn))
    }
  }

  private func apply(_ bar: Bar, _ decision: inout Decision, _ evaluation: Evaluation) {
    guard decision.answer != .no else { return }
    let answer = evaluation.answer(bar.when)
    if purpose == .model {
      switch (bar.level, answer) {
      case (.presumption, .yes): decision.answer = .no
      case (.presumption, .unknown), (.contested, .yes), (.contested, .unknown):
        decision.answer = .unknown
      default: break
      }
      return
    }
    switch answer {
    case .no: break
    case .yes where bar.level == .excludes:
      decision = Decision(answer: .no, obstacle: .barred(bar))
    case .yes: decision.leave(to: .barred(bar))
    case .unknown:
      if !isTakenNotToApply(bar, evaluation.situation) { decision.answer = .unknown }
    }
  }

  /// Bars in force on a day that no court had stopped.
  func barsInForce(of policy: Policy, on day: Day) -> [Bar] {
    policy.bars.filter { $0.isInForce(on: day) && !$0.isStopped(on: day, checked: set.checked) }
  }

  /// Whether a bar that nothing is known of is left to be named with the answer.
  func isTakenNotToApply(_ bar: Bar, _ other: Situation? = nil) -> Bool {
    let situation = other ?? situation
    return purpose == .advice && bar.isRare
      && !bar.when.conditions.contains { $0.fact.map(situation.isStatedUnknown) ?? false }
  }

  private func absence(_ policy: Policy, _ day: Day) -> Obstacle {
    if let next = policy.rules.map(\.from).filter({ $0 > day }).min() {
      return policy.rules.contains { $0.from <= day } ? .notInForce : .notYet(next)
    }
    guard let last = policy.lastRule(by: day), let end = last.until else { return .notInForce }
    if !last.history.isEmpty, let checked = set.checked(last), end > checked {
      return .overUnsettled(end, checked: checked)
    }
    return .over(end)
  }
}
