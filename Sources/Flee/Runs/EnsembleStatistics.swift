import Sampling

/// Means, variances and quantiles over the runs of an ensemble, for every place and day, in memory
/// that does not grow with the runs.
///
/// Runs are taken in the order of their numbers, so that the result does not depend on which thread
/// was first.
public struct EnsembleStatistics: Codable, Equatable, Sendable {
  /// Places, and the road as the last column.
  public let columns: Int
  public let days: Int
  public private(set) var runs = 0
  /// Mean total error of each run against the camps' counts; empty without counts. Eight bytes a run.
  public private(set) var errors: [Double] = []
  /// People simulated, summed over days and runs.
  public private(set) var personDays = 0
  private var means: [Double]
  /// Sums of squared distances from the mean (Welford 1962).
  private var squares: [Double]
  private var sample: Sample
  /// Parameters drawn for each run, by key; empty when none vary.
  public private(set) var draws: [[String: Double]] = []

  /// Quantiles that are written.
  public static let quantiles = [0.025, 0.1, 0.5, 0.9, 0.975]

  public init(places: Int, days: Int, seed: UInt64) {
    columns = places + 1
    self.days = days
    means = [Double](repeating: 0, count: columns * days)
    squares = means
    sample = Sample(cells: columns * days, seed: seed)
  }

  /// Takes the next run.
  ///
  /// - Parameter error: its mean total error against the counts, if there are any.
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

  /// A place's number, or that of the road when it is the number of places.
  public func mean(day: Int, column: Int) -> Double { means[day * columns + column] }

  /// Variance over the runs, with one degree of freedom taken off; 0 for a single run.
  public func variance(day: Int, column: Int) -> Double {
    runs > 1 ? squares[day * columns + column] / Double(runs - 1) : 0
  }

  /// The values at ``quantiles``: exact up to ``Sample/size`` runs, of a random sample of that many
  /// runs beyond.
  public func quantiles(day: Int, column: Int) -> [Double] {
    sample.quantiles(EnsembleStatistics.quantiles, cell: day * columns + column)
  }
}
