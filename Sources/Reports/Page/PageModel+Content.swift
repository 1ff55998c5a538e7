import Foundation
import Periods
import Wording

/// Builds the page's model from a brief's content.
struct PageModelBuilder {
  private let content: BriefContent
  private let language: Language
  private let words: PageWords
  private let anchors: SourceAnchors
  private var notes: NumberNotes
  private var names = AnchorNames()

  init(_ content: BriefContent) {
    self.content = content
    language = Language(rawValue: content.language) ?? .english
    words = PageWords(language)
    anchors = SourceAnchors(content.sources)
    notes = NumberNotes(anchors)
  }

  /// The model without style, code and data, which ``BriefPage`` adds.
  mutating func model() throws -> PageModel {
    let summary = try content.summary.map { try sentence($0) }
    let keyFigures = try content.keyFigures.map { try keyFigure($0) }
    let map = try content.map.map { try self.map($0) }
    let sections = try content.chartSections.map { try section($0) }
    let tables = try content.tables.map { try table($0) }
    return PageModel(
      language: content.language, title: content.title, headline: content.headline,
      knowledge: content.knowledge, corridor: content.corridor.name,
      policy: "", style: "", code: "", libraries: "", licences: "", data: "", outlines: "",
      words: words, contents: links(sections: sections, tables: tables),
      summary: summary, keyFigures: keyFigures, map: map, sections: sections, tables: tables,
      cautions: content.cautions, notes: notes.notes, sources: try sources(),
      provenance: .init(
        program: content.provenance.program, release: content.provenance.version,
        command: content.provenance.command, newest: day(content.provenance.newestPublication)))
  }

  private func links(sections: [PageModel.Section], tables: [PageModel.Table]) -> [PageModel.Link] {
    var links: [PageModel.Link] = []
    if !content.summary.isEmpty { links.append(.init(href: "#in-short", text: words.inShort)) }
    if !content.keyFigures.isEmpty {
      links.append(.init(href: "#key-figures", text: words.keyFigures))
    }
    if content.map != nil { links.append(.init(href: "#corridor", text: words.map)) }
    links += sections.map { .init(href: "#\($0.id)", text: $0.title) }
    links += tables.map { .init(href: "#\($0.id)", text: $0.title) }
    if !content.cautions.isEmpty { links.append(.init(href: "#cautions", text: words.cautions)) }
    links.append(.init(href: "#sources", text: words.sources))
    links.append(.init(href: "#provenance", text: words.provenance))
    return links
  }

  private mutating func sentence(
    _ sentence: BriefContent.Sentence
  ) throws -> PageModel.Sentence {
    let numbers = try sentence.figures.map { try notes.number($0) }
    let pieces = CitedText.pieces(of: sentence.text, displays: numbers.map(\.display))
    var spelled: Set<Int> = []
    let shown = pieces.map { piece -> PageModel.Piece in
      switch piece {
      case .words(let text):
        return .init(plain: text, number: nil)
      case .figure(let index):
        spelled.insert(index)
        return .init(plain: nil, number: numbers[index])
      }
    }
    let others = numbers.indices.filter { !spelled.contains($0) }.map { numbers[$0] }
    return .init(pieces: shown, others: others, hasOthers: !others.isEmpty)
  }

  private mutating func keyFigure(
    _ key: BriefContent.KeyFigure
  ) throws -> PageModel.KeyFigure {
    .init(
      label: key.label, period: key.period, series: key.series,
      number: try notes.number(key.figure),
      comparison: try key.comparison.map { try notes.number($0) })
  }

  private mutating func map(_ map: BriefContent.CorridorMap) throws -> PageModel.Map {
    var names: [String: String] = [:]
    let places = try map.points.map { point -> PageModel.Place in
      names[point.id] = point.name
      let figures = try point.figures.map {
        PageModel.Labelled(
          label: $0.label, period: $0.period, number: try notes.number($0.figure))
      }
      return .init(
        id: self.names.name("place-", point.id), name: point.name, countedBy: point.countedBy,
        counts: point.counts, figures: figures)
    }
    let legs = map.ways.map { way in
      let ends = "\(names[way.from] ?? way.from) → \(names[way.to] ?? way.to)"
      return way.label.isEmpty ? ends : "\(ends): \(way.label)"
    }
    return .init(
      title: map.title, description: map.description, places: places, legs: legs,
      hasLegs: !legs.isEmpty)
  }

