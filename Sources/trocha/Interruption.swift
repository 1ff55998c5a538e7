import Foundation
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Ctrl-C, which asks a long run to stop and to leave what it has; pressed again it ends at once.
enum Interruption {
  private static let requested = Atomic<Bool>(false)

  static func listen(to signals: [Int32] = [SIGINT]) {
    for number in signals {
      signal(number) { number in
        // Only what is allowed in a signal handler: a flag, and the default for the next time.
        Interruption.requested.store(true, ordering: .relaxed)
        signal(number, SIG_DFL)
      }
    }
  }

  static var isRequested: Bool { requested.load(ordering: .relaxed) }
}

/// Most memory that the process has held at once, in megabytes (10⁶ bytes); `nil` where the system
/// does not report it.
func peakMegabytes() -> Double? {
  guard let status = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8) else {
    return nil
  }
  for line in status.split(separator: "\n") where line.hasPrefix("VmHWM:") {
    return line.split(separator: " ").dropFirst().first.flatMap { Double($0) }.map { $0 * 0.001024 }
  }
  return nil
}
