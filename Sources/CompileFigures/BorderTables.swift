import Periods
import Record

/// Tables of crossings of borders: of travellers in the Americas, and of Frontex.
extension OfficialTable {
  static let regularEntries = travellers("regular-entries")
  static let regularExits = travellers("regular-exits")

  private static func travellers(_ measure: String) -> OfficialTable {
    OfficialTable("\(measure)-americas", addsUpRepeats: true) { row in
      let nationality =
        switch row.text("nationality") {
        case "": "UNK"
        // Czechoslovakia and Yugoslavia, which some passports still name.
        case "CSK", "YUG": "OOO"
        default: row.label(.nationality, "nationality")
        }
      let series = SeriesKey(
        measure: measure,
        [.place: row.label(.place, "reporting_country"), .nationality: nationality])
      return [Figure(series: series, period: row.period("month"), value: row.count("count"))]
    }
  }

  /// People of a region whose country is not known (OOS) are of unknown nationality.
  static let frontexDetections = OfficialTable("frontex-detections", addsUpRepeats: true) { row in
    let nationality = row.text("nationality")
    let series = SeriesKey(
      measure: "irregular-border-crossings",
      [
        .place: "eu-external-border", .route: row.label(.route, "route"),
        .kind: row.label(.kind, "border_type"),
        .nationality: nationality == "OOS" ? "UNK" : row.label(.nationality, "nationality"),
      ])
    return [Figure(series: series, period: row.period("month"), value: row.count("count"))]
  }
}
