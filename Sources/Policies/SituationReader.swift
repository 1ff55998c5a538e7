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
    package var problems: [String]
    package var description: String { problems.joined(separator: "\n") }
  }

  /// Reads facts and values as they are written on a command line; a later value replaces an earlier one
  /// of the same fact.
  ///
  /// - Throws: a ``Fault`` that lists every unknown fact and every wrong value.
  package func read(
    _ stated: [(fact: String, value: String)]
  ) throws(Fault) -> [String: FactValue?] {
    var facts: [String: FactValue?] = [:]
    var problems: [String] = []
    for (id, text) in stated {
      guard let fact = set.facts[id] else {
        let near =
          suggestion(for: id, among: set.factOrder).map { " Did you mean \"\($0)\"?" } ?? ""
        problems.append("There is no fact \"\(id)\".\(near)")
        continue
      }
      if text == "unknown" {
        facts[id] = .some(nil)
      } else if let value = fact.value(text) {
        facts[id] = value
      } else if fact.kind == .country, let code = set.countries.code(text) {
        facts[id] = .word(code)
      } else if fact.kind == .country {
        problems.append("For \"\(id)\": expected \(fact.format), found \"\(text)\".\(near(text))")
      } else {
        problems.append("For \"\(id)\": expected \(fact.format), found \"\(text)\".")
      }
    }
    guard problems.isEmpty else { throw Fault(problems: problems) }
    return facts
  }

  private func near(_ country: String) -> String {
    let names = Language.allCases.flatMap(set.countries.suggestions)
    return suggestion(for: country, among: names).map { " Did you mean \"\($0)\"?" } ?? ""
  }

  /// Refuses days that are yet to come: nobody has arrived, or lived somewhere, after the day asked about.
  package func check(_ facts: [String: FactValue?], on day: Day) throws(Fault) {
    var problems: [String] = []
    for id in set.factOrder {
      guard case .day(let stated)?? = facts[id], stated > day else { continue }
      problems.append(
        "For \"\(id)\": expected a day no later than the day asked about (\(day)), found \(stated). "
          + "Ask with --on about a day from then on.")
    }
    guard problems.isEmpty else { throw Fault(problems: problems) }
  }

  /// The members of a JSON object of facts by name; `nil` for any other JSON.
  package static func members(json data: Data) -> [(fact: String, value: String)]? {
    guard data.count < 1 << 16,
      let object = try? JSONDecoder().decode([String: Scalar].self, from: data)
    else { return nil }
    return object.sorted { $0.key < $1.key }.map { ($0.key, $0.value.text) }
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

extension Situation {
  /// A situation of the stated facts; `nil` as a value states that a fact is not known.
  package init(on day: Day, stated facts: [String: FactValue?]) {
    self.init(on: day)
    for (id, value) in facts {
      if let value { self[id] = value } else { markUnknown(id) }
    }
  }
}
