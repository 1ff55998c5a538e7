import Flee
import Foundation
import Reports
import Sampling
import Synchronization
import Wording

/// How people move in an instance of FLEE, by one run or many.
package struct FleeQuestion: Question {
  /// The instance's folder, and the folder of the counts where it is another one.
  package var folders: [String] = []
  /// File with settings in FLEE's format; `nil` for the instance's own.
  package var settings: String?
  package var engine = EngineKind.person
  package var runs = 1
  package var seed: UInt64 = 1
  /// `nil` for those of `sim_period.csv`.
  package var days: Int?
  package var variations: [Ensemble.Variation] = []
  /// CSV file with a row of settings for each run; `nil` for the instance's own settings.
  package var design: String?

  package init() {}

  package static let command = ["simulate", "flee"]
  package static let address = QuestionAddress.none("It reads folders of this machine.")
  package static let summary = "Run a FLEE instance, once or many times."

  package static var inputs: [Input<Self>] {
    [
      .names(
        "instance", \.folders,
        "Folder with input_csv/, source_data/ and simsetting.yml, or with the CSV files themselves; "
          + "then the folder with data_layout.csv and the counts (default: its source_data).",
        .only("an instance's folder", "instance") { _ in true }
      ).required,
      .option(
        "settings", \.settings,
        "Settings in FLEE's format, or flee or trocha, which ship (default: the instance's "
          + "simsetting.yml).",
        .only("a file", "file") { _ in true }),
      .option(
        "engine", \.engine,
        "person: everyone individually; cohort: people in the same state together."
      ),
      .option(
        "runs", \.runs, "How many runs; with --design, of each row.", .within(1...10_000_000)),
      .option(
        "seed", \.seed, "Seed of the random numbers: the same seed gives the same result."
      ).alwaysWritten,
      .option(
        "days", \.days, "Days to simulate (default: those of sim_period.csv).",
        .within(1...1_000_000)),
      .list(
        "vary", \.variations,
        "A setting drawn evenly from a range for each run; may be given again."),
      .option(
        "design", \.design,
        "CSV file with a row of settings for each run; its header has their names in simsetting.yml.",
        .only("a file", "file") { _ in true }),
    ]
  }

  package func faults() -> [InputFault] {
    folders.count > 2
      ? [
        InputFault(
          "instance", expected: "an instance's folder, and one with counts",
          found: folders.joined(separator: ", "))
      ] : []
  }

  /// Reads the instance.
  ///
  /// - Throws: an `InputError` with everything that is wrong with its files; an ``InputFaults`` where the
  ///   engine cannot run it.
  package func instance() throws -> FleeInstance {
    let instance = try source.read()
    try check(instance, "")
    return instance
  }

  private var source: FleeInstanceSource {
    FleeInstanceSource(
      folder: folders.first ?? "", validation: folders.dropFirst().first, settings: settings)
  }

  private func check(_ instance: FleeInstance, _ whichRow: String) throws(InputFaults) {
    if engine == .cohort, let reason = CohortEngine.refusal(of: instance) {
      throw InputFaults("engine", expected: "person: \(reason)\(whichRow)", found: "cohort")
    }
  }

  /// The ensemble of an instance that was read.
  ///
  /// - Throws: an `InputError` with everything that is wrong with the design; an ``InputFaults`` where
  ///   the engine cannot run a row of it.
  package func ensemble(_ instance: FleeInstance) throws -> Ensemble {
    let design = try design.map { try DesignReader.read($0, for: instance, from: source) }
    let keys = variations.map(\.key)
    if let twice = keys.enumerated().first(where: { keys[..<$0.offset].contains($0.element) }) {
      throw InputFaults(
        "vary", expected: "each setting once", found: "\(twice.element) again")
    }
    if let design {
      if let both = variations.first(where: { design.columns.contains($0.key) }) {
        throw InputFaults(
          "vary", expected: "a setting that the design does not have", found: both.key)
      }
      for (row, instance) in design.kinds(of: instance) {
        try check(instance, " (row \(row + 1) of the design)")
      }
    }
    if let people = PeopleLimit.excess(instance, engine: engine, days: days) {
      throw InputFaults(
        "engine",
        expected: engine == .person
          ? "cohort, whose cost does not grow with the number of people: as many as would set out "
            + "have no room in this machine's memory" : "fewer people than 100000000000",
        found: "\(engine.rawValue), and \(people) people")
    }
    return Ensemble(
      instance, seed: seed, engine: engine, days: days, variations: variations, design: design)
  }

  /// The instance's name: the last part of its path.
  package var name: String { URL(fileURLWithPath: folders.first ?? "").lastPathComponent }

  /// Whether it is a single run, whose every day is kept.
  package var isSingle: Bool { runs == 1 && variations.isEmpty && design == nil }

  /// Runs of the whole ensemble.
  package func totalRuns(_ ensemble: Ensemble) -> Int { runs * (ensemble.design?.rows ?? 1) }

  package func answer(in world: World) async throws -> FleeAnswer {
    try await answer(of: ensemble(instance()), in: world)
  }

  /// The answer for an ensemble that was read.
  ///
  /// - Parameters:
  ///   - shard: the runs that are made here.
  ///   - earlier: runs of the same ensemble and shard that are done.
  ///   - log: takes the travels of a single run.
  ///   - countsLinks: whether the people on each road are counted in a single run.
  ///   - ranks: processes that share the people of a single run.
  /// - Throws: a ``Stopped`` where there is nothing when it is stopped.
  package func answer(
    of ensemble: Ensemble, shard: RunShard = .whole, from earlier: EnsembleStatistics? = nil,
    log: TravelLog? = nil, countsLinks: Bool = false, sharedBy ranks: any Ranks = OneProcess(),
    in world: World
  ) async throws -> FleeAnswer {
    let start = ContinuousClock.now
    let instance = ensemble.instance
    var single: SimulationRun?
    var statistics: EnsembleStatistics
    if isSingle {
      let run = run(
        of: instance, length: ensemble.days, log: log, countsLinks, sharedBy: ranks, in: world)
      guard !run.days.isEmpty else { throw Stopped(before: "the first day was done") }
      statistics = EnsembleStatistics(
        places: instance.places.count, days: run.days.count, seed: seed)
      statistics.add(run.days, Validation(run))
      single = run
    } else {
      let size = shard.size(of: totalRuns(ensemble))
      let done = Mutex((earlier?.runs ?? 0) * ensemble.days)
      statistics = await ensemble.run(
        totalRuns(ensemble), shard: shard, threads: world.threads, from: earlier,
        isCancelled: {
          // Called before each day of each run.
          let days = done.withLock { days in
            days += 1
            return days
          }
          world.progress(min(days - 1, size * ensemble.days), size * ensemble.days)
          return world.isCancelled()
        })
      guard statistics.runs > 0 || size == 0 else {
        throw Stopped(before: "the first run was done")
      }
    }
    let took = ContinuousClock.now - start
    return answer(
      of: ensemble, statistics, single, threads: runs == 1 && design == nil ? 1 : world.threads,
      language: world.language,
      seconds: Double(took.components.seconds) + Double(took.components.attoseconds) * 1e-18)
  }

  /// The answer from statistics that are there.
  ///
  /// - Parameters:
  ///   - single: every day of a single run.
  ///   - seconds: that the runs took.
  package func answer(
    of ensemble: Ensemble, _ statistics: EnsembleStatistics, _ single: SimulationRun? = nil,
    threads: Int, language: Language, seconds: Double
  ) -> FleeAnswer {
    let size = statistics.shard.size(of: totalRuns(ensemble))
    var summary = RunSummary(
      ensemble.instance, name: name, engine: engine, seed: seed, threads: threads,
      statistics: statistics, seconds: seconds, variations: variations,
      isPartial: statistics.runs < size || statistics.days < ensemble.days,
      command: shown.commandLine(.english))
    summary.designRows = ensemble.design?.rows
    // The reader has seen to the days of sim_period.csv.
    if ensemble.days > ensemble.instance.length {
      summary.warnings += ensemble.instance.warningsOfPeriod(days: ensemble.days)
    }
    summary.warnings += summary.shortfalls.map {
      SimulationWording.sentence($0, runs: statistics.runs, language)
    }
    if statistics.personDays == 0, summary.shortfalls.isEmpty {
      summary.warnings.append(
        SimulationWording.nobody(ensemble.instance, days: statistics.days, language))
    }
    return FleeAnswer(
      ensemble: ensemble, run: single, statistics: statistics, summary: summary)
  }

  private func run(
    of instance: FleeInstance, length: Int, log: TravelLog?, _ countsLinks: Bool,
    sharedBy ranks: any Ranks, in world: World
  ) -> SimulationRun {
    var day = 0
    return SimulationRun(
      instance, seed: seed, engine: engine, days: length, log: log, countsLinks: countsLinks,
      sharedBy: ranks,
      isCancelled: {
        world.progress(day, length)
        day += 1
        // Processes that share a run would wait for one that stops.
        return ranks.size == 1 && world.isCancelled()
      })
  }

  /// What to know before a run begins that writes FLEE's logs.
  package func warningsOfLogs(of instance: FleeInstance, _ language: Language) -> [String] {
    let rules = instance.settings
    guard isSingle, rules.agentLog > 0 || rules.linkLog > 0 else { return [] }
    let sizes = LogSizes(instance, people: DepartureOutlook(instance, days: days).people)
    return SimulationWording.warnings(of: sizes, rules, language)
  }

  /// Why the run of an instance can't be shared by processes; `nil` when it can.
  package func refusalToShare(_ instance: FleeInstance) -> String? {
    guard isSingle else { return nil }
    return engine == .cohort
      ? "The cohort engine's cost does not depend on the number of people, so that nothing is gained "
        + "by sharing them. Use trocha, or --runs."
      : PersonEngine.refusalToShare(instance)
  }

  /// The question without the places of this machine.
  private var shown: FleeQuestion {
    var question = self
    question.folders = folders.map { URL(fileURLWithPath: $0).lastPathComponent }
    question.settings = settings.map(ShippedSettings.nameOfFile)
    question.design = design.map { URL(fileURLWithPath: $0).lastPathComponent }
    return question
  }

  /// The question with whole paths, for another process or another day.
  package var located: FleeQuestion {
    func whole(_ path: String) -> String { URL(fileURLWithPath: path).standardizedFileURL.path }
    var question = self
    question.folders = folders.map(whole)
    question.settings = settings.map { ShippedSettings(rawValue: $0) == nil ? whole($0) : $0 }
    question.design = design.map(whole)
    return question
  }
}

