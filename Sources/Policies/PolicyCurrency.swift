import Periods

/// What of a policy file must be looked up again before anybody leans on it.
package struct PolicyCurrency: Codable, Equatable, Sendable {
  package var on: Day
  package var checkedThrough: Day?
  /// Rules of which neither they nor the file state until when they were checked.
  package var unchecked: [Entry] = []
  /// Rules whose last day passed after they were checked, so that what follows is not known.
  package var ended: [Entry] = []
  /// Rules and bars before the courts when they were last checked.
  package var contested: [Entry] = []
  /// Sources that nobody can follow.
  package var withoutAddress: [Source] = []

  package struct Entry: Codable, Equatable, Sendable {
    package var policy: String
    /// First day of the rule, or of the bar.
    package var from: Day
    package var until: Day?
    package var checked: Day?
    /// The bar's id; `nil` for a rule.
    package var bar: String?
    package var line: Int?
  }

  package struct Source: Codable, Equatable, Sendable {
    package var id: String
    package var title: String
  }

  package init(_ set: PolicySet, on day: Day) {
    on = day
    checkedThrough = set.checked
    for policy in set.policies {
      for rule in policy.rules {
        let checked = set.checked(rule)
        let entry = Entry(
          policy: policy.id, from: rule.from, until: rule.until, checked: checked, bar: nil,
          line: rule.line)
        if checked == nil { unchecked.append(entry) }
        if let until = rule.until, until < day, checked.map({ $0 < until }) ?? true {
          ended.append(entry)
        }
        let isContested = rule.contested.map { $0.until == nil } ?? false
        if isContested || !rule.history.isEmpty { contested.append(entry) }
      }
      for bar in policy.bars where bar.level == .contested || !bar.history.isEmpty {
        contested.append(
          Entry(
            policy: policy.id, from: bar.from, until: bar.until, checked: set.checked, bar: bar.id,
            line: bar.line))
      }
    }
    withoutAddress = set.sources.values.filter(\.url.isEmpty).sorted { $0.id < $1.id }
      .map { Source(id: $0.id, title: $0.title) }
  }
}