  private mutating func section(
    _ section: BriefContent.ChartSection
  ) throws -> PageModel.Section {
    .init(
      id: names.name("section-", section.id), title: section.title, text: section.text,
      charts: try section.charts.map { try chart($0) })
  }

  private mutating func chart(_ chart: BriefContent.Chart) throws -> PageModel.Chart {
    let table = ChartTable(chart, notKnown: words.notKnown)
    let stacked = chart.form == .stackedBars
    let tinted = stacked || (chart.form == .rankedBars && chart.series.count > 1)
    let legend = chart.series.enumerated().map { index, series in
      PageModel.Swatch(tint: "tint-\(index % 8 + 1)", text: series.label)
    }
    let marks = chart.marks.sorted { $0.date < $1.date }
    let origins = try chart.sources.map { try anchors.link(to: $0) }
    return .init(
      id: names.name("chart-", chart.id), title: chart.title, description: chart.description,
      unit: chart.unit, form: chart.form.rawValue, legend: tinted ? legend : [],
      hasLegend: tinted, shaded: stacked && table.hasGaps,
      marks: marks.map { .init(day: day($0.date), label: $0.label) }, hasMarks: !marks.isEmpty,
      remarks: chart.notes, origins: origins, hasOrigins: !origins.isEmpty, head: table.head,
      corner: chart.form == .rankedBars ? words.group : words.period, rows: table.rows)
  }

  private mutating func table(_ table: BriefContent.FigureTable) throws -> PageModel.Table {
    let lines = try table.rows.map { row in
      PageModel.Line(
        header: row.header,
        cells: try row.cells.map {
          .init(plain: $0.text, number: try $0.figure.map { try notes.number($0) })
        })
    }
    let head = table.columns.dropFirst().enumerated().map { index, label in
      let column = table.rows.compactMap { index < $0.cells.count ? $0.cells[index] : nil }
      return PageModel.Column(label: label, wordy: column.allSatisfy { $0.figure == nil })
    }
    return .init(
      id: names.name("table-", table.id), title: table.title, caption: table.caption,
      corner: table.columns.first ?? "", head: head, lines: lines, remarks: table.notes)
  }

  private func sources() throws -> [PageModel.Source] {
    try content.sources.map { source in
      let anchor = try anchors.link(to: source.id).href.dropFirst()
      let scheme = URL(string: source.url)?.scheme?.lowercased()
      return .init(
        id: String(anchor), publisher: source.publisher, name: source.title,
        published: day(source.published), licence: source.licence, sha256: source.sha256,
        remark: source.note, address: source.url,
        target: scheme == "https" || scheme == "http" ? source.url : nil)
    }
  }

  /// A date in the brief's language; a text that is no date stays as it is.
  private func day(_ text: String) -> String {
    Day(text).map { language.day($0) } ?? text
  }
}

/// The table behind a chart: a row for each period or group, a column for each series.
struct ChartTable {
  var head: [String]
  var rows: [PageModel.Row]
  /// Whether a figure of the table is not known.
  var hasGaps: Bool

  init(_ chart: BriefContent.Chart, notKnown: String) {
    var labels: [String: String] = [:]
    var order: [String] = []
    for point in chart.series.flatMap(\.points) where labels[point.x] == nil {
      labels[point.x] = point.label
      order.append(point.x)
    }
    // ISO dates sort as text; groups keep the order they are given in.
    if chart.form != .rankedBars { order.sort() }
    let columns = chart.series.map { series in
      Dictionary(series.points.map { ($0.x, $0) }, uniquingKeysWith: { first, _ in first })
    }
    rows = order.map { x in
      let cells = columns.map { column -> PageModel.ChartCell in
        guard let point = column[x] else { return .init(shown: notKnown, absent: true) }
        let shown = point.display.isEmpty && point.y == nil ? notKnown : point.display
        return .init(shown: shown, absent: point.y == nil)
      }
      return .init(header: labels[x] ?? x, cells: cells)
    }
    head = chart.series.map(\.label)
    hasGaps = rows.contains { $0.cells.contains(where: \.absent) }
  }
}
