import Periods
import Record
import Wording

/// "up 37% from July", "well below December": a change or a comparison and what it is made with.
struct ComparisonPhrase {
  /// Tokens of the words and of their number.
  var range: Range<Int>
  var statement: FoundClaim.Statement
  var amount: Amount?
  var base: (index: Int, moment: Moment)?
}

extension ClaimBuilder {
  /// Finds comparisons, and so which times are what something is compared with.
  mutating func findComparisons() {
    for match in sentence.matches {
      if let phrase = comparison(match) {
        if comparisons.last.map({ $0.range.overlaps(phrase.range) }) ?? false {
          guard phrase.amount != nil, comparisons.last?.amount == nil else { continue }
          comparisons.removeLast()
        } else if phrase.amount == nil, let base = phrase.base, bases.contains(base.index) {
          continue
        }
        if let base = phrase.base { bases.insert(base.index) }
        comparisons.append(phrase)
      }
    }
    addFactorsInDigits()
    addPassedOver()
  }

  private mutating func comparison(_ match: Match) -> ComparisonPhrase? {
    if reading.moments.contains(where: { $0.range.overlaps(match.range) }) { return nil }
    if match.has(.multiply)
      || reading.amounts.contains(where: {
        $0.unit == .multiple && $0.core.lowerBound == match.range.lowerBound
      })
    {
      return multiple(match)
    }
    // "fell every month" is a run.
    if match.has(.direction), sentence.match(startingAt: match.range.upperBound)?.has(.each) == true
    {
      return nil
    }
    if let id = match.id(.change) {
      if let degree = FoundClaim.Degree(rawValue: id), degree != .up, degree != .down {
        return numbered(
          match, degree.direction)
          ?? self.degree(match, degree)
      }
      let direction = id == "up" ? 1.0 : -1
      return numbered(match, direction) ?? plain(match, direction)
    }
    if let hedge = match.id(.hedge), ["more-than", "less-than"].contains(hedge) {
      let isUp = hedge == "more-than"
      return numbered(match, isUp ? 1 : -1) ?? hedgeAsComparison(match, isUp ? .up : .down)
    }
    if let index = reading.amounts.firstIndex(where: {
      $0.unit == .fraction && $0.core.lowerBound == match.range.lowerBound
    }) {
      return fractionOfBase(index)
    }
    if match.has(.gap) { return gap(match) }
    return nil
  }

  /// "half the 121,963 of 2022", "menos de la mitad que en 2022", "half as many as in May".
  private mutating func fractionOfBase(_ index: Int) -> ComparisonPhrase? {
    var amount = reading.amounts[index]
    let next = amount.core.upperBound
    let isBase =
      sentence.isWord(next, in: .asWhat)
      || sentence.isWord(next, in: .article)
        && (reading.amounts.contains { $0.core.lowerBound == next + 1 }
          || sentence.isWord(next + 1, in: .figure))
      || isPartOfTimesNumber(next)
      || sentence.isWord(next, in: .of)
        && sentence.isWord(next + 1, in: .article)
        && reading.amounts.contains {
          $0.core.lowerBound == next + 2
            && reading.momentJustAfter($0.core, isRelativeToo: true) != nil
        }
    guard isBase, !used.contains(index),
      let base = reading.base(from: next, isDirect: true, reach: 12)
    else { return nil }
    used.insert(index)
    amount.unit = .multiple
    return ComparisonPhrase(
      range: amount.range, statement: .change(direction: -1), amount: amount, base: base)
  }

  /// "rose by 37% from July", "a 37% increase", "37 % más que en julio", "un alza de un tercio".
  private mutating func numbered(_ match: Match, _ direction: Double) -> ComparisonPhrase? {
    guard direction != 0, let index = relativeAmount(near: match), !used.contains(index) else {
      return nil
    }
    let amount = reading.amounts[index]
    // "8 percent above January", "48,412 more than in July".
    let isBehind = amount.range.upperBound == match.range.lowerBound
    if match.has(.hedge), !isBehind || amount.unit == .count && !isThan(match) { return nil }
    used.insert(index)
    let range =
      min(
        match.range.lowerBound, amount.range.lowerBound)..<max(
        match.range.upperBound, amount.range.upperBound)
    return ComparisonPhrase(
      range: range, statement: .change(direction: direction), amount: amount,
      base: base(of: match, amount, from: range.upperBound))
  }

