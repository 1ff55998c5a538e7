import Claims
import Foundation
import Questions
import Wording

extension MCPTools {
  /// Bytes of a text; the same as the service's `checks` take.
  private static let longestText = 250_000

  /// The figures that a text states. The text is an argument of its own, since it is no input.
  static var check: any MCPTool {
    QuestionTool<CheckQuestion>(
      more: [
        "text": [
          "type": "string", "maxLength": .whole(Int64(longestText)),
          "description": "The text whose figures are checked.",
        ],
        "format": [
          "type": "string", "enum": .list(TextFormat.allCases.map { .text($0.rawValue) }),
          "default": "text", "description": "Form of the text.",
        ],
        "language": [
          "type": "string", "enum": .list(Language.allCases.map { .text($0.rawValue) }),
          "description": "Language of the text; detected when left out.",
        ],
      ],
      needed: ["text"],
      note: "The text is checked and forgotten.",
      read: { arguments, world in
        var faults: [InputFault] = []
        let text = arguments["text"]?.text ?? ""
        if text.isEmpty || text.utf8.count > longestText {
          faults.append(
            InputFault(
              "text", expected: "text of 1 to \(longestText) bytes",
              found: text.isEmpty ? arguments["text"]?.line : "\(text.utf8.count) bytes"))
        }
        let format = choice("format", arguments, TextFormat.self, &faults)
        let language = choice("language", arguments, Language.self, &faults)
        let rest = arguments.filter { !["text", "format", "language"].contains($0.key) }
        var question = CheckQuestion()
        do {
          question = try CheckQuestion(json: Data(JSONValue.object(rest).line.utf8))
        } catch let wrong as InputFaults {
          faults += wrong.faults
        }
        guard faults.isEmpty else { throw InputFaults(faults) }
        question.document = Document(text: text, format: format ?? .plain)
        (question.textLanguage, question.answerLanguage) = (language, world.language)
        return question
      })
  }

  private static func choice<Value: RawRepresentable & CaseIterable>(
    _ name: String, _ arguments: [String: JSONValue], _ type: Value.Type,
    _ faults: inout [InputFault]
  ) -> Value? where Value.RawValue == String {
    guard let given = arguments[name], given != JSONValue.none else { return nil }
    if let value = given.text.flatMap(Value.init) { return value }
    faults.append(
      InputFault(
        name,
        expected: "one of \(Value.allCases.map(\.rawValue).joined(separator: ", "))",
        found: given.text ?? given.line))
    return nil
  }
}
