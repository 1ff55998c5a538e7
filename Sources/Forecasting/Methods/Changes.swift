import Estimation

/// The last value, with bands from the changes of all series of the record over as many months.
///
/// The middle is the last value, not the middle change: a drift that all series shared, as after the
/// pandemic, did not last.
package struct PooledChanges: ForecastMethod {
  package let name = "pooled-changes"

  package init() {}

  package func forecast(_ question: ForecastQuestion, months: Int) -> Forecast? {
    guard question.past.count >= 6, let last = question.past.last, months <= Panel.longest,
      question.panel.changes.prefix(months).allSatisfy({ !$0.isEmpty }),
      question.panel.changes.count >= months
    else { return nil }
    let from = CountScale.transform(last)
    return Forecast(
      method: name,
      quantiles: (0..<months).map { month in
        var changes = question.panel.changes[month]
        changes[Scores.levels.count / 2] = 0
        return changes.sorted().map { CountScale.count(from + $0) }
      })
  }
}

/// The last value, with bands half from the series' own past changes and half from those of all series
/// of the record.
///
/// What a series has done itself is most telling, but fifty months hold few breaks; all series together
/// hold many, of which this one may see one next. Quantiles are averaged (Lichtendahl, Grushka-Cockayne
/// and Winkler, Management Science 59, 2013).
package struct Changes: ForecastMethod {
  package let name = "changes"
  private let own = Calibrated.ownChanges
  private let pooled = PooledChanges()

  package init() {}

  package func forecast(_ question: ForecastQuestion, months: Int) -> Forecast? {
    let parts = [
      own.forecast(question, months: months), pooled.forecast(question, months: months),
    ].compactMap { $0 }
    return Forecast(averaging: parts, weights: parts.map { _ in 1 }, method: name)?.widening
  }
}

extension Forecast {
  /// The same forecast with bands that never narrow from one month to the next: what is not known of a
  /// month is not known of the one after. For forecasts whose middle stays where it is.
  var widening: Forecast {
    var copy = self
    let middle = Scores.levels.count / 2
    for month in quantiles.indices.dropFirst() {
      for level in Scores.levels.indices where level != middle {
        let (before, now) = (copy.quantiles[month - 1][level], quantiles[month][level])
        copy.quantiles[month][level] = level < middle ? min(before, now) : max(before, now)
      }
    }
    return copy
  }

  /// The weighted mean of forecasts' quantiles; `nil` when there is none, or their months differ.
  init?(averaging forecasts: [Forecast], weights: [Double], method: String) {
    let total = weights.reduce(0, +)
    guard let first = forecasts.first, total > 0,
      forecasts.allSatisfy({ $0.quantiles.count == first.quantiles.count })
    else { return nil }
    self.init(
      method: method,
      quantiles: first.quantiles.indices.map { month in
        Scores.levels.indices.map { level in
          zip(forecasts, weights).reduce(0) { $0 + $1.0.quantiles[month][level] * $1.1 } / total
        }
      })
  }
}
