import Foundation
import Hummingbird
import Periods
import Record
import Reports
import Wording

/// The five questions with today's answers, and the map of the corridor, month by month.
enum CorridorPage: SitePage {
  static let path = "/"
  static let name = Localized("Corridor", "Corredor")
  static let scripts = ["front.js", "corridor.js"]

  private struct Content {
    struct Place {
      var id, name, countedBy, counts: String
      var figures: [Line]
    }
    struct Line {
      var label, display, href, unknown: String
      /// From the month before.
      var change: String?
      /// What other datasets have instead.
      var differing: String?
    }
    var questions: [Question]
    var hasQuestions: Bool
    var name, month, asOf: String
    var problem: PageFault?
    var data: String
    var last: Int
    var places: [Place]
    var events: [Event]
    var isEmpty: Bool
  }

  /// One of the five questions, with today's answer where it is made already.
  private struct Question {
    var id, question, href: String
    var answer, age: String?
  }

  private struct Event {
    var day, label, source: String
  }

  static func add(to router: Router<WebContext>, _ site: Site) {
    router.get(route) { request, context in
      let front = site.front.ready(request.language)
      let isReady = front != nil || !Query(request).texts["as-of"].isEmpty
      return try await site.page(
        request, context, ["as-of"], scripts: ["month", "place", "who"],
        state: isReady ? "" : " without answers"
      ) { try page(request, site, front) }
    }
    router.get("front") { request, context in
      try await site.answer(request, context) { language in
        try Answer(json: site.front.answers(language))
      }
    }
  }

  private static func page(
    _ request: Request, _ site: Site, _ front: FrontAnswers?
  ) throws -> Answer {
    let language = request.language
    let typed = Query(request).texts["as-of"].last
    var asOf: Day?
    var problem: PageFault?
    do {
      asOf = try Query(request).knownDay("as-of")
    } catch {
      problem = try PageFault(error, language)
    }
    let months = try CorridorMonths(
      site.folder.corridor(), site.store, asOf: asOf, language)
    let last = months.months.count - 1
    // As of a day of the past the brief has the answers.
    let questions = asOf == nil ? try questions(site, front, language) : []
    let content = Content(
      questions: questions, hasQuestions: !questions.isEmpty, name: months.name,
      month: months.months.last?.label ?? "", asOf: typed ?? "", problem: problem,
      data: try Pages.data(Drawn(months, countries(site, language))), last: max(0, last),
      places: months.points.map { point in
        Content.Place(
          id: point.id, name: point.name, countedBy: point.countedBy, counts: point.counts,
          figures: point.series.map { series in
            let figure = series.figures.last
            return Content.Line(
              label: series.label,
              display: figure?.display ?? language("not known", "no se sabe"),
              href: "/record?q=" + encoded(series.query),
              unknown: figure?.value == nil ? "unknown" : "", change: change(series, language),
              differing: figure?.differing)
          })
      },
      events: months.events.map {
        Event(day: language.day($0.day), label: $0.label, source: $0.source)
      }, isEmpty: months.months.isEmpty)
    return try site.pages.html(self, request, content: content)
  }

  /// How the last month differs from the one before.
  private static func change(_ series: CorridorMonths.Series, _ language: Language) -> String? {
    let last = series.figures.suffix(2).map(\.value)
    guard !series.isYearly, last.count == 2, let before = last[0], let now = last[1], before > 0
    else { return nil }
    return language.change(now / before - 1)
  }

  private static func questions(
    _ site: Site, _ front: FrontAnswers?, _ language: Language
  ) throws -> [Question] {
    let plan = try SeriesChoice.plan(site)
    let first = plan?.firstEffect
    let asked: [(String, Localized, String, FrontAnswers.Line?)] = [
      (
        "record", Localized("What does the record say?", "¿Qué dice el registro?"),
        "/record" + (plan.map { "?q=" + encoded($0.firstSeries) } ?? ""), front?.record
      ),
      (
        "affected", Localized("Who is affected?", "¿A quién afecta?"), AffectedPage.path,
        front?.affected
      ),
      (
        "next", Localized("What comes next?", "¿Qué viene después?"),
        "/outlook" + (plan?.firstOutlook.map { "?q=" + encoded($0) } ?? ""), front?.next
      ),
      ("what_if", Localized("What if?", "¿Y si…?"), WhatIfPage.path, front?.whatIf),
      (
        "effect", Localized("Did it work?", "¿Funcionó?"),
        "/effect" + (first.map { "?q=\(encoded($0.query))&on=\($0.on)" } ?? ""), front?.effect
      ),
    ]
    return asked.map { id, question, href, line in
      Question(
        id: id, question: question(language), href: href,
        answer: line?.answer
          ?? (front == nil ? nil : language("No answer is held.", "No hay respuesta.")),
        age: line?.age)
    }
  }

  /// What the map is drawn from: the months, and the names of the countries around it.
  private struct Drawn: Encodable {
    var months: CorridorMonths
    var countries: [String: String]

    init(_ months: CorridorMonths, _ countries: [String: String]) {
      (self.months, self.countries) = (months, countries)
    }

    enum CodingKeys: CodingKey { case countries }

    func encode(to encoder: any Encoder) throws {
      try months.encode(to: encoder)
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(countries, forKey: .countries)
    }
  }

  /// By their codes, as the outlines name them.
  private static func countries(_ site: Site, _ language: Language) throws -> [String: String] {
    let outlines = String(decoding: try site.folder.corridor().outlines, as: UTF8.self)
    let codes = Set(outlines.matches(of: /"iso3":"([A-Z]{3})"/).map { String($0.1) })
    return codes.reduce(into: [:]) { names, code in
      let name = site.store.vocabulary.name(code, in: .nationality, language)
      if name != code { names[code] = name }
    }
  }

  static func encoded(_ text: String) -> String {
    text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? text
  }
}
