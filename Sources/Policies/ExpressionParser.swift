import Periods
import Tabular

/// Reads a condition; an error names the character at which it is wrong.
///
/// Binds from loose to tight: `or`, `and`, `not`, comparison. Facts are checked against the
/// vocabulary, and what they are compared with against the fact's kind.
package struct ExpressionParser {
  /// What is wrong with a text.
  package struct Failure: Error, Equatable {
    /// Character of the text, from 0.
    package var offset: Int
    package var expected: String
    package var found: String
    package var hint = ""
  }

  /// Longest text and deepest nesting that are read: far more than a law needs, and far less than would
  /// overflow the stack.
  static let longest = 10_000
  static let deepest = 50

  private let facts: [String: Fact]
  private let holidays: [String: HolidayCalendar]
  private var tokens: [Token]
  private var position = 0
  private var depth = 0

  private struct Token {
    var text: String
    var offset: Int
  }

  /// - Parameter holidays: days off by country, for terms that end on a working day.
  package static func parse(
    _ text: String, facts: [String: Fact], holidays: [String: HolidayCalendar] = [:]
  ) throws(Failure) -> Expression {
    guard text.utf8.count <= longest else {
      throw Failure(
        offset: 0, expected: "a condition of at most \(longest) characters",
        found: "\(text.utf8.count)")
    }
    var parser = ExpressionParser(
      facts: facts, holidays: holidays, tokens: try tokens(of: text))
    let expression = try parser.either()
    if let token = parser.current {
      throw Failure(
        offset: token.offset, expected: "\"and\", \"or\" or the end", found: "\"\(token.text)\"")
    }
    return expression
  }

  // MARK: Tokens

  private static func tokens(of text: String) throws(Failure) -> [Token] {
    var tokens: [Token] = []
    let characters = Array(text)
    var index = 0
    while index < characters.count {
      let character = characters[index]
      let start = index
      if character.isWhitespace {
        index += 1
        continue
      }
      if "(){},+".contains(character) {
        index += 1
      } else if "<>=!".contains(character) {
        index += 1
        if index < characters.count, characters[index] == "=" { index += 1 }
      } else if character == "-", start + 1 < characters.count, characters[start + 1].isWhitespace {
        index += 1
      } else if isWord(character) {
        while index < characters.count, isWord(characters[index]) { index += 1 }
      } else {
        throw Failure(
          offset: start, expected: "a fact, a value or a sign", found: "\"\(character)\"",
          hint: "Signs are = != < <= > >= ( ) { } and the words and, or, not, in, today.")
      }
      tokens.append(Token(text: String(characters[start..<index]), offset: start))
    }
    return tokens
  }

  private static func isWord(_ character: Character) -> Bool {
    character.isLetter || character.isNumber || character == "-" || character == "."
      || character == "_"
  }

  private var current: Token? { position < tokens.count ? tokens[position] : nil }

  private var end: Int { (tokens.last?.offset ?? 0) + (tokens.last?.text.count ?? 0) }

  private mutating func take(_ text: String) -> Bool {
    guard current?.text == text else { return false }
    position += 1
    return true
  }

  private mutating func next(_ expected: String) throws(Failure) -> Token {
    guard let token = current else {
      throw Failure(offset: end, expected: expected, found: "the end of the condition")
    }
    position += 1
    return token
  }

  private mutating func need(_ text: String) throws(Failure) {
    let token = try next("\"\(text)\"")
    guard token.text == text else {
      throw Failure(offset: token.offset, expected: "\"\(text)\"", found: "\"\(token.text)\"")
    }
  }

  // MARK: Grammar

  private mutating func either() throws(Failure) -> Expression {
    depth += 1
    defer { depth -= 1 }
    if depth > ExpressionParser.deepest {
      throw Failure(
        offset: current?.offset ?? end,
        expected: "at most \(ExpressionParser.deepest) levels of brackets", found: "more")
    }
    var parts = [try both()]
    while take("or") { parts.append(try both()) }
    return parts.count == 1 ? parts[0] : .any(parts)
  }

  private mutating func both() throws(Failure) -> Expression {
    var parts = [try negated()]
    while take("and") { parts.append(try negated()) }
    return parts.count == 1 ? parts[0] : .all(parts)
  }

  private mutating func negated() throws(Failure) -> Expression {
    // "not not not …" is counted rather than followed, so that it takes no stack.
    var isNegated = false
    while take("not") { isNegated.toggle() }
    let part = try single()
    return isNegated ? .not(part) : part
  }

  private mutating func single() throws(Failure) -> Expression {
    let token = try next("a condition")
    switch token.text {
    case "(":
      let inner = try either()
      try need(")")
      return inner
    case "always": return .always(true)
    case "never": return .always(false)
    case "open":
      try need("(")
      let id = try next("the id of a policy").text
      try need(")")
      return .open(id)
    default: return try condition(on: try fact(token))
    }
  }

  private func fact(_ token: Token) throws(Failure) -> Fact {
    if let fact = facts[token.text] { return fact }
    let near = suggestion(for: token.text, among: facts.keys.sorted() + ["always", "never"])
    throw Failure(
      offset: token.offset, expected: "a fact", found: "\"\(token.text)\"",
      hint: near.map { "Did you mean \"\($0)\"?" }
        ?? "Facts known here: \(facts.keys.sorted().joined(separator: ", ")).")
  }

  private mutating func condition(on fact: Fact) throws(Failure) -> Expression {
    if take("in") { return try among(fact) }
    guard let sign = current, let comparison = Expression.Comparison(rawValue: sign.text) else {
      if case .yesNo = fact.kind { return .holds(fact.id) }
      throw Failure(
        offset: current?.offset ?? end, expected: "a comparison after \"\(fact.id)\"",
        found: current.map { "\"\($0.text)\"" } ?? "the end of the condition",
        hint: "Such as \(fact.id) \(ExpressionParser.example(of: fact)).")
    }
    position += 1
    if case .yesNo = fact.kind {
      let value = try next("yes or no")
      guard ["yes", "no"].contains(value.text), [.equal, .notEqual].contains(comparison) else {
        throw Failure(
          offset: value.offset, expected: "= yes or = no", found: "\"\(sign.text) \(value.text)\"",
          hint: "\"\(fact.id)\" by itself means yes, \"not \(fact.id)\" means no.")
      }
      let isTrue = (value.text == "yes") == (comparison == .equal)
      return isTrue ? .holds(fact.id) : .not(.holds(fact.id))
    }
    return .compare(fact: fact.id, comparison, try operand(of: fact, comparison, sign.offset))
  }

  private mutating func among(_ fact: Fact) throws(Failure) -> Expression {
    let start = current?.offset ?? end
    try need("{")
    var words: [String] = []
    repeat {
      let token = try next("a word")
      guard case .word(let word) = try value(token, of: fact) else {
        throw Failure(
          offset: start, expected: "a comparison such as \(ExpressionParser.example(of: fact))",
          found: "a list")
      }
      words.append(word)
    } while take(",")
    try need("}")
    return .among(fact: fact.id, words)
  }

  private mutating func operand(
    of fact: Fact, _ comparison: Expression.Comparison, _ offset: Int
  ) throws(Failure) -> Expression.Operand {
    let token = try next("a value")
    switch fact.kind {
    case .day where token.text == "today": return try today()
    case .country, .choice:
      guard [.equal, .notEqual].contains(comparison) else {
        throw Failure(
          offset: offset, expected: "= or !=", found: "\"\(comparison.rawValue)\"",
          hint: "\"\(fact.id)\" has no order.")
      }
    default: break
    }
    return .value(try value(token, of: fact))
  }

  /// `+ 14 days`, `- 14 days`, `- 1 year` or `- 1 year by USA` after `today`.
  private mutating func today() throws(Failure) -> Expression.Operand {
    let isEarlier = take("-")
    guard isEarlier || take("+") else { return .today(plusDays: 0) }
    let token = try next("a number of days")
    guard let count = Int(token.text), (0...36_525).contains(count) else {
      throw Failure(
        offset: token.offset, expected: "a number of days", found: "\"\(token.text)\"")
    }
    if take("years") || take("year") {
      guard count <= 100 else {
        throw Failure(
          offset: token.offset, expected: "at most 100 years", found: "\"\(token.text)\"")
      }
      if isEarlier, take("by") { return try term(ofYears: count) }
      return .anniversary(plusYears: isEarlier ? -count : count)
    }
    if !take("days") { try need("day") }
    return .today(plusDays: isEarlier ? -count : count)
  }

  private mutating func term(ofYears years: Int) throws(Failure) -> Expression.Operand {
    let token = try next("a country of \"holidays\"")
    guard let calendar = holidays[token.text] else {
      throw Failure(
        offset: token.offset, expected: "a country whose holidays the file states",
        found: "\"\(token.text)\"",
        hint: "Such as holidays: {USA: {days: [{on: 4 July}]}}.")
    }
    return .term(years: years, country: token.text, calendar)
  }

  private func value(_ token: Token, of fact: Fact) throws(Failure) -> FactValue {
    // A yes-or-no fact is written by itself, without a value.
    let isYesNo = fact.kind == .yesNo
    if !isYesNo, let value = fact.value(token.text) { return value }
    var hint = ""
    if case .choice(let words) = fact.kind { hint = suggestionHint(for: token.text, among: words) }
    throw Failure(
      offset: token.offset, expected: isYesNo ? "no value" : fact.format.en,
      found: "\"\(token.text)\"", hint: hint)
  }

  private static func example(of fact: Fact) -> String {
    switch fact.kind {
    case .day: "<= 2023-07-31"
    case .number: ">= 18"
    case .country: "= VEN"
    case .choice(let words): "= \(words[0])"
    case .yesNo: ""
    }
  }
}

extension ExpressionParser {
  private init(
    facts: [String: Fact], holidays: [String: HolidayCalendar], tokens: [Token]
  ) {
    self.facts = facts
    self.holidays = holidays
    self.tokens = tokens
  }
}
