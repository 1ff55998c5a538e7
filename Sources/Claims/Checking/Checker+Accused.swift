import Periods
import Record
import Wording

/// What every accusation must pass, whichever rule made it.
///
/// The digits of a figure speak for themselves: such a number is seldom met by chance. All else rests on the
/// reading, and a reading that is carried from before, filled in, or taken from words of which some are not
/// understood is too little to say that a text is wrong.
extension Checker {
  /// The outcome, or a doubt with the nearest reading where it accuses on too little.
  func held(_ outcome: Outcome, _ claim: FoundClaim) -> Outcome {
    guard forced == nil else { return outcome }
    if outcome.verdict.isSupport {
      let told = withWords(outcome)
      return doubt(ofSupport: told, claim).map { withdrawn(told, $0) } ?? outcome
    }
    guard outcome.verdict.isAccusation else { return outcome }
    let told = withWords(outcome)
    return doubt(ofAccusation: told, claim).map { withdrawn(told, $0) } ?? told
  }

  private func withdrawn(_ outcome: Outcome, _ doubt: Doubt) -> Outcome {
    var open = outcome
    (open.verdict, open.verdictThen, open.intended, open.ground) = (.uncheckable, nil, nil, nil)
    open.explanation = doubt.words(language)
    guard let selection = outcome.selection, let period = outcome.period else { return open }
    let known = recorded(selection, period, asOf: nil)
    open.record = known.value
    if let value = known.value {
      open.explanation += language(
        " Nearest reading: \(told(selection, period, value)).",
        " Lectura más cercana: \(told(selection, period, value)).")
    }
    return open
  }

  private func doubt(ofAccusation outcome: Outcome, _ claim: FoundClaim) -> Doubt? {
    let ground = outcome.ground ?? Ground(claim.statement)
    if let selection = outcome.selection, isDeparture(selection, claim) { return .series }
    switch ground {
    case .level: return levelDoubt(outcome, claim)
    case .otherName:
      return candidate(of: outcome).map { isConfirmedBeside($0, claim) } == true ? nil : .series
    case .otherTime: return isFilledIn(outcome) ? .series : unreadDoubt(claim)
    case .change: return changeDoubt(outcome, claim)
    case .share:
      return isFilledIn(outcome) && !isOfMet(outcome, claim) || isGivenByNumbers(claim)
        || isLoss(claim) ? .series : nil
    case .peak: return isOfNumberBefore(outcome, claim) ? unreadDoubt(claim) : .time
    case .rank: return rankDoubt(outcome, claim)
    case .direction: return unreadDoubt(claim)
    default: return nil
    }
  }

  private func candidate(of outcome: Outcome) -> Candidate? {
    kept.all.first { $0.selection == outcome.selection && $0.period == outcome.period }
  }

  /// Whether a part of the series is read from no words, other than what desks leave out.
  private func isFilledIn(_ outcome: Outcome) -> Bool {
    outcome.words.contains {
      $0.basis == .assumed && $0.bytes == nil && ![.place, .agency, .base].contains($0.part)
    }
  }

  // MARK: Levels

  /// A level that is off is said by numbers beside it that are of the same list, or by words beside it, all of which
  /// are understood.
  private func levelDoubt(_ outcome: Outcome, _ claim: FoundClaim) -> Doubt? {
    guard let amount = claim.amount, !isFilledIn(outcome) else { return .series }
    if Tolerance.significantDigits(amount) >= Checker.five, !valued.cells(amount.value).isEmpty {
      return .series
    }
    if let doubt = unreadDoubt(claim, inSentence: true) { return doubt }
    if candidate(of: outcome).map({ isConfirmedBeside($0, claim) }) == true { return nil }
    guard let read = outcome.read, read.series == .said, read.period == .said else {
      return .series
    }
    return nil
  }

  // MARK: Changes

  private func changeDoubt(_ outcome: Outcome, _ claim: FoundClaim) -> Doubt? {
    guard let amount = claim.amount, let selection = outcome.selection, let period = outcome.period
    else { return nil }
    if isClose(amount, outcome) { return .edge }
    if isGivenByTwo(claim, amount) { return .series }
    let isBaseSaid = !outcome.words.contains { $0.part == .base && $0.basis == .assumed }
    if !isBaseSaid, isGivenByNumber(claim, amount, selection, period) { return .time }
    let isMet = findings.contains {
      $0.isSure && $0.sentence == claim.sentence && $0.selection == selection && $0.period == period
    }
    if isMet { return nil }
    // "218,763 in September. Up from 181,054 in August, so a jump of 21 percent."
    let goesOn =
      isBaseSaid
      && findings.contains {
        $0.isSure && $0.sentence == claim.sentence - 1 && $0.selection == selection
          && $0.period == period
          && article.paragraphs[$0.sentence] == article.paragraphs[claim.sentence]
      }
    if goesOn { return unreadDoubt(claim) }
    return (isFilledIn(outcome) ? .series : partsDoubt(outcome)) ?? (isBaseSaid ? nil : .time)
      ?? unreadDoubt(claim)
  }