  private func base(
    of match: Match, _ amount: Amount, from end: Int
  ) -> (index: Int, moment: Moment)? {
    let before = baseBefore(amount.core.lowerBound)
    // "La baja frente a octubre es de 24 %, y respecto de agosto, de 55 %".
    if match.range.upperBound < amount.range.lowerBound, let before,
      before.moment.range.lowerBound >= match.range.upperBound
    {
      return before
    }
    let isBehind = amount.range.upperBound == match.range.lowerBound
    let isDirect =
      match.has(.hedge)
      || isBehind && sentence.isWord(match.range.upperBound - 1, in: .takes)
    return reading.base(from: end, isDirect: isDirect) ?? before
  }

  /// The per cent, part or number that a word of change stands with.
  private func relativeAmount(near match: Match) -> Int? {
    for (index, amount) in reading.amounts.enumerated() {
      let isRelative = [.percent, .fraction].contains(amount.unit)
      if amount.range.lowerBound >= match.range.upperBound {
        let gap = match.range.upperBound..<amount.range.lowerBound
        let words = gap.map { sentence.word($0) }
        let isBy = words.contains {
          sentence.isWord($0, in: .byHow)
        }
        if isRelative, gap.count <= 3, !words.contains(","), gap.isEmpty || isBy { return index }
        if isRelative, match.has(.nominal), isBy, isOnlyCompared(gap) { return index }
        if amount.unit == .count, amount.per == nil,
          gap.count == 1,
          sentence.isWord(gap.lowerBound, in: .byAmount)
            || match.has(.nominal) && sentence.isWord(gap.lowerBound, in: .of)
        {
          return index
        }
      } else if amount.range.upperBound <= match.range.lowerBound, isRelative {
        let gap = amount.range.upperBound..<match.range.lowerBound
        if gap.isEmpty
          || gap.count <= 2
            && gap.allSatisfy({
              sentence.match(at: $0)?.has(.cue) == true || sentence.isWord($0, in: .bareOf)
            })
        {
          return index
        }
      } else if amount.unit == .count, amount.per == nil,
        amount.range.upperBound == match.range.lowerBound,
        isThan(match)
      {
        return index
      }
    }
    return nil
  }

  /// "48,412 more than in July".
  private func isThan(_ match: Match) -> Bool {
    if match.has(.hedge) { return sentence.isWord(match.range.upperBound - 1, in: .than) }
    let next = match.range.upperBound
    let isOfTimes = reading.moments.contains {
      $0.range.lowerBound == next && reading.isRelative($0)
    }
    // "20,010 más de un mes a otro".
    if sentence.isWord(next - 1, in: .toAnother) { return true }
    return (isOfTimes || sentence.isWord(afterPeople(next), in: .than))
      && sentence.isWord(match.range.upperBound - 1, in: .more)
  }

  func multiple(_ match: Match) -> ComparisonPhrase? {
    guard
      let amount = reading.amounts.first(where: {
        $0.unit == .multiple && $0.core.lowerBound == match.range.lowerBound
      })
    else { return nil }
    let isDirect = takesObject(Match(range: amount.core, meanings: []))
    // "four times the year before": the article is the time's.
    let last = amount.core.upperBound - 1
    let start = reading.moments.first { $0.range.contains(last) }?.range.lowerBound ?? last + 1
    let base = reading.base(from: start, isDirect: isDirect, reach: 12)
    let isVerb = match.range.contains { sentence.begins($0, as: .verbOfChange) }
    guard base != nil || isVerb || isOfChange(amount) else { return nil }
    return ComparisonPhrase(
      range: amount.range, statement: .change(direction: amount.value < 1 ? -1 : 1), amount: amount,
      base: base ?? baseBefore(amount.core.lowerBound))
  }

