import Periods
import Record

/// One way to read a claim, put to the record.
struct Candidate: Sendable {
  var selection: Selection
  var period: Period
  /// How far-fetched the series and the time are.
  var series: Option<Selection>
  var time: Option<TimeReading>
  /// What the record has today, and had on the article's date.
  var now: Known
  var then: Known
  /// Whether a reader chose it, rather than words calling for it.
  var isChosen = false

  var cost: Double { series.cost + time.cost }
  var isKnown: Bool { now.value != nil || then.value != nil }
  /// Today's figure, else the one of the article's time.
  var known: Known { now.value == nil ? then : now }
  /// Figures that a text of that day may rest on, the later first.
  var values: [Double] { [now.value, then.value].compactMap(\.self) }
}

/// A number that was found to be right, and what it is of: what follows goes on about it.
struct Finding: Sendable {
  var sentence: Int
  var tokens: Range<Int>
  var selection: Selection
  var period: Period
  /// How many digits it has, where the record gives it to the digit and it is not far-fetched; else 0.
  var digits: Int
  /// With so many digits a number is not met by chance.
  var isExact: Bool { digits >= 4 }
  /// Whether it has five digits or more and was met to the digit, however far-fetched.
  var isMet = false
  /// What is said of a number beside it may rest on that.
  var isSure: Bool { isExact || isMet }
  /// What it was read from.
  var words: [ReadFrom] = []

  /// For a claim of some sentence.
  func words(for sentence: Int) -> [ReadFrom] {
    self.sentence == sentence ? words : words.map(\.carried)
  }
}

extension Checker {
  /// Candidates that are no farther-fetched than this from the likeliest are looked at.
  private static let widest = 18.0
  private static let most = 900

  /// The ways to read a count, likeliest first; those that the record does not know among them.
  func candidates(_ claim: FoundClaim) -> Trials {
    kept.counts { combine(seriesOptions(claim), timeOptions(claim), claim) }
  }

  /// The ways to read what a change, a share or a record is said of: the numbers beside it first.
  func relationCandidates(_ claim: FoundClaim) -> Trials {
    if let forced { return Trials([forced]) }
    return kept.relations { allRelationCandidates(claim) }
  }

  private func allRelationCandidates(_ claim: FoundClaim) -> Trials {
    let anchors = anchors(claim)
    let later = anchors.isEmpty ? 0.0 : 1.5
    let series =
      anchors.map { anchor, cost, basis in
        Option(
          value: anchor.selection, cost: cost, basis: basis,
          words: anchor.words(for: claim.sentence).filter { $0.part != .time })
      } + seriesOptions(claim).map { $0.adding(later) }
    let times =
      anchors.map { anchor, cost, basis in
        Option(
          value: TimeReading(period: anchor.period, isOpen: false), cost: cost, basis: basis,
          words: anchor.words(for: claim.sentence).filter { $0.part == .time })
      } + timeOptions(claim).map { $0.adding(later) }
    return combine(series, times, claim)
  }

  /// Numbers found before that a claim may be said of, with how far off each is.
  private func anchors(_ claim: FoundClaim) -> [(Finding, Double, Basis)] {
    findings.compactMap { finding in
      // What is only compared with is spoken of no further.
      let aside = isCompared(finding.tokens, in: finding.sentence) ? Checker.aside : 0
      guard finding.sentence == claim.sentence else {
        let far = claim.sentence - finding.sentence
        guard far == 1 || far == 2 else { return nil }
        return (finding, 2.5 * Double(far) + aside, .carried)
      }
      let gap = Double(SeriesOptions.gap(finding.tokens, claim.tokens))
      let isAfter = finding.tokens.lowerBound > claim.tokens.lowerBound
      let apart = isAfter ? isParted(finding.tokens, claim) : isOfOther(finding, claim)
      let other = apart ? isAfter ? Checker.parted : Checker.ofOther : 0
      let cost = min(gap * 0.15, 3) + (isAfter ? 0.5 : 0) + aside + other
      return (finding, cost, .said)
    }
  }

  private static let aside = 2.0
  private static let parted = 4.0
  private static let ofOther = 10.0

  /// "Of the 240,927 encounters, those of family members decreased by 14 %": somebody named right before what is
  /// said, after the number.
  private func isOfOther(_ finding: Finding, _ claim: FoundClaim) -> Bool {
    guard claim.kind == .change else { return false }
    let named = article.sentences[claim.sentence].mentions.named([.demographic, .sector])
    return named.contains { dimension, mention in
      mention.tokens.lowerBound >= finding.tokens.upperBound
        && mention.tokens.upperBound <= claim.tokens.lowerBound
        && claim.tokens.lowerBound - mention.tokens.upperBound <= Checker.rightBefore
        && finding.selection.including[dimension] == nil
    }
  }

  private static let rightBefore = 1

  /// "66,466 were Venezuelan, 58 %; Ecuadorians were 9,286": beyond a semicolon others are spoken of.
  private func isParted(_ tokens: Range<Int>, _ claim: FoundClaim) -> Bool {
    let sentence = article.sentences[claim.sentence].sentence
    let (from, to) = (claim.tokens.upperBound, tokens.lowerBound)
    return from < to && (from..<to).contains { sentence.word($0) == ";" }
  }

