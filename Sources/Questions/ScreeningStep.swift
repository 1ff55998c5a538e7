import Periods
import Policies
import Wording

/// A fact as a form asks for it.
package struct AskedFact: Codable, Equatable, Sendable {
  package struct Choice: Codable, Equatable, Sendable {
    package var value: String
    package var label: String
  }
  package var fact: String
  package var kind: String
  package var question: String
  /// Why it is asked.
  package var why: String?
  package var choices: [Choice]

  /// - Parameter members: for a question which of several facts are so, those that are asked about.
  package init(_ fact: Fact, among members: [Fact] = [], _ language: Language) {
    self.fact = fact.id
    question = fact.question(language)
    why = fact.why?(language)
    choices = []
    switch fact.kind {
    case .yesNo where fact.isList:
      kind = "several"
      choices = members.map { Choice(value: $0.id, label: $0.label(language)) }
    case .yesNo: kind = "yes-no"
    case .day: kind = "day"
    case .number: kind = "number"
    case .country: kind = "country"
    case .choice(let words):
      kind = "choice"
      choices = words.enumerated().map { index, word in
        Choice(
          value: word,
          label: fact.choices.indices.contains(index) ? fact.choices[index](language) : word)
      }
    }
  }
}

/// Where an interview stands, and what comes next.
package struct ScreeningStep: Codable, Equatable, Sendable {
  package var on: Day
  package var caution: String?
  /// `nil` at the end: ask for the screening.
  package var question: AskedFact?
  /// At the end, what is said before single answers, such as that the rules do not reach the person.
  package var remarks: [String]
  /// Policies whose answers still hang on a fact, of how many.
  package var open: Int
  package var of: Int
}

extension ScreeningQuestion {
  /// What an interview asks next, after the facts that were said.
  ///
  /// - Throws: a `SituationReader.Fault` for what is no fact of the policies, or no value of one.
  package func next(in world: World) throws -> ScreeningStep {
    guard var set = try world.policies() else {
      throw InputFaults(
        "corridor", expected: "one that has policies", spanish: "uno que tenga políticas",
        found: world.corridor)
    }
    if let asOf { set = set.known(by: asOf) }
    let reader = SituationReader(set)
    let said = try reader.read(facts.map { ($0.name, $0.value) })
    let day = on ?? Day.today
    try reader.check(said, on: day)
    let step = ScreeningInterview(set, on: day).step(said)
    func remarks() -> [String] {
      Screening(set, Situation(on: day, stated: set.expanded(said))).remarks(world.language)
    }
    return ScreeningStep(
      on: day, caution: set.caution(on: day, world.language),
      question: step.question.map { AskedFact($0, among: step.choices, world.language) },
      remarks: step.question == nil ? remarks() : [],
      open: step.open, of: step.of)
  }
}
