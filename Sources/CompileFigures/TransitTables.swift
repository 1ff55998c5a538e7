import Periods
import Record

/// Tables of transit and entry: Panama and Honduras.
extension OfficialTable {
  static let darienMonthly = darien(
    file: "official/panama-darien-transits.csv", dataset: "panama-darien-monthly",
    title: "Irregular transits through the Darién by nationality and month, from January 2020",
    note: """
      People counted at the reception stations after the crossing. April, May and July 2020 are not \
      in the table: unknown, not zero.
      """
  ) { row in
    transits(.nationality, &row, label: "nationality", period: "month")
  }

  static let darienAnnual = darien(
    file: "official/panama-darien-transits-annual-2010-2019.csv", dataset: "panama-darien-annual",
    title: "Irregular transits through the Darién by nationality and year, 2010 to 2019",
    note: "People counted at the reception stations after the crossing."
  ) { row in
    transits(.nationality, &row, label: "nationality", period: "year")
  }

  static let darienDemographics = darien(
    file: "official/panama-darien-transits-demographics.csv", dataset: "panama-darien-demographics",
    title: "Irregular transits through the Darién by sex and age, from January 2021",
    // A month without boys is one in which they were counted with the men, not one without any.
    leavesOutZeros: false,
    note: """
      Men and women of all ages in 2021 and 2022; from 2023 on girls and boys apart, so that "women" \
      and "men" then mean adults.
      """
  ) { row in
    transits(.demographic, &row, label: "demographic", period: "month")
  }

  private static func darien(
    file: String, dataset: String, title: String, leavesOutZeros: Bool = true, note: String,
    figures: @escaping @Sendable (inout OfficialRow) -> [Figure]
  ) -> OfficialTable {
    OfficialTable(
      file: file,
      source: Provenance.source(
        dataset: dataset, publisher: "Servicio Nacional de Migración, Panamá", title: title,
        url: "https://www.migracion.gob.pa/estadisticas/",
        citation:
          "Servicio Nacional de Migración (Panamá), Tránsito irregular por Darién; "
          + Provenance.package,
        licence: Provenance.packageLicence, usualLag: 10, leavesOutZeros: leavesOutZeros,
        note: note),
      figures: figures)
  }

  private static func transits(
    _ dimension: Dimension, _ row: inout OfficialRow, label: String, period: String
  ) -> [Figure] {
    let series = SeriesKey(
      measure: "transits", [.place: "darien", dimension: row.label(dimension, label)])
    return [Figure(series: series, period: row.period(period), value: row.count("count"))]
  }

  static let hondurasEntries = OfficialTable(
    file: "official/honduras-irregular-entries.csv",
    source: Provenance.source(
      dataset: "honduras-irregular-entries",
      publisher: "Instituto Nacional de Migración, Honduras",
      title: "Irregular entries to Honduras by nationality and month, from January 2018",
      url: "https://inm.gob.hn/",
      citation:
        "Instituto Nacional de Migración (Honduras), Movimiento migratorio irregular; "
        + Provenance.package,
      licence: Provenance.packageLicence, usualLag: 7, leavesOutZeros: true,
      note: """
        People registered after an irregular entry. Where the table holds a nationality twice in a \
        month (several names under one code, in 12 cases), the rows are added up. The table has \
        next to nobody from China (CHN) and 21,684 people from Taiwan (TWN), some of them beside a \
        second row of one to three: it seems to hold China's nationals under Taiwan's code. \
        Nothing was changed.
        """),
    addsUpRepeats: true
  ) { row in
    let series = SeriesKey(
      measure: "irregular-entries",
      [.place: "HND", .nationality: row.label(.nationality, "nationality")])
    return [Figure(series: series, period: row.period("month"), value: row.count("count"))]
  }

  static let hondurasDemographics = OfficialTable(
    file: "new-series/honduras-irregular-entries-by-demographic.known-2025-06-19.csv.gz",
    source: Provenance.source(
      dataset: "honduras-irregular-entries-demographics",
      publisher: "Instituto Nacional de Migración, Honduras",
      title: "Irregular entries to Honduras by demographic group and month, from January 2018",
      url: "https://inm.gob.hn/",
      citation:
        "Instituto Nacional de Migración (Honduras), Movimiento migratorio irregular; "
        + Provenance.package,
      licence: Provenance.packageLicence, usualLag: 7, leavesOutZeros: true,
      note: """
        People registered after an irregular entry; boys and girls are minors. Adds up to the table \
        by nationality in every month. April and May 2020, which that table does not have, have \
        noughts here and were left out: not known.
        """)
  ) { row in
    let month = row.period("month")
    guard month.last <= Provenance.end, !hondurasUncounted.contains(month) else { return [] }
    let series = SeriesKey(
      measure: "irregular-entries",
      [.place: "HND", .demographic: row.label(.demographic, "demographic")])
    return [Figure(series: series, period: month, value: row.count("count"))]
  }

  /// Months that the table by nationality lacks.
  private static let hondurasUncounted = ["2020-04", "2020-05"].compactMap(Period.init)

  static let colombiaTransits = OfficialTable(
    file: "new-series/colombia-irregular-migrants.known-2025-05-15.csv.gz",
    source: Provenance.source(
      dataset: "colombia-irregular-transits", publisher: "Migración Colombia",
      title: "Irregular migrants in transit through Colombia by nationality, from January 2023",
      url: "https://www.migracioncolombia.gov.co/",
      citation: """
        Migración Colombia, migrantes irregulares en tránsito; through the R package amerdigest \
        (https://github.com/iom/amerdigest, MIT licence), state of 15 May 2025
        """,
      licence: "none stated by the publisher; amerdigest: MIT", day: Day("2025-05-15"),
      usualLag: 45, leavesOutZeros: true,
      note: """
        People registered in transit, most of them on the way to the Darién. The table has 2,084 \
        people for all of 2022, when 248,284 came through the Darién: that year was left out as not \
        counted. The lag is the longest that the state of May 2025 allows.
        """)
  ) { row in
    let month = row.period("month")
    guard month.last <= Provenance.end, let first = Day("2023-01-01"), month.first >= first
    else { return [] }
    let series = SeriesKey(
      measure: "transits", [.place: "COL", .nationality: row.label(.nationality, "nationality")])
    return [Figure(series: series, period: month, value: row.count("count"))]
  }
}
