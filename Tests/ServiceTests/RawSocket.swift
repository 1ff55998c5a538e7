import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// A plain TCP connection to this machine, to send what no client library would.
final class RawSocket: Sendable {
  private let descriptor: Int32

  struct Refused: Error {}

  init(port: UInt16, timeout: Int = 60) throws {
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var limit = timeval(tv_sec: timeout, tv_usec: 0)
    setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    let code = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard code == 0 else { throw Refused() }
  }

  deinit { close(descriptor) }

  /// Whether all of it was taken.
  @discardableResult
  func write(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    return send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL)) == bytes.count
  }

  /// What comes until the other side ends the connection, or a text is in it.
  func read(until end: String? = nil) async -> String {
    // On a thread of its own: the few that tests run on must not wait for a socket.
    await withCheckedContinuation { continuation in
      Thread { continuation.resume(returning: self.waitFor(end)) }.start()
    }
  }

  private func waitFor(_ end: String?) -> String {
    var all: [UInt8] = []
    var block = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = recv(descriptor, &block, block.count, 0)
      guard count > 0 else { break }
      all += block[0..<count]
      if let end, String(decoding: all, as: UTF8.self).contains(end) { break }
    }
    return String(decoding: all, as: UTF8.self)
  }

  /// Sends a request and reads the answer to its end.
  static func ask(_ port: UInt16, _ request: String) async throws -> String {
    let socket = try RawSocket(port: port)
    socket.write(request)
    return await socket.read()
  }
}
