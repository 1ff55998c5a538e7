import ArgumentParser
import Foundation
import Policies
import Questions

/// A situation from a file of JSON, or from standard input.
enum SituationFile {
  /// - Parameter path: `-` for standard input.
  /// - Throws: the exit code 2 where it holds no object of facts, once that is said.
  static func facts(_ path: String) throws -> [ScreeningQuestion.Fact] {
    let data =
      path == "-"
      ? FileHandle.standardInput.readDataToEndOfFile()
      : FileManager.default.contents(atPath: path) ?? Data()
    guard let members = SituationReader.members(json: data) else {
      Output.warn(
        "\(path): expected a JSON object of facts, such as {\"nationality\": \"VEN\"}.")
      throw ExitCode(2)
    }
    return members.map { ScreeningQuestion.Fact($0.fact, $0.value) }
  }
}
