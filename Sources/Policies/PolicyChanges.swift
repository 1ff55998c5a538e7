import Periods
import Wording

/// How one policy file differs from another: policies that only one of them has, and what is stated
/// otherwise.
package struct PolicyChanges: Codable, Equatable, Sendable {
  package var added: [Entry] = []
  package var removed: [Entry] = []
  package var changed: [Entry] = []
  /// Facts of which something else is assumed, or only in one of the files.
  package var assumptions: [String] = []

  package var isEmpty: Bool {
    added.isEmpty && removed.isEmpty && changed.isEmpty && assumptions.isEmpty
  }

  /// A policy, with what is stated otherwise of it.
  package struct Entry: Codable, Equatable, Sendable {
    package var policy: String
    package var kind: Policy.Kind
    package var name: String
    /// First day of the first rule, and last of the last; `nil` while no end is known.
    package var from: Day?
    package var until: Day?
    package var statements: [Statement]
  }

  /// Something that is stated otherwise; `nil` where it is not stated at all.
  package struct Statement: Codable, Equatable, Sendable {
    /// First day of the rule that it belongs to; `nil` for what belongs to the policy.
    package var rule: Day?
    /// The entry of the file: `until`, `applies`.
    package var entry: String
    package var before: String?
    package var after: String?
  }

  package init(from old: PolicySet, to new: PolicySet, _ language: Language) {
    for policy in new.policies {
      guard let before = old[policy.id] else {
        added.append(Entry(policy, [], language))
        continue
      }
      let exempt = PolicyChanges.differences(
        nil, [("exemptions", old.exempt(from: before))], [("exemptions", new.exempt(from: policy))])
      let statements = exempt + PolicyChanges.statements(before, policy, language)
      if !statements.isEmpty { changed.append(Entry(policy, statements, language)) }
    }
    removed = old.policies.filter { new[$0.id] == nil }.map { Entry($0, [], language) }
    let values = [old, new].map { set in
      Dictionary(set.assumptions.map { ($0.fact, $0.value) }) { first, _ in first }
    }
    assumptions = Set(values.flatMap(\.keys)).filter { values[0][$0] != values[1][$0] }.sorted()
  }

  /// Ids of the policies that differ.
  package var policies: Set<String> { Set((added + removed + changed).map(\.policy)) }

  private static func statements(
    _ old: Policy, _ new: Policy, _ language: Language
  ) -> [Statement] {
    var statements = differences(nil, old.stated(language), new.stated(language))
    var (rest, unpaired): ([Policy.Rule], [Policy.Rule]) = (old.rules, [])
    for rule in new.rules {
      guard let same = rest.firstIndex(where: { $0.from == rule.from }) else {
        unpaired.append(rule)
        continue
      }
      statements += differences(
        rule.from, rest.remove(at: same).stated(language), rule.stated(language))
    }
    // A rule whose first day was moved, where one stands in the place of one.
    if rest.count == 1, unpaired.count == 1 {
      return statements
        + differences(unpaired[0].from, rest[0].stated(language), unpaired[0].stated(language))
    }
    return statements
      + rest.map { Statement(rule: $0.from, entry: "rule", before: $0.span, after: nil) }
      + unpaired.map { Statement(rule: $0.from, entry: "rule", before: nil, after: $0.span) }
  }

  private static func differences(
    _ rule: Day?, _ old: [(entry: String, text: String?)], _ new: [(entry: String, text: String?)]
  ) -> [Statement] {
    zip(old, new).compactMap { old, new in
      old.text == new.text
        ? nil : Statement(rule: rule, entry: new.entry, before: old.text, after: new.text)
    }
  }
}

extension PolicyChanges.Entry {
  fileprivate init(
    _ policy: Policy, _ statements: [PolicyChanges.Statement], _ language: Language
  ) {
    self.init(
      policy: policy.id, kind: policy.kind, name: policy.name(language),
      from: policy.rules.first?.from, until: policy.rules.last?.until, statements: statements)
  }
}

extension PolicySet {
  /// Whom the file exempts from a policy.
  fileprivate func exempt(from policy: Policy) -> String? {
    let conditions = exemptions.filter { $0.covers(policy) }.map { "\($0.when)" }
    return conditions.isEmpty ? nil : conditions.joined(separator: "; ")
  }
}

extension Policy {
  /// What the file states of the policy itself, entry by entry, always in the same order.
  fileprivate func stated(_ language: Language) -> [(entry: String, text: String?)] {
    [
      ("kind", kind.rawValue), ("authority", authority), ("name", name(language)),
      ("venue", venue?.rawValue), ("takes-from", takesFrom), ("takes-to", takesTo),
      ("needs", needs), ("places", places.isEmpty ? nil : places.joined(separator: ", ")),
      (
        "bars",
        bars.isEmpty
          ? nil
          : bars.map { bar in
            "\(bar.id) (\(bar.level.rawValue), \(bar.from) – \(bar.until.map { "\($0)" } ?? "…")): "
              + "\(bar.when)"
              + bar.history.map { ", \($0.from) \($0.state.rawValue)" }.joined()
          }.joined(separator: "; ")
      ),
      ("requires", guidance.requires?(language)), ("work", guidance.work?(language)),
      (
        "deadline",
        guidance.deadline.map { due in
          "\(due.fact) + \(due.years > 0 ? "\(due.years) years" : "\(due.workingDays) working days")"
            + (due.since.map { ", since \($0)" } ?? "")
        }
      ),
    ]
  }
}

extension Policy.Rule {
  /// "2023-10-03 – 2025-04-02".
  fileprivate var span: String { "\(from) – \(until.map { "\($0)" } ?? "…")" }

  /// What the file states of the rule, entry by entry, always in the same order.
  fileprivate func stated(_ language: Language) -> [(entry: String, text: String?)] {
    let contested = contested.map {
      "\($0.from) – \($0.until.map { "\($0)" } ?? "…"): \($0.reason(language))"
    }
    return [
      ("from", "\(from)"), ("until", until.map { "\($0)" }),
      ("announced", announced.map { "\($0)" }), ("end-known", endKnown.map { "\($0)" }),
      ("applies", "\(applies)"), ("capacity", capacity.map { "\($0)" }),
      ("total", total.map { "\($0)" }), ("flights", flights.map { "\($0)" }),
      ("seats", seats.map { "\($0)" }), ("queue", queue?.rawValue), ("contested", contested),
      ("source", sources.isEmpty ? nil : sources.joined(separator: ", ")),
      ("press", isFromPress ? "true" : nil), ("note", note?(language)),
      ("checked", checked.map { "\($0)" }),
      (
        "history",
        history.isEmpty
          ? nil
          : history.map { turn in
            "\(turn.from) \(turn.state.rawValue)\(turn.isInForce ? " (in force)" : "")"
          }.joined(separator: "; ")
      ),
    ]
  }
}
