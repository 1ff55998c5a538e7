import ArgumentParser
import Questions

/// A command that asks one question.
package protocol AskingCommand: AsyncParsableCommand {
  associatedtype Asked: Question
  var asking: QuestionArguments<Asked> { get }
}

extension AskingCommand {
  /// The question, as it was read from the arguments.
  ///
  /// - Throws: a `ValidationError` with all faults of the inputs at once.
  package var question: Asked { get throws { try asking.question() } }

  package func validate() throws { _ = try question }
}

/// The inputs of a question as arguments of a command, made from what the question declares, so that
/// no command lists them again.
package struct QuestionArguments<Asked: Question>: ParsableArguments, CustomReflectable {
  private var texts = InputTexts()
  /// Options that were given with nothing: a variable of a script that is not set would pass for no option.
  private var empty: [Input<Asked>] = []

  private struct Name: CodingKey {
    var stringValue: String
    var intValue: Int? { nil }
    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  private static var inputs: [Input<Asked>] { Asked.inputs.filter { $0.form != .shortcut } }

  package init() {}

  /// ArgumentParser finds arguments among the children of a type's mirror; a leading underscore is how
  /// it knows a property wrapper.
  package var customMirror: Mirror {
    Mirror(self, children: Self.inputs.map { ("_" + $0.name, $0.argument) })
  }

  package init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: Name.self)
    for input in Self.inputs {
      let name = Name(stringValue: input.name)
      switch input.form {
      case .words, .names:
        texts[input.name] = try values.decode(Argument<[String]>.self, forKey: name).wrappedValue
      case .list:
        let given = try values.decode(Option<[String]>.self, forKey: name).wrappedValue
        texts[input.name] = given
        if given.contains("") { empty.append(input) }
      case .option:
        let given = try values.decode(Option<String?>.self, forKey: name).wrappedValue
        texts[input.name] = given.map { [$0] } ?? []
        if given?.isEmpty == true { empty.append(input) }
      case .flag:
        if try values.decode(Flag<Bool>.self, forKey: name).wrappedValue {
          texts[input.name] = ["true"]
        }
      case .yesOrNo:
        texts[input.name] =
          try values.decode(Flag<Bool?>.self, forKey: name).wrappedValue
          .map { [$0 ? "yes" : "no"] } ?? []
      case .shortcut: break
      }
    }
  }

  /// Reads the question.
  ///
  /// - Parameter more: adds what the command has from elsewhere.
  /// - Throws: a `ValidationError` with all faults of the inputs at once.
  package func question(adding more: (inout InputTexts) -> Void = { _ in }) throws -> Asked {
    var texts = texts
    more(&texts)
    guard empty.isEmpty else {
      throw ValidationError(
        empty.map {
          InputFault(
            $0.name, expected: $0.expectation.words, spanish: $0.expectation.spanish, found: nil
          ).text("--", Trocha.spoken)
        }.joined(separator: "\n"))
    }
    do {
      return try Asked(texts)
    } catch {
      throw ValidationError(error.faults.map(Self.text).joined(separator: "\n"))
    }
  }

  /// The inputs that were given, whether or not they are understood.
  package var givenNames: [String] { texts.names }

  /// One input by itself, where the command does something else than to ask the question.
  package func value<Value: InputValue>(
    _ name: String, _ rule: InputRule<Value>
  ) throws -> Value? {
    guard let text = texts[name].last else { return nil }
    do {
      return try rule.value(text, of: name)
    } catch {
      throw ValidationError(Self.text(error))
    }
  }

  /// A fault in the words of a command line.
  private static func text(_ fault: InputFault) -> String {
    let isOption = inputs.first { $0.name == fault.name }.map {
      ![.words, .names].contains($0.form)
    }
    return fault.text(isOption ?? true ? "--" : "", Trocha.spoken)
  }
}

extension Input {
  /// The argument of a command.
  fileprivate var argument: Any {
    let name = NameSpecification.customLong(self.name)
    let completion: CompletionKind? =
      expectation.choices.isEmpty ? nil : .list(expectation.choices)
    switch form {
    case .words, .names:
      return Argument(wrappedValue: [String](), help: shown(form == .words ? "query" : self.name))
    case .list:
      return Option(
        wrappedValue: [String](), name: name, help: shown(), completion: completion)
    case .flag: return Flag(wrappedValue: false, name: name, help: ArgumentHelp(help))
    case .yesOrNo:
      return Flag<Bool?>(name: name, inversion: .prefixedNo, help: ArgumentHelp(help))
    case .option, .shortcut:
      return Option<String?>(name: name, help: shown(), completion: completion)
    }
  }

  private func shown(_ placeholder: String? = nil) -> ArgumentHelp {
    ArgumentHelp(
      [help, usually].compactMap(\.self).joined(separator: " "),
      valueName: placeholder ?? expectation.placeholder)
  }

  /// What it may be, and what it is when it is left out.
  private var usually: String? {
    var notes: [String] = []
    if !expectation.choices.isEmpty, !help.contains(expectation.choices[0]) {
      notes.append("values: " + expectation.choices.joined(separator: ", "))
    }
    if let usual = usualText, !help.contains("(default") { notes.append("default: \(usual)") }
    return notes.isEmpty ? nil : "(" + notes.joined(separator: "; ") + ")"
  }
}
