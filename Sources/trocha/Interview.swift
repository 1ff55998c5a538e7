import Foundation
import Policies
import Questions
import Wording

/// Asks for facts in the terminal, one by one; an empty answer means that it is not known.
struct Interview {
  let set: PolicySet
  let language: Language

  /// - Parameter given: facts that are known already, and not asked for.
  func ask(_ given: Set<String>) -> [ScreeningQuestion.Fact] {
    var facts: [ScreeningQuestion.Fact] = []
    say(
      language(
        "Leave an answer empty if it is not known.\n", "Deje la respuesta vacía si no se sabe.\n"))
    for id in set.factOrder where !given.contains(id) {
      guard let fact = set.facts[id] else { continue }
      guard let value = ask(fact) else { break }
      // Without an answer, who has arrived is taken to have stayed since.
      if value != "unknown" || !Situation.followingArrival.contains(id) {
        facts.append(.init(id, value))
      }
    }
    return facts
  }

  /// `nil` at the end of the input.
  private func ask(_ fact: Fact) -> String? {
    while true {
      say(question(fact) + " ")
      guard let line = readLine() else { return nil }
      let text = line.trimmingCharacters(in: .whitespaces)
      if text.isEmpty { return "unknown" }
      if let value = read(text, fact) { return value }
      say(language("Not understood; expected ", "No se entiende; se espera ") + fact.format + ".\n")
    }
  }

  /// Questions are no part of the answer: they go to standard error.
  private func say(_ text: String) {
    try? FileHandle.standardError.write(contentsOf: Data(text.utf8))
  }

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
    if Situation.followingArrival.contains(fact.id) {
      return text + language("; empty: since the arrival:", "; vacío: desde la llegada:")
    }
    return text + ":"
  }

  /// The answer as a fact's value is written; `nil` when it is none.
  private func read(_ text: String, _ fact: Fact) -> String? {
    switch fact.kind {
    case .yesNo:
      let first = text.lowercased().prefix(1)
      return first == "y" || first == "s" ? "yes" : first == "n" ? "no" : nil
    case .choice(let words):
      if let number = Int(text), words.indices.contains(number - 1) { return words[number - 1] }
      return fact.value(text) == nil ? nil : text
    case .country:
      let code = text.uppercased()
      return fact.value(code) == nil ? nil : code
    default: return fact.value(text) == nil ? nil : text
    }
  }
}
