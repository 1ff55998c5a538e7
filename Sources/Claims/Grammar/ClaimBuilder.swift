import Periods
import Record
import Wording

/// Makes claims of a sentence that has been read.
struct ClaimBuilder {
  let reading: SentenceReading
  /// What the text spoke of before.
  let context: SubjectFinder.Context

  var claims: [FoundClaim] = []
  /// What the sentence speaks of, for the parts of it that do not say so themselves.
  var mainSubjects: [Subject] = []
  var mainPeriod: (period: Period, isOpen: Bool)?
  /// Whether what the sentence speaks of was taken from before it.
  var isMainCarried = false
  /// Times that the sentence names, in its order.
  var saidPeriods: [(period: Period, isOpen: Bool)] = []
  /// Numbers that what follows may be said of.
  var anchors: [Anchor] = []
  /// Moments that are what something is compared with.
  var bases: Set<Int> = []
  /// Numbers that have become part of a claim.
  var used: Set<Int> = []
  var comparisons: [ComparisonPhrase] = []

  /// A number with what it counts and when.
  struct Anchor {
    var tokens: Range<Int>
    var subjects: [Subject]
    var periods: [Period]
    var isOpen: Bool
    /// Whether another number is compared with it.
    var isCompared: Bool
  }

  init(reading: SentenceReading, context: SubjectFinder.Context) {
    self.reading = reading
    self.context = context
  }

  var sentence: Sentence { reading.sentence }

  mutating func build() {
    findComparisons()
    for index in reading.amounts.indices where reading.amounts[index].unit == .count {
      addCount(index)
    }
    for phrase in comparisons { addComparison(phrase) }
    addShares()
    addBeside()
    addOutdone()
    addRanks()
    addExtremes()
    addDirections()
    addPeaks()
    addCutoffs()
    for index in reading.amounts.indices where !used.contains(index) { addOther(index) }
    for index in claims.indices { claims[index].baseMoments = bases }
  }

  /// A claim with what every claim of the sentence has.
  func claim(
    _ kind: ClaimKind, _ statement: FoundClaim.Statement, _ tokens: Range<Int>,
    _ amount: Amount? = nil
  ) -> FoundClaim {
    var claim = FoundClaim(
      kind: kind, statement: statement, bytes: sentence.bytes(tokens), amount: amount,
      language: sentence.language)
    claim.attributedTo = reading.attribution
    claim.tokens = amount?.core ?? tokens
    claim.isQuoted = reading.isQuoted(tokens.lowerBound)
    claim.isExpected = reading.isExpected(tokens)
    claim.isNegated = reading.isNegated(tokens)
    return claim
  }

  /// What was spoken of before the sentence, as far as it can be carried on.
  ///
  /// It costs more than what the sentence says itself: where it does not fit the record, it is in doubt.
  func carried(at tokens: Range<Int>) -> [Subject] {
    guard context.paragraphs <= 1, context.sentences <= 3 else { return [] }
    return reading.finder.carried(to: tokens, from: context.subjects).map { subject in
      var subject = subject
      subject.cost += 12
      return subject
    }
  }

  /// What the last number before some tokens counts, else the sentence.
  func anchor(before tokens: Range<Int>) -> Anchor? {
    anchors.last { !$0.isCompared && $0.tokens.upperBound <= tokens.lowerBound }
      ?? anchors.first { !$0.isCompared }
  }

  /// Sets when a claim is about.
  func setPeriod(of claim: inout FoundClaim, at tokens: Range<Int>) {
    if let anchor = mainPeriod?.period,
      let relative = reading.momentJustAfter(tokens, isRelativeToo: true),
      reading.isRelative(relative),
      let period = relative.period(date: reading.date, anchor: anchor)
    {
      claim.periods = [period]
    } else if let moment = reading.moment(for: tokens, bases: bases),
      let period = moment.period(date: reading.date)
    {
      claim.periods = [period]
      claim.isOpen = moment.isOpen
    } else {
      claim.isPeriodSaid = false
      if let mainPeriod {
        claim.periods = [mainPeriod.period]
        claim.isOpen = mainPeriod.isOpen
      } else if context.paragraphs <= 2 {
        claim.periods = context.periods.map(\.period)
        claim.isOpen = context.periods.first?.isOpen ?? false
      }
    }
  }

