import Periods
import Record

/// Numbers that the record has, but of another time, people or agency than the text says: the figure of
/// the month that was compared with, one nationality's beside another's name.
extension Checker {
  /// A reading that the text calls for, where the number is another's; `nil` where it may be its own.
  func readingOfAnother(
    than good: Candidate, _ trials: Trials, _ claim: FoundClaim, _ amount: Amount
  ) -> Candidate? {
    if let own = exchanged(good, trials, claim, amount) { return own }
    guard let other = likelyOther(than: good, trials, claim, amount),
      !isDeparture(other.selection, claim)
    else { return nil }
    let mayBeOwn =
      other.period == good.period
      ? isNamedFarther(other, claim) : isNamed(good.period, claim) || isTaken(other, claim)
    return mayBeOwn ? nil : other
  }

  private func likelyOther(
    than good: Candidate, _ trials: Trials, _ claim: FoundClaim, _ amount: Amount
  ) -> Candidate? {
    guard let least = trials.first?.cost, amount.leeway == .none,
      !isOfRelativeTime(good, claim)
    else { return nil }
    // Of three digits, only the figure of another month than the one that stands beside it.
    guard Tolerance.significantDigits(amount) >= 4 else {
      return trials.first { trial in
        Tolerance.significantDigits(amount) == 3 && trial.isKnown
          && trial.cost <= least + Evidence.rivals && trial.time.cost < Checker.besideNumber
          && trial.series.cost < Checker.besideSeries && doubt(trial, claim) == nil
          && isOtherTime(trial, good, claim)
      }
    }
    if let confirmed = confirmed(trials, claim), confirmedDoubt(confirmed, claim) == nil,
      isOthers(good, confirmed, claim)
    {
      return confirmed
    }
    return trials.first { trial in
      guard trial.isKnown, trial.cost <= least + Checker.farthestOther else { return false }
      if trial.cost <= least + Checker.farTime, doubt(trial, claim) == nil,
        isOtherLabel(trial, good, claim) || isOtherTime(trial, good, claim)
          || isOtherAgency(trial, good, claim)
      {
        return true
      }
      return confirmedDoubt(trial, claim) == nil
        && (isOfBase(good, trial, claim) || isOtherAgency(trial, good, claim))
    }
  }

  /// How much farther-fetched than the likeliest the reading may be that the text calls for.
  private static let farthestOther = 6.0
  /// What costs this much more is another number's.
  static let farTime = 2.5
  private static let farLabel = 4.0

  private func isOtherLabel(
    _ main: Candidate, _ good: Candidate, _ claim: FoundClaim
  ) -> Bool {
    main.period == good.period && main.series.cost < Checker.besideSeries
      && good.series.cost >= main.series.cost + Checker.farLabel
      && isSameButForPeople(main.selection, good.selection)
      && !isCompared(claim) && !isOnTheWay(main, claim)
  }

  /// "The sector reached 52,735, second only to El Paso": who is named after a number, and not next to it, is
  /// whoever it is compared with.
  private func isNamedFarther(_ main: Candidate, _ claim: FoundClaim) -> Bool {
    let mentions = article.sentences[claim.sentence].mentions
    let own = main.selection.including
    let named =
      (mentions.nationalities + mentions.origins).filter {
        own[.nationality]?.contains($0.id) == true
      }.map(\.tokens)
      + mentions.labels.filter { own[$0.dimension] == [$0.mention.id] }.map(\.mention.tokens)
    return !named.isEmpty
      && named.allSatisfy { $0.lowerBound > claim.tokens.upperBound + Checker.nextTo }
  }

  private static let nextTo = 2

  /// "By way of Nicaragua to Honduras, where 73,804 entered": a country that is only passed is nobody's.
  private func isOnTheWay(_ main: Candidate, _ claim: FoundClaim) -> Bool {
    guard let people = main.selection.including[.nationality] else { return false }
    let sentence = article.sentences[claim.sentence]
    let mentions = sentence.mentions
    let isNamed = (mentions.nationalities + mentions.origins).contains { people.contains($0.id) }
    return !isNamed && !sentence.isListOfCountries
      && mentions.places.contains { people.contains($0.id) }
  }

