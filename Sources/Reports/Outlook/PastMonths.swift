import Forecasting
import Periods
import Wording

/// What is said of an outlook whose months are over.
package enum PastMonths {
  /// `nil` where none is over, and as of a day of the past, when what came is known today.
  package static func note(
    _ months: [Period], past: Int?, asOf: Day?, _ language: Language
  ) -> String? {
    guard asOf == nil, let past, past > 0, let first = months.first, past <= months.count
    else { return nil }
    let over = months[past - 1]
    let span =
      first == over
      ? language.period(first)
      : language(
        "\(language.period(first)) to \(language.period(over))",
        "\(language.period(first)) a \(language.period(over))")
    return past == months.count
      ? language(
        "All of its months (\(span)) lie in the past; they are forecast, not known.",
        "Todos sus meses (\(span)) ya pasaron; son un pronóstico y no cifras conocidas.")
      : language(
        "Months that lie in the past (\(span)) are forecast, not known.",
        "Los meses que ya pasaron (\(span)) son un pronóstico y no cifras conocidas.")
  }
}
