import Foundation

/// How far a long run has come and how long it will take; silent unless standard error is a terminal.
final class ProgressBar {
  private let total: Int
  private let unit: String
  private let begun: Int
  private var done: Int
  private let start = ContinuousClock().now
  private var lastShown: ContinuousClock.Instant?

  init(total: Int, done: Int = 0, unit: String) {
    self.total = total
    self.unit = unit
    begun = done
    self.done = done
  }

  func advance() { show(done + 1) }

  func show(_ done: Int) {
    self.done = done
    guard Terminal.errorIsTerminal else { return }
    let now = ContinuousClock().now
    if let lastShown, now - lastShown < .milliseconds(100) { return }
    lastShown = now
    let part = total > 0 ? min(1, Double(done) / Double(total)) : 1
    let filled = Int(part * 30)
    let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: 30 - filled)
    FileHandle.standardError.write(
      Data("\r\(bar) \(done) of \(total) \(unit)\(timeLeft(now))\u{1B}[K".utf8))
  }

  private func timeLeft(_ now: ContinuousClock.Instant) -> String {
    let fresh = done - begun
    let spent = (now - start).seconds
    guard fresh > 0, spent > 1 else { return "" }
    let left = Int(spent / Double(fresh) * Double(total - done))
    return left < 90 ? ", \(left) s left" : ", \(left / 60) min left"
  }

  /// Clears the line.
  func end() {
    guard Terminal.errorIsTerminal, lastShown != nil else { return }
    FileHandle.standardError.write(Data("\r\u{1B}[K".utf8))
  }
}
