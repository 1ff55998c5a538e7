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
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes {
        send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else { return false }
      rest = rest.dropFirst(count)
    }
    return true
  }

  /// Holds the thread until anything comes.
  func waitForBytes() {
    var byte: UInt8 = 0
    _ = recv(descriptor, &byte, 1, 0)
  }

  /// What comes until the other side ends the connection, or a text is in it.
  func read(until end: String? = nil) async -> String {
    await read { bytes in end.map { String(decoding: bytes, as: UTF8.self).contains($0) } ?? false }
  }

  /// An answer of HTTP whose head says how long its body is.
  func readAnswer() async -> String {
    await read { bytes in
      let text = String(decoding: bytes, as: UTF8.self)
      guard let head = text.range(of: "\r\n\r\n"),
        let length = text[..<head.lowerBound].firstMatch(of: /(?i)content-length: *([0-9]+)/)?.1
      else { return false }
      return text[head.upperBound...].utf8.count >= Int(length) ?? 0
    }
  }

  private func read(until isWhole: @escaping @Sendable ([UInt8]) -> Bool) async -> String {
    // On a thread of its own: the few that tests run on must not wait for a socket.
    await withCheckedContinuation { continuation in
      Thread {
        var all: [UInt8] = []
        var block = [UInt8](repeating: 0, count: 1 << 20)
        while true {
          let count = recv(self.descriptor, &block, block.count, 0)
          guard count > 0 else { break }
          all += block[0..<count]
          if isWhole(all) { break }
        }
        continuation.resume(returning: String(decoding: all, as: UTF8.self))
      }.start()
    }
  }

  /// Sends a request and reads the answer to its end.
  static func ask(_ port: UInt16, _ request: String) async throws -> String {
    let socket = try RawSocket(port: port)
    socket.write(request)
    return await socket.read()
  }
}
