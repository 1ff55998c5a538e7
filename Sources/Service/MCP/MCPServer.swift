import Foundation
import Logging
import Questions
import Record
import Wording

/// What assistants are answered, whatever the way on which messages come and go.
final class MCPServer: Sendable {
  /// From what, with what and how much at a time.
  struct Configuration: Sendable {
    var version: String
    var tools: [any MCPTool]
    /// What questions are answered from.
    var world: @Sendable (Language) -> World
    /// Threads for answers, and for simulations.
    var workers: WorkerPool
    var simulations: WorkerPool
    /// Answers, and simulations among them, that are made at a time.
    var answersAtATime: Int
    var simulationsAtATime: Int
    /// Whether messages may name files and folders of this machine: who asks is at it.
    var isLocal: Bool
    var logger: Logger
  }

  /// A request, with what is known of the one who sent it.
  struct Asked: Sendable {
    var request: RPCRequest
    var version: MCPVersion
    var language: Language
    var call: RunningCall
    /// Takes notifications, in one line, until there is an answer.
    var notify: @Sendable (String) -> Void
  }

  /// An answer, in one line, and what is wrong where it is a fault.
  struct Answered: Sendable {
    var line: String
    var fault: RPCFault.Code?

    init(_ line: String) { self.line = line }

    init(_ fault: RPCFault) { (line, self.fault) = (fault.line, fault.code) }
  }

  /// Calls at a time, those that wait for their turn among them.
  static let mostCalls = 64
  /// Bytes of a message: room for a text to check and for drafts of scenarios.
  static let longestMessage = 4 << 20

  let configuration: Configuration
  private let tools: [String: any MCPTool]
  private let answers: Turns
  private let simulations: Turns

  init(_ configuration: Configuration) {
    self.configuration = configuration
    tools = Dictionary(
      configuration.tools.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    answers = Turns(configuration.answersAtATime)
    simulations = Turns(configuration.simulationsAtATime)
  }

  /// The answer to a request; `nil` where the call was cancelled.
  func answer(_ asked: Asked) async -> Answered? {
    var answered: Answered
    do {
      var result = try await result(of: asked)
      if asked.version.isWithoutHandshake { result = complete(result, asked.request.method) }
      answered = Answered(asked.request.answered(result))
    } catch is CancellationError {
      return nil
    } catch var fault as RPCFault {
      fault.id = asked.request.id
      answered = Answered(fault)
    } catch {
      configuration.logger.error(
        "Unexpected error",
        metadata: ["method": "\(asked.request.method.prefix(100))", "error": "\(type(of: error))"])
      answered = Answered(
        RPCFault(.internal, "Something went wrong on our side.", id: asked.request.id))
    }
    return asked.call.isCancelled ? nil : answered
  }

  private func result(of asked: Asked) async throws -> JSONValue {
    let params = asked.request.params
    switch asked.request.method {
    case "initialize" where !asked.version.isWithoutHandshake:
      return .object(
        about.merging([
          "protocolVersion": .text(MCPVersion.settled(params["protocolVersion"]).rawValue),
          "serverInfo": implementation,
        ]) { $1 })
    case "server/discover" where asked.version.isWithoutHandshake:
      let versions = MCPVersion.allCases.filter(\.isWithoutHandshake)
      return .object(
        about.merging(["supportedVersions": .list(versions.map { .text($0.rawValue) })]) { $1 })
    case "ping": return [:]
    case "tools/list":
      let world = configuration.world(asked.language)
      return ["tools": .list(try configuration.tools.map { try $0.offer(in: world) })]
    case "tools/call": return try await called(asked)
    case "resources/list": return ["resources": MCPResource.list]
    case "resources/templates/list": return ["resourceTemplates": []]
    case "resources/read":
      let world = configuration.world(asked.language)
      return ["contents": try MCPResource.content(at: params["uri"], in: world)]
    default:
      throw RPCFault(
        .methodNotFound, "There is no method \(asked.request.method.prefix(100)) here.")
    }
  }

  /// What a result has from July 2026 on.
  private func complete(_ result: JSONValue, _ method: String) -> JSONValue {
    var members = result.members ?? [:]
    members["resultType"] = "complete"
    members["_meta"] = ["io.modelcontextprotocol/serverInfo": implementation]
    // What is listed may be kept, for no time.
    if method != "tools/call" {
      (members["ttlMs"], members["cacheScope"]) = (0, "private")
    }
    return .object(members)
  }

  private var implementation: JSONValue {
    ["name": "trocha", "title": "Trocha", "version": .text(configuration.version)]
  }

  private var about: [String: JSONValue] {
    [
      "capabilities": ["tools": [:], "resources": [:]],
      "instructions": .text(MCPServer.instructions),
    ]
  }

  static let instructions = """
    Trocha answers from a record of published migration figures. With each figure, give its source, the day \
    it was published and what it covers, as the answer states them. null means not known, never zero; \
    a figure marked partial or "at least" stays so. Forecasts, effects and simulations come with bands: give \
    them. as_of uses only what was known on a day. The resource trocha://series lists the named series; words \
    such as "encounters usbp southwest VEN" ask for any other.
    """
}

extension MCPServer {
  /// What a tool gives, or what is wrong with what it was given.
  private func called(_ asked: Asked) async throws -> JSONValue {
    guard let name = asked.request.params["name"]?.text, let tool = tools[name] else {
      let name = asked.request.params["name"]?.text ?? ""
      throw RPCFault(
        .invalidParams,
        "There is no tool \"\(name.prefix(100))\". The tools are "
          + tools.keys.sorted().joined(separator: ", ") + ".")
    }
    let arguments: [String: JSONValue]
    switch asked.request.params["arguments"] {
    case nil, JSONValue.none?: arguments = [:]
    case .object(let members)?: arguments = members
    default: throw RPCFault(.invalidParams, "Expected arguments that are an object.")
    }
    do {
      let data = try await answer(of: tool, arguments, asked)
      return MCPServer.result(String(decoding: data, as: UTF8.self), asked.version)
    } catch let error as CancellationError {
      throw error
    } catch {
      return ["content": [["type": "text", "text": .text(words(for: error))]], "isError": true]
    }
  }

