import Foundation
import Hummingbird
import NIOCore
import Tabular

extension Request {
  /// The body as JSON.
  ///
  /// - Parameter names: the members that there are; another is refused, since what is misspelt means something.
  /// - Throws: a `Problem` that says what is missing or is not what is expected.
  func decoded<Value: Decodable>(
    _ type: Value.Type, knowing names: [String]
  ) async throws -> Value {
    let data = Data(buffer: try await body.collect(upTo: 1 << 20))
    let members = (try? JSONSerialization.jsonObject(with: data)) as? [String: Any]
    if let other = members?.keys.sorted().first(where: { !names.contains($0) }) {
      throw Problem.body(
        "\"\(other.prefix(100))\" is no member of it. There are \(names.joined(separator: ", ")).")
    }
    let repeated = members == nil ? [] : RepeatedMembers.names(in: data)
    guard repeated.isEmpty else {
      throw Problem.body(
        "Given more than once: \(repeated.joined(separator: ", ")). Give each once.")
    }
    do {
      return try JSONDecoder().decode(type, from: data)
    } catch {
      throw Problem.body(Problem.words(for: error))
    }
  }

}

extension Problem {
  /// A body that is not understood.
  static func body(_ detail: String) -> Problem {
    Problem(.unprocessableContent, "body", "The request is not understood", detail)
  }

  /// What a decoder found wrong, for a person.
  static func words(for error: any Error) -> String {
    guard let error = error as? DecodingError else { return "Expected a JSON object." }
    switch error {
    case .keyNotFound(let key, _): return "\"\(key.stringValue)\" is missing."
    case .typeMismatch(_, let context), .valueNotFound(_, let context),
      .dataCorrupted(let context):
      let path = context.codingPath.map(\.stringValue).joined(separator: ".")
      return path.isEmpty ? "Expected a JSON object." : "\"\(path)\" is not what is expected."
    @unknown default: return "Expected a JSON object."
    }
  }
}
