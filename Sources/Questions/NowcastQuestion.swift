import Forecasting
import Periods
import Record

/// A month's total from a count of some of its days.
package struct NowcastQuestion: Question {
  package var words = ""
  /// Counted on ``days``.
  package var count: Double?
  package var days: Period?
  /// From the same days of the month before, in percent.
  package var change: Double?
  /// Relative variation between days, in percent.
  package var daySpread: Double?
  package var asOf: Day?

  package init() {}

  package static let command = ["nowcast"]
  package static let address = QuestionAddress.get("nowcast")
  package static let summary =
    "Estimate a month's total from a count of some of its days, with its uncertainty."

  /// More people than there are.
  private static let most = 1e10

  private static var counted: InputRule<Double> {
    var rule = InputRule<Double>.only("a whole number of people from 1 up", "number") {
      (1...most).contains($0) && $0 == $0.rounded()
    }
    (rule.expectation.minimum, rule.expectation.maximum) = (1, most)
    rule.expectation.type = "integer"
    return rule
  }

  package static var inputs: [Input<Self>] {
    [
      .words(\.words, "A series' name (encounters-southwest), words, or dimension=label.").required,
      .option(
        "count", \.count,
        "How many were counted on these days; without it the days that the record holds are used.",
        counted),
      .option(
        "days", \.days, "The days, within one month: 2023-09-01/2023-09-17, or a single day.",
        .only("days within one month, such as 2023-09-01/2023-09-17", "days") {
          Period.month(of: $0.first).contains($0)
        }
      ),
      .option(
        "change", \.change, "Change from the same days of the month before, in percent.",
        .only("a percentage above -100 and up to 1000000", "percent") { -100 < $0 && $0 <= 1e6 }),
      .option(
        "day-spread", \.daySpread,
        "Variation between days, in percent (default: as the record's days vary, else 15).",
        .within(0...1_000)),
      .asOf(\.asOf),
    ]
  }

  package func faults() -> [InputFault] {
    switch (count, days) {
    case (nil, .some):
      [
        InputFault(
          "count", expected: "a number, for the days given",
          spanish: "un número, para los días dados", found: nil)
      ]
    case (.some, nil):
      [
        InputFault(
          "days", expected: "the days of the count", spanish: "los días de la cuenta", found: nil)
      ]
    case (_, .some(let days)) where days.last > Day.today:
      [
        InputFault(
          "days", expected: "days that are not after today",
          spanish: "días que no sean posteriores a hoy", found: "\(days)")
      ]
    case (_, .some(let days)) where days.last > asOf ?? days.last:
      [
        InputFault(
          "days", expected: "days that are not after --as-of",
          spanish: "días que no sean posteriores a --as-of", found: "\(days)")
      ]
    default: []
    }
  }

  package func answer(in world: World) async throws -> NowcastReport {
    let store = try world.store()
    let (change, spread) = (change.map { $0 / 100 }, daySpread.map { $0 / 100 })
    var report: NowcastReport
    if let count, let days {
      report = try NowcastReport.make(
        words, store: store, count: count, days: days, change: change, daySpread: spread,
        asOf: asOf)
    } else {
      report = try NowcastReport.make(
        words, store: store, change: change, daySpread: spread, asOf: asOf)
    }
    let day = known(of: report)
    report.age = try world.age(world.timeline(store.parser.selection(words), asOf: day))
    return report
  }

  /// The day of which an answer uses what was known; `nil` for today.
  func known(of report: NowcastReport) -> Day? {
    report.isHeld ? asOf : asOf ?? report.days.last
  }
}
