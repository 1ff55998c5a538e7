import Periods
import Policies

/// Whom the policies of a corridor may apply to, by nationality alone.
struct PolicyReach {
  let policies: PolicySet

  /// Whether somebody of a nationality can meet a condition, whatever else is so of them.
  static func canMeet(_ condition: Condition, nationality: String) -> Bool {
    truth(condition, nationality) != false
  }

  /// Three-valued logic (Kleene): `nil` where it depends on more than the nationality.
  private static func truth(_ condition: Condition, _ nationality: String) -> Bool? {
    switch condition {
    case .always(let value): return value
    case .all(let parts):
      let truths = parts.map { truth($0, nationality) }
      return truths.contains(false) ? false : truths.contains(nil) ? nil : true
    case .any(let parts):
      let truths = parts.map { truth($0, nationality) }
      return truths.contains(true) ? true : truths.contains(nil) ? nil : false
    case .not(let part): return truth(part, nationality).map { !$0 }
    case .compare("nationality", .equal, .value(.word(let word))): return word == nationality
    case .compare("nationality", .notEqual, .value(.word(let word))): return word != nationality
    case .among("nationality", let words): return words.contains(nationality)
    case .holds, .compare, .among, .open: return nil
    }
  }

  /// Whether a policy's rule may apply to a nationality. An agreement acts through the returns that
  /// need it.
  func touches(_ policy: Policy, _ rule: Policy.Rule, nationality: String) -> Bool {
    guard policy.kind == .agreement else {
      return Self.canMeet(rule.applies, nationality: nationality)
    }
    return policies.policies.contains { other in
      other.needs == policy.id
        && other.rules.contains { Self.canMeet($0.applies, nationality: nationality) }
    }
  }

  /// Whether what is in force for a nationality is another thing the day after than the day before.
  func changes(on day: Day, nationality: String) -> Bool {
    let (before, after) = (day.adding(days: -1), day.adding(days: 1))
    return policies.policies.contains { policy in
      guard policy.kind != .agreement else { return false }
      func touched(_ day: Day) -> Bool {
        policy.rules.contains {
          $0.isInForce(on: day) && Self.canMeet($0.applies, nationality: nationality)
        }
      }
      return touched(before) != touched(after)
    }
  }

  /// A nationality that no policy names: what touches it touches everybody.
  private static let anybody = "OOO"

  /// First months of what changed for one nationality and not for everybody, before a policy, by position
  /// among months. What touches everybody shows in the donors, and nothing is a total's own.
  func steps(_ nationality: String?, in months: [Period], before first: Period) -> [Int] {
    guard let nationality, let start = months.first?.first else { return [] }
    let days = Set(events(from: start, through: first.first).map(\.day))
    let changed = days.flatMap { [$0, $0.adding(days: 1)] }.filter {
      changes(on: $0, nationality: nationality) && !changes(on: $0, nationality: Self.anybody)
    }
    return Set(changed.map(EffectMonths.firstMonth(under:))).compactMap { month in
      month < first ? months.firstIndex(of: month) : nil
    }.sorted()
  }

  /// A day on which a policy began, changed, ended or was announced.
  struct Event {
    enum Kind: String { case announced, starts, changes, ends }
    var day: Day
    var kind: Kind
    var policy: Policy
    var rule: Policy.Rule
  }

  /// All events from a day to another, in order of time.
  func events(from first: Day, through last: Day) -> [Event] {
    policies.policies.flatMap { policy in
      policy.rules.flatMap { rule -> [Event] in
        let follows = policy.rules.contains { $0.until?.adding(days: 1) == rule.from }
        var events = [
          Event(day: rule.from, kind: follows ? .changes : .starts, policy: policy, rule: rule)
        ]
        if let announced = rule.announced, announced != rule.from {
          events.append(Event(day: announced, kind: .announced, policy: policy, rule: rule))
        }
        if let until = rule.until,
          !policy.rules.contains(where: { $0.from == until.adding(days: 1) })
        {
          events.append(Event(day: until, kind: .ends, policy: policy, rule: rule))
        }
        return events
      }
    }
    .filter { first <= $0.day && $0.day <= last }
    .sorted { ($0.day, $0.policy.id) < ($1.day, $1.policy.id) }
  }
}
