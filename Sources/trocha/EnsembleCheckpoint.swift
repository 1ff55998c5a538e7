import Crypto
import Flee
import Foundation
import Questions
import Sampling

/// The runs of an ensemble, or of a part of it, that a folder keeps: to go on with them, and to put parts
/// together.
struct EnsembleCheckpoint: Codable {
  static let name = "ensemble.checkpoint"

  /// SHA-256 of the whole ensemble (``digest(_:)``).
  var digest: String
  /// Runs of the whole ensemble that were asked for.
  var runs: Int
  /// The question by its inputs, with whole paths.
  var inputs: [String: [String]]
  /// Seconds that these runs took, and the most memory that the process held.
  var seconds: Double
  var peakMegabytes: Double?
  var statistics: EnsembleStatistics

  init(_ question: FleeQuestion, _ answer: FleeAnswer, digest: String) {
    self.digest = digest
    runs = question.totalRuns(answer.ensemble)
    let texts = question.located.texts
    inputs = Dictionary(uniqueKeysWithValues: texts.names.map { ($0, texts[$0]) })
    seconds = answer.summary.seconds
    peakMegabytes = answer.summary.peakMegabytes
    statistics = answer.statistics
  }

  /// SHA-256, in hexadecimal, of what an ensemble must share with the one that it continues or completes:
  /// the content of the instance's files, the settings, the seed, the engine, the days, what varies and
  /// the design.
  static func digest(_ ensemble: Ensemble) throws -> String {
    SHA256.hash(data: try ensemble.canonicalJSON())
      .map { String(format: "%02x", $0) }.joined()
  }

  /// What a folder keeps; `nil` for nothing that can be read.
  static func read(_ folder: SimulationFolder) -> EnsembleCheckpoint? {
    guard let data = try? folder.read(name) else { return nil }
    return try? EnsembleCheckpoint(packed: data)
  }

  /// The statistics in a folder of an interrupted ensemble, to go on with.
  ///
  /// - Throws: a ``CheckpointError`` when there are none, or they are of another ensemble or part.
  static func statistics(
    in folder: SimulationFolder, _ digest: String, _ shard: RunShard
  ) throws(CheckpointError) -> EnsembleStatistics {
    guard folder.has(name) else { throw .nothingToResume(folder.path) }
    guard let kept = read(folder), kept.digest == digest else {
      throw .otherEnsemble(folder.path)
    }
    guard kept.statistics.shard == shard else {
      throw .otherShard(folder.path, "\(kept.statistics.shard)")
    }
    return kept.statistics
  }

  func write(to folder: SimulationFolder) throws {
    try folder.write(EnsembleCheckpoint.name, packed())
  }

  /// As bytes.
  func packed() throws -> Data {
    let encoder = PropertyListEncoder()
    encoder.outputFormat = .binary
    return try encoder.encode(self)
  }

  init(packed data: Data) throws {
    self = try PropertyListDecoder().decode(EnsembleCheckpoint.self, from: data)
  }
}

enum CheckpointError: Error, CustomStringConvertible {
  case nothingToResume(String)
  case otherEnsemble(String)
  case otherShard(String, String)

  var description: String {
    switch self {
    case .nothingToResume(let path):
      "There is no ensemble to continue in \(path); run without --resume."
    case .otherEnsemble(let path):
      "The ensemble in \(path) has another instance, setting, seed, engine or number of days; "
        + "name another folder with --out, or run without --resume."
    case .otherShard(let path, let shard):
      "\(path) holds part \(shard) of the ensemble; name that with --shard, or another folder with "
        + "--out."
    }
  }
}
