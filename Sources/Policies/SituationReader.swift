import Foundation
import Periods
import Tabular
import Wording

/// Reads the stated facts of a situation by their names. The value `unknown` states that a fact is not
/// known.
package struct SituationReader: Sendable {
  let set: PolicySet

  package init(_ set: PolicySet) { self.set = set }

  /// What is wrong with the stated facts, a line for each mistake.
  package struct Fault: Error, Equatable, Sendable, CustomStringConvertible {
    package var problems: [Localized]
    package var description: String { text(.english) }

    package func text(_ language: Language) -> String {
      problems.map { $0(language) }.joined(separator: "\n")
    }
  }

  /// Reads facts and values as they are written on a command line.
  ///
  /// The value of a question that stands for several facts may be those of them that are so, with commas between them:
  /// the others are not so, or not known where `unknown` is among them. What is stated by itself stands.
  ///
  /// - Throws: a ``Fault`` that lists every unknown fact, every wrong value, and every fact with two values.
  package func read(
    _ stated: [(fact: String, value: String)]
  ) throws(Fault) -> [String: FactValue?] {
    var facts: [String: FactValue?] = [:]
    var problems: [Localized] = []
    let lists = stated.compactMap { set.facts[$0.fact]?.listed($0.value) }
    let listed = lists.flatMap { list in
      ([list.fact.id] + list.so).map { (fact: $0, value: "yes") }
    }
    for (id, text) in stated.filter({ set.facts[$0.fact]?.listed($0.value) == nil }) + listed {
      guard let fact = set.facts[id] else {
        problems.append(noFact(id))
        continue
      }
      guard let value = value(text, of: fact) else {
        problems.append(wrong(fact, fact.format, found: "\"\(text)\"", near: near(text, fact)))
        continue
      }
      if let earlier = facts[id], earlier != value {
        let other = earlier.map { "\($0)" } ?? "unknown"
        problems.append(
          Localized(
            "\"\(id)\" is stated twice: \(other) and \(text). Say which of them holds.",
            "«\(id)» se indica dos veces: \(other) y \(text). Diga cuál vale."))
      }
      facts[id] = .some(value)
    }
    guard problems.isEmpty else { throw Fault(problems: problems) }
    for list in lists {
      for id in list.fact.covers where facts[id] == nil { facts[id] = .some(list.others) }
    }
    return facts
  }

  /// `nil` for what is no value of the fact; a value of `nil` for one that is not known.
  private func value(_ text: String, of fact: Fact) -> FactValue?? {
    if text == "unknown" { return .some(nil) }
    guard fact.kind == .country, !set.countries.isEmpty else {
      return fact.value(text).map(Optional.some)
    }
    // Three letters that are no country's are a slip, and would be answered with a sure "no".
    return set.countries.code(text).map { .some(.word($0)) }
  }

  private func noFact(_ id: String) -> Localized {
    let near = suggestion(for: id, among: set.factOrder)
    return Localized(
      "There is no fact \"\(id)\"." + (near.map { " Did you mean \"\($0)\"?" } ?? ""),
      "No hay un dato «\(id)»." + (near.map { " ¿Quiso decir «\($0)»?" } ?? ""))
  }

  private func wrong(
    _ fact: Fact, _ expected: Localized, found: String, near: String? = nil
  ) -> Localized {
    Localized(
      "For \"\(fact.id)\": expected \(expected.en), found \(found)."
        + (near.map { " Did you mean \"\($0)\"?" } ?? ""),
      "Para «\(fact.id)»: se esperaba \(expected.es), se encontró \(found)."
        + (near.map { " ¿Quiso decir «\($0)»?" } ?? ""))
  }

  private func near(_ text: String, _ fact: Fact) -> String? {
    guard fact.kind == .country else { return nil }
    let names = set.countries.suggestions
    // Letters that changed places are the likelier slip than another letter.
    let letters = text.uppercased().sorted()
    return names.first { $0.count == letters.count && $0.sorted() == letters }
      ?? suggestion(for: text, among: names)
  }

  private static let oldest = 130.0

  /// Refuses what cannot be: days that are yet to come, since nobody has arrived, or lived somewhere, after the day
  /// asked about; an age that nobody has; and days before the person was born.
  package func check(_ facts: [String: FactValue?], on day: Day) throws(Fault) {
    var problems: [Localized] = []
    var born = Day(number: .min)
    if case .number(let age)?? = facts["age"], let fact = set.facts["age"] {
      if (0...SituationReader.oldest).contains(age), age == age.rounded() {
        // Somebody of five has not had the sixth birthday.
        born = day.adding(months: -12 * (Int(age) + 1)).adding(days: 1)
      } else {
        problems.append(
          wrong(
            fact, Localized("0 to 130 whole years", "de 0 a 130 años enteros"),
            found: "\(FactValue.number(age))"))
      }
    }
    for id in set.factOrder {
      guard case .day(let stated)?? = facts[id], let fact = set.facts[id] else { continue }
      if stated > day {
        let late = wrong(
          fact,
          Localized(
            "a day no later than the day asked about (\(day))",
            "un día no posterior al día por el que se pregunta (\(day))"), found: "\(stated)")
        problems.append(
          Localized(
            late.en + " Ask with --on about a day from then on.",
            late.es + " Pregunte con --on por un día desde entonces."))
      } else if stated < born {
        problems.append(
          wrong(
            fact,
            Localized(
              "a day after the birth of somebody of that age",
              "un día posterior al nacimiento de alguien de esa edad"), found: "\(stated)"))
      }
    }
    guard problems.isEmpty else { throw Fault(problems: problems) }
  }

  /// The members of a JSON object of facts by name; `nil` for any other JSON.
  package static func members(json data: Data) -> [(fact: String, value: String)]? {
    guard data.count < 1 << 16,
      let object = try? JSONDecoder().decode([String: Scalar].self, from: data)
    else { return nil }
    let members = object.sorted { $0.key < $1.key }.map { (fact: $0.key, value: $0.value.text) }
    return members + repeated(in: data, beside: members)
  }

  /// Names that an object of facts has more than once, whatever their values; in order.
  package static func factsGivenTwice(json data: Data) -> [String] {
    guard (try? JSONDecoder().decode([String: Scalar].self, from: data)) != nil else { return [] }
    return RepeatedMembers.names(in: data).map { String($0.prefix(60)) }
  }

  /// Members whose names are there before with another value: a decoder takes one of them without a word.
  private static func repeated(
    in data: Data, beside members: [(fact: String, value: String)]
  ) -> [(fact: String, value: String)] {
    let text = String(decoding: data, as: UTF8.self)
    let written = text.matches(of: /"((?:[^"\\]|\\.)*)"\s*:\s*("(?:[^"\\]|\\.)*"|[^",}\s]+)/)
    guard written.count > members.count else { return [] }
    return written.compactMap { match in
      let value = try? JSONDecoder().decode([Scalar].self, from: Data("[\(match.2)]".utf8)).first
      guard let value, members.first(where: { $0.fact == match.1 })?.value != value.text else {
        return nil
      }
      return (String(match.1), value.text)
    }
  }

  /// A JSON value as the text of a command line option.
  private struct Scalar: Decodable {
    let text: String

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if container.decodeNil() {
        text = "unknown"
      } else if let flag = try? container.decode(Bool.self) {
        text = flag ? "yes" : "no"
      } else if let number = try? container.decode(Double.self) {
        text = "\(FactValue.number(number))"
      } else {
        text = try container.decode(String.self)
      }
    }
  }
}

extension Fact {
  /// Which facts of a list are so, and what the others are.
  fileprivate struct Listed {
    let fact: Fact
    let so: [String]
    let others: FactValue?
  }

  /// Reads a list such as "conviction, removed, unknown"; `nil` for other words.
  fileprivate func listed(_ text: String) -> Listed? {
    guard isList else { return nil }
    var so = text.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
    let isDoubtful = so.contains("unknown")
    so.removeAll { $0 == "unknown" }
    guard !so.isEmpty, so.allSatisfy(covers.contains) else { return nil }
    return Listed(fact: self, so: so, others: isDoubtful ? nil : .yesNo(false))
  }
}

extension Situation {
  /// A situation of the stated facts; `nil` as a value states that a fact is not known.
  package init(on day: Day, stated facts: [String: FactValue?]) {
    self.init(on: day)
    for (id, value) in facts {
      if let value { self[id] = value } else { markUnknown(id) }
    }
  }
}
