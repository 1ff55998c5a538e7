import Foundation

/// JSON of answers, the same through every door: keys in snake case and in order, so that two runs give
/// the same bytes.
package enum AnswerJSON {
  package static func data(_ value: some Encodable) throws -> Data {
    try encoder(.prettyPrinted).encode(value) + Data("\n".utf8)
  }

  /// In one line, without its end.
  package static func line(_ value: some Encodable) throws -> String {
    String(decoding: try encoder([]).encode(value), as: UTF8.self)
  }

  private static func encoder(_ formatting: JSONEncoder.OutputFormatting) -> JSONEncoder {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes, formatting]
    encoder.dateEncodingStrategy = .iso8601
    // Keys of dictionaries, which are names of things, are not touched by a strategy.
    encoder.keyEncodingStrategy = .custom { path in
      AnswerKey(stringValue: spelled(path.last?.stringValue ?? ""))
    }
    return encoder
  }

  private struct AnswerKey: CodingKey {
    var stringValue: String
    var intValue: Int? { nil }
    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  /// The name of a property in JSON: `fitThrough` is `fit_through`, and the truth value `isPartial` is
  /// `partial`.
  package static func spelled(_ name: String) -> String {
    var letters = Substring(name)
    for prefix in ["is", "has"] where name.hasPrefix(prefix) {
      let rest = name.dropFirst(prefix.count)
      if rest.first?.isUppercase == true { letters = rest }
    }
    var spelled = ""
    var before: Character?
    for (index, letter) in zip(letters.indices, letters) {
      let next = letters[letters.index(after: index)...].first
      let begins =
        letter.isUppercase
        && (before?.isLowercase == true || before?.isNumber == true
          || (before != nil && next?.isLowercase == true))
      if begins { spelled += "_" }
      spelled += letter.lowercased()
      before = letter
    }
    return spelled
  }
}
