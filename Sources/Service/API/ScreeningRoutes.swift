import Foundation
import Hummingbird
import NIOCore
import Periods
import Policies
import Questions
import Wording

/// Which pathways are open to somebody in a situation. What is sent is computed and forgotten: it is
/// in no address, no log and no store.
enum ScreeningRoutes {
  static func add(to router: Router<WebContext>, _ site: Site) {
    let group = router.group("api/v1/screenings")
    group.get("questions") { request, context in
      try await site.answer(request, context) { language in
        try Answer(json: ScreeningQuestions(try site.folder.policies(), language))
      }
    }
    // What of the rules must be looked up again before anybody leans on them.
    group.get("currency") { request, context in
      try await site.answer(request, context) { _ in
        try Answer(json: PolicyCurrency(try site.folder.policies(), on: Day.today))
      }
    }
    group.post { request, _ in
      let question = try await question(in: request)
      let report = try await question.answer(in: site.world(request.language))
      return try Answer(json: report).response(to: request, caching: "no-store")
    }
    // The facts travel in each request: the service remembers nothing between two questions.
    group.post("next") { request, _ in
      let question = try await question(in: request)
      let step = try question.next(in: site.world(request.language))
      return try Answer(json: step).response(to: request, caching: "no-store")
    }
    group.post("sheet") { request, _ in
      let question = try await question(in: request)
      let report = try await question.answer(in: site.world(request.language))
      return try Answer(json: ScreeningSheet(report, request.language))
        .response(to: request, caching: "no-store")
    }
  }

  private static func question(in request: Request) async throws -> ScreeningQuestion {
    let body = try await request.body.collect(upTo: 1 << 16)
    let twice = SituationReader.factsGivenTwice(json: Data(buffer: body))
    guard twice.isEmpty else {
      throw Problem(
        .unprocessableContent, "situation", "The situation is not understood",
        "Given more than once: \(twice.joined(separator: ", ")). Give each once.")
    }
    guard let members = SituationReader.members(json: Data(buffer: body)) else {
      throw Problem(
        .unprocessableContent, "situation", "The situation is not understood",
        "Expected a JSON object of facts, such as {\"nationality\": \"VEN\"}.")
    }
    do {
      return try ScreeningQuestion(members: members)
    } catch {
      throw Problem(
        .unprocessableContent, "situation", "The situation is not understood", "\(error)")
    }
  }
}

/// What a screening asks for, all at once.
struct ScreeningQuestions: Encodable {
  var questions: [AskedFact]

  init(_ set: PolicySet, _ language: Language) {
    // A question that stands for several belongs to an interview.
    questions = set.factOrder.compactMap { set.facts[$0] }.filter(\.covers.isEmpty).map { fact in
      AskedFact(fact, language)
    }
  }
}
