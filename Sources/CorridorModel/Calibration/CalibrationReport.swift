import Corridors
import Estimation
import Foundation
import Periods
import Sampling

/// The result of a calibration: which parameters the record identifies, how the model's bands cover the
/// months it was fitted to, and how it forecasts months it had not seen.
package struct CalibrationReport: Codable, Sendable {
  package var corridor: String
  package var training: String
  package var validation: String?
  package var members: Int
  package var seed: UInt64
  package var command: String
  package var parameters: [ParameterReport]
  package var series: [SeriesReport]
  /// People in each country at the end of each month, outside the destination.
  package var stocks: [StockReport]

  package struct ParameterReport: Codable, Sendable {
    package var id: String
    package var label: String
    /// Quantiles at 0.025, 0.1, 0.5, 0.9 and 0.975.
    package var prior: [Double]
    package var posterior: [Double]
    /// Spread after over spread before, on the scale on which the parameter is normal.
    package var narrowing: Double
    package var verdict: Verdict
    /// Parameters whose draws are correlated with this one's, positively or negatively.
    package var goesWith: [String]
  }

  /// Whether the record identifies a parameter.
  package enum Verdict: String, Codable, Sendable {
    case identified
    case inPart = "in-part"
    /// The posterior is little more than the prior.
    case notIdentified = "not-identified"

    /// - Parameter narrowing: spread after over spread before. Half and 85 in a hundred are conventions;
    ///   `docs/calibration.md` states them.
    init(narrowing: Double) {
      self = narrowing < 0.5 ? .identified : narrowing < 0.85 ? .inPart : .notIdentified
    }

    /// The verdict in words.
    package var text: String {
      switch self {
      case .identified: "identified"
      case .inPart: "identified in part"
      case .notIdentified: "not identified"
      }
    }
  }

  package struct SeriesReport: Codable, Sendable {
    package var id: String
    package var label: String
    /// Standard deviation of the logarithm of the record about the model.
    package var discrepancy: Double
    /// Correlation of the discrepancy of a month and the next.
    package var persistence: Double
    /// Part of the fitted months in the band of 80 %.
    package var trainingCoverage80: Double
    package var months: [MonthReport]
    /// On the months after the training, given the entries.
    package var validation: ValidationReport?
  }

  package struct MonthReport: Codable, Sendable {
    package var month: String
    package var actual: Double?
    package var quantiles: [Double]
    package var isTraining: Bool
  }

  /// Weighted quantile losses, smaller is better, and the part of months in the band of 80 %.
  package struct ValidationReport: Codable, Sendable {
    package var months: Int
    package var model: Double
    package var persistence: Double
    package var regression: Double
    package var coverage80: Double
  }

  package struct StockReport: Codable, Sendable {
    package var country: String
    package var month: String
    package var quantiles: [Double]
  }
}

