import Periods
import Record
import Wording

/// Makes claims of a sentence that has been read.
struct ClaimBuilder {
  let reading: SentenceReading
  /// What the paragraph spoke of before.
  let carried: [Subject]
  let carriedPeriod: (period: Period, isOpen: Bool)?

  var claims: [FoundClaim] = []
  /// What the sentence speaks of, for the parts of it that do not say so themselves.
  var mainSubjects: [Subject] = []
  var mainPeriod: (period: Period, isOpen: Bool)?
  /// Moments that are what something is compared with.
  var bases: Set<Int> = []
  /// Numbers that have become part of a claim.
  var used: Set<Int> = []
  var comparisons: [ComparisonPhrase] = []

  init(
    reading: SentenceReading, carried: [Subject], carriedPeriod: (period: Period, isOpen: Bool)?
  ) {
    self.reading = reading
    self.carried = carried
    self.carriedPeriod = carriedPeriod
  }

  var sentence: Sentence { reading.sentence }

  mutating func build() {
    findComparisons()
    for index in reading.amounts.indices where reading.amounts[index].unit == .count {
      addCount(index)
    }
    for phrase in comparisons { addComparison(phrase) }
    addShares()
    addExtremes()
    addCutoffs()
    for index in reading.amounts.indices where !used.contains(index) { addOther(index) }
  }

  /// A claim with what every claim of the sentence has.
  func claim(
    _ kind: ClaimKind, _ statement: FoundClaim.Statement, _ tokens: Range<Int>, _ amount: Amount? = nil
  ) -> FoundClaim {
    var claim = FoundClaim(
      kind: kind, statement: statement, bytes: sentence.bytes(tokens), amount: amount,
      language: sentence.language)
    claim.attributedTo = reading.attribution
    claim.isQuoted = reading.isQuoted(tokens.lowerBound)
    claim.isExpected = reading.isExpected(tokens)
    return claim
  }

  /// The ways to read what is counted at some tokens: of these words, else of the sentence, else of
  /// the paragraph.
  func subjects(at tokens: Range<Int>, isCarried: Bool) -> [Subject] {
    let own = reading.finder.subjects(at: tokens)
    if isCarried, !mainSubjects.isEmpty { return mainSubjects }
    if own.isEmpty { return mainSubjects.isEmpty ? carried : mainSubjects }
    return own
  }

  /// Sets when a claim is about.
  mutating func setPeriod(of claim: inout FoundClaim, at tokens: Range<Int>) {
    if let anchor = mainPeriod?.period,
      let relative = reading.momentJustAfter(tokens, isRelativeToo: true), reading.isRelative(relative),
      let period = relative.period(date: reading.date, anchor: anchor)
    {
      claim.periods = [period]
    } else if let moment = reading.moment(for: tokens, bases: bases),
      let period = moment.period(date: reading.date)
    {
      claim.periods = [period]
      claim.isOpen = moment.isOpen
    } else if let main = mainPeriod ?? carriedPeriod {
      claim.periods = [main.period]
      claim.isOpen = main.isOpen
      claim.isPeriodSaid = false
    } else {
      claim.isPeriodSaid = false
    }
  }

  // MARK: Numbers of people and events

  private mutating func addCount(_ index: Int) {
    let amount = reading.amounts[index]
    guard !used.contains(index) else { return }
    let counted = CountedThing(reading: reading, amount: amount)
    guard counted.isRecordLike else { return }
    var subjects = self.subjects(at: amount.core, isCarried: false)
    if counted.isBare, reading.finder.subjects(at: amount.core).isEmpty {
      // "(181,059)" and "compared with 132,652 in July" count what the sentence does.
      subjects = mainSubjects.isEmpty ? carried : mainSubjects
    }
    let isCompared = isComparedNumber(amount)
    if counted.isBare, isCompared, !mainSubjects.isEmpty { subjects = mainSubjects }
    guard !subjects.isEmpty else { return }
    var statement = FoundClaim.Statement.level
    var kind = ClaimKind.level
    if let per = amount.per {
      statement = .rate(per: per, isAverage: amount.isAverage)
      kind = .rate
    }
    var claim = claim(kind, statement, amount.range, amount)
    claim.subjects = subjects
    setPeriod(of: &claim, at: amount.core)
    if isCompared, let main = mainPeriod?.period, claim.periods == [main],
      reading.momentJustAfter(amount.core, isRelativeToo: true) == nil
    {
      // "to 54,728 from 121,963": the number before.
      claim.periods = [main.previous, Moment.yearBefore(main)]
    }
    used.insert(index)
    if mainSubjects.isEmpty { mainSubjects = subjects }
    if mainPeriod == nil, !isCompared, let period = claim.periods.first, claim.isPeriodSaid {
      mainPeriod = (period, claim.isOpen)
    }
    claims.append(claim)
  }

  private static let comparedAfter: Set<String> = [
    "from", "compared with", "compared to", "against", "versus", "frente a", "frente al", "respecto a",
    "en comparacion con", "than", "desde", "contra",
  ]

  /// Whether the number is what another is compared with.
  private func isComparedNumber(_ amount: Amount) -> Bool {
    var start = amount.range.lowerBound
    while ["the", "los", "las"].contains(sentence.word(start - 1)) { start -= 1 }
    if let match = sentence.match(endingAt: start) {
      let phrase = match.range.map { sentence.word($0) }.joined(separator: " ")
      if ClaimBuilder.comparedAfter.contains(phrase) { return true }
    }
    return comparisons.contains { phrase in
      phrase.range.upperBound <= amount.range.lowerBound
        && amount.range.lowerBound - phrase.range.upperBound <= 2
        && (phrase.range.upperBound..<amount.range.lowerBound).allSatisfy {
          ["the", "los", "las", "from", "than", "que", "de"].contains(sentence.word($0))
        }
    }
  }

  // MARK: Other numbers

  private mutating func addOther(_ index: Int) {
    let amount = reading.amounts[index]
    let counted = CountedThing(reading: reading, amount: amount)
    guard let other = counted.other else { return }
    var kind = ClaimKind.level
    if amount.unit == .percent || amount.unit == .fraction { kind = .share }
    if amount.per != nil { kind = .rate }
    var found = claim(kind, .other(other), amount.range, amount)
    if case .uncounted = other { setPeriod(of: &found, at: amount.core) }
    claims.append(found)
  }

  // MARK: Dates of a rule

  private mutating func addCutoffs() {
    guard let policy = sentence.all(.policy).first, let id = policy.id(.policy) else { return }
    for moment in reading.moments {
      guard let period = moment.period(date: reading.date), period.granularity == .day,
        isCutoff(moment)
      else { continue }
      claims.append(claim(.date, .cutoff(period.first, policy: id), moment.range))
    }
  }

  /// "before July 31", "antes del 31 de julio".
  private func isCutoff(_ moment: Moment) -> Bool {
    let start = moment.range.lowerBound
    return [start, start - 1].contains { sentence.match(endingAt: $0)?.has(.cutoff) == true }
  }
}
