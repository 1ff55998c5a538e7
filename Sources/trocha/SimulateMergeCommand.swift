import ArgumentParser
import CorridorModel
import Flee
import Foundation
import Questions
import Sampling

/// How `--shard` reads on each command that has it.
enum ShardOption {
  static func help(_ what: String) -> ArgumentHelp {
    ArgumentHelp(
      "Make only part i of n of the \(what), for trocha simulate merge.", valueName: "i/n")
  }
}

extension RunShard: ExpressibleByArgument {
  public init?(argument: String) { self.init(argument) }
}

struct SimulateMergeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge",
    abstract: "Put the parts of an ensemble together.",
    discussion: """
      The parts were made by trocha simulate flee or trocha whatif with --shard, anywhere. The result is \
      the same, byte for byte, as that of one machine. Parts that are missing, unfinished or of other \
      runs are named, and nothing is written. The instance is read again from where the parts had it, \
      to check that it is the same; --instance, --settings and --design say where it is now.

      EXAMPLES
        trocha simulate merge mali part1 part2 part3
        trocha simulate merge mali part* --errors errors.csv
        trocha simulate merge comparison what-if-part*
      """)

  @Argument(help: ArgumentHelp("Folder to write into.", valueName: "out"))
  var out: String

  @Argument(help: ArgumentHelp("Folders of the parts.", valueName: "shard"))
  var shards: [String]

  @Option(
    name: .long, help: ArgumentHelp("Where the instance is now.", valueName: "folder"))
  var instance: String?

  @Option(name: .long, help: ArgumentHelp("Where the settings are now.", valueName: "file"))
  var settings: String?

  @Option(name: .long, help: ArgumentHelp("Where the design is now.", valueName: "file"))
  var design: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "The record's file, for scenarios (default: as of whatif).", valueName: "path"))
  var record: String?

  @OptionGroup var results: FleeResultOptions

  func run() async throws {
    do {
      if shards.contains(where: { SimulationFolder(path: $0).has(WhatIfShard.name) }) {
        try mergeWhatIf()
      } else {
        try mergeEnsembles()
      }
    } catch let fault as MergeFault {
      Output.warn("\(fault)")
      throw ExitCode(2)
    }
  }

  private func mergeEnsembles() throws {
    let parts = try shards.map { path in
      guard let part = EnsembleCheckpoint.read(SimulationFolder(path: path)) else {
        throw MergeFault(["\(path): expected a part of an ensemble (--shard), found none."])
      }
      return part
    }
    try MergeFault.check(
      zip(shards, parts).map { path, part in
        ShardState(
          path: path, shard: part.statistics.shard, of: part.digest, runs: part.runs,
          done: part.statistics.runs)
      })
    guard let statistics = EnsembleStatistics.merged(parts.map(\.statistics)),
      let first = parts.first
    else { throw MergeFault(["\(shards.joined(separator: ", ")): the parts are damaged."]) }
    let question = try question(first)
    let instance = try InstanceArguments.reported { try question.instance() }
    let ensemble = try InstanceArguments.reported { try question.ensemble(instance) }
    try results.check(instance)
    let digest = try EnsembleCheckpoint.digest(ensemble)
    guard digest == first.digest else {
      throw MergeFault([
        "\(question.folders[0]): the instance, its settings or the design have changed since the "
          + "parts were made."
      ])
    }
    // The work of all parts: the same runs in one process would have taken as many seconds.
    var answer = question.answer(
      of: ensemble, statistics, threads: 1, language: results.lang,
      seconds: parts.reduce(0) { $0 + $1.seconds })
    answer.summary.peakMegabytes = parts.compactMap(\.peakMegabytes).max()
    let folder = SimulationFolder(path: out)
    try folder.create()
    try EnsembleCheckpoint(question, answer, digest: digest).write(to: folder)
    try FleeResults(
      answer: answer, digest: digest, folder: folder, options: results, earlier: instance.warnings
    ).write()
  }

  /// The question of the parts, with the instance where it is now.
  private func question(_ part: EnsembleCheckpoint) throws -> FleeQuestion {
    var texts = InputTexts()
    for (name, values) in part.inputs { texts[name] = values }
    var question = try FleeQuestion(texts)
    if let instance { question.folders[0] = instance }
    if let settings { question.settings = settings }
    if let design { question.design = design }
    let settings = question.settings.map(ShippedSettings.path)
    let paths = question.folders + [settings, question.design].compactMap(\.self)
    let missing = paths.filter { !FileManager.default.fileExists(atPath: $0) }
    guard missing.isEmpty else {
      throw MergeFault(
        missing.map {
          "\($0): not here any more; say where it is with --instance, --settings or --design."
        })
    }
    return question
  }

  private func mergeWhatIf() throws {
    let parts = try shards.map { path in
      guard let part = WhatIfShard.read(SimulationFolder(path: path)) else {
        throw MergeFault(["\(path): expected a part of a what-if (--shard), found none."])
      }
      return part
    }
    try MergeFault.check(
      zip(shards, parts).map { path, part in
        ShardState(
          path: path, shard: part.runs.shard ?? .whole, of: part.digest, runs: part.total,
          done: part.runs.whole)
      })
    guard let runs = WhatIfRuns.merged(parts.map(\.runs)), let first = parts.first else {
      throw MergeFault(["\(shards.joined(separator: ", ")): the parts are damaged."])
    }
    if first.command == CorridorQuestion.command {
      try show(runs, of: first, CorridorQuestion.self)
    } else {
      try show(runs, of: first, WhatIfQuestion.self)
    }
  }

  private func show<Asked: CorridorSimulation>(
    _ runs: WhatIfRuns, of part: WhatIfShard, _ type: Asked.Type
  ) throws {
    let question = try Asked(part.texts)
    var words = ["--corridor", part.corridor, "--out", out, "--lang", results.lang.rawValue]
    if let record { words += ["--record", record] }
    if results.noPage { words.append("--no-page") }
    if results.json { words.append("--json") }
    let run = CorridorRun(options: try CorridorRunOptions.parse(words), question: question)
    let world = RecordOptions.world(record, results.lang, corridor: part.corridor)
    let folder = try world.folder()
    let corridor = try CorridorArguments.movement(folder)
    let runner = try question.whatIf.runner(folder, corridor, world.store())
    guard try WhatIfShard.digest(question, runner, folder) == part.digest else {
      throw MergeFault([
        "\(part.corridor): the corridor, a scenario or the record has changed since the parts were "
          + "made."
      ])
    }
    let command = question.shown.commandLine(.english, corridor: world.corridor)
    guard let result = runner.result(of: runs, command: command) else {
      throw MergeFault(["There are no runs."])
    }
    try run.show(result, corridor, folder)
  }
}

