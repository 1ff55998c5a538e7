import Periods
import Record
import Wording

/// Records, runs and ranks.
extension ClaimBuilder {
  /// "a record", "the highest since April", "for the third month running", "the largest group".
  mutating func addExtremes() {
    for match in sentence.matches {
      if let id = match.id(.extreme) {
        addExtreme(id, match)
      } else if let rank = match.id(.largest).flatMap(Int.init) {
        addLargest(rank, match)
      } else if match.has(.running) {
        addRunning(match)
      } else if let id = match.id(.superlative) {
        addSuperlative(isHigh: id == "high", match)
      }
    }
  }

  private mutating func addExtreme(_ id: String, _ match: Match) {
    let word = sentence.word(match.range.upperBound - 1)
    if match.range.count == 1, sentence.isWord(word, in: .record),
      !isRecordOfSomething(match.range.upperBound)
    {
      return
    }
    var since: Moment?
    if id.hasSuffix("since") {
      guard
        let index = reading.moments.firstIndex(where: {
          (0...2).contains($0.range.lowerBound - match.range.upperBound)
        })
      else {
        // "since monthly counts began".
        guard sentence.isOfCounting(after: match.range.upperBound) else { return }
        return add(id == "high-since", .everything, match.range, at: match.range)
      }
      since = reading.moments[index]
      bases.insert(index)
    }
    let isHigh = id == "record" || id == "high-since"
    if let since {
      return add(
        isHigh, .since(since), match.range.lowerBound..<since.range.upperBound, at: match.range)
    }
    let spans = ExtremeSpanReader(reading: reading)
    let next = match.range.upperBound
    if let length = spans.length(from: next) {
      return add(
        isHigh, .last(months: length.months), match.range.lowerBound..<length.end, at: match.range)
    }
    add(isHigh, spans.isLimited(at: next) ? .limited : .everything, match.range, at: match.range)
  }

  private mutating func add(
    _ isHigh: Bool, _ span: ExtremeSpan, _ tokens: Range<Int>, at words: Range<Int>
  ) {
    var claim = claim(.comparison, .extreme(isHigh: isHigh, span), tokens)
    claim.subjects = comparisonSubjects(at: words)
    guard !claim.subjects.isEmpty else { return }
    setPeriod(of: &claim, at: words)
    anchorPeriod(of: &claim, at: words)
    if let base = span.since?.period(date: reading.date, anchor: claim.periods.first?.previous) {
      claim.bases = [base]
    }
    claims.append(claim)
  }

  /// "its busiest month for returns since August", "el mes de más tránsito desde agosto", "the lowest so
  /// far this year": a superlative and, a few words on, what it is of.
  private mutating func addSuperlative(isHigh: Bool, _ match: Match) {
    // "well below the busiest month on record" is no record.
    guard isDefinite(match.range.lowerBound), !isRanked(match.range.lowerBound),
      sentence.joint(before: match.range.lowerBound) != .apart
    else { return }
    var index = match.range.upperBound
    while index < match.range.upperBound + ClaimBuilder.superlativeReach,
      let token = sentence.token(index), token.kind == .word
    {
      if let length = ExtremeSpanReader(reading: reading).length(from: index) {
        return add(
          isHigh, .last(months: length.months), match.range.lowerBound..<length.end,
          at: match.range)
      }
      if let next = sentence.match(startingAt: index) {
        if next.has(.since) {
          return addSince(isHigh, match.range.lowerBound, next.range, at: match.range)
        }
        if next.id(.superlative) == "record" {
          return add(
            isHigh, .everything, match.range.lowerBound..<next.range.upperBound, at: match.range)
        }
        if ["this-year", "year-to-date"].contains(next.id(.moment)) {
          return add(
            isHigh, .thisYear, match.range.lowerBound..<next.range.upperBound, at: match.range)
        }
        if next.has(.number) { return }
      }
      index += 1
    }
  }

  /// Words between a superlative and what it is of.
  private static let superlativeReach = 9

  /// "the second-highest month", "el tercer mes más alto".
  private func isRanked(_ start: Int) -> Bool {
    (1...4).contains { back in
      sentence.match(at: start - back)?.has(.ordinal) == true
        || sentence.isWord(start - back, in: .laterOrder)
    }
  }