  private func isSameButForPeople(_ a: Selection, _ b: Selection) -> Bool {
    [Dimension.nationality, .demographic, .sector].contains { dimension in
      guard let own = a.including[dimension], own != b.including[dimension] else { return false }
      // "Niños" are boys, or boys and girls.
      let isAmong = Set(own).isSubset(of: b.including[dimension] ?? [])
      return !isAmong && a.without(dimension) == b.without(dimension)
    }
  }

  private func isOtherTime(_ main: Candidate, _ good: Candidate, _ claim: FoundClaim) -> Bool {
    guard main.selection == good.selection, main.period != good.period, main.time.basis == .said,
      !isFiscal(good.period, of: main.period),
      main.period.granularity == good.period.granularity
    else { return false }
    if main.time.cost < Checker.besideNumber { return good.time.cost >= Checker.farTime }
    guard !isCompared(claim) else { return false }
    let moments = article.sentences[claim.sentence].moments
    let isGoodSaid =
      good.time.basis == .said
      && (good.time.cost < Checker.besideNumber || !isOfComparedTime(good, claim))
    return !isGoodSaid && main.time.cost < Checker.inSentence
      && moments.count { !isComparedTime($0.range, in: claim.sentence) } == 1
      // "Families accounted for 9,435, scarcely changed from May".
      && !isOfComparedTime(main, claim)
  }

  /// "The 6,946 of period 2020": whether the year of a period stands in the sentence, read as a time or not.
  private func isNamed(_ period: Period, _ claim: FoundClaim) -> Bool {
    guard [.year, .fiscalYear].contains(period.granularity) else { return false }
    let sentence = article.sentences[claim.sentence].sentence
    return sentence.range.contains { sentence.word($0) == "\(period.last.year)" }
  }

  /// "Tucson, which in 2000 made 661,346 arrests, fell to 123,285", "54,728, when in 2022 it was 112,963":
  /// whether a reading's time stands right before another number.
  private func isTaken(_ main: Candidate, _ claim: FoundClaim) -> Bool {
    let sentence = article.sentences[claim.sentence]
    let words = main.time.words.compactMap(\.bytes)
    return sentence.moments.contains { moment in
      guard words.contains(sentence.sentence.bytes(moment.range)) else { return false }
      return sentence.amounts.contains { amount in
        amount.unit == .count && !amount.core.overlaps(claim.tokens)
          && !sentence.isDate(amount)
          && (0...Checker.toTaken).contains(amount.core.lowerBound - moment.range.upperBound)
      }
    }
  }

  private static let toTaken = 3

  /// "A month before, the Haitians had been 35,529": of a time that the sentence names by another.
  private func isOfRelativeTime(_ good: Candidate, _ claim: FoundClaim) -> Bool {
    let sentence = article.sentences[claim.sentence]
    let words = good.time.words.compactMap(\.bytes)
    return sentence.moments.contains { moment in
      sentence.isRelative(moment) && moment.range.upperBound <= claim.tokens.lowerBound
        && words.contains(sentence.sentence.bytes(moment.range))
    }
  }

  /// Whether a time is read from words that something is compared with: "up from the month before".
  private func isOfComparedTime(_ candidate: Candidate, _ claim: FoundClaim) -> Bool {
    let sentence = article.sentences[claim.sentence]
    let words = candidate.time.words.compactMap(\.bytes)
    return sentence.moments.contains { moment in
      words.contains(sentence.sentence.bytes(moment.range))
        && isComparedTime(moment.range, in: claim.sentence)
    }
  }

  /// "The Border Patrol made 232,972 arrests" leaves no room for all encounters.
  private func isOtherAgency(_ main: Candidate, _ good: Candidate, _ claim: FoundClaim) -> Bool {
    guard main.period == good.period, let agency = main.selection.including[.component],
      good.selection.including[.component] != agency,
      main.selection.without(.component) == good.selection.without(.component)
    else { return false }
    // "Counting those refused at the ports, the figure was 52,546" is of both.
    let sentence = article.sentences[claim.sentence].sentence
    guard !sentence.range.contains(where: { sentence.isWord($0, in: .adding) }) else {
      return false
    }
    // "With the ports of entry, 241,136."
    let mentions = article.sentences[claim.sentence].mentions
    let isWith = (mentions.components + mentions.hints).contains { mention in
      (1...2).contains {
        sentence.isWord(mention.tokens.lowerBound - $0, in: .accompanied)
      }
    }
    guard !isWith else { return false }
    return LabelOptions(article: article, index: claim.sentence, tokens: claim.tokens)
      .bound(.component) == agency
  }

