import Crypto
import Flee
import Foundation
import Periods
import Tabular
import Wording

/// How well one instance, or somebody's `out.csv`, agrees with the counts: a row of a validation.
package struct InstanceValidation: Encodable, Sendable {
  package enum Source: String, Encodable, Sendable {
    /// It was run.
    case run
    /// Its results were read.
    case out = "out.csv"
  }

  package var instance: String
  package var source: Source
  /// First day; `nil` where the file does not give it.
  package var start: String?
  package var days = 0
  /// Camps with counts.
  package var camps = 0
  package var runs = 1
  /// People who set out, mean over the runs.
  package var people: Double?
  package var countedElsewhere: Double?
  package var countedElsewhereRange: [Double]?
  package var errorAsFlee: Double?
  package var errorAsFleeRange: [Double]?
  package var measures: ErrorMeasures?
  package var shortfalls: [ShortfallReport] = []
  package var warnings: [String] = []
  /// What kept it from being run or compared.
  package var problem: String?
  package var seconds: Double?
  /// SHA-256 of what was read, in hexadecimal.
  package var sha256 = ""
  /// The errors by day, of the mean of the runs.
  package var byDay: [Day] = []

  package struct Day: Sendable {
    /// Date or number.
    var day: String
    var countedElsewhere: Double?
    var errorAsFlee: Double
  }

  private enum CodingKeys: CodingKey {
    case instance, source, start, days, camps, runs, people, countedElsewhere
    case countedElsewhereRange, errorAsFlee, errorAsFleeRange, measures, shortfalls, warnings
    case problem, seconds, sha256
  }

  /// One that could not be run or read.
  package init(_ instance: String, _ source: Source, problem: String) {
    self.instance = instance
    self.source = source
    self.problem = problem
  }

  /// Of a run or an ensemble.
  package init(_ instance: FleeInstance, _ statistics: EnsembleStatistics, _ summary: RunSummary) {
    self.instance = summary.instance
    source = .run
    start = summary.start
    days = summary.days
    runs = summary.runs
    people = summary.people
    countedElsewhere = summary.countedElsewhere
    countedElsewhereRange = summary.countedElsewhereRange
    errorAsFlee = summary.errorAsFlee
    errorAsFleeRange = summary.errorAsFleeRange
    measures = summary.measures
    shortfalls = summary.shortfalls
    warnings = summary.warnings
    seconds = summary.seconds
    let means = (0..<statistics.days).map { day in
      instance.places.indices.map { statistics.mean(day: day, column: $0) }
    }
    guard let validation = Validation(instance, means) else { return }
    camps = validation.camps.count
    byDay = means.indices.map {
      Day(
        day: "\(instance.start.adding(days: $0))",
        countedElsewhere: validation.countedElsewhere[$0], errorAsFlee: validation.totalError[$0])
    }
  }

  /// Of a table of results.
  package init(_ table: OutTable, name: String) {
    instance = name
    source = .out
    // FLEE writes the date of the following day.
    let dates = table.dates.map { Periods.Day($0)?.adding(days: -1).description ?? $0 }
    start = dates.first
    days = table.days.count
    people = table.totals[OutTable.simulatedTotal]?.last
    guard let run = table.countedRun else {
      problem = "expected columns of counts, found none"
      return
    }
    camps = run.camps.count
    countedElsewhere = run.countedElsewhere
    errorAsFlee = run.errorAsFlee
    measures = ErrorMeasures(run)
    byDay = zip(run.countedElsewhereByDay, run.errorAsFleeByDay).enumerated().map { day, errors in
      Day(
        day: dates.isEmpty ? "\(table.days[day])" : dates[day],
        countedElsewhere: errors.0, errorAsFlee: errors.1)
    }
  }

  /// SHA-256 in hexadecimal.
  package static func checksum(of data: Data) -> String {
    SHA256.hash(data: data).map { String(format: "%02x", $0) }.joined()
  }

  /// A sentence for each reason for which people are missing.
  package func missingSentences(_ language: Language) -> [String] {
    shortfalls.map { SimulationWording.sentence($0, runs: runs, language) }
  }

  /// People who set out by the counts and are not simulated, mean over the runs.
  package var missing: Double { shortfalls.missing }
}

/// A validation over many instances.
package struct ValidationAnswer: Encodable, Sendable {
  package var instances: [InstanceValidation]
  /// Whether it was stopped before all instances were done.
  package var isPartial: Bool
  /// The command that gives the same again.
  package var command: String

  package init(instances: [InstanceValidation], isPartial: Bool, command: String) {
    self.instances = instances
    self.isPartial = isPartial
    self.command = command
  }

  /// The table for spreadsheets: a row for each instance, empty where something is not known.
  package var csv: String {
    var writer = CSVWriter(
      header: [
        "instance", "source", "start", "days", "camps", "runs", "people", "missing",
        "counted_elsewhere", "counted_elsewhere_q10", "counted_elsewhere_q90", "error_as_flee",
        "error_as_flee_q10", "error_as_flee_q90", "ard", "ard_rescaled", "mase7_flat",
        "mase7_sloped", "mase7_sloped_through_count", "mase7_ratio", "mase30_flat",
        "mase30_sloped", "mase30_sloped_through_count", "mase30_ratio", "problem",
      ])
    for row in instances { writer.write(ValidationAnswer.fields(row)) }
    return writer.text
  }

  private static func fields(_ row: InstanceValidation) -> [String] {
    func text(_ value: Double?) -> String { value.map(CSVWriter.number) ?? "" }
    func mase(_ errors: ErrorMeasures.ScaledErrors?) -> [String] {
      [errors?.flat, errors?.sloped, errors?.slopedThroughCount, errors?.ratio].map(text)
    }
    let isKnown = row.problem == nil
    return [
      row.instance, row.source.rawValue, row.start ?? "", isKnown ? "\(row.days)" : "",
      isKnown ? "\(row.camps)" : "", isKnown ? "\(row.runs)" : "", text(row.people),
      isKnown ? text(row.missing) : "", text(row.countedElsewhere),
      text(row.countedElsewhereRange?.first), text(row.countedElsewhereRange?.last),
      text(row.errorAsFlee), text(row.errorAsFleeRange?.first), text(row.errorAsFleeRange?.last),
      text(row.measures?.averagedRelativeDifference),
      text(row.measures?.averagedRelativeDifferenceRescaled),
    ] + mase(row.measures?.mase7) + mase(row.measures?.mase30) + [row.problem ?? ""]
  }
}
