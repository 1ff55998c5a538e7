import Periods
import Record
import Wording

/// A figure and its change as a sentence to be taken into a text: "Border Patrol encounters at the US–Mexico
/// border: 181,054 encounters in August 2023, 36.5% more than in July 2023."
package struct SpokenFigure: Equatable, Sendable {
  /// The figure with its change.
  package let text: String
  /// The figure alone.
  package let level: String

  /// `nil` where the figure is not known, or only in part.
  package init?(_ report: ComparisonReport, _ vocabulary: Vocabulary, _ language: Language) {
    let own = report.observation
    guard own.value != nil, !own.isPartial else { return nil }
    let isStock = vocabulary.measure(report.timeline.selection.measure)?.isStock ?? false
    let unit = vocabulary.unit(report.timeline.selection, language)
    let when =
      isStock
      ? language("at the end of ", "a fines de ") + language.period(own.period)
      : language.during(own.period)
    let said =
      "\(vocabulary.title(report.timeline, language)): \(own.text(language)) \(unit) \(when)"
    level = said + "."
    text = said + SpokenFigure.change(report, language) + "."
  }

  private static func change(_ report: ComparisonReport, _ language: Language) -> String {
    guard let before = report.first(.previousPeriod), let change = before.change,
      before.period.granularity == report.observation.period.granularity
    else { return "" }
    let when = language.during(before.period)
    let rate = language.percent(abs(change))
    // A change that rounds to nothing is none to tell.
    guard abs(change) >= 0.0005 else {
      return language(", about as many as \(when)", ", casi lo mismo que \(when)")
    }
    return change > 0
      ? language(", \(rate) more than \(when)", ", un \(rate) más que \(when)")
      : language(", \(rate) less than \(when)", ", un \(rate) menos que \(when)")
  }
}
