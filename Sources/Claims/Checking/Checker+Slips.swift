import Periods
import Record
import Wording

/// Looks for the figure that was meant.
extension Checker {
  /// A figure of a reading with two digits changed round, one that differs, or a factor is evidence by
  /// itself: such a number is seldom met by chance.
  func slip(_ claim: FoundClaim, _ amount: Amount, _ trials: Trials) -> Outcome? {
    guard amount.upper == nil, let least = trials.first?.cost,
      isOfTheField(claim) || trials.first?.series.basis == .said, !claim.isExpected,
      !claim.isNegated,
      article.sentences[claim.sentence].obstacle(to: claim.tokens) == nil
    else { return nil }
    let near = trials.within(least + Checker.nearSlips(amount, isGuess: claim.isTentative))
    for trial in near where trial.isKnown && isRoundedAlike(amount, trial) {
      guard trial.time.basis < .assumed else { continue }
      let isFar = trial.cost > least + Checker.farSlip
      if let outcome = slip(amount, trial, isFar: isFar) { return outcome }
    }
    return nil
  }

  /// Whether a figure is exact, or rounded to tens as the number is: then its other digits can be compared.
  private func isRoundedAlike(_ amount: Amount, _ trial: Candidate) -> Bool {
    guard trial.known.isAbout, let value = trial.known.value else { return true }
    return value.remainder(dividingBy: 10) == 0 && amount.value.remainder(dividingBy: 10) == 0
      && amount.isToTheUnit
  }

  /// How much farther-fetched than the likeliest a reading may be whose figure is mistyped: of five
  /// digits one in 1,600 is a slip of a given figure, of four one in 200.
  private static func nearSlips(_ amount: Amount, isGuess: Bool) -> Double {
    switch Tolerance.significantDigits(amount) {
    case 6...: 18
    case 5: isGuess ? 13 : 15
    case 4: isGuess ? 4 : 8
    default: isGuess ? -1 : 0
    }
  }

  /// A reading that is so much farther-fetched must have been mistyped in five digits, or turned round.
  private static let farSlip = 5.0

  private func slip(_ amount: Amount, _ main: Candidate, isFar: Bool) -> Outcome? {
    let vintages = vintages(main)
    if let value = vintages.first(where: { Slips.isTransposed(amount, $0) }) {
      return slipped(
        main, value, amount,
        Slips.Meant.Kind.transposed.words(language))
    }
    guard !isFar || Tolerance.significantDigits(amount) >= Checker.five else { return nil }
    if let value = vintages.first(where: { Slips.isOneDigitOff(amount, $0) }) {
      return slipped(main, value, amount, Slips.Meant.Kind.differs.words(language))
    }
    if let value = vintages.first(where: { Slips.isDigitMore(amount, $0) }) {
      return slipped(
        main, value, amount,
        language("a digit is too many or missing", "sobra o falta un dígito"))
    }
    guard !isFar else { return nil }
    for (factor, words) in Slips.factors {
      if let value = vintages.first(where: { Slips.isFactor(amount, $0, factor) }) {
        return slipped(main, value, amount, words(language), isFactor: true)
      }
    }
    return nil
  }

  /// The fewest digits with which another figure of the series is not met by chance.
  private static let fewestDigits = 3

  /// The figure of another time, or of everybody.
  ///
  /// - Parameter said: times that the text speaks of, one of which may be meant.
  func misplaced(_ amount: Amount, _ main: Candidate, said: Set<Period> = []) -> Outcome? {
    guard amount.upper == nil, Tolerance.significantDigits(amount) >= Checker.fewestDigits,
      amount.leeway == .none || amount.leeway == .about
    else { return nil }
    return wrongPeriod(amount, main, said) ?? wrongPeople(amount, main)
  }

  /// The figure's values in all releases, that of the article's time first.
  private func vintages(_ trial: Candidate) -> [Double] {
    var values = [trial.then.value, trial.now.value].compactMap(\.self)
    for revision in cache.revisions(trial.selection, trial.period) {
      if let value = revision.value, !values.contains(value) { values.append(value) }
    }
    return values
  }

  func slipped(
    _ trial: Candidate, _ value: Double, _ amount: Amount, _ what: String, isFactor: Bool = false
  ) -> Outcome {
    let known = trial.known
    let record = known.value ?? value
    var text =
      told(trial.selection, trial.period, record) + source(known.source, known.published) + ". "
    text += language(
      "Stated: \(stated(amount)); \(what): \(language.count(value)) seems to be meant.",
      "Se afirma: \(stated(amount)); \(what): parece que se quiso decir \(language.count(value)).")
    text += then(trial.then.value, trial.then.published, trial.then.isStandIn)
    var outcome = Outcome(.slip, text)
    outcome.intended = value
    outcome.ground = isFactor ? .factor : .digits
    fill(&outcome, trial.selection, trial.period, now: trial.now, then: trial.then)
    mark(&outcome, trial)
    return outcome
  }

