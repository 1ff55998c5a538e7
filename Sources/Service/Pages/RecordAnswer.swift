import Claims
import Foundation
import Periods
import Questions
import Record
import Reports
import Wording

/// The answer to a question, as the page of the record shows it.
struct RecordAnswer {
  struct Row {
    var period, href: String
    var isChosen: Bool
    var cells: [Cell]
  }
  struct Cell {
    var text: String
    var unknown: Bool
  }
  struct Line {
    var label, text: String
  }
  struct Revision {
    var published, value, change, source: String
  }
  struct Citation {
    var name, href: String
  }
  struct Spoken {
    var language, id, text: String
    /// What a check of the sentence finds.
    var checked: String
  }
  struct Source {
    var name, publisher, published, licence: String
    var url: String?
  }

  var title, query, note, chart: String
  var head: [String]
  var rows: [Row]
  var count: String
  /// The figure that is compared: "August 2023: 181,054".
  var figure, vintage: String
  /// How old the newest figure is; empty where none was known.
  var age: String
  /// Address of the series' feed; empty for one without a name.
  var feed: String
  /// The page that follows the series.
  var watch: String
  /// What other datasets have instead.
  var differing: [String]
  var hasFigure: Bool
  /// The figure in a sentence of each language.
  var spoken: [Spoken]
  var comparisons: [Line]
  var revisions: [Revision]
  var hasRevisions: Bool
  var sources: [Source]
  var csv, hxl, json, xlsx: String
  /// Addresses of its citation, by the name of the form.
  var citations: [Citation]
  /// What stands below the chart in a picture of it.
  var frame: String
  /// Frames for another's page: one that follows the newest, one that stays as it is known.
  var following, staying: String
  /// Whether forecasts and effects of it can be asked for.
  var hasNext: Bool
  var outlook, effect: String
  var command: String

  /// Parts that the table shows beside the total.
  private static let shownParts = 6

  init(_ question: RecordQuestion, _ site: Site, _ language: Language) throws {
    let store = site.store
    let vocabulary = store.vocabulary
    let selection = question.selection
    let series = try store.series(question.series, language)
    title = series.title
    self.query = series.query
    note = vocabulary.namedSeries(for: selection)?.note(language) ?? ""
    var builder = try BriefBuilder(
      store: store, folder: site.folder, asOf: question.series.asOf, language: language,
      command: "", version: site.configuration.version)
    let drawn = try builder.chart(of: question.series, by: question.by)
    chart = try drawn.map(Pages.data) ?? "null"
    (csv, hxl, json) = (question.file("csv"), question.file("hxl"), question.file("json"))
    xlsx = question.file("xlsx")
    citations = [
      (language("text", "texto"), "citation"), ("BibTeX", "bibtex"), ("CSL-JSON", "csl"),
    ]
    .map { Citation(name: $0, href: question.file($1)) }
    (following, staying) = (
      question.frame(title, language, asOf: nil),
      question.frame(title, language, asOf: question.series.asOf ?? .today)
    )
    hasNext = vocabulary.measure(selection.measure).map { !$0.isStock } ?? false
    (outlook, effect) = (question.page("outlook"), question.page("effect"))
    command = question.command(language)
    let parts = try question.by.map { try store.parted(question.series, by: $0, language) }
    head =
      [language("Total", "Total")]
      + (parts?.parts.prefix(RecordAnswer.shownParts).map(\.name) ?? [])
    let numbers = parts.map { $0.parts.flatMap(\.observations) } ?? []
    let origin = try question.asked.origin(
      title, series.observations + numbers,
      newest: FiguresQuestion.newest(series.observations + numbers), in: site.world(language))
    frame = try drawn.map { try Pages.data(ChartPicture.Frame($0, origin)) } ?? "null"
    // Of a range the last figure known in it is compared, not one from outside.
    let isRange = question.series.from != nil || question.series.to != nil
    let last = isRange ? FiguresQuestion.newest(series.observations) : nil
    let compared = try store.comparisons(
      selection, period: question.at ?? question.series.period ?? last, asOf: question.series.asOf)
    let chosen = compared.observation.period
    rows = RecordAnswer.rows(series, parts, chosen, question, language).reversed()
    count = language.count(Double(rows.count))
    figure = "\(language.period(chosen)): \(compared.observation.text(language))"
    hasFigure = compared.observation.value != nil
    spoken = try RecordAnswer.spoken(compared, site, language)
    vintage = compared.observation.vintage(language)
    feed =
      vocabulary.namedSeries(for: selection).map {
        "/feeds/\($0.id).atom?lang=\(language.rawValue)"
      } ?? ""
    watch =
      "/watch?q="
      + InputTexts.encoded(vocabulary.namedSeries(for: selection)?.id ?? selection.description)
    age = try site.world(language).age(compared.timeline)?.sentence ?? ""
    differing = compared.timeline.rivalNotes(compared.observation, language)
    comparisons = compared.rows.map {
      Line(label: $0.label(language), text: $0.text(language))
    }
    revisions = try RecordAnswer.revisions(selection, chosen, store, language)
    hasRevisions = revisions.count > 1
    sources = series.sources.map { source in
      Source(
        name: source.title, publisher: source.publisher, published: language.day(source.published),
        licence: source.licence,
        // Only an address of the web is made a link.
        url: source.url.hasPrefix("https://") || source.url.hasPrefix("http://")
          ? source.url : nil)
    }
  }

