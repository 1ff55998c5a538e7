import Periods
import Wording

extension ScreeningReport {
  /// What an adviser looks at beside an answer.
  package struct Advice: Codable, Equatable, Sendable {
    /// How far the answer can be told.
    package var standing: Screening.Standing
    /// The day through which the rule was checked.
    package var checkedThrough: String?
    /// Whether the day asked about lies after it: then the answer is that of the rules as they were.
    package var isAfterCheck: Bool
    /// What is not known and matters.
    package var dependsOn: [Fact]
    /// What was taken not to be so, since nothing was said of it.
    package var assumedNot: [String]
    package var bars: [Bar]
    /// What became of the rule before agencies and courts, through the day asked about.
    package var history: [Step]
    package var requires: String?
    package var work: String?
    package var bring: [String]
    package var ask: [String]
    package var deadline: Deadline?

    enum CodingKeys: String, CodingKey {
      case standing, bars, history, requires, work, bring, ask, deadline
      case checkedThrough = "checked_through"
      case isAfterCheck = "is_after_check"
      case dependsOn = "depends_on"
      case assumedNot = "assumed_not"
    }

    package struct Fact: Codable, Equatable, Sendable {
      package var fact: String
      package var label: String
    }

    package struct Bar: Codable, Equatable, Sendable {
      package var id: String
      package var name: String
      package var level: Policies.Bar.Level
      package var applies: Answer
      package var note: String?
      package var sources: [PolicySource]
    }

    package struct Step: Codable, Equatable, Sendable {
      package var from: String
      package var state: Turn.State
      package var isInForce: Bool
      package var text: String
      package var sources: [PolicySource]

      enum CodingKeys: String, CodingKey {
        case from, state, text, sources
        case isInForce = "in_force"
      }
    }

    package struct Deadline: Codable, Equatable, Sendable {
      package var day: String
      package var text: String
      /// Which days were counted; `nil` where years were.
      package var counted: String?
      /// Whether it lies before the day asked about.
      package var isOver: Bool

      enum CodingKeys: String, CodingKey {
        case day, text, counted
        case isOver = "is_over"
      }
    }

    init(_ finding: Screening.Finding, in screening: Screening, _ language: Language) {
      let set = screening.set
      let situation = screening.situation
      let policy = finding.policy
      let sources = { (ids: [String]) in ids.compactMap { set.sources[$0] } }
      standing = finding.standing
      let rule = finding.rule ?? policy.lastRule(by: situation.day)
      let checked = (rule ?? policy.rules.last).flatMap(set.checked) ?? set.checked
      checkedThrough = checked.map { "\($0)" }
      isAfterCheck = checked.map { situation.day > $0 } ?? true
      dependsOn =
        finding.answer != .unknown
        ? []
        : screening.openFacts(of: policy).filter { situation[$0] == nil }.map { id in
          Fact(fact: id, label: set.facts[id]?.label(language) ?? id)
        }
      assumedNot = finding.unchecked.map { $0.name(language) }
      bars = finding.bars.map { finding in
        Bar(
          id: finding.bar.id, name: finding.bar.name(language), level: finding.bar.level,
          applies: finding.answer, note: finding.bar.remark(on: situation.day, language),
          sources: sources(finding.bar.sources))
      }
      let isOutside = finding.obstacle?.isAboutPerson ?? false
      history = (isOutside ? [] : rule?.history ?? []).filter { $0.from <= situation.day }.map {
        turn in
        Step(
          from: "\(turn.from)", state: turn.state, isInForce: turn.isInForce,
          text: turn.text(language), sources: sources(turn.sources))
      }
      let guidance = policy.guidance
      requires = guidance.requires?(language)
      work = guidance.work?(language)
      bring = guidance.bring.map { $0(language) }
      ask = guidance.ask.map { $0(language) }
      if finding.answer != .no, let due = guidance.deadline,
        case .day(let start)? = situation[due.fact], due.since.map({ $0 <= start }) ?? true
      {
        let calendar = set.calendar(of: policy.authority)
        let last = due.day(from: start, calendar)
        deadline = Deadline(
          day: "\(last)", text: due.text(language), counted: due.counted(calendar, language),
          isOver: last < situation.day)
      }
    }
  }

  /// Whether the first reason is no condition on the person: the rule is over, stopped, or before the courts.
  package static func hasObstacle(_ reasons: [ReasonNode]) -> Bool {
    reasons.first?.condition.isEmpty == true
  }

  /// A risk, or a way that is named without a verdict.
  ///
  /// One that a court has stopped is told too: an adviser must know that it can come back.
  package struct Concern: Codable, Equatable, Sendable {
    package var id: String
    package var name: String
    package var authority: String
    package var concerns: Answer
    package var reasons: [ReasonNode]
    package var sources: [PolicySource]
    package var note: String?
    package var advice: Advice

    /// Whether it is told of at all.
    package var isTold: Bool { concerns != .no || isStopped }
    /// Whether it would concern the person, but for a court or an agency that stopped it.
    package var isStopped: Bool {
      concerns == .no && advice.history.last?.isInForce == false
        && ScreeningReport.hasObstacle(reasons)
    }
  }
}
