import Foundation
import Periods
import Tabular

/// Reads what is said of a situation, facts by name; a value `unknown` says that a fact is not known.
package struct SituationReader: Sendable {
  let set: PolicySet

  package init(_ set: PolicySet) { self.set = set }

  /// What is wrong with what was said, a line for each thing.
  package struct Fault: Error, Equatable, Sendable, CustomStringConvertible {
    package var problems: [String]
    package var description: String { problems.joined(separator: "\n") }
  }

  /// Facts and values as they are written on a command line; a later one takes the place of an
  /// earlier.
  ///
  /// - Throws: a ``Fault`` with everything that is no fact of the policies, or no value of it.
  package func read(
    _ said: [(fact: String, value: String)]
  ) throws(Fault) -> [String: FactValue?] {
    var facts: [String: FactValue?] = [:]
    var problems: [String] = []
    for (id, text) in said {
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
      } else {
        problems.append("For \"\(id)\": expected \(fact.format), found \"\(text)\".")
      }
    }
    guard problems.isEmpty else { throw Fault(problems: problems) }
    return facts
  }

  /// The members of a JSON object of facts, by name; `nil` when it is something else.
  package static func members(json data: Data) -> [(fact: String, value: String)]? {
    guard data.count < 1 << 16,
      let object = try? JSONDecoder().decode([String: Scalar].self, from: data)
    else { return nil }
    return object.sorted { $0.key < $1.key }.map { ($0.key, $0.value.text) }
  }

  /// A JSON value as the text that an option would have.
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
  /// A situation of what was said; a fact said not to be known is not taken from others.
  package init(on day: Day, said facts: [String: FactValue?]) {
    self.init(on: day)
    for (id, value) in facts {
      if let value { self[id] = value } else { withhold(id) }
    }
  }
}
