import Forecasting
import Hummingbird
import Questions
import Reports
import Wording

/// What a month comes to by a count of some of its days.
enum NowcastView: SitePage {
  static let path = "/nowcast"
  static let name = Localized("The month so far", "El mes hasta ahora")
  static let scripts = ["report.js", "asking.js"]
  static let isInNavigation = false

  private struct Content {
    var series: [RecordForm.Option]
    var count, days, change, asOf: String
    var opening: OpeningAnswer
  }

  /// The count of which the report of October 2023 speaks, as an example: it may be replaced.
  private static let example = [
    "q": "encounters-southwest-venezuelans", "count": "25777", "days": "2023-09-01/2023-09-17",
    "change": "63",
  ]

  static func add(to router: Router<WebContext>, _ site: Site) {
    router.get(route) { request, context in
      try await site.page(request, context, NowcastQuestion.inputs.map(\.name), cost: .cheap) {
        try await page(request, site)
      }
    }
  }

  private static func page(_ request: Request, _ site: Site) async throws -> Answer {
    var texts = Query(request).texts
    if texts["q"].isEmpty {
      for (name, value) in example where texts[name].isEmpty { texts[name] = [value] }
    }
    let opening = try await OpeningAnswer.of(texts, site, request.language) {
      (report: NowcastReport, question: NowcastQuestion, world) in
      try report.page(question, world)
    }
    func said(_ name: String) -> String { texts[name].last ?? "" }
    let content = Content(
      series: SeriesChoice.monthly(site, said("q"), request.language), count: said("count"),
      days: said("days"), change: said("change"), asOf: said("as-of"), opening: opening)
    return try site.pages.html(self, request, content: content)
  }
}
