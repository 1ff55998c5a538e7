import Estimation
import Foundation

/// The last value goes on; its bands are the quantiles of past changes over as many months, each taken
/// both ways.
package struct Persistence: SeriesMethod {
  package let name = "persistence"

  package init() {}

  package func forecast(_ past: [Double], months: Int) -> Forecast? {
    naive(past, months: months, lag: 1, name: name)
  }
}

/// The value of the same month of the last year known goes on.
package struct SeasonalNaive: SeriesMethod {
  package let name = "seasonal-naive"

  package init() {}

  package func forecast(_ past: [Double], months: Int) -> Forecast? {
    naive(past, months: months, lag: 12, name: name)
  }
}

/// A value of the past goes on: `lag` 1 for the last one, 12 for that of the year before.
private func naive(_ past: [Double], months: Int, lag: Int, name: String) -> Forecast? {
  let values = past.map(CountScale.transform)
  guard values.count > max(lag, 2) else { return nil }
  let quantiles = (1...months).map { horizon in
    let steps = (horizon + lag - 1) / lag
    let shift = lag == 1 ? horizon : steps * lag
    let middle =
      values[values.count - lag + (horizon - 1) % lag]
    let reach = min(shift, values.count - 1)
    var changes = zip(values.dropFirst(reach), values).map { $0 - $1 }
    if changes.count < 4 {
      changes = zip(values.dropFirst(), values).map { ($0 - $1) * Double(reach).squareRoot() }
    }
    return Scores.quantiles(changes + changes.map { -$0 }).map { CountScale.count(middle + $0) }
  }
  return Forecast(method: name, quantiles: quantiles)
}
