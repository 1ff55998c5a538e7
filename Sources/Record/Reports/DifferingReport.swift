import Periods
import Wording

/// Another dataset's figure for a period.
package struct DifferingReport: Encodable, Sendable {
  package var period: Period
  package var source: String
  package var value: Double

  /// The other datasets' figures for some observations, each period shown once; `nil` when there are
  /// none.
  static func list(_ observations: [Observation], _ timeline: Timeline) -> [DifferingReport]? {
    var told: Set<Period> = []
    let list = observations.filter { told.insert($0.period).inserted }.flatMap { observation in
      timeline.rivals(of: observation).map {
        DifferingReport(period: observation.period, source: $0.source, value: $0.value)
      }
    }
    return list.isEmpty ? nil : list
  }

  /// "Another source differs: iom-… has 1,234 for 2023."
  package func text(_ language: Language) -> String {
    let (when, number) = (language.period(period), language.count(value))
    return language(
      "Another source differs: \(source) has \(number) for \(when).",
      "Otra fuente difiere: \(source) tiene \(number) en \(when).")
  }
}

extension Rival {
  /// The figure as a note beside the one that is shown: "Another table of UNHCR has 1,234."
  ///
  /// - Parameter publisher: of the figure that is shown.
  package func text(beside publisher: String?, _ language: Language) -> String {
    let number = language.count(value)
    return publisher == self.publisher
      ? language(
        "Another table of \(self.publisher) has \(number).",
        "Otra tabla de \(self.publisher) tiene \(number).")
      : language(
        "Another publisher, \(self.publisher), has \(number).",
        "Otra institución, \(self.publisher), tiene \(number).")
  }
}

extension Timeline {
  /// Notes for an observation with another dataset's figure each, where there are any.
  package func rivalNotes(_ observation: Observation, _ language: Language) -> [String] {
    let publisher = observation.sources.first.flatMap { sources[$0]?.publisher }
    return rivals(of: observation).map { $0.text(beside: publisher, language) }
  }
}
