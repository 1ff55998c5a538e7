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
}