  // MARK: Numbers of people and events

  private mutating func addCount(_ index: Int) {
    let amount = reading.amounts[index]
    guard !used.contains(index) else { return }
    let counted = CountedThing(reading: reading, amount: amount)
    guard counted.isRecordLike else { return }
    let isCompared = isComparedNumber(amount)
    let own = reading.finder.subjects(at: amount.core)
    var subjects = own
    if counted.isBare, isCompared, !mainSubjects.isEmpty { subjects = mainSubjects }
    if own.isEmpty {
      subjects =
        mainSubjects.isEmpty
        ? carried(at: amount.core) : reading.finder.carried(to: amount.core, from: mainSubjects)
    }
    guard !subjects.isEmpty else { return }
    var claim = claim(.level, .level, amount.range, amount)
    claim.isTentative = own.isEmpty && !canBeCarried(counted)
    if let per = amount.per {
      claim.kind = .rate
      claim.statement = .rate(per: per, isAverage: amount.isAverage)
    }
    claim.subjects = subjects
    setPeriod(of: &claim, at: amount.core)
    if isCompared, let main = mainPeriod?.period ?? claim.periods.first,
      claim.periods.first == main,
      reading.momentJustAfter(amount.core, isRelativeToo: true) == nil
    {
      // "to 54,728 from 121,963": the number before.
      claim.periods = [main.previous, Moment.yearBefore(main)]
    }
    // "One death is too many": words for a few, of no time, state no figure.
    guard amount.isDigits || amount.value >= 10 || claim.isPeriodSaid || amount.per != nil else {
      return
    }
    used.insert(index)
    if claim.isTentative {
      claims.append(claim)
      return
    }
    anchors.append(
      Anchor(
        tokens: amount.range, subjects: subjects, periods: claim.periods, isOpen: claim.isOpen,
        isCompared: isCompared))
    if mainSubjects.isEmpty {
      mainSubjects = subjects
      isMainCarried = own.isEmpty
    }
    if !isCompared, let period = claim.periods.first, claim.isPeriodSaid {
      if mainPeriod == nil { mainPeriod = (period, claim.isOpen) }
      saidPeriods.append((period, claim.isOpen))
    }
    claims.append(claim)
  }

  /// A number that stands alone may count what was last spoken of; in a new paragraph only where the
  /// sentence goes on about it.
  private func canBeCarried(_ counted: CountedThing) -> Bool {
    guard counted.canBeCarried else { return false }
    guard counted.isBare, mainSubjects.isEmpty else { return true }
    if context.paragraphs == 0, context.sentences <= 1 { return true }
    return sentence.matches.contains { $0.has(.cue) || $0.has(.nationality) || $0.has(.component) }
  }

  /// Whether the number is what another is compared with.
  private func isComparedNumber(_ amount: Amount) -> Bool {
    var start = amount.range.lowerBound
    while sentence.isWord(start - 1, in: .article) { start -= 1 }
    if let match = sentence.match(endingAt: start) {
      let phrase = match.range.map { sentence.word($0) }.joined(separator: " ")
      if sentence.isWord(phrase, in: .comparedAfter) { return true }
    }
    return comparisons.contains { phrase in
      phrase.range.upperBound <= amount.range.lowerBound
        && amount.range.lowerBound - phrase.range.upperBound <= 2
        && (phrase.range.upperBound..<amount.range.lowerBound).allSatisfy {
          sentence.isWord($0, in: .beforeCompared)
        }
    }
  }

  // MARK: Other numbers

  private mutating func addOther(_ index: Int) {
    let amount = reading.amounts[index]
    let counted = CountedThing(reading: reading, amount: amount)
    guard let other = counted.other else { return }
    if case .uncounted = other, amount.unit == .percent, let share = shareOfPart(index) {
      claims.append(share)
      return
    }
    var kind = ClaimKind.level
    if amount.unit == .percent || amount.unit == .fraction { kind = .share }
    if amount.per != nil { kind = .rate }
    var found = claim(kind, .other(other), amount.range, amount)
    if case .uncounted = other { setPeriod(of: &found, at: amount.core) }
    found.isBare = counted.isBare || counted.canBeCarried
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
