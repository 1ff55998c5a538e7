import Periods
import Wording

/// A series reckoned from another: by the day, as a change, or as a part of a larger one.
///
/// Nothing is reckoned from a number that is not known, and no change from one that is not known
/// whole and exactly: the value is then not known either, and the note says why.
package enum SeriesTransform: String, CaseIterable, Codable, Sendable {
  /// The value divided by the days of its period, so that February stands beside March.
  case perDay = "per-day"
  /// The value less that of the period just before.
  case change
  /// The same in per cent of the period just before: 36.5 is 36.5 % more.
  case percentChange = "percent-change"
  /// The value in per cent of another series' in the same period.
  case percentShare = "percent-share"
}

/// What a transform makes of one period of a series.
package struct TransformedObservation: Hashable, Sendable {
  package var period: Period
  /// `nil` when it is not known, or cannot be reckoned.
  package var value: Double?
  /// That of the value it was reckoned from.
  package var exactness: Exactness
  /// Ids of the sources that the value rests on, the most telling first.
  package var sources: [Source.ID]
  /// Day the vintage was published; the latest where several are used.
  package var published: Day?
  /// Whether a late vintage stands in for one of the time.
  package var isStandIn: Bool
  /// What is said beside the number it was reckoned from, and why there is none.
  package var note: String
  /// Why there is no value.
  package var obstacle: Comparison.Obstacle?
}

extension SeriesTransform {
  /// What the transform makes of a series.
  ///
  /// - Parameters:
  ///   - isStock: whether the values are numbers at a moment.
  ///   - whole: the series that a share is taken of; not looked at for the others.
  /// - Throws: a ``QuestionError`` for a number at a moment by the day, and for a share of nothing.
  package func apply(
    to observations: [Observation], isStock: Bool, whole: [Observation] = [],
    _ language: Language = .english
  ) throws(QuestionError) -> [TransformedObservation] {
    switch self {
    case .perDay:
      return try SeriesTransform.perDay(observations, isStock: isStock, language)
    case .change: return SeriesTransform.change(observations, language)
    case .percentChange: return SeriesTransform.percentChange(observations, language)
    case .percentShare:
      guard !whole.isEmpty else {
        throw .unsuitable(
          Localized(
            "A share is a part of another series.", "Una parte se calcula sobre otra serie."),
          hint: Localized("Say of which.", "Diga de cuál."))
      }
      return SeriesTransform.percentShare(observations, of: whole, language)
    }
  }

  /// Values by the day.
  ///
  /// "At least" stays "at least" by the day; of a sum of some months only, the number a day is not known.
  ///
  /// - Parameter isStock: whether the values are numbers at a moment.
  /// - Throws: a ``QuestionError`` for numbers at a moment, which have no days to be divided by.
  package static func perDay(
    _ observations: [Observation], isStock: Bool, _ language: Language = .english
  ) throws(QuestionError) -> [TransformedObservation] {
    guard !isStock else {
      throw .unsuitable(
        Localized(
          "A number of people at a moment is not so many a day.",
          "Un número de personas en un momento dado no se expresa por día."),
        hint: Localized("Ask for its change instead.", "Pida su cambio."))
    }
    return observations.map { own in
      var made = TransformedObservation(own, language)
      guard own.isNumber, let value = own.value else {
        made.say(.ownNotKnown, of: own, language)
        return made
      }
      // Six months' sum by the days of a year would look like a fall.
      if case .joined(let known, let all) = own.basis, known < all {
        made.say(.ownPartial, of: own, language)
        return made
      }
      made.value = value / Double(own.period.dayCount)
      if own.isPartial { made.exactness = .atLeast }
      return made
    }
  }

  /// The change from the period just before, as a difference.
  ///
  /// The period before is looked for among the observations, in whatever order they come.
  package static func change(
    _ observations: [Observation], _ language: Language = .english
  ) -> [TransformedObservation] {
    againstPrevious(observations, language) { own, base in own - base }
  }

  /// The change from the period just before, in per cent of it; not known after zero.
  package static func percentChange(
    _ observations: [Observation], _ language: Language = .english
  ) -> [TransformedObservation] {
    againstPrevious(observations, language) { own, base in
      base > 0 ? (own / base - 1) * 100 : nil
    }
  }

