import Periods
import Record
import Wording

extension BriefBuilder {
  /// Every series of the plan against the month before, the year before and its highs.
  mutating func comparisonTable() throws -> BriefContent.FigureTable? {
    var rows: [BriefContent.FigureTable.Row] = []
    for listed in plan.comparisons {
      do {
        rows.append(row(listed.label(language), try comparisons(listed.query)))
      } catch QuestionError.nothingFound {
        continue
      }
    }
    guard !rows.isEmpty else { return nil }
    return .init(
      id: "comparisons", title: language("Compared", "Comparado"),
      caption: language(
        "Each series' last known month compared with the month before, the same month a year before, "
          + "and the last month as high.",
        "El último mes conocido de cada serie frente al mes anterior, al mismo mes del año anterior "
          + "y al último mes con un nivel igual o mayor."),
      columns: [
        language("Series and its last month", "Serie y su último mes"),
        language("Figure", "Cifra"), language("Month before", "Mes anterior"),
        language("Change", "Cambio"), language("Year before", "Año anterior"),
        language("Change", "Cambio"), language("Highest since", "La más alta desde"),
        language("Share", "Parte"),
      ], rows: rows,
      notes: [
        language(
          "“Little changed” is less than 2% either way; “well” above or below is 15% or more.",
          "«Casi sin cambio» es menos de 2 % hacia arriba o abajo; «muy» por encima o por debajo, "
            + "15 % o más.")
      ])
  }

  private mutating func row(
    _ label: String, _ report: ComparisonReport
  ) -> BriefContent.FigureTable.Row {
    let own = report.observation
    var cells = [BriefContent.FigureTable.Cell(figure: cited(own))]
    for kind in [Comparison.Kind.previousPeriod, .yearBefore] {
      guard let comparison = report.first(kind) else {
        cells += [.init(text: "–"), .init(text: "–")]
        continue
      }
      let other = report.timeline.observation(comparison.period)
      cells.append(.init(figure: cited(other)))
      cells.append(
        .init(
          text: comparison.change.map {
            language.change($0) + (comparison.wording.map { " · " + $0.words(language) } ?? "")
          } ?? "–"))
    }
    if let high = report.first(.highestSince), high.period < own.period.shifted(by: -2) {
      let observation = report.timeline.observation(high.period)
      cells.append(
        .init(
          figure: cited(
            high.value, language.shortPeriod(high.period), observation.sources,
            observation.text(language) + "; " + observation.vintage(language))))
    } else if report.isHighestHeld, let since = report.first(.recordHigh)?.since {
      cells.append(
        .init(
          text: language("all on record, from ", "todo el registro, desde ")
            + language.shortPeriod(since)))
    } else {
      cells.append(.init(text: "–"))
    }
    let share = report.first(.share)
    if let part = share?.share, let share {
      cells.append(
        .init(
          figure: cited(
            part, language.share(part), share.sources,
            language("of ", "de ") + (share.value.map(language.count) ?? ""))))
    } else {
      cells.append(.init(text: "–"))
    }
    return .init(header: "\(label), \(language.shortPeriod(own.period))", cells: cells)
  }

  /// Deaths and disappearances by year, of each route or cause.
  mutating func deathsTable() throws -> BriefContent.FigureTable? {
    let breakdown: Breakdown
    do {
      breakdown = try store.breakdown(
        selection(plan.deaths.query), by: plan.deaths.by, asOf: asOf)
    } catch QuestionError.nothingFound {
      return nil
    }
    note(breakdown.total)
    for part in breakdown.parts { note(part.timeline) }
    guard let last = breakdown.total.latest(every: .month) else { return nil }
    let thisYear = Period.year(of: last.period.first)
    var periods = (0..<plan.deaths.years).reversed().map { thisYear.shifted(by: -$0) }
    // A year that is not over is named by its months.
    if last.period.last < thisYear.last,
      let toDate = Period(from: thisYear.first, through: last.period.last)
    {
      periods[periods.count - 1] = toDate
    }
    var rows = [cellsRow(language("All", "Todas"), breakdown.total, periods)]
    let sums = breakdown.parts.map { part in
      (part, periods.compactMap { part.timeline.observation($0).value }.reduce(0, +))
    }
    for (part, sum) in sums.sorted(by: { $0.1 > $1.1 }) where sum > 0 {
      let name = store.vocabulary.name(part.label, in: plan.deaths.by, language)
      rows.append(cellsRow(name, part.timeline, periods))
    }
    return .init(
      id: "deaths",
      title: language(
        "Deaths and disappearances along the way", "Muertes y desapariciones en el camino"),
      caption: store.vocabulary.measure(breakdown.total.selection.measure)?.definition(language)
        ?? "",
      columns: [language("Route", "Ruta")] + periods.map(language.period), rows: rows,
      notes: [
        language(
          "A minimum estimate: many deaths are never recorded, and those of the last months are "
            + "still being added.",
          "Estimación mínima: muchas muertes nunca se registran y las de los últimos meses aún se "
            + "añaden.")
      ])
  }

  private mutating func cellsRow(
    _ header: String, _ timeline: Timeline, _ periods: [Period]
  ) -> BriefContent.FigureTable.Row {
    var cells: [BriefContent.FigureTable.Cell] = []
    for period in periods { cells.append(.init(figure: cited(timeline.observation(period)))) }
    return .init(header: header, cells: cells)
  }
}
