import Forecasting
import Periods
import Record

/// A series' next months, those of its parts, or its next years.
package struct OutlookQuestion: Question {
  package var words = ""
  package var months = 6
  /// Years ahead, in place of months.
  package var years: Int?
  package var method = ForecastMethods.names[0]
  /// Dimensions that it is broken down by.
  package var by: [Record.Dimension] = []
  /// Largest parts of each dimension that are shown apart.
  package var top: Int?
  package var asOf: Day?
  /// A number of people in a month, for the chance that more come.
  package var above: Double?
  /// Whether parts have means too.
  package var mean = false
  /// Judgements to be mixed in, from a file of this machine: no input, since no address may name one.
  package var judgements: JudgementFile?

  package init() {}

  package static let command = ["outlook"]
  package static let address = QuestionAddress.get("outlook")
  package static let summary = "Forecast the next months of a series, with bands."

  /// People come whole; and "1.250" is one thousand two hundred and fifty to many.
  private static var wholePeople: InputRule<Double> {
    let most = 1e10
    var rule = InputRule<Double>.only(
      "a whole number of people from 0 up", "number",
      spanish: "un número entero de personas desde 0"
    ) {
      (0...most).contains($0) && $0 == $0.rounded()
    }
    (rule.expectation.minimum, rule.expectation.maximum) = (0, most)
    rule.expectation.type = "integer"
    return rule
  }

  package static var inputs: [Input<Self>] {
    [
      .words(\.words, "A series' name (usbp-southwest-venezuelans), words, or dimension=label.")
        .required,
      .option("months", \.months, "Months ahead.", .within(1...Panel.longest)).alwaysWritten,
      .option(
        "years", \.years,
        "Years ahead, instead of months: of numbers at the end of a year, and of totals.",
        .within(1...YearPanel.longest)),
      .option("method", \.method, "Method of months.", .choice(ForecastMethods.names))
        .alwaysWritten,
      .list(
        "by", \.by,
        "Break down by a dimension, up to three times; the parts' middles add up to the total's."),
      .option(
        "top", \.top, "Largest parts of each dimension to show apart (default: 10).",
        .within(1...1_000)),
      .option(
        "above", \.above, "Show the chance that more than so many come in a month.", wholePeople),
      .flag(
        "mean", \.mean,
        "With --by: show means too; a few large outcomes lift them far above the middle."),
      .asOf(\.asOf),
    ]
  }

  package func faults() -> [InputFault] {
    var faults: [InputFault] = []
    if by.count > 3 || Set(by).count < by.count {
      faults.append(
        InputFault(
          "by", expected: "up to three different dimensions",
          spanish: "hasta tres dimensiones distintas",
          found: by.map(\.rawValue).joined(separator: ", ")))
    }
    if !by.isEmpty, method == Combination.name {
      faults.append(
        InputFault(
          "method", expected: "another method: the combination's weights are for single series",
          spanish: "otro método: los pesos de la combinación son de una sola serie",
          found: method))
    }
    if !by.isEmpty, above != nil {
      faults.append(
        InputFault(
          "above", expected: "a series without --by: chances of parts do not add up",
          spanish: "una serie sin --by: las probabilidades de las partes no se suman",
          found: above.map { "\(Int($0))" } ?? ""))
    }
    if !by.isEmpty, months > LearnedStep.months {
      faults.append(
        InputFault(
          "months", expected: "at most \(LearnedStep.months) with --by",
          spanish: "\(LearnedStep.months) como máximo con --by", found: "\(months)"))
    }
    if years != nil { faults += yearFaults() }
    if by.isEmpty, let top {
      faults.append(
        InputFault(
          "top", expected: "--by, whose parts it limits, beside it",
          spanish: "--by al lado, cuyas partes limita", found: "\(top)"))
    }
    if by.isEmpty, mean {
      faults.append(
        InputFault(
          "mean", expected: "--by, for whose parts means are made",
          spanish: "--by, de cuyas partes se hacen las medias", found: "none"))
    }
    return faults
  }

  /// Largest parts of each dimension that are shown apart unless a number is given.
  private static let parts = 10

  /// What an outlook by year has no use for.
  private func yearFaults() -> [InputFault] {
    let others: [(name: String, isThere: Bool)] = [
      ("by", !by.isEmpty), ("above", above != nil), ("method", method != Self().method),
      ("months", months != Self().months),
    ]
    return others.filter(\.isThere).map {
      InputFault(
        $0.name, expected: "nothing beside --years", spanish: "nada junto a los años",
        found: "a value")
    }
  }

  package func answer(in world: World) async throws -> OutlookAnswer {
    let store = try world.store()
    if let years {
      var outlook = try YearOutlookReport.make(words, store: store, years: years, asOf: asOf)
      outlook.age = try age(in: world)
      outlook.yearsPast = past(outlook.years.map(\.year), world)
      return .years(outlook)
    }
    guard by.isEmpty else {
      var outlook = try HierarchyOutlook.make(
        words, by: by, store: store, months: months, method: method, asOf: asOf,
        top: top ?? Self.parts, means: mean)
      outlook.age = try age(in: world)
      outlook.monthsPast = past(outlook.total.map(\.month), world)
      return .parts(outlook)
    }
    var outlook = try OutlookReport.make(
      words, store: store, months: months, method: method, asOf: asOf, above: above)
    if let judgements { outlook = try outlook.judged(by: judgements, store: store) }
    outlook.age = try age(in: world)
    outlook.monthsPast = past(outlook.months.map(\.month), world)
    return .series(outlook)
  }

  private func age(in world: World) throws -> AgeReport? {
    try world.age(world.timeline(world.store().parser.selection(words), asOf: asOf))
  }

  /// How many of them are over by the day of the question; as of a day of the past, by that day.
  private func past(_ months: [Period], _ world: World) -> Int {
    let day = min(asOf ?? world.today, world.today)
    return months.count { $0.last < day }
  }
}

/// An outlook of a series, of its parts, or by year.
package enum OutlookAnswer: Encodable, Sendable {
  case series(OutlookReport)
  case parts(HierarchyOutlook)
  case years(YearOutlookReport)

  package func encode(to encoder: any Encoder) throws {
    switch self {
    case .series(let report): try report.encode(to: encoder)
    case .parts(let outlook): try outlook.encode(to: encoder)
    case .years(let outlook): try outlook.encode(to: encoder)
    }
  }
}
