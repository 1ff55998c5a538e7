import Periods

/// Why there is no outlook.
package enum OutlookError: Error, Equatable, Sendable, CustomStringConvertible {
  case unknownMethod(String)
  case months(Int)
  /// The series has no month, or none was known on the day.
  case noMonths(String, asOf: Day?)
  case tooShort(String, months: Int, method: String)
  /// Too few forecasts as far ahead can be held against what came.
  case unscored(String, months: Int, origins: Int, needed: Int)
  case noParts(String, dimensions: [String])
  /// No series can be forecast from any origin.
  case noOrigin
  /// The series has no year, or none was known on the day.
  case noYears(String, asOf: Day?)
  case fewYears(String, years: Int)
  /// The record's series have changed too seldom over so many years.
  case fewChanges(String, years: Int)
  /// The judgements of a series weigh more than everything.
  case weights(String, sum: Double)

  package var description: String {
    switch self {
    case .unknownMethod(let name):
      "There is no method \"\(name)\"; there are \(ForecastMethods.names.joined(separator: ", "))."
    case .months(let months):
      "An outlook of \(months) months cannot be made: 1 to \(Panel.longest)."
    case .noMonths(let series, let asOf):
      "\(series) has no figure by month" + Self.known(asOf) + ", so there is nothing to go by."
        + "\n  Where it has figures by year, ask for years."
    case .tooShort(let series, let months, let method):
      "\(series) has \(months) months without a gap, too few for the method \(method), or nothing is "
        + "counted further up the corridor for it."
    case .unscored(let series, let months, let origins, let needed):
      "\(series) \(months) months ahead is not known: how far off such forecasts are can be told from "
        + "\(origins) of its past months, and \(needed) are needed. Ask for \(LearnedStep.months) months or fewer."
    case .noOrigin: "There is no origin from which any of these series can be forecast."
    case .noParts(let series, let dimensions):
      "No table of \(series) is broken down by \(dimensions.joined(separator: " and "))."
    case .noYears(let series, let asOf):
      "\(series) has no figure by year" + Self.known(asOf) + ", so there is nothing to go by."
    case .fewYears(let series, let years):
      "\(series) has \(years) \(years == 1 ? "year" : "years") without a gap; "
        + "\(YearPanel.history) are needed for an outlook by year."
    case .fewChanges(let series, let years):
      "\(series) \(years) \(years == 1 ? "year" : "years") ahead is not known: too few series of the record had "
        + "changed over as many years by then to tell how far off a forecast is."
    case .weights(let series, let sum):
      "The judgements of \(series) have weights of \(sum) together; they may have 1 at most."
    }
  }

  private static func known(_ asOf: Day?) -> String {
    asOf.map { " that was known on \($0)" } ?? ""
  }
}