  /// Whether what follows is what is compared with: "similar to July", not "stable in August".
  private func takesObject(_ match: Match) -> Bool {
    !sentence.isWord(match.range.upperBound, in: .during)
      || sentence.isWord(match.range.upperBound - 1, in: .takesBase)
  }

  /// "rose from 132,652 in July to 181,059 in August" states two figures.
  private func isFromTo(_ match: Match) -> Bool {
    let next = match.range.upperBound
    guard sentence.isWord(next, in: .setsOut) else { return false }
    guard
      let first = reading.amounts.first(where: {
        $0.range.lowerBound == next + 1 && $0.unit == .count
      })
    else { return false }
    return reading.amounts.contains {
      $0.unit == .count && $0.range.lowerBound > first.range.upperBound
        && sentence.isWord($0.range.lowerBound - 1, in: .to)
    }
  }

  private func degree(_ match: Match, _ degree: FoundClaim.Degree) -> ComparisonPhrase? {
    guard !isFromTo(match) else { return nil }
    let isDirect = takesObject(match)
    guard let base = reading.base(from: match.range.upperBound, isDirect: isDirect, reach: 14)
    else {
      return nil
    }
    return ComparisonPhrase(range: match.range, statement: .degree(degree), base: base)
  }

  /// "rose from July", "fewer than in July".
  private func plain(_ match: Match, _ direction: Double) -> ComparisonPhrase? {
    guard !isFromTo(match) else { return nil }
    let isAdverb = sentence.isWord(match.range.upperBound - 1, in: .adverb)
    let isThan = match.range.count > 1 && sentence.isWord(match.range.upperBound - 1, in: .than)
    let after = reading.base(
      from: match.range.upperBound, isDirect: isThan, reach: isAdverb ? 6 : 9)
    guard
      let base = after ?? (match.has(.direction) ? baseBefore(match.range.lowerBound) : nil),
      isPlainBase(base.moment, match)
    else { return nil }
    return ComparisonPhrase(
      range: match.range, statement: .degree(direction > 0 ? .up : .down), base: base)
  }

  /// "rose from 132,652 in July to 181,059 in August" states two levels; "rose since 2021" no base.
  private func isPlainBase(_ moment: Moment, _ match: Match) -> Bool {
    guard !moment.isOpen else { return false }
    if case .days = moment.value { return false }
    return moment.period(date: reading.date)?.granularity != .day
  }

  /// "more than in July", "below the 222,018 of December", "por encima de julio".
  private func hedgeAsComparison(_ match: Match, _ degree: FoundClaim.Degree) -> ComparisonPhrase? {
    if reading.amounts.contains(where: { $0.range.overlaps(match.range) }) { return nil }
    let end = match.range.upperBound
    // "Over fiscal 2023, families reached 621,311": all of that time.
    let isFirst =
      match.range.lowerBound == sentence.range.lowerBound
      || sentence.token(match.range.lowerBound - 1)?.kind == .symbol
    if isFirst, reading.moments.contains(where: { $0.range.lowerBound == end }) { return nil }
    let limit = end + 5
    guard let base = reading.base(from: end, isDirect: true, reach: 8),
      base.moment.range.lowerBound <= limit,
      !base.moment.isOpen
    else { return nil }
    let between = end..<max(end, base.moment.range.lowerBound)
    guard between.allSatisfy({ isLink($0) }) else { return nil }
    return ComparisonPhrase(range: match.range, statement: .degree(degree), base: base)
  }

  private func isLink(_ index: Int) -> Bool {
    let words: Set<String> = [
      "the", "in", "of", "en", "de", "del", "los", "las", "la", "el", "that", "those", "those",
      "figure", "number",
      "level", "total", "cifra", "nivel", "any", "month", "other", "figures", "levels",
    ]
    if words.contains(sentence.word(index)) { return true }
    return reading.amounts.contains { $0.range.contains(index) }
  }

  // MARK: Claims

