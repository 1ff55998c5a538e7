import Sampling

/// Means, variances and quantiles over the runs of an ensemble, for every place and day, in memory that
/// does not grow with the number of runs.
///
/// Runs are added in the order of their numbers, so that the result does not depend on threads.
public struct EnsembleStatistics: Codable, Equatable, Sendable {
  /// Number of columns: one for each place, and a last one for the people on roads.
  public let columns: Int
  /// Number of days.
  public let days: Int
  /// Runs added so far.
  public private(set) var runs = 0
  /// For each run its ``Validation/meanTotalError``; empty without counts.
  public private(set) var errors: [Double] = []
  /// People who have set out, summed over days and runs.
  public private(set) var personDays = 0
  private var means: [Double]
  /// Sums of squared distances from the mean (Welford 1962).
  private var squares: [Double]
  private var sample: Sample
  /// For each run the parameters that were drawn for it, by key; empty when none vary.
  public private(set) var draws: [[String: Double]] = []

  /// The levels at which ``quantiles(day:column:)`` gives quantiles.
  public static let quantiles = [0.025, 0.1, 0.5, 0.9, 0.975]

  /// Statistics of no run.
  ///
  /// - Parameters:
  ///   - places: number of places of the instance.
  ///   - seed: of the ensemble; it also determines which runs are sampled beyond the first 1,000.
  public init(places: Int, days: Int, seed: UInt64) {
    columns = places + 1
    self.days = days
    means = [Double](repeating: 0, count: columns * days)
    squares = means
    sample = Sample(cells: columns * days, seed: seed)
  }

  /// Adds the next run.
  ///
  /// - Parameters:
  ///   - run: its days, as many as ``days``.
  ///   - error: its ``Validation/meanTotalError``; `nil` without counts.
  ///   - draw: parameters that were drawn for it, by key.
  public mutating func add(_ run: [DayResult], error: Double?, draw: [String: Double] = [:]) {
    runs += 1
    if let error { errors.append(error) }
    if !draw.isEmpty { draws.append(draw) }
    let slot = sample.slot(forRun: runs - 1)
    for (day, result) in run.enumerated() {
      personDays += result.people
      for column in 0..<columns {
        let number = column < columns - 1 ? result.atPlaces[column] : result.onTheRoad
        add(number, cell: day * columns + column, slot: slot)
      }
    }
  }

  private mutating func add(_ number: Int, cell: Int, slot: Int?) {
    let value = Double(number)
    let distance = value - means[cell]
    means[cell] += distance / Double(runs)
    squares[cell] += distance * (value - means[cell])
    if let slot { sample.put(Int32(clamping: number), cell: cell, slot: slot) }
  }

  /// Mean over the runs of the people at a place at the end of a day.
  ///
  /// - Parameters:
  ///   - day: from 0 up to ``days``, which is excluded.
  ///   - column: index of the place, or the number of places for the people on roads.
  public func mean(day: Int, column: Int) -> Double { means[day * columns + column] }

  /// Variance over the runs, divided by one less than their number; 0 for a single run. Parameters are
  /// those of ``mean(day:column:)``.
  public func variance(day: Int, column: Int) -> Double {
    runs > 1 ? squares[day * columns + column] / Double(runs - 1) : 0
  }

  /// The quantiles over the runs at the levels ``quantiles``: exact up to 1,000 runs, of a random sample of
  /// 1,000 runs beyond, interpolated linearly between neighbouring values (type 7 of Hyndman and Fan
  /// 1996). Parameters are those of ``mean(day:column:)``.
  public func quantiles(day: Int, column: Int) -> [Double] {
    sample.quantiles(EnsembleStatistics.quantiles, cell: day * columns + column)
  }
}
