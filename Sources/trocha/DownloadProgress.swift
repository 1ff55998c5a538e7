import Foundation
import Synchronization

/// How much of a file has come; silent unless standard error is a terminal.
final class DownloadProgress: Sendable {
  private let lastShown = Mutex<ContinuousClock.Instant?>(nil)

  private static let megabyte = 1_000_000.0

  /// - Parameter whole: bytes that there will be, where the server says so.
  func show(_ bytes: Int, of whole: Int?) {
    guard Terminal.errorIsTerminal else { return }
    let now = ContinuousClock().now
    let isDue = lastShown.withLock { last in
      if let last, now - last < .milliseconds(200) { return false }
      last = now
      return true
    }
    guard isDue else { return }
    let of = whole.map { String(format: " / %.1f", Double($0) / DownloadProgress.megabyte) } ?? ""
    let text = String(format: "\r%.1f", Double(bytes) / DownloadProgress.megabyte)
    Output.ask("\(text)\(of) MB\u{1B}[K")
  }

  /// Clears the line.
  func end() {
    guard Terminal.errorIsTerminal, lastShown.withLock({ $0 != nil }) else { return }
    Output.ask("\r\u{1B}[K")
  }
}
