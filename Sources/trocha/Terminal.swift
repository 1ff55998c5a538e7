import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Where the answer goes.
enum Output {
  static func write(_ text: String) {
    FileHandle.standardOutput.write(Data(text.utf8))
  }

  /// What is wrong or odd, for a person: on standard error.
  static func warn(_ text: String) {
    FileHandle.standardError.write(Data((text + "\n").utf8))
  }

  /// A note beside the answer: on a terminal only, so that a pipe stays silent.
  static func progress(_ text: String) {
    guard Terminal.errorIsTerminal else { return }
    FileHandle.standardError.write(Data((text + "\n").utf8))
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
