import Periods
import Wording

/// The record's answers as other programs read them; `docs/json.md` is the promise of their form.
/// A number that is not known is written as null, never left out.
public struct SeriesReport: Encodable, Sendable {
  public var series: String
  public var query: String
  public var title: String
  public var unit: String
  public var asOf: Day?
  public var every: Granularity
  public var observations: [ObservationReport]
  /// Periods between the first and the last that are not known.
  public var missing: [Period]
  public var sourceChanges: [SourceChangeReport]
  /// Figures of other datasets for the same, where they differ by more than rounding; left out when
  /// there are none.
  public var differing: [DifferingReport]?
  public var sources: [SourceReport]

  enum CodingKeys: String, CodingKey {
    case series, query, title, unit, asOf, every, observations, missing, differing, sources
    case sourceChanges = "source_changes"
  }

  public init(
    _ timeline: Timeline, every: Granularity, within: Period?, _ vocabulary: Vocabulary,
    _ language: Language
  ) {
    series = vocabulary.namedSeries(for: timeline.selection)?.id ?? timeline.selection.description
    query = timeline.selection.description
    title = vocabulary.title(timeline, language)
    unit = vocabulary.unit(timeline.selection, language)
    asOf = timeline.asOf
    self.every = every
    let observations = timeline.observations(every: every, within: within)
    self.observations = observations.map(ObservationReport.init)
    missing = observations.filter { $0.value == nil }.map(\.period)
    sourceChanges = timeline.sourceChanges(among: observations).map(SourceChangeReport.init)
    differing = DifferingReport.list(observations, timeline)
    let used = Set(observations.flatMap(\.sources))
    sources = timeline.sources.values.filter { used.contains($0.id) }
      .sorted { $0.id < $1.id }.map { SourceReport($0) }
  }
}

public struct ObservationReport: Encodable, Sendable {
  public var period: Period
  public var value: Double?
  public var exactness: Exactness
  public var basis: String
  public var cells: Int?
  public var monthsKnown: Int?
  public var months: Int?
  public var sources: [String]
  public var published: Day?
  public var standIn: Bool
  public var note: String

  public init(_ observation: Observation) {
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
    note = observation.note
  }

  enum CodingKeys: String, CodingKey {
    case period, value, basis, cells, monthsKnown, months, sources, published, standIn, note
    case exactness = "hedge"
  }

  public func encode(to encoder: any Encoder) throws {
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

public struct SourceChangeReport: Encodable, Sendable {
  /// First period that rests on the later source.
  public var period: Period
  public var from: String
  public var to: String

  init(_ change: SourceChange) {
    (period, from, to) = (change.period, change.from, change.to)
  }
}

public struct SourceReport: Encodable, Sendable {
  public var id: String
  public var dataset: String
  public var publisher: String
  public var title: String
  public var url: String
  public var citation: String
  public var licence: String
  public var published: Day
  public var retrieved: Day?
  public var sha256: String
  public var standing: Source.Standing
  public var note: String
  public var figures: Int?
  public var first: Day?
  public var last: Day?
  /// What it covers, where it was asked for.
  public var coverage: CoverageReport?

  public init(_ source: Source) {
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

  public init(_ summary: SourceSummary) {
    self.init(summary.source)
    figures = summary.figures
    first = summary.coverage?.first
    last = summary.coverage?.last
  }
}
