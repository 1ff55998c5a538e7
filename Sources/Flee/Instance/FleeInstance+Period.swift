extension FleeInstance {
  /// Files that end before a simulation of so many days does: a sentence each.
  package func warningsOfPeriod(days: Int) -> [String] {
    warningsOfConflicts(days) + warningsOfCounts(days)
  }

  private func warningsOfConflicts(_ days: Int) -> [String] {
    guard let last = conflicts.values.map(\.count).max(), last < days else { return [] }
    let file = FleeInstance.lastPart(settings.conflictFile) ?? "conflicts.csv"
    return [
      "\(file) ends on day \(last - 1) (\(start.adding(days: last - 1))), \(days - last) days before the "
        + "simulation does: conflicts stay as they are on that day. FLEE stops there."
    ]
  }

  /// Counts may come by the month: less than that is no gap.
  private func warningsOfCounts(_ days: Int) -> [String] {
    guard let last = counts?.series.values.compactMap(\.last?.day).max(), last < days - 1 else {
      return []
    }
    return [
      "The counts end on day \(last) (\(start.adding(days: last))), \(days - 1 - last) days before the "
        + "simulation does: after it they are taken to stay as they are."
    ]
  }

  private static func lastPart(_ path: String) -> String? {
    path.split(separator: "/").last.map(String.init)
  }
}
