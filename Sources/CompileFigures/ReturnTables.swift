import Periods
import Record

/// Tables of Mexico and Guatemala.
extension OfficialTable {
  private static let policyUnit = "Unidad de Política Migratoria, México"
  private static let bulletins =
    "https://portales.segob.gob.mx/es/PoliticaMigratoria/Boletines_Estadisticos"

  static let mexicoEvents = OfficialTable(
    file: "official/mexico-irregular-situation-events.csv",
    source: Provenance.source(
      dataset: "mexico-irregular-situation-events", publisher: policyUnit,
      title: "Events of people in an irregular migratory situation, by nationality, from 2018",
      url: bulletins,
      citation:
        "Unidad de Política Migratoria (México), Boletín estadístico, table 3.1.1; "
        + Provenance.package,
      licence: Provenance.packageLicence, usualLag: 40, leavesOutZeros: true,
      note: """
        Events before the Instituto Nacional de Migración, not people: one person may count more \
        than once. Where the table holds a nationality twice in a month (42 cases, nearly all \
        under the codes of Guinea and France), the rows are added up.
        """),
    addsUpRepeats: true
  ) { row in
    let series = SeriesKey(
      measure: "irregular-situation-events",
      [.place: "MEX", .nationality: row.label(.nationality, "nationality")])
    return [Figure(series: series, period: row.period("month"), value: row.count("count"))]
  }

  static let mexicoEventsBySexAndAge = OfficialTable(
    file: "new-series/mexico-irregular-situation-events-by-sex-and-age.known-2025-06-19.csv.gz",
    source: Provenance.source(
      dataset: "mexico-irregular-situation-events-demographics", publisher: policyUnit,
      title: "Events of people in an irregular migratory situation, by sex and age, from 2018",
      url: bulletins,
      citation:
        "Unidad de Política Migratoria (México), Boletín estadístico, table 3.1.1; "
        + Provenance.package,
      licence: Provenance.packageLicence, usualLag: 40, leavesOutZeros: true,
      note: """
        Events, not people. Boys and girls are those under 18: the table's 12 to 17, and under 12 \
        accompanied or not, added up. Adds up to the table by nationality in every month until \
        December 2023; from January to June 2024 it is 170 to 531 a month higher, since that table \
        was revised and this one was not.
        """),
    addsUpRepeats: true
  ) { row in
    let month = row.period("month")
    guard month.last <= Provenance.end else { return [] }
    let age = row.text("age")
    guard let groups = ["male": ("men", "boys"), "female": ("women", "girls")][row.text("sex")],
      age == "18+" || minors.contains(age)
    else {
      row.note("age", expected: "a sex and an age of the table")
      return []
    }
    let series = SeriesKey(
      measure: "irregular-situation-events",
      [.place: "MEX", .demographic: age == "18+" ? groups.0 : groups.1])
    return [Figure(series: series, period: month, value: row.count("count"))]
  }

  private static let minors: Set<String> = [
    "12-17", "under 12, accompanied", "under 12, unaccompanied",
  ]

  static let mexicoReturns = OfficialTable(
    file: "official/mexico-returns.csv",
    source: Provenance.source(
      dataset: "mexico-returns", publisher: policyUnit,
      title: "Deportations and assisted returns from Mexico, by nationality, from January 2015",
      url: bulletins,
      citation:
        "Unidad de Política Migratoria (México), Boletín estadístico, table 3.2.4; "
        + Provenance.package,
      licence: Provenance.packageLicence, usualLag: 40, leavesOutZeros: true,
      note: """
        Events of return by the Instituto Nacional de Migración, whatever the country of \
        destination. Assisted returns of children are apart from those of adults.
        """)
  ) { row in
    let series = SeriesKey(
      measure: "returns",
      [
        .place: "MEX", .from: "MEX", .kind: row.label(.kind, "return_type"),
        .nationality: row.label(.nationality, "nationality"),
      ])
    return [Figure(series: series, period: row.period("month"), value: row.count("count"))]
  }

  static let guatemalaReturns = OfficialTable(
    file: "official/guatemala-returns-received.csv",
    source: Provenance.source(
      dataset: "guatemala-returns-received",
      publisher: "Instituto Guatemalteco de Migración",
      title: "Guatemalans returned from the United States and Mexico, from January 2020",
      url: "https://igm.gob.gt/informes-estadisticos",
      citation:
        "Instituto Guatemalteco de Migración, Guatemaltecos retornados; " + Provenance.package,
      licence: Provenance.packageLicence, usualLag: 15, leavesOutZeros: false,
      note: """
        People received back, by sex and age. From January 2024 on the table names no country \
        (UNK) and has no row for the United States: the returns it leaves without a country are of \
        the size of those from the United States before.
        """)
  ) { row in
    let country = row.text("returned_from")
    let group = "\(row.text("sex")) \(row.text("age"))"
    let series = SeriesKey(
      measure: "returns-received",
      [
        .place: "GTM", .from: country.isEmpty ? "UNK" : row.label(.from, "returned_from"),
        .demographic: row.label(.demographic, group, "age"), .nationality: "GTM",
      ])
    return [Figure(series: series, period: row.period("month"), value: row.count("count"))]
  }
}
