import Foundation
import Sampling

/// The difference between record and model that the parameters do not explain: a log-normal factor for
/// each month and run, the same in every scenario. It lasts: what a month was off by, the next is in part
/// (an autoregression of the first order), so that where the record is known it goes on from there.
struct Discrepancy {
  /// Standard deviation of the logarithm.
  private let spread: Double
  /// Correlation of the logarithms of a month and the next.
  private let persistence: Double
  private let random: CounterRandom
  private let count: Int

  init(_ spread: Double, persistence: Double = 0, seed: UInt64, count: Int) {
    self.spread = spread
    self.persistence = min(max(persistence, 0), 0.99)
    self.count = count
    random = CounterRandom(seed: seed)
  }

  /// - Parameters:
  ///   - values: by run.
  ///   - month: number of the month.
  func apply(_ values: [Double], month: Int) -> [Double] {
    values.enumerated().map { run, value in
      Discrepancy.apply(spread * noise(run, month), to: value)
    }
  }

  /// - Parameters:
  ///   - values: by month and run.
  ///   - first: number of the first of the months.
  ///   - known: number of the last month that is known, and how far the record lies from each run there,
  ///     as a logarithm; `nil` where none is.
  func apply(
    _ values: [[Double]], from first: Int, known: (month: Int, offs: [Double])?
  ) -> [[Double]] {
    var values = values
    let innovation = (1 - persistence * persistence).squareRoot()
    for run in values.first?.indices ?? 0..<0 {
      var off = 0.0
      for month in 0..<(first + values.count) {
        off =
          month == 0
          ? spread * noise(run, 0)
          : persistence * off + innovation * spread * noise(run, month)
        if month >= first {
          let index = month - first
          values[index][run] = Discrepancy.apply(off, to: values[index][run])
        }
        // What follows the last month that is known follows from it.
        if let known, month == known.month, run < known.offs.count { off = known.offs[run] }
      }
    }
    return values
  }

  private func noise(_ run: Int, _ month: Int) -> Double {
    RandomStream(
      random, day: run,
      purpose: CounterRandom.Purpose.calibration + 1 + UInt32(count << 10 + month)
    ).normal()
  }

  private static func apply(_ off: Double, to value: Double) -> Double {
    max(0, (value + Calibration.offset) * exp(off) - Calibration.offset)
  }
}
