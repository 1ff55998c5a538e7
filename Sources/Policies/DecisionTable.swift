import Periods
import Wording

/// A rule as alternatives, each a list of single conditions that must or must not hold: its disjunctive
/// normal form.
package struct Alternatives {
  package struct Term: Hashable {
    package var condition: Expression
    package var holds: Bool
  }

  /// Most alternatives that are written out: nobody reads a longer table.
  static let most = 256

  /// `nil` when there would be too many.
  package static func of(_ expression: Expression, holds: Bool = true) -> [[Term]]? {
    switch expression {
    case .always(let value): return value == holds ? [[]] : []
    case .not(let part): return of(part, holds: !holds)
    case .all(let parts): return holds ? product(parts, true) : sum(parts, false)
    case .any(let parts): return holds ? sum(parts, true) : product(parts, false)
    default: return [[Term(condition: expression, holds: holds)]]
    }
  }

  private static func sum(_ parts: [Expression], _ holds: Bool) -> [[Term]]? {
    var rows: [[Term]] = []
    for part in parts {
      guard let more = of(part, holds: holds), rows.count + more.count <= most else { return nil }
      rows += more
    }
    return rows
  }

  private static func product(_ parts: [Expression], _ holds: Bool) -> [[Term]]? {
    var rows: [[Term]] = [[]]
    for part in parts {
      guard let more = of(part, holds: holds), rows.count * max(1, more.count) <= most else {
        return nil
      }
      rows = rows.flatMap { row in more.map { row + $0 } }
    }
    return rows
  }

  /// Whether the conditions of an alternative can hold together. Only conditions on the same fact are
  /// compared.
  package static func canHold(_ terms: [Term]) -> Bool {
    let byFact = Dictionary(grouping: terms) { term in term.condition.fact ?? "\(term.condition)" }
    return byFact.values.allSatisfy(canHoldTogether)
  }

  private static func canHoldTogether(_ terms: [Term]) -> Bool {
    for term in terms where terms.contains(Term(condition: term.condition, holds: !term.holds)) {
      return false
    }
    var words: Set<String>?
    var forbidden: Set<String> = []
    var low = -Double.infinity
    var high = Double.infinity
    for term in terms {
      switch term.condition {
      case .among(_, let list): limit(list, term.holds, &words, &forbidden)
      case .compare(_, let comparison, .value(.word(let word))):
        limit([word], (comparison == .equal) == term.holds, &words, &forbidden)
      case .compare(_, let comparison, .value(let value)):
        guard let number = value.order else { continue }
        // Days are whole, so "after 31 July" means "from 1 August". Other numbers have a next one.
        let step = value.isDay ? 1.0 : number.ulp
        switch term.holds ? comparison : comparison.negated {
        case .equal:
          low = max(low, number)
          high = min(high, number)
        case .less: high = min(high, number - step)
        case .lessOrEqual: high = min(high, number)
        case .more: low = max(low, number + step)
        case .moreOrEqual: low = max(low, number)
        case .notEqual: continue
        }
      default: continue
      }
    }
    if let words, words.subtracting(forbidden).isEmpty { return false }
    return low <= high
  }

  private static func limit(
    _ list: [String], _ holds: Bool, _ words: inout Set<String>?, _ forbidden: inout Set<String>
  ) {
    if holds {
      words = words.map { $0.intersection(list) } ?? Set(list)
    } else {
      forbidden.formUnion(list)
    }
  }
}

extension FactValue {
  /// A number that orders values of the same kind.
  var order: Double? {
    switch self {
    case .day(let day): Double(day.number)
    case .number(let number): number
    case .yesNo, .word: nil
    }
  }

  var isDay: Bool { if case .day = self { true } else { false } }
}

extension Expression.Comparison {
  var negated: Expression.Comparison {
    switch self {
    case .equal: .notEqual
    case .notEqual: .equal
    case .less: .moreOrEqual
    case .lessOrEqual: .more
    case .more: .lessOrEqual
    case .moreOrEqual: .less
    }
  }
}

/// A policy file's rules as a decision table: a row for each way in which a rule holds.
package struct DecisionTable: Codable, Equatable, Sendable {
  /// Conditions, in the order in which the rules name them.
  package var conditions: [String]
  package var rows: [Row]

  package struct Row: Codable, Equatable, Sendable {
    package var policy: String
    package var kind: Policy.Kind
    package var from: String
    /// `nil` while no end is known.
    package var until: String?
    /// For each condition: `yes` when it must hold, `no` when it must not, `nil` when it does not
    /// matter.
    package var needs: [Answer?]
    package var isContested: Bool
  }

  package init(_ set: PolicySet, kinds: Set<Policy.Kind> = [.pathway, .return]) {
    var order: [Expression] = []
    var pending: [(policy: Policy, rule: Policy.Rule, terms: [Alternatives.Term])] = []
    for policy in set.policies where kinds.contains(policy.kind) {
      for rule in policy.rules {
        for terms in Alternatives.of(rule.applies) ?? [] {
          pending.append((policy, rule, terms))
          for term in terms where !order.contains(term.condition) { order.append(term.condition) }
        }
      }
    }
    conditions = order.map(\.description)
    rows = pending.map { policy, rule, terms in
      Row(
        policy: policy.id, kind: policy.kind, from: "\(rule.from)",
        until: rule.until.map { "\($0)" },
        needs: order.map { condition in
          terms.first { $0.condition == condition }.map { Answer($0.holds) }
        }, isContested: rule.contested != nil)
    }
  }
}
