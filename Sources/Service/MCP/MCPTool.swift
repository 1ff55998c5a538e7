import Foundation
import Questions
import Reports
import Wording

/// Something that an assistant can ask for by name.
protocol MCPTool: Sendable {
  var name: String { get }
  /// Whether an answer may take every core for a while, so that few of them run at a time.
  func simulates(_ arguments: [String: JSONValue]) -> Bool
  /// How it is offered: name, description, and the schema of its arguments.
  func offer(in world: World) throws -> JSONValue
  /// The answer, as the command's `--json` writes it.
  ///
  /// - Throws: an `InputFaults` with all that is wrong with the arguments; the errors of the subject.
  func answer(_ arguments: [String: JSONValue], in world: World) async throws -> Data
}

/// A question as a tool, made from what the question declares.
struct QuestionTool<Asked: Question>: MCPTool {
  /// Arguments beside the inputs, by name, as JSON Schema describes them.
  var more: [String: JSONValue] = [:]
  /// Names among ``more`` without which there is no question.
  var needed: [String] = []
  /// What an assistant must know beside the summary.
  var note: String?
  /// Whether it changes what is held.
  var writes = false
  var simulating: @Sendable ([String: JSONValue]) -> Bool = { _ in false }
  /// Reads the question from the arguments, `lang` apart; throws an `InputFaults` with every fault.
  var read: @Sendable ([String: JSONValue], World) throws -> Asked = { arguments, _ in
    try Asked(json: Data(JSONValue.object(arguments).line.utf8))
  }
  /// The arguments' schemas as they are offered, from those of the inputs.
  var described: @Sendable ([String: JSONValue], World) throws -> [String: JSONValue] = { own, _ in
    own
  }

  var name: String { Asked.name }

  func simulates(_ arguments: [String: JSONValue]) -> Bool { simulating(arguments) }

  func answer(_ arguments: [String: JSONValue], in world: World) async throws -> Data {
    var (world, faults) = (world, [InputFault]())
    if let given = arguments["lang"], given != JSONValue.none {
      if let language = given.text.flatMap(Language.init) {
        world.language = language
      } else {
        faults.append(
          InputFault("lang", expected: Language.expectation.words, found: given.text ?? given.line))
      }
    }
    let known = try properties(in: world)
    for name in arguments.keys.sorted() where known[name] == nil {
      faults.append(
        InputFault(
          String(name.prefix(100)),
          expected: "one of \(known.keys.sorted().joined(separator: ", "))",
          found: "another name"))
    }
    let question: Asked
    do {
      question = try read(arguments.filter { known[$0.key] != nil && $0.key != "lang" }, world)
    } catch let others as InputFaults {
      throw InputFaults(faults + others.faults)
    }
    guard faults.isEmpty else { throw InputFaults(faults) }
    return try AnswerJSON.data(try await question.answer(in: world))
  }
}

extension QuestionTool {
  /// The arguments, by name, as JSON Schema describes them.
  private func properties(in world: World) throws -> [String: JSONValue] {
    var own: [String: JSONValue] = [:]
    for input in Asked.inputs where input.form != .shortcut {
      own[input.name.replacing("-", with: "_")] = try QuestionTool.schema(of: input)
    }
    var properties = try described(own, world).merging(more) { $1 }
    properties["lang"] = [
      "type": "string", "enum": .list(Language.allCases.map { .text($0.rawValue) }),
      "default": .text(world.language.rawValue), "description": "Language of the answer.",
    ]
    return properties
  }

  func offer(in world: World) throws -> JSONValue {
    let properties = try properties(in: world)
    let required =
      Asked.inputs.filter { $0.isRequired || $0.form == .words }
      .map { $0.name.replacing("-", with: "_") } + needed
    let command = Asked.command.joined(separator: " ")
    return [
      "name": .text(name), "title": .text(title),
      "description": .text(
        [Asked.summary, note, "Gives the JSON of `trocha \(command) --json`."].compactMap(\.self)
          .joined(separator: " ")),
      "inputSchema": .object([
        "type": "object", "properties": .object(properties),
        "required": .list(required.filter { properties[$0] != nil }.map(JSONValue.text)),
        "additionalProperties": false,
      ]),
      "annotations": [
        "title": .text(title), "readOnlyHint": .flag(!writes), "destructiveHint": .flag(writes),
        "idempotentHint": true, "openWorldHint": false,
      ],
    ]
  }

  /// The command's words, as a title.
  private var title: String { "Trocha: " + Asked.command.joined(separator: " ") }

  private static func schema(of input: Input<Asked>) throws -> JSONValue {
    var members = try JSONValue(input.schema).members ?? [:]
    let expectation = input.expectation
    let isPlain = expectation.words == String.expectation.words || expectation.type == "boolean"
    let isSaid = isPlain || !expectation.choices.isEmpty || input.form == .words
    // The help is a command line's; here a name has another form.
    let help = input.help.replacing(/--([a-z-]+)/) { $0.1.replacing("-", with: "_") }
    members["description"] = .text(isSaid ? help : "\(help) Takes \(expectation.words).")
    return .object(members)
  }
}
