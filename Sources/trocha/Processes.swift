import ArgumentParser
import Sampling
import Synchronization

/// The processes that a command runs in.
package enum Processes {
  private static let ranks = Mutex<any Ranks>(OneProcess())

  /// The processes of this command. A program that runs in several sets them before the command.
  package static var current: any Ranks {
    get { ranks.withLock { $0 } }
    set { ranks.withLock { $0 = newValue } }
  }

  /// Whether this process speaks and writes: only the first does.
  static var isFirst: Bool { current.rank == 0 }

  /// Does what every process has to do before they work together, such as to read files. Where it fails in
  /// any, all end, and what was wrong is said once.
  static func together<Value>(_ body: () throws -> Value) throws -> Value {
    let ranks = current
    guard ranks.size > 1 else { return try body() }
    let result = Result { try body() }
    let failed: Bool
    if case .failure = result { failed = true } else { failed = false }
    // For each process whether it has failed.
    let failures = ranks.sum((0..<ranks.size).map { $0 == ranks.rank && failed ? 1 : 0 })
    guard let first = failures.firstIndex(of: 1) else { return try result.get() }
    if first == ranks.rank, first > 0 { Output.tellHeld(of: first) }
    _ = try result.get()
    throw ExitCode(2)
  }
}
