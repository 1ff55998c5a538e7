import Foundation
import Periods
import Policies
import Tabular
import Wording

/// What a scenario changes in a corridor.
package struct ScenarioChanges: Sendable {
  package var id: String
  package var name: Localized
  package var changes: [Change]

  package init(id: String, name: Localized, changes: [Change] = []) {
    self.id = id
    self.name = name
    self.changes = changes
  }

  package enum Change: Sendable {
    /// Numbers or the condition of a policy change, from the first day to the last; `nil` for no bound.
    case set(policy: String, from: Day?, until: Day?, RuleChange)
    /// A policy ends on a day; `nil` when it never existed.
    case remove(policy: String, from: Day?)
    case add(Policy)
    /// A parameter has a given value.
    case parameter(String, Double)
  }

  /// The parts of a rule that change; `nil` for those that do not.
  package struct RuleChange: Hashable, Sendable {
    package var applies: Condition?
    package var capacity: Quantity?
    package var total: Quantity?
    package var flights: Quantity?
    package var seats: Quantity?
    package var queue: Policy.Queue?

    func applied(to rule: Policy.Rule) -> Policy.Rule {
      var rule = rule
      rule.applies = applies ?? rule.applies
      rule.capacity = capacity ?? rule.capacity
      rule.total = total ?? rule.total
      rule.flights = flights ?? rule.flights
      rule.seats = seats ?? rule.seats
      rule.queue = queue ?? rule.queue
      return rule
    }
  }

  /// The policies with the changes made.
  package func applied(to set: PolicySet) -> PolicySet {
    var set = set
    for change in changes {
      switch change {
      case .set(let id, let from, let until, let rule):
        set.policies = set.policies.map {
          $0.id == id ? ScenarioChanges.changed($0, from, until, rule) : $0
        }
      case .remove(let id, let from):
        set.policies = set.policies.compactMap { policy in
          guard policy.id == id else { return policy }
          guard let from else { return nil }
          var ended = policy
          ended.rules = ScenarioChanges.cut(policy.rules, from: from)
          return ended
        }
      case .add(let policy): set.policies.append(policy)
      case .parameter: break
      }
    }
    return set
  }

  /// Values of the parameters that the scenario sets.
  package var parameters: [String: Double] {
    var values: [String: Double] = [:]
    for case .parameter(let id, let value) in changes { values[id] = value }
    return values
  }

  /// The rules up to the day before a day.
  private static func cut(_ rules: [Policy.Rule], from day: Day) -> [Policy.Rule] {
    rules.filter { $0.from < day }.map { rule in
      var rule = rule
      if rule.until.map({ $0 >= day }) ?? true { rule.until = day.adding(days: -1) }
      return rule
    }
  }

  private static func changed(
    _ policy: Policy, _ from: Day?, _ until: Day?, _ change: RuleChange
  ) -> Policy {
    var policy = policy
    guard let from else {
      policy.rules = policy.rules.map(change.applied)
      return policy
    }
    guard
      let model = policy.rule(on: from) ?? policy.rules.last(where: { $0.from <= from })
        ?? policy.rules.first
    else { return policy }
    var rule = change.applied(to: model)
    rule.from = from
    rule.until = until
    rule.announced = from
    rule.endKnown = nil
    policy.rules = cut(policy.rules, from: from) + [rule]
    return policy
  }
}