/// Makes the report of a calibration.
package struct CalibrationReporter: Sendable {
  let calibration: Calibration
  let state: Calibration.State

  /// Correlation of draws above which two parameters are reported to go together: they then share more
  /// than a third of their variance.
  private static let correlated = 0.6

  package init(_ calibration: Calibration, _ state: Calibration.State) {
    self.calibration = calibration
    self.state = state
  }

  /// - Parameter through: last month of the validation. The series that set entries are given up to it;
  ///   no other figures after the training are used.
  package func report(
    through last: Period, threads: Int, command: String, progress: (Int) -> Void = { _ in }
  ) async -> CalibrationReport {
    let corridor = calibration.corridor
    let given = Set(corridor.plan.entries.compactMap(\.count))
    var record = calibration.record.through(last)
    record.counts = record.counts.filter { given.contains($0.key) }
    let scenario = CorridorScenario(
      name: "validation", corridor, record: record, through: last)
    let draws = calibration.draws(state)
    let tallies = await CorridorEnsemble(
      [scenario], draws: draws, seed: calibration.seed &+ 77
    ).run(draws.count, threads: threads, progress: progress)[0]
    let hasValidation = last.last > calibration.training.last
    return CalibrationReport(
      corridor: corridor.id,
      training: "\(calibration.training.first)/\(calibration.training.last)",
      validation: hasValidation
        ? "\(calibration.training.last.adding(days: 1))/\(last.last)" : nil,
      members: draws.count, seed: calibration.seed, command: command,
      parameters: parameters(draws), series: series(scenario, tallies),
      stocks: stocks(scenario, tallies))
  }

  // MARK: Parameters

  private func parameters(_ draws: [ParameterDraw]) -> [CalibrationReport.ParameterReport] {
    let plan = calibration.corridor.plan
    let before = calibration.firstState.members
    let columns = plan.parameters.indices.map { index in state.members.map { $0[index] } }
    return plan.parameters.enumerated().map { index, parameter in
      let narrowing = spread(columns[index]) / max(spread(before.map { $0[index] }), 1e-9)
      let partners = plan.parameters.indices.filter { other in
        other != index
          && abs(correlation(columns[index], columns[other])) > CalibrationReporter.correlated
      }
      return CalibrationReport.ParameterReport(
        id: parameter.id, label: parameter.label.en,
        prior: Scores.quantiles(before.map { plan.draw(of: $0)[parameter.id] }),
        posterior: Scores.quantiles(draws.map { $0[parameter.id] }), narrowing: narrowing,
        verdict: CalibrationReport.Verdict(narrowing: narrowing),
        goesWith: partners.map { plan.parameters[$0].id })
    }
  }

  private func spread(_ values: [Double]) -> Double {
    let mean = values.reduce(0, +) / Double(values.count)
    let sum = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return (sum / Double(max(1, values.count - 1))).squareRoot()
  }

  private func correlation(_ a: [Double], _ b: [Double]) -> Double {
    let (meanA, meanB) = (a.reduce(0, +) / Double(a.count), b.reduce(0, +) / Double(b.count))
    let sum = zip(a, b).reduce(0) { $0 + ($1.0 - meanA) * ($1.1 - meanB) }
    return sum / Double(max(1, a.count - 1)) / max(spread(a) * spread(b), 1e-12)
  }

  // MARK: Series

  private func series(
    _ scenario: CorridorScenario, _ tallies: [CorridorTally]
  ) -> [CalibrationReport.SeriesReport] {
    let plan = calibration.corridor.plan
    return calibration.fitted.compactMap { count in
      guard let index = plan.counts.firstIndex(where: { $0.id == count.id }) else { return nil }
      let discrepancy = state.discrepancy[count.id] ?? 0
      let months = scenario.months.enumerated().map { month, period in
        CalibrationReport.MonthReport(
          month: "\(period.first)".prefix(7).description,
          actual: calibration.record.counts[count.id]?[period],
          quantiles: Scores.quantiles(
            Discrepancy(discrepancy, seed: calibration.seed, count: index).apply(
              tallies.map { Double($0.counts[index][month]) }, month: month)),
          isTraining: calibration.training.contains(period))
      }
      let fitted = months.filter { $0.isTraining && $0.actual != nil }
      return CalibrationReport.SeriesReport(
        id: count.id, label: count.label.en, discrepancy: discrepancy,
        persistence: state.persistence?[count.id] ?? 0,
        trainingCoverage80: Scores.coverage(
          fitted.map(\.quantiles), fitted.compactMap(\.actual)),
        months: months, validation: validation(count, months, scenario))
    }
  }

  private func validation(
    _ count: MovementPlan.Count, _ months: [CalibrationReport.MonthReport],
    _ scenario: CorridorScenario
  ) -> CalibrationReport.ValidationReport? {
    let ahead = months.filter { !$0.isTraining && $0.actual != nil }
    let past = months.filter(\.isTraining).compactMap(\.actual)
    let actual = ahead.compactMap(\.actual)
    guard !ahead.isEmpty else { return nil }
    let given = calibration.corridor.plan.entries.compactMap(\.count).first ?? ""
    let lead = scenario.months.compactMap { calibration.record.counts[given]?[$0] }
    return CalibrationReport.ValidationReport(
      months: actual.count,
      model: Scores.weightedQuantileLoss(ahead.map(\.quantiles), actual),
      persistence: Scores.weightedQuantileLoss(
        ReferenceForecast.persistence(past, months: actual.count), actual),
      regression: Scores.weightedQuantileLoss(
        ReferenceForecast.regression(past, lead: lead, months: actual.count), actual),
      coverage80: Scores.coverage(ahead.map(\.quantiles), actual))
  }

  private func stocks(
    _ scenario: CorridorScenario, _ tallies: [CorridorTally]
  ) -> [CalibrationReport.StockReport] {
    let places = scenario.corridor.network.places
    let countries = calibration.corridor.plan.interceptions.map(\.country)
    return countries.flatMap { country in
      scenario.months.enumerated().map { month, period in
        CalibrationReport.StockReport(
          country: country, month: "\(period.first)".prefix(7).description,
          quantiles: Scores.quantiles(
            tallies.map { tally in
              let people = places.indices.filter { places[$0].country == country }
                .flatMap { place in PersonStatus.allCases.map { PersonStatus.cell(place, $0) } }
                .reduce(0) { $0 + tally.people[month][$1] }
              return Double(people)
            }))
      }
    }
  }
}
