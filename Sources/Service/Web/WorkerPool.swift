import Foundation
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Threads of their own for long work, so that it never holds the few that answer requests.
final class WorkerPool: TaskExecutor {
  private let condition = NSCondition()
  private let jobs = Mutex<[UnownedJob]>([])

  /// - Parameters:
  ///   - threads: at least one.
  ///   - niceness: how far the threads stand back for others, 0 to 19.
  init(_ name: String, threads: Int, niceness: Int32 = 0) {
    for number in 0..<max(1, threads) {
      let thread = Thread { [self] in
        // For the thread alone: on Linux a priority belongs to a thread, not to its process.
        #if os(Linux)
          if niceness > 0 {
            _ = setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, niceness)
          }
        #endif
        work()
      }
      thread.name = "\(name)-\(number)"
      // As much as the main thread has.
      thread.stackSize = 8 << 20
      thread.start()
    }
  }

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    jobs.withLock { $0.append(job) }
    condition.lock()
    condition.signal()
    condition.unlock()
  }

  private func work() {
    while true {
      next().runSynchronously(on: asUnownedTaskExecutor())
    }
  }

  private func next() -> UnownedJob {
    condition.lock()
    defer { condition.unlock() }
    while true {
      if let job = jobs.withLock({ $0.isEmpty ? nil : $0.removeFirst() }) { return job }
      condition.wait()
    }
  }
}
