import ArgumentParser
import Flee
import Foundation
import Tabular

struct SimulateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "simulate",
    abstract: "Simulate how people move on a network of places and roads.",
    subcommands: [
      SimulateCorridorCommand.self, SimulateFleeCommand.self, SimulateCheckCommand.self,
      SimulateNewCommand.self, SimulateEditCommand.self,
    ])
}

/// Where a FLEE instance is.
struct InstanceArguments: ParsableArguments {
  @Argument(
    help: ArgumentHelp(
      "Folder with input_csv/, source_data/ and simsetting.yml, or with the CSV files themselves.",
      valueName: "instance"))
  var instance: String

  @Argument(
    help: ArgumentHelp(
      "Folder with data_layout.csv and the counts (default: the instance's source_data).",
      valueName: "validation"))
  var validation: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Settings in FLEE's format (default: the instance's simsetting.yml).", valueName: "file"))
  var settings: String?

  /// Reads the instance; what is wrong with it goes to standard error, and the exit code is 2.
  func read() throws -> FleeInstance {
    try InstanceArguments.reported {
      try FleeInstanceReader.read(instance, validation: validation, settings: settings)
    }
  }

  /// Reads an instance and writes its warnings; what is wrong with it goes to standard error, and the
  /// exit code is 2.
  static func reported(_ read: () throws -> FleeInstance) throws -> FleeInstance {
    do {
      let instance = try read()
      for warning in instance.warnings { Output.warn(warning) }
      return instance
    } catch {
      Output.warn("\(error)")
      throw ExitCode(2)
    }
  }

  /// The instance's name: the last part of its path.
  var name: String { URL(fileURLWithPath: instance).lastPathComponent }
}

struct SimulateCheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Check a FLEE instance without running it.",
    discussion: """
      All errors are reported at once, with file and line; the exit code is then 2.

      EXAMPLES
        trocha simulate check mali2012
        trocha simulate check mali2012 --settings simsetting.yml
      """)

  @OptionGroup var arguments: InstanceArguments

  @Flag(name: .long, help: "Answer as JSON.")
  var json = false

  func run() throws {
    let instance = try arguments.read()
    struct Answer: Encodable {
      var instance: String
      var places: Int
      var camps: Int
      var roads: Int
      var closures: Int
      var days: Int
      var countedCamps: Int
      var warnings: [String]
    }
    let answer = Answer(
      instance: arguments.name, places: instance.places.count,
      camps: instance.places.filter { $0.kind == .camp || $0.kind == .idpCamp }.count,
      roads: instance.roads.count, closures: instance.closures.count, days: instance.length,
      countedCamps: instance.counts?.camps.count ?? 0, warnings: instance.warnings)
    if json { return try printJSON(answer) }
    Output.write(
      """
      \(answer.instance): \(answer.places) places, of which \(answer.camps) camps, \
      \(answer.roads) roads, \(answer.closures) closures, \(answer.days) days from \
      \(instance.start), counts of \(answer.countedCamps) camps. No errors found.

      """)
  }
}
