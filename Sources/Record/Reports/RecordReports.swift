import Periods
import Wording

/// The record's answers as other programs read them; `docs/json.md` is the promise of their form.
/// A number that is not known is written as null, never left out.
package struct SeriesReport: Encodable, Sendable {
  package var series: String
  package var query: String
  package var title: String
  package var unit: String
  package var asOf: Day?
  package var every: Granularity
  package var observations: [ObservationReport]
  /// Periods between the first and the last that are not known.
  package var missing: [Period]
  package var sourceChanges: [SourceChangeReport]
  /// Figures of other datasets for the same, where they differ by more than rounding; left out when
  /// there are none.
  package var differing: [DifferingReport]?
  package var sources: [SourceReport]
  /// How old the newest figure held is; left out when none is.
  package var age: AgeReport?

  enum CodingKeys: String, CodingKey {
    case series, age, query, title, unit, asOf, every, observations, missing, differing, sources
    case sourceChanges = "source_changes"
  }

  package init(
    _ timeline: Timeline, every: Granularity, within: Period?, _ vocabulary: Vocabulary,
    _ language: Language
  ) {
    series = vocabulary.namedSeries(for: timeline.selection)?.id ?? timeline.selection.description
    query = timeline.selection.description
    title = vocabulary.title(timeline, language)
    unit = vocabulary.unit(timeline.selection, language)
    asOf = timeline.asOf
    self.every = every
    let observations = timeline.shown(every: every, within: within)
    self.observations = observations.map { ObservationReport($0, language) }
    missing = observations.filter { $0.value == nil }.map(\.period)
    sourceChanges = timeline.sourceChanges(among: observations).map(SourceChangeReport.init)
    differing = DifferingReport.list(observations, timeline)
    let used = Set(observations.flatMap(\.sources))
    sources = timeline.sources.values.filter { used.contains($0.id) }
      .sorted { $0.id < $1.id }.map { SourceReport($0) }
  }
}

package struct ObservationReport: Encodable, Sendable {
  package var period: Period
  package var value: Double?
  package var exactness: Exactness
  package var basis: String
  package var cells: Int?
  package var monthsKnown: Int?
  package var months: Int?
  package var sources: [String]
  package var published: Day?
  package var standIn: Bool
  package var note: String

  package init(_ observation: Observation, _ language: Language) {
    period = observation.period
    value = observation.value
    exactness = observation.exactness
    switch observation.basis {
    case .published: basis = "published"
    case .sum(let count):
      basis = "sum"
      cells = count
    case .leftOutZero: basis = "left-out-zero"
    case .joined(let known, let all):
      basis = "joined"
      monthsKnown = known
      months = all
    case .missing: basis = "missing"
    }
    sources = observation.sources
    published = observation.published
    standIn = observation.isStandIn
    note = observation.note(language)
  }

  enum CodingKeys: String, CodingKey {
    case period, value, basis, cells, monthsKnown, months, sources, published, standIn, note
    case exactness = "hedge"
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(period, forKey: .period)
    try container.encode(value, forKey: .value)
    try container.encode(exactness, forKey: .exactness)
    try container.encode(basis, forKey: .basis)
    try container.encodeIfPresent(cells, forKey: .cells)
    try container.encodeIfPresent(monthsKnown, forKey: .monthsKnown)
    try container.encodeIfPresent(months, forKey: .months)
    try container.encode(sources, forKey: .sources)
    try container.encode(published, forKey: .published)
    try container.encode(standIn, forKey: .standIn)
    try container.encode(note, forKey: .note)
  }
}

package struct SourceChangeReport: Encodable, Sendable {
  /// First period that rests on the later source.
  package var period: Period
  package var from: String
  package var to: String

  init(_ change: SourceChange) {
    (period, from, to) = (change.period, change.from, change.to)
  }
}

/// A source as other programs read it, with what is held of it where that was asked for.
public struct SourceReport: Encodable, Sendable {
  package var id: String
  package var dataset: String
  package var publisher: String
  package var title: String
  package var url: String
  package var citation: String
  package var licence: String
  package var published: Day
  package var retrieved: Day?
  package var sha256: String
  package var standing: Source.Standing
  package var note: String
  package var figures: Int?
  package var first: Day?
  package var last: Day?
  /// What it covers, where it was asked for.
  package var coverage: CoverageReport?

  package init(_ source: Source) {
    id = source.id
    dataset = source.dataset
    publisher = source.publisher
    title = source.title
    url = source.url
    citation = source.citation
    licence = source.licence
    published = source.published
    retrieved = source.retrieved
    sha256 = source.sha256
    standing = source.standing
    note = source.note
  }

  package init(_ summary: SourceSummary) {
    self.init(summary.source)
    figures = summary.figures
    first = summary.coverage?.first
    last = summary.coverage?.last
  }
}
