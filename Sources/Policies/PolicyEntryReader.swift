import Periods
import Tabular
import Wording

/// Reads the entries of single policies, in a policy file or in a scenario.
package final class PolicyEntryReader {
  private let facts: [String: Fact]
  private let sources: [String: PolicySource]
  private let holidays: [String: HolidayCalendar]
  private let needsSources: Bool
  /// The entry of each policy, for messages about its references.
  private var entries: [String: DataEntry] = [:]

  /// - Parameter needsSources: whether every rule must name its source. A scenario's rules are made up
  ///   and have none.
  package init(
    facts: [String: Fact], sources: [String: PolicySource],
    holidays: [String: HolidayCalendar] = [:], needsSources: Bool = true
  ) {
    self.holidays = holidays
    self.needsSources = needsSources
    self.facts = facts
    self.sources = sources
  }

  func isDay(_ fact: String) -> Bool { facts[fact]?.kind == .day }

  func remember(_ entry: DataEntry, _ policy: Policy) { entries[policy.id] = entry }

  static func day(_ entry: DataEntry) -> Day? {
    entry.value("a date such as 2023-10-03") { Day($0) }
  }

  private static let keys = [
    "id", "kind", "authority", "name", "venue", "takes-from", "takes-to", "needs", "places",
    "rules", "bars", "guidance",
  ]

  package func policy(_ entry: DataEntry) -> Policy? {
    entry.knows(PolicyEntryReader.keys)
    let id = entry.required("id")?.value("letters, digits and hyphens") { text in
      text.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" } && !text.isEmpty ? text : nil
    }
    let kind = entry.required("kind")?.choice(of: Policy.Kind.self)
    let authority = entry.required("authority")?.country
    let name = entry.required("name")?.localized
    let rules = (entry.required("rules")?.list ?? []).compactMap { rule($0, kind: kind) }
    guard let id, let kind, let authority, let name else { return nil }
    var policy = Policy(
      id: id, kind: kind, authority: authority, name: name,
      places: (entry.optional("places")?.list ?? []).compactMap(\.text),
      rules: rules.sorted { $0.from < $1.from }, line: entry.line)
    policy.venue = entry.optional("venue")?.choice(of: Policy.Venue.self)
    policy.takesFrom = entry.optional("takes-from")?.country
    policy.takesTo = entry.optional("takes-to")?.country
    policy.needs = entry.optional("needs")?.text
    policy.bars = (entry.optional("bars")?.list ?? []).compactMap(bar)
    if let guidance = entry.optional("guidance") { policy.guidance = self.guidance(guidance) }
    checkEntries(entry, policy)
    return policy
  }

  /// Checks the entries that a kind of policy must have or cannot have.
  private func checkEntries(_ entry: DataEntry, _ policy: Policy) {
    if policy.kind == .pathway {
      if policy.venue == nil { _ = entry.required("venue") }
    } else if policy.venue != nil {
      entry.wrong(expected: "\"venue\" only in a pathway", found: policy.kind.rawValue)
    }
    if policy.kind == .return {
      if policy.takesFrom == nil { _ = entry.required("takes-from") }
      if policy.takesTo == nil { _ = entry.required("takes-to") }
    } else if policy.needs != nil {
      entry.wrong(expected: "\"needs\" only in a return", found: policy.kind.rawValue)
    }
    if policy.kind == .closure, policy.places.count != 2 {
      entry.wrong(
        expected: "the two ends of the closed road as places", found: "\(policy.places.count)",
        hint: "Such as places: [necocli, acandi].")
    }
    if policy.rules.isEmpty { entry.wrong(expected: "one rule or more", found: "none") }
  }

  private static let ruleKeys = [
    "from", "until", "announced", "end-known", "applies", "contested", "source", "press", "note",
    "capacity", "total", "flights", "seats", "queue", "checked", "history",
    "tells",
  ]

  private func rule(_ entry: DataEntry, kind: Policy.Kind?) -> Policy.Rule? {
    entry.knows(PolicyEntryReader.ruleKeys)
    let from = entry.required("from").flatMap(PolicyEntryReader.day)
    let until = entry.optional("until").flatMap(PolicyEntryReader.day)
    if let from, let until, until < from {
      entry.optional("until")?.wrong(expected: "a day from \(from) on", found: "\(until)")
    }
    let applies = expression(entry.optional("applies"))
    guard let from else { return nil }
    var rule = Policy.Rule(
      from: from, until: until,
      announced: entry.optional("announced").flatMap(PolicyEntryReader.day),
      endKnown: entry.optional("end-known").flatMap(PolicyEntryReader.day), applies: applies,
      contested: entry.optional("contested").flatMap(contested), sources: ruleSources(entry),
      isFromPress: entry.optional("press")?.flag ?? false,
      note: entry.optional("note")?.localized, line: entry.line)
    rule.isForLawyer = entry.optional("tells")?.choice(["lawyer"]) != nil
    rule.checked = entry.optional("checked").flatMap(PolicyEntryReader.day)
    rule.history = turns(entry)
    let numbers = numbers(entry)
    (rule.capacity, rule.total) = (numbers.capacity, numbers.total)
    (rule.flights, rule.seats) = (numbers.flights, numbers.seats)
    rule.queue = numbers.queue
    if rule.flights != nil, rule.seats == nil { _ = entry.required("seats") }
    return rule
  }

  /// The numbers of a rule, or of a scenario's change to one.
  package struct Numbers {
    package var capacity: Quantity?
    package var total: Quantity?
    package var flights: Quantity?
    package var seats: Quantity?
    package var queue: Policy.Queue?
  }

  package func numbers(_ entry: DataEntry) -> Numbers {
    Numbers(
      capacity: quantity(entry, "capacity", [.people, .appointments], over: true),
      total: quantity(entry, "total", [.people], over: false),
      flights: quantity(entry, "flights", [.flights], over: true),
      seats: quantity(entry, "seats", [.seats], over: false),
      queue: entry.optional("queue")?.choice(of: Policy.Queue.self))
  }

  private func quantity(
    _ entry: DataEntry, _ name: String, _ units: [Quantity.Unit], over time: Bool
  ) -> Quantity? {
    guard let entry = entry.optional(name) else { return nil }
    let example =
      switch name {
      case "flights": "10 flights/week"
      case "seats": "135 seats/flight"
      case "total": "24000 people"
      default: "1450 people/day"
      }
    return entry.value("a quantity such as \(example)") { text in
      guard let quantity = Quantity(text), units.contains(quantity.unit),
        (quantity.perDay != nil) == time
      else { return nil }
      return quantity
    }
  }

  private func contested(_ entry: DataEntry) -> Policy.Contested? {
    entry.knows(["from", "until", "reason"])
    guard let from = entry.required("from").flatMap(PolicyEntryReader.day),
      let reason = entry.required("reason")?.localized
    else { return nil }
    return Policy.Contested(
      from: from, until: entry.optional("until").flatMap(PolicyEntryReader.day), reason: reason)
  }

  func ruleSources(_ entry: DataEntry) -> [String] {
    guard let source = needsSources ? entry.required("source") : entry.optional("source") else {
      return []
    }
    let named = source.isList ? source.list : [source]
    return named.compactMap { entry in
      guard let id = entry.text else { return nil }
      if sources[id] == nil {
        entry.unknown(id, expected: "the id of a source", among: sources.keys.sorted())
      }
      return id
    }
  }

  /// A condition; without one, it holds for everybody.
  package func expression(_ entry: DataEntry?) -> Expression {
    guard let entry, let text = entry.text else { return .always(true) }
    do {
      return try ExpressionParser.parse(text, facts: facts, holidays: holidays)
    } catch {
      let isInLine = entry.isPlain && !text.contains("\n")
      let excerpt = String(text.dropFirst(max(0, error.offset - 20)).prefix(40))
      entry.wrong(
        expected: error.expected, found: error.found,
        hint: error.hint.isEmpty ? "Near \"\(excerpt)\"." : error.hint,
        offset: isInLine ? error.offset : 0)
      return .always(true)
    }
  }

  // MARK: References

  /// Refuses references to unknown policies and circular references.
  func checkReferences(_ policies: [Policy]) {
    let ids = policies.map(\.id)
    var edges: [String: [String]] = [:]
    for policy in policies {
      let open = policy.conditions.flatMap(\.references)
      edges[policy.id, default: []] += open
      for id in open + [policy.needs].compactMap(\.self) where !ids.contains(id) {
        entries[policy.id]?.unknown(id, expected: "the id of a policy", among: ids)
      }
      if let needed = policies.first(where: { $0.id == policy.needs }), needed.kind != .agreement {
        entries[policy.id]?.wrong(
          expected: "an agreement", found: "the \(needed.kind.rawValue) \"\(needed.id)\"")
      }
    }
    for id in ids where isCircular(id, edges) {
      entries[id]?.wrong(
        expected: "conditions without circular references", found: "\"\(id)\" in a circle")
    }
  }

  private func isCircular(_ start: String, _ edges: [String: [String]]) -> Bool {
    var seen: Set<String> = []
    var open = edges[start] ?? []
    while let id = open.popLast() {
      if id == start { return true }
      if seen.insert(id).inserted { open += edges[id] ?? [] }
    }
    return false
  }
}
