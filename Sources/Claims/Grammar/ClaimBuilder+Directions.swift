import Periods
import Wording

/// What a verb alone says of a number: "rose, to 45,018", "fell every month".
struct Going: Sendable {
  var degree: FoundClaim.Degree
  /// The number that it went to, where one is said.
  var number: Range<Int>?
  /// Times that stand in its clause.
  var moments: [Moment] = []
  /// The times that it went from and to: "between 2022 and 2023".
  var ends: (from: Period, to: Period)?
  /// The clause that it stands in.
  var clause: Range<Int> = 0..<0
  /// Where its clause names what is counted; empty where only "it" or "the figure" does.
  var subject: Range<Int> = 0..<0
}

extension ClaimBuilder {
  /// "arrivals went up yet again in May", "bajó en septiembre": changes without a number of their own.
  mutating func addDirections() {
    for match in sentence.matches {
      guard let id = match.id(.direction), let degree = FoundClaim.Degree(rawValue: id),
        isFree(match)
      else { continue }
      if let pair = fromTo(match) {
        addPair(degree, match, pair)
      } else {
        addDirection(degree, match)
      }
    }
  }

  /// Whether nothing else was made of a verb, and no number says by how much.
  private func isFree(_ match: Match) -> Bool {
    guard !comparisons.contains(where: { $0.range.overlaps(match.range) }),
      !reading.moments.contains(where: { $0.range.overlaps(match.range) }),
      !claims.contains(where: { $0.isBesideNumber && $0.tokens.overlaps(match.range) })
    else { return false }
    let near = match.range.upperBound + ClaimBuilder.toNumber
    let isNumbered = reading.amounts.contains { amount in
      (match.range.upperBound...near).contains(amount.range.lowerBound)
        && [.percent, .points, .fraction, .multiple].contains(amount.unit)
    }
    // "fell for the third month running" is a claim of its own.
    let isOfRun = sentence.all(.running).contains {
      reading.distance.between($0.range, match.range) < ClaimBuilder.toRun
    }
    return !isNumbered && !isOfRun
  }

  private static let toNumber = 3
  private static let toRun = 16.0

  private mutating func addDirection(_ degree: FoundClaim.Degree, _ match: Match) {
    let clause = Clause(of: match.range, in: reading)
    let isNamed = Clause.namesCounted(clause.subject, reading)
    guard !clause.isOfOther(in: reading) else { return }
    // "En septiembre bajó": a Spanish verb needs no subject, where the one before is gone on with.
    let isDropped =
      sentence.language == .spanish
      && clause.before.allSatisfy { token in
        sentence.isWord(token, in: .plain) || sentence.token(token)?.kind == .symbol
          || reading.moments.contains { $0.range.contains(token) }
      }
    guard isNamed || Clause.names(clause.subject, reading) || isDropped || isNumbered(clause) else {
      return
    }
    var going = Going(degree: degree)
    going.number = numberAfter(match)
    going.clause = clause.range
    going.moments = reading.moments.enumerated().filter { order, moment in
      clause.range.overlaps(moment.range) && !reading.isRelative(moment) && !bases.contains(order)
        && !reading.isDayOfPublication(moment) && comparing(moment) == nil
    }.map(\.element)
    going.ends = ends(of: going.moments)
    if isNamed { going.subject = clause.subject }
    var tokens = match.range
    if let again = sentence.match(startingAt: tokens.upperBound), again.has(.again) {
      tokens = tokens.lowerBound..<again.range.upperBound
    }
    let each = each(after: tokens.upperBound)
    if let each { tokens = tokens.lowerBound..<each.end }
    let statement =
      each.map { FoundClaim.Statement.every($0.unit, going) } ?? .direction(going)
    var claim = claim(.comparison, statement, tokens)
    claim.subjects = comparisonSubjects(at: match.range)
    claim.isTentative = !clause.isPlain(in: reading)
    guard !claim.subjects.isEmpty || going.number != nil else { return }
    setPeriod(of: &claim, at: tokens)
    claims.append(claim)
  }

