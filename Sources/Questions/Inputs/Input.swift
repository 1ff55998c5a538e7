/// One input of a question: its name, what it means, and how it is read from text and written as text.
package struct Input<Asked: Question>: Sendable {
  /// How a command line takes it.
  package enum Form: Sendable {
    /// The words that follow the command, joined to one text; `q` in an address.
    case words
    /// The words that follow the command, each a value of its own; repeated in an address.
    case names
    /// `--name value`, once.
    case option
    /// `--name value`, any number of times.
    case list
    /// `--name`; `name=true` in an address.
    case flag
    /// `--name` or `--no-name`; `name=yes` or `name=no` in an address.
    case yesOrNo
    /// A parameter of an address alone: a short way to write what another input says as well.
    case shortcut

    /// Whether it has one value, so that a second is a fault.
    var takesOne: Bool {
      switch self {
      case .words, .names, .list: false
      case .option, .flag, .yesOrNo, .shortcut: true
      }
    }
  }

  /// Lower case with hyphens, as on a command line and in an address.
  package let name: String
  package let help: String
  package let form: Form
  package var expectation: InputExpectation
  package var isRequired = false
  /// Whether the command and the address that give the question again have it at its default too, so
  /// that they mean the same in a version with another default.
  package var isAlwaysWritten = false
  let read: @Sendable ([String], inout Asked) throws(InputFault) -> Void
  let write: @Sendable (Asked) -> [String]

  /// What it is when it is not given, as text; `nil` where that is nothing.
  package var usualText: String? { form == .option ? write(Asked()).first : nil }

  var missing: InputFault {
    InputFault(
      name, expected: expectation.words, spanish: expectation.spanish, found: nil)
  }

  /// The same, without which there is no question.
  package var required: Self {
    var input = self
    input.isRequired = true
    return input
  }

  /// The same, written where it is at its default as well.
  package var alwaysWritten: Self {
    var input = self
    input.isAlwaysWritten = true
    return input
  }
}

/// Which values of a type an input takes.
package struct InputRule<Value: InputValue>: Sendable {
  package var expectation: InputExpectation
  package var admits: @Sendable (Value) -> Bool

  package static var any: Self { .init(expectation: Value.expectation) { _ in true } }

  /// - Parameter words: as in "expected a month such as 2023-10".
  package static func only(
    _ words: String, _ placeholder: String, spanish: String? = nil,
    _ admits: @escaping @Sendable (Value) -> Bool
  ) -> Self {
    var expectation = Value.expectation
    (expectation.words, expectation.placeholder) = (words, placeholder)
    expectation.spanish = spanish ?? words
    return .init(expectation: expectation, admits: admits)
  }

  /// Reads a value.
  ///
  /// - Parameter name: of the input, for the fault.
  package func value(_ text: String, of name: String) throws(InputFault) -> Value {
    guard let value = Value.read(text), admits(value) else {
      throw InputFault(
        name, expected: expectation.words, spanish: expectation.spanish, found: text)
    }
    return value
  }
}

extension InputRule where Value: BinaryInteger {
  package static func within(_ range: ClosedRange<Value>) -> Self {
    var expectation = Value.expectation
    expectation.words = "a whole number from \(range.lowerBound) to \(range.upperBound)"
    expectation.spanish = "un número entero de \(range.lowerBound) a \(range.upperBound)"
    (expectation.minimum, expectation.maximum) = (
      Double(range.lowerBound), Double(range.upperBound)
    )
    return .init(expectation: expectation, admits: range.contains)
  }
}

extension InputRule where Value == Double {
  package static func within(_ range: ClosedRange<Double>) -> Self {
    var expectation = Value.expectation
    expectation.words = "a number from \(range.lowerBound.input) to \(range.upperBound.input)"
    expectation.spanish = "un número de \(range.lowerBound.input) a \(range.upperBound.input)"
    (expectation.minimum, expectation.maximum) = (range.lowerBound, range.upperBound)
    return .init(expectation: expectation, admits: range.contains)
  }
}

