import Foundation

/// The likelihood of an exponential smoothing model and its gradient, on a series that was shifted and
/// scaled to be near one.
///
/// With q = l + φ b, the forecast is q, q + s or q s and r = y − forecast. The states follow r: l = q +
/// α r, b = φ b + β r, s = s + γ r; with a multiplicative season α r / s, β r / s and γ r / q (Hyndman et
/// al. 2008, tables 2.2 and 2.3, written with r for both kinds of errors). The gradient runs the same
/// recursion backwards.
///
/// The point is α, β/α, γ/(1 − α), φ, level, trend and all but the last of the season, those that the
/// form has: a box in these is the usual region 0 < β < α, 0 < γ < 1 − α.
struct SmoothingLikelihood {
  let form: SmoothingForm
  let period: Int
  /// The series.
  let values: UnsafeBufferPointer<Double>
  /// Room for ``scratchSize(_:period:)`` numbers.
  let scratch: UnsafeMutableBufferPointer<Double>

  /// Forecasts and relative errors are kept off zero by this.
  private static let floor = 1e-10

  static func scratchSize(_ count: Int, period: Int) -> Int { 5 * count + 2 * period }

  private struct Sums {
    var squares = 0.0
    var logarithms = 0.0
  }

  /// Half the logarithm of the mean square error plus, for multiplicative errors, the mean logarithm of
  /// the forecasts: the negative log-likelihood by observation but for a constant.
  func callAsFunction(
    _ point: UnsafeBufferPointer<Double>, _ gradient: UnsafeMutableBufferPointer<Double>?
  ) -> Double {
    let parameters = unpack(point)
    let sums = forward(parameters)
    let count = Double(values.count)
    let squares = max(sums.squares, count * 1e-20)
    let value = 0.5 * log(squares / count) + sums.logarithms / count
    guard value.isFinite else {
      gradient?.update(repeating: 0)
      return 1e10
    }
    if let gradient { backward(parameters, squares, point, gradient) }
    return value
  }

  private struct Parameters {
    var alpha = 0.0
    var beta = 0.0
    var gamma = 0.0
    var phi = 1.0
    var level = 0.0
    var slope = 0.0
  }

  private var season: UnsafeMutablePointer<Double> {
    // The buffer is never empty.
    scratch.baseAddress.unsafelyUnwrapped + 5 * values.count
  }

  private func unpack(_ point: UnsafeBufferPointer<Double>) -> Parameters {
    var parameters = Parameters()
    parameters.alpha = point[0]
    var next = 1
    if form.trend != .none {
      parameters.beta = point[0] * point[next]
      next += 1
    }
    if form.season != .none {
      parameters.gamma = (1 - point[0]) * point[next]
      next += 1
    }
    if form.trend == .damped {
      parameters.phi = point[next]
      next += 1
    }
    parameters.level = point[next]
    next += 1
    if form.trend != .none {
      parameters.slope = point[next]
      next += 1
    } else {
      parameters.phi = 0
    }
    if form.season != .none {
      var rest = form.season == .multiplicative ? Double(period) : 0
      for index in 0..<(period - 1) {
        season[index] = point[next + index]
        rest -= point[next + index]
      }
      season[period - 1] = rest
    }
    return parameters
  }

  private func forward(_ parameters: Parameters) -> Sums {
    let base = scratch.baseAddress.unsafelyUnwrapped
    let count = values.count
    let (levels, slopes, seasons) = (base, base + count, base + 2 * count)
    let (misses, forecasts) = (base + 3 * count, base + 4 * count)
    let seasonal = form.season != .none
    let multiplied = form.season == .multiplicative
    let relative = form.errors == .multiplicative
    let (alpha, beta, gamma, phi) =
      (parameters.alpha, parameters.beta, parameters.gamma, parameters.phi)
    var level = parameters.level
    var slope = parameters.slope
    var sums = Sums()
    var product = 1.0
    var month = 0
    for time in 0..<count {
      let part = seasonal ? season[month] : multiplied ? 1 : 0
      let base = level + phi * slope
      var forecast = multiplied ? base * part : base + part
      let miss = values[time] - forecast
      levels[time] = base
      slopes[time] = slope
      seasons[time] = part
      misses[time] = miss
      if multiplied {
        let share = miss / Self.away(part)
        level = base + alpha * share
        slope = phi * slope + beta * share
        season[month] = part + gamma * miss / Self.away(base)
      } else {
        level = base + alpha * miss
        slope = phi * slope + beta * miss
        if seasonal { season[month] = part + gamma * miss }
      }
      if relative {
        forecast = Self.away(forecast)
        let error = miss / forecast
        sums.squares += error * error
        // One logarithm for many factors.
        product *= abs(forecast)
        if product > 1e100 || product < 1e-100 {
          sums.logarithms += log(product)
          product = 1
        }
      } else {
        sums.squares += miss * miss
      }
      forecasts[time] = forecast
      month = month + 1 == period ? 0 : month + 1
    }
    sums.logarithms += log(product)
    return sums
  }

