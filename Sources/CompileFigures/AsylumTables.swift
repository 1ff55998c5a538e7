import Record

/// UNHCR's tables of asylum, as its own readers read them.
extension OfficialTable {
  static let asylumApplications = OfficialTable(
    "unhcr-asylum-applications",
    reading: .format(UNHCRApplicationsReader()))

  static let asylumDecisions = OfficialTable(
    "unhcr-asylum-decisions",
    reading: .format(UNHCRDecisionsReader()))
}
