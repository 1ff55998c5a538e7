import Foundation
import Hummingbird
import Periods
import Questions
import Reports
import Wording

/// A question that the service takes at an address.
protocol ServedQuestionRoute: Sendable {
  /// Under `/api/v1/`.
  var path: String { get }
  /// Its parameters, as OpenAPI describes them.
  var parameters: [QuestionParameter] { get }
  /// In which forms it is answered.
  var formats: [String] { get }
  func add(to router: Router<WebContext>, _ site: Site)
}

/// A parameter of an address (OpenAPI 3.1).
struct QuestionParameter: Encodable {
  var name: String
  let `in` = "query"
  var required: Bool
  var description: String
  var schema: InputSchema

  private enum CodingKeys: String, CodingKey { case name, `in`, required, description, schema }
}

/// A question at an address: its inputs are read from the parameters, and what is answered is kept under
/// the question until the record changes.
struct ServedQuestion<Asked: Question>: ServedQuestionRoute {
  /// Makes an answer of another form than JSON.
  typealias Form = @Sendable (Asked.Answer, Asked, World) throws -> Answer
  typealias Content = @Sendable (Asked.Answer, Asked, World) throws -> BriefContent

  let path: String
  private let forms: [String: Form]
  private let implied: [String]
  private let cost: @Sendable (Asked) -> AnswerCost

  /// - Parameters:
  ///   - path: `nil` for the question's own.
  ///   - forms: by the value of `format`; JSON is always there.
  ///   - implied: flags that the address itself sets.
  ///   - cost: what a question takes of the machine.
  init(
    at path: String? = nil, forms: [String: Form] = [:], implied: [String] = [],
    cost: @escaping @Sendable (Asked) -> AnswerCost = { _ in .cheap }
  ) {
    if case .get(let own) = Asked.address {
      self.path = path ?? own
    } else {
      self.path = path ?? Asked.name
    }
    self.forms = forms
    self.implied = implied
    self.cost = cost
  }

  var parameters: [QuestionParameter] {
    Asked.inputs.filter { !implied.contains($0.name) }.map { input in
      QuestionParameter(
        name: input.name, required: input.isRequired,
        description: input.help.hasSuffix(".") ? String(input.help.dropLast()) : input.help,
        schema: input.schema)
    }
  }

  var formats: [String] { ["json"] + forms.keys.sorted() }

  func add(to router: Router<WebContext>, _ site: Site) {
    router.get("api/v1/\(path)") { request, context in
      try await respond(request, context, site)
    }
  }

  private func respond(
    _ request: Request, _ context: WebContext, _ site: Site
  ) async throws -> Response {
    let query = Query(request)
    var texts = query.texts
    // On a command line they are the words of one question.
    if texts["q"].count > 1 { throw Problem.badParameter(.repeated("q", texts["q"])) }
    for flag in implied { texts[flag] = ["true"] }
    let question = try Asked(texts, besides: QuestionRoutes.ofDoor)
    let format =
      try query.text("format") ?? request.acceptedForm(among: formats) ?? "json"
    guard formats.contains(format) else {
      throw Problem.badParameter(
        "format", expected: "one of \(formats.joined(separator: ", "))", found: format)
    }
    let world = site.world(request.language)
    let day = TakeawayForms.dated.contains(format) ? " \(Day.today)" : ""
    let name = "\(path) \(question.query) \(format) \(world.language.rawValue)\(day)"
    let answer = try await site.cache.answer(name) {
      try await site.desk.make(cost(question), for: context.client) {
        let answer = try await question.answer(in: world)
        return try forms[format]?(answer, question, world) ?? Answer(json: answer)
      }
    }
    return answer.response(to: request)
  }
}