  // MARK: Another time

  /// The same series in a month or a year near by, or the fiscal year in place of the calendar year.
  private func wrongPeriod(
    _ amount: Amount, _ main: Candidate, _ said: Set<Period>
  ) -> Outcome? {
    guard main.values.allSatisfy({ Tolerance.fit(amount, $0) == .none }) else { return nil }
    for period in Slips.neighbours(of: main.period) where !said.contains(period) {
      let now = recorded(main.selection, period, asOf: nil)
      let then = recorded(main.selection, period, asOf: date)
      let values = [now.value, then.value].compactMap(\.self)
      guard values.contains(where: { isClose(amount, $0) }) else { continue }
      let own = main.now.value ?? main.then.value ?? 0
      let value = now.value ?? then.value ?? 0
      var outcome = Outcome(
        .slip,
        told(main.selection, main.period, own) + source(main.now.source, main.now.published) + ". "
          + language(
            "\(stated(amount)) is the figure of \(language.period(period)): \(language.count(value)).",
            "\(stated(amount)) es la cifra de \(language.period(period)): \(language.count(value))."
          ))
      outcome.intended = own
      outcome.ground = .otherTime
      fill(&outcome, main.selection, main.period, now: main.now, then: main.then)
      return outcome
    }
    return nil
  }

  /// Close enough not to be by chance: what rounding of three digits or more covers.
  private func isClose(_ amount: Amount, _ value: Double) -> Bool {
    let fit = Tolerance.fit(amount, value)
    // An earlier release of that figure differs by so much at most.
    if amount.step == 1, value >= 10_000, abs(value - amount.value) <= value * 0.0002 {
      return true
    }
    return fit == .exact || fit == .rounded && abs(value - amount.value) <= amount.value * 0.005
      || fit == .hedged && abs(value - amount.value) <= amount.value * 0.005
  }

  /// The figure of all nationalities, or of all but the people named.
  private func wrongPeople(_ amount: Amount, _ main: Candidate) -> Outcome? {
    guard main.selection.including[.nationality] != nil else { return nil }
    let whole = main.selection.without(.nationality)
    let now = recorded(whole, main.period, asOf: nil)
    let then = recorded(whole, main.period, asOf: date)
    guard [now.value, then.value].compactMap(\.self).contains(where: { isClose(amount, $0) }) else {
      return nil
    }
    let own = main.now.value ?? main.then.value ?? 0
    var outcome = Outcome(
      .slip,
      told(main.selection, main.period, own) + source(main.now.source, main.now.published) + ". "
        + language(
          "\(stated(amount)) is the figure of all nationalities.",
          "\(stated(amount)) es la cifra de todas las nacionalidades."))
    outcome.intended = own
    outcome.ground = .otherName
    fill(&outcome, main.selection, main.period, now: main.now, then: main.then)
    return outcome
  }

  // MARK: Changes

  /// The change against another base, the other way round, or of another series.
  func changeSlip(
    _ claim: FoundClaim, _ amount: Amount, _ direction: Double, _ main: ChangeTrial
  ) -> Outcome? {
    guard amount.unit == .percent, amount.upper == nil else { return nil }
    func result(_ words: String) -> Outcome {
      var outcome = Outcome(.slip, arithmetic(main) + " " + words)
      fill(&outcome, main)
      outcome.intended = main.change.map(Checker.threeDigits)
      return outcome
    }
    for pair in [main.now, main.then] {
      if let own = pair.own.value, let base = pair.base.value, (own - base) * direction < 0,
        fit(amount, main, pair, -direction) != .none
      {
        return result(language("Stated the wrong way round.", "Se afirma al revés."))
      }
      guard let own = pair.own.value, let base = pair.base.value, base > 0, own > 0 else {
        continue
      }
      let percent = (own / base - 1) * 100 * direction
      for factor in [10.0, 0.1]
      where percent > 0 && abs(amount.value / factor - percent) <= max(0.06, percent * 0.015) {
        return result(language("Stated with a factor of ten.", "Se afirma con un factor de diez."))
      }
    }
    guard amount.decimals > 0 || amount.value >= 10 else { return nil }
    for base in [main.period.previous, main.period.yearBefore, main.period.previous.previous]
    where base != main.base {
      var other = main
      other.base = base
      other.now.base = recorded(main.selection, base, asOf: nil)
      guard fit(amount, other, other.now, direction) != .none else { continue }
      return result(
        language(
          "Stated is the change from \(language.period(base)): \(language.change(other.change ?? 0)).",
          "Lo afirmado es el cambio desde \(language.period(base)): \(language.change(other.change ?? 0))."
        ))
    }
    return nil
  }
}

