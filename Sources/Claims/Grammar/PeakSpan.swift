import Periods
import Wording

/// Reads among which times something is a peak: "of 2023", "of the fiscal year", "since 2012", "on record".
struct PeakSpanReader {
  let reading: SentenceReading

  private var sentence: Sentence { reading.sentence }

  /// Words between "the highest month" and its span: "for arrests in".
  private static let reach = 7
  /// As many before "since", which is of nothing else.
  private static let farthest = 12

  /// The span, where it ends, and the moments that say it.
  func span(from start: Int) -> (Peak.Span, end: Int, used: Set<Int>) {
    var index = start
    while index < start + PeakSpanReader.farthest, let token = sentence.token(index) {
      guard token.kind == .word || token.kind == .number else { break }
      let isSince = sentence.match(startingAt: index)?.has(.since) == true
      if index < start + PeakSpanReader.reach || isSince,
        let found = span(at: index, isIntroduced: index > start)
      {
        return found
      }
      // What a peak is said of may stand between: "the busiest month for arrests of 2023".
      if sentence.has(.copula, at: index) || sentence.has(.any, at: index) && index > start + 1 {
        break
      }
      index += 1
    }
    return (.unsaid, start, [])
  }

  private func span(
    at index: Int, isIntroduced: Bool
  ) -> (Peak.Span, end: Int, used: Set<Int>)? {
    let match = sentence.match(startingAt: index)
    if let match, match.has(.since) { return since(match) }
    if let order = reading.moments.firstIndex(where: { $0.range.lowerBound == index }) {
      return moment(order, match)
    }
    if let match, match.id(.superlative) == "record" {
      return (.everything, match.range.upperBound, [])
    }
    if let span = sentence.match(.peakSpan, at: index) {
      let end = span.range.upperBound
      switch span.id(.peakSpan) {
      case "all" where isOfAll(span): return (.everything, end, [])
      case "vague" where isIntroduced: return (.vague, end, [])
      case "long" where isIntroduced: return (long(span), end, [])
      default: break
      }
    }
    guard isIntroduced, let unit = sentence.match(.peakUnit, at: index),
      unit.range.lowerBound == index
    else { return nil }
    let end = unit.range.upperBound
    switch unit.id(.peakUnit) {
    case "year":
      // "of the year 2000".
      let order = reading.moments.firstIndex { $0.range.lowerBound == end }
      return order.flatMap { moment($0, nil) } ?? (.year, end, [])
    case "fiscal-year": return (.fiscalYear, end, [])
    case "quarter": return (.vague, end, [])
    default: return nil
    }
  }

  /// "in three years", "en más de dos décadas"; what is not counted is vague.
  private func long(_ span: Match) -> Peak.Span {
    let start = span.range.lowerBound
    let isOfDecades = sentence.isWord(start, in: .decade)
    let number = reading.amounts.first { $0.core.upperBound == start }.flatMap {
      Int(exactly: $0.value.rounded())
    }
    let count = number ?? sentence.match(endingAt: start)?.id(.number).flatMap(Int.init)
    guard let count, (1..<100).contains(count) else { return .vague }
    return .last(months: count * (isOfDecades ? 120 : 12))
  }

  /// "of all", and nothing more: not "of all sectors".
  private func isOfAll(_ match: Match) -> Bool {
    guard sentence.isWord(match.range.lowerBound, in: .all) else {
      return true
    }
    let next = match.range.upperBound
    return sentence.token(next)?.kind != .word || sentence.has(.copula, at: next)
  }

  private func since(_ match: Match) -> (Peak.Span, end: Int, used: Set<Int>) {
    let reader = MomentReader(sentence: sentence, date: reading.date)
    let next = match.range.upperBound
    let order = reading.moments.firstIndex {
      $0.range.lowerBound == match.range.lowerBound || $0.range.lowerBound == next
    }
    guard let moment = reader.moment(at: next) else {
      // "since counts began" is all; "since the pandemic began" is no time that is known.
      let isAll = sentence.isOfCounting(after: next)
      return (isAll ? .everything : .vague, next, [])
    }
    return (.since(moment), moment.range.upperBound, Set([order].compactMap(\.self)))
  }