  func combine(
    _ series: [Option<Selection>], _ times: [Option<TimeReading>], _ claim: FoundClaim
  ) -> Trials {
    let series = Array(Cheapest(series).sorted.prefix(100))
    let times = Array(Cheapest(times).sorted.prefix(12))
    guard let least = series.first, let soonest = times.first else { return Trials([]) }
    let limit = least.cost + soonest.cost + Checker.widest
    var pairs: [Pair] = []
    for (place, one) in series.enumerated() {
      for (order, time) in times.enumerated() where one.cost + time.cost <= limit {
        pairs.append(Pair(series: place, time: order, cost: one.cost + time.cost))
      }
    }
    pairs.sort { $0.cost < $1.cost }
    // Each series is looked up once: to hash a selection costs more than to find a month in its figures.
    var figures = [(now: KeptFigures, then: KeptFigures)?](repeating: nil, count: series.count)
    var seen: Set<Place> = []
    var queue = TrialQueue(Array(pairs.prefix(Checker.most)), cost: \.cost) { pair in
      let (one, time) = (series[pair.series], times[pair.time])
      let (now, then) =
        figures[pair.series]
        ?? {
          // As of the article's day first: today's figures come with them.
          let then = cache.figures(one.value, asOf: date, years: years)
          return (cache.figures(one.value, asOf: nil, years: years), then)
        }()
      figures[pair.series] = (now, then)
      return periods(time, one.value.measure, now, then, claim).enumerated().compactMap {
        later, period in
        guard seen.insert(Place(series: pair.series, period: period)).inserted else { return nil }
        return Candidate(
          selection: one.value, period: period, series: one, time: time.adding(Double(later)),
          now: now.known(period), then: then.known(period))
      }
    }
    return Trials { queue.next() }
  }

  /// A series and a time by their places, and what they cost together.
  private struct Pair {
    var series: Int
    var time: Int
    var cost: Double
  }

  private struct Place: Hashable {
    var series: Int
    var period: Period
  }

  /// Numbers found before a claim, the latest first; what stands after it says less.
  private func known(_ claim: FoundClaim) -> [Finding] {
    let before = findings.filter {
      ($0.sentence, $0.tokens.lowerBound) < (claim.sentence, claim.tokens.lowerBound)
    }
    let after = findings.filter {
      $0.sentence == claim.sentence && $0.tokens.lowerBound > claim.tokens.lowerBound
    }
    return before.reversed() + after
  }

  /// Numbers in brackets of a sentence before are of other times than what it is about: "1,514 died (2021:
  /// 1,401)".
  private func ofTheirOwn(_ known: [Finding], _ claim: FoundClaim) -> [Finding] {
    let isAside = { (finding: Finding) in
      finding.sentence != claim.sentence
        && article.sentences[finding.sentence].sentence.isInBrackets(finding.tokens.lowerBound)
    }
    return known.filter { !isAside($0) } + known.filter(isAside)
  }

  private func seriesOptions(_ claim: FoundClaim) -> [Option<Selection>] {
    SeriesOptions(
      article: article, index: claim.sentence, tokens: claim.tokens,
      focus: known(claim).map {
        SeriesOptions.Focus(
          selection: $0.selection, sentence: $0.sentence, tokens: $0.tokens, words: $0.words)
      }
    ).selections()
  }

  func timeOptions(_ claim: FoundClaim) -> [Option<TimeReading>] {
    TimeOptions(
      article: article, index: claim.sentence, tokens: claim.tokens, date: date,
      bases: claim.baseMoments,
      focus: ofTheirOwn(known(claim), claim).map { ($0.period, $0.sentence, $0.words) }
    ).times()
  }

  // MARK: Periods

  /// The periods that a time means for a series, likeliest first: one that goes on is taken up to the
  /// months that were over, or known, at the article's date.
  private func periods(
    _ time: Option<TimeReading>, _ measure: String, _ now: KeptFigures, _ then: KeptFigures,
    _ claim: FoundClaim
  ) -> [Period] {
    let period = time.value.period
    guard !now.isEmpty else { return [period] }
    if vocabulary.measure(measure)?.isStock ?? false { return stockPeriods(time, then) }
    // A year that the article's date lies in goes on, however it is named.
    let goesOn =
      time.value.isOpen
      || period.last > date && period.first <= date
        && (period.granularity == .year || period.granularity == .fiscalYear)
    guard goesOn, !claim.isExpected else { return [ofItsKind(period, now)] }
    return openPeriods(from: period.first, then, isMonth: period.granularity == .month)
  }

  /// "2016: 240,255" of a series that is counted by fiscal years alone is the fiscal year's.
  private func ofItsKind(_ period: Period, _ now: KeptFigures) -> Period {
    guard period.granularity == .year, now.known(period).value == nil,
      let year = Period.fiscalYear(period.first.year), now.known(year).value != nil
    else { return period }
    return year
  }

  private func openPeriods(from first: Day, _ then: KeptFigures, isMonth: Bool) -> [Period] {
    if isMonth {
      // Of a month that goes on, so many days: the whole month is another number.
      let month = Period.month(of: first)
      let days = month.last > date ? Period(from: month.first, through: date) : nil
      return [days ?? month]
    }
    let lastComplete = Period.month(of: date).previous
    guard Period.month(of: first).first == first else {
      return Period(from: first, through: lastComplete.last).map { [$0] } ?? []
    }
    var ends: [Period] = []
    if let known = then.latest(every: .month) { ends.append(known) }
    ends += [lastComplete, lastComplete.previous]
    var periods: [Period] = []
    for end in ends {
      if let period = Period(from: first, through: end.last), !periods.contains(period) {
        periods.append(period)
      }
    }
    return periods
  }

  /// A number at a moment: the year's end that is named, or the last that was known.
  private func stockPeriods(_ time: Option<TimeReading>, _ then: KeptFigures) -> [Period] {
    let known = then.latest(every: .year)
    guard time.basis == .said, !time.value.isOpen else {
      return [known, known?.previous].compactMap(\.self)
    }
    let year = Period.year(of: time.value.period.last)
    if time.value.period.granularity == .year { return [year] }
    return [year, year.previous, known].compactMap(\.self)
  }
}
