import Record
import Wording

/// What a verdict may rest on.
///
/// Most figures in print are right, so that a reading which gives the very number that is printed is
/// likely the one that is meant (Jo et al., AggChecker, SIGMOD 2019). The more digits a number has, the
/// less likely it is to be met by chance, and the farther-fetched the reading may be.
enum Evidence {
  /// How much farther-fetched than the likeliest a reading may be that a number supports.
  static func allowance(_ amount: Amount, _ fit: Tolerance.Fit) -> Double {
    let digits = Tolerance.significantDigits(amount)
    switch fit {
    case .none: return -1
    case .hedged: return digits >= 3 ? 6 : 3
    case .rounded: return digits >= 4 ? 14 : digits >= 3 ? 9 : digits == 2 ? 5 : 2
    case .exact: return digits >= 5 ? 30 : digits == 4 ? 22 : digits == 3 ? 12 : digits == 2 ? 5 : 2
    }
  }

  /// As for a count, for a per cent, a part or a factor: hundreds of pairs of figures give some 37 %.
  static func allowance(relative amount: Amount, _ fit: Tolerance.Fit) -> Double {
    guard fit != .none else { return -1 }
    if amount.unit == .percent {
      return amount.decimals > 0 ? 8 : amount.value >= 10 && fit != .hedged ? 5 : 3
    }
    return amount.unit == .count ? allowance(amount, fit) : 3
  }

  /// A series and a time that cost no more than this are fixed: they stand beside the number.
  static let fixedSeries = 8.0
  static let fixedTime = 5.0
  /// Readings this near to the likeliest one are as likely meant.
  static let rivals = 1.0

  /// How far off a level may be: of those that differ by more, nearly all are read wrongly, and a number of
  /// few digits may be of something wider. Where the numbers beside it confirm the reading, it may be
  /// farther off.
  static func farthest(_ amount: Amount, isConfirmed: Bool = false) -> Double {
    if Tolerance.significantDigits(amount) < 4 { return 0.25 }
    return isConfirmed ? 0.8 : 0.3
  }

  /// Whether a hedged change or share is near what the record has: "more than five times" says little
  /// of seventeen times.
  static func isNear(_ amount: Amount, _ record: Double) -> Bool {
    let value = Tolerance.relativeValue(amount)
    guard amount.leeway != .none else { return true }
    return record <= value * 1.6 + 0.03 && record >= value * 0.6 - 0.03
  }
}

/// Why the record may not refute a figure.
enum Doubt: Hashable, Sendable {
  /// Nothing near says that the text is about migration.
  case field
  /// Which series is meant is not said beside the number, or when.
  case series, time
  /// A later time seems to be compared with: the sentence may be read the wrong way round.
  case order
  /// Words of something that the record does not hold.
  case obstacle(String)
  /// A word that is not understood, and may narrow what is counted.
  case unread(String)
  /// Another reading is as likely, and the record does not hold it.
  case rival
  /// The number is so far from what is read that something else is likely meant.
  case far
  /// What is expected or denied.
  case mood
  /// No word says what the number counts.
  case guess
  /// Publishers revise by as much.
  case revision
  /// The record's own figure is rounded.
  case rounded
  /// Words such as "half" have no sharp edge.
  case edge

  func words(_ language: Language) -> String {
    switch self {
    case .field:
      language(
        "Nothing near says that this is about migration.",
        "Nada cerca dice que se hable de migración.")
    case .series:
      language(
        "The text does not fix which series is meant.", "El texto no fija de qué serie habla.")
    case .time:
      language("The text does not fix the time.", "El texto no fija el período.")
    case .order:
      language(
        "The text does not fix which of two times is compared with the other.",
        "El texto no fija cuál de dos períodos se compara con el otro.")
    case .obstacle(let words):
      language(
        "It speaks of “\(words)”, which the record does not hold.",
        "Habla de «\(words)», que el registro no tiene.")
    case .unread(let word):
      language(
        "“\(word)” beside it was not understood, and may narrow what is counted.",
        "No se entendió «\(word)», que puede limitar lo que se cuenta.")
    case .rival:
      language(
        "Another reading is as likely, and the record does not hold it.",
        "Otra lectura es igual de probable, y el registro no la tiene.")
    case .far:
      language(
        "It is so far from the nearest reading that something else may be meant.",
        "Está tan lejos de la lectura más cercana que puede tratarse de otra cosa.")
    case .mood:
      language(
        "It is expected or denied, not counted.", "Se espera o se niega, no se cuenta.")
    case .guess:
      language(
        "The text does not say what the number counts.", "El texto no dice qué cuenta la cifra.")
    case .revision:
      language(
        "Publishers revise by as much; the release of the time is not held.",
        "Las revisiones llegan a tanto; no se tiene la publicación de entonces.")
    case .edge:
      language(
        "It is near, and words such as “half” or “double” have no sharp edge.",
        "Está cerca, y palabras como «la mitad» o «el doble» no tienen límite preciso.")
    case .rounded:
      language("The record's figure is rounded.", "La cifra del registro está redondeada.")
    }
  }
}

