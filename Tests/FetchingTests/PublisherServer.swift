import Foundation
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// A publisher's server on this machine, over real sockets: it answers what a test tells it, also what no
/// well-behaved server would.
final class PublisherServer: Sendable {
  struct Request: Sendable {
    var method: String
    /// Path and query.
    var path: String
    /// By lower-case names.
    var headers: [String: String]
    var body = Data()
  }

  struct Answer: Sendable {
    var status = 200
    var headers: [String: String] = [:]
    var body = Data()
    /// Bytes of the body after which the connection is closed, though more were announced.
    var cutAfter: Int?
    /// Milliseconds between one byte and the next.
    var slowness: UInt32 = 0

    init(_ text: String, headers: [String: String] = [:]) {
      body = Data(text.utf8)
      self.headers = headers
    }

    init(status: Int, headers: [String: String] = [:], _ text: String = "") {
      self.status = status
      self.headers = headers
      body = Data(text.utf8)
    }

    init(data: Data, headers: [String: String] = [:]) {
      body = data
      self.headers = headers
    }
  }

  typealias Handler = @Sendable (Request) -> Answer

  let port: UInt16
  private let listener: Int32
  private let state = Mutex<(handlers: [String: Handler], requests: [Request])>(([:], []))

  struct NoSocket: Error {}

  init() throws {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isBound = withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(descriptor, $0, length) == 0 && getsockname(descriptor, $0, &length) == 0
          && listen(descriptor, 16) == 0
      }
    }
    guard isBound else { throw NoSocket() }
    listener = descriptor
    port = UInt16(bigEndian: address.sin_port)
    Thread.detachNewThread { [weak self] in
      while true {
        let client = accept(descriptor, nil, nil)
        guard client >= 0 else { return }
        Thread.detachNewThread { [weak self] in
          while let self, self.serve(client) {}
          close(client)
        }
      }
    }
  }

  deinit { shutdown(listener, Int32(SHUT_RDWR)) }

  var base: String { "http://127.0.0.1:\(port)" }

  /// Answers a path, without its query, from now on.
  func on(_ path: String, _ handler: @escaping Handler) {
    state.withLock { $0.handlers[path] = handler }
  }

  func on(_ path: String, _ answer: Answer) { on(path) { _ in answer } }

  var requests: [Request] { state.withLock { $0.requests } }

  func requests(of path: String) -> [Request] {
    requests.filter { $0.path.prefix { $0 != "?" } == path }
  }

  /// Answers one request; whether another may follow on the connection.
  private func serve(_ client: Int32) -> Bool {
    guard let request = PublisherServer.read(client) else { return false }
    let path = String(request.path.prefix { $0 != "?" })
    let handler = state.withLock { state in
      state.requests.append(request)
      return state.handlers[path]
    }
    let answer = handler?(request) ?? Answer(status: 404, "nothing here")
    var head = "HTTP/1.1 \(answer.status) -\r\n"
    if answer.status != 304 { head += "Content-Length: \(answer.body.count)\r\n" }
    for (name, value) in answer.headers { head += "\(name): \(value)\r\n" }
    guard PublisherServer.write(Data((head + "\r\n").utf8), client) else { return false }
    let body = answer.status == 304 ? Data() : answer.body.prefix(answer.cutAfter ?? .max)
    if answer.slowness > 0 {
      for byte in body {
        usleep(answer.slowness * 1000)
        guard PublisherServer.write(Data([byte]), client) else { return false }
      }
    } else {
      guard PublisherServer.write(body, client) else { return false }
    }
    return answer.cutAfter == nil
  }

  private static func read(_ client: Int32) -> Request? {
    var text = ""
    while !text.hasSuffix("\r\n\r\n") {
      var byte: UInt8 = 0
      guard recv(client, &byte, 1, 0) == 1, text.utf8.count < 65536 else { return nil }
      text.unicodeScalars.append(Unicode.Scalar(byte))
    }
    let lines = text.components(separatedBy: "\r\n")
    let words = lines[0].split(separator: " ")
    guard words.count == 3 else { return nil }
    var headers: [String: String] = [:]
    for line in lines.dropFirst() {
      guard let colon = line.firstIndex(of: ":") else { continue }
      headers[line[..<colon].lowercased()] = line[line.index(after: colon)...]
        .trimmingCharacters(in: .whitespaces)
    }
    var request = Request(method: String(words[0]), path: String(words[1]), headers: headers)
    let length = headers["content-length"].flatMap { Int($0) } ?? 0
    while request.body.count < min(length, 1 << 20) {
      var byte: UInt8 = 0
      guard recv(client, &byte, 1, 0) == 1 else { return nil }
      request.body.append(byte)
    }
    return request
  }

  private static func write(_ data: Data, _ client: Int32) -> Bool {
    var rest = Array(data)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes {
        send(client, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else { return false }
      rest = rest.dropFirst(count)
    }
    return true
  }
}

extension PublisherServer.Answer {
  /// As a server that knows versions answers: 304 for the one that is known, a piece for a range of it.
  static func versioned(
    _ data: Data, etag: String, _ request: PublisherServer.Request,
    headers: [String: String] = [:]
  ) -> PublisherServer.Answer {
    let headers = headers.merging(["ETag": etag, "Accept-Ranges": "bytes"]) { _, new in new }
    if request.headers["if-none-match"] == etag {
      return .init(status: 304, headers: headers)
    }
    if let range = request.headers["range"], request.headers["if-range"] == etag,
      let start = Int(range.dropFirst("bytes=".count).dropLast())
    {
      var answer = PublisherServer.Answer(data: data.dropFirst(start), headers: headers)
      answer.status = 206
      answer.headers["Content-Range"] = "bytes \(start)-\(data.count - 1)/\(data.count)"
      return answer
    }
    return .init(data: data, headers: headers)
  }
}
