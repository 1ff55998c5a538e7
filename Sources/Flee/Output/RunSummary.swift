import Sampling

/// What `summary.json` says of a run or an ensemble.
public struct RunSummary: Codable, Sendable {
  public var instance: String
  public var engine: EngineKind
  public var runs: Int
  public var seed: UInt64
  public var threads: Int
  public var start: String
  public var days: Int
  /// People who have set out by the last day, mean over the runs.
  public var people: Double
  /// People simulated, summed over days and runs.
  public var personDays: Int
  /// Wall time of the simulation alone, seconds.
  public var seconds: Double
  public var personDaysPerSecond: Double
  /// Most memory held at once, megabytes (10⁶ bytes).
  public var peakMegabytes: Double?
  /// Mean over the days, and over the runs, of the averaged relative difference in total; `nil`
  /// without counts.
  public var meanTotalError: Double?
  /// Its 10th and 90th hundredth over the runs; `nil` for a single run.
  public var meanTotalErrorRange: [Double]?
  /// The same of the ensemble's mean; `nil` for a single run.
  public var totalErrorOfMean: Double?
  /// Mean over the days of each camp's difference relative to its count.
  public var meanErrorByCamp: [String: Double]?
  /// Settings by their keys in `simsetting.yml`.
  public var settings: [String: String]
  public var variations: [Ensemble.Variation]
  public var warnings: [String]
  /// Whether it was stopped before all its runs were done.
  public var isPartial: Bool
  /// The command that gives the same again.
  public var command: String

  public init(
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
    warnings = instance.warnings
    self.isPartial = isPartial
    self.command = command
    addErrors(instance, statistics)
  }

  private mutating func addErrors(_ instance: FleeInstance, _ statistics: EnsembleStatistics) {
    let means = (0..<statistics.days).map { day in
      (0..<statistics.columns - 1).map { statistics.mean(day: day, column: $0) }
    }
    guard let validation = Validation(instance, means), !statistics.errors.isEmpty else { return }
    let errors = statistics.errors.sorted()
    meanTotalError = errors.reduce(0, +) / Double(errors.count)
    if errors.count > 1 {
      meanTotalErrorRange = [0.1, 0.9].map { errors[Int($0 * Double(errors.count - 1))] }
      totalErrorOfMean = validation.meanTotalError
    }
    var byCamp: [String: Double] = [:]
    for (camp, error) in zip(validation.camps, validation.meanErrorOfCamp) {
      if let error { byCamp[instance.places[camp].name] = error }
    }
    meanErrorByCamp = byCamp
  }
}
