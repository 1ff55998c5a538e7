import Wording

/// What a number in a sentence counts: something of the record, or money, years, kilometres …
struct CountedThing {
  let reading: SentenceReading
  let amount: Amount

  private var sentence: Sentence { reading.sentence }

  /// How far after the number the noun may stand: "181,509 illegal border crossings".
  private static let reach = 5

  fileprivate enum Noun {
    case record, migration
    case unit(String)
    case unknown, none
  }

  private var noun: Noun {
    var sawAdjective = false
    var index = amount.core.upperBound
    let limit = min(index + CountedThing.reach, sentence.range.upperBound)
    while index < limit, let token = sentence.token(index) {
      if token.kind == .symbol { return sawAdjective ? .unknown : .none }
      if token.kind == .number { return sawAdjective ? .unknown : .none }
      if reading.moments.contains(where: { $0.range.contains(index) }) {
        return sawAdjective ? .unknown : .none
      }
      // "2,1 millones de expedientes".
      if index == amount.core.upperBound, sentence.isWord(token.folded, in: .plainOf),
        sentence.token(index + 1)?.kind == .word, sentence.match(at: index)?.range.count ?? 1 == 1,
        !sentence.isWord(index + 1, in: .people)
      {
        index += 1
        continue
      }
      if let match = sentence.match(startingAt: index) {
        if match.has(.number) { return sawAdjective ? .unknown : .none }
        if let id = match.id(.unit), id != "poll" { return .unit(id) }
        if match.has(.nationality) || match.has(.demographic) || match.has(.measure) {
          return .record
        }
        if match.has(.agency) { return .unit("votes") }
        if match.has(.topic) { return .migration }
        if match.has(.cue) { return .record }
        if match.has(.per) || match.has(.base) || match.has(.change) || match.has(.shareOf) {
          return sawAdjective ? .unknown : .none
        }
        if match.has(.span) { return sawAdjective ? .unknown : .unit("time") }
        index = match.range.upperBound
        continue
      }
      // "288 cases": whatever was spoken of.
      if sentence.isWord(index, in: .instance) { return .none }
      if sentence.isWord(token.folded, in: .noNoun) { return sawAdjective ? .unknown : .none }
      sawAdjective = true
      index += 1
    }
    return sawAdjective ? .unknown : .none
  }

  private var isMoney: Bool {
    let before = sentence.match(endingAt: amount.core.lowerBound)
    if before?.id(.unit) == "money-symbol" { return true }
    if ["$", "€", "£"].contains(sentence.word(amount.core.lowerBound - 1)) { return true }
    guard let after = sentence.match(startingAt: amount.core.upperBound) else {
      return hasUnitAfterOf("money")
    }
    return after.id(.unit) == "money" || after.id(.unit) == "money-symbol"
      || hasUnitAfterOf("money")
  }

  /// "20 millones de dólares".
  private func hasUnitAfterOf(_ id: String) -> Bool {
    guard sentence.isWord(amount.core.upperBound, in: .plainOf) else { return false }
    return sentence.match(startingAt: amount.core.upperBound + 1)?.id(.unit) == id
  }

  /// "aged 34", "34-year-old", ", 34,", "de 34 años".
  private var isAge: Bool {
    guard amount.value < 120, amount.value > 0, amount.unit == .count,
      amount.upper == nil || amount.value < 100
    else { return false }
    let next = amount.core.upperBound
    if let match = sentence.match(startingAt: next), match.id(.unit) == "age" { return true }
    if sentence.isWord(amount.core.lowerBound - 1, in: .aged) { return true }
    if sentence.isWord(amount.core.lowerBound - 1, in: .bareOf),
      sentence.isWord(next, in: .years)
    {
      return true
    }
    let isApposed =
      sentence.token(amount.core.lowerBound - 1)?.isSymbol(",") == true
      && [",", "."].contains(sentence.word(next))
      && sentence.token(amount.core.lowerBound - 2)?.isCapitalised == true
    return isApposed && amount.isDigits && amount.value == amount.value.rounded()
  }

  /// "a city of 28,000": what the number is of stands before it.
  private var isOfSomethingElse: Bool {
    let start = amount.range.lowerBound
    guard sentence.isWord(start - 1, in: .plainOf), let token = sentence.token(start - 2),
      token.kind == .word
    else { return false }
    let match = sentence.match(endingAt: start - 1)
    return match == nil && !sentence.isWord(token.folded, in: .amountNoun)
  }