  /// "63 percent, down from 79 percent in May": shares are compared, not numbers.
  private func comparesShares(_ phrase: ComparisonPhrase) -> Bool {
    guard phrase.amount == nil, let base = phrase.base else { return false }
    let between =
      phrase.range.upperBound..<max(phrase.range.upperBound, base.moment.range.lowerBound)
    return reading.amounts.contains {
      [.percent, .fraction, .points].contains($0.unit) && between.overlaps($0.core)
    }
  }

  mutating func addComparison(_ phrase: ComparisonPhrase) {
    guard !comparesShares(phrase) else { return }
    var kind = ClaimKind.comparison
    if case .change = phrase.statement { kind = .change }
    let end = phrase.base.map { max($0.moment.range.upperBound, phrase.range.upperBound) }
    let isDegree = phrase.amount == nil
    var tokens = phrase.range
    let between = phrase.base.map {
      phrase.range.upperBound..<max(phrase.range.upperBound, $0.moment.range.lowerBound)
    }
    // "up from 9,672 in August" holds a number that is a claim of its own.
    let holdsNumber = reading.amounts.contains { amount in
      between.map { $0.overlaps(amount.core) } ?? false
    }
    // What it is compared with may stand before it.
    if isDegree, !holdsNumber, let base = phrase.base,
      base.moment.range.lowerBound >= phrase.range.upperBound
    {
      tokens = phrase.range.lowerBound..<base.moment.range.upperBound
    }
    var claim = claim(kind, phrase.statement, tokens, phrase.amount)
    claim.subjects = comparisonSubjects(at: phrase.range)
    claim.baseMoment = phrase.base?.moment
    // Without a word of the record in reach it is a number like others, if it is one.
    guard !claim.subjects.isEmpty || phrase.amount != nil else { return }
    setComparisonPeriod(of: &claim, phrase, end: end)
    let anchor = claim.periods.first
    if let base = phrase.base?.moment.period(date: reading.date, anchor: anchor) {
      claim.bases = [base]
    }
    if mainSubjects.isEmpty, !claim.subjects.isEmpty {
      mainSubjects = claim.subjects
      isMainCarried = reading.finder.subjects(at: phrase.range).isEmpty
    }
    if mainPeriod == nil, let period = claim.periods.first, claim.isPeriodSaid {
      mainPeriod = (period, claim.isOpen)
      saidPeriods.append((period, claim.isOpen))
    }
    claims.append(claim)
  }

  func comparisonSubjects(at tokens: Range<Int>) -> [Subject] {
    let own = reading.finder.subjects(at: tokens)
    let anchored = anchor(before: tokens)?.subjects ?? mainSubjects
    guard let main = anchored.first else { return own.isEmpty ? carried(at: tokens) : own }
    guard let best = own.first else { return anchored }
    let mainHere = own.first { $0.reading.id == main.reading.id }?.cost ?? best.cost + 8
    return best.cost + 4 < mainHere && best.reading.id != main.reading.id ? own : anchored
  }

  private func setComparisonPeriod(
    of claim: inout FoundClaim, _ phrase: ComparisonPhrase, end: Int?
  ) {
    if let after = reading.momentJustAfter(phrase.range), !isBase(after),
      let period = after.period(date: reading.date)
    {
      claim.periods = [period]
      claim.isOpen = after.isOpen
    } else if let anchor = anchor(before: phrase.range), let period = anchor.periods.first {
      claim.periods = [period]
      claim.isOpen = anchor.isOpen
    } else if let mainPeriod {
      claim.periods = [mainPeriod.period]
      claim.isOpen = mainPeriod.isOpen
    } else if let moment = reading.moment(for: phrase.range, bases: bases), !isBase(moment),
      let period = moment.period(date: reading.date)
    {
      claim.periods = [period]
      claim.isOpen = moment.isOpen
    } else if let carried = context.periods.first, context.paragraphs <= 2 {
      claim.periods = [carried.period]
      claim.isOpen = carried.isOpen
      claim.isPeriodSaid = false
    } else {
      claim.isPeriodSaid = false
    }
  }

  private func isBase(_ moment: Moment) -> Bool {
    bases.contains { reading.moments[$0].range == moment.range }
  }
}
