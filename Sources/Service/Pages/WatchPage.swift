import Foundation
import Hummingbird
import Periods
import Questions
import Record
import Reports
import Wording

/// For somebody who follows series: what moved since the period before, what is late, the latest news, and the
/// addresses of the feeds.
enum WatchPage: SitePage {
  static let path = "/watch"
  static let name = Localized("Watch", "Seguir")
  static let scripts = ["watch.js"]
  static let draws = false

  private struct Content {
    var places, series: [RecordForm.Option]
    var isAll: Bool
    var words: String
    var problem: PageFault?
    var followed: Followed?
  }

  static func add(to router: Router<WebContext>, _ site: Site) {
    router.get(route) { request, context in
      try await site.page(request, context, ["q", "words"], cost: .dear) {
        try await page(request, site)
      }
    }
  }

  private static func page(_ request: Request, _ site: Site) async throws -> Answer {
    let language = request.language
    let texts = Query(request).texts
    let asked = texts["q"].last ?? ""
    let words = texts["words"].last ?? ""
    let places = try places(site, asked, language)
    var series = SeriesChoice.monthly(site, asked, language, withStocks: true)
    // A place's series and words of one's own are no series of the list.
    series.removeAll { $0.value.isEmpty || places.map(\.value).contains($0.value) }
    var content = Content(
      places: places, series: series, isAll: asked.isEmpty && words.isEmpty, words: words)
    do {
      let text = words.isEmpty ? asked : words
      guard text.utf8.count <= 2_000 else {
        throw Problem.badParameter(
          InputFault(
            "words", expected: "at most 2000 bytes", spanish: "2000 bytes como máximo",
            found: String(text.prefix(40))))
      }
      content.followed = try await followed(text, site, language)
    } catch {
      content.problem = try PageFault(error, language)
    }
    return try site.pages.html(self, request, content: content)
  }

  /// The corridor's places, each with the series that are counted there.
  private static func places(
    _ site: Site, _ asked: String, _ language: Language
  ) throws -> [RecordForm.Option] {
    try site.folder.corridor().points.map { point in
      let all = point.series.map(\.query).joined(separator: ", ")
      return .init(value: all, text: point.name(language), selected: all == asked)
    }
  }

  /// - Parameter text: series with commas between them; empty for all that have a name.
  private static func followed(
    _ text: String, _ site: Site, _ language: Language
  ) async throws -> Followed {
    let store = site.store
    let parser = store.parser
    let isAll = text.isEmpty
    let selections =
      try isAll
      ? store.vocabulary.namedSeries.compactMap { try? parser.selection($0.id) }
      : parser.selections(text)
    guard selections.count <= Followed.most || isAll else {
      throw Problem.badParameter(
        InputFault(
          "words", expected: "at most \(Followed.most) series",
          spanish: "\(Followed.most) series como máximo", found: "\(selections.count)"))
    }
    let today = Day.today
    let all = try selections.compactMap { selection -> Followed.One? in
      do {
        return try .init(
          news: store.news(selection, periods: Followed.periods, today: today, language),
          compared: store.comparisons(selection))
      } catch QuestionError.nothingFound where isAll {
        return nil
      }
    }
    return Followed(all, isAll: isAll, language)
  }
}

/// The series that somebody follows, as the page shows them.
private struct Followed {
  /// Series of one page, and periods that are looked back on.
  static let (most, periods) = (20, 24)
  /// News of all series together that are shown.
  private static let newest = 15

  struct One {
    var news: SeriesNews
    var compared: ComparisonReport
  }
  struct Moved {
    var title, href, period, figure, change, age: String
    var isLate: Bool
  }
  struct Item {
    var day, kind, text: String
  }
  struct Feed {
    var title, id, atom, json, outlook: String
    /// Whether forecasts can be asked for.
    var hasNext: Bool
  }

  var late: String
  var moved: [Moved]
  var items: [Item]
  var hasItems: Bool
  var feeds: [Feed]

