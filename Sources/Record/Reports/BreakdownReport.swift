import Periods
import Wording

extension Breakdown {
  /// The sources that total and parts rest on in some periods, by their names.
  package func sources(_ periods: [Period]) -> [Source] {
    let timelines = [total] + parts.map(\.timeline)
    let used = timelines.flatMap { timeline in
      periods.flatMap { timeline.observation($0).sources }.compactMap { timeline.sources[$0] }
    }
    return Dictionary(used.map { ($0.id, $0) }) { a, _ in a }.values.sorted { $0.id < $1.id }
  }

  /// What the sources of the parts hold, where that is not everybody: "… holds only the Americas."
  package func scopes(
    _ periods: [Period], _ vocabulary: Vocabulary, _ language: Language
  ) -> [String] {
    sources(periods).compactMap { source in
      let extent = source.coverage[dimension]
      switch extent.reach {
      case .within where total.selection.including[dimension] == nil:
        let place = vocabulary.name(extent.place, in: .place, language)
        return language("\(source.id) holds only \(place).", "\(source.id) solo tiene \(place).")
      case .only:
        return language(
          "\(source.id) holds only some labels by \(dimension.rawValue).",
          "\(source.id) solo tiene algunas etiquetas de \(dimension.rawValue).")
      case .whole, .within, .undeclared: return nil
      }
    }
  }
}

/// A total and its parts, as other programs read them.
package struct BreakdownReport: Encodable, Sendable {
  package var total: SeriesReport
  package var by: Dimension
  package var parts: [Part]
  /// Total less the sum of the parts, by period; a period where either is not known is left out.
  package var differences: [Difference]

  package struct Part: Encodable, Sendable {
    package var label: String
    package var name: String
    package var observations: [ObservationReport]
  }

  package struct Difference: Encodable, Sendable {
    package var period: Period
    package var value: Double
  }

  package init(
    _ breakdown: Breakdown, every: Granularity, within: Period?, _ vocabulary: Vocabulary,
    _ language: Language
  ) {
    let periods = breakdown.periods(every: every, within: within)
    total = SeriesReport(breakdown.total, every: every, within: within, vocabulary, language)
    by = breakdown.dimension
    parts = breakdown.ranked(over: periods).map { part in
      Part(
        label: part.label, name: vocabulary.name(part.label, in: breakdown.dimension, language),
        observations: periods.map { ObservationReport(part.timeline.observation($0), language) })
    }
    differences = periods.compactMap { period in
      breakdown.difference(period).map { Difference(period: period, value: $0) }
    }
  }
}
