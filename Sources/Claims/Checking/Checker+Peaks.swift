import Periods
import Record
import Wording

/// Peaks and troughs of time.
extension Checker {
  /// "July was the deadliest month of the year".
  ///
  /// It is right where one near reading makes it so, and wrong only where none does that the words allow.
  func peak(_ claim: FoundClaim, _ peak: Peak) -> Outcome {
    let every = peakCandidates(claim, peak)
    // A series whose figure of that month stands in the sentence is the one that is spoken of.
    let stated = every.filter { isStated($0, claim) }
    let candidates = stated.isEmpty ? every : stated
    guard let main = candidates.first else {
      return undecided(.time, relationCandidates(claim))
    }
    let beside = besideNumbers(claim)
    var isAnyRight = false
    var (right, wrong): (Outcome?, Outcome?)
    for candidate in candidates where candidate.cost <= main.cost + Checker.farPeak {
      switch finding(peak, candidate, of: claim.sentence) {
      case .right(let span):
        guard isOf(beside, candidate) else { continue }
        isAnyRight = true
        if candidate.cost <= main.cost + Checker.nearPeak, right == nil,
          candidate.series.basis == .said || !stated.isEmpty || areNumbersFound(claim)
        {
          right = outcome(.supported, candidate, rightWords(peak, candidate, span))
        }
      case .wrong(let beater):
        if candidate.selection == main.selection, candidate.period == main.period {
          wrong = outcome(.off, candidate, wrongWords(peak, beater))
        }
      case .open: if candidate.cost <= main.cost + Evidence.rivals { isAnyRight = true }
      }
    }
    // Of a series that is carried on another may be meant: the likeliest must not be wrong.
    if let right, wrong == nil || main.series.basis == .said { return right }
    guard let wrong else { return undecided(.rival, candidates) }
    if isAnyRight, forced == nil { return undecided(.series, candidates) }
    // "In July, the busiest month": of what, a number beside it must say.
    if !peak.isStated, !isSetBeside(main, claim), forced == nil {
      return undecided(.time, candidates)
    }
    return relationDoubt(main, claim).map { undecided($0, candidates) } ?? wrong
  }

  /// How much farther-fetched than the likeliest a reading may be that supports it, and one that keeps it
  /// from being refuted.
  private static let nearPeak = 2.5
  private static let farPeak = 10.0

  /// Numbers of the sentence that were met: what is said of their month is said of their series.
  private func besideNumbers(_ claim: FoundClaim) -> [Finding] {
    findings.filter { $0.sentence == claim.sentence }
  }

  /// "128,895 arrests at the southwest border in April, the lowest of the fiscal year": whether the very
  /// number stands before it, met to the digit, and no other between.
  private func isSetBeside(_ candidate: Candidate, _ claim: FoundClaim) -> Bool {
    let sentence = article.sentences[claim.sentence]
    return findings.contains { finding in
      guard finding.isSure, finding.sentence == claim.sentence,
        finding.selection == candidate.selection, finding.period == candidate.period,
        finding.tokens.upperBound <= claim.tokens.lowerBound
      else { return false }
      let between = finding.tokens.upperBound..<claim.tokens.lowerBound
      return between.count <= Checker.setBeside
        && !between.contains { [";", ":", "("].contains(sentence.sentence.word($0)) }
        && !sentence.amounts.contains { between.contains($0.core.lowerBound) }
    }
  }

  private static let setBeside = 14

  private func isStated(_ candidate: Candidate, _ claim: FoundClaim) -> Bool {
    guard let value = candidate.now.value, value >= Checker.ofThreeDigits else { return false }
    return article.sentences[claim.sentence].amounts.contains {
      $0.unit == .count && $0.value == value
    }
  }

  /// Fewer are met by chance.
  private static let ofThreeDigits = 100.0

  private func areNumbersFound(_ claim: FoundClaim) -> Bool {
    article.claims.filter { $0.sentence == claim.sentence && $0.isCount }.allSatisfy { number in
      findings.contains { $0.sentence == number.sentence && $0.tokens == number.tokens }
    }
  }

