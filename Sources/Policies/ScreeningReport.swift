import Periods
import Wording

/// A screening for the reader: every text in one language, every answer with its reasons and sources.
package struct ScreeningReport: Codable, Equatable, Sendable {
  /// The day whose rules apply.
  package var on: String
  package var language: String
  /// What must be read first: that the day lies after the one through which the rules were checked; `nil`
  /// where it does not.
  package var caution: String?
  /// The day through which the rules were checked; `nil` where the policy file does not state it.
  package var checkedThrough: String?
  /// States that this is information, not legal advice.
  package var notice: String
  /// What is said before single answers, such as that the rules do not reach the person; mostly none.
  package var remarks: [String]
  /// What was assumed where the situation does not state it.
  package var assumptions: [String]
  package var pathways: [Pathway]
  package var returns: [Return]
  /// What an authority can do to the person.
  package var exposures: [Concern]
  /// Ways that hang on the facts of a case, to be asked a lawyer about.
  package var referrals: [Concern]
  /// Other policies in force that concern the person.
  package var otherPolicies: [OtherPolicy]
  package var wouldChange: [Change]

  enum CodingKeys: String, CodingKey {
    case on, language, caution, notice, remarks, assumptions, pathways, returns, exposures,
      referrals
    case checkedThrough = "checked_through"
    case otherPolicies = "other_policies"
    case wouldChange = "would_change"
  }

  package struct Pathway: Codable, Equatable, Sendable {
    package var id: String
    package var name: String
    package var open: Answer
    package var reasons: [ReasonNode]
    /// The first source of the rule in force, or of the latest rule when none is.
    package var source: PolicySource?
    package var sources: [PolicySource]
    package var note: String?
    package var advice: Advice

    /// Whether it would be open to the person, but for what became of it before agencies and courts.
    package var isStopped: Bool {
      open == .no && !advice.history.isEmpty && ScreeningReport.hasObstacle(reasons)
    }
  }

  package struct Return: Codable, Equatable, Sendable {
    package var id: String
    package var name: String
    package var applies: Answer
    package var reasons: [ReasonNode]
    package var source: PolicySource?
    package var sources: [PolicySource]
    package var note: String?
    package var advice: Advice
  }

  package struct OtherPolicy: Codable, Equatable, Sendable {
    package var id: String
    package var kind: Policy.Kind
    package var name: String
    package var concerns: Answer
    package var source: PolicySource?
  }

  /// A node of the condition with its answer, and those below it.
  package struct ReasonNode: Codable, Equatable, Sendable {
    /// The condition as the file states it; empty for a reason that is no condition, such as a rule that
    /// has ended.
    package var condition: String
    package var answer: Answer
    package var text: String
    /// Whether another answer here would give another answer in all.
    package var isDecisive: Bool
    package var reasons: [ReasonNode]
  }

  package struct Change: Codable, Equatable, Sendable {
    package var policy: String
    package var text: String
    package var from: Answer
    package var to: Answer
    /// Facts that would be different, with their values; `on` is the day whose rules apply.
    package var facts: [String: String]
  }

  package init(_ screening: Screening, _ language: Language) {
    let situation = screening.situation
    let words = PolicyWording(set: screening.set, situation: situation, language: language)
    let builder = Builder(screening: screening, words: words)
    on = "\(situation.day)"
    self.language = language.rawValue
    caution = screening.set.caution(on: situation.day, language)
    checkedThrough = screening.set.checked.map { "\($0)" }
    notice = language(
      "Information from published rules, not legal advice. Nothing you entered is stored.",
      "Información a partir de normas publicadas; no es asesoría legal. Nada de lo ingresado se guarda."
    )
    remarks = screening.remarks(language)
    assumptions = situation.assumptions(in: screening.set, language)
    pathways = screening.pathways.map { finding in
      let sources = builder.sources(finding)
      return Pathway(
        id: finding.policy.id, name: finding.policy.name(language), open: finding.answer,
        reasons: builder.reasons(finding), source: sources.first, sources: sources,
        note: finding.rule?.note?(language), advice: builder.advice(finding))
    }
    returns = screening.returns.map { finding in
      let sources = builder.sources(finding)
      return Return(
        id: finding.policy.id, name: finding.policy.name(language), applies: finding.answer,
        reasons: builder.reasons(finding), source: sources.first, sources: sources,
        note: finding.rule?.note?(language), advice: builder.advice(finding))
    }
    exposures = screening.exposures.map(builder.concern)
    // The ways of the country where the person is come first.
    let country = situation["in"]
    let ways = screening.referrals.map(builder.concern)
    referrals =
      ways.filter { .word($0.authority) == country }
      + ways.filter { .word($0.authority) != country }
    otherPolicies = screening.otherPolicies.map { finding in
      OtherPolicy(
        id: finding.policy.id, kind: finding.policy.kind, name: finding.policy.name(language),
        concerns: finding.answer, source: builder.sources(finding).first)
    }
    wouldChange = screening.changes.map { change in
      var facts = Dictionary(
        change.facts.map { ($0.fact.id, "\($0.value)") }, uniquingKeysWith: { first, _ in first })
      if let day = change.day { facts["on"] = "\(day)" }
      return Change(
        policy: change.policy.id, text: words.text(change), from: change.before, to: change.after,
        facts: facts)
    }
  }

  private struct Builder {
    let screening: Screening
    let words: PolicyWording

    func advice(_ finding: Screening.Finding) -> Advice {
      Advice(finding, in: screening, words.language)
    }

    func concern(_ finding: Screening.Finding) -> Concern {
      Concern(
        id: finding.policy.id, name: finding.policy.name(words.language),
        authority: finding.policy.authority, concerns: finding.answer, reasons: reasons(finding),
        sources: sources(finding), note: finding.rule?.note?(words.language),
        advice: advice(finding))
    }

    func sources(_ finding: Screening.Finding) -> [PolicySource] {
      if case .exempt(let exemption)? = finding.obstacle {
        return exemption.sources.compactMap { screening.set.sources[$0] }
      }
      let rule = finding.rule ?? finding.policy.rules.last
      return (rule?.sources ?? []).compactMap { screening.set.sources[$0] }
    }

    func reasons(_ finding: Screening.Finding) -> [ReasonNode] {
      var nodes: [ReasonNode] = []
      if let obstacle = finding.obstacle {
        nodes.append(
          ReasonNode(
            condition: "", answer: finding.answer, text: words.text(obstacle), isDecisive: true,
            reasons: []))
      }
      if let reason = finding.reason {
        nodes.append(node(reason, decisive: Set(reason.decisive)))
      }
      return nodes
    }

    private func node(_ reason: Reason, decisive: Set<Reason>) -> ReasonNode {
      ReasonNode(
        condition: "\(reason.condition)", answer: reason.answer, text: words.text(reason),
        isDecisive: reason.parts.isEmpty && decisive.contains(reason),
        reasons: reason.parts.map { node($0, decisive: decisive) })
    }
  }
}