  /// Without a number beside it that was met, all that is spoken of must be said in the sentence.
  private func partsDoubt(_ outcome: Outcome) -> Doubt? {
    guard let read = outcome.read, read.series == .said else { return .series }
    return read.period == .said ? nil : .time
  }

  /// "Barely 1 % below", of 1.4 %: as a desk writes it.
  private func isClose(_ amount: Amount, _ outcome: Outcome) -> Bool {
    guard let record = outcome.record else { return false }
    // "Barely 35,000 more", of 35,303.
    if amount.unit == .count { return abs(abs(record) - amount.value) <= amount.step / 2 }
    guard amount.unit == .percent, amount.decimals == 0, amount.leeway != .none else {
      return false
    }
    return abs(abs(record) - amount.value / 100) < Checker.closeChange
  }

  private static let closeChange = 0.01

  /// "1.64 million at the turn of the century. In fiscal 2011 it caught 327,577, a fall of four-fifths": whether a
  /// number of the text that stands before is what a change sets out from.
  private func isGivenByNumber(
    _ claim: FoundClaim, _ amount: Amount, _ selection: Selection, _ period: Period
  ) -> Bool {
    guard case .change(let direction) = claim.statement,
      let own = recorded(selection, period, asOf: nil).value
    else { return false }
    return article.sentences.prefix(claim.sentence + 1).contains { reading in
      reading.amounts.contains { other in
        guard other.unit == .count, other.value >= Checker.leastBase, other.value != own else {
          return false
        }
        let change = own / other.value - 1
        let record = amount.unit == .multiple ? change + 1 : change * direction
        return Tolerance.fitRelative(amount, record) != .none
      }
    }
  }

  private static let leastBase = 100.0

  /// "374,971, a third fewer than in the year before, yet about twice the 188,858 of 2022": whether two numbers of the
  /// sentence come to a change, whichever series they are read as.
  private func isGivenByTwo(_ claim: FoundClaim, _ amount: Amount) -> Bool {
    guard case .change(let direction) = claim.statement, direction != 0 else { return false }
    let numbers = article.claims.filter { $0.sentence == claim.sentence && $0.isCount }
      .compactMap(\.amount?.value).filter { $0 >= Checker.leastBase }
    guard numbers.count <= Checker.mostNumbers else { return false }
    return numbers.contains { own in
      numbers.contains { base in
        // "545,043, some 25,000 more than the 520,085 transits".
        if amount.unit == .count {
          return Tolerance.fit(amount, (own - base) * direction) != .none
        }
        let change = own / base - 1
        return own != base
          && Tolerance.fitRelative(
            amount, amount.unit == .multiple ? change + 1 : change * direction) != .none
      }
    }
  }

  // MARK: Shares

  /// "2,208 crossed, a third of those of January 2023 (6,352)", "Of 54,728, Guatemalans (25,741) and Hondurans
  /// (19,580) were 83 percent": whether two numbers of the sentence come to a share, or two together of a number there
  /// or in the sentence before.
  private func isGivenByNumbers(_ claim: FoundClaim) -> Bool {
    guard let amount = claim.amount else { return false }
    func numbers(_ sentence: Int) -> [Double] {
      article.claims.filter { $0.sentence == sentence && $0.isCount }.compactMap(\.amount?.value)
    }
    let (own, before) = (numbers(claim.sentence), numbers(claim.sentence - 1))
    guard own.count <= Checker.mostNumbers else { return false }
    func isGiven(_ part: Double, _ whole: Double) -> Bool {
      part < whole && Tolerance.fitRelative(amount, part / whole) != .none
    }
    if own.contains(where: { part in own.contains { isGiven(part, $0) } }) { return true }
    return zip(own, own.dropFirst()).contains { one, other in
      (own + before).contains { isGiven(one + other, $0) }
    }
  }

  private static let mostNumbers = 6

  /// Whether the part and the whole are numbers of the text that were met.
  private func isOfMet(_ outcome: Outcome, _ claim: FoundClaim) -> Bool {
    [outcome.selection, outcome.whole].allSatisfy { selection in
      findings.contains {
        $0.isSure && $0.selection == selection && $0.period == outcome.period
          && (claim.sentence - 2...claim.sentence).contains($0.sentence)
      }
    }
  }

  /// "The route lost more than half of its traffic": a fall, and no part of a whole.
  private func isLoss(_ claim: FoundClaim) -> Bool {
    let sentence = article.sentences[claim.sentence].sentence
    let before = claim.tokens.lowerBound - Checker.besideSaid..<claim.tokens.lowerBound
    return before.contains { sentence.isWord($0, in: .losing) }
  }

