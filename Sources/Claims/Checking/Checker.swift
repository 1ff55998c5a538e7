import Periods
import Policy
import Record
import Wording

/// Holds found claims against the record.
struct Checker {
  let cache: RecordCache
  let policies: PolicySet?
  /// The article's.
  let date: Day
  /// Of the explanations.
  let language: Language

  var vocabulary: Vocabulary { cache.store.vocabulary }

  /// What is read from farther off than this may be read wrongly.
  private static let doubtful = 14.0

  /// A reading that is in doubt may support a claim, but not refute it.
  func outcome(_ claim: FoundClaim) -> Outcome {
    for subject in claim.subjects {
      if let selection = subject.selection { cache.prepare(selection, asOf: date) }
    }
    var outcome = reading(claim)
    if claim.isTentative, ![.supported, .rounded, .revised].contains(outcome.verdict) {
      return notCounted(claim, .uncounted)
    }
    guard outcome.verdict == .off || outcome.verdict == .slip && outcome.intended == nil,
      let first = claim.subjects.first, first.cost > Checker.doubtful
    else { return outcome }
    outcome.verdict = .uncheckable
    outcome.verdictThen = nil
    outcome.explanation =
      language(
        "It is not sure that this is meant: ", "No es seguro que se hable de esto: ")
      + outcome.explanation
    return outcome
  }

  private func reading(_ claim: FoundClaim) -> Outcome {
    switch claim.statement {
    case .other(let other): return notCounted(claim, other)
    case .cutoff(let day, let policy): return cutoff(day, policy: policy)
    default: break
    }
    guard let first = claim.subjects.first else { return Outcome(.uncheckable, nothingFits) }
    if first.reading.bound == .none { return withoutSeries(claim, first) }
    switch claim.statement {
    case .level: return level(claim)
    case .rate(let per, let isAverage): return rate(claim, per: per, isAverage: isAverage)
    case .change(let direction): return change(claim, direction: direction)
    case .degree(let degree): return self.degree(claim, degree)
    case .share, .majority: return share(claim)
    case .extreme(let isHigh, _): return extreme(claim, isHigh: isHigh)
    case .running(let count, let unit, let direction):
      return running(claim, count: count, unit: unit, direction: direction)
    case .largest(let rank): return largest(claim, rank: rank)
    case .cutoff, .other: return Outcome(.uncheckable, nothingFits)
    }
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
    case .votes: text = language("A number of other things.", "Un número de otras cosas.")
    case .poll:
      text = language(
        "A share in a poll or of the economy.", "Un porcentaje de encuesta o de la economía.")
    case .quotation: text = language("Words that are quoted.", "Palabras citadas.")
    case .unknown:
      text = language(
        "It counts nothing that the record holds.", "No cuenta nada que tenga el registro.")
    }
    return Outcome(.notAClaim, text)
  }

  // MARK: Periods

  /// The periods a claim may be about, likeliest first: one that goes on is taken up to the months that
  /// were over, or known, at the article's date.
  func periods(_ claim: FoundClaim, _ subject: Subject) -> [Period] {
    guard let selection = subject.selection, let timeline = cache.timeline(selection, asOf: nil)
    else {
      return []
    }
    if timeline.isStock { return stockPeriods(claim, timeline, selection) }
    guard let period = claim.periods.first else { return [] }
    if claim.periods.count > 1 {
      return claim.periods.flatMap { single in
        var one = claim
        one.periods = [single]
        one.isOpen = claim.isOpen && single.last >= date
        return periods(one, subject)
      }
    }
    // A year that the article's date lies in goes on, however it is named.
    let goesOn =
      claim.isOpen
      || period.last > date && period.first <= date
        && (period.granularity == .year || period.granularity == .fiscalYear)
    guard goesOn, !claim.isExpected else { return [period] }
    return openPeriods(from: period.first, selection, isMonth: period.granularity == .month)
  }

  private func openPeriods(from first: Day, _ selection: Selection, isMonth: Bool) -> [Period] {
    if isMonth { return [Period.month(of: first)] }
    let lastComplete = Period.month(of: date).previous
    let isFlowYear = Period.month(of: first).first == first
    guard isFlowYear else {
      return Period(from: first, through: lastComplete.last).map { [$0] } ?? []
    }
    var ends: [Period] = []
    if let known = cache.timeline(selection, asOf: date)?.latest(every: .month)?.period {
      ends.append(known)
    }
    ends += [lastComplete, lastComplete.previous]
    var periods: [Period] = []
    for end in ends {
      if let period = Period(from: first, through: end.last), !periods.contains(period) {
        periods.append(period)
      }
    }
    return periods
  }

  /// A number at a moment: the last year's end that was known, or the one named.
  private func stockPeriods(_ claim: FoundClaim, _ timeline: Timeline, _ selection: Selection)
    -> [Period]
  {
    let known = cache.timeline(selection, asOf: date)?.latest(every: .year)?.period
    guard let period = claim.periods.first, claim.isPeriodSaid, !claim.isOpen else {
      return [known, known?.previous].compactMap(\.self)
    }
    var year = Period.year(of: period.last)
    if let last = timeline.latest(every: .year)?.period, year > last { year = last }
    if period.granularity == .year { return [year] }
    return [year, year.previous]
  }

  // MARK: Words

  func title(_ selection: Selection) -> String { vocabulary.title(selection, language) }

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
