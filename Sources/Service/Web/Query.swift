import Foundation
import Hummingbird
import Periods
import Questions

/// The parameters of a request's address, or the fields of a form, that are no inputs of a question.
struct Query: Sendable {
  let texts: InputTexts

  init(_ request: Request) { self.init(text: request.uri.query ?? "") }

  /// Those of a request that has no others.
  ///
  /// - Throws: a `Problem` that names one that is not known.
  init(_ request: Request, knowing names: [String]) throws(Problem) {
    self.init(request)
    if let other = texts.names.first(where: { !names.contains($0) && $0 != "lang" }) {
      let known = (names + ["lang"]).joined(separator: ", ")
      throw .badParameter(
        String(other.prefix(100)), expected: "one of \(known)", found: "an unknown parameter")
    }
  }

  /// `a=b&c=d`, percent-encoded, with plus signs for spaces.
  init(text: String) { texts = InputTexts(query: text) }

  /// The last value of a parameter; `nil` when it is not there or empty.
  func value<Value: InputValue>(_ name: String, _ type: Value.Type) throws(Problem) -> Value? {
    try value(name, InputRule<Value>.any)
  }

  func value<Value: InputValue>(_ name: String, _ rule: InputRule<Value>) throws(Problem) -> Value?
  {
    if texts[name].count > 1 { throw .badParameter(.repeated(name, texts[name])) }
    guard let text = texts[name].last else { return nil }
    do {
      return try rule.value(text, of: name)
    } catch {
      throw .badParameter(error)
    }
  }

  func text(_ name: String, limit: Int = 2_000) throws(Problem) -> String? {
    let text = try value(name, String.self)
    guard let text, text.utf8.count > limit else { return text }
    throw .badParameter(
      InputFault(
        name, expected: "at most \(limit) bytes", spanish: "\(limit) bytes como máximo", found: text
      ))
  }

  func day(_ name: String) throws(Problem) -> Day? { try value(name, Day.self) }

  /// A day whose knowledge is used.
  func knownDay(_ name: String) throws(Problem) -> Day? {
    try value(name, InputRule<Day>.knownDay)
  }

  func period(_ name: String) throws(Problem) -> Period? { try value(name, Period.self) }

  func number(_ name: String, _ range: ClosedRange<Int>) throws(Problem) -> Int? {
    guard let text = try text(name) else { return nil }
    guard let number = Int(text), range.contains(number) else {
      throw .badParameter(
        InputFault(
          name, expected: "a number from \(range.lowerBound) to \(range.upperBound)",
          spanish: "un número de \(range.lowerBound) a \(range.upperBound)", found: text))
    }
    return number
  }

  func flag(_ name: String) throws(Problem) -> Bool? { try value(name, Bool.self) }

  func choice<Value: RawRepresentable & CaseIterable>(
    _ name: String, _ type: Value.Type = Value.self
  ) throws(Problem) -> Value? where Value.RawValue == String {
    guard let text = try text(name) else { return nil }
    guard let value = Value(rawValue: text) else {
      let all = Value.allCases.map(\.rawValue).joined(separator: ", ")
      throw .badParameter(
        InputFault(name, expected: "one of \(all)", spanish: "uno de \(all)", found: text))
    }
    return value
  }
}
