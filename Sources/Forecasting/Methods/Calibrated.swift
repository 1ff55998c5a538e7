import Estimation

/// Another method's medians, with bands from its own errors of the past: what its medians would have
/// missed from each of the origins before, over as many months, on the ``CountScale``.
///
/// A form of split conformal prediction for time series; errors are taken both ways, so that the
/// median stays the method's.
package struct Calibrated: ForecastMethod {
  package let name: String
  private let method: any ForecastMethod
  /// Origins looked back on.
  private let window: Int
  /// Factor on the errors: past errors were made with less past, and later ones are wider.
  private let scale: Double

  /// The last value, with bands from the series' own changes. Window and factor are those with the
  /// lowest loss on the earlier origins of docs/outlook.md.
  package static let ownChanges = Calibrated(LastValue(), name: "own-changes")

  package init(_ method: any ForecastMethod, name: String, window: Int = 24, scale: Double = 1.15) {
    self.method = method
    self.name = name
    self.window = window
    self.scale = scale
  }

  package func forecast(_ question: ForecastQuestion, months: Int) -> Forecast? {
    guard let ahead = method.forecast(question, months: months) else { return nil }
    let past = question.past
    var errors = [[Double]](repeating: [], count: months)
    let first = max(5, past.count - window - months)
    for origin in first..<max(first, past.count - 1) {
      let reach = min(months, past.count - 1 - origin)
      let earlier = question.earlier(by: past.count - 1 - origin)
      guard let forecast = method.forecast(earlier, months: reach) else { continue }
      for month in 0..<reach {
        errors[month].append(
          CountScale.transform(past[origin + 1 + month])
            - CountScale.transform(forecast.quantiles[month][Scores.levels.count / 2]))
      }
    }
    guard errors.allSatisfy({ $0.count >= 6 }) else { return nil }
    let quantiles = (0..<months).map { month in
      let middle = CountScale.transform(ahead.quantiles[month][Scores.levels.count / 2])
      let spread = errors[month].suffix(window)
      return Scores.quantiles(spread + spread.map { -$0 }).map {
        CountScale.count(middle + $0 * scale)
      }
    }
    return Forecast(method: name, quantiles: quantiles)
  }
}

/// The last value alone, for ``Calibrated`` to give it bands.
struct LastValue: SeriesMethod {
  let name = "last-value"

  func forecast(_ past: [Double], months: Int) -> Forecast? {
    guard let last = past.last else { return nil }
    return Forecast(
      method: name,
      quantiles: (0..<months).map { _ in Scores.levels.map { _ in max(0, last) } })
  }
}
