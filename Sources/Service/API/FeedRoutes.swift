import Foundation
import Hummingbird
import Questions
import Record
import Reports
import Wording

/// Feeds of what is new in a series: `/feeds/usbp-southwest.atom`, `/feeds/usbp-southwest.json`.
enum FeedRoutes {
  /// The same as forms of the question, for a series in words.
  static let forms: [String: ServedQuestion<FeedQuestion>.Form] = [
    "atom": { news, question, world in try atom(news, page: page(question, world.language)) },
    "jsonfeed": { news, question, world in try json(news, page: page(question, world.language)) },
  ]

  static func add(to router: Router<WebContext>, _ site: Site) {
    router.get("feeds/:name") { request, context in
      let name = try context.parameters.require("name")
      guard let point = name.lastIndex(of: "."),
        let form = ["atom": "atom", "json": "jsonfeed"][String(name[name.index(after: point)...])]
      else { throw Problem.notFound("A feed's name ends in .atom or .json.") }
      let series = String(name[..<point])
      guard site.store.vocabulary.namedSeries.contains(where: { $0.id == series }) else {
        throw Problem.notFound("No series has the name \"\(series.prefix(100))\".")
      }
      let language = request.language
      _ = try Query(request, knowing: [])
      let answer = try await site.cache.answer("feed \(language.rawValue) \(name)") {
        try await site.desk.make(.cheap, for: context.client) {
          var question = FeedQuestion()
          question.words = series
          let news = try await question.answer(in: site.world(language))
          return form == "atom"
            ? atom(news, page: page(question, language))
            : try json(news, page: page(question, language))
        }
      }
      return answer.response(to: request)
    }
  }

  /// Where a reader finds the series, within the site.
  private static func page(_ question: FeedQuestion, _ language: Language) -> String {
    "/record?q=" + CorridorPage.encoded(question.words) + "&lang=\(language.rawValue)"
  }

  private static func atom(_ news: SeriesNews, page: String) -> Answer {
    Answer(
      text: AtomFeed(news, page: page).text, type: "application/atom+xml; charset=utf-8")
  }

  private static func json(_ news: SeriesNews, page: String) throws -> Answer {
    // A JSON Feed has whole addresses or none, and a service does not know its own.
    Answer(text: try JSONFeed(news).text, type: "application/feed+json")
  }
}
