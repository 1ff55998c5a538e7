import Foundation
import Policies
import Questions
import Wording

extension MCPTools {
  /// Which pathways are open to a person. What is sent is computed and forgotten.
  static var screen: any MCPTool {
    QuestionTool<ScreeningQuestion>(
      note: """
        Information, not legal advice: say so with the answer, and give its caution and sources. Give \
        facts alone, never a name or a number that identifies the person; what is given here is \
        computed and forgotten. A fact that is not known is left out, or null.
        """,
      read: { arguments, world in
        let days = ["on", "as_of"]
        let said = arguments.filter { !days.contains($0.key) || $0.value != JSONValue.none }
        guard let members = SituationReader.members(json: Data(JSONValue.object(said).line.utf8))
        else {
          throw InputFaults(
            "arguments", expected: "facts by name, each a text, a number or a truth value",
            found: "a list, an object, or too many of them")
        }
        var faults: [InputFault] = []
        var question = ScreeningQuestion()
        do {
          question = try ScreeningQuestion(members: members)
        } catch let wrong as InputFaults {
          faults = wrong.faults
        }
        // Read here as well as for the answer, so that all that is wrong is said at once.
        let facts = try world.policies()?.facts ?? [:]
        for (name, value) in members where !days.contains(name) && value != "unknown" {
          guard let fact = facts[name], fact.value(value) == nil else { continue }
          faults.append(InputFault(name, expected: fact.format.en, found: value))
        }
        guard faults.isEmpty else { throw InputFaults(faults) }
        return question
      },
      described: { own, world in
        var described = own.filter { ["on", "as_of"].contains($0.key) }
        for fact in try world.policies().map({ set in set.factOrder.compactMap { set.facts[$0] } })
          ?? []
        {
          described[fact.id] = fact.schema
        }
        return described
      })
  }
}

extension Fact {
  /// A value as JSON Schema describes it; null where it is not known.
  fileprivate var schema: JSONValue {
    var members: [String: JSONValue] = ["description": .text(question(.english))]
    switch kind {
    case .yesNo: members["type"] = ["boolean", "null"]
    case .number: members["type"] = ["number", "null"]
    case .day: (members["type"], members["format"]) = (["string", "null"], "date")
    case .country:
      (members["type"], members["pattern"]) = (["string", "null"], "^[A-Z]{3}$")
      members["description"] = .text(
        "\(question(.english)) A country's three letters, such as VEN.")
    case .choice(let words):
      members["enum"] = .list(words.map(JSONValue.text) + ["unknown", JSONValue.none])
    }
    return .object(members)
  }
}
