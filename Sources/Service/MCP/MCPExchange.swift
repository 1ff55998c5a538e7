import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import ServiceLifecycle

/// What happens to a call while its client waits.
enum MCPEvent: Sendable {
  /// In one line.
  case notification(String)
  /// `nil` where the call was cancelled.
  case answer(MCPServer.Answered?)
  /// Time passes.
  case beat
}

/// A request over HTTP and its answer: JSON where it is there within a second, else a stream of events.
struct MCPExchange: Sendable {
  let events: AsyncStream<MCPEvent>
  /// Says that time passes, until it is cancelled.
  let beats: Task<Void, Never>
  let call: RunningCall

  /// - Parameters:
  ///   - takesStream: whether the client takes a stream; one that does not waits for JSON.
  ///   - session: a name for the client, to send with what comes later.
  func response(
    asStream takesStream: Bool, _ version: MCPVersion, session: String?
  ) async -> Response {
    for await event in events.cancelOnGracefulShutdown() {
      switch event {
      case .answer(let answer):
        beats.cancel()
        // Who cancelled a call and waits all the same hears that.
        let answer = answer ?? .init(RPCFault(.busy, "The call was cancelled."))
        var response = MCPExchange.json(answer.line, version.status(of: answer.fault))
        if let session { response.set("Mcp-Session-Id", session) }
        return response
      case .notification, .beat:
        if takesStream { return stream(from: event) }
      }
    }
    // The service ends; what is asked of it can be asked again.
    beats.cancel()
    call.cancel()
    return Response(status: .serviceUnavailable)
  }

  private func stream(from first: MCPEvent) -> Response {
    let headers: HTTPFields = [.contentType: "text/event-stream", .cacheControl: "no-store"]
    return Response(
      status: .ok, headers: headers,
      body: ResponseBody { writer in
        defer { beats.cancel() }
        do {
          try await write(first, to: &writer)
          for await event in events.cancelOnGracefulShutdown() {
            try await write(event, to: &writer)
          }
          // Where the service ends before it is answered.
          call.cancel()
        } catch {
          // Nobody waits for it any more, and it could not be sent later.
          call.cancel()
          throw error
        }
        try await writer.finish(nil)
      })
  }

  private func write(_ event: MCPEvent, to writer: inout any ResponseBodyWriter) async throws {
    switch event {
    case .beat: try await writer.write(ByteBuffer(string: ": still here\n\n"))
    case .answer(nil): break
    case .notification(let line): try await write(line, to: &writer)
    case .answer(let answer?): try await write(answer.line, to: &writer)
    }
  }

  private func write(_ line: String, to writer: inout any ResponseBodyWriter) async throws {
    try await writer.write(ByteBuffer(string: "event: message\ndata: \(line)\n\n"))
  }

  static func json(_ line: String, _ status: HTTPResponse.Status) -> Response {
    let body = ByteBuffer(string: line)
    return Response(
      status: status,
      headers: [
        .contentType: "application/json", .cacheControl: "no-store",
        .contentLength: "\(body.readableBytes)",
      ], body: .init(byteBuffer: body))
  }
}

extension MCPVersion {
  /// The status of an answer. Before July 2026 the fault of a message that was understood is an answer as
  /// any other.
  func status(of fault: RPCFault.Code?) -> HTTPResponse.Status {
    switch fault {
    case nil, .internal: .ok
    case .parse, .unsupportedVersion, .headerMismatch: .badRequest
    case _ where !isWithoutHandshake: .ok
    case .methodNotFound: .notFound
    case .busy: .tooManyRequests
    case .invalidRequest, .invalidParams, .resourceNotFound: .badRequest
    }
  }
}
