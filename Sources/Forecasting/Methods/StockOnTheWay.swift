import Estimation
import Foundation

/// People on the way between two points of a corridor, and the part of them that is met each month.
///
/// Who is counted at the lead joins the stock, a part of the stock leaves it each month unseen, and who
/// is met leaves it too:
///
///     S(t) = (1 − ℓ) (S(t−1) − y(t−1)) + r x(t),    y(t) = h(t) S(t)
///
/// with x the lead and r what makes the two add up over the past, for not all who are met were counted at
/// the lead. The logarithm of the hazard h is a random walk seen through noise, the local level model of
/// Durbin and Koopman (2012, chapter 2); its likelihood, by the Kalman filter, chooses ℓ. So a policy that moves the hazard moves the forecasts after it, and a month in which
/// many were met leaves fewer for the next.
struct StockOnTheWay {
  /// Parts that leave the stock unseen in a month, of which the likelihood chooses. The way takes weeks,
  /// so that most who set out are past or have stopped after a month; smaller parts, which the likelihood
  /// would often take, keep people on the way for a year.
  static let leaks = [0.6, 0.9]
  /// Variance of the hazard's steps over that of the noise: the hazard follows what was met last, since
  /// policies move it from one month to the next.
  static let ratio = 10.0

  private let leak: Double
  private let share: Double
  private let stock: Double
  /// The logarithm of the hazard as last filtered.
  private let level: Double
  private let lastInflow: Double

  /// - Parameters:
  ///   - past: counts at the place, by month.
  ///   - lead: counts of the same months at the lead, none of them all zero.
  /// - Returns: `nil` when fewer than twelve months of both are known, or next to nobody passes.
  init?(past: ArraySlice<Double>, lead: ArraySlice<Double>) {
    guard past.count == lead.count, past.count >= 12, let last = lead.last else { return nil }
    let share = max(1, past.reduce(0, +) / max(1, lead.reduce(0, +)))
    var best: (likelihood: Double, leak: Double, stock: Double, level: Double)?
    for leak in Self.leaks {
      let (hazards, stock) = Self.hazards(past, lead, share: share, leak: leak)
      let fit = Self.filter(hazards, ratio: Self.ratio)
      if fit.likelihood > best?.likelihood ?? -.infinity {
        best = (fit.likelihood, leak, stock, fit.level)
      }
    }
    guard let best else { return nil }
    (leak, stock, level) = (best.leak, best.stock, best.level)
    self.share = share
    lastInflow = last
  }

  /// Medians of the months ahead, while as many go on to pass the lead as in its last month.
  func ahead(_ months: Int) -> [Double] {
    var stock = stock
    return (0..<months).map { _ in
      stock = stock * (1 - leak) + share * lastInflow
      let met = min(stock, exp(level) * stock)
      stock = Self.after(met, of: stock)
      return met
    }
  }

  /// Logarithms of the hazards of the past, and the stock that is left at its end.
  private static func hazards(
    _ past: ArraySlice<Double>, _ lead: ArraySlice<Double>, share: Double, leak: Double
  ) -> (logarithms: [Double], left: Double) {
    // The stock that the first months' inflow would sustain.
    var stock = share * lead.prefix(3).reduce(0, +) / 3 / (leak + 0.5)
    let logarithms = zip(past, lead).map { met, passed in
      stock = stock * (1 - leak) + share * passed
      let hazard = log((met + 1) / (stock + 2))
      stock = after(met, of: stock)
      return hazard
    }
    return (logarithms, stock)
  }

  /// Who is met leaves the stock; more may be met than it holds, since the lead does not count all.
  private static func after(_ met: Double, of stock: Double) -> Double {
    max(stock - met, 0.05 * stock + 1)
  }

  /// The Kalman filter of the local level model from a diffuse start, with the noise's variance
  /// concentrated out of the likelihood.
  private static func filter(
    _ values: [Double], ratio: Double
  ) -> (likelihood: Double, level: Double) {
    var level = values[0]
    var variance = 1.0
    var (squares, logarithms) = (0.0, 0.0)
    for value in values.dropFirst() {
      let before = variance + ratio
      let scale = before + 1
      let error = value - level
      level += before / scale * error
      variance = before / scale
      squares += error * error / scale
      logarithms += log(scale)
    }
    let count = Double(values.count - 1)
    return (-0.5 * (count * log(max(squares / count, 1e-9)) + logarithms), level)
  }
}

/// Forecasts from the people on the way, for ``Calibrated`` to give bands.
private struct StockMedians: ForecastMethod {
  let name = "stock"

  func forecast(_ question: ForecastQuestion, months: Int) -> Forecast? {
    let both = min(question.past.count, question.lead.count)
    guard
      let stock = StockOnTheWay(
        past: question.past.suffix(both), lead: question.lead.suffix(both))
    else { return nil }
    return Forecast(
      method: name,
      quantiles: stock.ahead(months).map { middle in Scores.levels.map { _ in middle } })
  }
}

extension Calibrated {
  /// What is counted further up the corridor, the people on the way from there, and a hazard that
  /// moves; see ``StockOnTheWay``. Without a lead there is no forecast.
  package static let corridor = Calibrated(StockMedians(), name: "corridor")
}
