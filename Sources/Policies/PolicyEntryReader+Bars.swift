import Periods
import Tabular
import Wording

/// Reads what stands beside a rule's condition: its history, the bars of a policy, and its guidance.
extension PolicyEntryReader {
  func turn(_ entry: DataEntry) -> Turn? {
    entry.knows(["from", "state", "in-force", "unless", "text", "source"])
    let from = entry.required("from").flatMap(PolicyEntryReader.day)
    let state = entry.required("state")?.choice(of: Turn.State.self)
    let isInForce = entry.required("in-force")?.flag
    let text = entry.required("text")?.localized
    guard let from, let state, let isInForce, let text else { return nil }
    return Turn(
      from: from, state: state, isInForce: isInForce,
      unless: entry.optional("unless").map { expression($0) }, text: text,
      sources: ruleSources(entry))
  }

  func bar(_ entry: DataEntry) -> Bar? {
    entry.knows([
      "id", "name", "level", "from", "until", "when", "rare", "note", "source", "history",
    ])
    let id = entry.required("id")?.text
    let name = entry.required("name")?.localized
    let level = entry.required("level")?.choice(of: Bar.Level.self)
    let from = entry.required("from").flatMap(PolicyEntryReader.day)
    let until = entry.optional("until").flatMap(PolicyEntryReader.day)
    if let from, let until, until < from {
      entry.optional("until")?.wrong(expected: "a day from \(from) on", found: "\(until)")
    }
    let when = expression(entry.required("when"))
    guard let id, let name, let level, let from else { return nil }
    return Bar(
      id: id, name: name, level: level, from: from, until: until, when: when,
      isRare: entry.optional("rare")?.flag ?? false, note: entry.optional("note")?.localized,
      sources: ruleSources(entry), history: turns(entry), line: entry.line)
  }

  /// The history of a rule or of a bar, in order of days.
  func turns(_ entry: DataEntry) -> [Turn] {
    (entry.optional("history")?.list ?? []).compactMap(turn).sorted { $0.from < $1.from }
  }

  func guidance(_ entry: DataEntry) -> Guidance {
    entry.knows(["requires", "work", "bring", "ask", "deadline"])
    var guidance = Guidance()
    guidance.requires = entry.optional("requires")?.localized
    guidance.work = entry.optional("work")?.localized
    guidance.bring = (entry.optional("bring")?.list ?? []).compactMap(\.localized)
    guidance.ask = (entry.optional("ask")?.list ?? []).compactMap(\.localized)
    guidance.deadline = entry.optional("deadline").flatMap(deadline)
    return guidance
  }

  private func deadline(_ entry: DataEntry) -> Guidance.Deadline? {
    entry.knows(["fact", "years", "working-days", "since", "text"])
    let count = { (name: String) in
      entry.optional(name)?.value("a whole number from 1 to 400") { text in
        Int(text).flatMap { (1...400).contains($0) ? $0 : nil }
      }
    }
    let fact = entry.required("fact")?.text
    let (years, days) = (count("years"), count("working-days"))
    if (years == nil) == (days == nil) {
      entry.wrong(expected: "either \"years\" or \"working-days\"", found: "both or none")
    }
    guard let fact, let text = entry.required("text")?.localized else { return nil }
    guard isDay(fact) else {
      entry.optional("fact")?.wrong(expected: "a fact that is a day", found: "\"\(fact)\"")
      return nil
    }
    return Guidance.Deadline(
      fact: fact, years: years ?? 0, workingDays: days ?? 0, text: text,
      since: entry.optional("since").flatMap(PolicyEntryReader.day))
  }
}

extension Policy {
  /// Every condition that the policy's answer can hang on.
  package var conditions: [Expression] {
    rules.flatMap { rule in [rule.applies] + rule.history.compactMap(\.unless) } + bars.map(\.when)
  }
}
