import Foundation

/// How much of a series off its trend is season, by a decomposition with locally weighted regression.
///
/// STL: Cleveland, Cleveland, McRae and Terpenning, Journal of Official Statistics 6, 1990, with a
/// seasonal window of 11 years and degree 0, as R's mstl takes it; the strength: Wang, Smith and Hyndman,
/// Data Mining and Knowledge Discovery 13, 2006.
enum SeasonalStrength {
  /// 0 for none to 1; zero for fewer than two periods.
  static func measure(_ values: [Double], period: Int) -> Double {
    guard values.count >= 2 * period else { return 0 }
    let parts = decompose(values, period: period)
    let remainder = values.indices.map { values[$0] - parts.season[$0] - parts.trend[$0] }
    let both = zip(remainder, parts.season).map { $0 + $1 }
    let whole = variance(both)
    return whole > 0 ? max(0, min(1, 1 - variance(remainder) / whole)) : 0
  }

  private static func variance(_ values: [Double]) -> Double {
    let mean = values.reduce(0, +) / Double(values.count)
    return values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count - 1)
  }

  private static let seasonalWindow = 11

  /// Season and trend after five rounds without robustness weights.
  static func decompose(_ values: [Double], period: Int) -> (season: [Double], trend: [Double]) {
    let count = values.count
    var trendWindow = Int(
      (1.5 * Double(period) / (1 - 1.5 / Double(seasonalWindow))).rounded(.up))
    if trendWindow.isMultiple(of: 2) { trendWindow += 1 }
    let lowWindow = period.isMultiple(of: 2) ? period + 1 : period + 2
    var trend = [Double](repeating: 0, count: count)
    var season = trend
    for _ in 0..<5 {
      let cycles = smoothedCycles(zip(values, trend).map { $0 - $1 }, period: period)
      let low = loess(
        averaged(averaged(averaged(cycles, over: period), over: period), over: 3),
        window: lowWindow, slope: true)
      for index in 0..<count { season[index] = cycles[index + period] - low[index] }
      trend = loess(
        zip(values, season).map { $0 - $1 }, window: trendWindow, slope: true)
    }
    return (season, trend)
  }

  /// Each month's values over the years, smoothed and led on by a year at both ends.
  private static func smoothedCycles(_ values: [Double], period: Int) -> [Double] {
    var cycles = [Double](repeating: 0, count: values.count + 2 * period)
    for month in 0..<period {
      let own = stride(from: month, to: values.count, by: period).map { values[$0] }
      for year in -1...own.count {
        let fitted = local(own, at: Double(year), window: seasonalWindow, slope: false)
        let index = month + (year + 1) * period
        if index < cycles.count { cycles[index] = fitted ?? own[max(0, min(own.count - 1, year))] }
      }
    }
    return cycles
  }

  private static func averaged(_ values: [Double], over length: Int) -> [Double] {
    var sum = values[..<length].reduce(0, +)
    var found = [sum / Double(length)]
    for index in length..<max(length, values.count) {
      sum += values[index] - values[index - length]
      found.append(sum / Double(length))
    }
    return found
  }

  private static func loess(_ values: [Double], window: Int, slope: Bool) -> [Double] {
    values.indices.map { local(values, at: Double($0), window: window, slope: slope) ?? values[$0] }
  }

  /// Locally weighted regression at a place, with tricube weights on the nearest values.
  private static func local(_ values: [Double], at place: Double, window: Int, slope: Bool)
    -> Double?
  {
    let count = values.count
    let used = min(window, count)
    let left = max(0, min(count - used, Int(place) - (used - 1) / 2))
    let right = left + used - 1
    var reach = max(place - Double(left), Double(right) - place)
    if window > count { reach += Double((window - count) / 2) }
    guard reach > 0 else { return nil }
    var (sum, first, second) = (0.0, 0.0, 0.0)
    var (across, along) = (0.0, 0.0)
    for index in left...right {
      let distance = abs(Double(index) - place)
      guard distance <= 0.999 * reach else { continue }
      let part = distance / reach
      let near = 1 - part * part * part
      let weight = distance <= 0.001 * reach ? 1 : near * near * near
      let offset = Double(index) - place
      sum += weight
      first += weight * offset
      second += weight * offset * offset
      across += weight * values[index]
      along += weight * offset * values[index]
    }
    guard sum > 0 else { return nil }
    let spread = second / sum - first / sum * first / sum
    guard slope, spread.squareRoot() > 0.001 * Double(count - 1) else { return across / sum }
    let tilt = (along / sum - first / sum * across / sum) / spread
    return across / sum - tilt * first / sum
  }
}
