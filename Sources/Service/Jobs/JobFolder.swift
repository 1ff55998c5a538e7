import CorridorModel
import Foundation
import Tabular

/// Where jobs are kept: for each a folder with what was asked, what came of it, and how far it is.
/// Every file is written beside its place and renamed.
struct JobFolder: Sendable {
  private let root: URL

  init(_ path: String) throws {
    root = URL(fileURLWithPath: path, isDirectory: true)
    try FileManager.default.createDirectory(
      at: root, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
  }

  /// Files are read back as they are written, by whatever version wrote them: not in the spelling of
  /// answers.
  private static var encoder: JSONEncoder {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    encoder.dateEncodingStrategy = .iso8601
    return encoder
  }

  private func file(_ id: String, _ name: String) -> URL {
    root.appending(path: id).appending(path: name)
  }

  /// The jobs that can be read; what cannot is left where it is.
  func jobs() -> [Job] {
    let decoder = JSONDecoder()
    decoder.dateDecodingStrategy = .iso8601
    let names = (try? FileManager.default.contentsOfDirectory(atPath: root.path)) ?? []
    return names.compactMap { name in
      guard let data = try? Data(contentsOf: file(name, "job.json")),
        let job = try? decoder.decode(Job.self, from: data), job.id == name
      else { return nil }
      return job
    }
  }

  /// Keeps a job; when this returns it outlives the process.
  func keep(_ job: Job) throws {
    let folder = root.appending(path: job.id)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try write(try JobFolder.encoder.encode(job), job.id, "job.json")
  }

  func keep(result: WhatIf, of id: String) throws {
    try write(try JobFolder.encoder.encode(result), id, "result.json")
  }

  func result(of id: String) -> WhatIf? {
    (try? Data(contentsOf: file(id, "result.json"))).flatMap {
      try? JSONDecoder().decode(WhatIf.self, from: $0)
    }
  }

  /// Keeps the runs that are made, to go on from.
  func keep(checkpoint runs: WhatIfRuns, of id: String) throws {
    try write(try JSONEncoder().encode(runs), id, "runs.json")
  }

  func checkpoint(of id: String) -> WhatIfRuns? {
    (try? Data(contentsOf: file(id, "runs.json"))).flatMap {
      try? JSONDecoder().decode(WhatIfRuns.self, from: $0)
    }
  }

  func forgetCheckpoint(of id: String) {
    try? FileManager.default.removeItem(at: file(id, "runs.json"))
  }

  func remove(_ id: String) throws {
    try FileManager.default.removeItem(at: root.appending(path: id))
  }

  private func write(_ data: Data, _ id: String, _ name: String) throws {
    try FileWriting.write(data, to: file(id, name).path, isPrivate: true)
  }
}
