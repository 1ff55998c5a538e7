import Periods
import Record
import Wording

/// A value that one input can have, read from text and written as text.
package protocol InputValue: Equatable, Sendable {
  static func read(_ text: String) -> Self?
  /// Reads back as the same value.
  var input: String { get }
  static var expectation: InputExpectation { get }
}

/// What an input may be: for messages, for help, and for the schema of the API.
package struct InputExpectation: Sendable {
  /// As in "expected a day such as 2023-10-05".
  package var words: String
  /// The same in Spanish.
  package var spanish: String
  /// As in `--as-of <YYYY-MM-DD>`.
  package var placeholder: String
  /// Empty where it is no choice.
  package var choices: [String] = []
  /// Type of JSON Schema: string, integer, number, boolean.
  package var type = "string"
  /// Format of JSON Schema, such as `date`.
  package var format: String?
  /// Bounds of a number, both within.
  package var minimum, maximum: Double?

  /// - Parameter spanish: the words in Spanish; `nil` for words that are the same, such as names.
  package init(
    _ words: String, _ placeholder: String, type: String = "string", spanish: String? = nil
  ) {
    self.words = words
    self.spanish = spanish ?? words
    self.placeholder = placeholder
    self.type = type
  }
}

extension String: InputValue {
  /// Longer texts are no questions.
  private static let longest = 2_000

  package static func read(_ text: String) -> Self? {
    let isPlain = !text.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" && $0 != "\t" }
    return isPlain && text.utf8.count <= String.longest ? text : nil
  }
  package var input: String { self }
  package static var expectation: InputExpectation {
    .init(
      "text of at most \(longest) bytes, without control characters", "text",
      spanish: "un texto de \(longest) bytes como máximo, sin caracteres de control")
  }
}

extension Int: InputValue {
  package static func read(_ text: String) -> Self? { Self(text) }
  package var input: String { "\(self)" }
  package static var expectation: InputExpectation {
    .init("a whole number", "number", type: "integer", spanish: "un número entero")
  }
}

extension UInt64: InputValue {
  package static func read(_ text: String) -> Self? { Self(text) }
  package var input: String { "\(self)" }
  package static var expectation: InputExpectation {
    var expectation = InputExpectation(
      "a whole number from 0 up", "number", type: "integer", spanish: "un número entero desde 0")
    expectation.minimum = 0
    return expectation
  }
}

extension Double: InputValue {
  package static func read(_ text: String) -> Self? {
    Double(text).flatMap { $0.isFinite ? $0 : nil }
  }
  package var input: String {
    Int64(exactly: self).map { "\($0)" } ?? "\(self)"
  }
  package static var expectation: InputExpectation {
    .init("a number", "number", type: "number", spanish: "un número")
  }
}

extension Bool: InputValue {
  package static func read(_ text: String) -> Self? {
    switch text {
    case "true", "yes", "1", "on": true
    case "false", "no", "0": false
    default: nil
    }
  }
  package var input: String { "\(self)" }
  package static var expectation: InputExpectation {
    .init("true or false", "flag", type: "boolean", spanish: "true o false")
  }
}

extension Day: InputValue {
  package static func read(_ text: String) -> Self? {
    Day(typed: text).flatMap { (1900...2200).contains($0.year) ? $0 : nil }
  }
  package var input: String { description }
  package static var expectation: InputExpectation {
    var expectation = InputExpectation(
      "a day such as 2023-10-05", "YYYY-MM-DD", spanish: "un día como 2023-10-05")
    expectation.format = "date"
    return expectation
  }
}

extension Period: InputValue {
  package static func read(_ text: String) -> Self? { Self(typed: text) }
  package var input: String { description }
  package static var expectation: InputExpectation {
    .init(
      "a period such as 2023-08, 2023-Q3, 2023 or FY2023", "period",
      spanish: "un período como 2023-08, 2023-Q3, 2023 o FY2023")
  }
}

/// A choice among words.
package protocol InputChoice: InputValue, RawRepresentable, CaseIterable where RawValue == String {
  /// What is chosen, in one word.
  static var chosen: String { get }
}

extension InputChoice {
  package static func read(_ text: String) -> Self? { Self(rawValue: text) }
  package var input: String { rawValue }
  package static var expectation: InputExpectation {
    let all = allCases.map(\.rawValue)
    var expectation = InputExpectation(
      "one of \(all.joined(separator: ", "))", chosen,
      spanish: "uno de \(all.joined(separator: ", "))")
    expectation.choices = all
    return expectation
  }
}

extension Granularity: InputChoice {
  package static let chosen = "length"
}

extension Record.Dimension: InputChoice {
  package static let chosen = "dimension"
}

extension SeriesTransform: InputChoice {
  package static let chosen = "form"
}

extension Language: InputChoice {
  package static let chosen = "language"
}
