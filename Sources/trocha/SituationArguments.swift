import ArgumentParser
import Foundation
import Policies

/// A situation from options and JSON; what is wrong goes to standard error, and the exit code is 2.
enum SituationArguments {
  static func read(
    _ set: PolicySet, json path: String?, options: [(fact: String, value: String)]
  ) throws -> [String: FactValue?] {
    do {
      let said = try path.map(members) ?? []
      return try SituationReader(set).read(said + options)
    } catch let fault as SituationReader.Fault {
      Output.warn("\(fault)")
      throw ExitCode(2)
    }
  }

  private static func members(_ path: String) throws -> [(fact: String, value: String)] {
    let data =
      path == "-"
      ? FileHandle.standardInput.readDataToEndOfFile()
      : FileManager.default.contents(atPath: path) ?? Data()
    guard let members = SituationReader.members(json: data) else {
      Output.warn(
        "\(path): expected a JSON object of facts, such as {\"nationality\": \"VEN\"}.")
      throw ExitCode(2)
    }
    return members
  }
}
