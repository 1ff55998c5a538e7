import Corridors
import Effects
import Periods
import Policies
import Record
import Wording

/// Makes the content of a brief from the record, by a corridor's plan.
package struct BriefBuilder {
  let store: RecordStore
  let corridor: Corridor
  let plan: BriefPlan
  let asOf: Day?
  /// The day for which ages are told.
  let today: Day
  let language: Language
  let parser: SelectionParser
  /// The command that makes the same brief again.
  let command: String
  let version: String
  /// Sources that a number of the brief rests on, and what is said of the vintages.
  var used: [Source.ID: Source] = [:]
  var standIns = 0
  var numbers = 0
  var knownSince: [Day] = []
  /// The corridor's policies; `nil` when it has none.
  let policies: PolicySet?
  /// Scenarios to show; `nil` to leave them out.
  package var simulated: Simulated?
  /// Effects that are kept; `nil` to estimate each anew.
  package var keptEffect: KeptEffect?

  package init(
    store: RecordStore, folder: CorridorFolder, asOf: Day?, today: Day = .today,
    language: Language, command: String, version: String
  ) throws {
    self.store = store
    corridor = try folder.corridor()
    plan = try BriefPlan.of(folder)
    policies = try folder.policiesIfAny()
    self.asOf = asOf
    self.today = today
    self.language = language
    self.command = command
    self.version = version
    parser = store.parser
  }

  package var outlines: [UInt8] { corridor.outlines }

  /// The scenarios that the plan asks for; `nil` when it asks for none.
  package var whatIf: BriefPlan.WhatIfPlan? { plan.whatIf }

  /// The whole content.
  ///
  /// - Throws: a `QuestionError` when the plan asks what the record cannot answer at all.
  package mutating func content() throws -> BriefContent {
    let headline = try comparisons(plan.headline.query)
    let summary = try summary(headline)
    let keyFigures = try plan.keyFigures.compactMap { try keyFigure($0) }
    let map = try map()
    let sections = try plan.sections.map { try section($0) }
    let abroad = try abroadSection()
    let tables =
      try [
        comparisonTable(), deathsTable(), abroadTable(), affectedTable(), outlookTable(),
        effectTable(),
      ]
      .compactMap(\.self)
      + whatIfTables()
    let age = store.age(of: headline.timeline, today: today)
    let older = older(than: age)
    return BriefContent(
      language: language.rawValue,
      title: language("Brief: ", "Informe: ") + corridor.name(language),
      corridor: .init(id: corridor.id, name: corridor.name(language)),
      asOf: asOf?.description, knowledge: knowledge(age),
      headline: words(headline: headline) + (ageInHeadline(age) ?? ""),
      summary: summary, keyFigures: keyFigures, map: map,
      chartSections: sections + [abroad].compactMap(\.self), tables: tables,
      cautions: plan.cautions.map { $0(language) } + gaps(headline.timeline)
        + [olderNote(older, than: age)].compactMap(\.self),
      sources: sourceNotes() + whatIfSource(),
      provenance: .init(
        program: "trocha", version: version, command: command,
        newestPublication: knownSince.max()?.description ?? ""),
      age: age.map { AgeReport($0, language) }, older: older.isEmpty ? nil : older)
  }

  func selection(_ query: String) throws -> Selection { try parser.selection(query) }

  /// A series' last figure and what it compares with, its sources noted as used.
  mutating func comparisons(_ query: String, period: Period? = nil) throws -> ComparisonReport {
    let report = try store.comparisons(selection(query), period: period, asOf: asOf)
    note(report.timeline)
    return report
  }

  /// A timeline, or `nil` when the record holds nothing of it that was known.
  mutating func timeline(_ query: String) throws -> Timeline? {
    do {
      let timeline = try store.timeline(selection(query), asOf: asOf)
      guard !timeline.isEmpty else { return nil }
      note(timeline)
      return timeline
    } catch QuestionError.nothingFound {
      return nil
    }
  }

  mutating func note(_ timeline: Timeline) {
    known.merge(timeline.sources) { a, _ in a }
    guard let named = store.vocabulary.namedSeries(for: timeline.selection),
      !ages.contains(where: { $0.series == named.id }),
      let age = store.age(of: timeline, today: today)
    else { return }
    ages.append((named.id, store.vocabulary.title(timeline, language), age))
  }

  /// The named series that have been read, in their order.
  var ages: [(series: String, title: String, age: SeriesAge)] = []

  /// Every source that has been seen; only those of a number shown are listed.
  private var known: [Source.ID: Source] = [:]

  /// A number of the brief.
  mutating func cited(_ observation: Observation) -> BriefContent.CitedNumber {
    numbers += observation.value == nil ? 0 : 1
    standIns += observation.isStandIn ? 1 : 0
    return cited(
      observation.value, observation.text(language), observation.sources,
      observation.vintage(language))
  }

  mutating func cited(
    _ value: Double?, _ display: String, _ sources: [Source.ID], _ vintage: String
  ) -> BriefContent.CitedNumber {
    for id in sources {
      guard let source = known[id] else { continue }
      used[id] = source
      if asOf.map({ source.published <= $0 }) ?? true { knownSince.append(source.published) }
    }
    return BriefContent.CitedNumber(
      value: value, display: display, sources: sources.filter { known[$0] != nil },
      vintage: vintage)
  }

  private func knowledge(_ age: SeriesAge?) -> String {
    guard let asOf else {
      let newest = knownSince.max().map(language.day) ?? ""
      return language(
        "All figures of the record, the newest published \(newest).",
        "Todas las cifras del registro, la más reciente publicada el \(newest).")
        + (age.map { " " + AgeReport($0, language).sentence } ?? "")
    }
    let day = language.day(asOf)
    let share = numbers > 0 ? language.percent(Double(standIns) / Double(numbers), decimals: 0) : ""
    return language(
      "As of \(day): only figures published by then. \(share) of the numbers are late vintages "
        + "standing in for first releases that are not held; click a number to see its vintage.",
      "Al \(day): solo cifras publicadas hasta entonces. El \(share) son ediciones tardías que "
        + "reemplazan a la primera, no conservada; haga clic en una cifra para ver su edición.")
  }

  /// Periods of the headline series that are not known, and where its source changes.
  private func gaps(_ timeline: Timeline) -> [String] {
    var notes: [String] = []
    let missing = timeline.missing(every: timeline.native)
    if !missing.isEmpty {
      notes.append(
        language("Not known: ", "No se sabe: ") + language.runs(of: missing) + ".")
    }
    for change in timeline.sourceChanges(every: timeline.native) {
      let from = used[change.from]?.title ?? known[change.from]?.title ?? change.from
      let to = used[change.to]?.title ?? known[change.to]?.title ?? change.to
      let when = language.period(change.period)
      notes.append(
        language(
          "The headline series combines two sources, joined at \(when): “\(from)” before, "
            + "“\(to)” from then on.",
          "La serie principal une dos fuentes en \(when): antes «\(from)», desde entonces «\(to)».")
      )
    }
    return notes
  }

  private func sourceNotes() -> [BriefContent.SourceNote] {
    used.values.sorted { $0.id < $1.id }.map(BriefContent.SourceNote.init)
  }
}
