import Foundation
import Logging
import Questions
import Synchronization
import Wording

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// An assistant at the other end of standard input and output: a message of JSON-RPC on each line.
package struct MCPPipe: Sendable {
  private let server: MCPServer
  private let language: Language
  private let running = RunningCalls(most: MCPServer.mostCalls)
  /// What the handshake settled on.
  private let settled = Settled()

  private final class Settled: Sendable {
    let version = Mutex(MCPVersion.assumed)
  }

  /// - Parameters:
  ///   - world: what questions are answered from; the record is opened by the first that needs it.
  ///   - allowsImport: whether files of this machine may be read into the record.
  package init(_ world: World, allowsImport: Bool, logger: Logger) {
    language = world.language
    server = MCPServer(
      .init(
        version: world.version, tools: MCPTools.all(allowsImport: allowsImport),
        world: { language in
          var world = world
          world.language = language
          return world
        },
        workers: WorkerPool("answers", threads: world.threads),
        // Each takes every core by itself.
        simulations: WorkerPool("simulations", threads: world.threads, niceness: 10),
        answersAtATime: world.threads, simulationsAtATime: 1, isLocal: true, logger: logger))
  }

  /// Answers until the input ends and what was asked is answered.
  ///
  /// - Parameter closed: called when nobody reads the answers any more, and all is to end.
  package func run(
    input: Int32 = STDIN_FILENO, output: Int32 = STDOUT_FILENO,
    closed: @escaping @Sendable () -> Void
  ) async {
    // Whoever stops reading ends this program quietly, not by a signal.
    signal(SIGPIPE, SIG_IGN)
    let writer = LineWriter(output, closed: closed)
    // Reading holds its thread.
    await withTaskExecutorPreference(WorkerPool("input", threads: 1)) {
      await withDiscardingTaskGroup { group in
        var reader = LineReader(input, longest: MCPServer.longestMessage)
        while let line = reader.next() {
          await take(line, writer, &group)
        }
        // What was asked is answered, unless nobody waits for it.
        while running.count > 0 {
          if writer.isClosed { return closed() }
          try? await Task.sleep(for: .milliseconds(50))
        }
      }
    }
  }

  private func take(
    _ line: LineReader.Line, _ writer: LineWriter, _ group: inout DiscardingTaskGroup
  ) async {
    do {
      guard case .bytes(let bytes) = line else {
        throw RPCFault(
          .invalidRequest, "A message has at most \(MCPServer.longestMessage) bytes on its line.")
      }
      if bytes.allSatisfy({ [0x20, 0x09, 0x0D].contains($0) }) { return }
      switch try RPCMessage(bytes) {
      case .request(let request): try await take(request, writer, &group)
      case .notification("notifications/cancelled", let params):
        if let id = params["requestId"].flatMap(RPCID.init) { running.cancel(.init(id: id)) }
      case .notification, .response: break
      }
    } catch let fault as RPCFault {
      writer.write(fault.line)
    } catch {
      writer.write(RPCFault(.internal, "Something went wrong on our side.").line)
    }
  }

  private func take(
    _ request: RPCRequest, _ writer: LineWriter, _ group: inout DiscardingTaskGroup
  ) async throws {
    let version: MCPVersion
    do {
      version = try request.ownVersion() ?? settled.version.withLock { $0 }
    } catch var fault {
      fault.id = request.id
      throw fault
    }
    if request.method == "initialize", !version.isWithoutHandshake {
      let settles = MCPVersion.settled(request.params["protocolVersion"])
      settled.version.withLock { $0 = settles }
    }
    let key = RunningCalls.Key(id: request.id)
    let call = try running.begin(key)
    let asked = MCPServer.Asked(
      request: request, version: version, language: language, call: call,
      notify: { writer.write($0) })
    guard ["tools/call", "resources/read"].contains(request.method) else {
      // In the order in which they came, and before what comes after them.
      if let answer = await server.answer(asked) { writer.write(answer.line) }
      return running.end(key)
    }
    group.addTask(executorPreference: globalConcurrentExecutor) { [server, running] in
      let answer = await server.answer(asked)
      running.end(key)
      if let answer { writer.write(answer.line) }
    }
  }
}
