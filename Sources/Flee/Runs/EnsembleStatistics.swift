import Foundation
import Sampling

/// Means, variances and quantiles over the runs of an ensemble, or of a part of it, for every place and
/// day, in memory that does not grow with the number of runs but for each run's errors.
///
/// Everything is kept as whole numbers or by the number of the run. So the result does not depend on
/// threads, and parts put together with ``merged(_:)`` are, to the last bit, what one machine makes.
public struct EnsembleStatistics: Equatable, Sendable {
  /// Number of columns: one for each place, and a last one for the people on roads.
  public let columns: Int
  /// Number of days.
  public let days: Int
  /// Which runs of the ensemble these are.
  public let shard: RunShard
  /// Number of runs added so far.
  public private(set) var runs = 0
  /// People whom the runs lack, and why.
  public private(set) var shortfalls = ShortfallStatistics()
  /// People who have set out, summed over days and runs.
  public private(set) var personDays = 0
  /// Sums over the runs, by day and column, and sums of squares.
  private var sums: [Int]
  private var squares: [UInt128]
  private var sample: Sample
  /// For each run its ``RunErrors/row``; empty without counts.
  private var errorRows: [Double] = []
  private var errorWidth = 0

  /// The levels at which ``quantiles(day:column:)`` gives quantiles.
  public static let quantiles = [0.025, 0.1, 0.5, 0.9, 0.975]

  /// Statistics of no run.
  ///
  /// - Parameters:
  ///   - places: number of places of the instance.
  ///   - seed: of the ensemble; it also determines which runs are sampled beyond the first 1,000.
  ///   - shard: the runs that will be added.
  public init(places: Int, days: Int, seed: UInt64, shard: RunShard = .whole) {
    columns = places + 1
    self.days = days
    self.shard = shard
    sums = [Int](repeating: 0, count: columns * days)
    squares = [UInt128](repeating: 0, count: columns * days)
    sample = Sample(cells: columns * days, seed: seed)
  }

  /// Number in the ensemble of the run that is added next.
  public var nextRun: Int { shard.run(at: runs) }

  /// Adds the next run of the part.
  ///
  /// - Parameters:
  ///   - run: its days, as many as ``days``.
  ///   - validation: compares it with the counts; `nil` without counts.
  public mutating func add(_ run: [DayResult], _ validation: Validation?) {
    add(run, errors: validation.map(RunErrors.init))
  }

  mutating func add(_ run: [DayResult], errors: RunErrors?) {
    if let last = run.last, last.shortfall != Shortfall() {
      shortfalls.add(run.map(\.shortfall))
    }
    var values: [Int] = []
    values.reserveCapacity(columns * days)
    for result in run {
      personDays += result.people
      values += result.atPlaces
      values.append(result.onTheRoad)
    }
    for (cell, value) in values.enumerated() {
      sums[cell] += value
      squares[cell] += UInt128(value.magnitude.multipliedFullWidth(by: value.magnitude))
    }
    sample.add(values, run: nextRun)
    if let errors {
      let row = errors.row
      errorWidth = row.count
      errorRows += row
    }
    runs += 1
  }

  /// For each run its errors, in the order of the runs; empty without counts.
  public var errors: [RunErrors] {
    guard errorWidth > 0 else { return [] }
    return stride(from: 0, to: errorRows.count, by: errorWidth).map {
      RunErrors(row: errorRows[$0..<$0 + errorWidth])
    }
  }

  /// Mean over the runs of the people at a place at the end of a day.
  ///
  /// - Parameters:
  ///   - day: from 0 up to ``days``, which is excluded.
  ///   - column: index of the place, or the number of places for the people on roads.
  public func mean(day: Int, column: Int) -> Double {
    runs > 0 ? Double(sums[day * columns + column]) / Double(runs) : 0
  }

  /// Variance over the runs, divided by one less than their number; 0 for a single run. Parameters are
  /// those of ``mean(day:column:)``.
  public func variance(day: Int, column: Int) -> Double {
    guard runs > 1 else { return 0 }
    let cell = day * columns + column
    let sum = sums[cell].magnitude
    // n Σx² − (Σx)², exactly: 10¹⁰ people in 10⁷ runs make 10³⁴.
    let spread =
      squares[cell] * UInt128(runs) - UInt128(sum.multipliedFullWidth(by: sum))
    return Double(spread) / (Double(runs) * Double(runs - 1))
  }