/// What the runs gave; programs are sent the summary.
package struct FleeAnswer: Encodable, Sendable {
  package var ensemble: Ensemble
  /// Every day of a single run; `nil` for several.
  package var run: SimulationRun?
  package var statistics: EnsembleStatistics
  package var summary: RunSummary

  package var instance: FleeInstance { ensemble.instance }

  package func encode(to encoder: any Encoder) throws { try summary.encode(to: encoder) }
}

extension Ensemble.Variation: InputValue {
  /// `key=low..high`, of a setting that has numbers.
  package static func read(_ text: String) -> Self? {
    guard let equals = text.firstIndex(of: "="), let dots = text.range(of: ".."),
      equals < dots.lowerBound,
      let low = Double(text[text.index(after: equals)..<dots.lowerBound]),
      let high = Double(text[dots.upperBound...]), low <= high, low.isFinite, high.isFinite
    else { return nil }
    let key = String(text[..<equals])
    var settings = MovementSettings()
    guard settings.set(key, to: low), settings.set(key, to: high) else { return nil }
    return Self(key: key, low: low, high: high)
  }

  package var input: String { "\(key)=\(low.input)..\(high.input)" }

  package static var expectation: InputExpectation {
    .init(
      "key=low..high with numbers that the setting can have, such as max_move_speed=200..500; "
        + "settings with numbers: \(MovementSettings.numberKeys.joined(separator: ", "))",
      "key=low..high")
  }
}
