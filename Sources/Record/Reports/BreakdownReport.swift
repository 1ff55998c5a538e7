import Periods
import Tabular
import Wording

/// A total and its parts, as other programs read them.
public struct BreakdownReport: Encodable, Sendable {
  public var total: SeriesReport
  public var by: Dimension
  public var parts: [Part]
  /// Total less the sum of the parts, by period; a period where either is not known is left out.
  public var differences: [Difference]

  public struct Part: Encodable, Sendable {
    public var label: String
    public var name: String
    public var observations: [ObservationReport]
  }

  public struct Difference: Encodable, Sendable {
    public var period: Period
    public var value: Double
  }

  public init(
    _ breakdown: Breakdown, every: Granularity, within: Period?, _ vocabulary: Vocabulary,
    _ language: Language
  ) {
    let periods = breakdown.periods(every: every, within: within)
    total = SeriesReport(breakdown.total, every: every, within: within, vocabulary, language)
    by = breakdown.dimension
    parts = breakdown.parts.map { part in
      Part(
        label: part.label, name: vocabulary.name(part.label, in: breakdown.dimension, language),
        observations: periods.map { ObservationReport(part.timeline.observation($0)) })
    }
    differences = periods.compactMap { period in
      breakdown.difference(period).map { Difference(period: period, value: $0) }
    }
  }

  /// Tags of the HXL standard 1.1 (https://hxlstandard.org).
  public func csv(hxl: Bool) -> String {
    var writer = CSVWriter(header: [
      "period", by.rawValue, "name", "value", "basis", "published", "sources",
    ])
    if hxl {
      writer.write([
        "#date+period", "#indicator+label+code", "#indicator+label+name", "#indicator+value+num",
        "#meta+basis", "#date+published", "#meta+source",
      ])
    }
    for part in parts {
      for observation in part.observations {
        writer.write([
          observation.period.description, part.label, part.name,
          observation.value.map(CSVWriter.number) ?? "", observation.basis,
          observation.published?.description ?? "", observation.sources.joined(separator: "|"),
        ])
      }
    }
    return writer.text
  }
}
