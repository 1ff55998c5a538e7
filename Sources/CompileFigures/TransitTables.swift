import Periods
import Record

/// Tables of transit and entry: Panama and Honduras.
extension OfficialTable {
  static let darienMonthly = OfficialTable("panama-darien-monthly") { row in
    transits(.nationality, &row, label: "nationality", period: "month")
  }

  static let darienAnnual = OfficialTable("panama-darien-annual") { row in
    transits(.nationality, &row, label: "nationality", period: "year")
  }

  static let darienDemographics = OfficialTable("panama-darien-demographics") { row in
    transits(.demographic, &row, label: "demographic", period: "month")
  }

  private static func transits(
    _ dimension: Dimension, _ row: inout OfficialRow, label: String, period: String
  ) -> [Figure] {
    let series = SeriesKey(
      measure: "transits", [.place: "darien", dimension: row.label(dimension, label)])
    return [Figure(series: series, period: row.period(period), value: row.count("count"))]
  }

  static let hondurasEntries = OfficialTable(
    "honduras-irregular-entries", addsUpRepeats: true
  ) { row in
    let series = SeriesKey(
      measure: "irregular-entries",
      [.place: "HND", .nationality: row.label(.nationality, "nationality")])
    return [Figure(series: series, period: row.period("month"), value: row.count("count"))]
  }

  /// The total that the agency publishes on its own, four years further back.
  static let hondurasTotals = OfficialTable("honduras-irregular-entries-total") { row in
    let series = SeriesKey(measure: "irregular-entries", [.place: "HND"])
    return [Figure(series: series, period: row.period("month"), value: row.count("count"))]
  }

  static let hondurasDemographics = OfficialTable(
    "honduras-irregular-entries-demographics"
  ) { row in
    let month = row.period("month")
    guard !hondurasUncounted.contains(month) else { return [] }
    let series = SeriesKey(
      measure: "irregular-entries",
      [.place: "HND", .demographic: row.label(.demographic, "demographic")])
    return [Figure(series: series, period: month, value: row.count("count"))]
  }

  /// Months that the table by nationality lacks.
  private static let hondurasUncounted = ["2020-04", "2020-05"].compactMap(Period.init)

  static let colombiaTransits = OfficialTable("colombia-irregular-transits") { row in
    let month = row.period("month")
    guard let first = Day("2023-01-01"), month.first >= first else { return [] }
    let series = SeriesKey(
      measure: "transits", [.place: "COL", .nationality: row.label(.nationality, "nationality")])
    return [Figure(series: series, period: month, value: row.count("count"))]
  }
}