  /// The part, in per cent, that the values are of another series' values in the same periods.
  package static func percentShare(
    _ observations: [Observation], of whole: [Observation], _ language: Language = .english
  ) -> [TransformedObservation] {
    let totals = byPeriod(whole)
    return observations.map { own in
      TransformedObservation(
        own, with: totals[own.period] ?? .missing(own.period), isSamePeriod: true, language
      ) { part, total in
        total > 0 && part <= total ? part / total * 100 : nil
      }
    }
  }

  private static func againstPrevious(
    _ observations: [Observation], _ language: Language,
    _ reckon: (Double, Double) -> Double?
  ) -> [TransformedObservation] {
    let known = byPeriod(observations)
    return observations.map { own in
      let previous = own.period.previous
      return TransformedObservation(
        own, with: known[previous] ?? .missing(previous), isSamePeriod: false, language, reckon)
    }
  }

  private static func byPeriod(_ observations: [Observation]) -> [Period: Observation] {
    Dictionary(observations.map { ($0.period, $0) }) { first, _ in first }
  }
}

extension TransformedObservation {
  /// The observation without its value.
  fileprivate init(_ own: Observation, _ language: Language) {
    self.init(
      period: own.period, value: nil, exactness: own.exactness, sources: own.sources,
      published: own.published, isStandIn: own.isStandIn, note: own.note(language))
  }

  /// A value reckoned from two numbers that are known whole and exactly.
  ///
  /// - Parameters:
  ///   - isSamePeriod: whether the other is of the same period in another series.
  ///   - reckon: `nil` where the other number does not allow it, being zero.
  fileprivate init(
    _ own: Observation, with other: Observation, isSamePeriod: Bool, _ language: Language,
    _ reckon: (Double, Double) -> Double?
  ) {
    self.init(own, language)
    if let obstacle = Comparison.Obstacle(comparing: own, with: other) {
      switch obstacle {
      case .ownNotKnown, .ownPartial, .ownNotExact: say(obstacle, of: own, language)
      default: say(obstacle, of: other, isSamePeriod: isSamePeriod, language)
      }
      return
    }
    guard let value = own.value, let base = other.value else { return }
    for source in other.sources where !sources.contains(source) { sources.append(source) }
    published = [own.published, other.published].compactMap(\.self).max()
    isStandIn = own.isStandIn || other.isStandIn
    guard let reckoned = reckon(value, base), reckoned.isFinite else {
      let isTooSmall = isSamePeriod && value > base && value > 0
      say(isTooSmall ? .totalTooSmall : .noBase, of: other, isSamePeriod: isSamePeriod, language)
      return
    }
    self.value = reckoned
  }

  fileprivate mutating func add(_ words: String) {
    note += note.isEmpty || words.isEmpty ? words : "; " + words
  }

  /// Notes why there is no value.
  ///
  /// - Parameter observation: the number in the way.
  fileprivate mutating func say(
    _ obstacle: Comparison.Obstacle, of observation: Observation, isSamePeriod: Bool = false,
    _ language: Language
  ) {
    self.obstacle = obstacle
    let what =
      isSamePeriod ? language("the whole", "el total") : language.period(observation.period)
    switch obstacle {
    case .ownNotKnown: add(language("not known", "no se sabe"))
    case .ownPartial: add(observation.monthsKnown(language) ?? "")
    case .ownNotExact: add(language("not an exact number", "no es un número exacto"))
    case .notKnown: add(language("\(what) is not known", "\(what): no se sabe"))
    case .partial: add("\(what): " + (observation.monthsKnown(language) ?? ""))
    case .natureUnsaid: add(Nature.unsaid(language))
    case .totalTooSmall:
      let number = observation.text(language)
      add(
        language(
          "\(what) is \(number), less than this, so that there is no share",
          "\(what) es \(number), menos que esto, así que no hay parte"))
    case .notExact:
      add(language("\(what) is not an exact number", "\(what) no es un número exacto"))
    case .noBase:
      let number = observation.text(language)
      add(
        language(
          "\(what) is \(number), of which there is no per cent",
          "\(what) es \(number), y de eso no hay porcentaje"))
    }
  }
}