extension InputRule where Value == String {
  package static func choice(_ names: [String]) -> Self {
    var expectation = Value.expectation
    expectation.words = "one of \(names.joined(separator: ", "))"
    expectation.spanish = "uno de \(names.joined(separator: ", "))"
    (expectation.placeholder, expectation.choices) = ("name", names)
    return .init(expectation: expectation, admits: names.contains)
  }
}

extension Input {
  package typealias Path<Value> = WritableKeyPath<Asked, Value> & Sendable

  /// The words of the question.
  package static func words(_ path: Path<String>, _ help: String) -> Self {
    Input(
      name: "q", help: help, form: .words,
      expectation: .init(
        "a series' name, or what is counted in words", "words",
        spanish: "el nombre de una serie, o qué se cuenta, en palabras"),
      read: { (texts, asked) throws(InputFault) in
        let text = try InputRule<String>.any.value(texts.joined(separator: " "), of: "q")
        asked[keyPath: path] = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      },
      write: { [$0[keyPath: path]].filter { !$0.isEmpty } })
  }

  /// Several names, each a word of the command.
  package static func names(
    _ name: String, _ path: Path<[String]>, _ help: String, _ rule: InputRule<String> = .any
  ) -> Self {
    listed(name, .names, path, help, rule)
  }

  /// - Parameter rule: which values it takes.
  package static func option<Value: InputValue>(
    _ name: String, _ path: Path<Value?>, _ help: String, _ rule: InputRule<Value> = .any
  ) -> Self {
    Input(
      name: name, help: help, form: .option, expectation: rule.expectation,
      read: { (texts, asked) throws(InputFault) in
        asked[keyPath: path] = try rule.value(texts.last ?? "", of: name)
      },
      write: { $0[keyPath: path].map { [$0.input] } ?? [] })
  }

  /// An option that has a default.
  package static func option<Value: InputValue>(
    _ name: String, _ path: Path<Value>, _ help: String, _ rule: InputRule<Value> = .any
  ) -> Self {
    Input(
      name: name, help: help, form: .option, expectation: rule.expectation,
      read: { (texts, asked) throws(InputFault) in
        asked[keyPath: path] = try rule.value(texts.last ?? "", of: name)
      },
      write: { [$0[keyPath: path].input] })
  }

  package static func list<Value: InputValue>(
    _ name: String, _ path: Path<[Value]>, _ help: String, _ rule: InputRule<Value> = .any
  ) -> Self {
    listed(name, .list, path, help, rule)
  }

  private static func listed<Value: InputValue>(
    _ name: String, _ form: Form, _ path: Path<[Value]>, _ help: String, _ rule: InputRule<Value>
  ) -> Self {
    Input(
      name: name, help: help, form: form, expectation: rule.expectation,
      read: { (texts, asked) throws(InputFault) in
        var values: [Value] = []
        for text in texts { values.append(try rule.value(text, of: name)) }
        asked[keyPath: path] = values
      },
      write: { $0[keyPath: path].map(\.input) })
  }

  package static func flag(_ name: String, _ path: Path<Bool>, _ help: String) -> Self {
    Input(
      name: name, help: help, form: .flag, expectation: Bool.expectation,
      read: { (texts, asked) throws(InputFault) in
        asked[keyPath: path] = try InputRule<Bool>.any.value(texts.last ?? "", of: name)
      },
      write: { $0[keyPath: path] ? [true.input] : [] })
  }

  /// A parameter of addresses that stands for something of other inputs, which write it.
  ///
  /// - Parameter set: takes the text up; `false` where it is not understood.
  package static func shortcut(
    _ name: String, _ help: String, expectation: InputExpectation,
    set: @escaping @Sendable (String, inout Asked) -> Bool
  ) -> Self {
    Input(
      name: name, help: help, form: .shortcut, expectation: expectation,
      read: { (texts, asked) throws(InputFault) in
        guard let text = texts.last, set(text, &asked) else {
          throw InputFault(
            name, expected: expectation.words, spanish: expectation.spanish, found: texts.last)
        }
      },
      write: { _ in [] })
  }
}
