import CorridorModel
import Corridors
import Crypto
import Foundation
import Questions

/// A part of the runs of scenarios side by side, as a folder keeps it.
struct WhatIfShard: Codable {
  static let name = "what-if.shard"

  /// SHA-256 of everything that the runs depend on.
  var digest: String
  /// Runs of each scenario in all parts.
  var total: Int
  /// The words of the command that asked.
  var command: [String]
  /// The question by its inputs, with whole paths.
  var inputs: [String: [String]]
  /// The corridor, by name or whole path.
  var corridor: String
  var runs: WhatIfRuns

  init<Asked: CorridorSimulation>(
    _ question: Asked, _ runner: WhatIfRunner, _ runs: WhatIfRuns, corridor: String,
    folder: CorridorFolder
  ) throws {
    var located = question
    located.whatIf.scenarios = question.whatIf.scenarios.map {
      // As scenarios are told from files of scenarios.
      $0.contains("/") || $0.hasSuffix(".yaml") ? WhatIfShard.whole($0) : $0
    }
    let texts = located.texts
    inputs = Dictionary(uniqueKeysWithValues: texts.names.map { ($0, texts[$0]) })
    digest = try WhatIfShard.digest(question, runner, folder)
    total = question.whatIf.runs
    command = Asked.command
    self.corridor = WhatIfShard.whole(corridor)
    self.runs = runs
  }

  /// A path of a file or folder that is there, in full; anything else is a name.
  private static func whole(_ path: String) -> String {
    FileManager.default.fileExists(atPath: path)
      ? URL(fileURLWithPath: path).standardizedFileURL.path : path
  }

  var texts: InputTexts {
    var texts = InputTexts()
    for (name, values) in inputs { texts[name] = values }
    return texts
  }

  /// What the digest is of.
  private struct Content: Encodable {
    var question: [String]
    var corridor: String
    var scenarios: [Data?]
    var months: [String]
    var counts: [String: [String: Double]]
    var hazards: [String: Double]
  }

  /// The question, the files of the corridor and of the scenarios, and the figures of the record.
  static func digest<Asked: CorridorSimulation>(
    _ question: Asked, _ runner: WhatIfRunner, _ folder: CorridorFolder
  ) throws -> String {
    let content = Content(
      question: question.shown.commandWords, corridor: folder.digest,
      scenarios: question.whatIf.scenarios.map { name in
        FileManager.default.contents(atPath: name)
          ?? FileManager.default.contents(atPath: "\(folder.path)/scenarios/\(name).yaml")
      },
      months: ["\(runner.first)", "\(runner.last)"],
      counts: runner.record.counts.mapValues { months in
        Dictionary(uniqueKeysWithValues: months.map { ("\($0.key)", $0.value) })
      }, hazards: runner.record.hazards)
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    return SHA256.hash(data: try encoder.encode(content))
      .map { String(format: "%02x", $0) }.joined()
  }

  /// What a folder keeps; `nil` for nothing that can be read.
  static func read(_ folder: SimulationFolder) -> WhatIfShard? {
    guard let data = try? folder.read(name) else { return nil }
    return try? WhatIfShard(packed: data)
  }

  func write(to folder: SimulationFolder) throws {
    try folder.write(WhatIfShard.name, packed())
  }

  /// As bytes.
  func packed() throws -> Data {
    let encoder = PropertyListEncoder()
    encoder.outputFormat = .binary
    return try encoder.encode(self)
  }

  init(packed data: Data) throws {
    self = try PropertyListDecoder().decode(WhatIfShard.self, from: data)
  }
}
