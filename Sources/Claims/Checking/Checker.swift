import Periods
import Policies
import Record
import Wording

/// Checks found claims against the record.
struct Checker {
  let cache: RecordCache
  let policies: PolicySet?
  /// The article's.
  let date: Day
  /// Of the explanations.
  let language: Language

  var vocabulary: Vocabulary { cache.store.vocabulary }

  let readings: Readings

  /// The text as it was read.
  let article: ArticleReading
  /// Numbers that were found to be right so far, in the order of the text.
  private(set) var findings: [Finding] = []

  init(
    cache: RecordCache, policies: PolicySet?, date: Day, language: Language,
    article: ArticleReading, readings: Readings
  ) {
    self.readings = readings
    self.cache = cache
    self.policies = policies
    self.date = date
    self.language = language
    self.article = article
    years = article.years(date: date)
    valued = ValuedCells(cache.store, article.claims)
  }

  /// Whether a figure of the record that was met shows that the text is about migration, though its
  /// words do not.
  private(set) var isShownByFigures = false

  /// The reading that a reader chose for the claim that is being looked at.
  var forced: Candidate?

  /// The ways to read the claim that is being looked at, while it is.
  let kept = KeptCandidates()

  /// The years that the text speaks of, with those before and after: of series that it may mean, these are
  /// read first.
  let years: Period?

  /// Where the record has the numbers of the text.
  let valued: ValuedCells

  /// What becomes of each claim of the text, in its order; read again where a figure farther down shows
  /// what the first lines are about.
  mutating func outcomes() -> [Outcome] {
    var outcomes = read()
    if article.claims.contains(where: { !article.isOfTheField($0.sentence) }) {
      let isShown = !findings.isEmpty
      let kept = findings
      isShownByFigures = true
      findings = []
      let again = read()
      guard isShown || areOfOneSeries else {
        (isShownByFigures, findings) = (false, kept)
        return outcomes
      }
      outcomes = again
    }
    readAgain(&outcomes)
    readJointly(&outcomes)
    return outcomes
  }

  /// Whether figures show what a text is about that has no word of migration: two of five digits, met
  /// in one series, are no chance.
  private var areOfOneSeries: Bool {
    let sure = findings.filter { $0.digits >= 5 }
    return sure.contains { one in
      sure.contains {
        $0.tokens != one.tokens && Checker.plain($0.selection) == Checker.plain(one.selection)
      }
    }
  }

  /// Reads what had no verdict once more, beside the numbers that stand after it in its sentence.
  private mutating func readAgain(_ outcomes: inout [Outcome]) {
    for (index, claim) in article.claims.enumerated() {
      guard [.uncheckable, .notAClaim].contains(outcomes[index].verdict) else { continue }
      let isFollowed = findings.contains {
        $0.sentence == claim.sentence && $0.tokens.lowerBound > claim.tokens.lowerBound
      }
      guard isFollowed else { continue }
      outcomes[index] = withReadings(outcome(claim), claim)
      remember(claim, outcomes[index])
    }
  }

  /// Takes what the numbers of the text show together, and reads what had no verdict in the light of it.
  private mutating func readJointly(_ outcomes: inout [Outcome]) {
    let found = jointly(outcomes)
    guard !found.isEmpty else { return }
    isShownByFigures = true
    for (index, outcome) in found {
      outcomes[index] = withReadings(held(outcome, article.claims[index]), article.claims[index])
      remember(article.claims[index], outcomes[index])
    }
    for (index, claim) in article.claims.enumerated()
    where [.uncheckable, .notAClaim].contains(outcomes[index].verdict) {
      outcomes[index] = withReadings(outcome(claim), claim)
      remember(claim, outcomes[index])
    }
  }

  /// What becomes of each claim of the text, in its order.
  ///
  /// The numbers of a sentence come before what is said of them, so that a change or a share is read
  /// of the number that it stands beside.
  private mutating func read() -> [Outcome] {
    var outcomes = [Outcome?](repeating: nil, count: article.claims.count)
    let bySentence = Dictionary(grouping: article.claims.indices) { article.claims[$0].sentence }
    for sentence in bySentence.keys.sorted() {
      let indices = bySentence[sentence] ?? []
      for index in indices.filter({ article.claims[$0].isNumber })
        + indices.filter({ !article.claims[$0].isNumber })
      {
        let claim = article.claims[index]
        let outcome = withReadings(outcome(claim), claim)
        outcomes[index] = outcome
        remember(claim, outcome)
      }
    }
    return outcomes.map { $0 ?? Outcome(.uncheckable, nothingFits) }
  }

