import Estimation
import Foundation
import Periods
import Sampling

/// Bands of weeks from an outlook by month.
///
/// A month's count does not say how it is spread over weeks. The daily rate is taken to be such that it gives the
/// months their numbers, a thousand times as ``OutlookPaths`` draws them together: its logarithm is a Brownian
/// motion that moves as the series' months did (``LogRate``), of which a week has what the months about it leave
/// open, and single days differ of their own beside. So the bands of a week are wider than a part of the month's.
struct WeekBands {
  /// Whole weeks from Monday to Sunday within the months of the outlook.
  let weeks: [Period]
  /// By week at ``Scores/levels``.
  let quantiles: [[Double]]

  init(_ outlook: OutlookReport, daySpread: Double) {
    let months = outlook.months.map(\.month)
    guard let first = months.first?.first, let last = months.last?.last else {
      (weeks, quantiles) = ([], [])
      return
    }
    var monday = first.nextMonday
    var weeks: [Period] = []
    while let week = Period(from: monday, through: monday.adding(days: 6)), week.last <= last {
      weeks.append(week)
      monday = monday.adding(days: 7)
    }
    let paths = OutlookPaths(
      origin: outlook.origin, quantiles: outlook.months.map(\.quantiles))
    let past = outlook.past.suffix(48)
    let rate = MonthRate(past: past.map(\.value), months: past.map(\.month)).rate
    self.weeks = weeks
    quantiles = weeks.enumerated().map { number, week in
      let about = months.indices.filter {
        months[$0].first <= week.last.adding(days: Self.reach)
          && months[$0].last >= week.first.adding(days: -Self.reach)
      }
      let spans = about.map { Self.span(months[$0], since: first) }
      let random = RandomStream(CounterRandom(seed: 2), day: number, purpose: 1 << 26)
      return Scores.quantiles(
        paths.draws.map { draw in
          let seen = zip(about, spans).map { month, span in
            LogRate.Observation(
              spans: [span], value: log((draw[month] + 0.1) / span.days), noise: 1e-9)
          }
          let own = rate.average(over: [Self.span(week, since: first)], given: seen)
          let spread = (own.variance + daySpread * daySpread / 7).squareRoot()
          return 7 * exp(own.mean + random.normal() * spread)
        })
    }
  }

  /// Days beyond a week within which a month still says something of it.
  private static let reach = 15

  private static func span(_ period: Period, since first: Day) -> LogRate.Span {
    .init(
      from: Double(period.first.days(since: first)), to: Double(period.last.days(since: first) + 1))
  }
}

extension Day {
  /// Itself, if it is one.
  var nextMonday: Day {
    // 1 January 2024 was one.
    let days = Day(year: 2024, month: 1, day: 1).map { self.days(since: $0) } ?? 0
    return adding(days: (7 - (days % 7 + 7) % 7) % 7)
  }
}