  /// Whether the number is the figure of another time or label than the one that the numbers beside it
  /// are of.
  private func isOthers(_ good: Candidate, _ main: Candidate, _ claim: FoundClaim) -> Bool {
    guard !isConfirmed(good, claim) else { return false }
    if main.selection == good.selection {
      // A number beside may be the wrong one: of the two times, the text's own is meant.
      let said = times(upTo: claim.sentence)
      if main.time.basis == .carried, !said.contains(main.period), said.contains(good.period) {
        return false
      }
      // A time that the text has spoken of may be meant again.
      return
        (isConfirmedBeside(main, claim) || !times(upTo: claim.sentence).contains(good.period))
        && main.period.granularity == good.period.granularity
        && (isOfComparedTime(good, claim)
          || good.time.cost > main.time.cost
            && (good.time.basis != .said || good.time.cost >= Checker.farTime))
        && !isFiscal(good.period, of: main.period)
    }
    return main.period == good.period && isOtherListed(main.selection, good.selection, claim)
  }

  /// Whether two readings differ in nothing but one label, and the first one's stands with the number.
  private func isOtherListed(_ a: Selection, _ b: Selection, _ claim: FoundClaim) -> Bool {
    // "35,529 Haitians against 34,547": the second number is of others.
    guard !isCompared(claim) else { return false }
    let labels = LabelOptions(article: article, index: claim.sentence, tokens: claim.tokens)
    return Checker.listed.contains { dimension in
      guard let own = a.including[dimension], let other = b.including[dimension] else {
        return false
      }
      // Boys are among boys and girls.
      return !Set(own).isSubset(of: other) && a.without(dimension) == b.without(dimension)
        && labels.bound(dimension) == own
    }
  }

  /// "2019" of a fiscal year's figure is the fiscal year.
  private func isFiscal(_ good: Period, of year: Period) -> Bool {
    good.granularity == .fiscalYear && year.granularity == .year && good.last.year == year.last.year
  }

  // MARK: What is compared with

  /// Whether the number is of a time that the text only compares with, and stands where it speaks of
  /// its own: "August hit 65,526, three quarters more than in July. Venezuelans led with 25,050", which
  /// is July's.
  private func isOfBase(_ good: Candidate, _ main: Candidate, _ claim: FoundClaim) -> Bool {
    guard main.selection == good.selection, main.period != good.period,
      main.period.granularity == good.period.granularity, main.time.basis <= .carried,
      main.time.cost < good.time.cost, !isCompared(claim)
    else { return false }
    let own = article.sentences[claim.sentence]
    guard !own.moments.contains(where: { own.isRelative($0) }) else { return false }
    let said = times(upTo: claim.sentence)
    let isShown = findings.contains {
      $0.isExact && $0.period == main.period && claim.sentence - $0.sentence <= Checker.nearTime
    }
    return isShown && said.contains(main.period) && !said.contains(good.period)
      && !own.moments.contains { $0.period(date: date) == good.period }
  }

  /// Sentences before in which a number has to show the time that the text is about.
  private static let nearTime = 3

  /// The times that a text has spoken of so far, without those that it only compares with.
  func times(upTo sentence: Int) -> Set<Period> {
    var times: Set<Period> = []
    for index in 0...sentence {
      let reading = article.sentences[index]
      let bases = article.claims.filter { $0.sentence == index }.reduce(into: Set<Int>()) {
        $0.formUnion($1.baseMoments)
      }
      for (order, moment) in reading.moments.enumerated()
      where !bases.contains(order) && !reading.isRelative(moment)
        && !reading.isDayOfPublication(moment)
      {
        if let period = moment.period(date: date) { times.insert(period) }
      }
    }
    return times
  }
}