  private func answer(
    of tool: any MCPTool, _ arguments: [String: JSONValue], _ asked: Asked
  ) async throws -> Data {
    let call = asked.call
    var world = configuration.world(asked.language)
    world.isCancelled = { call.isCancelled }
    if let token = asked.request.progressToken {
      let reports = ProgressReports(token, send: asked.notify)
      world.progress = { reports.report($0, of: $1) }
    }
    let isSimulation = tool.simulates(arguments)
    let pool = isSimulation ? configuration.simulations : configuration.workers
    let task = Task { [world] in
      try await (isSimulation ? simulations : answers).take {
        try await withTaskExecutorPreference(pool) { try await tool.answer(arguments, in: world) }
      }
    }
    // Once it runs it is asked to stop; before that it leaves the queue.
    call.onCancel { task.cancel() }
    return try await task.value
  }

  /// Bytes of an answer beyond which it is not given as JSON a second time.
  private static let mostStructured = 256 << 10

  private static func result(_ text: String, _ version: MCPVersion) -> JSONValue {
    var members: [String: JSONValue] = [
      "content": [["type": "text", "text": .text(text)]], "isError": false,
    ]
    if version.takesStructured(text), text.utf8.count <= mostStructured {
      // Written with a line for each value; no text has an end of line in it, as JSON escapes them.
      let lines = text.split(separator: "\n").map { $0.drop { $0 == " " } }
      members["structuredContent"] = .written(lines.joined())
    }
    return .object(members)
  }

  /// What went wrong, for the assistant and whoever reads its answer.
  private func words(for error: any Error) -> String {
    if let faults = error as? InputFaults { return "\(faults)" }
    if let problem = Problem(error) { return problem.detail }
    if let stopped = error as? Stopped { return "\(stopped)" }
    if configuration.isLocal, let error = error as? RecordError { return "\(error)" }
    // The kind alone: the words may hold what somebody entered.
    configuration.logger.error("Unexpected error", metadata: ["error": "\(type(of: error))"])
    return "Something went wrong on our side, and the question has no answer. The log says more."
  }
}
