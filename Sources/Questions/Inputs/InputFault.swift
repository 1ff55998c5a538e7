import Wording

/// What is wrong with one input.
package struct InputFault: Error, Equatable, Sendable {
  package var name: String
  package var expected: String
  /// The same in Spanish.
  package var spanish: String
  /// As it was given; `nil` when nothing was.
  package var found: String?

  /// - Parameter spanish: what is expected, in Spanish; `nil` for words that are the same, such as names.
  package init(_ name: String, expected: String, spanish: String? = nil, found: String?) {
    self.name = name
    self.expected = expected
    self.spanish = spanish ?? expected
    self.found = found
  }

  /// For a name that no input has.
  static func unknown(_ name: String, among names: [String]) -> InputFault {
    InputFault(
      String(name.prefix(100)), expected: "one of the inputs \(names.joined(separator: ", "))",
      spanish: "una de las entradas \(names.joined(separator: ", "))", found: "another name")
  }

  /// For a name that has one value and was given several.
  package static func repeated(_ name: String, _ given: [String]) -> InputFault {
    InputFault(
      name, expected: "one value, given once", spanish: "un solo valor, dado una vez",
      found: given.prefix(5).map { String($0.prefix(60)) }.joined(separator: "\" and \""))
  }

  /// - Parameter mark: what stands before the name: `--` on a command line.
  package func text(_ mark: String = "", _ language: Language = .english) -> String {
    "\(mark)\(name): \(told(language))"
  }

  /// What was expected and what was found, without the name.
  package func told(_ language: Language) -> String {
    let given = found.map { text in
      language("\"\(text.prefix(200))\"", "«\(text.prefix(200))»")
    }
    return language(
      "expected \(expected), found \(given ?? "nothing").",
      "se esperaba \(spanish); " + (given.map { "se encontró \($0)." } ?? "no se dio nada."))
  }
}

/// All that is wrong with the inputs of a question.
package struct InputFaults: Error, Equatable, Sendable, CustomStringConvertible {
  package var faults: [InputFault]

  package init(_ faults: [InputFault]) { self.faults = faults }

  package init(_ name: String, expected: String, spanish: String? = nil, found: String?) {
    self.init([InputFault(name, expected: expected, spanish: spanish, found: found)])
  }

  package var description: String { faults.map { $0.text() }.joined(separator: "\n") }

  /// As the description, in a language.
  package func text(_ language: Language) -> String {
    faults.map { "\($0.name): \($0.told(language))" }.joined(separator: "\n")
  }
}