  private func isOf(_ beside: [Finding], _ candidate: Candidate) -> Bool {
    let same = beside.filter { $0.period == candidate.period }
    return same.isEmpty || same.contains { $0.selection == candidate.selection }
  }

  // MARK: Readings

  /// The ways to read whose peak it is and when, likeliest first.
  private func peakCandidates(_ claim: FoundClaim, _ peak: Peak) -> [Candidate] {
    let all = Array(relationCandidates(claim))
    if forced != nil { return all }
    let series = Cheapest(all.map(\.series)).sorted.prefix(Checker.fewSeries)
    let times = Cheapest(peakTimes(claim, peak, all)).sorted.prefix(Checker.fewTimes)
    let pairs = series.flatMap { one in times.map { (one, $0) } }
    return pairs.map { series, time in
      Candidate(
        selection: series.value, period: time.value.period, series: series, time: time,
        now: recorded(series.value, time.value.period, asOf: nil),
        then: recorded(series.value, time.value.period, asOf: date))
    }.sorted { $0.cost < $1.cost }
  }

  private static let fewSeries = 12
  private static let fewTimes = 5

  private func peakTimes(
    _ claim: FoundClaim, _ peak: Peak, _ all: [Candidate]
  ) -> [Option<TimeReading>] {
    var span: Period?
    if case .within(let period) = peak.span { span = period }
    let fits = { (period: Period) in
      let isOfUnit =
        peak.unit.map { unit in
          period.granularity == unit
            || [.year, .fiscalYear].contains(unit)
              && [.year, .fiscalYear].contains(period.granularity)
        } ?? [.month, .quarter, .year, .fiscalYear].contains(period.granularity)
      return isOfUnit && period != span && span.map { $0.overlaps(period) } ?? true
        && period.first <= self.date
    }
    guard let subject = peak.subject else {
      return all.map(\.time).filter { fits($0.value.period) }.map { fiscal($0, peak) }
    }
    let words = [article.words(.time, subject.range, in: claim.sentence, .said)]
    func option(_ period: Period, _ cost: Double) -> Option<TimeReading> {
      Option(
        value: TimeReading(period: period, isOpen: false), cost: cost, basis: .said, words: words)
    }
    if case .month(let month) = subject.value {
      let inSpan = span?.split(into: .month).filter { $0.first.month == month } ?? []
      if inSpan.count == 1 { return inSpan.filter(fits).map { option($0, 0) } }
      return all.map(\.time).filter {
        $0.value.period.granularity == .month && $0.value.period.first.month == month
          && fits($0.value.period)
      }
    }
    guard let period = subject.period(date: date), fits(period) else { return [] }
    var options = [fiscal(option(period, 0), peak)]
    if period.granularity == .year, peak.unit != .fiscalYear,
      let year = Period.fiscalYear(period.first.year), article.firstFiscal != nil
    {
      options.append(option(year, 1.5))
    }
    return options
  }

  /// "The lowest fiscal year was 2012".
  private func fiscal(_ option: Option<TimeReading>, _ peak: Peak) -> Option<TimeReading> {
    guard peak.unit == .fiscalYear, option.value.period.granularity == .year,
      let year = Period.fiscalYear(option.value.period.first.year)
    else { return option }
    var fiscal = option
    fiscal.value.period = year
    return fiscal
  }

  // MARK: Findings

  private func finding(
    _ peak: Peak, _ candidate: Candidate, of index: Int
  ) -> PeakTrial.Finding {
    switch peak.direction {
    case .high: return finding(peak, candidate, of: index, isHigh: true)
    case .low: return finding(peak, candidate, of: index, isHigh: false)
    case .worst:
      let high = finding(peak, candidate, of: index, isHigh: true)
      guard case .wrong = high else { return high }
      if case .wrong = finding(peak, candidate, of: index, isHigh: false) { return high }
      return .open
    }
  }

