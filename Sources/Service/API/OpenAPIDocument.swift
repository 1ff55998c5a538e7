import Foundation
import Hummingbird
import Yams

/// The description of the API (OpenAPI 3.1): kept as YAML but for the parameters of questions, which are
/// made from their types; served as JSON.
struct OpenAPIDocument: Sendable {
  let answer: Answer
  /// Paths with their methods, as patterns in which `{…}` is one segment.
  private let routes: [(pattern: [String], methods: [String])]

  init(version: String) throws {
    let text = try Assets.text("openapi.yaml").replacing("VERSION", with: version)
    let schemas = Data(try Assets.text("schemas.json").utf8)
    guard var object = try Yams.load(yaml: text) as? [String: Any],
      var paths = object["paths"] as? [String: [String: Any]],
      var components = object["components"] as? [String: Any],
      let own = components["schemas"] as? [String: Any],
      let shared = try JSONSerialization.jsonObject(with: schemas) as? [String: Any]
    else { throw Problem.ours }
    for question in QuestionRoutes.all {
      try OpenAPIDocument.describe(question, in: &paths)
    }
    object["paths"] = paths
    components["schemas"] = own.merging(shared) { own, _ in own }
    object["components"] = components
    let data = try JSONSerialization.data(
      withJSONObject: object, options: [.sortedKeys, .withoutEscapingSlashes])
    answer = Answer(data, type: "application/json")
    let verbs: Set = ["get", "post", "put", "delete", "patch"]
    routes = paths.map { path, operations in
      let methods = operations.keys.filter(verbs.contains).map { $0.uppercased() }
      return (
        path.split(separator: "/").map(String.init),
        (methods.contains("GET") ? methods + ["HEAD"] : methods).sorted()
      )
    }
  }

  /// Adds the parameters of a question to its path.
  private static func describe(
    _ question: any ServedQuestionRoute, in paths: inout [String: [String: Any]]
  ) throws {
    let path = "/api/v1/" + question.path
    guard var operation = paths[path]?["get"] as? [String: Any],
      var parameters = try JSONSerialization.jsonObject(
        with: JSONEncoder().encode(question.parameters)) as? [Any]
    else { throw Problem.ours }
    parameters.append(["$ref": "#/components/parameters/lang"])
    parameters.append([
      "name": "format", "in": "query", "description": "Form of the answer",
      "schema": ["enum": question.formats, "default": "json"] as [String: Any],
    ])
    operation["parameters"] = parameters
    describe(question.formats, in: &operation)
    paths[path]?["get"] = operation
  }

  /// Adds the types of the forms in which an answer is taken into a document.
  private static func describe(_ formats: [String], in operation: inout [String: Any]) {
    guard var responses = operation["responses"] as? [String: Any],
      var found = responses["200"] as? [String: Any],
      var content = found["content"] as? [String: Any]
    else { return }
    let types = TakeawayForms.types + [("text/plain", "citation")]
    for (type, form) in types where formats.contains(form) && content[type] == nil {
      content[type] = ["schema": form == "csl" ? ["type": "array"] : [:]]
    }
    found["content"] = content
    responses["200"] = found
    operation["responses"] = responses
  }

  /// The methods that a path takes; `nil` for a path that is not described.
  func methods(at path: String) -> [String]? {
    let parts = path.split(separator: "/").map(String.init)
    return routes.first { route in
      route.pattern.count == parts.count
        && zip(route.pattern, parts).allSatisfy { $0.hasPrefix("{") || $0 == $1 }
    }?.methods
  }
}