extension Checker {
  /// Why the text does not fix what is counted, where and when; `nil` where it does, so that the record
  /// may refute it.
  func doubt(_ candidate: Candidate, _ claim: FoundClaim) -> Doubt? {
    guard forced == nil else { return nil }
    if claim.isExpected || claim.isNegated { return .mood }
    guard isOfTheField(claim) else { return .field }
    guard candidate.series.cost <= Evidence.fixedSeries, candidate.series.basis <= .carried,
      !namesOtherPlace(candidate.selection, claim)
    else { return .series }
    if isOfAnyPlace(candidate.selection), namesCountryBefore(claim, but: candidate.selection) {
      return .series
    }
    guard candidate.time.cost <= Evidence.fixedTime, candidate.time.basis <= .carried else {
      return .time
    }
    return confirmedDoubt(candidate, claim) ?? (claim.isTentative ? .guess : nil)
  }

  /// Whether what is counted in any country is read as that of all.
  private func isOfAnyPlace(_ selection: Selection) -> Bool {
    selection.including[.place] == nil && selection.excluding[.place] == nil
      && readings.isOfAnyCountry(selection.measure)
  }

  /// "Costa Rica's queue is shrinking. … Of 18,470 decisions": whether a country that was named before may be
  /// where it is counted.
  private func namesCountryBefore(_ claim: FoundClaim, but selection: Selection) -> Bool {
    let own = selection.including[.nationality] ?? []
    return article.before(claim.sentence).contains {
      article.sentences[$0].mentions.countries.contains { !own.contains($0) }
    }
  }

  /// Whether the place that stands nearest to a number is not the reading's, or the sentence names a
  /// country that the reading does not have though what is counted is counted in any.
  func namesOtherPlace(_ selection: Selection, _ claim: FoundClaim) -> Bool {
    let sentence = article.sentences[claim.sentence]
    let (mentions, readings) = (sentence.mentions, sentence.finder.readings)
    let own = [Record.Dimension.place, .from, .nationality].flatMap {
      selection.including[$0] ?? []
    }
    if readings.isOfAnyCountry(selection.measure),
      mentions.countries.contains(where: { !own.contains($0) })
    {
      return true
    }
    let countries = Set(own.compactMap { readings.country(of: $0) }).union(own)
    let nearest = mentions.places.filter { !readings.traits.isWide($0.id) }.min {
      SeriesOptions.gap($0.tokens, claim.tokens) < SeriesOptions.gap($1.tokens, claim.tokens)
    }
    return nearest.map {
      !countries.contains($0.id) && !countries.contains(readings.country(of: $0.id) ?? "")
    } ?? false
  }

  /// What is left to doubt of a reading that is fixed, by its words or by the numbers beside it.
  func confirmedDoubt(_ candidate: Candidate, _ claim: FoundClaim) -> Doubt? {
    guard forced == nil else { return nil }
    if claim.isExpected || claim.isNegated { return .mood }
    let sentence = article.sentences[claim.sentence]
    if countsAnother(candidate.selection, claim) { return .series }
    if let words = sentence.obstacle(to: claim.tokens, isRate: claim.kind == .rate) {
      return .obstacle(words)
    }
    return candidate.known.isAbout && !isFarBeyondRounding(candidate, claim) ? .rounded : nil
  }

  /// Whether a count differs from a rounded figure by far more than rounding, to the nearest ten, can do.
  private func isFarBeyondRounding(_ candidate: Candidate, _ claim: FoundClaim) -> Bool {
    guard case .level = claim.statement, let amount = claim.amount,
      let value = candidate.known.value
    else { return false }
    return abs(amount.value - value) > max(100, value * 0.05)
  }

  /// "Meanwhile the country removed 142,580 people, far fewer than the 409,849 of 2012": whether words of
  /// the sentence call for another measure, and none for the reading's.
  private func countsAnother(_ selection: Selection, _ claim: FoundClaim) -> Bool {
    let stems = article.sentences[claim.sentence].stems
    return !stems.isEmpty && !stems.contains { $0.value.selection.measure == selection.measure }
      && findings.contains {
        $0.sentence == claim.sentence && $0.isSure
          && $0.selection.measure != selection.measure
      }
  }

  /// Whether words near by, or numbers that were found to be the record's, show what the text is about.
  func isOfTheField(_ claim: FoundClaim) -> Bool {
    isShownByFigures || article.isOfTheField(claim.sentence)
      || findings.contains { $0.sentence <= claim.sentence }
  }

  func isFixed(_ candidate: Candidate, _ claim: FoundClaim) -> Bool {
    doubt(candidate, claim) == nil
  }
}
