import Periods
import Record

/// UNHCR's tables of asylum, in its release of June 2025: the origins of the population tables.
extension OfficialTable {
  static let asylumApplications = asylum(
    "asylum-applications", title: "Asylum applications by country of asylum and of origin",
    reader: UNHCRApplicationsReader(),
    note: """
      One person may apply at several levels. The United States stand apart, with levels of their \
      own (asylum office, immigration court): "first instance" leaves them out.
      """)

  static let asylumDecisions = asylum(
    "asylum-decisions", title: "Decisions on asylum by country of asylum and of origin",
    reader: UNHCRDecisionsReader(),
    note: """
      One application may be decided at several levels. The United States stand apart, with levels \
      of their own (asylum office, immigration court): "first instance" leaves them out.
      """)

  private static func asylum(
    _ table: String, title: String, reader: any FigureReader, note: String
  ) -> OfficialTable {
    OfficialTable(
      file: "new-series/unhcr-\(table).known-2025-06-12.csv.gz",
      source: Provenance.source(
        dataset: "unhcr-\(table)", publisher: "UNHCR", title: title + ", 2000 to 2024",
        url: "https://www.unhcr.org/refugee-statistics/",
        citation:
          "UNHCR, Refugee Data Finder, release of June 2025; through the R package refugees "
          + "(https://github.com/PopulationStatistics/refugees), state of 12 June 2025",
        licence: "CC BY 4.0", day: Day("2025-06-12"), usualLag: 166,
        // Persons that are absent may have been counted as cases, or at another level.
        leavesOutZeros: false,
        note: note + """
           Some countries count cases, not persons: they are apart (unit=cases) and in no sum of \
          persons. Eleven origins only: Colombia, Cuba, Ecuador, El Salvador, Guatemala, Haiti, \
          Honduras, Mexico, Nicaragua, Peru, Venezuela. UNHCR rounds the smallest numbers.
          """),
      reading: .format(reader) { origins.contains($0[.nationality] ?? "") })
  }
}
