import CorridorModel
import Corridors
import Effects
import Forecasting
import Periods
import Policies
import Record
import Wording

/// Today's answers to the five questions about a corridor, each in a line with its age: what a reader sees
/// before asking anything. They are those of the corridor's brief.
package struct FrontAnswers: Codable, Equatable, Sendable {
  package struct Line: Codable, Equatable, Sendable {
    package var answer: String
    /// How old it is, or until when it is known.
    package var age: String
  }

  package var record, affected, next, whatIf, effect: Line?

  package init(
    record: Line? = nil, affected: Line? = nil, next: Line? = nil, whatIf: Line? = nil,
    effect: Line? = nil
  ) {
    (self.record, self.affected, self.next) = (record, affected, next)
    (self.whatIf, self.effect) = (whatIf, effect)
  }
}

extension BriefBuilder {
  /// - Parameter kept: results of the corridor's own scenarios that came with it.
  package mutating func frontAnswers(
    _ kept: (result: WhatIf, corridor: MovementCorridor)?
  ) throws -> FrontAnswers {
    FrontAnswers(
      record: try recordLine(), affected: try affectedLine(), next: try nextLine(),
      whatIf: kept.flatMap { whatIfLine($0.result, $0.corridor) }, effect: try effectLine())
  }

  private func sentence(_ age: SeriesAge?) -> String {
    age.map { AgeReport($0, language).sentence } ?? ""
  }

  // MARK: What does the record say?

  private mutating func recordLine() throws -> FrontAnswers.Line? {
    do {
      let report = try comparisons(plan.headline.query)
      return .init(
        answer: words(headline: report) + ".",
        age: sentence(store.age(of: report.timeline, today: today)))
    } catch QuestionError.nothingFound {
      return nil
    }
  }

  // MARK: Who is affected?

  /// The first situation of the brief, by the rules of today.
  private func affectedLine() throws -> FrontAnswers.Line? {
    guard let affected = plan.affected, let first = affected.situations.first, let policies
    else { return nil }
    let day = asOf ?? today
    let facts = try SituationReader(policies).read(
      first.facts.sorted { $0.key < $1.key }.map { ($0.key, $0.value) })
    let answers = try SituationAnswers(
      SituationTable([.init(line: 1, facts: facts)]), policies, on: day, language)
    guard let row = answers.rows.first else { return nil }
    let named = affected.policies.compactMap { id in
      policies[id].flatMap { policy in row.answers[id].map { (policy.name(language), $0) } }
    }
    guard !named.isEmpty else { return nil }
    let whose = first.facts["nationality"].map {
      " (" + store.vocabulary.name($0, in: .nationality, language) + ")"
    }
    return .init(
      answer: first.label(language) + (whose ?? "") + ": " + said(named) + ".",
      age: answers.caution
        ?? language(
          "By the rules on \(language.day(day)).", "Según las normas al \(language.day(day))."))
  }

  /// "yes: asylum; no: temporary protected status, parole".
  private func said(_ named: [(name: String, answer: Answer)]) -> String {
    let kinds: [(Answer, String)] = [
      (.yes, language("applies", "se aplica")),
      (.unknown, language("depends on more", "depende de más datos")),
      (.no, language("does not apply", "no se aplica")),
    ]
    return kinds.compactMap { kind, words in
      let names = named.filter { $0.answer == kind }.map(\.name)
      return names.isEmpty ? nil : "\(words): \(names.joined(separator: ", "))"
    }.joined(separator: "; ")
  }

  // MARK: What comes next?

