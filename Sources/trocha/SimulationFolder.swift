import Flee
import Foundation
import Questions
import Reports
import Tabular
import Wording

/// The folder that a simulation writes into. Every file is written beside its place and renamed.
struct SimulationFolder {
  let path: String

  private var url: URL { URL(fileURLWithPath: path, isDirectory: true) }

  func create() throws {
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  func write(_ name: String, _ text: String) throws { try write(name, Data(text.utf8)) }

  func write(_ name: String, _ data: Data) throws {
    try FileWriting.write(data, to: url.appending(path: name).path)
  }

  func writeSummary(_ summary: RunSummary) throws {
    try write("summary.json", String(decoding: try AnswerJSON.data(summary), as: UTF8.self))
  }

  func read(_ name: String) throws -> Data { try Data(contentsOf: url.appending(path: name)) }

  func remove(_ name: String) {
    try? FileManager.default.removeItem(at: url.appending(path: name))
  }

  func has(_ name: String) -> Bool {
    FileManager.default.fileExists(atPath: url.appending(path: name).path)
  }

  // MARK: Logs

  /// Files of FLEE's logs, for the levels that the settings ask for; `nil` for none.
  ///
  /// - Parameter hasGrown: called once with the name of a log that grows past ``LogSizes/large``.
  func logs(
    for rules: MovementSettings, hasGrown: @escaping (String) -> Void
  ) throws -> SimulationLogs? {
    guard rules.agentLog > 0 || rules.linkLog > 0 else { return nil }
    return try SimulationLogs(rules, folder: url, hasGrown)
  }
}

/// FLEE's `agents.out.0` and `links.out.0`.
final class SimulationLogs {
  private let agents: LineFile?
  private let links: LineFile?
  let travelLog: TravelLog

  init(_ rules: MovementSettings, folder: URL, _ hasGrown: @escaping (String) -> Void) throws {
    func log(_ name: String) throws -> LineFile {
      try LineFile(folder.appending(path: name)) { hasGrown(name) }
    }
    let agents = rules.agentLog > 0 ? try log("agents.out.0") : nil
    let links = rules.linkLog > 0 ? try log("links.out.0") : nil
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
  private let draft: FileDraft
  /// What kept a piece from being written: told when the file is closed.
  private var fault: WriteFault?
  private var buffer: [UInt8] = []
  private var written = 0.0
  private let hasGrown: () -> Void

  /// - Parameter hasGrown: called once when it grows past ``LogSizes/large``.
  init(_ url: URL, hasGrown: @escaping () -> Void = {}) throws {
    self.hasGrown = hasGrown
    draft = try FileDraft(url.path)
  }

  func write(_ text: String) {
    buffer.append(contentsOf: text.utf8)
    if buffer.count > 1 << 20 { flush() }
  }

  private func flush() {
    if fault == nil {
      do { try draft.write(buffer) } catch { fault = error }
    }
    let before = written
    written += Double(buffer.count)
    if before < LogSizes.large, written >= LogSizes.large { hasGrown() }
    buffer.removeAll(keepingCapacity: true)
  }

  /// - Throws: a `WriteFault`; nothing of the file is left then.
  func close() throws {
    flush()
    if let fault { throw fault }
    try draft.finish()
  }
}

extension SimulationFolder {
  /// Writes the page; without the libraries that draw its charts it is left out, with a word of why.
  ///
  /// - Returns: names of the files written.
  func writePage(_ answer: FleeAnswer, _ language: Language, digest: String) throws -> [String] {
    try writePage(
      "simulation.html", outlines: Data(Outlines.around(answer.instance)), language
    ) {
      SimulationReport(
        answer.instance, answer.statistics, answer.summary, run: answer.run, language: language,
        version: Trocha.version, digest: digest
      ).content
    }
  }

  /// Writes a page of what is said.
  func writePage(
    _ name: String, outlines: Data = Outlines.none, _ language: Language,
    _ content: () -> BriefContent
  ) throws -> [String] {
    do {
      let libraries = try ScriptLibraries.found()
      try write(name, BriefPage(libraries: libraries).html(for: content(), outlines: outlines))
      return [name]
    } catch let missing as ScriptLibrariesMissing {
      Output.warn(language("No page is written. ", "No se escribe ninguna página. ") + "\(missing)")
      return []
    }
  }

  /// Writes a table piece by piece, so that it need not be held.
  func writeLines(_ name: String, _ lines: ((String) -> Void) -> Void) throws {
    let file = try LineFile(url.appending(path: name))
    lines { file.write($0) }
    try file.close()
  }
}