  private mutating func remember(_ claim: FoundClaim, _ outcome: Outcome) {
    guard claim.isNumber, let selection = outcome.selection, let period = outcome.period,
      outcome.verdict.isSupport || outcome.verdict.isAccusation
    else { return }
    findings.append(
      Finding(
        sentence: claim.sentence, tokens: claim.tokens, selection: selection, period: period,
        digits: exactDigits(claim, outcome, within: Checker.likely),
        isMet: exactDigits(claim, outcome, within: Checker.likelyOfFive) >= Checker.five,
        words: outcome.words))
    findings.sort { ($0.sentence, $0.tokens.lowerBound) < ($1.sentence, $1.tokens.lowerBound) }
  }

  private func exactDigits(
    _ claim: FoundClaim, _ outcome: Outcome, within farthest: Double
  ) -> Int {
    guard let amount = claim.amount, amount.leeway == .none,
      outcome.excess <= farthest, [.supported, .revised, .slip].contains(outcome.verdict)
    else { return 0 }
    let digits = Tolerance.significantDigits(amount)
    // "62,700" of which the record has 62,700 was not rounded.
    let isWhole =
      amount.unit == .count && amount.isDigits && amount.decimals == 0 && digits >= 3
      && outcome.record == amount.value
    return isWhole ? String(Int(amount.value)).count : amount.step <= 10 ? digits : 0
  }

  /// A reading that is farther-fetched may be another's; five digits are seldom met by chance.
  private static let likely = 3.0
  static let likelyOfFive = 6.0
  static let five = 5

  private func outcome(_ claim: FoundClaim) -> Outcome {
    held(anyOutcome(claim), claim)
  }

  private func anyOutcome(_ claim: FoundClaim) -> Outcome {
    let outcome = read(claim)
    guard claim.isNumber, [.uncheckable, .notAClaim, .off].contains(outcome.verdict) else {
      return outcome.verdict == .uncheckable
        ? ofNumbersMet(claim) ?? wrongShareOfMet(claim) ?? outcome : outcome
    }
    if let found = met(claim) ?? together(claim) { return found }
    let held = held(outcome, claim)
    if held.verdict == .off { return held }
    return ofList(claim) ?? metSlip(claim) ?? zeros(claim) ?? held
  }

  private func read(_ claim: FoundClaim) -> Outcome {
    switch claim.statement {
    case .other(let other):
      return guessed(claim, other) ?? notCounted(claim, other)
    case .cutoff(let day, let policy): return cutoff(day, policy: policy)
    default: break
    }
    guard isOfTheField(claim) else { return withoutField(claim) }
    if let first = claim.subjects.first, first.reading.bound == .none {
      return withoutSeries(claim, first)
    }
    switch claim.statement {
    case .level: return level(claim)
    case .rate(let per, let isAverage): return rate(claim, per: per, isAverage: isAverage)
    case .change(let direction): return change(claim, direction: direction)
    case .beside(let direction, let number, let own):
      return fromNumber(claim, direction, number, own)
    case .direction(let going): return self.direction(claim, going)
    case .every(let unit, let going): return every(claim, unit, going)
    case .outdo(let direction, let names): return outdo(claim, direction, names)
    case .degree(let degree): return self.degree(claim, degree)
    case .share, .majority: return share(claim)
    case .extreme(let isHigh, let span): return extreme(claim, isHigh: isHigh, of: span)
    case .running(let count, let unit, let direction):
      return running(claim, count: count, unit: unit, direction: direction)
    case .largest(let rank): return largest(claim, rank: rank)
    case .peak(let peak): return self.peak(claim, peak)
    case .rank(let rank): return self.rank(claim, rank)
    case .cutoff, .other: return Outcome(.uncheckable, nothingFits)
    }
  }

  /// Where no word speaks of migration, nothing but a figure of five digits or more, met exactly, shows
  /// that the text is about it.
  private func withoutField(_ claim: FoundClaim) -> Outcome {
    if case .level = claim.statement, let amount = claim.amount, amount.leeway == .none,
      Tolerance.significantDigits(amount) >= 5, !claim.isTentative
    {
      let outcome = level(claim)
      if [.supported, .revised, .slip].contains(outcome.verdict) { return outcome }
    }
    return Outcome(.uncheckable, Doubt.field.words(language))
  }

