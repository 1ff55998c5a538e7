import Hummingbird
import Questions
import Record
import Reports
import Wording

/// When each dataset is released next, and what is late.
enum CalendarPage: SitePage {
  static let path = "/calendar"
  static let name = Localized("Calendar", "Calendario")
  static let draws = false

  private struct Content {
    var today, late, ics, json: String
    var datasets: [Row]
    var series: [Line]
  }

  private struct Row {
    var dataset, publisher, title, newest, published, lag, next, late: String
    var isLate: Bool
    var url: String?
  }

  private struct Line {
    var title, href, age: String
  }

  static func add(to router: Router<WebContext>, _ site: Site) {
    router.get(route) { request, context in
      try await site.page(request, context) { try await page(request, site) }
    }
  }

  private static func page(_ request: Request, _ site: Site) async throws -> Answer {
    let language = request.language
    let calendar = try await CalendarQuestion().answer(in: site.world(language))
    let late = calendar.datasets.count { $0.late }
    let api = "/api/v1/calendar?lang=\(language.rawValue)"
    let content = Content(
      today: language.day(calendar.today),
      late: language(
        "\(late) of \(calendar.datasets.count) datasets have releases due that are not held.",
        "A \(late) de \(calendar.datasets.count) conjuntos de datos les faltan publicaciones."),
      ics: api + "&format=ics", json: api,
      datasets: calendar.datasets.map { row($0, language) },
      series: calendar.series.map {
        Line(
          title: $0.title, href: "/record?q=" + CorridorPage.encoded($0.series),
          age: $0.age?.text ?? language("no figure is held", "no se tiene ninguna cifra"))
      })
    return try site.pages.html(self, request, content: content)
  }

  private static func row(_ dataset: ReleaseCalendar.Dataset, _ language: Language) -> Row {
    Row(
      dataset: dataset.dataset, publisher: dataset.publisher, title: dataset.title,
      newest: language.period(dataset.newest), published: language.day(dataset.published),
      lag: dataset.lagWords(language), next: dataset.nextWords(language),
      late: dataset.lateWords(language), isLate: dataset.late,
      url: dataset.url.hasPrefix("https://") || dataset.url.hasPrefix("http://")
        ? dataset.url : nil)
  }
}