  init(_ all: [One], isAll: Bool, _ language: Language) {
    // The newest first, then what moved most.
    func change(_ one: One) -> Double { abs(one.compared.first(.previousPeriod)?.change ?? 0) }
    let ordered =
      isAll
      ? all.sorted {
        ($0.compared.observation.period.last, change($0))
          > ($1.compared.observation.period.last, change($1))
      } : all
    moved = ordered.map { Followed.moved($0, language) }
    let count = all.count { $0.news.age?.late == true }
    late =
      count == 0
      ? language(
        "No release of these series is late.", "Ninguna publicación de estas series lleva retraso.")
      : all.count == 1
        ? language(
          "This series has releases due that are not held.",
          "A esta serie le faltan publicaciones.")
        : count == 1
          ? language(
            "Of \(all.count) series, 1 has releases due that are not held.",
            "De \(all.count) series, a 1 le faltan publicaciones.")
          : language(
            "Of \(all.count) series, \(count) have releases due that are not held.",
            "De \(all.count) series, a \(count) les faltan publicaciones.")
    items = all.flatMap {
      all.count > 1 ? Followed.grouped($0.news.items, language) : $0.news.items
    }
    .sorted { ($0.day, $0.period) > ($1.day, $1.period) }
    // What is late has a column of its own above.
    .filter { !isAll || $0.kind != .late }
    .prefix(Followed.newest).map {
      Item(day: language.day($0.day), kind: Followed.words($0.kind, language), text: $0.text)
    }
    hasItems = !items.isEmpty
    feeds = all.enumerated().map { Followed.feed($0 + 1, $1, language) }
  }

  /// Of several series each release has one line: a table that brought many periods would hide the others.
  private static func grouped(
    _ items: [SeriesNews.Item], _ language: Language
  ) -> [SeriesNews.Item] {
    Dictionary(grouping: items) { "\($0.day) \($0.kind.rawValue)" }.values.compactMap { same in
      guard var newest = same.max(by: { $0.period < $1.period }) else { return nil }
      let others = same.count - 1
      if others > 0 {
        newest.text +=
          others == 1
          ? language("; and 1 period before it", "; y 1 período anterior")
          : language("; and \(others) periods before it", "; y \(others) períodos anteriores")
      }
      return newest
    }
  }

  private static func moved(_ one: One, _ language: Language) -> Moved {
    let own = one.compared.observation
    let before = one.compared.first(.previousPeriod)
    let age = one.news.age
    return Moved(
      title: one.news.title, href: "/record?q=" + InputTexts.encoded(one.news.series),
      period: language.period(own.period), figure: own.text(language),
      change: before.map { "\($0.label(language)): \($0.text(language))" }
        ?? language("nothing to compare with", "nada con que comparar"),
      age: age?.sentence ?? language("Not known.", "No se sabe."), isLate: age?.late ?? false)
  }

  private static func words(_ kind: SeriesNews.Kind, _ language: Language) -> String {
    switch kind {
    case .figure: language("new figure", "cifra nueva")
    case .revision: language("revision", "revisión")
    case .late: language("late", "con retraso")
    }
  }

  private static func feed(_ number: Int, _ one: One, _ language: Language) -> Feed {
    let name = one.news.series
    let lang = "lang=\(language.rawValue)"
    // A series without a name is followed by its words.
    let isNamed = name != one.news.query
    let question = "/api/v1/feed?q=\(InputTexts.encoded(one.news.query))&\(lang)&format="
    return Feed(
      title: one.news.title, id: "feed-\(number)",
      atom: isNamed ? "/feeds/\(name).atom?\(lang)" : question + "atom",
      json: isNamed ? "/feeds/\(name).json?\(lang)" : question + "jsonfeed",
      outlook: "/outlook?q=" + InputTexts.encoded(name),
      hasNext: one.compared.timeline.native == .month)
  }
}
