import Estimation
import Periods

/// How the series of the record changed over one to twenty-four months, up to a day.
///
/// A single series of some fifty months has seen few breaks; all of them together have seen many. The same
/// changes are kept in several ways, one for each method that goes by them.
package struct Panel: Sendable, Equatable {
  /// Most months that changes are taken over, and most months ahead.
  package static let longest = 24

  /// Counts of a series without a gap.
  package struct Row: Sendable {
    package var values: [Double]
    /// Months by which it ends before the newest of the series.
    package var behind: Int

    package init(_ values: [Double], behind: Int = 0) {
      self.values = values
      self.behind = behind
    }
  }

  /// Changes from series of one size.
  struct Size: Sendable, Equatable {
    /// Smallest level on the ``CountScale`` that is of it.
    var from: Double
    var changes: [[Double]]
  }

  /// Quantiles of the changes on the ``CountScale``, by months apart less one, at ``Scores/levels``;
  /// empty when too few are known.
  let changes: [[Double]]
  /// Likewise of the changes from the last ``recentMonths`` months only.
  let recent: [[Double]]
  /// Likewise, each change over how much its series moved in the months before (see ``Movement``).
  let scaled: [[Double]]
  /// Likewise of what came less the pull towards the mean of a year (see ``Damped``).
  let damped: [[Double]]
  /// Changes by the size of the series, the smallest first.
  let sizes: [Size]

  package static let empty = Panel([Row]())

  /// Fewest changes from which a tail of one in forty can be read.
  private static let fewest = 120

  /// Months that a series must have before a change from it counts, and its mean over the last 24 of
  /// them: changes of a handful of people say nothing of thousands.
  static let history = 13
  static let leastMean = 100.0
  static let recentMonths = 24
  static let sizeCount = 5

  init(
    changes: [[Double]], recent: [[Double]], scaled: [[Double]], damped: [[Double]], sizes: [Size]
  ) {
    self.changes = changes
    self.recent = recent
    self.scaled = scaled
    self.damped = damped
    self.sizes = sizes
  }

  /// - Parameter series: counts by month without gaps, each up to the last month known on the day.
  package init(_ series: [[Double]]) { self.init(series.map { Row($0) }) }

  package init(_ rows: [Row]) {
    let origins = rows.flatMap(Panel.origins)
    var all: [[Double]] = []
    var recent: [[Double]] = []
    var scaled: [[Double]] = []
    var damped: [[Double]] = []
    for month in 0..<Panel.longest {
      let reach = origins.filter { $0.changes.count > month }
      all.append(Panel.quantiles(reach.map { $0.changes[month] }))
      recent.append(
        Panel.quantiles(
          reach.filter { $0.age - month < Panel.recentMonths }.map { $0.changes[month] }))
      scaled.append(Panel.quantiles(reach.map { $0.changes[month] / $0.movement }))
      damped.append(
        Panel.quantiles(
          reach.compactMap { origin in
            origin.mean.map {
              origin.level + origin.changes[month]
                - Damped.middle(from: origin.level, mean: $0, months: month + 1)
            }
          }))
    }
    (changes, self.recent, self.scaled, self.damped) = (all, recent, scaled, damped)
    let sorted = origins.sorted { $0.level < $1.level }
    let each = max(1, (sorted.count + Panel.sizeCount - 1) / Panel.sizeCount)
    sizes = stride(from: 0, to: sorted.count, by: each).map { start in
      let own = sorted[start..<min(sorted.count, start + each)]
      return Size(
        from: start == 0 ? -.infinity : sorted[start].level,
        changes: (0..<Panel.longest).map { month in
          Panel.quantiles(own.filter { $0.changes.count > month }.map { $0.changes[month] })
        })
    }
  }

  /// Changes from series about as large as one at a level on the ``CountScale``.
  func similar(to level: Double) -> [[Double]] {
    sizes.last { $0.from <= level }?.changes ?? []
  }

  private static func quantiles(_ changes: [Double]) -> [Double] {
    changes.count < fewest ? [] : Scores.quantiles(changes)
  }

  /// A month of a series, and how the series went on from it.
  private struct Origin {
    var level: Double
    /// Mean of the last year, where there is one.
    var mean: Double?
    var movement: Double
    /// By months apart less one.
    var changes: ArraySlice<Double>
    /// Months from it to the newest of all series, less one.
    var age: Int
  }

  private static func origins(_ row: Row) -> [Origin] {
    let counts = row.values
    guard counts.count > history else { return [] }
    let values = counts.map(CountScale.transform)
    var movement = Movement()
    var origins: [Origin] = []
    for index in 0..<(counts.count - 1) {
      if index > 0 { movement.add(values[index] - values[index - 1]) }
      guard index >= history - 1 else { continue }
      let recent = counts[max(0, index - 23)...index]
      guard recent.reduce(0, +) >= leastMean * Double(recent.count) else { continue }
      let reach = min(longest, counts.count - 1 - index)
      origins.append(
        Origin(
          level: values[index], mean: Damped.mean(values[...index]), movement: movement.size,
          changes: ArraySlice((1...reach).map { values[index + $0] - values[index] }),
          age: counts.count - 2 - index + row.behind))
    }
    return origins
  }
}

/// How much a series moves from month to month on the ``CountScale``: the root of an exponentially
/// weighted mean of squared changes (J. P. Morgan, RiskMetrics, 1996).
struct Movement {
  private static let memory = 0.85
  /// Squared, added so that a series that stood still is not certain to stay.
  private static let least = 0.02 * 0.02
  private var square: Double?

  mutating func add(_ change: Double) {
    square =
      square.map { Self.memory * $0 + (1 - Self.memory) * change * change } ?? change * change
  }

  var size: Double { ((square ?? 0) + Self.least).squareRoot() }

  /// That of a series' whole past.
  static func size(of values: [Double]) -> Double {
    var movement = Movement()
    for (next, value) in zip(values.dropFirst(), values) { movement.add(next - value) }
    return movement.size
  }
}
