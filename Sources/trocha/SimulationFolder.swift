import Crypto
import Flee
import Foundation
import Reports

/// The folder that a simulation writes into. Every file is written beside its place and renamed.
struct SimulationFolder {
  let path: String

  private var url: URL { URL(fileURLWithPath: path, isDirectory: true) }

  func create() throws {
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  func write(_ name: String, _ text: String) throws { try write(name, Data(text.utf8)) }

  func write(_ name: String, _ data: Data) throws {
    try data.write(to: url.appending(path: name), options: .atomic)
  }

  func writeSummary(_ summary: RunSummary) throws {
    try write("summary.json", String(decoding: try AnswerJSON.data(summary), as: UTF8.self))
  }

  // MARK: Continuing after an interruption

  private static let checkpointName = "ensemble.checkpoint"

  private struct Checkpoint: Codable {
    var digest: String
    var statistics: EnsembleStatistics
  }

  /// SHA-256, in hexadecimal, of what an ensemble must share with the one that it continues: the content
  /// of the instance's files, the settings, the seed, the engine, the days and what varies.
  func digest(_ ensemble: Ensemble) throws -> String {
    SHA256.hash(data: try ensemble.canonicalJSON())
      .map { String(format: "%02x", $0) }.joined()
  }

  /// The statistics of an interrupted ensemble with a digest.
  ///
  /// - Throws: ``SimulationFolderError`` when there is none, or it is of another ensemble.
  func checkpoint(_ digest: String) throws -> EnsembleStatistics {
    guard let data = try? Data(contentsOf: url.appending(path: SimulationFolder.checkpointName))
    else { throw SimulationFolderError.nothingToResume(path) }
    guard let read = try? PropertyListDecoder().decode(Checkpoint.self, from: data),
      read.digest == digest
    else { throw SimulationFolderError.otherEnsemble(path) }
    return read.statistics
  }

  func writeCheckpoint(_ statistics: EnsembleStatistics, _ digest: String) throws {
    let encoder = PropertyListEncoder()
    encoder.outputFormat = .binary
    try encoder.encode(Checkpoint(digest: digest, statistics: statistics))
      .write(to: url.appending(path: SimulationFolder.checkpointName), options: .atomic)
  }

  // MARK: Logs

  /// Files of FLEE's logs, for the levels that the settings ask for; `nil` for none.
  func logs(for rules: MovementSettings) throws -> SimulationLogs? {
    guard rules.agentLog > 0 || rules.linkLog > 0 else { return nil }
    return try SimulationLogs(rules, folder: url)
  }
}

/// FLEE's `agents.out.0` and `links.out.0`.
final class SimulationLogs {
  private let agents: LineFile?
  private let links: LineFile?
  let travelLog: TravelLog

  init(_ rules: MovementSettings, folder: URL) throws {
    let agents =
      rules.agentLog > 0 ? try LineFile(folder.appending(path: "agents.out.0")) : nil
    let links = rules.linkLog > 0 ? try LineFile(folder.appending(path: "links.out.0")) : nil
    self.agents = agents
    self.links = links
    travelLog = TravelLog(
      rules, agents: { agents?.write($0) }, links: { links?.write($0) })
  }

  func close() throws {
    try agents?.close()
    try links?.close()
  }
}

/// A text file written in large pieces, under another name until it is whole.
final class LineFile {
  private let url: URL
  private let temporary: URL
  private let handle: FileHandle
  private var buffer = Data()

  init(_ url: URL) throws {
    self.url = url
    temporary = url.appendingPathExtension("part")
    FileManager.default.createFile(atPath: temporary.path, contents: nil)
    handle = try FileHandle(forWritingTo: temporary)
  }

  func write(_ text: String) {
    buffer.append(contentsOf: text.utf8)
    if buffer.count > 1 << 20 { flush() }
  }

  private func flush() {
    handle.write(buffer)
    buffer.removeAll(keepingCapacity: true)
  }

  func close() throws {
    flush()
    try handle.close()
    if FileManager.default.fileExists(atPath: url.path) {
      try FileManager.default.removeItem(at: url)
    }
    try FileManager.default.moveItem(at: temporary, to: url)
  }
}

enum SimulationFolderError: Error, CustomStringConvertible {
  case nothingToResume(String)
  case otherEnsemble(String)

  var description: String {
    switch self {
    case .nothingToResume(let path):
      "There is no ensemble to continue in \(path); run without --resume."
    case .otherEnsemble(let path):
      "The ensemble in \(path) has another instance, setting, seed, engine or number of days; "
        + "name another folder with --out, or run without --resume."
    }
  }
}

extension SimulationFolder {
  /// Writes the page; without the libraries that draw its charts it is left out, with a word of why.
  ///
  /// - Returns: names of the files written.
  func writePage(
    _ instance: FleeInstance, _ statistics: EnsembleStatistics, _ summary: RunSummary,
    digest: String
  ) throws -> [String] {
    do {
      let libraries = try ScriptLibraries.found()
      let content = SimulationReport(
        instance, statistics, summary, version: Trocha.version, digest: digest
      ).content
      let page = try BriefPage(libraries: libraries)
        .html(for: content, outlines: Data(Outlines.around(instance)))
      try write("simulation.html", page)
      return ["simulation.html"]
    } catch let missing as ScriptLibrariesMissing {
      Output.warn("No page is written. \(missing)")
      return []
    }
  }
}
