/// A revision of the Model Context Protocol, by its date; later ones are greater.
enum MCPVersion: String, CaseIterable, Comparable, Sendable {
  case november2024 = "2024-11-05"
  case march2025 = "2025-03-26"
  case june2025 = "2025-06-18"
  case november2025 = "2025-11-25"
  case july2026 = "2026-07-28"

  /// Assumed of a client that names none (2025-06-18, transports).
  static let assumed = march2025
  /// The last one that begins with a handshake.
  static let lastWithHandshake = november2025

  static func < (one: Self, other: Self) -> Bool { one.rawValue < other.rawValue }

  /// Whether every request stands for itself and names its version, without a handshake before it.
  var isWithoutHandshake: Bool { self > .lastWithHandshake }

  /// Whether an answer of this form has a place as JSON beside the same as text: an object from June 2025
  /// on, any value a year later.
  func takesStructured(_ answer: String) -> Bool {
    self >= .july2026 || self >= .june2025 && answer.hasPrefix("{")
  }

  /// The version that a handshake settles on: the client's own where it is spoken here.
  static func settled(_ asked: JSONValue?) -> MCPVersion {
    guard let version = asked?.text.flatMap(MCPVersion.init), !version.isWithoutHandshake else {
      return lastWithHandshake
    }
    return version
  }

  /// Where a request names its version, from July 2026 on.
  static let member = "io.modelcontextprotocol/protocolVersion"

  static func unsupported(_ asked: String) -> RPCFault {
    RPCFault(
      .unsupportedVersion, "Unsupported protocol version.",
      data: [
        "requested": .text(String(asked.prefix(100))),
        "supported": .list(allCases.map { .text($0.rawValue) }),
      ])
  }
}

extension RPCRequest {
  /// The version that the request names itself; `nil` for one that belongs to a handshake.
  ///
  /// - Throws: an ``RPCFault`` for a version that is not spoken here, or a request that lacks what the
  ///   version asks for.
  func ownVersion() throws(RPCFault) -> MCPVersion? {
    guard let named = meta[MCPVersion.member] else { return nil }
    guard let name = named.text else {
      throw RPCFault(.invalidParams, "\(MCPVersion.member): expected text.")
    }
    guard let version = MCPVersion(rawValue: name), version.isWithoutHandshake else {
      throw MCPVersion.unsupported(name)
    }
    guard case .object = meta["io.modelcontextprotocol/clientCapabilities"] else {
      throw RPCFault(
        .invalidParams, "_meta: expected io.modelcontextprotocol/clientCapabilities, an object.")
    }
    return version
  }
}
