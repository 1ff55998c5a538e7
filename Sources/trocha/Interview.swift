import Foundation
import Periods
import Policies
import Questions
import Wording

/// Asks for facts in the terminal, the one that decides most first; an empty answer means that it is not
/// known.
struct Interview {
  let set: PolicySet
  let language: Language
  let day: Day

  /// - Parameter given: facts that are known already, and not asked for.
  func ask(_ given: [String: FactValue?]) -> [ScreeningQuestion.Fact] {
    let interview = ScreeningInterview(set, on: day)
    let reader = SituationReader(set)
    var facts = given
    var said: [ScreeningQuestion.Fact] = []
    if let caution = set.caution(on: day, language) { say(Terminal.bold(caution) + "\n") }
    say(
      language(
        "Leave an answer empty if it is not known. Nothing is stored.\n",
        "Deje la respuesta vacía si no se sabe. Nada se guarda.\n"))
    while let fact = interview.step(facts).question {
      guard let value = ask(fact, reader) else { break }
      let known: FactValue? = (try? reader.read([(fact.id, value)]))?[fact.id] ?? nil
      facts[fact.id] = .some(known)
      said.append(.init(fact.id, value))
    }
    return said
  }

  /// `nil` at the end of the input.
  private func ask(_ fact: Fact, _ reader: SituationReader) -> String? {
    while true {
      if let why = fact.why { say(Terminal.dim(why(language)) + "\n") }
      say(question(fact) + " ")
      guard let line = readLine() else { return nil }
      let text = line.trimmingCharacters(in: .whitespaces)
      if text.isEmpty || text == "?" { return "unknown" }
      do throws(SituationReader.Fault) {
        let value = read(text, fact)
        try reader.check(try reader.read([(fact.id, value)]), on: day)
        return value
      } catch {
        say(error.text(language) + "\n")
      }
    }
  }

  /// Questions are no part of the answer: they go to standard error.
  private func say(_ text: String) { Output.ask(text) }

  private func question(_ fact: Fact) -> String {
    var text = fact.question(language)
    if case .choice(let words) = fact.kind {
      for (index, word) in words.enumerated() {
        text +=
          "\n  \(index + 1) \(fact.choices.indices.contains(index) ? fact.choices[index](language) : word)"
      }
      return text + "\n>"
    }
    if case .yesNo = fact.kind { return text + language(" [yes/no]", " [sí/no]") }
    return text + ":"
  }

  /// The answer as a fact's value is written, where it is one.
  private func read(_ text: String, _ fact: Fact) -> String {
    switch fact.kind {
    case .yesNo:
      let first = text.lowercased().prefix(1)
      return first == "y" || first == "s" ? "yes" : first == "n" ? "no" : text
    case .choice(let words):
      if let number = Int(text), words.indices.contains(number - 1) { return words[number - 1] }
      return text
    case .country: return fact.value(text.uppercased()) != nil ? text.uppercased() : text
    default: return text
    }
  }
}
