import Record

/// UNHCR's tables of asylum, in its release of June 2025: the origins of the population tables.
extension OfficialTable {
  static let asylumApplications = OfficialTable(
    "unhcr-asylum-applications",
    reading: .format(UNHCRApplicationsReader(), keeps: isOfOrigins))

  static let asylumDecisions = OfficialTable(
    "unhcr-asylum-decisions",
    reading: .format(UNHCRDecisionsReader(), keeps: isOfOrigins))

  private static let isOfOrigins: @Sendable (SeriesKey) -> Bool = {
    origins.contains($0[.nationality] ?? "")
  }
}
