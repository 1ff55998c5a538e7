import ArgumentParser
import Flee
import FleeFitting
import Foundation
import Sensitivity
import Tabular
import Wording

/// Which settings of a FLEE instance matter.
struct SimulateSensitivityCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sensitivity",
    abstract: "Find which settings of a FLEE instance matter, and for what.",
    discussion: """
      Morris' screening needs few runs and ranks settings; Sobol' indices say which part of the variance each \
      setting makes by itself (first) and together with others (total), with intervals of 95 %. Outputs are the \
      errors against the counts (elsewhere, flee-error) and people at a place (people:NAME for the last day, \
      people:NAME@DAY). See docs/sensitivity.md.

      EXAMPLES
        trocha simulate sensitivity examples/two-camps
        trocha simulate sensitivity mali2012 --method sobol --rows 256 --output elsewhere people:Mbera@100
        trocha simulate sensitivity mali2012 --parameters ranges.csv --svg sensitivity.svg
      """)

  @Argument(help: ArgumentHelp("Folder of a FLEE instance.", valueName: "instance"))
  var instance: String

  @Option(
    help: ArgumentHelp(
      "Settings in FLEE's format, or flee or trocha, which ship (default: the instance's simsetting.yml).",
      valueName: "file"))
  var settings: String?

  @Option(
    help: ArgumentHelp(
      "Settings and their ranges: setting, low, high, scale (default: fourteen).", valueName: "file"
    ))
  var parameters: String?

  @Option(help: "morris or sobol.")
  var method: SettingSensitivity.Method = .morris

  @Option(help: "Trajectories (default: 20), or rows of Sobol's design (default: 128).")
  var rows: Int?

  @Option(
    name: .customLong("output"), parsing: .upToNextOption,
    help: ArgumentHelp(
      "What is looked at (default: elsewhere, or people in the first camp).", valueName: "output"))
  var outputs: [RunOutput] = []

  @Option(help: "Seed of the random numbers: the same seed gives the same result.")
  var seed: UInt64 = 1

  @Option(help: "Runs computed at once (default: as many as the machine has cores).")
  var threads: Int?

  @Option(help: ArgumentHelp("Write a picture of the first output.", valueName: "file"))
  var svg: String?

  @Flag(name: .long, help: "Answer as JSON.")
  var json = false

  func validate() throws {
    guard rows.map({ (2...1_000_000).contains($0) }) ?? true, threads.map({ $0 >= 1 }) ?? true
    else { throw ValidationError("--rows is 2 or more, --threads 1 or more.") }
  }

  func run() async throws {
    Interruption.listen()
    let read = try InstanceArguments.reported {
      try FleeInstanceReader.read(instance, settings: settings)
    }
    do {
      try await answer(read)
    } catch let error as InputError {
      Output.warn("\(error)")
      throw ExitCode(2)
    } catch let error as SettingSensitivity.MissingOutput {
      Output.warn("\(error)")
      throw ExitCode(2)
    } catch is Cancelled {
      Output.warn("Stopped: indices need every run.")
      throw ExitCode(130)
    }
  }

  private func answer(_ instance: FleeInstance) async throws {
    let ranges = try parameters.map { path throws(InputError) in try FittedSetting.read(path: path)
    }
    var sensitivity = SettingSensitivity(
      ranges ?? FittedSetting.usual, outputs: outputs.isEmpty ? usual(instance) : outputs)
    let rows = rows ?? (method == .morris ? 20 : 128)
    sensitivity.seed = seed
    sensitivity.threads = threads ?? ProcessInfo.processInfo.activeProcessorCount
    sensitivity.isCancelled = { Interruption.isRequested }
    let runs = sensitivity.runs(method, rows: rows)
    let bar = ProgressBar(total: runs, unit: "runs")
    let done = Counter()
    sensitivity.progress = { bar.show(done.add($0)) }
    defer { bar.end() }
    let findings = try await sensitivity.find(instance, by: method, rows: rows)
    bar.end()
    if let svg, let first = findings.first {
      try OutputFile.write(Data(SensitivityPicture(first).svg.utf8), to: svg)
    }
    struct Answer: Encodable {
      var instance, method: String
      var seed: UInt64
      var rows, runs: Int
      var settings: [FittedSetting]
      var findings: [SettingSensitivity.Finding]
    }
    if json {
      return try printJSON(
        Answer(
          instance: URL(fileURLWithPath: self.instance).lastPathComponent, method: method.rawValue,
          seed: seed, rows: rows, runs: runs, settings: sensitivity.settings, findings: findings))
    }
    Output.write(findings.map(text).joined(separator: "\n"))
  }

  private func usual(_ instance: FleeInstance) -> [RunOutput] {
    if instance.counts != nil { return [.elsewhere] }
    let camp = instance.places.first { [.camp, .idpCamp].contains($0.kind) } ?? instance.places[0]
    return [.people(place: camp.name, day: nil)]
  }

  private func text(_ finding: SettingSensitivity.Finding) -> String {
    let number = { (value: Double) in Language.english.number(value, decimals: 3) }
    let head = Terminal.bold(finding.output) + "\n"
    if !finding.effects.isEmpty {
      var table = TextTable([
        ("Setting", .left), ("mean effect", .right), ("mean size", .right), ("95 %", .right),
        ("spread", .right),
      ])
      for effect in finding.effects.sorted(by: { $0.size > $1.size }) {
        table.add([
          effect.input, number(effect.mean), number(effect.size),
          "\(number(effect.sizeLow)) – \(number(effect.sizeHigh))", number(effect.spread),
        ])
      }
      return head + table.text()
    }
    guard !finding.indices.isEmpty else { return head + "It does not vary.\n" }
    var table = TextTable([
      ("Setting", .left), ("first", .right), ("95 %", .right), ("total", .right), ("95 %", .right),
    ])
    for index in finding.indices.sorted(by: { $0.total > $1.total }) {
      table.add([
        index.input, number(index.first),
        "\(number(index.firstLow)) – \(number(index.firstHigh))", number(index.total),
        "\(number(index.totalLow)) – \(number(index.totalHigh))",
      ])
    }
    return head + table.text()
  }
}

extension SettingSensitivity.Method: ExpressibleByArgument {}

extension RunOutput: ExpressibleByArgument {
  public init?(argument: String) { self.init(argument) }
}
