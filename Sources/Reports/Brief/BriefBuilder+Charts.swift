import Corridors
import Periods
import Record
import Wording

extension BriefBuilder {
  mutating func section(_ section: BriefPlan.Section) throws -> BriefContent.ChartSection {
    .init(
      id: section.id, title: section.title(language), text: section.text(language),
      charts: try section.charts.compactMap { try chart($0) })
  }

  /// The chart of a question to the record, with the corridor's events.
  ///
  /// - Returns: `nil` when nothing was known.
  package mutating func chart(
    of question: SeriesQuestion, by dimension: Dimension? = nil, top: Int = 6
  ) throws -> BriefContent.Chart? {
    let query = question.selection.description
    let vocabulary = store.vocabulary
    let title =
      (try? store.timeline(question.selection, asOf: asOf)).map { vocabulary.title($0, language) }
      ?? vocabulary.title(question.selection, language)
    let isParted = dimension != nil
    return try chart(
      BriefPlan.Chart(
        id: "series", title: Localized(title, title), form: isParted ? .stackedBars : .lines,
        series: isParted
          ? nil : [BriefPlan.Listed(query: query, label: Localized(title, title), subject: nil)],
        of: isParted ? query : nil, by: dimension, top: top, every: question.every,
        from: question.period ?? question.from, through: question.period ?? question.to,
        marks: corridor.events.map(\.id)))
  }

  private mutating func chart(_ chart: BriefPlan.Chart) throws -> BriefContent.Chart? {
    if let query = chart.of, let dimension = chart.by {
      return try partedChart(chart, of: query, by: dimension)
    }
    return try seriesChart(chart)
  }

  private mutating func seriesChart(_ chart: BriefPlan.Chart) throws -> BriefContent.Chart? {
    var lines: [(BriefPlan.Listed, Timeline)] = []
    for listed in chart.series ?? [] {
      if let timeline = try timeline(listed.query) { lines.append((listed, timeline)) }
    }
    guard let first = lines.first?.1 else { return nil }
    let every = chart.every ?? first.native
    guard let range = range(lines.map(\.1), every: every, chart) else { return nil }
    var notes = cutNotes(range, every)
    for (listed, timeline) in lines {
      notes += self.notes(timeline, every: every, within: range, name: listed.label(language))
    }
    let series = lines.map { listed, timeline in
      BriefContent.ChartSeries(
        id: listed.query, label: listed.label(language),
        points: points(timeline, every: every, within: range))
    }
    let sources = cite(lines.map(\.1), every: every, within: range)
    return BriefContent.Chart(
      id: chart.id, title: chart.title(language),
      description: description(series), form: chart.form == .lines ? .lines : .stackedBars,
      unit: axis(first.selection, every), series: series,
      marks: marks(chart.marks ?? [], within: range)
        + sourceChangeMarks(lines.map(\.1), every, range),
      notes: notes, sources: sources)
  }

  private mutating func partedChart(
    _ chart: BriefPlan.Chart, of query: String, by dimension: Dimension
  ) throws -> BriefContent.Chart? {
    let breakdown: Breakdown
    do {
      breakdown = try store.breakdown(selection(query), by: dimension, asOf: asOf)
    } catch QuestionError.nothingFound {
      return nil
    }
    note(breakdown.total)
    for part in breakdown.parts { note(part.timeline) }
    let every = chart.every ?? breakdown.total.native
    guard let range = range(breakdown.parts.map(\.timeline), every: every, chart)
    else { return nil }
    let periods = range.split(into: every)
    let top = chart.top ?? 6
    let shown = largest(breakdown.parts, top, over: periods)
    let rest = breakdown.parts.filter { part in !shown.contains { $0.label == part.label } }
    var series = shown.map { part in
      BriefContent.ChartSeries(
        id: part.label, label: store.vocabulary.name(part.label, in: dimension, language),
        points: points(part.timeline, every: every, within: range))
    }
    if !rest.isEmpty { series.append(others(rest.map(\.timeline), periods)) }
    var notes =
      cutNotes(range, every)
      + self.notes(
        breakdown.total, every: every, within: range,
        name: store.vocabulary.title(breakdown.total, language))
    if let note = differenceNote(breakdown, periods) { notes.append(note) }
    return BriefContent.Chart(
      id: chart.id, title: chart.title(language), description: description(series),
      form: chart.form == .lines ? .lines : .stackedBars,
      unit: axis(breakdown.total.selection, every), series: series,
      marks: marks(chart.marks ?? [], within: range)
        + sourceChangeMarks([breakdown.total], every, range),
      notes: notes, sources: cite(breakdown.parts.map(\.timeline), every: every, within: range))
  }

  /// The parts with the largest sums over the last twelve periods; "other" is never one of them.
  private func largest(
    _ parts: [Breakdown.Part], _ count: Int, over periods: [Period]
  ) -> [Breakdown.Part] {
    let last = periods.suffix(12)
    let sums = parts.map { part in
      (part, last.compactMap { part.timeline.observation($0).value }.reduce(0, +))
    }
    return sums.filter { !["OOO", "UNK"].contains($0.0.label) }
      .sorted { ($1.1, $0.0.label) < ($0.1, $1.0.label) }.prefix(count).map(\.0)
  }

  private func others(_ rest: [Timeline], _ periods: [Period]) -> BriefContent.ChartSeries {
    let points = periods.map { period in
      let known = rest.compactMap { $0.observation(period).value }
      let sum = known.isEmpty ? nil : known.reduce(0, +)
      return point(period, sum, sum.map(language.count) ?? language("not known", "no se sabe"))
    }
    return .init(id: "others", label: language("Others", "Otros"), points: points)
  }

