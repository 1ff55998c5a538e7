import NIOCore
import Synchronization

/// The connection that a request came by.
struct WebClient: Sendable {
  private let id: ObjectIdentifier
  /// The other machine's address.
  let address: String

  init(_ channel: any Channel) {
    id = ObjectIdentifier(channel)
    address = channel.remoteAddress?.ipAddress ?? ""
  }

  /// A name for this connection.
  var connection: String { "\(id.hashValue)" }

  /// Calls when the connection has ended, or its client sends nothing more.
  func whenGone(_ action: @escaping @Sendable () -> Void) -> Int {
    OpenConnections.watch(id, action)
  }

  func forget(_ watch: Int) { OpenConnections.forget(id, watch) }
}

/// Connections on which somebody waits for an answer.
enum OpenConnections {
  private struct State {
    var count = 0
    var watches: [ObjectIdentifier: [Int: @Sendable () -> Void]] = [:]
  }

  private static let state = Mutex(State())

  static func watch(_ id: ObjectIdentifier, _ action: @escaping @Sendable () -> Void) -> Int {
    state.withLock { state in
      state.count += 1
      state.watches[id, default: [:]][state.count] = action
      return state.count
    }
  }

  static func forget(_ id: ObjectIdentifier, _ watch: Int) {
    state.withLock { state in
      state.watches[id]?[watch] = nil
      if state.watches[id]?.isEmpty == true { state.watches[id] = nil }
    }
  }

  static func gone(_ channel: any Channel) {
    let actions = state.withLock { $0.watches.removeValue(forKey: ObjectIdentifier(channel)) }
    for action in (actions ?? [:]).values { action() }
  }
}
