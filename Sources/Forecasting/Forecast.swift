import Estimation
import Foundation
import Periods

/// A probabilistic forecast: for each month ahead the quantiles at ``Scores/levels``.
package struct Forecast: Hashable, Sendable {
  package let method: String
  /// By month ahead, each in the order of ``Scores/levels``; never negative.
  package var quantiles: [[Double]]

  package init(method: String, quantiles: [[Double]]) {
    self.method = method
    self.quantiles = quantiles
  }
}

/// What is known when a forecast is made.
package struct ForecastQuestion: Sendable {
  /// Counts by month, none missing, in order of time.
  package var past: [Double]
  /// Counts of the same months further up the corridor, as many as ``past`` or, where they begin
  /// later, the last ones; empty when nothing is counted there.
  package var lead: [Double]
  /// How the other series of the record changed.
  package var panel: Panel
  /// What was learned from all series by the day; `nil` where nothing was.
  package var learned: LearnedStep?

  /// From it on there are enough series to learn from.
  static let firstDay = Day("2016-01-01")

  package init(
    past: [Double], lead: [Double] = [], panel: Panel = .empty, learned: LearnedStep? = nil
  ) {
    self.past = past
    self.lead = lead
    self.panel = panel
    self.learned = learned
  }

  /// What was known some months before. The panel is left out: it would know too much.
  func earlier(by months: Int) -> ForecastQuestion {
    ForecastQuestion(
      past: Array(past.dropLast(months)), lead: Array(lead.dropLast(months)), panel: .empty)
  }
}

/// A way of forecasting a monthly series of counts.
package protocol ForecastMethod: Sendable {
  var name: String { get }

  /// Forecasts the months after a series.
  ///
  /// - Parameter months: 1 or more.
  /// - Returns: `nil` when what is known is too little for the method.
  func forecast(_ question: ForecastQuestion, months: Int) -> Forecast?
}

/// A method that looks at the series alone.
package protocol SeriesMethod: ForecastMethod {
  /// Forecasts the months after a series.
  ///
  /// - Parameters:
  ///   - past: counts by month, none missing, in order of time.
  ///   - months: 1 or more.
  /// - Returns: `nil` when the series is too short for the method.
  func forecast(_ past: [Double], months: Int) -> Forecast?
}

extension SeriesMethod {
  package func forecast(_ question: ForecastQuestion, months: Int) -> Forecast? {
    forecast(question.past, months: months)
  }
}

extension ForecastMethod {
  /// Forecasts a series of which nothing else is known.
  package func forecast(_ past: [Double], months: Int) -> Forecast? {
    forecast(ForecastQuestion(past: past), months: months)
  }
}

/// The scale on which methods work: a low power of the count. It lies between the logarithm, on which a
/// fall by nine tenths makes the upper bands explode, and the count itself, whose bands reach below zero
/// and are too narrow after a rise. Zero stays zero.
enum CountScale {
  /// Chosen on the earlier origins of docs/outlook.md.
  static let power = 0.2

  static func transform(_ count: Double) -> Double { pow(max(0, count), power) }

  static func count(_ value: Double) -> Double { pow(max(0, value), 1 / power) }

  /// Standard normal quantiles at ``Scores/levels``.
  static let normal = [-1.959_964, -1.281_552, 0, 1.281_552, 1.959_964]
}
