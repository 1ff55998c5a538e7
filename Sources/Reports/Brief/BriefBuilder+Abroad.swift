import Periods
import Record
import Wording

extension BriefBuilder {
  /// Where the people live abroad: a ranked chart.
  mutating func abroadSection() throws -> BriefContent.ChartSection? {
    guard let (breakdown, last) = try abroad() else { return nil }
    let parts = ranked(breakdown, last).prefix(plan.abroad.top)
    var points: [BriefContent.ChartPoint] = []
    var sources: Set<String> = []
    for (label, observation) in parts {
      sources.formUnion(cited(observation).sources)
      points.append(
        .init(
          x: label, label: store.vocabulary.name(label, in: .place, language),
          y: observation.value, display: observation.text(language)))
    }
    let title = store.vocabulary.title(breakdown.total, language)
    let when = language.period(last)
    let listed = points.prefix(5).map { "\($0.label) \($0.display)" }
    return .init(
      id: "abroad", title: language("Abroad", "En el extranjero"),
      text: store.vocabulary.measure(breakdown.total.selection.measure)?.definition(language) ?? "",
      charts: [
        .init(
          id: "abroad-by-country",
          title: language("\(title), end of \(when)", "\(title), fin de \(when)"),
          description: language.list(listed) + ".", form: .rankedBars,
          unit: store.vocabulary.unit(breakdown.total.selection, language),
          series: [.init(id: "abroad", label: title, points: points)], marks: [], notes: [],
          sources: sources.sorted())
      ])
  }

  /// The same by legal status.
  mutating func abroadTable() throws -> BriefContent.FigureTable? {
    guard let (breakdown, last) = try abroad() else { return nil }
    var byKind: [(String, [String: Timeline], Timeline?)] = []
    for kind in plan.abroad.kinds {
      let selection = breakdown.total.selection.including(kind, in: .kind)
      guard let parts = try? store.breakdown(selection, by: .place, asOf: asOf) else { continue }
      for part in parts.parts { note(part.timeline) }
      byKind.append(
        (
          kind, Dictionary(parts.parts.map { ($0.label, $0.timeline) }) { a, _ in a }, parts.total
        ))
    }
    var rows = [
      abroadRow(language("All countries", "Todos los países"), breakdown.total, last) {
        $0.2
      }
    ]
    for (label, _) in ranked(breakdown, last).prefix(plan.abroad.top) {
      guard let part = breakdown.parts.first(where: { $0.label == label }) else { continue }
      let name = store.vocabulary.name(label, in: .place, language)
      rows.append(abroadRow(name, part.timeline, last) { $0.1[label] })
    }
    func abroadRow(
      _ header: String, _ total: Timeline, _ period: Period,
      _ timeline: ((String, [String: Timeline], Timeline?)) -> Timeline?
    ) -> BriefContent.FigureTable.Row {
      var cells: [BriefContent.FigureTable.Cell] = [
        .init(figure: cited(total.observation(period)))
      ]
      for entry in byKind {
        if let timeline = timeline(entry) {
          cells.append(.init(figure: cited(timeline.observation(period))))
        } else {
          cells.append(.init(text: "–"))
        }
      }
      return .init(header: header, cells: cells)
    }
    let when = language.period(last)
    return .init(
      id: "abroad-table",
      title: language(
        "By country and status, end of \(when)", "Por país y condición, fin de \(when)"),
      caption: store.vocabulary.title(breakdown.total, language),
      columns: [language("Country", "País"), language("All", "Total")]
        + byKind.map { store.vocabulary.name($0.0, in: .kind, language) },
      rows: rows,
      notes: [
        language(
          "A dash: the source has no such figure for the country.",
          "Un guion: la fuente no tiene esa cifra para el país.")
      ])
  }

  private mutating func abroad() throws -> (Breakdown, Period)? {
    do {
      let breakdown = try store.breakdown(
        selection(plan.abroad.query), by: .place, asOf: asOf)
      note(breakdown.total)
      for part in breakdown.parts { note(part.timeline) }
      guard let last = breakdown.total.latest(every: breakdown.total.native) else { return nil }
      return (breakdown, last.period)
    } catch QuestionError.nothingFound {
      return nil
    }
  }

  private func ranked(_ breakdown: Breakdown, _ period: Period) -> [(String, Observation)] {
    breakdown.parts.map { ($0.label, $0.timeline.observation(period)) }
      .filter { ($0.1.value ?? 0) > 0 }
      .sorted { ($1.1.value ?? 0, $0.0) < ($0.1.value ?? 0, $1.0) }
  }
}
