import Periods
import Wording

/// A screening as it is told: every text in one language, every answer with its reasons and sources.
public struct ScreeningReport: Codable, Equatable, Sendable {
  /// The day asked about.
  public var on: String
  public var language: String
  /// That this is information, and no legal advice.
  public var notice: String
  /// What was taken to be so since nothing else was said.
  public var assumptions: [String]
  public var pathways: [Pathway]
  public var returns: [Return]
  /// Other measures in force that concern the person.
  public var measures: [Measure]
  public var wouldChange: [Change]

  enum CodingKeys: String, CodingKey {
    case on, language, notice, assumptions, pathways, returns, measures
    case wouldChange = "would_change"
  }

  public struct Pathway: Codable, Equatable, Sendable {
    public var id: String
    public var name: String
    public var open: Answer
    public var reasons: [ReasonNode]
    /// The first source of the rule in force, or of the latest rule when none is.
    public var source: PolicySource?
    public var sources: [PolicySource]
    public var note: String?
  }

  public struct Return: Codable, Equatable, Sendable {
    public var id: String
    public var name: String
    public var applies: Answer
    public var reasons: [ReasonNode]
    public var source: PolicySource?
    public var sources: [PolicySource]
    public var note: String?
  }

  public struct Measure: Codable, Equatable, Sendable {
    public var id: String
    public var kind: Policy.Kind
    public var name: String
    public var concerns: Answer
    public var source: PolicySource?
  }

  /// A node of the condition with its answer, and those below it.
  public struct ReasonNode: Codable, Equatable, Sendable {
    /// As the file states it; empty for what is no condition, such as a rule that is over.
    public var condition: String
    public var answer: Answer
    public var text: String
    /// Whether the answer would be another if this one were.
    public var isDecisive: Bool
    public var reasons: [ReasonNode]
  }

  public struct Change: Codable, Equatable, Sendable {
    public var policy: String
    public var text: String
    public var from: Answer
    public var to: Answer
    /// Fact and value that would be otherwise; `on` is the day asked about.
    public var facts: [String: String]
  }

  public init(_ screening: Screening, _ language: Language) {
    let situation = screening.situation
    let words = PolicyWording(set: screening.set, situation: situation, language: language)
    let builder = Builder(screening: screening, words: words)
    on = "\(situation.day)"
    self.language = language.rawValue
    notice = language(
      "Information from published rules, not legal advice. Nothing you entered is stored.",
      "Información a partir de normas publicadas; no es asesoría legal. Nada de lo ingresado se guarda."
    )
    assumptions = situation.assumptions(in: screening.set, language)
    pathways = screening.pathways.map { finding in
      let sources = builder.sources(finding)
      return Pathway(
        id: finding.policy.id, name: finding.policy.name(language), open: finding.answer,
        reasons: builder.reasons(finding), source: sources.first, sources: sources,
        note: finding.rule?.note?(language))
    }
    returns = screening.returns.map { finding in
      let sources = builder.sources(finding)
      return Return(
        id: finding.policy.id, name: finding.policy.name(language), applies: finding.answer,
        reasons: builder.reasons(finding), source: sources.first, sources: sources,
        note: finding.rule?.note?(language))
    }
    measures = screening.measures.map { finding in
      Measure(
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

    func sources(_ finding: Screening.Finding) -> [PolicySource] {
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
