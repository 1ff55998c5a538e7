import Foundation
import Hummingbird
import Mustache
import Reports
import Wording

/// A page of the application, with all that the frame, the navigation and the assets need of it. Its
/// template has the name of its address: `/what-if` is drawn by `what-if.mustache`.
protocol SitePage {
  /// Its address, from the first slash on.
  static var path: String { get }
  /// Its name in the navigation and its title.
  static var name: Localized { get }
  /// Its own scripts, in the order in which they run, after those that all pages have.
  static var scripts: [String] { get }
  /// Whether it draws charts or maps.
  static var draws: Bool { get }
  /// Whether the navigation leads to it, rather than the foot of every page.
  static var isInNavigation: Bool { get }
  /// Adds its route, and those that only it uses.
  static func add(to router: Router<WebContext>, _ site: Site)
}

extension SitePage {
  static var scripts: [String] { [] }
  static var draws: Bool { true }
  static var isInNavigation: Bool { true }
  /// As the templates call it.
  static var id: String { path == "/" ? "corridor" : String(path.dropFirst()) }
  static var route: RouterPath { RouterPath(path) }

  /// Answers the form that a browser without scripts sends: what it says is used and forgotten.
  static func addForm(
    to router: Router<WebContext>, _ site: Site, _ cost: AnswerCost, upTo bytes: Int = 1 << 20,
    page: @escaping @Sendable (Query, Request) async throws -> Answer
  ) {
    router.post(route) { request, context in
      let body = try await request.body.collect(upTo: bytes)
      let said = Query(text: String(buffer: body))
      let answer = try await site.desk.make(cost, for: context.client) {
        try await page(said, request)
      }
      return answer.response(to: request, caching: "no-store")
    }
  }
}

/// The templates, in each language, and the frame that all pages share.
struct Pages: Sendable {
  /// In the order of the navigation.
  static let all: [any SitePage.Type] = [
    CorridorPage.self, RecordPage.self, TogetherPage.self, OutlookView.self,
    NeedsView.self, WhatIfPage.self,
    AffectedPage.self,
    CheckPage.self, EffectView.self, BriefPageView.self,
    NowcastView.self, WatchPage.self, CalendarPage.self, ContentsPage.self,
  ]

  private static let templates =
    ["layout", "problem", "sign-in", "embed", "shown", "fault"] + all.map { $0.id }

  private let libraries: [Language: MustacheLibrary]
  private let assets: Assets
  private let age: @Sendable (Language) -> String

  /// - Parameter age: how old the record's figures are, which every page says.
  init(_ assets: Assets, age: @escaping @Sendable (Language) -> String) throws {
    self.assets = assets
    self.age = age
    var libraries: [Language: MustacheLibrary] = [:]
    for language in Language.allCases {
      var library = MustacheLibrary()
      for name in Pages.templates {
        let text = try Assets.text("\(name).mustache")
        try library.register(Pages.spoken(text, language), named: name)
      }
      libraries[language] = library
    }
    self.libraries = libraries
  }

  /// A template in one language: of `[[English|español]]` the half that is spoken.
  static func spoken(_ text: String, _ language: Language) -> String {
    text.replacing(/\[\[([^|\]]*)\|([^\]]*)\]\]/) { match in
      language(String(match.1), String(match.2))
    }
  }

  /// What the frame is filled with.
  private struct Frame {
    struct Entry {
      var href: String
      var text: String
      var current: Bool
    }
    var language: String
    var title: String
    var page: String
    var css: String
    var icon: String
    var scripts: [String]
    var nav: [Entry]
    var age: String
    var other: String
    var otherName: String
    var otherAddress: String
    var content: Any
  }

  /// Renders a page of the application into the frame.
  ///
  /// - Parameter title: of what it shows; `nil` for the page's name.
  func html(
    _ page: any SitePage.Type, title: String? = nil, _ request: Request, content: Any
  ) throws -> Answer {
    try html(
      page.id, title: title ?? page.name(request.language), page: page.id, request,
      scripts: page.scripts, draws: page.draws, content: content)
  }

  /// Renders a template into the frame.
  ///
  /// - Parameters:
  ///   - page: the page of the navigation that it is; empty for none.
  ///   - scripts: its own, after those that all pages have.
  func html(
    _ template: String, title: String, page: String = "", _ request: Request,
    scripts: [String] = [], draws: Bool = false, content: Any
  ) throws -> Answer {
    let language = request.language
    let other: Language = language == .english ? .spanish : .english
    let frame = Frame(
      language: language.rawValue, title: title, page: page, css: assets.address("site.css"),
      icon: assets.address("icon.svg"),
      scripts: ((draws ? ["libraries.js", "drawing.js"] : []) + ["site.js"] + scripts)
        .map(assets.address),
      nav: Pages.all.filter { $0.isInNavigation }.map {
        Frame.Entry(href: $0.path, text: $0.name(language), current: $0.id == page)
      },
      age: age(language), other: other.rawValue, otherName: other("English", "Español"),
      otherAddress: Pages.address(request, in: other), content: content)
    guard let text = libraries[language]?.render(frame, withTemplate: template) else {
      throw Problem.ours
    }
    return Answer(text: text, type: "text/html; charset=utf-8")
  }

  /// The answer with a page; a language that was chosen is remembered.
  func respond(_ answer: Answer, to request: Request, status: HTTPResponse.Status = .ok) -> Response
  {
    var response = answer.response(to: request, status: status)
    if let chosen = request.uri.queryParameters["lang"], Language(rawValue: String(chosen)) != nil {
      response.headers[.setCookie] =
        "lang=\(chosen); Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly"
    }
    return response
  }

  func problem(_ problem: Problem, _ request: Request) throws -> Response {
    struct Content {
      var title: String
      var detail: String
      var status: Int
    }
    let language = request.language
    let fault = PageFault(problem, nil, language)
    let answer = try html(
      "problem", title: language("Something went wrong", "Algo salió mal"), request,
      content: Content(title: fault.lead, detail: fault.text, status: problem.status))
    return respond(answer, to: request, status: .init(code: problem.status))
  }

  /// The request's address in another language.
  private static func address(_ request: Request, in language: Language) -> String {
    let kept = (request.uri.query ?? "").split(separator: "&").filter { !$0.hasPrefix("lang=") }
    return request.uri.path + "?"
      + (kept.map(String.init) + ["lang=\(language.rawValue)"]).joined(separator: "&")
  }

  /// JSON in which no text can end the element it stands in.
  static func data(_ value: some Encodable) throws -> String {
    try AnswerJSON.line(value)
      .replacingOccurrences(of: "<", with: "\\u003c")
  }
}
