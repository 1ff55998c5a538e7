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
    group.get("questions") { request, _ in
      try await site.answer(request) { language in
        try Answer(json: ScreeningQuestions(try site.folder.policies(), language))
      }
    }
    group.post { request, _ in
      let body = try await request.body.collect(upTo: 1 << 16)
      guard let members = SituationReader.members(json: Data(buffer: body)) else {
        throw Problem(
          .unprocessableContent, "situation", "The situation is not understood",
          "Expected a JSON object of facts, such as {\"nationality\": \"VEN\"}.")
      }
      let question: ScreeningQuestion
      do {
        question = try ScreeningQuestion(members: members)
      } catch {
        throw Problem(
          .unprocessableContent, "situation", "The situation is not understood", "\(error)")
      }
      let report = try await question.answer(in: site.world(request.language))
      return try Answer(json: report).response(to: request, caching: "no-store")
    }
  }
}

/// What a screening asks for.
struct ScreeningQuestions: Encodable {
  struct Question: Encodable {
    struct Choice: Encodable {
      var value: String
      var label: String
    }
    var fact: String
    var kind: String
    var question: String
    var choices: [Choice]
  }
  var questions: [Question]

  init(_ set: PolicySet, _ language: Language) {
    questions = set.factOrder.compactMap { set.facts[$0] }.map { fact in
      var choices: [Question.Choice] = []
      let kind: String
      switch fact.kind {
      case .yesNo: kind = "yes-no"
      case .day: kind = "day"
      case .number: kind = "number"
      case .country: kind = "country"
      case .choice(let words):
        kind = "choice"
        choices = words.enumerated().map { index, word in
          Question.Choice(
            value: word,
            label: fact.choices.indices.contains(index) ? fact.choices[index](language) : word)
        }
      }
      return Question(
        fact: fact.id, kind: kind, question: fact.question(language), choices: choices)
    }
  }
}
