import Foundation
import Hummingbird
import Questions
import Reports
import Wording

/// One chart alone, with its title, source and age, for a frame in another's page: `/embed/record?…` and
/// `/embed/outlook?…` take what the questions take. With `as-of` it stays at its vintage, without it follows
/// the newest. No other address may be framed by other sites.
enum EmbedPage {
  static let scripts = ["embed.js"]

  /// As every page's, but for who may frame it.
  private static let policy = SecurityMiddleware.policy.replacing(
    "frame-ancestors 'none'", with: "frame-ancestors *")

  struct Swatch {
    /// Class of the swatch's colour.
    var tint, text: String
  }

  private struct Content {
    var problem: String?
    var chart: Chart?
  }

  fileprivate struct Chart {
    var title, unit, data, page: String
    var legend: [Swatch]
    var hasLegend: Bool
    var notes, lines: [String]
  }

  static func add(to router: Router<WebContext>, _ site: Site) {
    add(FiguresQuestion.self, at: "record", to: router, site)
    add(OutlookQuestion.self, at: "outlook", to: router, site)
  }

  private static func add<Asked: DrawnQuestion>(
    _ type: Asked.Type, at name: String, to router: Router<WebContext>, _ site: Site
  ) {
    router.get("embed/\(name)") { request, context in
      let names = Asked.inputs.map(\.name)
      // What is wrong with an address is said in the frame, which is not kept.
      guard let query = try? Query(request, knowing: names) else {
        return try await page(Asked.self, name, request, site).response(to: request)
      }
      let key = "embed \(request.language.rawValue) \(name)?\(query.texts.query(names))"
      let answer = try await site.cache.answer(key) {
        try await site.desk.make(.dear, for: context.client) {
          try await page(Asked.self, name, request, site)
        }
      }
      return answer.response(to: request)
    }
  }

  private static func page<Asked: DrawnQuestion>(
    _ type: Asked.Type, _ name: String, _ request: Request, _ site: Site
  ) async throws -> Answer {
    var content = Content()
    do {
      let world = site.world(request.language)
      let question = try Asked(Query(request).texts, besides: ["lang"])
      let answer = try await question.answer(in: world)
      content.chart = try Chart(
        try question.chart(of: answer, in: world), try question.origin(of: answer, in: world),
        page: "/\(name)?\(question.query)")
    } catch {
      // A frame with another policy would stay empty: what is wrong is said in it.
      guard let said = Problem(error), said.status < 500 else { throw error }
      content.problem = said.spoken(request.language).detail
    }
    var answer = try site.pages.html(
      "embed", title: content.chart?.title ?? "Trocha", request, scripts: scripts, draws: true,
      content: content)
    answer.policy = policy
    return answer
  }
}

extension EmbedPage.Chart {
  fileprivate init(_ chart: BriefContent.Chart, _ origin: AnswerOrigin, page: String) throws {
    let frame = ChartPicture.Frame(chart, origin)
    (title, unit) = (frame.title, frame.unit)
    data = try Pages.data(chart)
    self.page = page
    hasLegend = chart.form == .stackedBars || chart.form == .rankedBars && chart.series.count > 1
    legend = chart.series.enumerated().map { .init(tint: "tint-\($0 % 8 + 1)", text: $1.label) }
    notes = chart.notes
    lines = origin.lines
  }
}
