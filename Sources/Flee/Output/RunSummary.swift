import Sampling

/// The content of `summary.json`: a run or an ensemble in short. `docs/schema/simulation.schema.json`
/// describes it.
package struct RunSummary: Codable, Sendable {
  package var instance: String
  package var engine: EngineKind
  package var runs: Int
  package var seed: UInt64
  package var threads: Int
  package var start: String
  package var days: Int
  /// People who have set out by the last day, mean over the runs.
  package var people: Double
  /// People simulated, summed over days and runs.
  package var personDays: Int
  /// Wall time of the simulation alone, seconds.
  package var seconds: Double
  package var personDaysPerSecond: Double
  /// Most memory held at once, megabytes (10⁶ bytes).
  package var peakMegabytes: Double?
  /// Share of people counted elsewhere than simulated, mean over days and runs; `nil` without counts.
  package var countedElsewhere: Double?
  /// Its quantiles at 0.1 and 0.9 over the runs; `nil` for a single run.
  package var countedElsewhereRange: [Double]?
  /// The same of the ensemble's mean; `nil` for a single run.
  package var countedElsewhereOfMean: Double?
  /// The error as FLEE computes it, with people of day 0 twice among those counted: mean over days and
  /// runs; `nil` without counts.
  package var errorAsFlee: Double?
  /// Its quantiles at 0.1 and 0.9 over the runs; `nil` for a single run.
  package var errorAsFleeRange: [Double]?
  /// The same of the ensemble's mean; `nil` for a single run.
  package var errorAsFleeOfMean: Double?
  /// Averaged relative differences and scaled errors as FLEE's post-processing has them, of the mean of
  /// the runs; `nil` without counts.
  package var measures: ErrorMeasures?
  /// Mean over the days of each camp's difference relative to its count.
  package var meanErrorByCamp: [String: Double]?
  /// Settings by their keys in `simsetting.yml`.
  package var settings: [String: String]
  package var variations: [Ensemble.Variation]
  /// Rows of the design; `nil` without one.
  package var designRows: Int?
  /// Which of the ensemble's runs these are, such as `2/16`; `nil` for all.
  package var shard: String?
  package var warnings: [String]
  /// People whom the runs lack, and why; empty when nobody is missing.
  package var shortfalls: [ShortfallReport]
  /// Whether it was stopped before all days or runs were done.
  package var isPartial: Bool
  /// The command that reproduces the results.
  package var command: String

  package init(
    _ instance: FleeInstance, name: String, engine: EngineKind, seed: UInt64, threads: Int,
    statistics: EnsembleStatistics, seconds: Double, variations: [Ensemble.Variation] = [],
    isPartial: Bool = false, command: String, peakMegabytes: Double? = nil
  ) {
    self.instance = name
    self.engine = engine
    runs = statistics.runs
    self.seed = seed
    self.threads = threads
    start = "\(instance.start)"
    days = statistics.days
    let last = max(statistics.days - 1, 0)
    people = (0..<statistics.columns).reduce(0) {
      $0 + (statistics.days > 0 ? statistics.mean(day: last, column: $1) : 0)
    }
    personDays = statistics.personDays
    self.seconds = seconds
    personDaysPerSecond = seconds > 0 ? Double(statistics.personDays) / seconds : 0
    self.peakMegabytes = peakMegabytes
    settings = instance.settings.values
    self.variations = variations
    shard = statistics.shard.isWhole ? nil : "\(statistics.shard)"
    warnings = instance.warnings
    shortfalls = statistics.shortfalls.reports(instance, runs: statistics.runs, people: people)
    self.isPartial = isPartial
    self.command = command
    addErrors(instance, statistics)
  }

  private mutating func addErrors(_ instance: FleeInstance, _ statistics: EnsembleStatistics) {
    let means = (0..<statistics.days).map { day in
      (0..<statistics.columns - 1).map { statistics.mean(day: day, column: $0) }
    }
    guard let validation = Validation(instance, means), !statistics.errors.isEmpty else { return }
    (errorAsFlee, errorAsFleeRange) = RunSummary.spread(
      statistics.errors.map(\.asFLEE))
    (countedElsewhere, countedElsewhereRange) = RunSummary.spread(
      statistics.errors.compactMap(\.countedElsewhere))
    if statistics.runs > 1 {
      errorAsFleeOfMean = validation.meanTotalError
      countedElsewhereOfMean = validation.meanCountedElsewhere
    }
    measures = ErrorMeasures(CountedRun(instance, means, validation))
    var byCamp: [String: Double] = [:]
    for (camp, error) in zip(validation.camps, validation.meanErrorOfCamp) {
      if let error { byCamp[instance.places[camp].name] = error }
    }
    meanErrorByCamp = byCamp
  }

  /// Runs from which a tenth at either end can be left out.
  package static let fewestForTenths = 10

  /// Mean over the runs, and for several the quantiles at 0.1 and 0.9; of fewer than ``fewestForTenths`` the lowest
  /// and the highest.
  private static func spread(_ errors: [Double]) -> (mean: Double?, range: [Double]?) {
    guard let low = errors.min(), let high = errors.max() else { return (nil, nil) }
    let mean = errors.reduce(0, +) / Double(errors.count)
    guard errors.count > 1 else { return (mean, nil) }
    guard errors.count >= fewestForTenths else { return (mean, [low, high]) }
    let sorted = errors.sorted()
    let ends = [0.1, 0.9].map { interpolatedQuantile($0, of: sorted.count) { sorted[$0] } }
    return (mean, ends)
  }
}
