import ArgumentParser
import Flee
import Foundation
import Tabular

struct SimulateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "simulate",
    abstract: "Simulate how people move on a network of places and roads.",
    discussion: """
      `flee` runs instances of FLEE, `corridor` a corridor with its policies. `trocha whatif` compares \
      scenarios of a corridor.

      EXAMPLES
        trocha simulate check examples/two-camps
        trocha simulate flee examples/two-camps --runs 100
        trocha simulate corridor --as-of 2023-10-05 --through 2024-03
      """,
    subcommands: [
      SimulateCorridorCommand.self, SimulateFleeCommand.self, SimulateMergeCommand.self,
      SimulateCheckCommand.self, SimulateValidateCommand.self, SimulateCompareCommand.self,
      SimulateNewCommand.self, SimulateEditCommand.self, SimulateCalibrateCommand.self,
      SimulateSensitivityCommand.self,
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
      "Settings in FLEE's format, or flee or trocha, which ship (default: the instance's simsetting.yml).",
      valueName: "file"))
  var settings: String?

  /// Reads the instance; what is wrong with it goes to standard error, and the exit code is 2.
  func read() throws -> FleeInstance {
    try InstanceArguments.reported {
      try FleeInstanceReader.read(instance, validation: validation, settings: settings)
    }
  }

  /// Reads an instance and writes its warnings; what is wrong with it goes to standard error, and the
  /// exit code is 2.
  static func reported<Value>(_ read: () throws -> Value) throws -> Value {
    do {
      let value = try read()
      for warning in (value as? FleeInstance)?.warnings ?? [] { Output.warn(warning) }
      return value
    } catch {
      Output.warn("\(error)")
      throw ExitCode(2)
    }
  }

  /// The instance's name: the last part of its path.
  var name: String { URL(fileURLWithPath: instance).lastPathComponent }
}
