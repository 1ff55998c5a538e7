import Periods
import Record
import Wording

/// Numbers that show together what neither shows alone: "663 cases in the United States and 288 in Mexico",
/// "from 26 to 147", "15,460 of the 27,692 decisions, a little more than half".
extension Checker {
  /// A support for a number that is met beside another: of one measure at one time, each with a label of its
  /// own, where it has three digits or more, or of one series at two times.
  func together(_ claim: FoundClaim) -> Outcome? {
    guard forced == nil, !claim.isExpected, !claim.isNegated, isOfTheField(claim),
      let amount = claim.amount, isCounted(claim), Checker.canBeTogether(amount)
    else { return nil }
    let good = metFar(claim, amount)
    let beside = findings.filter {
      (claim.sentence - 1...claim.sentence).contains($0.sentence) && $0.tokens != claim.tokens
        && $0.digits + ($0.isMet ? Checker.five : 0) >= Checker.fewestBeside
    }
    let open = article.claims.filter {
      $0.sentence == claim.sentence && $0.isNumber && $0.tokens != claim.tokens
    }
    let soonest = timeOptions(claim).first?.cost ?? 0
    for candidate in good {
      let isOfTime = candidate.time.cost <= soonest + Checker.nearTime
      let isBeside = beside.contains {
        areTogether(candidate, ($0.selection, $0.period), claim, $0.tokens, isOfTime)
      }
      let isOpen =
        !isBeside
        && open.contains { other in
          guard let number = other.amount, Checker.canBeTogether(number),
            Tolerance.significantDigits(number) + Tolerance.significantDigits(amount)
              >= Checker.digitsTogether
          else { return false }
          return metFar(other, number).contains {
            areTogether(candidate, ($0.selection, $0.period), claim, other.tokens, isOfTime)
          }
        }
      guard isBeside || isOpen else { continue }
      var outcome = withAlternatives(supported(candidate, claim, amount), good, candidate)
      outcome.excess = candidate.cost
      return outcome
    }
    return nil
  }

  private static let fewestBeside = 3
  /// Of so many digits together, a chance meeting is as unlikely as of one number of six.
  private static let digitsTogether = 6
  /// How much farther than the nearest the time of a list may be.
  private static let nearTime = 2.0
  /// What a reading may cost that another number confirms.
  private static let farTogether = 12.0

  private static func canBeTogether(_ amount: Amount) -> Bool { canBeMet(amount, digits: 2) }

  /// Readings that give a number, of what is named near by, however far.
  private func metFar(_ claim: FoundClaim, _ amount: Amount) -> [Candidate] {
    kept.together(claim.sentence, claim.tokens.lowerBound, findings.count) {
      let options = metSeries(claim, amount.value) + combinations(claim) + seriesBefore(claim)
      return combine(options, timeOptions(claim) + timesComparedWith(claim), claim)
        .within(Checker.farTogether).filter { $0.values.contains(amount.value) }
    }
  }

  /// Whether two readings are of one list, or of one series before and after.
  private func areTogether(
    _ own: Candidate, _ other: (selection: Selection, period: Period), _ claim: FoundClaim,
    _ tokens: Range<Int>, _ isOfTime: Bool
  ) -> Bool {
    if own.selection == other.selection {
      return own.period != other.period && isPair(claim.tokens, tokens, in: claim.sentence)
    }
    // The figures of another year are held as well: a list is of the time that is spoken of.
    return isOfTime && own.period == other.period
      && (claim.amount.map(Tolerance.significantDigits) ?? 0) >= 3
      && Checker.listPlain(own.selection) == Checker.listPlain(other.selection)
  }

  /// A series without what differs between the numbers of a list, which may be the place or the cause too.
  private static func listPlain(_ selection: Selection) -> Selection {
    plain(selection).without(.place, .cause, .route)
  }

  /// "from 26 to 147", "147, up from 26": two numbers with a word between or before them that says where
  /// something went from.
  private func isPair(_ one: Range<Int>, _ other: Range<Int>, in index: Int) -> Bool {
    let sentence = article.sentences[index]
    guard sentence.sentence.range.contains(other.lowerBound) else { return false }
    let (first, second) = one.lowerBound < other.lowerBound ? (one, other) : (other, one)
    let between = first.upperBound..<second.lowerBound
    guard between.count <= Checker.betweenPair,
      !sentence.amounts.contains(where: {
        between.contains($0.core.lowerBound) && $0.unit == .count
      })
    else { return false }
    return isCompared(second, in: index)
      || sentence.sentence.isWord(first.lowerBound - 1, in: .between)
        && between.contains { sentence.sentence.isWord($0, in: .to) }
  }

