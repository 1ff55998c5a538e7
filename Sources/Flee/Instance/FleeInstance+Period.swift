extension FleeInstance {
  /// Files that end before a simulation of so many days does: a sentence each.
  package func warningsOfPeriod(days: Int) -> [String] {
    warningsOfConflicts(days) + warningsOfCounts(days) + warningsOfGaps(days)
      + warningsOfClosures(days)
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
    let all = (counts?.series ?? [:]).filter { !$0.value.isEmpty }
    let outside = all.filter { $0.value.allSatisfy { !(0..<days).contains($0.day) } }
    // Each camp by itself is worth a line only where others have counts of these days.
    if outside.count < all.count {
      let camps = outside.keys.sorted()
      return (camps.isEmpty ? [] : [warning(ofCampsOutside: camps, days)]) + warningOfEnd(all, days)
    }
    guard !all.isEmpty else { return [] }
    return [warning(ofCountsOutside: all, days)]
  }

  /// A year mistyped in a date leaves years without a count, over which a few people a day are added.
  private func warningsOfGaps(_ days: Int) -> [String] {
    let total = counts?.total ?? []
    let series = (counts?.series ?? [:]).merging(["total": total]) { first, _ in first }
    return series.sorted { $0.key < $1.key }.compactMap { name, entries in
      let gap = zip(entries, entries.dropFirst()).first {
        $1.day - $0.day > 366 && $0.day < days && $1.day >= days
      }
      guard let (before, after) = gap else { return nil }
      return "\(name): no count between \(start.adding(days: before.day)) and "
        + "\(start.adding(days: after.day)), after the last day; the days between are interpolated. Is the year right?"
    }
  }

  private func warningsOfClosures(_ days: Int) -> [String] {
    let late = closures.filter { $0.start >= days }
    guard let first = late.first else { return [] }
    return [
      "closures.csv: \(late.count) of \(closures.count) closures would begin after the last day "
        + "(\(days - 1)) and never close, the first on day \(first.start)."
    ]
  }

  private func warningOfEnd(_ all: [String: [FleeCounts.Entry]], _ days: Int) -> [String] {
    guard let last = all.values.compactMap(\.last?.day).max(), last < days - 1 else { return [] }
    return [
      "The counts end on day \(last) (\(start.adding(days: last))), \(days - 1 - last) days before the "
        + "simulation does: after it they are taken to stay as they are."
    ]
  }

  private func warning(ofCountsOutside all: [String: [FleeCounts.Entry]], _ days: Int) -> String {
    let numbers = all.values.flatMap { $0.map(\.day) }
    let (first, last) = (numbers.min() ?? 0, numbers.max() ?? 0)
    let side = last < 0 ? "before" : first >= days ? "after" : "before and after"
    let span = "\(start.adding(days: first)) to \(start.adding(days: last))"
    return "All counts (\(span)) lie \(side) the "
      + "simulation's days (\(start) to \(start.adding(days: days - 1))): none of its days is "
      + "compared with a count of that time, and the error says nothing."
  }

  private func warning(ofCampsOutside camps: [String], _ days: Int) -> String {
    let most = 6
    let more = camps.count > most ? " and \(camps.count - most) more" : ""
    return "\(camps.prefix(most).joined(separator: ", "))\(more): no count of the simulation's "
      + "days (\(start) to \(start.adding(days: days - 1))); the nearest one is taken for all of them."
  }

  private static func lastPart(_ path: String) -> String? {
    path.split(separator: "/").last.map(String.init)
  }
}