  /// "10:30", "555-0134", "Route 57", "No. 14", "COVID-19".
  private var isLabel: Bool {
    let (before, after) = (
      sentence.token(amount.core.lowerBound - 1), sentence.token(amount.core.upperBound)
    )
    if after?.isSymbol(":") == true, after?.hasSpace == false,
      sentence.token(amount.core.upperBound + 1)?.kind == .number
    {
      return true
    }
    if before?.isSymbol(":") == true, before?.hasSpace == false,
      sentence.token(amount.core.lowerBound)?.hasSpace == false
    {
      return true
    }
    if sentence.token(amount.core.lowerBound)?.isJoined == true { return true }
    for mark in ["-", "/", "+", "#", "@", "_"] {
      if before?.isSymbol(mark) == true, sentence.token(amount.core.lowerBound)?.hasSpace == false,
        before?.hasSpace == false || mark == "+" || mark == "#" || mark == "@"
      {
        return true
      }
      if after?.isSymbol(mark) == true, after?.hasSpace == false, amount.upper == nil,
        sentence.token(amount.core.upperBound + 1)?.kind == .number
      {
        return true
      }
    }
    if after?.isJoined == true, after?.kind == .number { return true }
    if sentence.isWord(before?.folded ?? "", in: .numbered), amount.isDigits,
      amount.range == amount.core,
      !amount.isGrouped, amount.decimals == 0
    {
      return true
    }
    guard let before, before.isCapitalised, before.kind == .word, amount.isDigits,
      amount.value < 10_000,
      !amount.isGrouped
    else { return false }
    let match = sentence.match(endingAt: amount.core.lowerBound)
    return amount.range == amount.core && (match == nil || match?.has(.unit) == true)
      && amount.core.lowerBound - 1 > sentence.range.lowerBound && noun.isNone
  }

  /// Whether the noun stands elsewhere in the sentence.
  var isBare: Bool { if case .none = noun { true } else { false } }

  /// Whether what was spoken of before may be what it counts: people by their nation or group, or a
  /// number that stands alone. "4,000 people" may be any people.
  var canBeCarried: Bool {
    switch noun {
    case .record: true
    case .none: amount.value >= 100
    case .migration, .unit, .unknown: false
    }
  }

  /// Whether the number can be one of the record's.
  var isRecordLike: Bool {
    if isMoney || isAge || isLabel || isTime { return false }
    switch noun {
    case .record, .migration: return true
    case .unit, .unknown: return false
    case .none:
      // A bare number is one when it is large and written as counts are, or compared.
      if isOfSomethingElse { return false }
      return amount.value >= 100 || amount.value >= 20 && !amount.isDigits
        || sentence.match(endingAt: amount.range.lowerBound)?.has(.cue) == true
    }
  }

  private var isTime: Bool {
    if let match = sentence.match(startingAt: amount.core.upperBound), match.id(.unit) == "time" {
      return true
    }
    return false
  }

  /// What the number is when no claim was made of it; `nil` when it is not worth a mention.
  var other: FoundClaim.Other? {
    if isMoney { return .money }
    if isAge { return .age }
    if amount.unit == .ordinal { return nil }
    let isWritten = amount.isDigits || amount.value >= 1000
    if isTime { return isWritten ? .time : nil }
    if isLabel { return .unknown }
    if amount.unit == .percent || amount.unit == .points || amount.unit == .fraction {
      if amount.unit == .fraction, !hasMigration { return nil }
      if sentence.matches.contains(where: { $0.id(.unit) == "poll" || $0.id(.unit) == "votes" }) {
        return .poll
      }
      return hasMigration ? (amount.unit == .fraction ? nil : .uncounted) : .unknown
    }
    if amount.unit == .multiple { return nil }
    switch noun {
    case .unit(let id):
      guard isWritten else { return nil }
      return ["distance": .distance, "age": .age, "time": .time, "votes": .votes, "money": .money][
        id]
        ?? .unknown
    case .record, .migration:
      if reading.isQuoted(amount.core.lowerBound), !hasMigration { return .quotation }
      return isWritten || amount.value >= 20 || amount.per != nil ? .uncounted : smallCount
    case .unknown, .none:
      return isWritten ? .unknown : nil
    }
  }

  /// "two migrants drowned": a single event with a cue.
  private var smallCount: FoundClaim.Other? { amount.isDigits ? .uncounted : nil }

  private var hasMigration: Bool {
    sentence.matches.contains {
      $0.has(.topic) || $0.has(.cue) || $0.has(.nationality) || $0.has(.placeLoose)
    }
  }
}

extension CountedThing.Noun {
  fileprivate var isNone: Bool { if case .none = self { true } else { false } }
}
