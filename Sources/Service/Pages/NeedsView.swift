import Forecasting
import Hummingbird
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
  }

  static func add(to router: Router<WebContext>, _ site: Site) {
    router.get(route) { request, _ in
      let query = Query(request)
      let content = Content(
        series: SeriesChoice.monthly(
          site, try query.text("q") ?? SeriesChoice.usual(site), request.language),
        months: "\(try query.number("months", 1...Panel.longest) ?? 3)",
        asOf: try query.day("as-of").map { "\($0)" } ?? "", plan: example(request.language),
        isWeekly: try query.text("every") == NeedsReport.Every.week.rawValue)
      let answer = try site.pages.html(self, request, content: content)
      return site.pages.respond(answer, to: request)
    }
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