  private static let betweenPair = 10

  // MARK: What is said of numbers that were met

  /// A support for a share or a change that is what two numbers beside it come to.
  func ofNumbersMet(_ claim: FoundClaim) -> Outcome? {
    guard forced == nil, !claim.isExpected, !claim.isNegated, let amount = claim.amount,
      !claim.isNumber
    else { return nil }
    let near = findings.filter {
      $0.isSure && (claim.sentence - 1...claim.sentence).contains($0.sentence)
        && article.paragraphs[$0.sentence] == article.paragraphs[claim.sentence]
    }.suffix(Checker.nearNumbers)
    switch claim.statement {
    case .share: return share(claim, amount, of: Array(near))
    case .change(let direction): return change(claim, amount, direction, of: Array(near))
    default: return nil
    }
  }

  private static let nearNumbers = 5

  func candidate(_ finding: Finding, _ claim: FoundClaim) -> Candidate {
    let words = finding.words(for: claim.sentence)
    return Candidate(
      selection: finding.selection, period: finding.period,
      series: Option(
        value: finding.selection, cost: 0, basis: .carried,
        words: words.filter { $0.part != .time }),
      time: Option(
        value: TimeReading(period: finding.period, isOpen: false), cost: 0, basis: .carried,
        words: words.filter { $0.part == .time }),
      now: recorded(finding.selection, finding.period, asOf: nil),
      then: recorded(finding.selection, finding.period, asOf: date))
  }

  private func share(
    _ claim: FoundClaim, _ amount: Amount, of near: [Finding]
  ) -> Outcome? {
    for part in near.reversed() {
      if let named = claim.part, let dimension = Record.Dimension(rawValue: named.dimension),
        part.selection.including[dimension] != named.labels
      {
        continue
      }
      for whole in near.reversed() where whole.period == part.period {
        guard
          isPart(part.selection, of: whole.selection) || isHost(part.selection, of: whole.selection)
        else { continue }
        let own = candidate(part, claim)
        let all = candidate(whole, claim)
        let trial = ShareTrial(
          candidate: own, whole: whole.selection, cost: 0, wholeNow: all.now, wholeThen: all.then)
        guard let verdict = verdict(claim, trial), verdict.isSupport,
          Evidence.isNear(amount, trial.rounded)
        else { continue }
        return outcome(claim, trial, verdict)
      }
    }
    return nil
  }

  /// Whether a series is counted in another: it has all of its labels, and more.
  func isPart(_ part: Selection, of whole: Selection) -> Bool {
    part != whole && part.measure == whole.measure && part.excluding == whole.excluding
      && whole.including.allSatisfy { dimension, labels in
        guard let own = part.including[dimension] else { return false }
        return Set(own).isSubset(of: labels)
      }
  }

  private func change(
    _ claim: FoundClaim, _ amount: Amount, _ direction: Double, of near: [Finding]
  ) -> Outcome? {
    guard direction != 0, amount.unit != .count else { return nil }
    let said = claim.baseMoment.flatMap { moment -> Period? in
      article.sentences[claim.sentence].isRelative(moment) ? nil : moment.period(date: date)
    }
    for own in near.reversed() {
      for base in near.reversed()
      where base.selection == own.selection && base.period < own.period {
        if let said, said != base.period { continue }
        let (mine, other) = (candidate(own, claim), candidate(base, claim))
        let trial = ChangeTrial(
          candidate: mine, base: base.period, cost: 0, isBaseSaid: true,
          now: (mine.now, other.now), then: (mine.then, other.then))
        guard trial.isOfLike else { continue }
        let fit = max(
          fit(amount, trial, trial.now, direction), fit(amount, trial, trial.then, direction))
        guard fit != .none else { continue }
        let change = trial.change ?? trial.changeThen ?? 0
        guard
          Evidence.isNear(amount, amount.unit == .multiple ? change + 1 : change * direction)
        else { continue }
        return outcome(amount, direction, under: trial)
      }
    }
    return nil
  }
}
