/// A figure and what it compares with.
public struct ComparisonReport: Sendable {
  /// The figure that is compared.
  public let observation: Observation
  /// The series that the figure is of, as of the day asked about.
  public let timeline: Timeline
  /// Periods that were asked for first, then those before, highs and lows, the year to date, the
  /// pace, the share, the rank and what sources state; those that nothing is known for are among them, with an obstacle.
  public let comparisons: [Comparison]

  /// The comparison of a kind. The year before a year is the period just before it, and is made
  /// once: it is found as either.
  public func first(_ kind: Comparison.Kind) -> Comparison? {
    if let found = comparisons.first(where: { $0.kind == kind }) { return found }
    let (period, previous) = (observation.period, observation.period.previous)
    guard kind == .yearBefore, period.yearBefore == previous else { return nil }
    return first(.previousPeriod)
  }

  /// The comparisons to be read one below the other: a period that was asked for and is one of
  /// those compared with anyway is shown once.
  public var rows: [Comparison] {
    var told: Set<String> = []
    return comparisons.filter { comparison in
      switch comparison.kind {
      case .chosenPeriod, .previousPeriod, .yearBefore, .sameDaysMonthBefore:
        told.insert(comparison.period.description).inserted
      default: true
      }
    }
  }

  /// Whether the figure is above every earlier one that is held.
  public var isHighestHeld: Bool { (first(.recordHigh)?.difference ?? 0) > 0 }

  /// Whether the figure is below every earlier one that is held.
  public var isLowestHeld: Bool { (first(.recordLow)?.difference ?? 0) < 0 }
}
