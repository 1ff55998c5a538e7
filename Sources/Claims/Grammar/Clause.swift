import Wording

/// The part of a sentence that a verb such as "rose" stands in, as far as marks and joints show it.
struct Clause: Sendable {
  /// All of it.
  var range: Range<Int>
  /// What stands before the verb.
  var before: Range<Int>
  /// What stands after it.
  var after: Range<Int>
  /// What its subject may be looked for in: before the verb, and in Spanish after it where nothing before
  /// it is one.
  var subject: Range<Int>

  /// - Parameter verb: tokens of the verb.
  init(of verb: Range<Int>, in reading: SentenceReading) {
    let sentence = reading.sentence
    var start = verb.lowerBound
    while start > sentence.range.lowerBound, !Clause.begins(after: start - 1, verb, reading) {
      start -= 1
    }
    var end = verb.upperBound
    while end < sentence.range.upperBound, !Clause.ends(at: end, sentence) { end += 1 }
    before = start..<verb.lowerBound
    after = verb.upperBound..<end
    range = start..<end
    subject = before
    if sentence.language == .spanish, !Clause.names(before, reading) {
      let first = after.lowerBound
      let reach = min(after.upperBound, first + Clause.toSubject)
      let stop = (first..<reach).first { sentence.token($0)?.kind == .symbol } ?? reach
      if Clause.names(first..<stop, reading) { subject = first..<stop }
    }
  }

  /// Words after a Spanish verb among which its subject stands: "volvió a subir el número de".
  private static let toSubject = 7
  private static let stops: Set<String> = [";", ":", "(", ")", "—", "–", "•"]

  /// Whether a clause begins just after a token.
  private static func begins(
    after token: Int, _ verb: Range<Int>, _ reading: SentenceReading
  ) -> Bool {
    let sentence = reading.sentence
    if stops.contains(sentence.word(token)) { return true }
    if sentence.isWord(token, in: .that),
      sentence.isWord(token - 1, in: .saying) || sentence.match(at: token - 1)?.has(.said) == true
    {
      return true
    }
    guard sentence.isWord(token, in: .joint) else { return false }
    // "Deaths and disappearances rose" is one clause; "arrests fell and deaths rose" are two.
    return sentence.word(token - 1) == ","
      || sentence.matches.contains {
        $0.range.upperBound <= token && ($0.has(.direction) || $0.has(.change))
      }
      || reading.amounts.contains { $0.range.upperBound <= token && $0.unit == .count }
  }

  private static func ends(at token: Int, _ sentence: Sentence) -> Bool {
    if stops.contains(sentence.word(token)) { return true }
    guard sentence.isWord(token, in: .joint) else { return false }
    return sentence.word(token - 1) == "," || sentence.token(token + 1)?.kind == .word
  }

  /// Whether words name something that is counted, or stand for it.
  static func names(_ range: Range<Int>, _ reading: SentenceReading) -> Bool {
    range.contains { reading.sentence.isWord($0, in: .tally) } || namesCounted(range, reading)
  }

  /// Whether words say what is counted; "migrants" and "people" alone do not.
  static func namesCounted(_ range: Range<Int>, _ reading: SentenceReading) -> Bool {
    reading.mentions.cues.contains {
      range.contains($0.tokens.lowerBound) && $0.ids != ["generic"]
    }
  }

  /// Whether every word of its subject is understood: a phrase of the lexicon, a number, a time, or a word
  /// that says nothing of what is counted.
  func isPlain(in reading: SentenceReading) -> Bool {
    subject.allSatisfy { isKnown($0, reading) }
  }

  /// Whether it is about something else: "the cost of deportations rose", "polls".
  func isOfOther(in reading: SentenceReading) -> Bool {
    let sentence = reading.sentence
    return (before.lowerBound..<max(before.upperBound, subject.upperBound)).contains { token in
      if sentence.isWord(token, in: .head) { return true }
      return sentence.match(at: token).map { $0.has(.obstacle) || $0.has(.unit) } ?? false
    } || hasOtherHead(reading) || isNarrowed(reading)
  }

  /// "Complaints about arrests rose": a word that is not understood, and only then what is counted.
  private func hasOtherHead(_ reading: SentenceReading) -> Bool {
    let sentence = reading.sentence
    let isNamed = { (token: Int) in
      sentence.isWord(token, in: .tally)
        || reading.mentions.cues.contains { $0.tokens.contains(token) && $0.ids != ["generic"] }
    }
    guard let named = subject.first(where: isNamed) else { return false }
    let comma = (subject.lowerBound..<named).last { sentence.word($0) == "," }
    let first = comma.map { $0 + 1 } ?? subject.lowerBound
    let link = (first..<named).last { sentence.isWord($0, in: .preposition) }
    guard let link else { return false }
    return (first..<link).contains { !isKnown($0, reading) }
  }

  /// "Arrests of smugglers fell": only some of what is counted, who are no people of the record.
  private func isNarrowed(_ reading: SentenceReading) -> Bool {
    let sentence = reading.sentence
    return reading.mentions.cues.contains { cue in
      var next = cue.tokens.upperBound
      guard subject.contains(cue.tokens.lowerBound), subject.contains(next),
        sentence.match(startingAt: next)?.has(.shareOf) == true
      else { return false }
      next += 1
      while subject.contains(next), sentence.isWord(next, in: .plain) { next += 1 }
      guard subject.contains(next), sentence.token(next)?.kind == .word else { return false }
      let isTime = reading.moments.contains { $0.range.contains(next) }
      return !isTime && sentence.match(at: next).map { !Clause.isOfRecord($0) } ?? true
    }
  }

  private static func isOfRecord(_ match: Match) -> Bool {
    match.meanings.contains { meaning in
      switch meaning.role {
      case .topic, .nationality, .demographic, .place, .placeLoose, .component, .agency, .cue,
        .kind,
        .authority, .sector, .part, .measure, .number:
        true
      default: false
      }
    }
  }

  private func isKnown(_ token: Int, _ reading: SentenceReading) -> Bool {
    guard reading.sentence.token(token)?.kind == .word else { return true }
    return reading.sentence.match(at: token) != nil || reading.sentence.isWord(token, in: .plain)
      || reading.moments.contains { $0.range.contains(token) }
  }
}
