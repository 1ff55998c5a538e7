import Periods

/// When the releases of a dataset come.
package struct ReleaseRhythm: Hashable, Sendable {
  /// What each release adds: a month, a year. Lists of single days are brought up to date by the month.
  package var every: Granularity
  /// Days from the end of a period to its usual publication; `nil` when it is not known.
  package var usualLag: Int?
  /// Whether the table is complete, so that none of its releases can be late.
  package var isComplete = false
  /// The dataset that goes on where a complete one ends; `nil` when none does.
  package var continuedBy: String?

  package init(
    every: Granularity, usualLag: Int?, isComplete: Bool = false, continuedBy: String? = nil
  ) {
    self.every = every
    self.usualLag = usualLag
    self.isComplete = isComplete
    self.continuedBy = continuedBy
  }

  /// The first period after what is held to its last day: the rest of a month that is held in part.
  package func next(after last: Day) -> Period? {
    switch every {
    case .range: nil
    case .day, .month: Period.month(of: last.adding(days: 1))
    case .quarter, .year, .fiscalYear: every.period(holding: last.adding(days: 1))
    }
  }

  /// The day a period is usually published by; `nil` when no more is expected, or the lag is not known.
  package func due(_ period: Period) -> Day? {
    guard !isComplete, let usualLag else { return nil }
    return period.last.adding(days: usualLag)
  }

  /// The releases after what is held to its last day that were due before a day.
  package func due(after last: Day, before day: Day) -> [Period] {
    guard var period = next(after: last) else { return [] }
    var all: [Period] = []
    while let due = due(period), due < day {
      all.append(period)
      let following = period.shifted(by: 1)
      guard following.first > period.first else { break }
      period = following
    }
    return all
  }
}

/// What is known of the releases of every dataset, without reading a figure: from what is said of sources.
package struct ReleaseRhythms: Sendable {
  package struct Said: Hashable, Sendable {
    package var usualLag: Int?
    package var isComplete = false
    package var continuedBy: String?
  }

  private var said: [String: Said] = [:]

  package init(_ described: DescribedSources?) {
    guard let described else { return }
    said = described.releases
  }

  /// What is said of a dataset; nothing of one that is not described.
  package subscript(dataset: String) -> Said { said[dataset] ?? Said() }

  /// Takes over what others say, in place of what is said here of the same datasets.
  package mutating func add(_ others: ReleaseRhythms) {
    said.merge(others.said) { _, other in other }
  }

  /// - Parameter every: what its figures are held in.
  package func rhythm(of source: Source, every: Granularity) -> ReleaseRhythm {
    let said = self[source.dataset]
    return ReleaseRhythm(
      every: every, usualLag: source.usualLag ?? said.usualLag, isComplete: said.isComplete,
      continuedBy: said.continuedBy)
  }
}
