import Foundation
import Hummingbird
import Periods
import Policies
import Questions
import Reports
import Wording

/// Which rules apply to a person in a situation: an interview whose answers nobody keeps.
enum AffectedPage: SitePage {
  static let path = "/affected"
  static let name = Localized("Who is affected", "A quién afecta")
  static let scripts = ["affected.js"]
  static let draws = false

  private struct Content {
    var questions: [Question]
    var countries: [Country]
    var today, data: String
    /// How the rules of today apply to common situations.
    var common: ShownReport.Table?
  }

  private struct Country {
    var name: String
  }

  private struct Question {
    var fact, question: String
    var isYesNo, isDay, isNumber, isCountry, isChoice: Bool
    var choices: [AskedFact.Choice]
  }

  static func add(to router: Router<WebContext>, _ site: Site) {
    router.get(route) { request, context in
      try await site.page(request, context) { try page(request, site) }
    }
  }

  private static func page(_ request: Request, _ site: Site) throws -> Answer {
    let asked = ScreeningQuestions(try site.folder.policies(), request.language)
    let content = Content(
      questions: asked.questions.map {
        Question(
          fact: $0.fact, question: $0.question, isYesNo: $0.kind == "yes-no",
          isDay: $0.kind == "day", isNumber: $0.kind == "number",
          isCountry: $0.kind == "country", isChoice: $0.kind == "choice", choices: $0.choices)
      }, countries: Countries.shipped.all(request.language).map { Country(name: $0.name) },
      today: "\(Day.today)", data: try Pages.data(asked),
      common: try common(site, request.language))
    return try site.pages.html(self, request, content: content)
  }

  private static func common(_ site: Site, _ language: Language) throws -> ShownReport.Table? {
    guard site.folder.has("brief.yaml") else { return nil }
    var builder = try BriefBuilder(
      store: site.store, folder: site.folder, asOf: nil, language: language, command: "",
      version: site.configuration.version)
    return try builder.affectedToday().map(ShownReport.Table.init)
  }
}

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
  }

  static func add(to router: Router<WebContext>, _ site: Site) {
    router.get(route) { request, _ in
      let query = Query(request)
      var question = try BriefQuestion(query.texts, besides: Set(query.texts.names))
      // The page shows a brief at once, and simulates when it is asked to.
      question.noWhatIf = try !(query.flag("scenarios") ?? false)
      let parameters = ["lang=\(request.language.rawValue)", question.query]
        .filter { !$0.isEmpty }.joined(separator: "&")
      let content = Content(
        asOf: question.asOf.map { "\($0)" } ?? "", scenarios: !question.noWhatIf,
        page: "/brief.html?" + parameters, save: "/brief.html?" + parameters + "&save=true",
        json: "/api/v1/brief?" + parameters)
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
