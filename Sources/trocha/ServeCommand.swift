import ArgumentParser
import Corridors
import Foundation
import Logging
import Service

struct ServeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: "Open Trocha in a browser: the local web application and its HTTP API.",
    discussion: """
      It listens only on this machine. To give others access, set an address with --host and a secret \
      with --token; docs/serve.md covers proxies. Each option can also be set in the environment: \
      TROCHA_HOST, TROCHA_PORT, TROCHA_RECORD, TROCHA_MAX_UPLOAD, TROCHA_MAX_RUNS, TROCHA_TOKEN, \
      TROCHA_ALLOW_HOST.

      EXAMPLES
        trocha serve
        trocha serve --port 8080 --record my-record.sqlite
      """)

  @Option(help: ArgumentHelp("Address to listen on (default: 127.0.0.1).", valueName: "address"))
  var host: String?

  @Option(help: ArgumentHelp("Port (default: 8642; 0 for any).", valueName: "number"))
  var port: Int?

  @Option(
    help: ArgumentHelp(
      "The record's file (default: trocha/record.sqlite in the XDG data folder).",
      valueName: "path"))
  var record: String?

  @Option(help: ArgumentHelp("Corridor, by name or folder.", valueName: "corridor"))
  var corridor = CorridorFolder.standard

  @Option(
    help: ArgumentHelp("Folder of the jobs (default: jobs beside the record).", valueName: "folder")
  )
  var jobs: String?

  @Option(help: ArgumentHelp("Largest file accepted, in megabytes (default: 64).", valueName: "MB"))
  var maxUpload: Int?

  @Option(
    help: ArgumentHelp("Simulations that run at a time (default: 1).", valueName: "number"))
  var maxRuns: Int?

  @Option(
    help: ArgumentHelp(
      "Secret that clients must send; required beyond this machine.", valueName: "text"))
  var token: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Another host name of the service, behind a proxy; may be repeated.",
      valueName: "name"))
  var allowHost: [String] = []

  @Option(
    help: ArgumentHelp(
      "Seconds a client may take to send a request or receive an answer (default: 30).",
      valueName: "seconds"))
  var patience: Double?

  @Option(
    help: ArgumentHelp(
      "Seconds an answer may take; one that simulates five times as many (default: 60).",
      valueName: "seconds"))
  var answerLimit: Double?

  @Option(help: ArgumentHelp("Log level: error, warning, info or debug.", valueName: "level"))
  var logLevel = Logger.Level.info

  func run() async throws {
    let settings = try settings(ProcessInfo.processInfo.environment)
    LoggingSystem.bootstrap(StreamLogHandler.standardError)
    var logger = Logger(label: "trocha")
    logger.logLevel = logLevel
    // The framework's notes on its own life are of no use to who runs this.
    if logLevel == .info { logger.logLevel = .notice }
    let service: TrochaService
    do {
      service = try TrochaService(settings, logger: logger)
    } catch let fault as ServiceConfiguration.Fault {
      throw ValidationError("\(fault)")
    }
    let shown = settings.host.contains(":") ? "[\(settings.host)]" : settings.host
    try await service.run { port in
      // Always said, since a program that starts this needs to know the port.
      Output.write("http://\(shown):\(port)/\n")
      Output.progress("Open this address in a browser. Ctrl-C ends the service.")
    }
  }

  private func settings(_ environment: [String: String]) throws -> ServiceConfiguration {
    func number(_ option: Int?, _ name: String) throws -> Int? {
      guard option == nil, let text = environment[name], !text.isEmpty else { return option }
      guard let number = Int(text) else {
        throw ValidationError("\(name) must be a number; found \"\(text)\".")
      }
      return number
    }
    func text(_ option: String?, _ name: String) -> String? {
      option ?? environment[name].flatMap { $0.isEmpty ? nil : $0 }
    }
    var settings = ServiceConfiguration(version: Trocha.version)
    settings.host = text(host, "TROCHA_HOST") ?? settings.host
    settings.port = try number(port, "TROCHA_PORT") ?? settings.port
    settings.record = text(record, "TROCHA_RECORD")
    settings.corridor = corridor
    settings.jobs = jobs
    if let megabytes = try number(maxUpload, "TROCHA_MAX_UPLOAD") {
      settings.maxUpload = megabytes > 1_000_000 ? .max : megabytes * 1_000_000
    }
    settings.maxRuns = try number(maxRuns, "TROCHA_MAX_RUNS") ?? settings.maxRuns
    if let patience {
      guard (0.1...3600).contains(patience) else {
        throw ValidationError("--patience must be from 0.1 to 3600 seconds.")
      }
      settings.patience = patience
    }
    if let answerLimit {
      guard (1...86_400).contains(answerLimit) else {
        throw ValidationError("--answer-limit must be from 1 to 86400 seconds.")
      }
      settings.answerLimit = answerLimit
    }
    settings.token = text(token, "TROCHA_TOKEN")
    settings.allowedHosts =
      allowHost.isEmpty
      ? (text(nil, "TROCHA_ALLOW_HOST") ?? "").split(separator: ",").map(String.init) : allowHost
    return settings
  }
}

extension Logger.Level: ExpressibleByArgument {}
