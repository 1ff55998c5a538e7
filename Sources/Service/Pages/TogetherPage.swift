import Foundation
import Hummingbird
import Periods
import Questions
import Record
import Reports
import Wording

/// Two series in one chart, as counted or as an index, the second some months later.
enum TogetherPage: SitePage {
  static let path = "/together"
  static let name = Localized("Two series", "Dos series")
  static let scripts = ["together.js"]

  private struct Content {
    var first, second, scales: [RecordForm.Option]
    var shift, from, to, asOf: String
    var problem: PageFault?
    var answer: Shown?
  }

  fileprivate struct Shown {
    struct Row {
      var period, first, second: String
    }
    var title, unit, chart, frame, csv, xlsx, cite, command: String
    var head: [String]
    var rows: [Row]
    var ages, notes: [String]
    var sources: [String]
  }

  private static let names = ["q", "with", "scale", "shift", "from", "to", "as-of"]

  static func add(to router: Router<WebContext>, _ site: Site) {
    router.get(route) { request, context in
      try await site.page(request, context, names) { try await page(request, site) }
    }
  }

  private static func page(_ request: Request, _ site: Site) async throws -> Answer {
    let (query, language) = (Query(request), request.language)
    let (one, other) = usual(site)
    let (first, second) = (query.texts["q"].last ?? one, query.texts["with"].last ?? other)
    let scale = query.texts["scale"].last.flatMap(SeriesPair.Scale.init) ?? .counts
    var content = Content(
      first: options(first, site, language), second: options(second, site, language),
      scales: [
        (SeriesPair.Scale.counts, language("as counted", "como se contó")),
        (.index, language("as an index", "como índice")),
      ].map { .init(value: $0.0.rawValue, text: $0.1, selected: $0.0 == scale) },
      shift: query.texts["shift"].last ?? "1", from: query.texts["from"].last ?? "",
      to: query.texts["to"].last ?? "",
      asOf: query.texts["as-of"].last ?? "")
    do {
      content.answer = try await answer(first, second, query, site, language)
    } catch {
      content.problem = try PageFault(error, language)
    }
    return try site.pages.html(
      self, title: content.answer?.title, request, content: content)
  }

  /// The series of the corridor's headline, and the first on the way that is counted by month.
  private static func usual(_ site: Site) -> (String, String) {
    let named = site.store.vocabulary.namedSeries
    let plan = try? SeriesChoice.plan(site)
    let last = plan?.firstSeries ?? named.first?.id ?? ""
    let corridor = try? site.folder.corridor()
    let ways = corridor?.points.compactMap { $0.series.first?.query } ?? []
    // The first on the way that is counted by month.
    let first = ways.first { name in
      guard name != last, let selection = try? site.store.parser.selection(name) else {
        return false
      }
      return site.store.vocabulary.measure(selection.measure).map { !$0.isStock } ?? false
    }
    return (last, first ?? named.dropFirst().first?.id ?? last)
  }

  private static func options(
    _ asked: String, _ site: Site, _ language: Language
  ) -> [RecordForm.Option] {
    SeriesChoice.monthly(site, asked, language, withStocks: true)
  }

  private static func answer(
    _ first: String, _ second: String, _ query: Query, _ site: Site, _ language: Language
  ) async throws -> Shown {
    let scale: SeriesPair.Scale = try query.choice("scale") ?? .counts
    let shift = try query.number("shift", SeriesPair.shifts) ?? 1
    var texts = InputTexts()
    for name in ["from", "to", "as-of"] { texts[name] = query.texts[name] }
    texts["q"] = [first + ", " + second]
    // Both by the same length of time: years where either has no months.
    let store = site.store
    let natives = try [first, second].map {
      try store.timeline(store.parser.selection($0), asOf: nil).native
    }
    texts["every"] = [
      natives.contains(.year) ? Granularity.year.rawValue : Granularity.month.rawValue
    ]
    let question = try FiguresQuestion(texts)
    let world = site.world(language)
    let answer = try await question.answer(in: world)
    guard case .table(let report) = answer, report.columns.count == 2 else {
      throw Problem.badParameter(
        InputFault(
          "with", expected: "another series than the first",
          spanish: "otra serie que la primera", found: second))
    }
    let pair = SeriesPair(report, scale: scale, shift: shift, language)
    guard !pair.rows.isEmpty else {
      throw QuestionError.unsuitable(
        Localized(
          "There is no period in which both series are known.",
          "No hay ningún período en que se sepan ambas series."),
        hint: Localized("Choose another shift.", "Elija otro desfase."))
    }
    var origin = try question.origin(of: answer, in: world)
    origin.title = pair.title
    return try Shown(pair, report, origin, question, language)
  }
}

extension TogetherPage.Shown {
  fileprivate init(
    _ pair: SeriesPair, _ report: SeriesTableReport, _ origin: AnswerOrigin,
    _ question: FiguresQuestion, _ language: Language
  ) throws {
    let chart = pair.chart
    (title, unit) = (pair.title, pair.unit)
    self.chart = try Pages.data(chart)
    frame = try Pages.data(ChartPicture.Frame(chart, origin))
    let address = "/api/v1/figures?\(question.query)&lang=\(language.rawValue)"
    (csv, xlsx, cite) = (
      address + "&format=csv", address + "&format=xlsx", address + "&format=citation"
    )
    command = question.commandLine(language)
    head = chart.series.map(\.label)
    rows = pair.rows.reversed().map { row in
      .init(
        period: language.shortPeriod(row.period), first: pair.display(row.drawn[0]),
        second: pair.display(row.drawn[1])
          + (row.second == row.period ? "" : " (\(language.shortPeriod(row.second)))"))
    }
    ages = report.columns.compactMap { column in
      column.age.map { "\(column.title): \($0.text)." }
    }
    notes = chart.notes
    sources = report.sources.map {
      "\($0.publisher): \($0.title), \(language.day($0.published)). \($0.licence)"
    }
  }
}
