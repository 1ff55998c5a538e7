import Foundation
import Hummingbird
import Periods
import Questions
import Reports
import Wording

/// Makes the brief of the corridor, to be read here or saved.
enum BriefPageView: SitePage {
  static let path = "/brief"
  static let name = Localized("Brief", "Informe")
  static let scripts = ["brief.js"]
  static let draws = false

  private struct Content {
    var asOf: String
    var scenarios: Bool
    var page, save, json: String
    var problem: PageFault?
  }

  static func add(to router: Router<WebContext>, _ site: Site) {
    router.get(route) { request, _ in
      let query = Query(request)
      var question = BriefQuestion()
      var problem: PageFault?
      do {
        question = try BriefQuestion(query.texts, besides: Set(query.texts.names))
      } catch {
        problem = try PageFault(error, request.language)
      }
      // The page shows a brief at once, and simulates when it is asked to.
      question.noWhatIf = query.texts["scenarios"].last != "true"
      let parameters = ["lang=\(request.language.rawValue)", question.query]
        .filter { !$0.isEmpty }.joined(separator: "&")
      let content = Content(
        asOf: query.texts["as-of"].last ?? "", scenarios: !question.noWhatIf,
        page: "/brief.html?" + parameters, save: "/brief.html?" + parameters + "&save=true",
        json: "/api/v1/brief?" + parameters, problem: problem)
      let answer = try site.pages.html(self, request, content: content)
      return site.pages.respond(answer, to: request)
    }
  }
}

/// Where the token is shown once, and kept in a cookie that scripts cannot read.
enum SignInPage {
  private struct Content {
    var wrong: Bool
  }

  static func add(to router: Router<WebContext>, _ site: Site) {
    router.get("sign-in") { request, _ in try page(request, site, wrong: false) }
    router.post("sign-in") { request, _ in
      let body = try await request.body.collect(upTo: 4_096)
      let shown = try Query(text: String(buffer: body)).text("token") ?? ""
      guard let token = site.configuration.token, GateMiddleware.isSame(shown, token) else {
        // A guess costs the guesser time.
        try await Task.sleep(for: .milliseconds(500))
        return try page(request, site, wrong: true)
      }
      var response = Response.redirect(to: "/")
      response.headers[.setCookie] =
        "token=\(token); Path=/; SameSite=Strict; HttpOnly"
      return response
    }
  }

  private static func page(_ request: Request, _ site: Site, wrong: Bool) throws -> Response {
    let answer = try site.pages.html(
      "sign-in", title: request.language("Sign in", "Entrar"), request,
      content: Content(wrong: wrong))
    return site.pages.respond(answer, to: request, status: wrong ? .forbidden : .ok)
  }
}
