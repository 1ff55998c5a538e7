import Periods
import Record
import Wording

/// Numbers of a list whose others were met: "more than half came from Venezuela (35,669), then Cuba with 11,343 and
/// Haiti with 4,015".
///
/// Numbers that stand each with a name of its own, and that the record has to the digit in one series at one time,
/// fix both for the rest of the list.
extension Checker {
  /// What the list says of a number without a verdict; `nil` where none does, or where it fits in no way.
  func ofList(_ claim: FoundClaim) -> Outcome? {
    guard forced == nil, let amount = claim.amount, amount.isDigits, amount.unit == .count,
      amount.step == 1, amount.decimals == 0, amount.upper == nil, amount.leeway == .none,
      amount.value >= Checker.leastListed, isCounted(claim), !claim.isExpected, !claim.isNegated,
      !isCompared(claim)
    else { return nil }
    let reading = article.sentences[claim.sentence]
    guard reading.obstacle(to: claim.tokens) == nil,
      reading.momentJustAfter(claim.tokens, isRelativeToo: true) == nil
    else { return nil }
    for dimension in [.nationality, .demographic, .sector, .route, .place] as [Record.Dimension] {
      if let (candidate, others) = listed(claim, dimension, reading) {
        return ofList(claim, amount, candidate, others)
      }
    }
    return nil
  }

  /// The figure that a list calls for, and how many of its others were met.
  private func listed(
    _ claim: FoundClaim, _ dimension: Record.Dimension, _ reading: SentenceReading
  ) -> (Candidate, Int)? {
    let mentions = Checker.names(dimension, in: reading)
    let binding = LabelBinding(reading, names: mentions.map(\.tokens))
    guard let bond = binding.bond(of: claim.tokens), bond.isStrong else { return nil }
    let own = mentions[bond.name]
    let others = findings.filter { finding in
      guard finding.sentence == claim.sentence, finding.isExact, finding.tokens != claim.tokens,
        !isCompared(finding.tokens, in: finding.sentence),
        let other = binding.bond(of: finding.tokens), other.isStrong
      else { return false }
      return mentions[other.name].labels != own.labels
        && finding.selection.including[dimension] == mentions[other.name].labels
    }
    guard let first = others.first,
      others.allSatisfy({
        $0.period == first.period
          && $0.selection.without(dimension) == first.selection.without(dimension)
      })
    else { return nil }
    var selection = first.selection.without(dimension)
    selection.include(own.labels, in: dimension)
    let words =
      first.words(for: claim.sentence).filter { ReadingPart(dimension) != $0.part }
      + [ReadingPart(dimension)].compactMap(\.self).map {
        article.words($0, own.tokens, in: claim.sentence, .said)
      }
    let candidate = Candidate(
      selection: selection, period: first.period,
      series: Option(
        value: selection, cost: 0, basis: .said, words: words.filter { $0.part != .time }),
      time: Option(
        value: TimeReading(period: first.period, isOpen: false), cost: 0, basis: .said,
        words: words.filter { $0.part == .time }),
      now: recorded(selection, first.period, asOf: nil),
      then: recorded(selection, first.period, asOf: date))
    return candidate.isKnown && !candidate.known.isAbout ? (candidate, others.count) : nil
  }

  private func ofList(
    _ claim: FoundClaim, _ amount: Amount, _ candidate: Candidate, _ others: Int
  ) -> Outcome? {
    if candidate.values.contains(where: { Tolerance.fit(amount, $0) != .none }) {
      return supported(candidate, claim, amount)
    }
    for value in candidate.values {
      if let kind = Slips.kind(amount, value) {
        return slipped(candidate, value, amount, kind.words(language))
      }
    }
    // One number beside it may be of another list.
    guard others >= Checker.enoughListed, let value = candidate.known.value,
      abs(amount.value - value) > value * readings.traits[candidate.selection.measure].revision,
      Tolerance.significantDigits(amount) >= 3, unreadDoubt(claim) == nil
    else { return nil }
    var outcome = wrong(candidate, claim, amount)
    outcome.ground = .list
    return outcome
  }

  /// Countries stand for their people, or for where people are.
  private static func names(
    _ dimension: Record.Dimension, in reading: SentenceReading
  ) -> [(tokens: Range<Int>, labels: [String])] {
    guard dimension == .place else { return LabelOptions.mentions(dimension, in: reading) }
    return reading.mentions.places.filter { $0.id.count == 3 }.map { ($0.tokens, [$0.id]) }
  }

  private static let leastListed = 10.0
  private static let enoughListed = 2
}

extension Slips {
  /// What happened to a figure that a number is a slip of, of any number of digits from two on.
  static func kind(_ amount: Amount, _ value: Double) -> Meant.Kind? {
    guard value == value.rounded(), value >= 10, amount.value >= 10 else { return nil }
    let (a, b) = (Array(String(Int(amount.value))), Array(String(Int(value))))
    if a.count == b.count {
      let different = a.indices.filter { a[$0] != b[$0] }
      if different.count == 2, a[different[0]] == b[different[1]],
        a[different[1]] == b[different[0]]
      {
        return .transposed
      }
      return a.count >= 4 && different.count == 1 ? .differs : nil
    }
    if amount.value == value * 10 { return .tenfold }
    return isDigitMore(amount, value) ? (a.count > b.count ? .tooMany : .tooFew) : nil
  }
}
