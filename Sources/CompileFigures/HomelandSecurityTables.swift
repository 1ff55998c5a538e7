import Periods
import Record

/// Tables of the Office of Homeland Security Statistics (OHSS), which rounds to ten.
extension OfficialTable {
  static let patrolByCitizenship = patrol(
    "citizenship", title: "by border and citizenship, October 1999 to June 2024",
    dimension: .nationality, column: "citizenship",
    note: """
      Every citizenship is told apart. At the southwest border from October 2019 on each of eight \
      that were compared is within 19 of CBP's own figure in every month. From October 1999 to \
      September 2004 the sum of all citizenships is up to 8,292 a month below the agency's yearly \
      tables. Until 2004 Livermore, California, counts with the northern border here, with the \
      coastal one there.
      """
  ) { _ in true }

  static let patrolBySector = patrol(
    "sector", title: "by sector, October 2005 to June 2024",
    dimension: .sector, column: "sector",
    note: """
      Left out are the years before October 2005: until September 2004 the table is up to 8,292 a \
      month below the agency's yearly tables, and until December 2004 it counts Livermore, \
      California, with the northern border. From then on it is within rounding of those, but for \
      January 2006 and January 2007 (65 and 76 lower at the southwest border).
      """
  ) { $0.first >= october2005 }

  static let patrolByFamilyStatus = patrol(
    "family-status", title: "by border and family status, October 2011 to June 2024",
    dimension: .demographic, column: "family_status",
    note: """
      Left out are the years before October 2011, in which people in families count as single \
      adults. At the southwest border from October 2017 on each group is within 19 of CBP's own \
      figure in every month.
      """
  ) { $0.first >= october2011 }

  private static let october2005 = Day("2005-10-01") ?? Provenance.end
  private static let october2011 = Day("2011-10-01") ?? Provenance.end

  /// - Parameter isKept: whether a month ships.
  private static func patrol(
    _ table: String, title: String, dimension: Dimension, column: String, note: String,
    isKept: @escaping @Sendable (Period) -> Bool
  ) -> OfficialTable {
    OfficialTable(
      file: "new-series/ohss-border-patrol-encounters-monthly-by-region-and-\(table).csv.gz",
      source: source(
        dataset: "ohss-usbp-encounters-by-\(table)", title: "Border Patrol encounters " + title,
        url: "https://ohss.dhs.gov/topics/immigration/immigration-enforcement",
        citation: """
          Office of Homeland Security Statistics, Key Homeland Security Metrics, Encounters (USBP), \
          edition through November 2024; through \
          https://github.com/arilamstein/immigration_enforcement, state of 30 September 2025
          """,
        day: Day("2025-09-30"), note: note)
    ) { row in
      let month = row.period("month")
      guard month.last <= Provenance.end, isKept(month) else { return [] }
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
  static let southwestBeforeFiscal2018 = OfficialTable(
    file: "new-series/ohss-southwest-encounters-total-oct2013-sep2022.csv.gz",
    source: source(
      dataset: "ohss-southwest-encounters",
      title: "Encounters at the southwest land border, October 2013 to September 2017",
      url: "https://ohss.dhs.gov/topics/immigration/immigration-enforcement/"
        + "immigration-enforcement-and-legal-processes-monthly",
      citation: """
        Office of Homeland Security Statistics, Immigration Enforcement and Legal Processes Monthly \
        Tables, edition of 16 January 2025; through \
        https://github.com/govnumbers/political-dashboard
        """,
      day: Day("2025-01-16"),
      note: """
        All of CBP, at the ports of entry and between them. Left out are the months from October \
        2017 on, for which CBP's own exact figures ship; the two are within 198 of one another in \
        the sixty months that both have.
        """)
  ) { row in
    let month = row.period("month")
    guard let end = Day("2017-09-30"), month.last <= end else { return [] }
    let series = SeriesKey(measure: "encounters", [.place: "us-southwest-border"])
    return [Figure(series: series, period: month, value: row.count("count"))]
  }

  private static func source(
    dataset: String, title: String, url: String, citation: String, day: Day?, note: String
  ) -> Source {
    Provenance.source(
      dataset: dataset, publisher: "DHS Office of Homeland Security Statistics", title: title,
      url: url, citation: citation, licence: "public domain (work of the U.S. government)",
      // The first monthly tables, through September 2023, were released on 5 January 2024.
      day: day, usualLag: 97,
      // A table without a cell below ten leaves out what is rounded to nobody.
      leavesOutZeros: true,
      note: "Events, not people, rounded to ten by the office: fewer than five are nobody here. "
        + note)
  }
}
