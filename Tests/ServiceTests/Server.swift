import Foundation
import FoundationNetworking
import Synchronization
import TestSupport
import Testing

/// The built program serving on a port of its own, with a record of its own.
final class Server: Sendable {
  let base: String
  let port: UInt16
  let folder: URL
  private let process: Process

  /// A record with the shipped figures in it, made once and copied for each server.
  private static let record = Result<URL, any Error> {
    let folder = try Server.newFolder()
    let file = folder.appending(path: "record.sqlite")
    _ = try run(["record", "sources", "--json", "--record", file.path])
    return file
  }

  static func newFolder() throws -> URL {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "trocha-service-\(UUID().uuidString)", directoryHint: .isDirectory)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    return folder
  }

  /// Runs a command of the program and gives what it writes.
  @discardableResult
  static func run(_ arguments: [String]) throws -> (status: Int32, output: String, errors: String) {
    let folder = try newFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let files = ["out", "err"].map { folder.appending(path: $0) }
    for file in files { try Data().write(to: file) }
    let process = Process()
    process.executableURL = BuiltProgram.executable
    process.arguments = arguments
    process.standardOutput = try FileHandle(forWritingTo: files[0])
    process.standardError = try FileHandle(forWritingTo: files[1])
    process.standardInput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    let texts = try files.map { String(decoding: try Data(contentsOf: $0), as: UTF8.self) }
    return (process.terminationStatus, texts[0], texts[1])
  }

  /// - Parameter folder: where record and jobs lie; a new one when left out.
  init(_ arguments: [String] = [], in folder: URL? = nil) async throws {
    let folder = try folder ?? Server.newFolder()
    self.folder = folder
    let record = folder.appending(path: "record.sqlite")
    if !FileManager.default.fileExists(atPath: record.path) {
      try FileManager.default.copyItem(at: try Server.record.get(), to: record)
    }
    let out = folder.appending(path: "out")
    let log = folder.appending(path: "log")
    for file in [out, log] { try Data().write(to: file) }
    process = Process()
    process.executableURL = BuiltProgram.executable
    process.arguments =
      ["serve", "--port", "0", "--record", record.path, "--log-level", "debug"] + arguments
    process.standardOutput = try FileHandle(forWritingTo: out)
    process.standardError = try FileHandle(forWritingTo: log)
    process.standardInput = FileHandle.nullDevice
    try process.runWithSignals()
    Leftovers.end(process)
    var said: Substring?
    for _ in 0..<600 where said == nil {
      try await Task.sleep(for: .milliseconds(50))
      said =
        String(decoding: try Data(contentsOf: out), as: UTF8.self)
        .firstMatch(of: /:([0-9]+)\/\n/)?.1
      if !process.isRunning { break }
    }
    port = try #require(
      said.flatMap { UInt16($0) },
      "\(String(decoding: (try? Data(contentsOf: log)) ?? Data(), as: UTF8.self).suffix(1000))")
    base = "http://127.0.0.1:\(port)"
  }

  deinit {
    if process.isRunning { kill(process.processIdentifier, SIGKILL) }
    try? FileManager.default.removeItem(at: folder)
  }

  /// One server for the tests that only read. A busy machine may take its time over an answer.
  static let shared = Task { try await Server(["--answer-limit", "900"]) }

  var isRunning: Bool { process.isRunning }
  var processID: Int32 { process.processIdentifier }
  var log: String {
    String(
      decoding: (try? Data(contentsOf: folder.appending(path: "log"))) ?? Data(), as: UTF8.self)
  }
  func send(_ signal: Int32) { kill(process.processIdentifier, signal) }
  func waitUntilExit() async throws {
    for _ in 0..<400 where process.isRunning { try await Task.sleep(for: .milliseconds(50)) }
    #expect(!process.isRunning)
  }

  struct Answer {
    var status: Int
    var headers: [String: String]
    var data: Data
    var text: String { String(decoding: data, as: UTF8.self) }
    func json() throws -> [String: Any] {
      try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any], "\(text)")
    }
  }

  /// Asks without following redirects, keeping cookies or caching.
  func ask(
    _ path: String, _ method: String = "GET", body: Data? = nil, headers: [String: String] = [:]
  ) async throws -> Answer {
    let configuration = URLSessionConfiguration.ephemeral
    configuration.httpCookieStorage = nil
    configuration.urlCache = nil
    configuration.timeoutIntervalForRequest = 300
    let session = URLSession(
      configuration: configuration, delegate: NoRedirects(), delegateQueue: nil)
    defer { session.finishTasksAndInvalidate() }
    var request = URLRequest(url: try #require(URL(string: base + path)))
    request.httpMethod = method
    request.httpBody = body
    for (name, value) in headers { request.setValue(value, forHTTPHeaderField: name) }
    let (data, response) = try await session.data(for: request)
    let answer = try #require(response as? HTTPURLResponse)
    var found: [String: String] = [:]
    for (name, value) in answer.allHeaderFields {
      found["\(name)".lowercased()] = "\(value)"
    }
    return Answer(status: answer.statusCode, headers: found, data: data)
  }

  /// Asks for a simulation and waits until it is over.
  func simulate(_ question: [String: Any]) async throws -> [String: Any] {
    let body = try JSONSerialization.data(withJSONObject: question)
    let asked = try await ask("/api/v1/jobs", "POST", body: body)
    #expect(asked.status == 201, "\(asked.text)")
    return try await finished(try #require(try asked.json()["id"] as? String))
  }

  func finished(_ id: String) async throws -> [String: Any] {
    for _ in 0..<1200 {
      let job = try await ask("/api/v1/jobs/\(id)").json()
      if ["done", "failed", "cancelled"].contains(job["state"] as? String) { return job }
      try await Task.sleep(for: .milliseconds(100))
    }
    Issue.record("The job \(id) did not end.")
    return [:]
  }
}

/// Ends the servers that are still running when the tests are over: nothing releases those that tests
/// share.
private enum Leftovers {
  private static let processes = Mutex<[Process]>([])
  private static let atTheEnd: Void = {
    atexit {
      let left = Leftovers.processes.withLock { $0.filter(\.isRunning) }
      for process in left { kill(process.processIdentifier, SIGKILL) }
    }
  }()

  static func end(_ process: Process) {
    _ = atTheEnd
    processes.withLock { $0.append(process) }
  }
}

extension Process {
  /// Starts a program that receives all signals. It inherits what its parent's thread blocks, and the
  /// threads that tasks run on block nearly all: a driver would neither end nor see its browser end.
  func runWithSignals() throws {
    var (none, before) = (sigset_t(), sigset_t())
    sigemptyset(&none)
    pthread_sigmask(SIG_SETMASK, &none, &before)
    defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
    try run()
  }
}

private final class NoRedirects: NSObject, URLSessionTaskDelegate, Sendable {
  func urlSession(
    _ session: URLSession, task: URLSessionTask,
    willPerformHTTPRedirection response: HTTPURLResponse, newRequest request: URLRequest,
    completionHandler: @escaping (URLRequest?) -> Void
  ) {
    completionHandler(nil)
  }
}
