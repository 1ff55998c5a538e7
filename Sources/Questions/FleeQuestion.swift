import Flee
import Foundation
import Sampling

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
        "Settings in FLEE's format (default: the instance's simsetting.yml).",
        .only("a file", "file") { _ in true }),
      .option(
        "engine", \.engine,
        "person: everyone individually; cohort: people in the same state together."
      ),
      .option("runs", \.runs, "How many runs.", .within(1...10_000_000)),
      .option(
        "seed", \.seed, "Seed of the random numbers: the same seed gives the same result."
      ).alwaysWritten,
      .option(
        "days", \.days, "Days to simulate (default: those of sim_period.csv).",
        .within(1...1_000_000)),
      .list(
        "vary", \.variations,
        "A setting drawn evenly from a range for each run; may be given again."),
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
    let instance = try FleeInstanceReader.read(
      folders.first ?? "", validation: folders.dropFirst().first, settings: settings)
    if engine == .cohort, let reason = CohortEngine.refusal(of: instance) {
      throw InputFaults("engine", expected: "person: \(reason)", found: "cohort")
    }
    return instance
  }

  /// The instance's name: the last part of its path.
  package var name: String { URL(fileURLWithPath: folders.first ?? "").lastPathComponent }

  package func ensemble(_ instance: FleeInstance) -> Ensemble {
    Ensemble(instance, seed: seed, engine: engine, days: days, variations: variations)
  }

  /// Whether it is a single run, whose every day is kept.
  package var isSingle: Bool { runs == 1 && variations.isEmpty }

  package func answer(in world: World) async throws -> FleeAnswer {
    try await answer(of: instance(), in: world)
  }

  /// The answer for an instance that was read.
  ///
  /// - Parameters:
  ///   - earlier: runs of the same ensemble that are done.
  ///   - log: takes the travels of a single run.
  /// - Throws: a ``Stopped`` where there is nothing when it is stopped.
  package func answer(
    of instance: FleeInstance, from earlier: EnsembleStatistics? = nil, log: TravelLog? = nil,
    in world: World
  ) async throws -> FleeAnswer {
    let start = ContinuousClock.now
    var single: SimulationRun?
    var statistics: EnsembleStatistics
    let length = days ?? instance.length
    if isSingle {
      let run = run(of: instance, length: length, log: log, in: world)
      guard !run.days.isEmpty else { throw Stopped(before: "the first day was done") }
      statistics = EnsembleStatistics(
        places: instance.places.count, days: run.days.count, seed: seed)
      statistics.add(run.days, error: Validation(run)?.meanTotalError)
      single = run
    } else {
      statistics = await ensemble(instance).run(
        runs, threads: world.threads, from: earlier, isCancelled: world.isCancelled,
        progress: { world.progress($0.runs, runs) })
      guard statistics.runs > 0 else { throw Stopped(before: "the first run was done") }
    }
    let took = ContinuousClock.now - start
    let summary = RunSummary(
      instance, name: name, engine: engine, seed: seed, threads: runs == 1 ? 1 : world.threads,
      statistics: statistics,
      seconds: Double(took.components.seconds) + Double(took.components.attoseconds) * 1e-18,
      variations: variations,
      isPartial: statistics.runs < runs || statistics.days < length,
      command: shown.commandLine(.english))
    return FleeAnswer(
      instance: instance, run: single, statistics: statistics, summary: summary)
  }

  private func run(
    of instance: FleeInstance, length: Int, log: TravelLog?, in world: World
  ) -> SimulationRun {
    var day = 0
    return SimulationRun(
      instance, seed: seed, engine: engine, days: length, log: log,
      isCancelled: {
        day += 1
        world.progress(day, length)
        return world.isCancelled()
      })
  }

  /// The question without the places of this machine.
  private var shown: FleeQuestion {
    var question = self
    question.folders = folders.map { URL(fileURLWithPath: $0).lastPathComponent }
    question.settings = settings.map { URL(fileURLWithPath: $0).lastPathComponent }
    return question
  }
}

/// What the runs gave; programs are sent the summary.
package struct FleeAnswer: Encodable, Sendable {
  package var instance: FleeInstance
  /// Every day of a single run; `nil` for several.
  package var run: SimulationRun?
  package var statistics: EnsembleStatistics
  package var summary: RunSummary

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
