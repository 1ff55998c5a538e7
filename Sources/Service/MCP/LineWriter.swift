import Foundation
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Writes lines to a descriptor, each whole before the next.
final class LineWriter: Sendable {
  private let isOpen = Mutex(true)
  private let descriptor: Int32
  /// Called once when nobody reads any more.
  private let closed: @Sendable () -> Void

  init(_ descriptor: Int32, closed: @escaping @Sendable () -> Void) {
    self.descriptor = descriptor
    self.closed = closed
  }

  /// Writes a line; who does not read holds up who writes.
  func write(_ line: String) {
    let isLost = isOpen.withLock { isOpen in
      guard isOpen else { return false }
      isOpen = LineWriter.write(Array((line + "\n").utf8), to: descriptor)
      return !isOpen
    }
    if isLost { closed() }
  }

  private static func write(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes {
        #if canImport(Glibc)
          Glibc.write(descriptor, $0.baseAddress, $0.count)
        #elseif canImport(Musl)
          Musl.write(descriptor, $0.baseAddress, $0.count)
        #else
          Darwin.write(descriptor, $0.baseAddress, $0.count)
        #endif
      }
      if count > 0 {
        rest = rest.dropFirst(count)
      } else if count < 0, errno == EINTR {
        continue
      } else if count < 0, errno == EAGAIN {
        var wanted = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        poll(&wanted, 1, 1_000)
      } else {
        return false
      }
    }
    return true
  }

  /// Whether nobody reads any more, as far as the system tells.
  var isClosed: Bool {
    var asked = pollfd(fd: descriptor, events: 0, revents: 0)
    let isLost = poll(&asked, 1, 0) > 0 && asked.revents & Int16(POLLERR | POLLNVAL) != 0
    return isLost || !isOpen.withLock { $0 }
  }
}
