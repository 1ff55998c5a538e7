import Periods
import Record

/// Tables of the Office of Homeland Security Statistics (OHSS), which rounds to ten.
extension OfficialTable {
  static let patrolByCitizenship = patrol(
    "citizenship", dimension: .nationality, column: "citizenship", from: "1999-10-01")

  /// Without the years in which the table is far below the agency's yearly tables, or counts Livermore
  /// with another border.
  static let patrolBySector = patrol(
    "sector", dimension: .sector, column: "sector", from: "2005-10-01")

  /// Without the years in which people in families count as single adults.
  static let patrolByFamilyStatus = patrol(
    "family-status", dimension: .demographic, column: "family_status", from: "2011-10-01")

  /// - Parameter from: the first day that ships.
  private static func patrol(
    _ table: String, dimension: Dimension, column: String, from: String
  ) -> OfficialTable {
    let first = Day(from)
    return OfficialTable("ohss-usbp-encounters-by-\(table)") { row in
      let month = row.period("month")
      guard let first, month.first >= first else { return [] }
      var series = SeriesKey(
        measure: "encounters", [.place: row.label(.place, "region"), .component: "usbp"])
      let word = row.text(column)
      // OHSS adds the state to a sector's name, "Miami, FL"; "El Paso" alone could be a field office.
      let known =
        dimension == .sector ? (word.split(separator: ",").first ?? "") + " Sector" : word[...]
      series[dimension] = row.label(dimension, String(known), column)
      return [Figure(series: series, period: month, value: row.count("count"))]
    }
  }

  /// The years before CBP's table of all encounters begins.
  static let southwestBeforeFiscal2018 = OfficialTable("ohss-southwest-encounters") {
    row in
    let month = row.period("month")
    guard let end = Day("2017-09-30"), month.last <= end else { return [] }
    let series = SeriesKey(measure: "encounters", [.place: "us-southwest-border"])
    return [Figure(series: series, period: month, value: row.count("count"))]
  }
}
