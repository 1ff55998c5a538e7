import Foundation
import Hummingbird
import Reports
import Wording

/// The map of the corridor, month by month.
enum CorridorPage: SitePage {
  static let path = "/"
  static let name = Localized("Corridor", "Corredor")
  static let scripts = ["corridor.js"]

  private struct Content {
    struct Place {
      var id, name, countedBy, counts: String
      var figures: [Line]
    }
    struct Line {
      var label, display, href, unknown: String
      /// What other datasets have instead.
      var differing: String?
    }
    var name, month, asOf, data: String
    var last: Int
    var places: [Place]
    var events: [Event]
    var isEmpty: Bool
  }

  private struct Event {
    var day, label, source: String
  }

  static func add(to router: Router<WebContext>, _ site: Site) {
    router.get(route) { request, context in
      try await site.page(request, context, ["as-of"], scripts: ["month", "place", "who"]) {
        try page(request, site)
      }
    }
  }

  private static func page(_ request: Request, _ site: Site) throws -> Answer {
    let language = request.language
    let asOf = try Query(request).day("as-of")
    let months = try CorridorMonths(
      site.folder.corridor(), site.store, asOf: asOf, language)
    let last = months.months.count - 1
    let content = Content(
      name: months.name, month: months.months.last?.label ?? "", asOf: asOf.map { "\($0)" } ?? "",
      data: try Pages.data(months), last: max(0, last),
      places: months.points.map { point in
        Content.Place(
          id: point.id, name: point.name, countedBy: point.countedBy, counts: point.counts,
          figures: point.series.map { series in
            let figure = series.figures.last
            return Content.Line(
              label: series.label,
              display: figure?.display ?? language("not known", "no se sabe"),
              href: "/record?q=" + encoded(series.query),
              unknown: figure?.value == nil ? "unknown" : "", differing: figure?.differing)
          })
      },
      events: months.events.map {
        Event(day: language.day($0.day), label: $0.label, source: $0.source)
      }, isEmpty: months.months.isEmpty)
    return try site.pages.html(self, request, content: content)
  }

  static func encoded(_ text: String) -> String {
    text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? text
  }
}
