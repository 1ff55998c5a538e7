import Forecasting
import Foundation
import Periods
import Record
import Reports
import Tabular
import Wording

/// What the people who are expected will need, by a planner's own shares, prices and capacities.
package struct NeedsQuestion: Question {
  package var words = ""
  /// The planner's table: a file of this machine, or, of a request, the rows themselves.
  package var plan: String?
  /// The rows of the table, where they came with the question.
  package var rows: NeedsPlan?
  package var months = 3
  package var every = NeedsReport.Every.month.rawValue
  package var method = ForecastMethods.names[0]
  package var asOf: Day?

  package init() {}

  package static let command = ["needs"]
  package static let address = QuestionAddress.post("needs")
  package static let summary =
    "Estimate what people who are expected will need, and the chance that a capacity is passed."

  package static var inputs: [Input<Self>] {
    [
      .words(\.words, "A series' name (darien), words, or dimension=label.").required,
      .option(
        "plan", \.plan,
        "CSV file with a row for each item: item, unit, share, per_person_day, days, and perhaps unit_cost, "
          + "currency, capacity_per_day, source.",
        .only("a file", "file") { _ in true }
      ).required,
      .option("months", \.months, "Months ahead.", .within(1...Panel.longest)).alwaysWritten,
      .option(
        "every", \.every, "Needs of each month or week.",
        .choice(NeedsReport.Every.allCases.map(\.rawValue))),
      .option("method", \.method, "Method.", .choice(ForecastMethods.names)).alwaysWritten,
      .asOf(\.asOf),
    ]
  }

  package func answer(in world: World) async throws -> NeedsReport {
    guard let plan else {
      throw InputFaults("plan", expected: "a file", spanish: "un archivo", found: nil)
    }
    let items = try rows ?? NeedsPlan(ByteStream(path: plan))
    try checkServed(world.store())
    var question = OutlookQuestion()
    (question.words, question.months, question.method) = (words, months, method)
    question.asOf = asOf
    guard case .series(let outlook) = try await question.answer(in: world) else {
      throw OutlookError.noMonths(words, asOf: asOf)
    }
    let timeline = try world.timeline(world.store().parser.selection(words), asOf: asOf)
    if every == NeedsReport.Every.week.rawValue, timeline.nature != .flow {
      throw QuestionError.unsuitable(
        Localized(
          "Weeks are parts of a month only where numbers add up over time.",
          "Las semanas son partes de un mes solo donde los números se suman en el tiempo."),
        hint: Localized("Ask for months.", "Pida meses."))
    }
    let spread = DaySpread.estimate(timeline, months: outlook.past.map(\.month))
    return NeedsReport(
      outlook, items, every: NeedsReport.Every(rawValue: every) ?? .month,
      daySpread: spread ?? DaySpread.usual)
  }

  /// Who died needs no bed, and a flight no meal.
  private func checkServed(_ store: RecordStore) throws {
    let selection = try store.parser.selection(words)
    guard let measure = store.vocabulary.measure(selection.measure), !measure.isServed else {
      return
    }
    let (en, es) = (measure.name(.english), measure.name(.spanish))
    throw QuestionError.unsuitable(
      Localized(
        "Needs are of people who come, and the series counts something else: \(en).",
        "Las necesidades son de personas que llegan, y la serie cuenta otra cosa: \(es)."),
      hint: Localized(
        "Name a series of arrivals or transits, such as darien.",
        "Nombre una serie de llegadas o tránsitos, como darien."))
  }

  /// Of an answer.
  package func table(of answer: NeedsReport, in world: World) throws -> TableSheet {
    answer.sheet(world.language, sources: try sources(world).map(\.id))
  }

  /// The page of an answer.
  package func page(of answer: NeedsReport, in world: World) throws -> BriefContent {
    try NeedsPage(
      answer, SeriesFrame(words, asOf: asOf, command: commandLine(world.language), world)
    ).content
  }

  private func sources(_ world: World) throws -> [Source] {
    try world.timeline(world.store().parser.selection(words), asOf: asOf).officialSources
  }
}
