import ArgumentParser
import Foundation
import Policy
import Tabular

/// Reads a situation from options and JSON; a value `unknown` says that a fact is not known.
struct SituationReader {
  let set: PolicySet

  func read(
    json path: String?, options: [(fact: String, value: String)]
  ) throws -> [String: FactValue?] {
    var facts: [String: FactValue?] = [:]
    var problems: [String] = []
    func take(_ id: String, _ text: String) {
      guard let fact = set.facts[id] else {
        let near =
          suggestion(for: id, among: set.factOrder).map { " Did you mean \"\($0)\"?" } ?? ""
        problems.append("There is no fact \"\(id)\".\(near)")
        return
      }
      if text == "unknown" {
        facts[id] = .some(nil)
      } else if let value = fact.value(text) {
        facts[id] = value
      } else {
        problems.append("For \"\(id)\": expected \(fact.format), found \"\(text)\".")
      }
    }
    if let path {
      for (id, text) in try members(path).sorted(by: { $0.key < $1.key }) { take(id, text) }
    }
    for (id, value) in options { take(id, value) }
    guard problems.isEmpty else {
      Output.warn(problems.joined(separator: "\n"))
      throw ExitCode(2)
    }
    return facts
  }

  private func members(_ path: String) throws -> [String: String] {
    let data =
      path == "-"
      ? FileHandle.standardInput.readDataToEndOfFile()
      : FileManager.default.contents(atPath: path) ?? Data()
    guard data.count < 1 << 16,
      let object = try? JSONDecoder().decode([String: Scalar].self, from: data)
    else {
      Output.warn(
        "\(path): expected a JSON object of facts, such as {\"nationality\": \"VEN\"}.")
      throw ExitCode(2)
    }
    return object.mapValues(\.text)
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
