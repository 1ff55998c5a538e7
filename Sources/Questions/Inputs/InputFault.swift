/// What is wrong with one input.
package struct InputFault: Error, Equatable, Sendable {
  package var name: String
  package var expected: String
  /// As it was given; `nil` when nothing was.
  package var found: String?

  package init(_ name: String, expected: String, found: String?) {
    self.name = name
    self.expected = expected
    self.found = found
  }

  /// For a name that no input has.
  static func unknown(_ name: String, among names: [String]) -> InputFault {
    InputFault(
      String(name.prefix(100)), expected: "one of the inputs \(names.joined(separator: ", "))",
      found: "another name")
  }

  /// - Parameter mark: what stands before the name: `--` on a command line.
  package func text(_ mark: String = "") -> String {
    let found = found.map { "\"\($0.prefix(200))\"" } ?? "nothing"
    return "\(mark)\(name): expected \(expected), found \(found)."
  }
}

/// All that is wrong with the inputs of a question.
package struct InputFaults: Error, Equatable, Sendable, CustomStringConvertible {
  package var faults: [InputFault]

  package init(_ faults: [InputFault]) { self.faults = faults }

  package init(_ name: String, expected: String, found: String?) {
    self.init([InputFault(name, expected: expected, found: found)])
  }

  package var description: String { faults.map { $0.text() }.joined(separator: "\n") }
}
