import Claims
import Foundation
import Tabular

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Reads a PDF's words with poppler's `pdftotext`.
///
/// The PDF is given as the program's standard input, from a file that has no name by then, and the
/// words come through a pipe: no part of the article is left anywhere.
struct PDFToText {
  let name: String

  /// A report of some hundred pages takes a few seconds.
  private static let seconds = 60.0
  /// A word with its place takes some hundred bytes.
  private static let longestOutput = 100 << 20

  func layout(of pdf: [UInt8]) throws(InputError) -> PDFLayout {
    guard let program = PDFToText.program() else {
      throw fault("the program pdftotext, from the Debian package poppler-utils", "none")
    }
    guard let input = PDFToText.unnamed(pdf) else {
      throw fault("a folder for temporary files", String(cString: strerror(errno)))
    }
    let (process, pipe) = (Process(), Pipe())
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = ["-bbox-layout", "-enc", "UTF-8", "-q", "-", "-"]
    process.standardInput = input
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    do { try process.run() } catch { throw fault("pdftotext to run", "\(error)") }
    try? pipe.fileHandleForWriting.close()
    let output = read(pipe.fileHandleForReading.fileDescriptor)
    if output == nil, process.isRunning { kill(process.processIdentifier, SIGKILL) }
    process.waitUntilExit()
    guard let output else {
      throw fault(
        "a PDF that is read within \(Int(PDFToText.seconds)) seconds and "
          + "\(PDFToText.longestOutput >> 20) MB", "more")
    }
    guard process.terminationReason == .exit, process.terminationStatus == 0 else {
      throw fault(
        "a PDF that pdftotext can read", "one that is damaged, protected or has a password")
    }
    return PDFLayout(xhtml: output)
  }

  /// What the program writes; `nil` when it takes too long or writes too much.
  private func read(_ descriptor: Int32) -> [UInt8]? {
    let end = ContinuousClock.now + .seconds(PDFToText.seconds)
    var output: [UInt8] = []
    var block = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let left = end - ContinuousClock.now
      let milliseconds = left.components.seconds * 1000
      guard milliseconds >= 0, left > .zero else { return nil }
      var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      let ready = poll(&waiting, 1, Int32(clamping: max(1, milliseconds)))
      if ready == 0 || ready < 0 && errno == EINTR { continue }
      guard ready > 0 else { return nil }
      #if canImport(Glibc)
        let count = Glibc.read(descriptor, &block, block.count)
      #elseif canImport(Musl)
        let count = Musl.read(descriptor, &block, block.count)
      #else
        let count = Darwin.read(descriptor, &block, block.count)
      #endif
      if count == 0 { return output }
      if count < 0 {
        if errno == EINTR { continue }
        return nil
      }
      output += block[0..<count]
      if output.count > PDFToText.longestOutput { return nil }
    }
  }

  /// The program's path.
  private static func program() -> String? {
    let folders = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
    return folders.split(separator: ":").map { "\($0)/pdftotext" }
      .first { FileManager.default.isExecutableFile(atPath: $0) }
  }

  /// A file with some bytes that only this process and its children can open: its name is taken away
  /// before anything is written to it.
  private static func unnamed(_ bytes: [UInt8]) -> FileHandle? {
    let folder = FileManager.default.temporaryDirectory.path(percentEncoded: false)
    var path = Array((folder + "/trocha-XXXXXX").utf8CString)
    // mkstemp makes it with mode 0600.
    let descriptor = mkstemp(&path)
    guard descriptor >= 0 else { return nil }
    unlink(path)
    let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    do {
      try file.write(contentsOf: bytes)
      try file.seek(toOffset: 0)
    } catch { return nil }
    return file
  }

  private func fault(_ expected: String, _ found: String) -> InputError {
    InputError(InputIssue(file: name, expected: expected, found: found))
  }
}
