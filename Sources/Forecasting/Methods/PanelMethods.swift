import Estimation
import Foundation

/// A middle with bands from what all series of the record did, in one of several ways.
///
/// They are the experts from which ``Learned`` learns; each is right in one kind of time.
package struct PanelMethod: ForecastMethod {
  package let name: String
  /// Quantiles about the middle on the ``CountScale`` by month ahead, and the middle; `nil` when too little
  /// is known.
  private let bands: @Sendable (Known, Panel) -> [[Double]]?
  private let middle: @Sendable (Known, Int) -> Double

  /// The past of the series on the ``CountScale``.
  struct Known {
    var values: [Double]
    var last: Double
  }

  private init(
    _ name: String, middle: @escaping @Sendable (Known, Int) -> Double = { known, _ in known.last },
    bands: @escaping @Sendable (Known, Panel) -> [[Double]]?
  ) {
    self.name = name
    self.bands = bands
    self.middle = middle
  }

  package func forecast(_ question: ForecastQuestion, months: Int) -> Forecast? {
    guard question.past.count >= 6, months <= Panel.longest else { return nil }
    let values = question.past.map(CountScale.transform)
    guard let last = values.last else { return nil }
    let known = Known(values: values, last: last)
    guard let bands = bands(known, question.panel), bands.count >= months,
      bands.prefix(months).allSatisfy({ !$0.isEmpty })
    else { return nil }
    return Forecast(
      method: name,
      quantiles: (0..<months).map { month in
        let from = middle(known, month + 1)
        var own = bands[month]
        own[Scores.levels.count / 2] = 0
        return own.sorted().map { CountScale.count(from + $0) }
      })
  }

  /// The last value, with the changes of the last two years: the regime that all are in.
  package static let recent = PanelMethod("recent-changes") { _, panel in panel.recent }

  /// The last value, with the changes of series about as large.
  package static let similar = PanelMethod("similar-changes") { known, panel in
    panel.similar(to: known.last)
  }

  /// The last value, with the changes of all series, each over how much its series had moved before, times
  /// how much this one has (filtered historical simulation: Barone-Adesi, Giannopoulos and Vosper, Journal
  /// of Futures Markets 19, 1999).
  package static let scaled = PanelMethod("scaled-changes") { known, panel in
    let size = Movement.size(of: known.values)
    return panel.scaled.map { $0.map { $0 * size } }
  }

  /// The last value, with the changes of all series made larger: breaks beyond those that were seen.
  package static let wide = PanelMethod("wide-changes") { _, panel in
    panel.changes.map { $0.map { $0 * 1.6 } }
  }

  /// A pull towards the mean of the last year, with what all series came to beside such a pull.
  package static let damped = PanelMethod(
    "damped",
    middle: { known, months in
      Damped.mean(known.values[...]).map {
        Damped.middle(from: known.last, mean: $0, months: months)
      } ?? known.last
    }, bands: { known, panel in Damped.mean(known.values[...]) == nil ? nil : panel.damped })
}

/// The pull towards the mean of the last twelve months, on the ``CountScale``.
enum Damped {
  /// Part of the distance that is left after a month.
  static let left = 0.93

  /// `nil` where there is no year.
  static func mean(_ values: ArraySlice<Double>) -> Double? {
    values.count < 12 ? nil : values.suffix(12).reduce(0, +) / 12
  }

  static func middle(from last: Double, mean: Double, months: Int) -> Double {
    mean + pow(left, Double(months)) * (last - mean)
  }
}
