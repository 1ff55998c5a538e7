import Foundation
import Synchronization

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
    do {
      try FileHandle.standardOutput.write(contentsOf: Data(text.utf8))
    } catch {
      if !isClosedPipe(error) { warn("Error: the answer could not be written: \(reason(error))") }
      exit(EXIT_FAILURE)
    }
  }

  /// What is wrong or odd, for a person: on standard error.
  static func warn(_ text: String) {
    guard Processes.isFirst else { return held.withLock { $0.append(text) } }
    try? FileHandle.standardError.write(contentsOf: Data((text + "\n").utf8))
  }

  /// What processes but the first have not said, since the first says the same.
  private static let held = Mutex<[String]>([])

  /// Says what this process has held back, which the first does not know.
  static func tellHeld(of rank: Int) {
    let lines = held.withLock { $0 }.map { "Process \(rank): \($0)\n" }
    try? FileHandle.standardError.write(contentsOf: Data(lines.joined().utf8))
  }

  /// A question to the person at the terminal, whose answer stands on the same line.
  static func ask(_ text: String) {
    try? FileHandle.standardError.write(contentsOf: Data(text.utf8))
  }

  private static func isClosedPipe(_ error: any Error) -> Bool { code(error) == EPIPE }

  private static func reason(_ error: any Error) -> String {
    code(error).map { String(cString: strerror($0)) } ?? "\(error)"
  }

  /// The system's number of an error.
  private static func code(_ error: any Error) -> Int32? {
    let error = error as NSError
    let cause = error.userInfo[NSUnderlyingErrorKey] as? NSError
    for error in [error, cause].compactMap(\.self) where error.domain == NSPOSIXErrorDomain {
      return Int32(exactly: error.code)
    }
    return nil
  }

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
