import Periods
import Record
import Wording

/// The readings that a reader may choose from.
extension Checker {
  /// More would not be taken in at a glance.
  private static let offered = 6
  /// Of different series or bases, as many come first; the rest are other times.
  private static let ofSeries = 4

  /// The outcome with the readings that may be chosen, the likeliest first.
  func withReadings(_ outcome: Outcome, _ claim: FoundClaim) -> Outcome {
    defer { kept.clear() }
    var outcome = withWords(outcome)
    guard !outcome.verdict.isSupport else {
      // What is shown can be chosen: without a reading of its own nothing is shown.
      guard let own = own(outcome) else {
        outcome.alternatives = []
        return outcome
      }
      if !outcome.alternatives.isEmpty { outcome.readings = [own] + outcome.alternatives }
      return outcome
    }
    outcome.readings = readings(claim, outcome)
    switch claim.statement {
    case .change, .degree, .direction, .share, .majority, .rate:
      // Beside a change its other readings are shown, not the counts that they are made of.
      outcome.alternatives = Array(outcome.readings.dropFirst().prefix(Checker.ofSeries - 1))
    default:
      let offered = outcome.readings
      outcome.alternatives.removeAll { !offered.contains($0) }
    }
    return outcome
  }

  /// The reading that a verdict is of.
  private func own(_ outcome: Outcome) -> Alternative? {
    guard let selection = outcome.selection, let period = outcome.period,
      let record = outcome.record ?? outcome.recordThen
    else { return nil }
    return Alternative(
      series: series(selection), title: title(selection), query: selection.description,
      period: period, base: outcome.base, whole: outcome.whole?.description, record: record,
      text: told(selection, period, record))
  }

  private func readings(_ claim: FoundClaim, _ outcome: Outcome) -> [Alternative] {
    guard [.uncheckable, .off, .slip].contains(outcome.verdict), isOfTheField(claim),
      claim.subjects.first?.reading.bound != Reading.Bound.none
    else { return [] }
    switch claim.statement {
    case .level, .extreme, .running, .largest, .peak, .rank:
      let trials = claim.isNumber ? candidates(claim) : relationCandidates(claim)
      return offered(
        near(trials, claim).map { trial in
          Offer(
            key: ChosenReading(query: trial.selection.description, period: trial.period),
            fits: fits(claim, trial.values), shown: { alternative(trial) })
        },
        first: [own(outcome)].compactMap(\.self) + outcome.alternatives)
    case .rate(let per, _):
      return offered(
        near(candidates(claim), claim).compactMap { trial in
          guard let amount = claim.amount, let rate = rate(trial, amount, per) else { return nil }
          return Offer(alternative(trial, rate.record), fits: rate.verdict.isSupport)
        }, first: [])
    case .change, .degree, .direction:
      return offered(
        changeTrials(claim).filter { $0.isKnown && $0.isOfLike }.map { trial in
          let isFit = claim.amount.map { amount in
            guard case .change(let direction) = claim.statement else { return false }
            return [trial.now, trial.then].contains { fit(amount, trial, $0, direction) != .none }
          }
          return Offer(alternative(trial, claim.amount?.unit), fits: isFit ?? false)
        }, first: [])
    case .share, .majority:
      return offered(
        // A part that is the whole is no share that anybody states.
        shareTrials(claim).filter { $0.isKnown && ($0.fraction ?? 1) < 1 }.map {
          Offer(alternative($0), fits: verdict(claim, $0)?.isSupport ?? false)
        }, first: [])
    case .other:
      // Of a number that no word calls for, only what was met is offered.
      return own(outcome).map { [$0] + outcome.alternatives } ?? []
    case .beside, .outdo, .every, .cutoff: return []
    }
  }

  /// The readings that the number's digits may single out.
  private func near(_ trials: Trials, _ claim: FoundClaim) -> [Candidate] {
    guard let least = trials.first?.cost else { return [] }
    let more = claim.amount.map { Evidence.allowance($0, .exact) } ?? 0
    return trials.within(least + max(more, Checker.farthestOffered)).filter(\.isKnown)
  }

  private static let farthestOffered = 8.0

  private func fits(_ claim: FoundClaim, _ values: [Double]) -> Bool {
    guard let amount = claim.amount else { return false }
    return values.contains { Tolerance.fit(amount, $0) != .none }
  }

  /// The likeliest of each series, then other times, and the likeliest that gives the very number.
  private func offered(
    _ readings: [Offer], first: [Alternative]
  ) -> [Alternative] {
    var order: [ChosenReading] = []
    var byReading: [ChosenReading: Offer] = [:]
    for reading in readings where byReading[reading.key] == nil {
      byReading[reading.key] = reading
      order.append(reading.key)
    }
    var chosen = Set(first.map(ChosenReading.init)).intersection(order)
    if let likeliest = order.first { chosen.insert(likeliest) }
    if let fitting = readings.first(where: \.fits) { chosen.insert(fitting.key) }
    var series: Set<String> = Set(chosen.map(\.query))
    for reading in order where chosen.count < Checker.ofSeries {
      if series.insert(reading.query).inserted { chosen.insert(reading) }
    }
    for reading in order where chosen.count < Checker.offered { chosen.insert(reading) }
    return order.filter(chosen.contains).compactMap { byReading[$0]?.shown() }
  }

  /// A reading that may be offered, put into words only where it is.
  private struct Offer {
    var key: ChosenReading
    /// Whether it gives the number.
    var fits: Bool
    var shown: () -> Alternative

    init(key: ChosenReading, fits: Bool, shown: @escaping () -> Alternative) {
      (self.key, self.fits, self.shown) = (key, fits, shown)
    }

    init(_ reading: Alternative, fits: Bool) {
      self.init(key: ChosenReading(reading), fits: fits) { reading }
    }
  }

  // MARK: Readings as they are shown

  func alternative(_ trial: Candidate, _ value: Double? = nil) -> Alternative {
    let record = value ?? trial.known.value
    var text = "\(title(trial.selection)), \(language.period(trial.period))"
    if let record { text += ": \(language.count(record))" }
    return Alternative(
      series: series(trial.selection), title: title(trial.selection),
      query: trial.selection.description, period: trial.period, record: record, text: text)
  }

  private func alternative(_ trial: ChangeTrial, _ unit: Amount.Unit?) -> Alternative {
    let pair = trial.change == nil ? trial.then : trial.now
    let (own, base) = (pair.own.value ?? 0, pair.base.value ?? 0)
    var reading = alternative(trial.candidate, Checker.told(pair, as: unit ?? .percent))
    reading.base = trial.base
    let change = base > 0 ? language.change(own / base - 1) : ""
    reading.text =
      told(trial.selection, trial.period, own)
      + language(
        "; \(language.period(trial.base)): \(language.count(base)); \(change)",
        "; \(language.period(trial.base)): \(language.count(base)); \(change)")
    return reading
  }

  private func alternative(_ trial: ShareTrial) -> Alternative {
    let (part, whole) =
      trial.fractionNow == nil
      ? (trial.candidate.then, trial.wholeThen) : (trial.candidate.now, trial.wholeNow)
    var reading = alternative(trial.candidate, trial.rounded)
    reading.whole = trial.whole.description
    reading.text =
      told(trial.candidate.selection, trial.candidate.period, part.value ?? 0)
      + language(
        "; of \(language.count(whole.value ?? 0)) (\(title(trial.whole))): ",
        "; de \(language.count(whole.value ?? 0)) (\(title(trial.whole))): ")
      + language.percent(trial.rounded)
    return reading
  }
}
