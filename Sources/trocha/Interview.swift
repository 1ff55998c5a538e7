import Foundation
import Policies
import Wording

/// Asks for facts in the terminal, one by one; an empty answer means that it is not known.
struct Interview {
  let set: PolicySet
  let language: Language

  func ask(_ given: [String: FactValue?]) -> [String: FactValue?] {
    var facts = given
    FileHandle.standardError.write(
      Data(
        (language(
          "Leave an answer empty if it is not known.\n",
          "Deje la respuesta vacía si no se sabe.\n")).utf8))
    for id in set.factOrder where facts[id] == nil {
      guard let fact = set.facts[id] else { continue }
      guard let value = ask(fact) else { break }
      // Without an answer, who has arrived is taken to have stayed since.
      if value != nil || !Situation.followingArrival.contains(id) { facts[id] = value }
    }
    return facts
  }

  /// `nil` at the end of the input; `.some(nil)` when it is not known.
  private func ask(_ fact: Fact) -> FactValue?? {
    while true {
      FileHandle.standardError.write(Data((question(fact) + " ").utf8))
      guard let line = readLine() else { return nil }
      let text = line.trimmingCharacters(in: .whitespaces)
      if text.isEmpty { return .some(nil) }
      if let value = read(text, fact) { return .some(value) }
      FileHandle.standardError.write(
        Data(
          (language("Not understood; expected ", "No se entiende; se espera ") + fact.format + ".\n")
            .utf8))
    }
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

  private func read(_ text: String, _ fact: Fact) -> FactValue? {
    switch fact.kind {
    case .yesNo:
      let first = text.lowercased().prefix(1)
      return first == "y" || first == "s" ? .yesNo(true) : first == "n" ? .yesNo(false) : nil
    case .choice(let words):
      if let number = Int(text), words.indices.contains(number - 1) {
        return .word(words[number - 1])
      }
      return fact.value(text)
    case .country: return fact.value(text.uppercased())
    default: return fact.value(text)
    }
  }
}
