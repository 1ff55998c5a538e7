import Foundation
import Hummingbird
import Questions

/// The brief's page, which opens without a network: shown in ours, or saved.
enum BriefRoutes {
  static func add(to router: Router<WebContext>, _ site: Site) {
    router.get("brief.html") { request, context in
      let query = Query(request)
      let saves = try query.flag("save") ?? false
      var asked = try BriefQuestion(
        query.texts, besides: QuestionRoutes.ofDoor.union(["save"]))
      // A page is shown at once, and simulates when it is asked to.
      if query.texts["no-what-if"].isEmpty, query.texts["scenarios"].isEmpty {
        asked.noWhatIf = true
      }
      let question = asked
      let world = site.world(request.language)
      let name = "page \(question.query) \(saves) \(world.language.rawValue)"
      let answer = try await site.cache.answer(name) {
        // Scenarios take seconds of every core, and stand back as other simulations do.
        try await site.desk.make(question.noWhatIf ? .dear : .simulation, for: context.client) {
          let page = try await question.answer(in: world).page()
          return Answer(
            Data(page.utf8), type: "text/html; charset=utf-8",
            fileName: saves ? "brief.html" : nil, policy: policy(of: page))
        }
      }
      return answer.response(to: request)
    }
  }

  /// The page's own policy, which allows its script and style by their hashes; shown inside our own
  /// pages and nowhere else.
  private static func policy(of page: String) -> String? {
    page.firstMatch(of: /http-equiv="Content-Security-Policy" content="([^"]*)"/).map {
      $0.1.replacing("&#39;", with: "'").replacing("&#x27;", with: "'") + "; frame-ancestors 'self'"
    }
  }
}