  private func isDefinite(_ start: Int) -> Bool {
    (1...3).contains { sentence.isWord(start - $0, in: .definite) }
  }

  private mutating func addSince(
    _ isHigh: Bool, _ start: Int, _ words: Range<Int>, at superlative: Range<Int>
  ) {
    let reader = MomentReader(sentence: sentence, date: reading.date)
    guard let moment = reader.moment(at: words.upperBound) else {
      // "since counts began", but not "since the pandemic began".
      guard sentence.isOfCounting(after: words.upperBound) else { return }
      return add(isHigh, .everything, start..<words.upperBound, at: superlative)
    }
    if let index = reading.moments.firstIndex(where: { $0.range.overlaps(moment.range) }) {
      bases.insert(index)
    }
    add(isHigh, .since(moment), start..<moment.range.upperBound, at: superlative)
  }

  /// The time of the number that is called a record, and so on.
  func anchorPeriod(of claim: inout FoundClaim, at tokens: Range<Int>) {
    if let anchor = anchor(before: tokens), !anchor.periods.isEmpty {
      (claim.periods, claim.isOpen) = (anchor.periods, anchor.isOpen)
    } else if let mainPeriod {
      (claim.periods, claim.isOpen) = ([mainPeriod.period], mainPeriod.isOpen)
    }
  }

  private func ownOrCarried(_ tokens: Range<Int>) -> [Subject] {
    let own = reading.finder.subjects(at: tokens)
    return !own.isEmpty ? own : mainSubjects.isEmpty ? carried(at: tokens) : mainSubjects
  }

  /// "a record 249,785 encounters", "record arrivals"; no criminal record.
  private func isRecordOfSomething(_ next: Int) -> Bool {
    if sentence.token(next)?.kind == .number { return true }
    if sentence.isWord(next, in: .recordOf) { return true }
    if sentence.language == .spanish { return true }
    guard let match = sentence.match(startingAt: next) else { return false }
    return match.has(.cue) || match.has(.topic)
  }

  private mutating func addLargest(_ rank: Int, _ match: Match) {
    // "the fourth-largest group" is read with its place, and whoever is named right beside it.
    guard isFree(match.range), !isRanked(match.range.lowerBound),
      let part = reading.finder.part(at: match.range, except: nil), part.0 == .nationality
    else { return }
    var claim = claim(.comparison, .largest(rank: rank), match.range)
    claim.subjects = ownOrCarried(match.range).map { subject in
      var whole = subject
      whole.selection = subject.selection?.without(.nationality)
      return whole
    }
    guard !claim.subjects.isEmpty else { return }
    claim.part = FoundClaim.Part(dimension: part.0.rawValue, labels: part.1)
    setPeriod(of: &claim, at: match.range)
    claims.append(claim)
  }

  private mutating func addRunning(_ match: Match) {
    let unit: Granularity = match.id(.running) == "year" ? .year : .month
    let start = match.range.lowerBound
    guard let before = sentence.match(endingAt: start),
      let count = (before.id(.ordinal) ?? before.id(.number)).flatMap(Int.init), count >= 2,
      count < 100
    else { return }
    let changes = sentence.all(.change).filter {
      ["up", "down", "well-up", "well-down"].contains($0.id(.change) ?? "")
    }
    let nearest = changes.min {
      reading.distance.between($0.range, match.range)
        < reading.distance.between($1.range, match.range)
    }
    guard let nearest, let id = nearest.id(.change) else { return }
    var claim = claim(
      .comparison, .running(count: count, unit: unit, direction: id.hasSuffix("up") ? 1 : -1),
      before.range.lowerBound..<match.range.upperBound)
    claim.subjects = comparisonSubjects(at: match.range)
    guard !claim.subjects.isEmpty else { return }
    setPeriod(of: &claim, at: match.range)
    anchorPeriod(of: &claim, at: match.range)
    if let index = reading.amounts.firstIndex(where: { $0.core.overlaps(before.range) }) {
      used.insert(index)
    }
    claims.append(claim)
  }
}
