import Foundation
import Synchronization

/// How far a long run has come and how long it will take; silent unless standard error is a terminal.
final class ProgressBar: Sendable {
  private struct State {
    var done: Int
    var lastShown: ContinuousClock.Instant?
  }

  private let total: Int
  private let unit: String
  /// How much is done makes one of the unit.
  private let per: Int
  private let begun: Int
  private let state: Mutex<State>
  private let start = ContinuousClock().now

  /// - Parameter per: how much of `total` makes one of the unit, such as the days of a run.
  init(total: Int, done: Int = 0, unit: String, per: Int = 1) {
    self.total = total
    self.unit = unit
    self.per = max(per, 1)
    begun = done
    state = Mutex(State(done: done))
  }

  func advance() { show(state.withLock { $0.done } + 1) }

  func show(_ done: Int) {
    let now = ContinuousClock().now
    let isDue = state.withLock { state in
      state.done = done
      guard Terminal.errorIsTerminal else { return false }
      if let last = state.lastShown, now - last < .milliseconds(100) { return false }
      state.lastShown = now
      return true
    }
    guard isDue else { return }
    let part = total > 0 ? min(1, Double(done) / Double(total)) : 1
    let filled = Int(part * 30)
    let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: 30 - filled)
    Output.ask(
      "\r\(bar) \(done / per) of \(total / per) \(unit)\(timeLeft(done, now))\u{1B}[K")
  }

  private func timeLeft(_ done: Int, _ now: ContinuousClock.Instant) -> String {
    let fresh = done - begun
    let spent = (now - start).seconds
    guard fresh > 0, spent > 0.5 else { return "" }
    let left = Int(spent / Double(fresh) * Double(total - done))
    return left < 90 ? ", \(left) s left" : ", \(left / 60) min left"
  }

  /// Clears the line.
  func end() {
    let wasShown = state.withLock { $0.lastShown != nil }
    guard Terminal.errorIsTerminal, wasShown else { return }
    Output.ask("\r\u{1B}[K")
  }
}
