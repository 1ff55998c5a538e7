import Foundation
import Synchronization

/// Tells whoever listens what becomes of jobs. Who does not keep up gets the latest.
final class JobFeed: Sendable {
  enum Message: Sendable {
    case job(Job)
    /// Nothing new; sent so that a connection is not taken for dead.
    case heartbeat
  }

  private struct Listener {
    var job: String?
    var continuation: AsyncStream<Message>.Continuation
  }

  private let listeners = Mutex<[UUID: Listener]>([:])

  /// Messages about one job, or about all.
  func messages(of job: String?) -> AsyncStream<Message> {
    let id = UUID()
    let (stream, continuation) = AsyncStream.makeStream(
      of: Message.self, bufferingPolicy: .bufferingNewest(16))
    continuation.onTermination = { [self] _ in
      _ = listeners.withLock { $0.removeValue(forKey: id) }
    }
    listeners.withLock { $0[id] = Listener(job: job, continuation: continuation) }
    return stream
  }

  func send(_ job: Job) {
    let all = listeners.withLock { $0 }
    for listener in all.values where listener.job == nil || listener.job == job.id {
      listener.continuation.yield(.job(job))
    }
  }

  func beat() {
    for listener in listeners.withLock({ $0 }).values { listener.continuation.yield(.heartbeat) }
  }

  func finish() {
    for listener in listeners.withLock({ $0 }).values { listener.continuation.finish() }
  }
}