  private func points(
    _ timeline: Timeline, every: Granularity, within range: Period
  ) -> [BriefContent.ChartPoint] {
    range.split(into: every).map { period in
      let observation = timeline.observation(period)
      let value = observation.isPartial ? nil : observation.value
      return point(
        period, value,
        value == nil ? language("not known", "no se sabe") : observation.text(language))
    }
  }

  private func point(
    _ period: Period, _ value: Double?, _ display: String
  ) -> BriefContent.ChartPoint {
    .init(
      x: period.first.description, label: language.period(period), y: value, display: display)
  }

  private func range(
    _ timelines: [Timeline], every: Granularity, _ chart: BriefPlan.Chart
  ) -> Period? {
    let spans = timelines.compactMap { $0.coverage(every: every) }
    guard let first = spans.map(\.first).min(), let last = spans.map(\.last).max()
    else { return nil }
    return Period(
      from: max(first, chart.from?.first ?? first), through: min(last, chart.through?.last ?? last))
  }

  /// What a range that begins or ends inside a period leaves undrawn.
  private func cutNotes(_ range: Period, _ every: Granularity) -> [String] {
    let drawn = range.split(into: every)
    guard let first = drawn.first, let last = drawn.last,
      first.first > range.first || last.last < range.last
    else { return [] }
    let (from, to) = (language.day(range.first), language.day(range.last))
    return [
      language(
        "Only whole periods are drawn, \(language.runs(of: drawn)), of what was asked for: \(from) to \(to).",
        "Solo se dibujan períodos enteros, \(language.runs(of: drawn)), de lo que se pidió: del \(from) al \(to)."
      )
    ]
  }

  private func notes(
    _ timeline: Timeline, every: Granularity, within: Period, name: String
  ) -> [String] {
    var notes: [String] = []
    let missing = timeline.observations(every: every, within: within)
      .filter { $0.value == nil || $0.isPartial }.map(\.period)
    if !missing.isEmpty {
      notes.append(
        name + language(", not known: ", ", no se sabe: ") + language.runs(of: missing) + ".")
    }
    return notes
  }

  /// `nil` where some of the parts are not known for certain, so that it is not seen whether they add up.
  private func differenceNote(_ breakdown: Breakdown, _ periods: [Period]) -> String? {
    let off = periods.filter { abs(breakdown.difference($0) ?? 0) > 0.5 }
    guard let last = off.last, let difference = breakdown.difference(last) else {
      let known = periods.filter { breakdown.total.observation($0).value != nil }
      return !known.isEmpty && known.allSatisfy(breakdown.addsUp)
        ? language("The parts add up to the total.", "Las partes suman el total.") : nil
    }
    let when = language.period(last)
    return language(
      "The parts differ from the total in \(off.count) of \(periods.count) periods, by "
        + "\(language.count(difference)) in \(when): they come from another table or vintage.",
      "Las partes difieren del total en \(off.count) de \(periods.count) períodos, en "
        + "\(language.count(difference)) en \(when): son de otra tabla o edición.")
  }

  private func sourceChangeMarks(
    _ timelines: [Timeline], _ every: Granularity, _ range: Period
  ) -> [BriefContent.ChartMark] {
    let sourceChanges = timelines.flatMap { $0.sourceChanges(every: every, within: range) }
    return Set(sourceChanges.map(\.period)).sorted().map {
      .init(
        date: $0.first.description, label: language("source changes", "cambia la fuente"))
    }
  }

  /// The corridor's events by their ids, those that had happened by the day of the brief.
  private func marks(_ ids: [String], within range: Period) -> [BriefContent.ChartMark] {
    corridor.events
      .filter {
        ids.contains($0.id) && range.contains($0.day) && $0.day <= asOf ?? $0.day
      }
      .map { .init(date: $0.day.description, label: $0.label(language)) }
  }

  private mutating func cite(
    _ timelines: [Timeline], every: Granularity, within: Period
  ) -> [String] {
    var ids: Set<String> = []
    for timeline in timelines {
      for observation in timeline.observations(every: every, within: within) {
        ids.formUnion(observation.sources)
      }
    }
    let sorted = ids.sorted()
    return cited(nil, "", sorted, "").sources
  }

  private func axis(_ selection: Selection, _ every: Granularity) -> String {
    let unit = store.vocabulary.unit(selection, language)
    let capital = unit.prefix(1).uppercased() + unit.dropFirst()
    switch every {
    case .month: return capital + language(" a month", " al mes")
    case .quarter: return capital + language(" a quarter", " al trimestre")
    case .year, .fiscalYear:
      let isStock = store.vocabulary.measure(selection.measure)?.isStock ?? false
      return capital
        + (isStock
          ? language(" at the end of the year", " a fin de año") : language(" a year", " al año"))
    default: return capital
    }
  }

  /// First, last and highest of every line, for who cannot see the chart.
  func description(_ series: [BriefContent.ChartSeries]) -> String {
    series.prefix(4).compactMap { line -> String? in
      let known = line.points.filter { $0.y != nil }
      guard let first = known.first, let last = known.last,
        let high = known.max(by: { ($0.y ?? 0) < ($1.y ?? 0) })
      else { return nil }
      return language(
        "\(line.label): \(first.display) in \(first.label), \(last.display) in \(last.label), "
          + "highest \(high.display) in \(high.label).",
        "\(line.label): \(first.display) en \(first.label), \(last.display) en \(last.label), "
          + "máximo \(high.display) en \(high.label).")
    }.joined(separator: " ")
  }
}
