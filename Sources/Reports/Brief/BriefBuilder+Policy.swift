import CorridorModel
import Corridors
import Periods
import Policies
import Record
import Tabular
import Wording

/// What the policies of the day mean for whom, and what other policies would bring about.
extension BriefBuilder {
  /// Situations against the rules of today, with how many people were counted in each.
  package mutating func affectedToday() throws -> BriefContent.FigureTable? {
    try affectedTable(on: asOf ?? today)
  }

  /// Situations against policies, with how many people were counted in each.
  package mutating func affectedTable() throws -> BriefContent.FigureTable? {
    try affectedTable(on: asOf ?? knownSince.max() ?? Day(number: 0))
  }

  private mutating func affectedTable(on day: Day) throws -> BriefContent.FigureTable? {
    guard let affected = plan.affected, let policies else { return nil }
    let known = policies.known(by: day)
    let listed = affected.policies.compactMap { id in known[id] }
    guard !listed.isEmpty else { return nil }
    let situations = try situations(of: affected, known, on: day)
    let answers = try SituationAnswers(
      SituationTable(situations.compactMap(\.self)), policies, on: day, knowledge: day, language)
    var rows: [BriefContent.FigureTable.Row] = []
    for (index, situation) in affected.situations.enumerated() {
      var cells = [try count(of: situation)]
      let row = answers.rows.first { $0.line == index + 1 }
      cells += listed.map { policy in
        BriefContent.FigureTable.Cell(
          text: row.map { $0.answers[policy.id].map(word) ?? "–" }
            ?? language("not yet so", "aún no se da"))
      }
      rows.append(.init(header: situation.label(language), cells: cells))
    }
    let caution = answers.caution.map { $0 + " " } ?? ""
    return .init(
      id: "who-is-affected", title: language("Who is affected", "A quién afecta"),
      caption: caution
        + language(
          "How the rules known on \(language.day(day)) apply to each situation on that day. Information, "
            + "not legal advice; trocha screen gives the reasons.",
          "Cómo se aplican a cada situación las normas conocidas el \(language.day(day)). Es información, "
            + "no asesoría legal; trocha screen da las razones."),
      columns: [
        language("Situation", "Situación"), language("Encounters counted", "Encuentros contados"),
      ] + listed.map { $0.name(language) }, rows: rows,
      notes: [
        language(
          "Encounters are events, and not everyone stayed: the counts show the size of a group, not "
            + "how many people a rule covers.",
          "Los encuentros son eventos y no todos permanecieron: las cifras indican el tamaño de un "
            + "grupo, no a cuántas personas alcanza una norma."),
        legalSources(listed),
      ])
  }

  /// The rows of `trocha screen --situations`; `nil` for one that cannot be yet, since somebody in it arrives later.
  private func situations(
    of affected: BriefPlan.Affected, _ set: PolicySet, on day: Day
  ) throws -> [SituationTable.Row?] {
    let reader = SituationReader(set)
    return try affected.situations.enumerated().map { index, situation in
      do {
        let facts = try reader.read(
          situation.facts.sorted { $0.key < $1.key }.map { ($0.key, $0.value) })
        do { try reader.check(facts, on: day) } catch { return nil }
        return SituationTable.Row(line: index + 1, facts: facts)
      } catch let fault as SituationReader.Fault {
        throw InputError(
          InputIssue(
            file: "brief.yaml", expected: "facts of the policies in \"affected\"",
            found: "\(fault)", hint: "At the situation \"\(situation.label(.english))\"."))
      }
    }
  }

  private func word(_ answer: Answer) -> String {
    switch answer {
    case .yes: language("yes", "sí")
    case .no: language("no", "no")
    case .unknown: language("not known", "no se sabe")
    }
  }

  private mutating func count(
    of situation: BriefPlan.Affected.Case
  ) throws -> BriefContent.FigureTable.Cell {
    guard let query = situation.query, let from = situation.from, let through = situation.through,
      let period = Period(from: from.first, through: through.last),
      let timeline = try timeline(query)
    else { return .init(text: "–") }
    let known = timeline.latest(every: .month)?.period.last ?? period.last
    guard known >= period.first,
      let shown = Period(from: period.first, through: min(period.last, known))
    else { return .init(text: language("not yet known", "aún no se sabe")) }
    return .init(figure: cited(timeline.observation(shown)))
  }

  private func legalSources(_ listed: [Policy]) -> String {
    let titles = listed.flatMap { policy in policy.rules.flatMap(\.sources) }
      .reduce(into: [String]()) { list, id in if !list.contains(id) { list.append(id) } }
      .compactMap { policies?.sources[$0]?.title }
    return language("Sources: ", "Fuentes: ") + titles.joined(separator: "; ") + "."
  }

  /// The tables of the scenarios, when they were simulated.
  func whatIfTables() -> [BriefContent.FigureTable] {
    guard let simulated else { return [] }
    var tables = report(simulated).tables
    tables[0].id = "what-if"
    tables[0].title = language("What if", "¿Y si…?")
    tables[0].notes = report(simulated).content.cautions
    return tables.filter { $0.id != "waiting" }
  }

  func whatIfSource() -> [BriefContent.SourceNote] {
    simulated.map { report($0).content.sources } ?? []
  }

  private func report(_ simulated: Simulated) -> WhatIfReport {
    WhatIfReport(
      simulated.result, simulated.corridor, language: language, version: version,
      digest: simulated.digest)
  }

  /// Scenarios that were simulated for the brief.
  package struct Simulated: Sendable {
    package var result: WhatIf
    package var corridor: MovementCorridor
    /// SHA-256 of the corridor's files, in hexadecimal.
    package var digest: String

    package init(result: WhatIf, corridor: MovementCorridor, digest: String) {
      self.result = result
      self.corridor = corridor
      self.digest = digest
    }
  }
}