  /// "Single adults, 105,405, rose too": somebody whose number stands beside them.
  private func isNumbered(_ clause: Clause) -> Bool {
    let mentions = reading.mentions
    let names = (mentions.nationalities + mentions.labels.map(\.mention)).filter {
      clause.before.contains($0.tokens.lowerBound)
    }
    let numbers = reading.amounts.filter {
      $0.unit == .count && clause.before.contains($0.core.lowerBound)
    }
    return names.count == 1 && numbers.count == 1
  }

  /// "every month", right after a verb.
  private func each(after token: Int) -> (unit: Granularity, end: Int)? {
    guard let match = sentence.match(startingAt: token), let id = match.id(.each) else {
      return nil
    }
    return (id == "year" ? .year : .month, match.range.upperBound)
  }

  /// The number that something went to: "rose, to 45,018", "subieron hasta 218.763".
  private func numberAfter(_ match: Match) -> Range<Int>? {
    let after = match.range.upperBound
    let number = reading.amounts.first { $0.core.lowerBound >= after && $0.unit == .count }
    guard let number, number.range.lowerBound - after <= ClaimBuilder.toGoal,
      number.per == nil, !reading.isDate(number)
    else { return nil }
    let between = after..<number.range.lowerBound
    guard between.contains(where: { sentence.isWord($0, in: .to) }),
      !between.contains(where: { sentence.isWord($0, in: .joint) })
    else { return nil }
    return number.core
  }

  /// Words between a verb and the number that something went to: "bajó en septiembre de 2023, a".
  private static let toGoal = 9

  /// "between 2022 and 2023", "from January to March": the first and the last of them.
  private func ends(of moments: [Moment]) -> (from: Period, to: Period)? {
    let isSpan = { (moment: Moment) in
      [moment.range.lowerBound, moment.range.lowerBound - 1].contains {
        sentence.isWord($0, in: .between)
      }
    }
    let periods = moments.compactMap { $0.period(date: reading.date) }
    if periods.count == 2, moments.first.map(isSpan) == true,
      periods[0].granularity == periods[1].granularity, periods[0] < periods[1],
      moments[1].range.lowerBound - moments[0].range.upperBound <= 2
    {
      return (periods[0], periods[1])
    }
    guard let moment = moments.first, periods.count == 1, let span = periods.first, isSpan(moment),
      span.granularity == .range
    else { return nil }
    for unit in [Granularity.year, .month] {
      let parts = span.split(into: unit)
      if let first = parts.first, let last = parts.last, parts.count > 1,
        first.first == span.first, last.last == span.last
      {
        return (first, last)
      }
    }
    return nil
  }

  // MARK: From one number to another

  /// "fell from 42,654 in December to 6,462", "bajó, de 2,2 millones a 2,0 millones".
  func fromTo(_ match: Match) -> (from: Amount, to: Amount)? {
    var next = match.range.upperBound
    if sentence.word(next) == "," { next += 1 }
    guard sentence.isWord(next, in: .between),
      let from = reading.amounts.first(where: {
        $0.range.lowerBound == next + 1 && $0.unit == .count
      }),
      let to = reading.amounts.first(where: {
        $0.range.lowerBound >= from.range.upperBound && $0.unit == .count
      }),
      to.range.lowerBound - from.range.upperBound <= ClaimBuilder.toGoal,
      sentence.isWord(to.range.lowerBound - 1, in: .to)
    else { return nil }
    return (from, to)
  }

  private mutating func addPair(
    _ degree: FoundClaim.Degree, _ match: Match, _ pair: (from: Amount, to: Amount)
  ) {
    guard degree != .flat else { return }
    var claim = claim(
      .comparison,
      .beside(direction: degree.direction, number: pair.from.core, own: pair.to.core), match.range)
    claim.subjects = comparisonSubjects(at: match.range)
    claims.append(claim)
  }
}

extension SentenceReading {
  /// Whether a number is a part of a time.
  func isDate(_ amount: Amount) -> Bool { moments.contains { $0.range.overlaps(amount.core) } }
}
