import Foundation
import Synchronization
import Tabular

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Where the answer goes.
enum Output {
  /// Where nobody reads any more, as in `trocha … | head`, the program has nothing left to do.
  static func write(_ text: String) {
    guard Processes.isFirst else { return }
    let code = StandardStreams.write(text, to: STDOUT_FILENO)
    guard code != 0 else { return }
    if code != EPIPE {
      warn("Error: the answer could not be written: \(WriteFault.words(code)).")
    }
    exit(EXIT_FAILURE)
  }

  /// Where standard error is closed too, there is nobody to tell.
  private static func say(_ text: String) {
    _ = StandardStreams.write(text, to: STDERR_FILENO)
  }

  /// What is wrong or odd, for a person: on standard error.
  static func warn(_ text: String) {
    guard Processes.isFirst else { return held.withLock { $0.append(text) } }
    say(text + "\n")
  }

  /// What processes but the first have not said, since the first says the same.
  private static let held = Mutex<[String]>([])

  /// Says what this process has held back, which the first does not know.
  static func tellHeld(of rank: Int) {
    let lines = held.withLock { $0 }.map { "Process \(rank): \($0)\n" }
    say(lines.joined())
  }

  /// A question to the person at the terminal, whose answer stands on the same line.
  static func ask(_ text: String) { say(text) }

  /// A note beside the answer: on a terminal only, so that a pipe stays silent.
  static func progress(_ text: String) {
    guard Terminal.errorIsTerminal else { return }
    warn(text)
  }
}

/// The screen that the answer is read on.
enum Terminal {
  static let isTerminal = isatty(STDOUT_FILENO) == 1
  static let inputIsTerminal = isatty(STDIN_FILENO) == 1
  static let errorIsTerminal = isatty(STDERR_FILENO) == 1

  /// Columns to fill: those of the terminal, `COLUMNS`, or 100 in a pipe.
  static let width: Int = {
    if let text = ProcessInfo.processInfo.environment["COLUMNS"], let columns = Int(text),
      columns >= 40
    {
      return columns
    }
    var size = winsize()
    if isTerminal, ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col >= 40 {
      return Int(size.ws_col)
    }
    return 100
  }()

  /// Whether colour may be used (https://no-color.org).
  static let hasColour =
    isTerminal && ProcessInfo.processInfo.environment["NO_COLOR"] == nil
    && ProcessInfo.processInfo.environment["TERM"] != "dumb"

  static func bold(_ text: String) -> String { hasColour ? "\u{1B}[1m\(text)\u{1B}[0m" : text }
  static func dim(_ text: String) -> String { hasColour ? "\u{1B}[2m\(text)\u{1B}[0m" : text }
}
