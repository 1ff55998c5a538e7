import Periods
import Record

/// Tables of U.S. Customs and Border Protection.
extension OfficialTable {
  static let southwestEncounters = OfficialTable(
    file: "official/us-southwest-border-encounters.csv",
    source: Provenance.source(
      dataset: "cbp-nationwide-encounters",
      publisher: "U.S. Customs and Border Protection",
      title: "Nationwide Encounters: southwest land border, October 2017 to June 2024",
      url: "https://www.cbp.gov/newsroom/stats/nationwide-encounters",
      citation: "U.S. Customs and Border Protection, Nationwide Encounters; \(Provenance.package)",
      licence: "public domain (work of the U.S. government); gdidata: MIT",
      usualLag: 21, leavesOutZeros: true,
      note: """
        Events, not people: a person met twice counts twice. Apprehensions, inadmissibles and \
        Title 42 expulsions. Area of responsibility and citizenship from October 2019 on, \
        accompanied minors as a group of their own from October 2018 on. A late vintage: CBP first \
        published 181,059 Border Patrol encounters for August 2023, this table sums to 181,054.
        """)
  ) { row in
    var series = SeriesKey(measure: "encounters", [.place: "us-southwest-border"])
    series[.component] = row.label(.component, "component")
    if !row.text("area_of_responsibility").isEmpty {
      series[.sector] = row.label(.sector, "area_of_responsibility")
    }
    series[.authority] = row.label(.authority, "authority")
    series[.kind] = row.label(.kind, "encounter_type")
    series[.demographic] = row.label(.demographic, "demographic")
    if !row.text("citizenship").isEmpty {
      series[.nationality] = row.label(.nationality, "citizenship")
    }
    return [Figure(series: series, period: row.period("month"), value: row.count("count"))]
  }

  /// The agency's own file, as it was published.
  static let encountersByState = OfficialTable(
    file: "vintages/cbp-nationwide-by-state-fy20-fy23.published-2023-11.csv.gz",
    source: Provenance.source(
      dataset: "cbp-nationwide-encounters-by-state",
      publisher: "U.S. Customs and Border Protection",
      title: "Nationwide Encounters by state, October 2019 to September 2023",
      url: "https://www.cbp.gov/newsroom/stats/nationwide-encounters",
      citation: """
        U.S. Customs and Border Protection, Nationwide Encounters, FY2020 to FY2023, by state; \
        through https://github.com/corintxt/AFP_data, state of 3 January 2024
        """,
      licence: "public domain (work of the U.S. government)", day: Day("2023-11-30"),
      usualLag: 21, leavesOutZeros: true,
      note: """
        Events, not people, at all borders and inside the country ("other": airports and coasts \
        among them). Published in November 2023; the day is not known, so the last of the month \
        stands here. The state is where the encounter was. Without the branch of the agency and the \
        kind of encounter. Fiscal 2023 adds up to the 3,201,144 that CBP published, and the \
        southwest to the same as in the release of June 2025, month by month.
        """),
    reading: .format(CBPNationwideReader()) { _ in true })

  static let borderPatrolNationwide = OfficialTable(
    file: "new-series/border-patrol-encounters-nationwide-total.known-2026-08-18.csv.gz",
    source: Provenance.source(
      dataset: "usbp-nationwide-total", publisher: "U.S. Customs and Border Protection",
      title: "Border Patrol encounters, whole country, October 2019 to June 2024",
      url: "https://www.cbp.gov/newsroom/stats/nationwide-encounters",
      citation: """
        U.S. Customs and Border Protection, monthly totals of the Border Patrol; through the \
        Deportation Data Project (https://github.com/deportationdata/cbp), state of 18 August 2026
        """,
      licence: "public domain (work of the U.S. government); deportationdata/cbp: CC0",
      day: Day("2026-08-18"), usualLag: 21, leavesOutZeros: false,
      note: """
        Events, not people, with Title 42 expulsions. Equal to the sum of all sectors in the yearly \
        tables in each of the twelve months that both have.
        """)
  ) { row in
    let month = row.period("month")
    guard month.last <= Provenance.end else { return [] }
    let series = SeriesKey(measure: "encounters", [.place: "USA", .component: "usbp"])
    return [Figure(series: series, period: month, value: row.count("count"))]
  }

  static let removals = OfficialTable(
    file: "new-series/ice-removals-annual.known-2026-08-04.csv",
    source: Provenance.source(
      dataset: "ice-removals-annual", publisher: "U.S. Immigration and Customs Enforcement",
      title: "Removals by fiscal year, FY2012 to FY2023",
      url: "https://www.ice.gov/information-library/annual-report",
      citation: """
        U.S. Immigration and Customs Enforcement, Enforcement and Removal Operations, annual \
        reports FY2012 to FY2023; read from the reports by \
        https://github.com/govnumbers/political-dashboard, state of 4 August 2026
        """,
      licence: "public domain (work of the U.S. government)", day: Day("2026-08-04"),
      usualLag: 90, leavesOutZeros: false,
      note: """
        Removals by ICE to all countries, many of them of people whom CBP had met at the border. \
        Without CBP's own returns and without Title 42 expulsions: not all who were sent back. The \
        report on fiscal 2023 is of 29 December 2023, 90 days after its end; that lag is taken for \
        all.
        """)
  ) { row in
    guard let year = Period("FY" + row.text("fiscal_year")) else {
      row.note("fiscal_year", expected: "a fiscal year")
      return []
    }
    guard year.last <= Provenance.end else { return [] }
    let series = SeriesKey(
      measure: "returns", [.place: "USA", .kind: "removal", .from: "USA"])
    return [Figure(series: series, period: year, value: row.count("removals"))]
  }

  static let sectorApprehensions = OfficialTable(
    file: "official/us-border-patrol-apprehensions-by-sector-fy2000-fy2020.csv",
    source: Provenance.source(
      dataset: "usbp-apprehensions-by-sector", publisher: "U.S. Border Patrol",
      title: "Total Illegal Alien Apprehensions by Month and Sector, FY2000 to FY2020",
      url: "https://www.cbp.gov/newsroom/media-resources/stats",
      citation: """
        U.S. Border Patrol, Total Illegal Alien Apprehensions By Month, yearly tables FY2000 to \
        FY2020; read from the PDF tables by the University of Washington Center for Human Rights \
        (https://github.com/UWCHR/cbp)
        """,
      licence: "public domain (work of the U.S. government)", usualLag: 21, leavesOutZeros: false,
      note: """
        Events, not people. From March 2020 on with Title 42 expulsions: at the southwest border \
        it equals CBP's Border Patrol total in every month from October 2017 to September 2020. \
        Borders are those of the agency's own sums, which count Livermore, California, whose \
        figures end in September 2005, with the coastal border.
        """)
  ) { row in
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
