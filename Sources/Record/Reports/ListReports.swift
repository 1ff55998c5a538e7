import Periods
import Wording

/// A series that has a name, with what is held of it.
package struct SeriesEntry: Encodable, Sendable {
  package var series: String
  package var query: String
  package var title: String
  package var note: String
  /// What its figures are held in; `nil`, as all that follows, when nothing was known.
  package var every: Granularity?
  package var first: Period?
  package var last: Period?
  package var value: Double?
  /// How old the last one is.
  package var age: AgeReport?
}

/// Something that can be counted.
package struct MeasureEntry: Encodable, Sendable {
  package var measure: String
  package var name: String
  package var unit: String
  package var isStock: Bool
  package var definition: String

  package init(_ measure: Vocabulary.Measure, _ language: Language) {
    self.measure = measure.id
    name = measure.name(language)
    unit = measure.unit(language)
    isStock = measure.isStock
    definition = measure.definition(language)
  }
}

/// A label of a dimension.
package struct LabelEntry: Encodable, Sendable {
  package var label: String
  package var name: String
}

extension RecordStore {
  /// The series that have a name, each with what was known of it on a day.
  package func seriesEntries(asOf: Day? = nil, today: Day = .today, _ language: Language)
    throws -> [SeriesEntry]
  {
    try vocabulary.namedSeries.map { try entry($0, asOf: asOf, today: today, language) }
  }

  private func entry(
    _ series: Vocabulary.NamedSeries, asOf: Day?, today: Day, _ language: Language
  ) throws -> SeriesEntry {
    var entry = SeriesEntry(
      series: series.id, query: series.selection, title: series.title(language),
      note: series.note(language))
    let held = try unlessUnanswered { try timeline(parser.selection(series.id), asOf: asOf) }
    if let timeline = held, let last = timeline.latest(every: timeline.native) {
      let coverage = timeline.coverage(every: timeline.native)
      entry.every = timeline.native
      entry.first = coverage.map { timeline.native.period(holding: $0.first) }
      entry.last = last.period
      entry.value = last.value
      entry.age = age(of: timeline, newest: last, today: today).map { AgeReport($0, language) }
    }
    return entry
  }
}

extension Vocabulary {
  /// The labels of a dimension, in the order of the vocabulary.
  package func labels(_ dimension: Dimension, _ language: Language) -> [LabelEntry] {
    terms.filter { $0.dimension == dimension }
      .map { LabelEntry(label: $0.id, name: $0.name(language)) }
  }
}
