import Corridors
import Foundation
import Hummingbird
import Periods
import Reports
import Wording

/// The brief of a corridor as of a day: its content, and its page that opens without a network.
enum BriefRoutes {
  static func add(to router: Router<WebContext>, _ site: Site) {
    router.get("api/v1/brief") { request, _ in
      try await brief(request, site) { content, _ in
        Answer(try BriefFiles.json(content), type: "application/json")
      }
    }
    router.get("brief.html") { request, _ in
      let saves = try Query(request).flag("save") ?? false
      return try await brief(request, site) { content, outlines in
        let page = try BriefPage(libraries: .found()).html(for: content, outlines: Data(outlines))
        return Answer(
          Data(page.utf8), type: "text/html; charset=utf-8",
          fileName: saves ? "brief.html" : nil, policy: policy(of: page))
      }
    }
  }

  private static func brief(
    _ request: Request, _ site: Site,
    make: @escaping @Sendable (BriefContent, [UInt8]) throws -> Answer
  ) async throws -> Response {
    let query = Query(request)
    let asOf = try query.day("as-of")
    let withScenarios = try query.flag("scenarios") ?? false
    let language = request.language
    let maker = BriefMaker(
      store: site.store, folder: site.folder, asOf: asOf, language: language,
      version: site.configuration.version)
    let command = BriefMaker.command(
      corridor: site.configuration.corridor, asOf: asOf, withScenarios: withScenarios, language)
    let answer = try await site.cache.answer("\(language.rawValue) \(request.uri.string)") {
      // Scenarios take seconds of every core, and stand back as other simulations do.
      try await withTaskExecutorPreference(withScenarios ? site.simulations : site.workers) {
        var builder = try await maker.builder(
          command: command, withScenarios: withScenarios, threads: site.configuration.threads)
        return try make(try builder.content(), builder.outlines)
      }
    }
    return answer.response(to: request)
  }

  /// The page's own policy, which allows its script and style by their hashes; shown inside our own
  /// pages and nowhere else.
  private static func policy(of page: String) -> String? {
    page.firstMatch(of: /http-equiv="Content-Security-Policy" content="([^"]*)"/).map {
      $0.1.replacing("&#39;", with: "'").replacing("&#x27;", with: "'") + "; frame-ancestors 'self'"
    }
  }
}
