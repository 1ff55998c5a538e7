import Foundation
import Tabular

/// A message of JSON-RPC 2.0, as it came.
enum RPCMessage: Sendable {
  case request(RPCRequest)
  case notification(method: String, params: [String: JSONValue])
  /// An answer to a request of ours; there are none.
  case response

  /// Reads a message.
  ///
  /// - Throws: an ``RPCFault`` for what is none, with the id as far as it could be read.
  init(_ data: Data) throws(RPCFault) {
    guard let value = JSONValue(data) else {
      throw RPCFault(.parse, "This is no JSON.")
    }
    if case .list = value {
      throw RPCFault(.invalidRequest, "Send each message by itself: batches are not taken.")
    }
    guard let members = value.members, members["jsonrpc"] == "2.0" else {
      throw RPCFault(
        .invalidRequest, "Expected an object with \"jsonrpc\": \"2.0\".",
        id: value["id"].flatMap(RPCID.init))
    }
    let isAnswer = members["result"] != nil || members["error"] != nil
    let repeated = RepeatedMembers.names(in: data)
    guard repeated.isEmpty else {
      throw RPCFault(
        .invalidRequest, "Given more than once: \(repeated.joined(separator: ", ")).",
        id: members["id"].flatMap(RPCID.init))
    }
    guard let method = members["method"]?.text else {
      if isAnswer, members["method"] == nil {
        self = .response
        return
      }
      throw RPCFault(
        .invalidRequest, "Expected a method, as text.", id: members["id"].flatMap(RPCID.init))
    }
    guard members["id"] != nil else {
      self = .notification(method: method, params: members["params"]?.members ?? [:])
      return
    }
    guard let id = members["id"].flatMap(RPCID.init) else {
      throw RPCFault(.invalidRequest, "Expected an id that is text or a whole number.")
    }
    switch members["params"] {
    case nil: self = .request(RPCRequest(id: id, method: method, params: [:]))
    case .object(let params): self = .request(RPCRequest(id: id, method: method, params: params))
    default: throw RPCFault(.invalidParams, "Expected params that are an object.", id: id)
    }
  }
}

/// What a request is called by, until it is answered.
enum RPCID: Hashable, Sendable {
  case whole(Int64)
  case text(String)

  init?(_ value: JSONValue) {
    switch value {
    case .whole(let whole): self = .whole(whole)
    case .text(let text): self = .text(text)
    default: return nil
    }
  }

  var json: JSONValue {
    switch self {
    case .whole(let whole): .whole(whole)
    case .text(let text): .text(text)
    }
  }
}

/// A request, which is owed an answer.
struct RPCRequest: Sendable {
  var id: RPCID
  var method: String
  var params: [String: JSONValue]

  /// What goes with a request beside its own parameters.
  var meta: [String: JSONValue] { params["_meta"]?.members ?? [:] }

  /// The token under which the client wants to hear of progress.
  var progressToken: JSONValue? {
    switch meta["progressToken"] {
    case .text(let text): .text(text)
    case .whole(let whole): .whole(whole)
    default: nil
    }
  }

  /// The answer, in one line.
  func answered(_ result: JSONValue) -> String {
    JSONValue.object(["jsonrpc": "2.0", "id": id.json, "result": result]).line
  }
}

/// What is wrong with a message.
struct RPCFault: Error, Equatable, Sendable {
  /// Those of JSON-RPC, and of the protocol.
  enum Code: Int64, Sendable {
    case parse = -32_700
    case invalidRequest = -32_600
    case methodNotFound = -32_601
    case invalidParams = -32_602
    case `internal` = -32_603
    /// Too much is being asked at a time.
    case busy = -32_000
    case resourceNotFound = -32_002
    case headerMismatch = -32_020
    case unsupportedVersion = -32_022
  }

  var code: Code
  var message: String
  var data: JSONValue?
  /// `nil` where it could not be read.
  var id: RPCID?

  init(_ code: Code, _ message: String, data: JSONValue? = nil, id: RPCID? = nil) {
    self.code = code
    self.message = message
    self.data = data
    self.id = id
  }

  /// The answer, in one line.
  var line: String {
    var error: [String: JSONValue] = ["code": .whole(code.rawValue), "message": .text(message)]
    error["data"] = data
    return JSONValue.object(["jsonrpc": "2.0", "id": id?.json ?? .none, "error": .object(error)])
      .line
  }
}
