/// What JSON Schema says of an input (draft 2020-12).
package struct InputSchema: Encodable, Equatable, Sendable {
  /// A single default value, by its type.
  enum Value: Encodable, Equatable, Sendable {
    case text(String)
    case whole(Int)
    case number(Double)
    case flag(Bool)

    func encode(to encoder: any Encoder) throws {
      var container = encoder.singleValueContainer()
      switch self {
      case .text(let text): try container.encode(text)
      case .whole(let whole): try container.encode(whole)
      case .number(let number): try container.encode(number)
      case .flag(let flag): try container.encode(flag)
      }
    }
  }

  var type: String
  var format: String?
  var choices: [String]?
  var minimum, maximum: Double?
  var usual: Value?
  /// What an item of a list is.
  var items: [InputSchema]?

  private enum CodingKeys: String, CodingKey {
    case type, format, minimum, maximum, items
    case choices = "enum"
    case usual = "default"
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(type, forKey: .type)
    try container.encodeIfPresent(format, forKey: .format)
    try container.encodeIfPresent(choices, forKey: .choices)
    try container.encodeIfPresent(minimum, forKey: .minimum)
    try container.encodeIfPresent(maximum, forKey: .maximum)
    try container.encodeIfPresent(usual, forKey: .usual)
    try container.encodeIfPresent(items?.first, forKey: .items)
  }
}

extension Input {
  package var schema: InputSchema {
    var one = InputSchema(
      type: expectation.type, format: expectation.format,
      choices: expectation.choices.isEmpty ? nil : expectation.choices,
      minimum: expectation.minimum, maximum: expectation.maximum)
    guard form != .list, form != .names else {
      return InputSchema(type: "array", items: [one])
    }
    if form == .flag { one.usual = .flag(false) }
    if let text = usualText {
      one.usual =
        switch expectation.type {
        case "integer": Int(text).map(InputSchema.Value.whole)
        case "number": Double(text).map(InputSchema.Value.number)
        default: .text(text)
        }
    }
    return one
  }
}
