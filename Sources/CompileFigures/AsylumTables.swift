import Record

/// UNHCR's tables of asylum, in its release of June 2025: the origins of the population tables.
extension OfficialTable {
  static let asylumApplications = OfficialTable(
    "unhcr-asylum-applications-2025-06-12",
    reading: .format(UNHCRApplicationsReader(), keeps: isOfOrigins))

  static let asylumDecisions = OfficialTable(
    "unhcr-asylum-decisions-2025-06-12",
    reading: .format(UNHCRDecisionsReader(), keeps: isOfOrigins))

  private static let isOfOrigins: @Sendable (SeriesKey) -> Bool = {
    origins.contains($0[.nationality] ?? "")
  }
}