  private func finding(
    _ peak: Peak, _ candidate: Candidate, of index: Int, isHigh: Bool
  ) -> PeakTrial.Finding {
    guard let value = candidate.now.value, !candidate.now.isAbout,
      let timeline = cache.timeline(candidate.selection, asOf: nil)
    else { return .open }
    let period = candidate.period
    let trial = PeakTrial(
      isHigh: isHigh, rank: peak.rank, value: value, period: period,
      revision: readings.traits[candidate.selection.measure].revision,
      isPublished: { $0.last.adding(days: Checker.toPublish) <= date })
    let held = timeline.observations(every: period.granularity).filter {
      $0.period.last < date || $0.period <= period
    }
    let among = { (span: Period) in
      trial.finding(among: observations(timeline, span, period.granularity), span)
    }
    let years = years(of: period, candidate.selection)
    switch peak.span {
    case .everything: return everything(trial, held)
    case .within(let span): return all(spans(span, period).map(among))
    case .year, .fiscalYear: return all(years.map(among))
    case .since(let moment):
      return moment.period(date: date, anchor: period.previous).map { since(trial, held, $0) }
        ?? .open
    case .last(let months): return last(trial, held, months)
    case .vague:
      let found = saidSpans(around: period, of: index).map(among) + [everything(trial, held)]
      return found.first { $0.isRight } ?? .open
    case .unsaid:
      let said = saidSpans(around: period, of: index)
      let found = (years + said).map(among)
      let natural = said.first.map { [among($0)] } ?? years.map(among)
      if let right = (natural + [everything(trial, held)]).first(where: \.isRight) { return right }
      guard peak.rank == 1, found.allSatisfy(\.isWrong), let beater = trial.neighbour(timeline)
      else { return .open }
      return .wrong(beater)
    }
  }

  /// "in three years".
  private func last(
    _ trial: PeakTrial, _ held: [Observation], _ months: Int
  ) -> PeakTrial.Finding {
    guard trial.rank == 1 else { return .open }
    let extreme = Extreme(
      isHigh: trial.isHigh, value: trial.value, period: trial.period,
      before: held.filter { $0.period < trial.period })
    guard let found = extreme.ofLast(months) else { return .open }
    if found.isRight { return .right(among: nil) }
    if case .now(let beater) = found.beaten { return .wrong(beater) }
    return .open
  }

  /// A month's figures are out after so many days.
  private static let toPublish = 45

  /// Right under one span, wrong under all.
  private func all(_ findings: [PeakTrial.Finding]) -> PeakTrial.Finding {
    if let right = findings.first(where: \.isRight) { return right }
    return findings.allSatisfy(\.isWrong) ? findings.first ?? .open : .open
  }

  /// Of all that is held: of what was higher later it is not known whether the text means that too.
  private func everything(_ trial: PeakTrial, _ held: [Observation]) -> PeakTrial.Finding {
    let all = trial.finding(among: held, nil, isWhole: false)
    guard case .wrong = all else { return all }
    let before = trial.finding(among: held.filter { $0.period <= trial.period }, nil)
    if case .wrong = before { return before }
    return .open
  }

  private func since(
    _ trial: PeakTrial, _ held: [Observation], _ since: Period
  ) -> PeakTrial.Finding {
    guard since < trial.period else { return .open }
    let between = held.filter { $0.period.first > since.last }
    let from = held.filter { $0.period.first >= since.first }
    let found = trial.finding(among: between, nil)
    if case .wrong(let beater) = found, beater.period < trial.period { return found }
    guard trial.rank == 1 else { return .open }
    // "since 2012": of those after it, where 2012 was as high, or where nothing earlier is held.
    let before = Extreme(
      isHigh: trial.isHigh, value: trial.value, period: trial.period,
      before: held.filter { $0.period < trial.period })
    if let said = before.since(since), said.isRight { return .right(among: nil) }
    let isFromStart = held.first.map { $0.period.first >= since.first } ?? false
    let whole = trial.finding(among: from, nil)
    return isFromStart && whole.isRight ? whole : .open
  }

