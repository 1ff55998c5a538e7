import Periods

/// What pages show before anything is asked: the first of what the brief shows.
extension BriefPlan {
  package var firstSeries: String { headline.query }

  package var firstOutlook: String? { outlook?.series.first?.query }

  /// Series and day of the first policy whose effect the brief shows.
  package var firstEffect: (query: String, on: Day)? {
    effect?.policies.first.map { ($0.query, $0.on) }
  }
}
