import Foundation
import Periods
import Tabular
import Wording

/// Reads a policy file and reports all of its mistakes at once.
package enum PolicyReader {
  /// Reads a policy file of a corridor.
  ///
  /// - Throws: an ``InputError`` with file, line, column and a suggestion for each mistake.
  package static func read(_ path: String, name: String? = nil) throws(InputError) -> PolicySet {
    try read(DataFile(path: path, name: name))
  }

  package static func read(text: String, name: String) throws(InputError) -> PolicySet {
    try read(DataFile(text: text, name: name))
  }

  private static func read(_ file: DataFile) throws(InputError) -> PolicySet {
    let root = file.entries
    root.knows([
      "name", "destination", "checked", "assume", "facts", "holidays", "exemptions", "sources",
      "policies",
    ])
    let facts = facts(root)
    let byID = Dictionary(facts.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let assumptions = assumptions(root, byID)
    let sources = sources(root)
    let holidays = HolidayCalendar.read(root, sources)
    let reader = PolicyEntryReader(facts: byID, sources: sources, holidays: holidays)
    var policies: [Policy] = []
    for entry in root.required("policies")?.list ?? [] {
      guard let policy = reader.policy(entry) else { continue }
      if policies.contains(where: { $0.id == policy.id }) {
        entry.wrong(expected: "an id not yet used", found: "\"\(policy.id)\" again")
      }
      policies.append(policy)
      reader.remember(entry, policy)
    }
    reader.checkReferences(policies)
    let exemptions = reader.exemptions(root)
    let name = root.required("name")?.localized
    let destination = root.required("destination")?.country
    let checked = root.optional("checked")?.value("a date such as 2023-10-03") { Day($0) }
    try root.check()
    guard let name, let destination else {
      throw InputError(
        InputIssue(file: file.name, expected: "a name and a destination", found: "none"))
    }
    var set = PolicySet(
      name: name, destination: destination, assumptions: assumptions, facts: byID,
      factOrder: facts.map(\.id),
      sources: sources, policies: policies)
    set.checked = checked
    set.holidays = holidays
    set.exemptions = exemptions
    set.warnings = PolicyChecks(set).findings.map {
      Localized(file.name + $0.en, file.name + $0.es)
    }
    return set
  }

  private static func facts(_ root: DataEntry) -> [Fact] {
    var facts = Fact.common
    for (id, entry) in root.optional("facts")?.members ?? [] {
      entry.knows(["label", "question", "why", "past", "fixed", "covers"])
      if facts.contains(where: { $0.id == id }) || ExpressionParser.reserved.contains(id) {
        entry.wrong(expected: "a name not yet used", found: "\"\(id)\"")
      }
      guard let label = entry.required("label")?.localized,
        let question = entry.required("question")?.localized
      else { continue }
      facts.append(
        Fact(
          id: id, kind: .yesNo, label: label, question: question,
          isChangeable: !(entry.optional("fixed")?.flag ?? false),
          isPast: entry.optional("past")?.flag ?? false, why: entry.optional("why")?.localized,
          covers: covered(entry, facts)))
    }
    return facts
  }

  private static func covered(_ entry: DataEntry, _ facts: [Fact]) -> [String] {
    (entry.optional("covers")?.list ?? []).compactMap { member in
      guard let id = member.text else { return nil }
      guard let fact = facts.first(where: { $0.id == id }), fact.kind == .yesNo else {
        member.unknown(id, expected: "a yes-or-no fact named before", among: facts.map(\.id))
        return nil
      }
      return id
    }
  }

  private static func assumptions(
    _ root: DataEntry, _ facts: [String: Fact]
  ) -> [PolicySet.Assumption] {
    (root.optional("assume")?.members ?? []).compactMap { id, entry in
      entry.knows(["value", "text"])
      guard let fact = facts[id] else {
        entry.unknown(id, expected: "a fact", among: facts.keys.sorted())
        return nil
      }
      let value = entry.required("value")?.value("a value of \"\(id)\"") { fact.value($0) }
      let text = entry.required("text")?.localized
      guard let value, let text else { return nil }
      return PolicySet.Assumption(fact: id, value: value, text: text)
    }
  }

  private static func sources(_ root: DataEntry) -> [String: PolicySource] {
    var sources: [String: PolicySource] = [:]
    for (id, entry) in root.required("sources")?.members ?? [] {
      entry.knows(["publisher", "title", "url", "date"])
      guard let publisher = entry.required("publisher")?.text,
        let title = entry.required("title")?.text
      else { continue }
      sources[id] = PolicySource(
        id: id, publisher: publisher, title: title, url: entry.optional("url")?.text ?? "",
        date: entry.optional("date")?.value("a date") { Day($0)?.description ?? nil } ?? "")
    }
    return sources
  }
}

extension ExpressionParser {
  /// Words of the language, which cannot name a fact.
  static let reserved = [
    "and", "or", "not", "in", "open", "always", "never", "today", "days", "day", "years", "year",
    "by",
  ]
}
