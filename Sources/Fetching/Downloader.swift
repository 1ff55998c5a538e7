import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
import NIOHTTPCompression

/// Fetches files one after the other: a single request at a time, with a pause before the next one to the same
/// host, and with a name that says who asks.
package actor Downloader {
  private let limits: FetchLimits
  private let proxies: ProxyChoice
  let agent: String
  /// Called with the bytes of a file that have come, and with how many there will be, where that is known.
  private let progress: @Sendable (Int, Int?) -> Void
  /// One for each proxy, since a client knows one.
  private var clients: [HTTPClient.Configuration.Proxy?: HTTPClient] = [:]
  private var lastAsked: [String: ContinuousClock.Instant] = [:]

  /// - Parameters:
  ///   - version: of the program, for its name.
  ///   - purpose: what is asked for, which the name says too.
  package init(
    version: String, for purpose: String = "record update", limits: FetchLimits = .init(),
    proxies: ProxyChoice = .init(),
    progress: @escaping @Sendable (Int, Int?) -> Void = { _, _ in }
  ) {
    self.limits = limits
    self.proxies = proxies
    self.progress = progress
    agent = "trocha/\(version) (\(purpose); published figures)"
  }

  /// Ends all connections.
  package func close() async {
    for client in clients.values { try? await client.shutdown() }
    clients = [:]
  }

  /// Fetches a file.
  ///
  /// - Parameters:
  ///   - known: what was said of it the last time; the answer may then be that it is unchanged.
  ///   - path: where it is put; what was there is overwritten.
  ///   - most: bytes that it may have.
  package func fetch(
    _ address: String, known: KnownVersion? = nil, to path: String, most: Int? = nil
  ) async throws(FetchFault) -> Download {
    let part = PartFile(path: path, most: most ?? limits.size)
    try part.clear()
    var tries = 0
    var download = try await again {
      () async throws(FetchFault) in
      tries += 1
      return try await self.attempt(address, known: known, part: part)
    }
    download.tries = tries
    return download
  }

  /// Tries until it works, as often and as late as the limits allow, where trying again may help.
  func again<Value>(
    _ attempt: () async throws(FetchFault) -> Value
  ) async throws(FetchFault) -> Value {
    var wait = limits.backOff
    var tries = 1
    while true {
      do {
        return try await attempt()
      } catch {
        guard error.isPassing, tries < limits.tries, !Task.isCancelled else { throw error }
        let asked = error.waitSeconds.map { Duration.seconds($0) } ?? wait
        guard asked <= limits.longestWait else { throw error }
        try? await Task.sleep(for: asked)
        wait *= 2
        tries += 1
      }
    }
  }

  /// Asks once, following redirects, and writes what comes after what an attempt before has left.
  private func attempt(
    _ address: String, known: KnownVersion?, part: PartFile
  ) async throws(FetchFault) -> Download {
    var here = try Downloader.url(address)
    var moved: String?
    var isForGood = true
    let end = ContinuousClock().now + limits.whole
    for _ in 0...limits.redirects {
      let request = request(here, known: known, part: part)
      let answer = try await ask(request, here, end)
      let status = Int(answer.status.code)
      guard [301, 302, 303, 307, 308].contains(status) else {
        var download = Download(address: here.absoluteString)
        download.movedTo = moved
        download.etag = answer.headers.first(name: "etag")
        download.lastModified = answer.headers.first(name: "last-modified")
        return try await take(answer, download, known: known, part: part, end: end)
      }
      try? await drain(answer)
      let next = try Downloader.redirect(answer, from: here)
      isForGood = isForGood && (status == 301 || status == 308)
      if isForGood { moved = next.absoluteString }
      here = next
    }
    throw FetchFault(
      .redirected, "\(address) leads on and on to other addresses.",
      "\(address) lleva una y otra vez a otras direcciones.")
  }

  private func request(_ url: URL, known: KnownVersion?, part: PartFile) -> HTTPClientRequest {
    var request = HTTPClientRequest(url: url.absoluteString)
    request.headers.add(name: "User-Agent", value: agent)
    request.headers.add(name: "Accept", value: "text/csv, application/json, */*;q=0.5")
    // A packed answer cannot be taken up where it was cut off.
    request.headers.add(name: "Accept-Encoding", value: "identity")
    if let piece = part.piece {
      request.headers.add(name: "Range", value: "bytes=\(piece.size)-")
      request.headers.add(name: "If-Range", value: piece.version)
    } else {
      if let etag = known?.etag { request.headers.add(name: "If-None-Match", value: etag) }
      if let day = known?.lastModified {
        request.headers.add(name: "If-Modified-Since", value: day)
      }
    }
    return request
  }

  func ask(
    _ request: HTTPClientRequest, _ url: URL, _ end: ContinuousClock.Instant
  ) async throws(FetchFault) -> HTTPClientResponse {
    try await pause(before: url)
    let client = try client(for: url)
    let left = min(limits.idle, end - ContinuousClock().now)
    do {
      return try await client.execute(request, timeout: .nanoseconds(left.nanoseconds))
    } catch {
      throw FetchFault(error, request.url, limits)
    }
  }

  /// Waits until the host may be asked again.
  private func pause(before url: URL) async throws(FetchFault) {
    let host = url.host ?? ""
    if let last = lastAsked[host] {
      let rest = last + limits.pause - ContinuousClock().now
      if rest > .zero { try? await Task.sleep(for: rest) }
    }
    if Task.isCancelled {
      throw FetchFault(.interrupted, "It was interrupted.", "Se interrumpió.")
    }
    lastAsked[host] = ContinuousClock().now
  }

  private func client(for url: URL) throws(FetchFault) -> HTTPClient {
    let proxy = try proxies.proxy(for: url)
    if let known = clients[proxy] { return known }
    var configuration = HTTPClient.Configuration(
      redirectConfiguration: .disallow,
      timeout: .init(
        connect: .nanoseconds(limits.idle.nanoseconds), read: .nanoseconds(limits.idle.nanoseconds)),
      proxy: proxy, decompression: .enabled(limit: .size(limits.unpackedSize)))
    configuration.httpVersion = .http1Only
    // Asking again is ours to decide: a name that is not known is said at once.
    configuration.connectionPool.retryConnectionEstablishment = false
    let client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    clients[proxy] = client
    return client
  }
}