/// A part as it is checked before parts are put together.
struct ShardState {
  var path: String
  var shard: RunShard
  /// Digest of what it is a part of.
  var of: String
  /// Runs of the whole.
  var runs: Int
  /// Runs of the part that are done.
  var done: Int
}

/// Why parts can't be put together.
struct MergeFault: Error, CustomStringConvertible {
  var faults: [String]

  init(_ faults: [String]) { self.faults = faults }

  var description: String { faults.joined(separator: "\n") }

  /// - Throws: every fault at once.
  static func check(_ parts: [ShardState]) throws(MergeFault) {
    guard let first = parts.first else { throw MergeFault(["There are no parts."]) }
    var faults: [String] = []
    var seen: [Int: String] = [:]
    for part in parts {
      if part.of != first.of {
        faults.append(
          "\(part.path): its runs are not those of \(first.path): another instance, setting, seed, "
            + "engine, design or number of days.")
        continue
      }
      if part.shard.count != first.shard.count {
        faults.append(
          "\(part.path): part \(part.shard), where \(first.path) is part \(first.shard).")
        continue
      }
      if part.runs != first.runs {
        faults.append(
          "\(part.path): of \(part.runs) runs, where \(first.path) is of \(first.runs).")
        continue
      }
      if let other = seen[part.shard.number] {
        faults.append("\(part.path): part \(part.shard) again, as in \(other).")
      }
      seen[part.shard.number] = part.path
      let size = part.shard.size(of: part.runs)
      if part.done < size {
        faults.append(
          "\(part.path): part \(part.shard) has \(part.done) of its \(size) runs; continue it with "
            + "--resume.")
      }
    }
    let missing = (1...first.shard.count).filter { seen[$0] == nil }
    if !missing.isEmpty, faults.isEmpty || seen.count > 1 || first.shard.count == parts.count {
      faults.append("Missing: " + ShardState.list(missing, of: first.shard.count) + ".")
    }
    if !faults.isEmpty { throw MergeFault(faults) }
  }
}

extension ShardState {
  /// `parts 2/8 and 5/8`, or how many when they are many.
  static func list(_ numbers: [Int], of count: Int) -> String {
    let shown = numbers.prefix(20).map { "\($0)/\(count)" }
    let more = numbers.count > 20 ? " and \(numbers.count - 20) more" : ""
    return (numbers.count == 1 ? "part " : "parts ") + shown.joined(separator: ", ") + more
  }
}
