import Forecasting
import Hummingbird
import Questions
import Wording

/// What people who come will need, by a table that the reader writes and nobody keeps.
enum NeedsView: SitePage {
  static let path = "/needs"
  static let name = Localized("Needs", "Necesidades")
  static let scripts = ["report.js", "needs.js"]

  private struct Content {
    var series: [RecordForm.Option]
    var months, asOf, plan: String
    var isWeekly: Bool
    var opening: OpeningAnswer
  }

  static func add(to router: Router<WebContext>, _ site: Site) {
    router.get(route) { request, context in
      let names = ["q", "months", "every", "as-of"]
      return try await site.page(request, context, names, cost: .dear) {
        try await page(Query(request), example(request.language), request, site)
      }
    }
    addForm(to: router, site, .dear) { said, request in
      try await page(said, said.texts["plan"].last ?? "", request, site)
    }
  }

  private static func page(
    _ query: Query, _ plan: String, _ request: Request, _ site: Site
  ) async throws -> Answer {
    let language = request.language
    let asked = try query.texts["q"].last ?? SeriesChoice.outlook(site)
    var texts = query.texts
    (texts["q"], texts["plan"]) = ([asked], [NeedsRoutes.name])
    let opening: OpeningAnswer
    do {
      let rows = try NeedsRoutes.plan(plan, site)
      opening = try await OpeningAnswer.of(
        texts, site, language,
        complete: { (question: inout NeedsQuestion) in question.rows = rows },
        content: { report, question, world in try question.page(of: report, in: world) })
    } catch {
      opening = OpeningAnswer(problem: try PageFault(error, language))
    }
    let content = Content(
      series: SeriesChoice.monthly(site, asked, language),
      months: query.texts["months"].last ?? "3", asOf: query.texts["as-of"].last ?? "", plan: plan,
      isWeekly: query.texts["every"].last == NeedsReport.Every.week.rawValue, opening: opening)
    return try site.pages.html(self, request, content: content)
  }

  /// That of docs/needs.md: an example, and no advice.
  private static func example(_ language: Language) -> String {
    let example = language("example", "ejemplo")
    return """
      item,unit,share,per_person_day,days,unit_cost,currency,capacity_per_day,source
      \(language("shelter,bed-nights", "albergue,camas-noche")),0.30,1,3,12.50,USD,900,\(example)
      \(language("meals,meals", "comidas,comidas")),1,3,2,2.10,USD,,\(example)
      \(language("water,litres", "agua,litros")),1,15,2,,,,"Sphere Handbook 2018, 2.1"

      """
  }
}
