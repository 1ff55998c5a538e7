import ArgumentParser
import Foundation
import Policies
import Questions
import Tabular

/// A situation from a file of JSON, or from standard input.
enum SituationFile {
  /// A situation is a dozen facts.
  private static let mostBytes = 1 << 20

  /// - Parameter path: `-` for standard input.
  /// - Throws: the exit code 2 where it holds no object of facts, once that is said.
  static func facts(_ path: String) throws -> [ScreeningQuestion.Fact] {
    let data =
      path == "-"
      ? Data(try StandardStreams.readAll(limit: mostBytes))
      : FileManager.default.contents(atPath: path) ?? Data()
    let twice = SituationReader.factsGivenTwice(json: data)
    guard twice.isEmpty else {
      Output.warn("\(path): stated twice: \(twice.joined(separator: ", ")). State each once.")
      throw ExitCode(2)
    }
    guard let members = SituationReader.members(json: data) else {
      Output.warn(
        "\(path): expected a JSON object of facts, such as {\"nationality\": \"VEN\"}.")
      throw ExitCode(2)
    }
    return members.map { ScreeningQuestion.Fact($0.fact, $0.value) }
  }
}
