import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Standard input, output and error.
package enum StandardStreams {
  /// Where one of the three is closed, the next file that is opened would take its number, and be written to
  /// or read from in its stead. Each is made one that only gives an error.
  package static func occupy() {
    for (descriptor, mode) in [(0, O_WRONLY), (1, O_RDONLY), (2, O_RDWR)] as [(Int32, Int32)] {
      if isOfRuntime(descriptor) {
        // It was closed, and the runtime took its number before the program began.
        taken.withLock { _ = $0.insert(descriptor) }
        continue
      }
      guard fcntl(descriptor, F_GETFD) < 0, errno == EBADF else { continue }
      let opened = open("/dev/null", mode)
      if opened >= 0, opened != descriptor {
        dup2(opened, descriptor)
        close(opened)
      }
    }
  }

  /// Whether a number is one that the runtime waits for events with.
  private static func isOfRuntime(_ descriptor: Int32) -> Bool {
    var target = [CChar](repeating: 0, count: 64)
    let count = readlink("/proc/self/fd/\(descriptor)", &target, target.count)
    guard count > 0 else { return false }
    return String(decoding: target[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
      .hasPrefix("anon_inode:")
  }

  /// Those of the three that were closed and are something else now.
  private static let taken = Mutex<Set<Int32>>([])

  /// Whether one of the three was closed when the program began, and is not to be used.
  package static func isClosed(_ descriptor: Int32) -> Bool {
    taken.withLock { $0.contains(descriptor) }
  }

  /// Writes to one of the three; the system's number of an error, or 0.
  package static func write(_ text: String, to descriptor: Int32) -> Int32 {
    guard !isClosed(descriptor) else { return EBADF }
    var text = text
    return text.withUTF8 { FileDraft.write(UnsafeRawBufferPointer($0), to: descriptor) }
  }

  /// All of standard input.
  ///
  /// - Throws: an ``InputError`` when it cannot be read, or is longer than `limit`.
  package static func readAll(limit: Int) throws(InputError) -> [UInt8] {
    var bytes: [UInt8] = []
    var block = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = isClosed(0) ? -1 : read(0, &block, block.count)
      if count < 0, !isClosed(0), errno == EINTR { continue }
      guard count >= 0 else {
        throw InputError(
          InputIssue(
            file: "standard input", expected: "something to read",
            found: WriteFault.words(isClosed(0) ? EBADF : errno)))
      }
      if count == 0 { return bytes }
      bytes += block[0..<count]
      guard bytes.count <= limit else {
        throw InputError(
          InputIssue(
            file: "standard input", expected: "at most \(limit) bytes", found: "more"))
      }
    }
  }
}
