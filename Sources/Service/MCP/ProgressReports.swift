import Synchronization

/// What a client hears of the progress of its call: now and then, and always more than before.
final class ProgressReports: Sendable {
  private static let pause = Duration.milliseconds(100)

  private let last = Mutex<(done: Int, at: ContinuousClock.Instant)?>(nil)
  private let token: JSONValue
  private let send: @Sendable (String) -> Void

  /// - Parameters:
  ///   - token: the client's, which it knows the call by.
  ///   - send: takes a notification, in one line.
  init(_ token: JSONValue, send: @escaping @Sendable (String) -> Void) {
    self.token = token
    self.send = send
  }

  func report(_ done: Int, of total: Int) {
    let now = ContinuousClock.now
    let isDue = last.withLock { last in
      if let last {
        guard done > last.done, done >= total || now - last.at >= ProgressReports.pause else {
          return false
        }
      }
      last = (done, now)
      return true
    }
    guard isDue else { return }
    send(
      JSONValue.object([
        "jsonrpc": "2.0", "method": "notifications/progress",
        "params": [
          "progressToken": token, "progress": .whole(Int64(done)), "total": .whole(Int64(total)),
        ],
      ]).line)
  }
}