  /// A span as it is said, up to the text's date; where a text speaks of fiscal years, that of the name too.
  private func spans(_ span: Period, _ period: Period) -> [Period] {
    var spans = [span]
    if span.granularity == .year, article.firstFiscal != nil,
      let year = Period.fiscalYear(span.first.year), year.contains(period)
    {
      spans.append(year)
    }
    return spans.filter { $0.overlaps(period) }
  }

  /// The calendar's year, and the government's where the series is of the United States.
  private func years(of period: Period, _ selection: Selection) -> [Period] {
    guard [.month, .quarter].contains(period.granularity) else { return [] }
    let place = selection.including[.place]?.first ?? ""
    let isFiscal =
      article.firstFiscal != nil
      || readings.country(of: place).map { readings.traits.place($0).isFiscal } ?? false
    return [Period.year(of: period.first)] + (isFiscal ? [Period.fiscalYear(of: period.first)] : [])
  }

  /// Spans that the text names and that hold a time, those of the sentence first.
  private func saidSpans(around period: Period, of index: Int) -> [Period] {
    var spans: [Period] = []
    for sentence in ([index] + article.before(index)).map({ article.sentences[$0] }) {
      for moment in sentence.moments where !sentence.isRelative(moment) {
        guard let span = moment.period(date: date), span.contains(period), span != period,
          span.dayCount > period.dayCount * 2, !spans.contains(span)
        else { continue }
        spans.append(span)
      }
    }
    return spans
  }

  /// All times of a span that were over on the text's day.
  private func observations(
    _ timeline: Timeline, _ span: Period, _ unit: Granularity
  ) -> [Observation] {
    let periods: [Period]
    if unit == .fiscalYear, span.granularity != .fiscalYear {
      let first = span.first.year
      periods = (first...max(first, span.last.year)).compactMap { Period.fiscalYear($0) }
    } else {
      periods = span.split(into: unit)
    }
    return periods.filter { $0.last < date }.map(timeline.observation)
  }

  // MARK: Words

  private func outcome(_ verdict: Verdict, _ candidate: Candidate, _ words: String) -> Outcome {
    let value = candidate.now.value ?? 0
    var outcome = Outcome(
      verdict,
      told(candidate.selection, candidate.period, value)
        + source(candidate.now.source, candidate.now.published) + ". " + words)
    fill(
      &outcome, candidate.selection, candidate.period, now: candidate.now, then: candidate.then)
    mark(&outcome, candidate)
    return outcome
  }

  private func wrongWords(_ peak: Peak, _ beater: Observation) -> String {
    let (name, value) = (language.period(beater.period), language.count(beater.value ?? 0))
    if peak.rank > 1 {
      return language(
        "It is not number \(peak.rank); the first is \(name): \(value).",
        "No es el número \(peak.rank); el primero es \(name): \(value).")
    }
    let isLow = peak.direction == .low
    return language(
      "It was \(isLow ? "lower" : "higher") in \(name): \(value).",
      "Fue \(isLow ? "menor" : "mayor") en \(name): \(value).")
  }

  private func rightWords(_ peak: Peak, _ candidate: Candidate, _ span: Period?) -> String {
    let isLow = peak.direction == .low
    let which =
      peak.rank == 1
      ? language(isLow ? "The lowest" : "The highest", isLow ? "Lo más bajo" : "Lo más alto")
      : language("Number \(peak.rank)", "El número \(peak.rank)")
    let among =
      span.map { language(" of \(language.period($0)).", " de \(language.period($0)).") }
      ?? language(" of what is compared.", " de lo que se compara.")
    return which + among
  }
}

extension PeakTrial.Finding {
  var isRight: Bool { if case .right = self { true } else { false } }
  var isWrong: Bool { if case .wrong = self { true } else { false } }
}
