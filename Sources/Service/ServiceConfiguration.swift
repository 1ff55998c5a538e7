import Corridors
import Foundation

/// How the service is run.
package struct ServiceConfiguration: Sendable {
  /// Address to listen on.
  package var host = "127.0.0.1"
  /// Port; 0 for any that is free.
  package var port = 8_642
  /// The record's file; `nil` for the usual one.
  package var record: String?
  /// Corridor shown first, by name or folder.
  package var corridor = CorridorFolder.standard
  /// Folder for what must survive a restart: jobs; `nil` for `jobs` beside the record.
  package var jobs: String?
  /// Largest body of a request, in bytes.
  package var maxUpload = 64 << 20
  /// Simulations that run at a time; others wait their turn.
  package var maxRuns = 1
  /// Cores that simulations may use together.
  package var threads = ProcessInfo.processInfo.activeProcessorCount
  /// What a client must show; needed beyond this machine.
  package var token: String?
  /// Names under which a proxy hands requests on, beside those of this machine.
  package var allowedHosts: [String] = []
  /// Seconds a client may take to send a request, or to take up an answer.
  package var patience = 30.0
  /// Seconds that an answer may take once it has its turn; simulations have five times as many.
  package var answerLimit = 60.0
  /// Connections that may be open at once; others wait to be accepted.
  package var maxConnections = 2_000
  /// Seconds that a simulation which was asked for as a job may run.
  package var jobLimit = 3_600.0
  package var version: String

  package init(version: String) { self.version = version }

  /// Whether the address is reached from this machine alone.
  package var isLoopback: Bool {
    host == "localhost" || host == "::1" || host.hasPrefix("127.")
  }

  /// What is wrong with the configuration.
  package struct Fault: Error, Equatable, CustomStringConvertible, Sendable {
    package var description: String
  }

  package func check() throws(Fault) {
    if !isLoopback, token == nil {
      throw Fault(
        description: """
          Listening on \(host) lets other machines in. Give --token (or TROCHA_TOKEN) a secret of at \
          least 16 characters that they must show, or listen on 127.0.0.1.
          """)
    }
    if let token, token.wholeMatch(of: /[A-Za-z0-9._~-]{16,200}/) == nil {
      throw Fault(
        description: "The token must have 16 to 200 letters, digits and signs of . _ ~ - alone.")
    }
    if !(0...65_535).contains(port) { throw Fault(description: "There is no port \(port).") }
    if maxUpload < 1 { throw Fault(description: "--max-upload must be 1 byte or more.") }
    if maxRuns < 1 { throw Fault(description: "--max-runs must be 1 or more.") }
  }
}