  private func moment(
    _ order: Int, _ match: Match?
  ) -> (Peak.Span, end: Int, used: Set<Int>)? {
    let moment = reading.moments[order]
    let end = moment.range.upperBound
    if match?.id(.moment) == "fiscal-year", sentence.token(end - 1)?.kind == .word {
      return (.fiscalYear, end, [order])
    }
    guard !reading.isRelative(moment), let period = moment.period(date: reading.date),
      period.dayCount > PeakSpanReader.longestMonth
    else { return nil }
    return (.within(period), end, [order])
  }

  private static let longestMonth = 31
}

extension Sentence {
  /// "[since] counts began", "[desde] que se lleva registro".
  func isOfCounting(after start: Int) -> Bool {
    (start..<start + 6).contains { ["counting", "all"].contains(id(.peakSpan, at: $0)) }
  }
}

/// Finds the time that is said to be a peak.
struct PeakSubject {
  let reading: SentenceReading
  let unit: Granularity?
  /// Moments that say something else.
  let except: Set<Int>

  private var sentence: Sentence { reading.sentence }

  /// Words between a peak and the time after it, or before it.
  private static let after = 16
  /// Words between "was" and the time: "was recorded in".
  private static let beside = 4
  private static let before = 14

  private var fitting: [Moment] {
    reading.moments.enumerated().filter { order, moment in
      guard !except.contains(order), !reading.isRelative(moment), !moment.isAside,
        !reading.isDayOfPublication(moment), !moment.isOpen,
        let period = moment.period(date: reading.date)
      else { return false }
      return unit.map { period.granularity == $0 || isYear($0, period) }
        ?? [.month, .year, .fiscalYear, .quarter].contains(period.granularity)
    }.map(\.element)
  }

  /// "2022" may be a fiscal year.
  private func isYear(_ unit: Granularity, _ period: Period) -> Bool {
    [.year, .fiscalYear].contains(unit) && [.year, .fiscalYear].contains(period.granularity)
  }

  /// "The busiest month was May", "Mes de mayor flujo: agosto".
  ///
  /// - Parameter isNoun: whether "in May" right after them says when it was: "reached its highest month in
  ///   May", "with a peak in August".
  func after(_ words: Range<Int>, isNoun: Bool) -> Moment? {
    if isNoun, sentence.isWord(words.upperBound, in: .within),
      let moment = fitting.first(where: { $0.range.lowerBound == words.upperBound + 1 }),
      unit != nil || moment.period(date: reading.date)?.granularity == .month
    {
      return moment
    }
    var joined: Int?
    var index = words.upperBound
    while index < words.upperBound + PeakSubject.after, let token = sentence.token(index) {
      if let moment = fitting.first(where: { $0.range.lowerBound == index }) {
        return joined.map { index - $0 <= PeakSubject.beside } == true ? moment : nil
      }
      if sentence.has(.negation, at: index) || joined != nil && sentence.has(.apart, at: index) {
        return nil
      }
      let isMark = [":", "("].contains(token.folded)
      if sentence.has(.copula, at: index) || isMark && index <= words.upperBound + 1 {
        joined = index
      } else if token.kind != .word {
        return nil
      }
      index += 1
    }
    return nil
  }

  /// "July was the deadliest month", "Septiembre, con 269.735, fue el peor mes", "in February, the most of
  /// any month".
  func before(_ words: Range<Int>) -> Moment? {
    let last = fitting.last { $0.range.upperBound <= words.lowerBound }
    guard let last else { return nil }
    let between = last.range.upperBound..<words.lowerBound
    guard between.count <= PeakSubject.before,
      !between.contains(where: { [";", "."].contains(sentence.word($0)) }),
      !between.contains(where: { sentence.has(.negation, at: $0) })
    else { return nil }
    return last
  }
}
