import Periods
import Record

/// Tables of U.S. Customs and Border Protection.
extension OfficialTable {
  static let southwestEncounters = OfficialTable("cbp-nationwide-encounters") { row in
    var series = SeriesKey(measure: "encounters", [.place: "us-southwest-border"])
    series[.component] = row.label(.component, "component")
    if !row.text("area_of_responsibility").isEmpty {
      series[.sector] = row.label(.sector, "area_of_responsibility")
    }
    series[.authority] = row.label(.authority, "authority")
    series[.kind] = row.label(.kind, "encounter_type")
    series[.demographic] = row.label(.demographic, "demographic")
    if row.has("citizenship"), !row.text("citizenship").isEmpty {
      series[.nationality] = row.label(.nationality, "citizenship")
    }
    return [Figure(series: series, period: row.period("month"), value: row.count("count"))]
  }

  /// The agency's own file, as it was published.
  static let encountersByState = OfficialTable(
    "cbp-nationwide-encounters-by-state",
    reading: .format(CBPNationwideReader()))

  /// The agency's files of the southwest border, whose citizenships are four countries and the rest.
  static let southwestGrouped = OfficialTable(
    "cbp-southwest-encounters-grouped",
    reading: .format(CBPSouthwestReader()))

  static let borderPatrolNationwide = OfficialTable("usbp-nationwide-total") { row in
    let month = row.period("month")
    let series = SeriesKey(measure: "encounters", [.place: "USA", .component: "usbp"])
    return [Figure(series: series, period: month, value: row.count("count"))]
  }

  static let removals = OfficialTable("ice-removals-annual") { row in
    guard let year = Period("FY" + row.text("fiscal_year")) else {
      row.note("fiscal_year", expected: "a fiscal year")
      return []
    }
    let series = SeriesKey(
      measure: "returns", [.place: "USA", .kind: "removal", .from: "USA"])
    return [Figure(series: series, period: year, value: row.count("removals"))]
  }

  static let sectorApprehensions = OfficialTable("usbp-apprehensions-by-sector") { row in
    let sector = row.text("sector")
    guard let border = borderOfSector[sector] else {
      row.note("sector", expected: "a sector of a known border")
      return []
    }
    // "El Paso" alone could be the field office too.
    let label = row.label(.sector, sector + " Sector", "sector")
    let series = SeriesKey(
      measure: "encounters", [.place: border, .component: "usbp", .sector: label])
    return [Figure(series: series, period: row.period("month"), value: row.count("count"))]
  }

  /// As the agency's tables add them up: in October 1999 Livermore's 716, Miami's 401, New Orleans'
  /// 559 and Ramey's 221 make its 1,897 for the coastal border.
  private static let borderOfSector: [String: String] = {
    let sectorsOfBorder = [
      "us-southwest-border": [
        "Big Bend", "Del Rio", "El Centro", "El Paso", "Laredo", "Rio Grande Valley", "San Diego",
        "Tucson", "Yuma",
      ],
      "us-northern-border": [
        "Blaine", "Buffalo", "Detroit", "Grand Forks", "Havre", "Houlton", "Spokane", "Swanton",
      ],
      "us-coastal-border": ["Livermore", "Miami", "New Orleans", "Ramey"],
    ]
    return Dictionary(
      uniqueKeysWithValues: sectorsOfBorder.flatMap { border, sectors in
        sectors.map { ($0, border) }
      })
  }()
}