  /// The quantiles over the runs at the levels ``quantiles``: exact up to 1,000 runs, of a random sample of
  /// 1,000 runs beyond, interpolated linearly between neighbouring values (type 7 of Hyndman and Fan
  /// 1996). Parameters are those of ``mean(day:column:)``.
  public func quantiles(day: Int, column: Int) -> [Double] {
    sample.quantiles(EnsembleStatistics.quantiles, cell: day * columns + column)
  }

  /// The statistics of all runs from those of all parts.
  ///
  /// - Parameter parts: of one ensemble, each shard once, and with all its runs of the same number of
  ///   runs in all; `nil` for others.
  public static func merged(_ parts: [EnsembleStatistics]) -> EnsembleStatistics? {
    let parts = parts.sorted { $0.shard.number < $1.shard.number }
    let runs = parts.reduce(0) { $0 + $1.runs }
    guard let first = parts.first,
      parts.map(\.shard.number) == Array(1...first.shard.count),
      parts.allSatisfy({ part in
        part.shard.count == first.shard.count && part.columns == first.columns
          && part.days == first.days && part.runs == part.shard.size(of: runs)
          && (part.errorWidth == first.errorWidth || part.runs == 0)
      })
    else { return nil }
    var whole = EnsembleStatistics(first, runs: runs)
    for part in parts {
      whole.personDays += part.personDays
      whole.shortfalls.add(part.shortfalls)
      for cell in part.sums.indices {
        whole.sums[cell] += part.sums[cell]
        whole.squares[cell] += part.squares[cell]
      }
      whole.sample.add(part.sample)
    }
    guard first.errorWidth > 0 else { return whole }
    for run in 0..<runs {
      let part = parts[run % parts.count]
      let start = run / parts.count * part.errorWidth
      whole.errorRows += part.errorRows[start..<start + part.errorWidth]
    }
    return whole
  }

  /// Statistics of all runs, like those of a part and still without their numbers.
  private init(_ part: EnsembleStatistics, runs: Int) {
    columns = part.columns
    days = part.days
    shard = .whole
    self.runs = runs
    sums = part.sums.map { _ in 0 }
    squares = part.squares.map { _ in 0 }
    sample = part.sample
    errorWidth = part.errorWidth
  }
}

extension UInt128 {
  /// The product of two numbers of 64 bits.
  fileprivate init(_ product: (high: UInt, low: UInt)) {
    self = UInt128(product.high) << 64 | UInt128(product.low)
  }
}

extension EnsembleStatistics: Codable {
  private enum CodingKeys: String, CodingKey {
    case columns = "columns"
    case days = "days"
    case shard = "shard"
    case runs = "runs"
    case personDays = "person_days"
    case shortfalls = "shortfalls"
    case sums = "sums"
    case squares = "squares"
    case sample = "sample"
    case errorRows = "errors"
    case errorWidth = "error_width"
  }

  /// Numbers are written as bytes: a list of them would take ten times the time and the space.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(columns, forKey: .columns)
    try container.encode(days, forKey: .days)
    try container.encode(shard, forKey: .shard)
    try container.encode(runs, forKey: .runs)
    try container.encode(personDays, forKey: .personDays)
    try container.encode(shortfalls, forKey: .shortfalls)
    try container.encode(PackedNumbers.data(sums), forKey: .sums)
    try container.encode(PackedNumbers.data(squares), forKey: .squares)
    try container.encode(sample, forKey: .sample)
    try container.encode(PackedNumbers.data(errorRows), forKey: .errorRows)
    try container.encode(errorWidth, forKey: .errorWidth)
  }

  /// Reads what ``encode(to:)`` has written.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    columns = try container.decode(Int.self, forKey: .columns)
    days = try container.decode(Int.self, forKey: .days)
    shard = try container.decode(RunShard.self, forKey: .shard)
    runs = try container.decode(Int.self, forKey: .runs)
    personDays = try container.decode(Int.self, forKey: .personDays)
    shortfalls = try container.decode(ShortfallStatistics.self, forKey: .shortfalls)
    sums = PackedNumbers.list(try container.decode(Data.self, forKey: .sums))
    squares = PackedNumbers.list(try container.decode(Data.self, forKey: .squares))
    sample = try container.decode(Sample.self, forKey: .sample)
    errorRows = PackedNumbers.doubles(try container.decode(Data.self, forKey: .errorRows))
    errorWidth = try container.decode(Int.self, forKey: .errorWidth)
    guard sums.count == columns * days, squares.count == sums.count,
      errorRows.count == (errorWidth > 0 ? runs * errorWidth : 0)
    else {
      throw DecodingError.dataCorruptedError(
        forKey: .sums, in: container, debugDescription: "Days, places and runs do not match.")
    }
  }
}
