import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// Assistants that come over HTTP: each message in a POST, answered as JSON, or as a stream of events where
/// it takes longer and the client takes such. Who may ask is settled before, as for all that is served.
enum MCPRoutes {
  static func add(to router: Router<WebContext>, _ site: Site) {
    let assistants = Assistants(site)
    router.post("mcp") { request, _ in try await take(request, assistants) }
    // A client that leaves gives up what it asked.
    router.delete("mcp") { request, _ in
      if let session = request.session { assistants.running.cancelAll(of: session) }
      return Response(status: .noContent)
    }
  }

  private static func take(_ request: Request, _ assistants: Assistants) async throws -> Response {
    guard request.takes("application/json") || request.takes("text/event-stream") else {
      throw Problem(
        .notAcceptable, "accept", "The answer has another form",
        "Accept application/json, text/event-stream or both.")
    }
    guard request.headers[.contentType]?.lowercased().hasPrefix("application/json") == true else {
      throw Problem(
        .unsupportedMediaType, "content-type", "The message has another form",
        "Send it as application/json.")
    }
    let body = try await request.body.collect(upTo: MCPServer.longestMessage)
    do {
      switch try RPCMessage(Data(buffer: body)) {
      case .request(let message): return try await answer(message, request, assistants)
      case .notification(let method, let params):
        if method == "notifications/cancelled", let session = request.session,
          let id = params["requestId"].flatMap(RPCID.init)
        {
          assistants.running.cancel(.init(session: session, id: id))
        }
        return Response(status: .accepted)
      case .response: return Response(status: .accepted)
      }
    } catch let fault as RPCFault {
      return MCPExchange.json(fault.line, .badRequest)
    }
  }

  private static func answer(
    _ message: RPCRequest, _ request: Request, _ assistants: Assistants
  ) async throws -> Response {
    let version: MCPVersion
    do {
      version = try MCPVersion.named(by: message, in: request)
    } catch {
      return refused(error, message, .badRequest)
    }
    // Ids are the client's own, and without a session they are those of many.
    let session = request.session ?? "\(UUID())"
    let key = RunningCalls.Key(session: session, id: message.id)
    let call: RunningCall
    do {
      call = try assistants.running.begin(key)
    } catch {
      return refused(error, message, version.status(of: error.code))
    }
    let (events, feed) = AsyncStream<MCPEvent>.makeStream(bufferingPolicy: .bufferingNewest(64))
    let asked = MCPServer.Asked(
      request: message, version: version, language: request.language, call: call,
      notify: { feed.yield(.notification($0)) })
    Task {
      let answer = await assistants.server.answer(asked)
      assistants.running.end(key)
      feed.yield(.answer(answer))
      feed.finish()
    }
    let beats = Task {
      while (try? await Task.sleep(for: .seconds(1))) != nil { feed.yield(.beat) }
    }
    let exchange = MCPExchange(events: events, beats: beats, call: call)
    let isHandshake = message.method == "initialize" && !version.isWithoutHandshake
    return await exchange.response(
      asStream: request.takes("text/event-stream"), version,
      session: isHandshake ? session : nil)
  }

  private static func refused(
    _ fault: RPCFault, _ message: RPCRequest, _ status: HTTPResponse.Status
  ) -> Response {
    var fault = fault
    fault.id = message.id
    return MCPExchange.json(fault.line, status)
  }
}

/// All that belongs to the assistants of a service.
struct Assistants: Sendable {
  let server: MCPServer
  let running = RunningCalls(most: MCPServer.mostCalls)

  init(_ site: Site) {
    let configuration = site.configuration
    server = MCPServer(
      .init(
        version: configuration.version, tools: MCPTools.all(), world: site.world,
        workers: WorkerPool("assistants", threads: configuration.threads),
        simulations: site.simulations,
        answersAtATime: configuration.threads, simulationsAtATime: configuration.maxRuns,
        isLocal: false, logger: site.logger))
  }
}

extension MCPVersion {
  /// The version of a request, by its own account and its headers, which must agree.
  static func named(by message: RPCRequest, in request: Request) throws(RPCFault) -> MCPVersion {
    let own = try message.ownVersion()
    let named = request.values("MCP-Protocol-Version").last
    guard let own else {
      guard let named else { return assumed }
      guard let version = MCPVersion(rawValue: named) else { throw unsupported(named) }
      guard !version.isWithoutHandshake else {
        throw RPCFault(.invalidParams, "_meta: expected \(member), as the header says.")
      }
      return version
    }
    let name = message.params[message.method == "resources/read" ? "uri" : "name"]?.text
    for (header, expected) in [
      ("MCP-Protocol-Version", own.rawValue), ("Mcp-Method", message.method),
      ("Mcp-Name", ["tools/call", "resources/read"].contains(message.method) ? name : nil),
    ] {
      guard let expected else { continue }
      guard request.values(header).map(plain) == [expected] else {
        throw RPCFault(
          .headerMismatch, "The header \(header) does not say what the message says.")
      }
    }
    return own
  }

  /// The text of a header that may be wrapped, for signs that headers do not have.
  private static func plain(_ header: String) -> String? {
    guard header.hasPrefix("=?base64?"), header.hasSuffix("?=") else { return header }
    return Data(base64Encoded: String(header.dropFirst(9).dropLast(2))).flatMap {
      String(validating: $0, as: UTF8.self)
    }
  }
}

extension Request {
  /// What every client was given at its handshake.
  var session: String? { values("Mcp-Session-Id").last.map { String($0.prefix(200)) } }

  func values(_ header: String) -> [String] {
    HTTPField.Name(header).map { headers[values: $0] } ?? []
  }

  /// Whether the client takes a type of content; a client that says nothing takes all.
  func takes(_ type: String) -> Bool {
    guard let text = headers[.accept]?.lowercased() else { return true }
    let kind = type.prefix { $0 != "/" }
    return text.split(separator: ",").contains { part in
      let name = part.prefix { $0 != ";" }.trimmingCharacters(in: .whitespaces)
      return name == type || name == "*/*" || name == "\(kind)/*"
    }
  }
}

extension Response {
  mutating func set(_ header: String, _ value: String) {
    if let name = HTTPField.Name(header) { headers[name] = value }
  }
}
