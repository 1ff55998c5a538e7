import Periods

/// A condition on a person's situation, as a rule states it.
///
/// ```
/// nationality = VEN and resident-since <= 2023-07-31 and not (removed or age < 14)
/// ```
package indirect enum Expression: Hashable, Sendable {
  case always(Bool)
  case all([Expression])
  case any([Expression])
  case not(Expression)
  /// A yes-or-no fact.
  case holds(String)
  case compare(fact: String, Comparison, Operand)
  /// A fact that is one of several words.
  case among(fact: String, [String])
  /// Whether another policy is open to the person on the day.
  case open(String)

  package enum Comparison: String, Hashable, Sendable, CaseIterable {
    case equal = "="
    case notEqual = "!="
    case less = "<"
    case lessOrEqual = "<="
    case more = ">"
    case moreOrEqual = ">="

    func holds<Value: Comparable>(_ a: Value, _ b: Value) -> Bool {
      switch self {
      case .equal: a == b
      case .notEqual: a != b
      case .less: a < b
      case .lessOrEqual: a <= b
      case .more: a > b
      case .moreOrEqual: a >= b
      }
    }
  }

  package enum Operand: Hashable, Sendable {
    case value(FactValue)
    /// The day of the situation, plus a number of days (negative for earlier).
    case today(plusDays: Int)
    /// The same day some years later (negative for earlier); 29 February becomes the 28th.
    case anniversary(plusYears: Int)
    /// The first day from which a term of some years is not yet over, by a country's working days.
    case term(years: Int, country: String, HolidayCalendar)

    func value(on day: Day) -> FactValue {
      switch self {
      case .value(let value): value
      case .today(let days): .day(day.adding(days: days))
      case .anniversary(let years): .day(day.adding(months: 12 * years))
      case .term(let years, _, let calendar):
        .day(calendar.firstStart(ofYears: years, notOverOn: day))
      }
    }
  }
}

extension Expression {
  /// The single conditions of the expression, each on one fact or policy, in the order of its text.
  package var conditions: [Expression] {
    switch self {
    case .all(let parts), .any(let parts): parts.flatMap(\.conditions)
    case .not(let part): part.conditions
    case .always: []
    case .holds, .compare, .among, .open: [self]
    }
  }

  /// The fact that a single condition is about.
  package var fact: String? {
    switch self {
    case .holds(let fact), .compare(let fact, _, _), .among(let fact, _): fact
    default: nil
    }
  }

  /// Ids of the policies that the expression refers to.
  package var references: [String] {
    conditions.compactMap { if case .open(let id) = $0 { id } else { nil } }
  }
}

extension Expression {
  /// The same condition on a day, with what it compares with worked out: for many situations on that day.
  func resolved(on day: Day) -> Expression {
    switch self {
    case .all(let parts): .all(parts.map { $0.resolved(on: day) })
    case .any(let parts): .any(parts.map { $0.resolved(on: day) })
    case .not(let part): .not(part.resolved(on: day))
    case .compare(let fact, let comparison, let operand):
      .compare(fact: fact, comparison, .value(operand.value(on: day)))
    case .always, .holds, .among, .open: self
    }
  }
}

extension Expression: CustomStringConvertible {
  /// The expression as it could be written in a file.
  package var description: String { text(inside: 0) }

  /// - Parameter level: how tightly the surrounding operator binds.
  private func text(inside level: Int) -> String {
    func wrapped(_ text: String, _ own: Int) -> String { own < level ? "(\(text))" : text }
    switch self {
    case .always(let value): return value ? "always" : "never"
    case .any(let parts):
      return wrapped(parts.map { $0.text(inside: 1) }.joined(separator: " or "), 0)
    case .all(let parts):
      return wrapped(parts.map { $0.text(inside: 2) }.joined(separator: " and "), 1)
    case .not(let part): return "not " + part.text(inside: 3)
    case .holds(let fact): return fact
    case .compare(let fact, let comparison, let operand):
      return "\(fact) \(comparison.rawValue) \(operand)"
    case .among(let fact, let words): return "\(fact) in {\(words.joined(separator: ", "))}"
    case .open(let id): return "open(\(id))"
    }
  }
}

extension Expression.Operand: CustomStringConvertible {
  package var description: String {
    switch self {
    case .value(let value): "\(value)"
    case .today(0): "today"
    case .today(let days): days < 0 ? "today - \(-days) days" : "today + \(days) days"
    case .anniversary(let years):
      years < 0 ? "today - \(-years) years" : "today + \(years) years"
    case .term(let years, let country, _): "today - \(years) years by \(country)"
    }
  }
}

extension FactValue: CustomStringConvertible {
  package var description: String {
    switch self {
    case .yesNo(let value): value ? "yes" : "no"
    case .day(let day): "\(day)"
    case .number(let number): Int(exactly: number).map(String.init) ?? "\(number)"
    case .word(let word): word
    }
  }
}

/// The same type under a name that Foundation does not use.
package typealias Condition = Expression