  private static func rows(
    _ series: SeriesReport, _ parts: BreakdownReport?, _ chosen: Period, _ question: RecordQuestion,
    _ language: Language
  ) -> [Row] {
    let notKnown = language("not known", "no se sabe")
    return series.observations.enumerated().map { index, observation in
      let values =
        [observation.value]
        + (parts?.parts.prefix(shownParts).map { part in
          part.observations.indices.contains(index) ? part.observations[index].value : nil
        } ?? [])
      return Row(
        period: language.shortPeriod(observation.period),
        href: question.address(at: observation.period),
        isChosen: observation.period == chosen,
        cells: values.map {
          Cell(text: $0.map(language.count) ?? notKnown, unknown: $0 == nil)
        })
    }
  }

  /// The figure in a sentence of each language, checked as any text is.
  private static func spoken(
    _ compared: ComparisonReport, _ site: Site, _ language: Language
  ) throws -> [Spoken] {
    let checker = try site.world(language).checker()
    return Language.allCases.compactMap { own in
      guard let figure = SpokenFigure(compared, site.store.vocabulary, own) else { return nil }
      var question = CheckQuestion()
      (question.document, question.textLanguage) = (Document(text: figure.text), own)
      question.date = compared.timeline.asOf
      let claims = question.report(by: checker).claims.filter { $0.verdict != .notAClaim }
      let confirmed = claims.count { [.supported, .rounded].contains($0.verdict) }
      return Spoken(
        language: own.rawValue, id: "spoken-\(own.rawValue)", text: figure.text,
        checked: confirmed == claims.count && confirmed > 0
          ? language("Check confirms it.", "Verificar lo confirma.")
          : language(
            "Check cannot decide every figure of it by the words alone.",
            "Verificar no puede decidir cada cifra solo por las palabras."))
    }
  }

  private static func revisions(
    _ selection: Selection, _ period: Period, _ store: RecordStore, _ language: Language
  ) throws -> [Revision] {
    let report = RevisionReport(
      selection, period: period, try store.revisions(selection, period: period))
    return report.revisions.map { revision in
      Revision(
        published: language.day(revision.published),
        value: revision.value.map(language.count) ?? language("not known", "no se sabe"),
        change: revision.change.map {
          ($0 > 0 ? "+" : $0 < 0 ? "−" : "") + language.count(abs($0))
        } ?? "", source: revision.source)
    }
  }
}