extension Downloader {
  /// Writes an answer's body.
  private func take(
    _ answer: HTTPClientResponse, _ download: Download, known: KnownVersion?, part: PartFile,
    end: ContinuousClock.Instant
  ) async throws(FetchFault) -> Download {
    var download = download
    let status = Int(answer.status.code)
    let held = part.piece
    switch status {
    case 304 where known != nil && held == nil:
      try? await drain(answer)
      download.isUnchanged = true
      download.etag = download.etag ?? known?.etag
      download.lastModified = download.lastModified ?? known?.lastModified
      return download
    case 206 where part.fits(answer.headers.first(name: "content-range")):
      download.isResumed = true
    case 200: try part.clear()
    case 206, 416:
      // Not the piece that was asked for: from the beginning.
      try? await drain(answer)
      try part.clear()
      throw .cutOff(download.address)
    default:
      try? await drain(answer)
      let wait = answer.headers.first(name: "retry-after").flatMap { Int($0) }
      throw .status(status, download.address, waitSeconds: wait)
    }
    let isPacked = answer.headers.first(name: "content-encoding").map { $0 != "identity" } ?? false
    let length = isPacked ? nil : answer.headers.first(name: "content-length").flatMap { Int($0) }
    if let length, length > part.room { throw .tooLarge(download.address, part.most) }
    let whole = length.map { $0 + part.size }
    do {
      try await write(answer, to: part, of: whole, download.address, end)
    } catch {
      // What has come is kept for the next try where the server can tell that it is of the same version.
      let version = Downloader.strongVersion(download)
      let canResume = answer.headers.first(name: "accept-ranges") == "bytes" || status == 206
      if isPacked || !canResume || !error.isPassing { try part.clear() }
      part.version = version
      if version == nil { try part.clear() }
      throw error
    }
    download.bytes = part.size
    return download
  }

  private func write(
    _ answer: HTTPClientResponse, to part: PartFile, of whole: Int?, _ address: String,
    _ end: ContinuousClock.Instant
  ) async throws(FetchFault) {
    do {
      let file = try part.open()
      defer { try? file.close() }
      for try await buffer in answer.body {
        guard buffer.readableBytes <= part.room else {
          throw FetchFault.tooLarge(address, part.most)
        }
        try part.append(buffer, to: file)
        progress(part.size, whole)
        if ContinuousClock().now > end { throw FetchFault.tooSlow(address) }
        if Task.isCancelled {
          throw FetchFault(.interrupted, "It was interrupted.", "Se interrumpió.")
        }
      }
      try file.synchronize()
    } catch let fault as FetchFault {
      throw fault
    } catch {
      throw FetchFault(error, address, limits)
    }
  }

  /// Reads what is left of a short answer, so that its connection can be used again.
  func drain(_ answer: HTTPClientResponse) async throws {
    var size = 0
    for try await buffer in answer.body {
      size += buffer.readableBytes
      if size > 1 << 16 { break }
    }
  }

  /// A validator that a range may be asked with (RFC 9110, 13.1.5): a weak one is none.
  private static func strongVersion(_ download: Download) -> String? {
    if let etag = download.etag, !etag.hasPrefix("W/") { return etag }
    return download.lastModified
  }

  package static func url(_ address: String) throws(FetchFault) -> URL {
    guard let url = URL(string: address), let host = url.host, !host.isEmpty,
      ["http", "https"].contains(url.scheme?.lowercased() ?? "")
    else {
      throw FetchFault(.notReached, "\(address) is no address.", "\(address) no es una dirección.")
    }
    return url
  }

  private static func redirect(
    _ answer: HTTPClientResponse, from url: URL
  ) throws(FetchFault) -> URL {
    guard let text = answer.headers.first(name: "location"),
      let next = URL(string: text, relativeTo: url)?.absoluteURL,
      let address = try? Downloader.url(next.absoluteString)
    else {
      throw FetchFault(
        .redirected, "\(url) leads to another address and does not say which.",
        "\(url) lleva a otra dirección y no dice a cuál.")
    }
    if url.scheme == "https", address.scheme != "https" {
      throw FetchFault(
        .redirected, "\(url) leads to \(address), which is not encrypted.",
        "\(url) lleva a \(address), que no está cifrada.")
    }
    return address
  }
}

extension Duration {
  var nanoseconds: Int64 {
    let (seconds, attoseconds) = components
    return seconds.multipliedReportingOverflow(by: 1_000_000_000).partialValue
      + attoseconds / 1_000_000_000
  }
}
