import Foundation
import Tabular

extension Question {
  /// Reads a question from the members of a JSON object: the inputs in snake case, each of the type that
  /// its schema has. A member that is null is as one that is not there.
  ///
  /// - Parameter others: members that are no inputs.
  /// - Throws: every fault of every input at once; one of the name `body` for what is no object.
  package init(json data: Data, besides others: Set<String> = []) throws(InputFaults) {
    guard let members = try? JSONDecoder().decode([String: JSONMember].self, from: data) else {
      throw InputFaults(
        "body", expected: "a JSON object", spanish: "un objeto JSON", found: "something else")
    }
    try Self.checkMembers(data)
    let inputs = Dictionary(
      Self.inputs.filter { $0.form != .shortcut }.map { ($0.name.replacing("-", with: "_"), $0) },
      uniquingKeysWith: { one, _ in one })
    var texts = InputTexts()
    var faults: [InputFault] = []
    for (name, member) in members.sorted(by: { $0.key < $1.key }) where !others.contains(name) {
      guard let input = inputs[name] else {
        faults.append(.unknown(name, among: inputs.keys.sorted()))
        continue
      }
      if let given = member.texts(input.schema) {
        texts[input.name] = given
      } else {
        faults.append(
          InputFault(
            name, expected: "\(input.schema.words), \(input.expectation.words)",
            spanish: "otro tipo: \(input.expectation.spanish)",
            found: "another type"))
      }
    }
    do {
      try self.init(texts, after: faults)
    } catch {
      // Named as the object has them.
      throw InputFaults(
        error.faults.map { fault in
          var fault = fault
          if !faults.contains(fault) { fault.name = fault.name.replacing("-", with: "_") }
          return fault
        })
    }
  }
}

extension Question {
  /// - Throws: a fault for each name that an object of a body has more than once.
  package static func checkMembers(_ data: Data) throws(InputFaults) {
    let repeated = RepeatedMembers.names(in: data)
    guard !repeated.isEmpty else { return }
    throw InputFaults(repeated.map { .repeated($0, ["several"]) })
  }
}

/// A value in a JSON object, by its type.
private enum JSONMember: Decodable {
  case none
  case flag(Bool)
  case number(String)
  case text(String)
  case list([JSONMember])
  /// An object, which no input is.
  case other

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      self = .none
    } else if let flag = try? container.decode(Bool.self) {
      self = .flag(flag)
    } else if let whole = try? container.decode(UInt64.self) {
      self = .number(whole.input)
    } else if let number = try? container.decode(Double.self) {
      self = .number(number.input)
    } else if let text = try? container.decode(String.self) {
      self = .text(text)
    } else if let list = try? container.decode([JSONMember].self) {
      self = .list(list)
    } else {
      self = .other
    }
  }

  /// The texts of an input; `nil` where the schema asks for another type.
  func texts(_ schema: InputSchema) -> [String]? {
    switch (self, schema.type) {
    case (.none, _): return []
    case (.flag(let flag), "boolean"): return [flag.input]
    case (.number(let number), "integer"), (.number(let number), "number"): return [number]
    case (.text(let text), "string"): return [text]
    case (.list(let members), "array"):
      guard let item = schema.items?.first else { return nil }
      var all: [String] = []
      for member in members {
        guard let texts = member.texts(item), !texts.isEmpty else { return nil }
        all += texts
      }
      return all
    default: return nil
    }
  }
}

extension InputSchema {
  /// The type in words.
  fileprivate var words: String {
    switch type {
    case "array": "a list"
    case "boolean": "a truth value"
    case "integer", "number": "a number"
    default: "text"
    }
  }
}