/// The forms that slips take.
enum Slips {
  /// Two digits changed places; no rounding is involved.
  static func isTransposed(_ amount: Amount, _ value: Double) -> Bool {
    guard amount.isDigits, amount.decimals == 0, let (a, b) = digits(amount, value),
      a.count == b.count, a.count >= 3
    else { return false }
    let different = a.indices.filter { a[$0] != b[$0] }
    guard different.count == 2 else { return false }
    return a[different[0]] == b[different[1]] && a[different[1]] == b[different[0]]
  }

  /// Two digits that follow one another changed places, as a hand mistypes them.
  static func isNeighbourSwapped(_ amount: Amount, _ value: Double) -> Bool {
    guard isTransposed(amount, value), let (a, b) = digits(amount, value) else { return false }
    let different = a.indices.filter { a[$0] != b[$0] }
    return different[1] == different[0] + 1
  }

  /// One digit is another, of four or more, and not among the last two, where it may be rounding.
  static func isOneDigitOff(_ amount: Amount, _ value: Double) -> Bool {
    guard amount.isDigits, amount.decimals == 0, let (a, b) = digits(amount, value),
      a.count == b.count, a.count >= 4
    else { return false }
    let different = a.indices.filter { a[$0] != b[$0] }
    return different.count == 1 && different[0] < a.count - 2
  }

  /// One digit more or less, the others being the same, of four or more.
  static func isDigitMore(_ amount: Amount, _ value: Double) -> Bool {
    guard amount.isDigits || amount.value >= 1000, amount.decimals == 0,
      let (a, b) = digits(amount, value), abs(a.count - b.count) == 1, max(a.count, b.count) >= 4
    else { return false }
    let (long, short) = a.count > b.count ? (a, b) : (b, a)
    return long.indices.contains { left in
      var rest = long
      rest.remove(at: left)
      // A zero more or less at the end is a factor of ten.
      return rest == short && long[left...].contains { $0 != "0" }
    }
  }

  private static func digits(_ amount: Amount, _ value: Double) -> ([Character], [Character])? {
    guard value == value.rounded(), value > 0, value < 1e12, amount.value == amount.value.rounded(),
      amount.value < 1e12,
      amount.step < 100
    else { return nil }
    return (Array(String(Int(amount.value))), Array(String(Int(value))))
  }

  static let factors: [(Double, @Sendable (Language) -> String)] = [
    (10, { Meant.Kind.tenfold.words($0) }),
    (0.1, { $0("ten times too little", "diez veces menor") }),
    (1000, { $0("a thousand times too much", "mil veces mayor") }),
    (0.001, { $0("a thousand times too little", "mil veces menor") }),
  ]

  /// Whether the number is the record's but for a factor, as exactly as it is written.
  static func isFactor(_ amount: Amount, _ value: Double, _ factor: Double) -> Bool {
    guard value >= 1000, amount.value >= 1, Tolerance.significantDigits(amount) >= 2,
      amount.leeway == .none || Tolerance.significantDigits(amount) < 4
    else { return false }
    // Of two digits, a number ten times off is another thing's.
    let isThousand = factor == 1000 || factor == 0.001
    guard isThousand || Tolerance.significantDigits(amount) >= 3 else { return false }
    if factor < 1, [.moreThan, .atLeast].contains(amount.leeway) { return false }
    var scaled = amount
    scaled.value = amount.value / factor
    scaled.step = max(amount.step / factor, 1)
    if scaled.leeway == .moreThan || scaled.leeway == .atLeast {
      return value > scaled.value * 0.995 && value < scaled.value * 1.1
    }
    if scaled.leeway == .lessThan || scaled.leeway == .atMost {
      return value < scaled.value * 1.005 && value > scaled.value * 0.9
    }
    return Tolerance.fit(scaled, value) != .none
  }

  /// Periods that one is easily mistaken for.
  static func neighbours(of period: Period) -> [Period] {
    switch period.granularity {
    case .month:
      return [period.previous, period.shifted(by: 1), period.yearBefore, period.shifted(by: 12)]
        + [-2, 2, -3, 3].map { period.shifted(by: $0) } + [Period.year(of: period.first)]
    case .year:
      return [
        Period.fiscalYear(of: period.first.adding(days: 180)), period.previous,
        period.shifted(by: 1),
      ]
    case .fiscalYear:
      return [Period.year(of: period.last), period.previous, period.shifted(by: 1)]
    default:
      let isYearToDate =
        period.first.month == 1 && Period.month(of: period.first).first == period.first
      return [period.previous, Moment.yearBefore(period)]
        + (isYearToDate
          ? [Period.fiscalYear(of: period.first), Period.year(of: period.first).previous] : [])
    }
  }
}
