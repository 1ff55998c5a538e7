import Synchronization

/// Where states of runs are kept at the end of what scenarios share, by all that they depend on.
package protocol PastStates: Sendable {
  /// States by the number of the run; empty when nothing is kept.
  func states(of key: String) -> [Int: [UInt8]]

  /// Keeps states beside those that are there.
  func keep(_ states: [Int: [UInt8]], of key: String)
}

/// States that are kept while the program runs.
package final class MemoryPastStates: PastStates {
  private struct Kept {
    var states: [String: [Int: [UInt8]]] = [:]
    /// The keys, that used last at the end.
    var order: [String] = []

    mutating func use(_ key: String) {
      order.removeAll { $0 == key }
      order.append(key)
    }
  }

  private let kept = Mutex(Kept())
  private let mostBytes: Int

  /// - Parameter mostBytes: what was used longest ago is forgotten beyond it.
  package init(mostBytes: Int = 128 << 20) { self.mostBytes = mostBytes }

  package func states(of key: String) -> [Int: [UInt8]] {
    kept.withLock { kept in
      guard let states = kept.states[key] else { return [:] }
      kept.use(key)
      return states
    }
  }

  package func keep(_ states: [Int: [UInt8]], of key: String) {
    kept.withLock { kept in
      kept.states[key, default: [:]].merge(states) { _, new in new }
      kept.use(key)
      var bytes = kept.states.values.reduce(0) { $0 + MemoryPastStates.size($1) }
      while bytes > mostBytes, let oldest = kept.order.first {
        bytes -= kept.states.removeValue(forKey: oldest).map(MemoryPastStates.size) ?? 0
        kept.order.removeFirst()
      }
    }
  }

  private static func size(_ states: [Int: [UInt8]]) -> Int {
    states.values.reduce(0) { $0 + $1.count }
  }
}