  private mutating func nextLine() throws -> FrontAnswers.Line? {
    guard let listed = plan.outlook?.series.first, let months = plan.outlook?.months,
      let timeline = try timeline(listed.query),
      let month = try outlook(of: listed.query, months: months, LearnedHistory.of(store))?.months
        .first
    else { return nil }
    let when = language.period(month.month)
    let (low, high) = (language.number(month.q10), language.number(month.q90))
    let isOver = asOf == nil && month.month.last < today
    return .init(
      answer: language(
        "\(listed.label(language)), \(when): \(low) to \(high), with a probability of 8 in 10.",
        "\(listed.label(language)), \(when): de \(low) a \(high), con una probabilidad de 8 en 10."),
      age: sentence(store.age(of: timeline, today: today))
        + (isOver
          ? language(
            " That month is over; it is forecast, not known.",
            " Ese mes ya pasó; es un pronóstico y no una cifra conocida.") : ""))
  }

  // MARK: What if?

  /// What the scenario that differs most from the first brings about, in the corridor's headline count.
  private func whatIfLine(
    _ result: WhatIf, _ corridor: MovementCorridor
  ) -> FrontAnswers.Line? {
    let report = WhatIfReport(result, corridor, language: language, version: version, digest: "")
    guard let base = result.scenarios.first, let item = countedItem(corridor, in: base)
    else { return nil }
    func outcome(_ scenario: WhatIf.ScenarioResult) -> WhatIf.OutcomeResult? {
      scenario.total.first { $0.measure == .counted && $0.item == item }
    }
    let others = result.scenarios.dropFirst().compactMap { scenario in
      outcome(scenario).map { (scenario, $0) }
    }
    let most = others.max {
      abs($0.1.difference?.q50 ?? 0) < abs($1.1.difference?.q50 ?? 0)
    }
    guard let before = outcome(base), let (scenario, after) = most,
      let first = base.months.first.flatMap({ Period($0.month) }),
      let last = base.months.last.flatMap({ Period($0.month) }),
      let span = Period(from: first.first, through: last.last)
    else { return nil }
    let label = report.words.label(before)
    let (now, then) = (report.shown(after.value, .counted), report.shown(before.value, .counted))
    let when = language.period(span)
    let people =
      language(" from ", " de ")
      + store.vocabulary.name(self.corridor.people, in: .nationality, language)
    let known =
      result.asOf.flatMap { Day($0) }.map {
        language(
          " By what was known on \(language.day($0)).",
          " Según lo conocido el \(language.day($0)).")
      } ?? ""
    return .init(
      answer: language(
        "\(scenario.name(language)): \(label) \(now), \(when); \(then) with: \(base.name(language)).",
        "\(scenario.name(language)): \(label) \(now), \(when); \(then) con: \(base.name(language))."
      ),
      age: language(
        "Simulated people\(people); in brackets 8 of 10 runs; \(result.runs) runs of each scenario.",
        "Personas simuladas\(people); entre paréntesis, 8 de cada 10 simulaciones; \(result.runs) de cada escenario."
      ) + known)
  }

  /// The count of the corridor's model that is of the series whose effects the brief shows, else the first.
  private func countedItem(
    _ corridor: MovementCorridor, in scenario: WhatIf.ScenarioResult
  ) -> String? {
    let modelled = plan.effect?.policies.first?.query ?? plan.headline.query
    let counted = Set(scenario.total.filter { $0.measure == .counted }.compactMap(\.item))
    return
      (corridor.plan.counts.filter { $0.series == modelled }
      + corridor.plan.counts).first { counted.contains($0.id) }?.id
  }

  // MARK: Did it work?

  private func effectLine() throws -> FrontAnswers.Line? {
    for policy in plan.effect?.policies ?? [] {
      guard let report = try effect(of: policy) else { continue }
      let verdict = words(report.verdict)
      let usable = report.methods.count { $0.isUsable }
      let timeline = try store.timeline(selection(policy.query), asOf: asOf)
      return .init(
        answer: language(
          "\(policy.label(language)), \(language.day(policy.on)): \(verdict). "
            + "Of \(report.methods.count) methods \(usable) could be used.",
          "\(policy.label(language)), \(language.day(policy.on)): \(verdict). "
            + "De \(report.methods.count) métodos pudieron usarse \(usable)."),
        age: sentence(store.age(of: timeline, today: today)))
    }
    return nil
  }
}
