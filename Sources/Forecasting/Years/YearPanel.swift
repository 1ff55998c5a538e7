import Estimation
import Sampling

/// How the series of the record changed over one to three years, up to a day.
package struct YearPanel: Sendable, Equatable {
  /// Most years ahead.
  package static let longest = 3
  /// Years that a series must have before a change from it counts.
  static let history = 4
  /// People at an origin below which a change says nothing of thousands.
  static let least = 100.0
  /// Fewest changes from which a tail of one in forty can be read.
  static let fewest = 80

  /// What is known of one to three years ahead.
  struct Ahead: Sendable, Equatable {
    /// By how much the usual change of late years is repeated.
    var momentum: Double
    /// Quantiles at ``Scores/levels``, on the ``CountScale``, of what came beside it.
    var errors: [Double]
    /// Likewise, each over how much its series had moved in the years before, at most ``mostMoved``.
    var scaled: [Double]
    /// What three in four had moved by at most. Without a bound a few restless series had bands, once the power 0.2
    /// is undone, a hundred times as high as what came, and three years ahead a greater loss than the last value's.
    var mostMoved: Double
  }

  /// By years ahead less one; ends where too few changes are known.
  let ahead: [Ahead]
  /// Whether the change of late years goes on. That of totals of events does not: backtests with it were no nearer
  /// than the last value.
  let isStock: Bool

  package static let empty = YearPanel([], isStock: true)

  /// - Parameter series: values by year without gaps, each up to the last year known on the day.
  package init(_ series: [[Double]], isStock: Bool) {
    self.isStock = isStock
    let rows = series.filter { $0.count > Self.history }.map { $0.map(CountScale.transform) }
    var ahead: [Ahead] = []
    for years in 1...Self.longest {
      let origins = rows.flatMap { Origin.all($0, years: years) }
      guard origins.count >= Self.fewest else { break }
      let momentum = isStock ? min(max(0, Self.slope(origins)), Double(years)) : 0
      let errors = origins.map { $0.change - momentum * $0.usual }
      let movements = origins.map(\.movement).sorted()
      let mostMoved = interpolatedQuantile(0.75, of: movements.count) { movements[$0] }
      ahead.append(
        Ahead(
          momentum: momentum, errors: Scores.quantiles(errors),
          scaled: Scores.quantiles(zip(errors, origins).map { $0 / min($1.movement, mostMoved) }),
          mostMoved: mostMoved))
    }
    self.ahead = ahead
  }

  /// A year of a series, and how the series went on from it.
  private struct Origin {
    /// The usual change of the years up to it.
    var usual: Double
    /// Over the years ahead.
    var change: Double
    var movement: Double

    static func all(_ values: [Double], years: Int) -> [Origin] {
      let least = CountScale.transform(YearPanel.least)
      return (YearPanel.history - 1..<max(YearPanel.history - 1, values.count - years)).compactMap {
        index in
        guard values[index] >= least else { return nil }
        return Origin(
          usual: YearMovement.usual(values[...index]),
          change: values[index + years] - values[index],
          movement: YearMovement.size(of: values[...index]))
      }
    }
  }

  /// The slope through the origin with the least absolute errors: the median of the ratios, each weighing as
  /// much as the change it is taken over.
  private static func slope(_ origins: [Origin]) -> Double {
    let ratios = origins.filter { $0.usual != 0 }
      .map { (ratio: $0.change / $0.usual, weight: abs($0.usual)) }.sorted { $0.ratio < $1.ratio }
    var left = ratios.reduce(0) { $0 + $1.weight } / 2
    for (ratio, weight) in ratios {
      left -= weight
      if left <= 0 { return ratio }
    }
    return 0
  }
}

/// How much a series moves from year to year on the ``CountScale``, as ``Movement`` for months.
enum YearMovement {
  private static let memory = 0.8
  private static let least = 0.01 * 0.01

  static func size(of values: ArraySlice<Double>) -> Double {
    var (sum, weight, share) = (0.0, 0.0, 1.0)
    for (next, value) in zip(values.dropFirst(), values).reversed() {
      sum += share * ((next - value) * (next - value) + least)
      weight += share
      share *= memory
    }
    return weight > 0 ? (sum / weight).squareRoot() : least.squareRoot()
  }

  /// The middle one of the last three changes: a registration or a revision makes one year jump, and the year after
  /// does not repeat it.
  ///
  /// - Parameter values: at least ``YearPanel/history``.
  static func usual(_ values: ArraySlice<Double>) -> Double {
    let changes = zip(values.dropFirst(), values).suffix(3).map { $0 - $1 }.sorted()
    return changes[changes.count / 2]
  }
}

/// Forecasts of years: of numbers at a moment the middle one of the last three changes goes on, by as much as it did
/// in the series of the record; of totals the last value. Bands are half from what these came to beside it and half from
/// the same over how much each had moved.
///
/// Who lives abroad this year mostly does the next; who was counted at a border does not come again.
package enum Momentum {
  package static func name(isStock: Bool) -> String { isStock ? "momentum" : "yearly-changes" }

  /// - Returns: by year ahead the quantiles at ``Scores/levels``; `nil` when too little is known.
  package static func forecast(_ past: [Double], _ panel: YearPanel, years: Int) -> [[Double]]? {
    guard past.count >= YearPanel.history, years >= 1, years <= panel.ahead.count else {
      return nil
    }
    let values = past.map(CountScale.transform)
    let last = values[values.count - 1]
    let change = YearMovement.usual(values[...])
    let movement = YearMovement.size(of: values[...])
    return panel.ahead.prefix(years).map { ahead in
      let middle = last + ahead.momentum * change
      let half = Scores.levels.count / 2
      return zip(ahead.errors, ahead.scaled).enumerated().map { level, errors in
        // Where everything grew, the band begins at the middle: the middle itself stays.
        let end = middle + (errors.0 + errors.1 * min(movement, ahead.mostMoved)) / 2
        return level < half ? min(end, middle) : level > half ? max(end, middle) : middle
      }.map(CountScale.count)
    }
  }
}