/// Reads scenario files.
package enum ScenarioReader {
  /// Reads a scenario of a corridor, by its name or by the path of its file.
  ///
  /// - Throws: an ``InputError`` that lists the corridor's scenarios, or all mistakes in the file.
  package static func read(
    _ nameOrPath: String, folder: CorridorFolder, corridor: MovementCorridor
  ) throws(InputError) -> ScenarioChanges {
    if nameOrPath == "base" {
      return ScenarioChanges(id: "base", name: Localized("As it was", "Como fue"))
    }
    let isPath = nameOrPath.contains("/") || nameOrPath.hasSuffix(".yaml")
    let path = isPath ? nameOrPath : folder.path + "/scenarios/\(nameOrPath).yaml"
    guard FileManager.default.fileExists(atPath: path) else {
      let names = ["base"] + shipped(folder)
      let near = suggestion(for: nameOrPath, among: names).map { "Did you mean \"\($0)\"? " } ?? ""
      throw InputError(
        InputIssue(
          file: nameOrPath, expected: "a scenario's name or file", found: "neither",
          hint: near + "Scenarios of \(folder.id): \(names.joined(separator: ", "))."))
    }
    let file = try DataFile(
      path: path, name: isPath ? nameOrPath : "\(folder.id)/scenarios/\(nameOrPath).yaml")
    let id = URL(fileURLWithPath: path).deletingPathExtension().lastPathComponent
    return try read(file.entries, id: id, corridor: corridor)
  }

  /// Reads the text of a scenario file.
  ///
  /// - Parameters:
  ///   - id: what the scenario is called in results.
  ///   - file: what the file is called in messages.
  /// - Throws: an ``InputError`` that lists all mistakes in the text.
  package static func read(
    text: String, id: String, file: String, corridor: MovementCorridor
  ) throws(InputError) -> ScenarioChanges {
    try read(DataFile(text: text, name: file).entries, id: id, corridor: corridor)
  }

  /// Names of the scenarios in a corridor's folder.
  package static func shipped(_ folder: CorridorFolder) -> [String] {
    let files = try? FileManager.default.contentsOfDirectory(atPath: folder.path + "/scenarios")
    return (files ?? []).filter { $0.hasSuffix(".yaml") }.map { String($0.dropLast(5)) }.sorted()
  }

  static func read(
    _ root: DataEntry, id: String, corridor: MovementCorridor
  ) throws(InputError) -> ScenarioChanges {
    root.knows(["name", "changes"])
    let set = corridor.policies
    let reader = PolicyEntryReader(
      facts: set.facts, sources: set.sources, holidays: set.holidays, needsSources: false)
    var changes: [ScenarioChanges.Change] = []
    for entry in root.required("changes")?.list ?? [] {
      entry.knows(["policy", "from", "until", "set", "remove", "add", "parameter", "value"])
      if let added = entry.optional("add") {
        if let policy = reader.policy(added) { changes.append(.add(policy)) }
      } else if let parameter = entry.optional("parameter") {
        let id = parameter.choice(corridor.plan.parameters.map(\.id))
        let known = corridor.plan.parameters.first { $0.id == id }
        if let known, let value = entry.required("value"), let number = value.number {
          if known.range.contains(number) {
            changes.append(.parameter(known.id, number))
          } else {
            value.wrong(
              expected: "a number from \(known.range.lowerBound) to \(known.range.upperBound)",
              found: "\(number)")
          }
        }
      } else {
        let from = entry.optional("from")?.value("a date such as 2023-10-18") { Day($0) }
        let until = entry.optional("until")?.value("a date such as 2023-12-31") { Day($0) }
        if let from, let until, until < from {
          entry.optional("until")?.wrong(expected: "a day from \(from) on", found: "\(until)")
        }
        let id = (entry.optional("remove") ?? entry.required("policy"))?.choice(
          set.policies.map(\.id))
        guard let id else { continue }
        if entry.optional("remove") != nil {
          changes.append(.remove(policy: id, from: from))
        } else if let rule = entry.required("set").map(reader.change) {
          changes.append(.set(policy: id, from: from, until: until, rule))
        }
      }
    }
    let name = root.required("name")?.localized
    try root.check()
    return ScenarioChanges(id: id, name: name ?? Localized(id, id), changes: changes)
  }
}

extension PolicyEntryReader {
  /// The numbers and the condition that a scenario sets.
  func change(_ entry: DataEntry) -> ScenarioChanges.RuleChange {
    entry.knows(["applies", "capacity", "total", "flights", "seats", "queue"])
    let numbers = numbers(entry)
    return ScenarioChanges.RuleChange(
      applies: entry.optional("applies").map { expression($0) }, capacity: numbers.capacity,
      total: numbers.total, flights: numbers.flights, seats: numbers.seats, queue: numbers.queue)
  }
}
