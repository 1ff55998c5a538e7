import Periods
import Wording

extension SituationAnswers {
  /// Kinds that are answered; other ways are named to everybody and decided by no table.
  package static let kinds: [Policy.Kind] = [.pathway, .return, .exposure]
  private static let mostLines = 20

  /// - Parameters:
  ///   - day: asked about where a row states no day of its own.
  ///   - other: a second day for the same situations, to compare with.
  /// - Throws: a fault where somebody arrives after the day asked about.
  package init(
    _ table: SituationTable, _ set: PolicySet, on day: Day, and other: Day? = nil,
    knowledge: Day? = nil, _ language: Language
  ) throws(SituationReader.Fault) {
    let set = knowledge.map(set.known(by:)) ?? set
    let policies = SituationAnswers.kinds.flatMap { kind in
      set.policies.filter { $0.kind == kind }
    }
    on = "\(day)"
    and = other.map { "\($0)" }
    let latest = max(day, other ?? day, table.rows.compactMap(\.on).max() ?? day)
    caution = set.caution(on: latest, language)
    checkedThrough = set.checked.map { "\($0)" }
    situations = table.rows.count
    people = table.rows.reduce(0) { $0 + $1.count }
    summary = policies.map {
      Line(policy: $0.id, name: $0.name(language), kind: $0.kind, yes: 0, no: 0, unknown: 0)
    }
    rows = []
    rows.reserveCapacity(table.rows.count)
    let reader = SituationReader(set)
    var found: [Key: (people: Double, lines: [Int])] = [:]
    var shared = SharedAnswers(set, policies)
    for row in table.rows {
      let asked = row.on ?? day
      do {
        try reader.check(row.facts, on: other.map { min($0, asked) } ?? asked)
      } catch {
        throw SituationReader.Fault(
          problems: error.problems.map {
            Localized("Line \(row.line): \($0.en)", "Línea \(row.line): \($0.es)")
          })
      }
      let answers = shared.answers(row.facts, on: asked)
      var byID: [String: Answer] = [:]
      for (index, answer) in answers.enumerated() {
        byID[policies[index].id] = answer
        switch answer {
        case .yes: summary[index].yes += row.count
        case .no: summary[index].no += row.count
        case .unknown: summary[index].unknown += row.count
        }
      }
      rows.append(
        Row(
          line: row.line, on: "\(asked)",
          isAfterCheck: set.checked.map { asked > $0 } ?? true, answers: byID))
      guard let other else { continue }
      for (index, after) in shared.answers(row.facts, on: other).enumerated()
      where after != answers[index] {
        let key = Key(policy: index, from: answers[index], to: after)
        found[key, default: (0, [])].people += row.count
        if (found[key]?.lines.count ?? 0) < SituationAnswers.mostLines {
          found[key]?.lines.append(row.line)
        }
      }
    }
    differences = found.sorted { a, b in
      (a.key.policy, a.key.from.rawValue, a.key.to.rawValue)
        < (b.key.policy, b.key.from.rawValue, b.key.to.rawValue)
    }.map { key, value in
      Difference(
        policy: policies[key.policy].id, name: policies[key.policy].name(language), from: key.from,
        to: key.to, people: value.people, lines: value.lines)
    }
  }

  private struct Key: Hashable {
    var policy: Int
    var from: Answer
    var to: Answer
  }
}

/// Answers of the same situations, worked out once for each.
private struct SharedAnswers {
  private struct Case: Hashable {
    var facts: [String: FactValue?]
    var day: Day
  }

  /// The policies of a day, and for each that is asked where it stands among those in force.
  private struct InForce {
    var set: PolicySet
    var places: [Int?]
  }

  private let set: PolicySet
  private let policies: [Policy]
  private var kept: [Case: [Answer]] = [:]
  private var days: [Day: InForce] = [:]

  init(_ set: PolicySet, _ policies: [Policy]) {
    self.set = set
    self.policies = policies
  }

  mutating func answers(_ facts: [String: FactValue?], on day: Day) -> [Answer] {
    let key = Case(facts: facts, day: day)
    if let answers = kept[key] { return answers }
    let inForce = inForce(on: day)
    let screening = Screening(inForce.set, Situation(on: day, stated: set.expanded(facts)))
    let answers = inForce.places.map { place in
      place.map { screening.answer(of: inForce.set.policies[$0]) } ?? .no
    }
    kept[key] = answers
    return answers
  }

  private mutating func inForce(on day: Day) -> InForce {
    if let found = days[day] { return found }
    let set = set.resolved(on: day)
    let found = InForce(
      set: set,
      places: policies.map { policy in set.policies.firstIndex { $0.id == policy.id } })
    days[day] = found
    return found
  }
}
