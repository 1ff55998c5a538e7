import Effects
import Forecasting
import Foundation
import Hummingbird
import Periods
import Questions
import Record
import Reports
import Wording

/// The fan of a series, and how earlier ones did.
enum OutlookView: SitePage {
  static let path = "/outlook"
  static let name = Localized("Outlook", "Pronóstico")
  static let scripts = ["report.js", "asking.js"]

  private struct Content {
    var series, methods: [RecordForm.Option]
    var months, years, above, asOf: String
    var opening: OpeningAnswer
  }

  static func add(to router: Router<WebContext>, _ site: Site) {
    router.get(route) { request, context in
      try await site.page(request, context, OutlookQuestion.inputs.map(\.name), cost: .dear) {
        try await page(request, site)
      }
    }
  }

  private static func page(_ request: Request, _ site: Site) async throws -> Answer {
    let query = Query(request)
    let asked = try query.texts["q"].last ?? SeriesChoice.outlook(site)
    let method = query.texts["method"].last ?? ForecastMethods.names[0]
    var texts = query.texts
    texts["q"] = [asked]
    let opening = try await OpeningAnswer.of(texts, site, request.language) {
      (answer: OutlookAnswer, question: OutlookQuestion, world) in
      try answer.page(question, world)
    }
    let content = Content(
      series: SeriesChoice.monthly(site, asked, request.language, withStocks: true),
      methods: ForecastMethods.names.map { .init(value: $0, text: $0, selected: $0 == method) },
      months: query.texts["months"].last ?? "6",
      years: query.texts["years"].last ?? "",
      above: query.texts["above"].last ?? "",
      asOf: query.texts["as-of"].last ?? "", opening: opening)
    return try site.pages.html(self, request, content: content)
  }
}

/// What a dated policy changed about a series.
enum EffectView: SitePage {
  static let path = "/effect"
  static let name = Localized("Did it work", "¿Funcionó?")
  static let scripts = ["report.js", "asking.js"]

  private struct Content {
    var series, dates: [RecordForm.Option]
    var on, through, asOf: String
    var opening: OpeningAnswer
  }

  static func add(to router: Router<WebContext>, _ site: Site) {
    router.get(route) { request, context in
      try await site.page(request, context, EffectQuestion.inputs.map(\.name), cost: .dear) {
        try await page(request, site)
      }
    }
  }

  private static func page(_ request: Request, _ site: Site) async throws -> Answer {
    let query = Query(request)
    let language = request.language
    // The policy that the brief names first, when nothing is asked.
    let first = try SeriesChoice.plan(site)?.firstEffect
    let isFirst = query.texts["q"].isEmpty && query.texts["on"].isEmpty
    let asked =
      try query.texts["q"].last ?? (isFirst ? first?.query : nil) ?? SeriesChoice.usual(site)
    // As it was typed: what is no day is said in the answer's place.
    let on = query.texts["on"].last ?? (isFirst ? first.map { "\($0.on)" } : nil)
    var texts = query.texts
    texts["q"] = [asked]
    texts["on"] = on.map { [$0] } ?? []
    let opening = try await OpeningAnswer.of(texts, site, language) {
      (report: EffectReport, question: EffectQuestion, world) in
      try EffectPage(report, question, world).content
    }
    let content = Content(
      series: SeriesChoice.monthly(site, asked, language),
      dates: try PolicyDateRoutes.dates(site, language).map {
        .init(
          value: "\($0.day)",
          text: "\(language.day($0.day)): \($0.name) "
            + "(\(EffectReport.Dated.happening($0.event, language)))",
          selected: "\($0.day)" == on)
      },
      on: on ?? "", through: query.texts["through"].last ?? "",
      asOf: query.texts["as-of"].last ?? "", opening: opening)
    return try site.pages.html(self, request, content: content)
  }
}

/// Series to choose from.
enum SeriesChoice {
  /// What the corridor's brief shows; `nil` for a corridor without.
  static func plan(_ site: Site) throws -> BriefPlan? {
    site.folder.has("brief.yaml") ? try BriefPlan.of(site.folder) : nil
  }

  /// The series whose next months the brief shows first.
  static func outlook(_ site: Site) throws -> String {
    try plan(site)?.firstOutlook ?? usual(site)
  }

  /// The first that has a name and a nationality, for which there are others to compare with.
  static func usual(_ site: Site) -> String {
    let vocabulary = site.store.vocabulary
    let parser = site.store.parser
    let found = vocabulary.namedSeries.first { series in
      (try? parser.selection(series.id))?.including[.nationality]?.count == 1
    }
    return (found ?? vocabulary.namedSeries.first)?.id ?? ""
  }

  /// Those that have a name, and the one asked for when it has none.
  ///
  /// - Parameter withStocks: whether with those of numbers at a moment, which have years alone.
  static func monthly(
    _ site: Site, _ asked: String, _ language: Language, withStocks: Bool = false
  ) -> [RecordForm.Option] {
    let vocabulary = site.store.vocabulary
    var options = vocabulary.namedSeries
      .filter { series in
        guard let selection = try? site.store.parser.selection(series.id) else {
          return false
        }
        return vocabulary.measure(selection.measure).map { withStocks || !$0.isStock } ?? false
      }
      .map {
        RecordForm.Option(value: $0.id, text: $0.title(language), selected: $0.id == asked)
      }
    if !options.contains(where: \.selected) {
      let title = (try? site.store.parser.selection(asked)).map {
        vocabulary.title($0, language)
      }
      options.insert(.init(value: asked, text: title ?? asked, selected: true), at: 0)
    }
    return options
  }
}