  var nothingFits: String {
    language("No series of the record counts this.", "Ninguna serie del registro cuenta esto.")
  }

  // MARK: Not of the record

  private func notCounted(_ claim: FoundClaim, _ other: FoundClaim.Other) -> Outcome {
    let text: String
    switch other {
    case .uncounted:
      return Outcome(
        .uncheckable,
        language(
          "No series of the record counts this. Needed: an official count of it, with its period.",
          "Ninguna serie del registro cuenta esto. Haría falta un conteo oficial, con su período."))
    case .money: text = language("An amount of money.", "Una cantidad de dinero.")
    case .age: text = language("An age.", "Una edad.")
    case .distance: text = language("A distance or an area.", "Una distancia o una superficie.")
    case .time: text = language("A time or a duration.", "Una hora o una duración.")
    case .votes: text = language("A number of other things.", "Una cantidad de otra cosa.")
    case .poll:
      text = language(
        "A share in a poll or of the economy.", "Un porcentaje de encuesta o de la economía.")
    case .quotation: text = language("Words that are quoted.", "Palabras citadas.")
    case .unknown:
      text = language(
        "It counts nothing that is in the record.", "No cuenta nada que tenga el registro.")
    }
    return Outcome(.notAClaim, text)
  }

  /// What official sources say of a period.
  func recorded(_ selection: Selection, _ period: Period, asOf: Day?) -> Known {
    cache.figures(selection, asOf: asOf, years: years).known(period)
  }

  // MARK: Words

  /// With where its sources count it, where that is in some countries only.
  func title(_ selection: Selection) -> String {
    cache.title(selection, language)
  }

  func series(_ selection: Selection) -> String {
    vocabulary.namedSeries(for: selection)?.id ?? selection.description
  }

  /// "Border Patrol encounters at the US–Mexico border, August 2023: 181,054".
  func told(_ selection: Selection, _ period: Period, _ value: Double) -> String {
    "\(title(selection)), \(language.period(period)): \(language.count(value))"
  }

  func source(_ source: Source?, _ published: Day?) -> String {
    guard let source else { return "" }
    let day = published ?? source.published
    return language(
      " (\(source.publisher), release of \(language.day(day)))",
      " (\(source.publisher), publicación del \(language.day(day)))")
  }

  /// "5.8% below".
  func off(_ stated: Double, _ record: Double) -> String {
    guard record != 0 else { return language("the record says none", "el registro dice ninguno") }
    let difference = stated / record - 1
    let percent = language.percent(abs(difference))
    return difference > 0
      ? language("\(percent) above the record", "\(percent) por encima del registro")
      : language("\(percent) below the record", "\(percent) por debajo del registro")
  }

  func then(_ value: Double?, _ published: Day?, _ isStandIn: Bool) -> String {
    guard let value else {
      return language(
        " Not yet published on \(language.day(date)).",
        " Aún no publicado el \(language.day(date)).")
    }
    return language(
      " Known on \(language.day(date)): \(language.count(value))",
      " Conocido el \(language.day(date)): \(language.count(value))")
      + (isStandIn
        ? language(" (a later vintage stands in).", " (en su lugar, una edición posterior).") : ".")
  }

  /// Fills in what every outcome of a series has.
  func fill(
    _ outcome: inout Outcome, _ selection: Selection, _ period: Period?, now: Known?, then: Known?
  ) {
    outcome.selection = selection
    outcome.period = period
    outcome.record = outcome.record ?? now?.value
    outcome.recordThen = outcome.recordThen ?? then?.value
    outcome.source = now?.source ?? then?.source
  }

  /// Shows what a reading rests on, where not all of it was said beside the figure.
  func mark(_ outcome: inout Outcome, _ candidate: Candidate, base: [ReadFrom] = []) {
    let read = ReadingBasis(series: candidate.series.basis, period: candidate.time.basis)
    outcome.read = read
    outcome.words = words(of: candidate) + base
    outcome.explanation += read.words(language) + told(outcome.words)
  }

  /// A verdict from how the claim fits today's figure and the one of its time.
  func verdict(now: Tolerance.Fit, then: Tolerance.Fit) -> Verdict? {
    switch now {
    case .exact, .hedged: return .supported
    case .rounded: return then == .exact ? .revised : .rounded
    case .none: return then == .none ? nil : .revised
    }
  }

  func verdict(_ fit: Tolerance.Fit) -> Verdict {
    switch fit {
    case .exact, .hedged: .supported
    case .rounded: .rounded
    case .none: .off
    }
  }
}
