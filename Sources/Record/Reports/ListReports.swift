import Periods
import Wording

/// A series that has a name, with what is held of it.
public struct SeriesEntry: Encodable, Sendable {
  public var series: String
  public var query: String
  public var title: String
  public var note: String
  /// What its figures are held in; `nil`, as all that follows, when nothing was known.
  public var every: Granularity?
  public var first: Period?
  public var last: Period?
  public var value: Double?
}

/// Something that can be counted.
public struct MeasureEntry: Encodable, Sendable {
  public var measure: String
  public var name: String
  public var unit: String
  public var isStock: Bool
  public var definition: String

  public init(_ measure: Vocabulary.Measure, _ language: Language) {
    self.measure = measure.id
    name = measure.name(language)
    unit = measure.unit(language)
    isStock = measure.isStock
    definition = measure.definition(language)
  }
}

/// A label of a dimension.
public struct LabelEntry: Encodable, Sendable {
  public var label: String
  public var name: String
}

extension RecordStore {
  /// The series that have a name, each with what was known of it on a day.
  public func seriesEntries(asOf: Day? = nil, _ language: Language) -> [SeriesEntry] {
    vocabulary.namedSeries.map { entry($0, asOf: asOf, language) }
  }

  private func entry(
    _ series: Vocabulary.NamedSeries, asOf: Day?, _ language: Language
  ) -> SeriesEntry {
    var entry = SeriesEntry(
      series: series.id, query: series.selection, title: series.title(language),
      note: series.note(language))
    if let selection = try? parser.selection(series.id),
      let timeline = try? timeline(selection, asOf: asOf),
      let last = timeline.latest(every: timeline.native)
    {
      let coverage = timeline.coverage(every: timeline.native)
      entry.every = timeline.native
      entry.first = coverage.map { timeline.native.period(holding: $0.first) }
      entry.last = last.period
      entry.value = last.value
    }
    return entry
  }
}

extension Vocabulary {
  /// The labels of a dimension, in the order of the vocabulary.
  public func labels(_ dimension: Dimension, _ language: Language) -> [LabelEntry] {
    terms.filter { $0.dimension == dimension }
      .map { LabelEntry(label: $0.id, name: $0.name(language)) }
  }
}
