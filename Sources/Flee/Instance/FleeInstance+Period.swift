extension FleeInstance {
  /// Files that end before a simulation of so many days does: a sentence each.
  package func warningsOfPeriod(days: Int) -> [String] {
    guard let last = conflicts.values.map(\.count).max(), last < days else { return [] }
    let file = FleeInstance.lastPart(settings.conflictFile) ?? "conflicts.csv"
    return [
      "\(file) ends on day \(last - 1) (\(start.adding(days: last - 1))), \(days - last) days before the "
        + "simulation does: conflicts stay as they are on that day. FLEE stops there."
    ]
  }

  private static func lastPart(_ path: String) -> String? {
    path.split(separator: "/").last.map(String.init)
  }
}
