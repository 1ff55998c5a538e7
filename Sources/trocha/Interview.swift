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
    while true {
      let step = interview.step(facts)
      guard let fact = step.question, let value = ask(fact, step.choices, reader) else { break }
      let known = (try? reader.read([(fact.id, value)])) ?? [fact.id: nil]
      // What was said by itself stands.
      facts.merge(known) { earlier, _ in earlier }
      said.append(.init(fact.id, value))
    }
    return said
  }

  /// `nil` at the end of the input.
  private func ask(_ fact: Fact, _ members: [Fact], _ reader: SituationReader) -> String? {
    while true {
      if let why = fact.why { say(Terminal.dim(why(language)) + "\n") }
      say(question(fact, members) + " ")
      guard let line = readLine() else { return nil }
      let text = line.trimmingCharacters(in: .whitespaces)
      if text.isEmpty || text == "?" { return "unknown" }
      do throws(SituationReader.Fault) {
        let value = read(text, fact, members)
        try reader.check(try reader.read([(fact.id, value)]), on: day)
        return value
      } catch {
        // Words that stand for numbers are no help to whoever sees the numbers.
        let count = max(members.count, fact.choices.count)
        let numbers = language(
          "Expected numbers from 1 to \(count).", "Se esperaban números del 1 al \(count).")
        say((count == 0 ? error.text(language) : numbers) + "\n")
      }
    }
  }

  /// Questions are no part of the answer: they go to standard error.
  private func say(_ text: String) { Output.ask(text) }

  private func question(_ fact: Fact, _ members: [Fact]) -> String {
    var text = fact.question(language)
    if fact.isList {
      for (index, member) in members.enumerated() {
        text += "\n  \(index + 1) \(member.label(language))"
      }
      return text
        + language(
          "\n[numbers such as 1 3, with ? if the others are not known; or no]\n>",
          "\n[números como 1 3, con ? si lo demás no se sabe; o no]\n>")
    }
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
  private func read(_ text: String, _ fact: Fact, _ members: [Fact]) -> String {
    if fact.isList, let so = Interview.numbered(text, members) { return so }
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

  /// The facts whose numbers are given; `nil` for what is no list of numbers.
  private static func numbered(_ text: String, _ members: [Fact]) -> String? {
    let words = text.split { ", ".contains($0) }
    let so = words.compactMap { word in
      word == "?"
        ? "unknown"
        : Int(word).flatMap { members.indices.contains($0 - 1) ? members[$0 - 1].id : nil }
    }
    return so.isEmpty || so.count < words.count ? nil : so.joined(separator: ",")
  }
}