  private static func away(_ value: Double) -> Double {
    abs(value) < floor ? (value < 0 ? -floor : floor) : value
  }

  private func backward(
    _ parameters: Parameters, _ squares: Double, _ point: UnsafeBufferPointer<Double>,
    _ gradient: UnsafeMutableBufferPointer<Double>
  ) {
    let base = scratch.baseAddress.unsafelyUnwrapped
    let count = values.count
    let (levels, slopes, seasons) = (base, base + count, base + 2 * count)
    let (misses, forecasts) = (base + 3 * count, base + 4 * count)
    let byMonth = season + period
    byMonth.update(repeating: 0, count: period)
    let seasonal = form.season != .none
    let multiplied = form.season == .multiplicative
    let relative = form.errors == .multiplicative
    let (alpha, beta, gamma, phi) =
      (parameters.alpha, parameters.beta, parameters.gamma, parameters.phi)
    var (byAlpha, byBeta, byGamma, byPhi) = (0.0, 0.0, 0.0, 0.0)
    var (byLevel, bySlope) = (0.0, 0.0)
    let each = 1 / Double(count)
    var month = (count - 1) % period
    for time in stride(from: count - 1, through: 0, by: -1) {
      let (level, slope, part) = (levels[time], slopes[time], seasons[time])
      let (miss, forecast) = (misses[time], forecasts[time])
      let bySeason = seasonal ? byMonth[month] : 0
      var byMiss: Double
      var byForecast = 0.0
      if relative {
        let error = miss / forecast
        byMiss = error / (squares * forecast)
        byForecast = (each - error * error / squares) / forecast
      } else {
        byMiss = miss / squares
      }
      var byBase = byLevel
      let byPart: Double
      if multiplied {
        let (ofPart, ofBase) = (1 / Self.away(part), 1 / Self.away(level))
        let (share, lift) = (miss * ofPart, miss * ofBase)
        let byShare = alpha * byLevel + beta * bySlope
        let byLift = gamma * bySeason
        byMiss += byShare * ofPart + byLift * ofBase
        byForecast -= byMiss
        byBase += byForecast * part - byLift * lift * ofBase
        byPart = bySeason + byForecast * level - byShare * share * ofPart
        byAlpha += byLevel * share
        byBeta += bySlope * share
        byGamma += bySeason * lift
      } else {
        byMiss += alpha * byLevel + beta * bySlope + gamma * bySeason
        byForecast -= byMiss
        byBase += byForecast
        byPart = bySeason + byForecast
        byAlpha += byLevel * miss
        byBeta += bySlope * miss
        byGamma += bySeason * miss
      }
      if seasonal { byMonth[month] = byPart }
      byPhi += slope * (byBase + bySlope)
      bySlope = phi * (byBase + bySlope)
      byLevel = byBase
      month = month == 0 ? period - 1 : month - 1
    }
    pack(
      (byAlpha, byBeta, byGamma, byPhi, byLevel, bySlope), byMonth, point, gradient)
  }

  /// From derivatives by α, β, γ … to those by the coordinates of the point.
  private func pack(
    _ by: (alpha: Double, beta: Double, gamma: Double, phi: Double, level: Double, slope: Double),
    _ byMonth: UnsafeMutablePointer<Double>, _ point: UnsafeBufferPointer<Double>,
    _ gradient: UnsafeMutableBufferPointer<Double>
  ) {
    gradient[0] = by.alpha
    var next = 1
    if form.trend != .none {
      gradient[0] += by.beta * point[next]
      gradient[next] = by.beta * point[0]
      next += 1
    }
    if form.season != .none {
      gradient[0] -= by.gamma * point[next]
      gradient[next] = by.gamma * (1 - point[0])
      next += 1
    }
    if form.trend == .damped {
      gradient[next] = by.phi
      next += 1
    }
    gradient[next] = by.level
    next += 1
    if form.trend != .none {
      gradient[next] = by.slope
      next += 1
    }
    if form.season != .none {
      for index in 0..<(period - 1) {
        gradient[next + index] = byMonth[index] - byMonth[period - 1]
      }
    }
  }
}