  // MARK: Peaks and ranks

  /// Whose place it is, among whom and when must be said, or be those of a number of the sentence that was met.
  private func rankDoubt(_ outcome: Outcome, _ claim: FoundClaim) -> Doubt? {
    if isOfWhoeverIsPassed(outcome, claim) || namesUnranked(outcome, claim) || isNameNext(claim) {
      return .series
    }
    let isMet = findings.contains {
      $0.isExact && $0.sentence == claim.sentence && $0.period == outcome.period
        && $0.selection == outcome.selection
    }
    if isMet { return unreadDoubt(claim) }
    return (isFilledIn(outcome) ? .series : partsDoubt(outcome)) ?? unreadDoubt(claim)
  }

  /// "Far from the 490,849 of 2012, the highest of the series": whether the number just before a peak, where there is
  /// one, is of the time that is read, and nothing is only compared with it.
  private func isOfNumberBefore(_ outcome: Outcome, _ claim: FoundClaim) -> Bool {
    let reading = article.sentences[claim.sentence]
    let last = reading.amounts.last {
      $0.unit == .count && $0.core.upperBound <= claim.tokens.lowerBound && !reading.isDate($0)
        && $0.value >= Checker.leastBase
    }
    guard let last else { return true }
    let found = findings.first {
      $0.sentence == claim.sentence && $0.tokens.overlaps(last.core)
    }
    return found.map {
      $0.period == outcome.period && !isCompared($0.tokens, in: claim.sentence)
    } ?? false
  }

  /// "Then came Venezuelans (55,083) and, in third place, Ecuadorians (24,526)": whether another name stands right after
  /// the words for a place, with a number of its own.
  private func isNameNext(_ claim: FoundClaim) -> Bool {
    let reading = article.sentences[claim.sentence]
    let (sentence, mentions) = (reading.sentence, reading.mentions)
    let named =
      mentions.nationalities + mentions.origins + mentions.places
      + mentions.labels.map(\.mention)
    return named.contains { mention in
      let between =
        claim.tokens.upperBound..<max(claim.tokens.upperBound, mention.tokens.lowerBound)
      guard mention.tokens.lowerBound >= claim.tokens.upperBound, between.count <= Checker.toName,
        between.allSatisfy({ sentence.word($0) == "," || sentence.isWord($0, in: .article) })
      else { return false }
      let end = mention.tokens.upperBound
      return reading.amounts.contains {
        $0.unit == .count && (end..<end + Checker.toNumber).contains($0.range.lowerBound)
      }
    }
  }

  private static let toName = 3
  private static let toNumber = 4

  /// "The second nationality after the Venezuelans": whether those whose rank is read stand only after such a word.
  private func isOfWhoeverIsPassed(_ outcome: Outcome, _ claim: FoundClaim) -> Bool {
    guard let people = outcome.selection?.including[.nationality] else { return false }
    let reading = article.sentences[claim.sentence]
    let named = (reading.mentions.nationalities + reading.mentions.origins).filter {
      people.contains($0.id)
    }
    return !named.isEmpty
      && named.allSatisfy { mention in
        (1...2).contains { back in
          let token = mention.tokens.lowerBound - back
          return reading.sentence.isWord(token, in: .putAside)
            || reading.sentence.has(.behind, at: token)
        }
      }
  }

  /// "Spain took 22,500. Costa Rica, with 3,283, is fourth": whether a country that the text counts among others, in
  /// this sentence or the two before, is none of those that the record ranks.
  private func namesUnranked(_ outcome: Outcome, _ claim: FoundClaim) -> Bool {
    guard let selection = outcome.selection, let period = outcome.period,
      let place = selection.including[.place], place.allSatisfy({ $0.count == 3 })
    else { return false }
    let ranked = Set(
      cache.ranking(selection.without(.place), by: .place, period).map(\.label)
        + (selection.including[.nationality] ?? []))
    return (max(0, claim.sentence - 2)...claim.sentence).contains { index in
      article.sentences[index].mentions.countries.contains { !ranked.contains($0) }
    }
  }

  // MARK: Where people set out

  /// "People crossing from Mexico": where they set out, and not who they are.
  func isDeparture(_ selection: Selection, _ claim: FoundClaim) -> Bool {
    guard let people = selection.including[.nationality] else { return false }
    let reading = article.sentences[claim.sentence]
    guard !reading.mentions.nationalities.contains(where: { people.contains($0.id) }) else {
      return false
    }
    return reading.mentions.origins.contains { origin in
      people.contains(origin.id)
        && (2...4).contains { back in
          let token = origin.tokens.lowerBound - back
          return reading.sentence.match(at: token)?.meanings.contains {
            $0.role == .cue && Checker.crossing.contains($0.id)
          } ?? false
        }
    }
  }

  private static let crossing: Set<String> = ["border-crossing", "cross", "entry"]
}
