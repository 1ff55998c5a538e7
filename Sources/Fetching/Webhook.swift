import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1

/// An address that takes news: a chat's incoming webhook, or a program of one's own.
package struct Webhook: Sendable {
  /// Environment variable with a secret that goes along, as `Authorization: Bearer …` (RFC 6750).
  package static let tokenVariable = "TROCHA_WEBHOOK_TOKEN"

  package let address: String
  private let token: String?

  /// - Throws: a ``FetchFault`` for what is no address.
  package init(
    _ address: String,
    environment: [String: String] = ProcessInfo.processInfo.environment
  ) throws(FetchFault) {
    _ = try Downloader.url(address)
    self.address = address
    token = environment[Webhook.tokenVariable].flatMap { $0.isEmpty ? nil : $0 }
  }

  fileprivate func request(_ body: [UInt8], agent: String) -> HTTPClientRequest {
    var request = HTTPClientRequest(url: address)
    request.method = .POST
    request.headers.add(name: "User-Agent", value: agent)
    request.headers.add(name: "Content-Type", value: "application/json; charset=utf-8")
    if let token { request.headers.add(name: "Authorization", value: "Bearer \(token)") }
    request.body = .bytes(body)
    return request
  }
}

extension Downloader {
  /// Sends JSON to a webhook. What it answers beside its status is of no interest, and a redirect is a fault: nothing
  /// goes to another address than the one that was given.
  package func post(_ json: Data, to webhook: Webhook) async throws(FetchFault) {
    let url = try Downloader.url(webhook.address)
    let request = webhook.request(Array(json), agent: agent)
    try await again { () async throws(FetchFault) in
      let answer = try await self.ask(
        request, url, ContinuousClock().now + FetchLimits().whole)
      try? await self.drain(answer)
      let status = Int(answer.status.code)
      if (200...299).contains(status) { return }
      if (300...399).contains(status) {
        throw FetchFault(
          .redirected, "\(url) has moved (\(status)): nothing was sent on.",
          "\(url) cambió de dirección (\(status)): no se reenvió nada.")
      }
      let wait = answer.headers.first(name: "retry-after").flatMap { Int($0) }
      throw FetchFault(
        .refused, "\(url) answers \(status): the news was not taken.",
        "\(url) responde \(status): no se aceptaron las novedades.",
        isPassing: status >= 500 || status == 429 || status == 408, waitSeconds: wait)
    }
  }
}
