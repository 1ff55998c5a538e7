import Foundation
import Periods
import Policies

/// Which pathways are open to somebody, and which returns apply. Nothing of it is kept.
package struct ScreeningQuestion: Question {
  /// The day asked about; `nil` for today.
  package var on: Day?
  package var asOf: Day?
  /// What is said of the person, facts of the policies by name.
  package var facts: [Fact] = []

  package struct Fact: Equatable, Sendable {
    package var name: String
    package var value: String

    package init(_ name: String, _ value: String) {
      self.name = name
      self.value = value
    }
  }

  package init() {}

  package static let command = ["screen"]
  package static let address = QuestionAddress.post("screenings")
  package static let summary =
    "Find which pathways are open to a person, and which returns apply."

  /// Facts that most policies ask for, which have an input of their own.
  private static let usual: [(name: String, help: String, placeholder: String)] = [
    ("nationality", "Nationality, three letters.", "code"),
    ("in", "Country where the person is.", "code"),
    ("arrived", "Day of arrival in the country, or unknown.", "YYYY-MM-DD"),
    ("arrival", "between-ports, port-of-entry, air, sea or unknown.", "way"),
    ("resident-since", "Continuously resident since (default: the arrival).", "YYYY-MM-DD"),
    ("present-since", "Physically present since (default: the arrival).", "YYYY-MM-DD"),
    ("age", "Age in years.", "years"),
  ]

  /// Facts that are so or not.
  private static let answered: [(name: String, help: String)] = [
    ("sponsor", "With or without a sponsor."),
    ("appointment", "With or without an appointment at a port of entry."),
    ("removed", "Removed earlier or not."),
    ("family", "In a family unit or not."),
  ]

  package static var inputs: [Input<Self>] {
    [
      .option("on", \.on, "Day asked about (default: today)."),
      .asOf(\.asOf),
    ] + usual.map { .fact($0.name, .option, $0.help, $0.placeholder) }
      + answered.map { .fact($0.name, .yesOrNo, $0.help, "yes or no") } + [.facts]
  }

  /// Reads the members of a JSON object: facts by name, beside `on` and `as_of`.
  ///
  /// - Throws: what is wrong with the two days; the facts are read against the policies.
  package init(members: [(fact: String, value: String)]) throws(InputFaults) {
    var texts = InputTexts()
    for name in ["on", "as-of"] {
      texts[name] = members.filter { $0.fact.replacing("_", with: "-") == name }.map(\.value)
    }
    try self.init(texts)
    facts = members.filter { !["on", "as-of", "as_of"].contains($0.fact) && !$0.value.isEmpty }
      .map { Fact($0.fact, $0.value) }
  }

  /// - Throws: a `SituationReader.Fault` for what is no fact of the policies, or no value of one.
  package func answer(in world: World) async throws -> ScreeningReport {
    guard let set = try world.policies() else {
      throw InputFaults(
        "corridor", expected: "one that has policies", spanish: "uno que tenga políticas",
        found: world.corridor)
    }
    let reader = SituationReader(set)
    let said = try reader.read(facts.map { ($0.name, $0.value) })
    let day = on ?? Day.today
    try reader.check(said, on: day)
    let situation = Situation(on: day, stated: set.expanded(said))
    return ScreeningReport(Screening(set, situation, knowledge: asOf), world.language)
  }
}

extension ScreeningQuestion.Fact: InputValue {
  /// `name=value`; a name alone says yes.
  package static func read(_ text: String) -> Self? {
    let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
    guard let name = parts.first, !name.isEmpty else { return nil }
    return Self(name, parts.count == 2 ? parts[1] : "yes")
  }
  package var input: String { "\(name)=\(value)" }
  package static var expectation: InputExpectation {
    .init("a fact such as refused-elsewhere=yes", "name=value")
  }
}

extension Input<ScreeningQuestion> {
  /// A fact with an input of its own; it is written as any other fact.
  fileprivate static func fact(
    _ name: String, _ form: Form, _ help: String, _ placeholder: String
  ) -> Self {
    Input(
      name: name, help: help, form: form, expectation: .init("a value", placeholder),
      read: { (texts, asked) throws(InputFault) in
        asked.facts += texts.suffix(1).map { ScreeningQuestion.Fact(name, $0) }
      },
      write: { _ in [] })
  }

  /// Any facts, each with its name.
  fileprivate static var facts: Self {
    let expectation = ScreeningQuestion.Fact.expectation
    return Input(
      name: "fact", help: "Another fact of the policy file; may be repeated.", form: .list,
      expectation: expectation,
      read: { (texts, asked) throws(InputFault) in
        for text in texts {
          guard let fact = ScreeningQuestion.Fact.read(text) else {
            throw InputFault("fact", expected: expectation.words, found: text)
          }
          asked.facts.append(fact)
        }
      },
      write: { $0.facts.map(\.input) })
  }
}
