import Crypto
import Foundation
import HTTPTypes
import Hummingbird
import Reports
import Tabular

/// The body of an answer, ready to be sent to any number of clients: plain and packed, with a name
/// of its content.
struct Answer: Sendable {
  var type: String
  var body: ByteBuffer
  /// Packed; `nil` where that would save little.
  var packed: ByteBuffer?
  var tag: String
  /// Name under which a browser saves it; `nil` to show it.
  var fileName: String?
  /// Content-Security-Policy of its own.
  var policy: String?

  /// - Parameter isLasting: whether it is made once, so that packing it well is worth the time.
  init(
    _ data: Data, type: String, fileName: String? = nil, policy: String? = nil,
    isLasting: Bool = false
  ) {
    self.type = type
    self.fileName = fileName
    self.policy = policy
    body = ByteBuffer(data: data)
    tag = SHA256.hash(data: data).prefix(10).map { String(format: "%02x", $0) }.joined()
    if data.count > 1_000,
      let bytes = GzipWriter.packed([UInt8](data), isQuick: !isLasting), bytes.count < data.count
    {
      packed = ByteBuffer(bytes: bytes)
    }
  }

  init(json value: some Encodable) throws {
    self.init(try AnswerJSON.data(value), type: "application/json")
  }

  init(text: String, type: String, fileName: String? = nil, isLasting: Bool = false) {
    self.init(Data(text.utf8), type: type, fileName: fileName, isLasting: isLasting)
  }

  /// Bytes it takes up.
  var size: Int { body.readableBytes + (packed?.readableBytes ?? 0) }

  /// The answer to a request: nothing when the client has it, packed when it can unpack.
  ///
  /// - Parameter caching: how long it may be kept without asking.
  func response(
    to request: Request, caching: String = "no-cache", status: HTTPResponse.Status = .ok
  ) -> Response {
    let isPacked = packed != nil && request.takesGzip
    let name = "\"\(tag)\(isPacked ? "-gz" : "")\""
    var headers: HTTPFields = [
      .eTag: name, .cacheControl: caching,
      .vary: "Accept, Accept-Encoding, Accept-Language, Cookie",
    ]
    if let policy { headers[.contentSecurityPolicy] = policy }
    if status == .ok, request.has(tag: name) {
      return Response(status: .notModified, headers: headers)
    }
    headers[.contentType] = type
    if let fileName { headers[.contentDisposition] = "attachment; filename=\"\(fileName)\"" }
    let bytes = isPacked ? packed ?? body : body
    if isPacked { headers[.contentEncoding] = "gzip" }
    headers[.contentLength] = "\(bytes.readableBytes)"
    return Response(
      status: status, headers: headers,
      body: request.method == .head ? .init() : .init(byteBuffer: bytes))
  }
}

extension Request {
  /// Whether the client can unpack gzip (RFC 9110, 12.5.3); a weight of zero refuses it.
  var takesGzip: Bool {
    guard let text = headers[.acceptEncoding] else { return false }
    return text.split(separator: ",").contains { part in
      let words = part.split(separator: ";").map { $0.trimmingCharacters(in: .whitespaces) }
      guard words.first == "gzip" || words.first == "*" else { return false }
      return !words.dropFirst().contains { $0 == "q=0" || $0 == "q=0.0" || $0 == "q=0.000" }
    }
  }

  /// Whether the client says that it has this content (RFC 9110, 13.1.2).
  func has(tag: String) -> Bool {
    guard let text = headers[.ifNoneMatch] else { return false }
    if text == "*" { return true }
    return text.split(separator: ",").contains {
      let name = $0.trimmingCharacters(in: .whitespaces)
      return name == tag || name == "W/" + tag
    }
  }
}
