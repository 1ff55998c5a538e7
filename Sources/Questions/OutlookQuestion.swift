import Forecasting
import Periods
import Record

/// A series' next months, or those of its parts.
package struct OutlookQuestion: Question {
  package var words = ""
  package var months = 6
  package var method = ForecastMethods.names[0]
  /// Dimensions that it is broken down by.
  package var by: [Record.Dimension] = []
  /// Largest parts of each dimension that are shown apart.
  package var top = 10
  package var asOf: Day?
  /// A number of people in a month, for the chance that more come.
  package var above: Double?
  /// Whether parts have means too.
  package var mean = false

  package init() {}

  package static let command = ["outlook"]
  package static let address = QuestionAddress.get("outlook")
  package static let summary = "Forecast the next months of a series, with bands."

  package static var inputs: [Input<Self>] {
    [
      .words(\.words, "A series' name (usbp-southwest-venezuelans), words, or dimension=label.")
        .required,
      .option("months", \.months, "Months ahead.", .within(1...Panel.longest)).alwaysWritten,
      .option("method", \.method, "Method.", .choice(ForecastMethods.names)).alwaysWritten,
      .list(
        "by", \.by,
        "Break down by a dimension, up to three times; the parts' middles add up to the total's."),
      .option("top", \.top, "Largest parts of each dimension to show apart.", .within(1...1_000)),
      .option(
        "above", \.above, "Show the chance that more than so many come in a month.",
        .within(0...1e10)),
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
          found: by.map(\.rawValue).joined(separator: ", ")))
    }
    if !by.isEmpty, method == Combination.name {
      faults.append(
        InputFault(
          "method", expected: "another method: the combination's weights are for single series",
          found: method))
    }
    if !by.isEmpty, above != nil {
      faults.append(
        InputFault(
          "above", expected: "a series without --by: chances of parts do not add up",
          found: above.map { "\(Int($0))" } ?? ""))
    }
    if by.isEmpty, mean {
      faults.append(
        InputFault("mean", expected: "--by, for whose parts means are made", found: "none"))
    }
    return faults
  }

  package func answer(in world: World) async throws -> OutlookAnswer {
    let store = try world.store()
    guard by.isEmpty else {
      var outlook = try HierarchyOutlook.make(
        words, by: by, store: store, months: months, method: method, asOf: asOf, top: top,
        means: mean)
      outlook.age = try age(in: world)
      outlook.monthsPast = past(outlook.total.map(\.month), world)
      return .parts(outlook)
    }
    var outlook = try OutlookReport.make(
      words, store: store, months: months, method: method, asOf: asOf, above: above)
    outlook.age = try age(in: world)
    outlook.monthsPast = past(outlook.months.map(\.month), world)
    return .series(outlook)
  }

  private func age(in world: World) throws -> AgeReport? {
    try world.age(world.timeline(world.store().parser.selection(words), asOf: asOf))
  }

  /// How many months are over by the day of the question; as of a day of the past, by that day.
  private func past(_ months: [Period], _ world: World) -> Int {
    let day = min(asOf ?? world.today, world.today)
    return months.count { $0.last < day }
  }
}

/// An outlook of a series, or of its parts.
package enum OutlookAnswer: Encodable, Sendable {
  case series(OutlookReport)
  case parts(HierarchyOutlook)

  package func encode(to encoder: any Encoder) throws {
    switch self {
    case .series(let report): try report.encode(to: encoder)
    case .parts(let outlook): try outlook.encode(to: encoder)
    }
  }
}
