import Foundation
import Periods
import Wording

/// A fan chart: what was counted, the middle of a forecast, and its bands of 80 % and 95 %.
struct FanChart {
  /// A month ahead by the quantiles at 0.025, 0.1, 0.5, 0.9 and 0.975.
  struct Ahead {
    var month: Period
    var quantiles: [Double]
  }

  let language: Language
  /// `nil` for counts a month.
  var unit: String?

  /// - Parameters:
  ///   - counted: months that are known, those that came after the origin among them.
  ///   - ahead: the months forecast, in order; the fan opens at the last month known before them.
  func chart(
    id: String, title: String, description: String, counted: [(month: Period, value: Double)],
    ahead: [Ahead], marks: [BriefContent.ChartMark] = [], notes: [String] = [],
    sources: [String]
  ) -> BriefContent.Chart {
    let opening = ahead.first.flatMap { first in
      counted.last { $0.month.first < first.month.first }
    }
    func quantile(_ index: Int, _ id: String, _ label: String) -> BriefContent.ChartSeries {
      .init(
        id: id, label: label,
        points: (opening.map { [point($0.month, $0.value)] } ?? [])
          + ahead.map { point($0.month, $0.quantiles[index]) })
    }
    return BriefContent.Chart(
      id: id, title: title, description: description, form: .lines,
      unit: unit ?? language("Counts a month", "Recuento al mes"),
      series: [
        .init(
          id: "counted", label: language("counted", "contado"),
          points: counted.map { point($0.month, $0.value) }),
        quantile(2, "middle", language("the middle", "valor medio")),
        quantile(3, "high80", language("band of 8 in 10, to", "banda de 8 de 10, hasta")),
        quantile(1, "low80", language("band of 8 in 10, from", "banda de 8 de 10, desde")),
        quantile(4, "high95", language("band of 95 in 100, to", "banda de 95 de 100, hasta")),
        quantile(0, "low95", language("band of 95 in 100, from", "banda de 95 de 100, desde")),
      ], marks: marks, notes: notes, sources: sources,
      bands: [.init(low: "low95", high: "high95"), .init(low: "low80", high: "high80")])
  }

  private func point(_ month: Period, _ value: Double) -> BriefContent.ChartPoint {
    .init(
      x: month.first.description, label: language.period(month), y: value.rounded(),
      display: language.number(value))
  }
}
