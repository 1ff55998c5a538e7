import Periods
import Wording

/// Reads peaks and troughs of time: "the busiest month of 2023 was May", "el mes más alto del año".
struct PeakReader {
  let reading: SentenceReading

  struct Found {
    var peak: Peak
    /// Tokens of the words, with the time that is named right beside them.
    var tokens: Range<Int>
    /// Moments that say among which times.
    var spans: Set<Int>
  }

  private var sentence: Sentence { reading.sentence }

  /// What is called a peak, before it is known among which times.
  private struct Head {
    var range: Range<Int>
    var direction: Peak.Direction
    var unit: Granularity?
    /// Whether it is nothing without a time that it is of, or a span: "the highest".
    var isBare = false
  }

  func peaks() -> [Found] {
    var found: [Found] = []
    for match in sentence.allMatches {
      guard let head = head(at: match), !found.contains(where: { $0.tokens.overlaps(head.range) })
      else { continue }
      if let peak = peak(of: head) { found.append(peak) }
    }
    return found
  }

  // MARK: Heads

  private func head(at match: Match) -> Head? {
    let noun = match.id(.peak).flatMap(Peak.Direction.init(rawValue:))
    let adjective = (match.id(.superlative) ?? match.id(.peakWord)).flatMap(
      Peak.Direction.init(rawValue:))
    if let direction = adjective, let head = withUnit(direction, match.range) { return head }
    if let head = more(match) { return head }
    if let direction = noun {
      let (unit, start) = unit(before: match.range.lowerBound)
      let range = start..<match.range.upperBound
      guard isDefinite(start) || unit != nil else { return nil }
      // "The year's peak" is no year.
      let isOfUnit = sentence.language == .english && unit != .month
      return Head(range: range, direction: direction, unit: isOfUnit ? nil : unit)
    }
    guard let direction = adjective, isDefinite(match.range.lowerBound) else { return nil }
    // "the slackest was January".
    if sentence.has(.copula, at: match.range.upperBound) {
      return Head(range: match.range, direction: direction, unit: .month)
    }
    return match.has(.superlative)
      ? Head(range: match.range, direction: direction, isBare: true) : nil
  }

  /// "the busiest single month", "the most of any month", "el mes más alto", "el mes con más retornos".
  private func withUnit(_ direction: Peak.Direction, _ range: Range<Int>) -> Head? {
    let (before, start) = unit(before: range.lowerBound)
    if let before {
      guard isOfCounted(range) else { return nil }
      return Head(range: start..<range.upperBound, direction: direction, unit: before)
    }
    var index = range.upperBound
    var isOfAny = false
    while index < range.upperBound + PeakReader.reach, let token = sentence.token(index),
      token.kind == .word
    {
      if let unit = unit(at: index) {
        let isJoined =
          isOfAny || index == range.upperBound
          || (range.upperBound..<index).allSatisfy { isPlain($0) }
        guard isJoined else { return nil }
        var end = unit.end
        // "the highest monthly total", "la mayor cifra mensual".
        if let token = sentence.token(end), token.kind == .word,
          sentence.has(.figureWord, at: end)
        {
          end += 1
        }
        return Head(range: range.lowerBound..<end, direction: direction, unit: unit.unit)
      }
      if sentence.has(.any, at: index) { isOfAny = true }
      index += 1
    }
    return nil
  }

  /// "el mes con más retornos", "more than in any other month".
  private func more(_ match: Match) -> Head? {
    let next = match.range.upperBound
    if let id = match.id(.peakWord), let direction = PeakReader.more[id],
      sentence.has(.with, at: match.range.lowerBound - 1)
        || sentence.isWord(match.range.lowerBound - 1, in: .joining),
      !sentence.isWord(next, in: .thanOf)
    {
      let (unit, start) = unit(before: match.range.lowerBound)
      guard isOfCounted(match.range) else { return nil }
      return unit.map { Head(range: start..<next, direction: direction, unit: $0) }
    }
    // "the most of any month" begins as "most of" what there is does.
    let isMost = match.id(.majority) == "most" && !match.range.isEmpty
    guard
      let direction = isMost ? .high : match.id(.hedge).flatMap({ PeakReader.hedges[$0] })
    else { return nil }
    for index in next..<next + 3 where sentence.has(.any, at: index) {
      for unitStart in index + 1...index + 2 {
        guard let unit = unit(at: unitStart) else { continue }
        return Head(
          range: match.range.lowerBound..<unit.end, direction: direction, unit: unit.unit)
      }
    }
    return nil
  }

  /// "el mes de menor flujo", "el mes con más retornos": not "el mes de menor turismo".
  private func isOfCounted(_ range: Range<Int>) -> Bool {
    guard sentence.isWord(range.lowerBound - 1, in: .counting) else {
      return true
    }
    return (range.upperBound..<range.upperBound + 2).contains { index in
      sentence.has(.figureWord, at: index)
        || PeakReader.counted.contains { sentence.has($0, at: index) }
    }
  }

  private static let more: [String: Peak.Direction] = ["more": .high, "fewer": .low]
  private static let hedges: [String: Peak.Direction] = ["more-than": .high, "less-than": .low]

  /// Words between "the most" and "month", or between "month" and "the most".
  private static let reach = 7

  /// Whether a word between a superlative and its unit is none that begins something else.
  private func isPlain(_ index: Int) -> Bool {
    guard sentence.token(index)?.kind == .word,
      !sentence.isWord(index, in: .closing)
    else { return false }
    guard let match = sentence.match(at: index), !sentence.has(.figureWord, at: index) else {
      return true
    }
    return match.has(.ordinal) || match.has(.cue) || match.has(.topic)
  }

  private func unit(at index: Int) -> (unit: Granularity, end: Int)? {
    guard let match = sentence.match(.peakUnit, at: index), match.range.lowerBound == index,
      let id = match.id(.peakUnit), let unit = Granularity(rawValue: id),
      !reading.moments.contains(where: { $0.range.overlaps(match.range) && !isFiscalYear($0) })
    else { return nil }
    return (unit, match.range.upperBound)
  }

  /// "the fiscal year", which is a time and a kind of time.
  private func isFiscalYear(_ moment: Moment) -> Bool {
    sentence.match(startingAt: moment.range.lowerBound)?.id(.moment) == "fiscal-year"
  }

  /// "el mes [más alto]", "la cifra mensual [más alta]", "mes [pico]", "the month with the [most]".
  private func unit(before start: Int) -> (Granularity?, Int) {
    for back in 1...3 {
      let index = start - back
      guard sentence.token(index)?.kind == .word else { break }
      if let match = sentence.match(.peakUnit, at: index), match.range.upperBound == index + 1,
        let unit = unit(at: match.range.lowerBound)
      {
        return (unit.unit, match.range.lowerBound)
      }
      guard sentence.isWord(index, in: .joining) else { break }
    }
    return (nil, start)
  }

  private func isDefinite(_ start: Int) -> Bool {
    (1...3).contains { back in
      let word = sentence.word(start - back)
      return sentence.isWord(word, in: .definiteOrOne)
        || sentence.token(start - back).map { $0.folded.hasSuffix("'s") } ?? false
    }
  }

  // MARK: The whole of it

  private func peak(of head: Head) -> Found? {
    guard !isOfOthers(head.range.upperBound) else { return nil }
    let spans = PeakSpanReader(reading: reading)
    let (span, end, used) = spans.span(from: head.range.upperBound)
    if head.isBare {
      if case .unsaid = span { return nil }
    }
    let words = ordinalStart(head.range.lowerBound)..<end
    let subjects = PeakSubject(reading: reading, unit: head.unit, except: used)
    let joint = sentence.joint(before: words.lowerBound)
    let after = subjects.after(words, isNoun: !head.isBare)
    // "a peak of 81,946" is said of the number.
    let isOfNumber = reading.amounts.contains {
      (end...end + 1).contains($0.range.lowerBound) && $0.unit == .count
    }
    let isJoined = [.copula, .apposition, .and].contains(joint)
    guard after != nil || isJoined || isOfNumber else { return nil }
    let subject = after ?? (isJoined ? subjects.before(words) : nil)
    var peak = Peak(
      direction: head.direction, rank: rank(before: head.range), unit: head.unit, span: span,
      subject: subject)
    guard peak.rank > 0, !isLimited(end) else { return nil }
    // "the highest was 81,946" needs its month.
    if head.unit == .month, head.range.count == 1, subject == nil { return nil }
    if peak.unit == nil, let subject, let period = subject.period(date: reading.date) {
      peak.unit = period.granularity
    }
    peak.isStated = subject != nil && (after != nil || joint == .copula)
    return Found(peak: peak, tokens: tokens(words, subject), spans: used)
  }

  /// "the highest monthly figure of any sector": a place among others, of whoever it is.
  private func isOfOthers(_ end: Int) -> Bool {
    (end..<end + 3).contains { sentence.has(.any, at: $0) }
      && (end..<end + 4).contains { sentence.has(.ranked, at: $0) }
  }

  /// "more than any month except May".
  private func isLimited(_ end: Int) -> Bool {
    if (end..<end + 5).contains(where: { sentence.has(.limit, at: $0) }) { return true }
    // "the busiest month for tourism".
    guard sentence.isWord(end, in: .towards) else { return false }
    return !(end + 1...end + 4).contains { index in
      if reading.moments.contains(where: { $0.range.contains(index) }) { return true }
      return PeakReader.counted.contains { sentence.has($0, at: index) }
    }
  }

  /// Roles of words for what is counted, and where.
  private static let counted: [Role] = [
    .cue, .topic, .field, .place, .placeLoose, .component, .nationality, .demographic, .measure,
  ]

  /// "the second-[highest month]".
  private func ordinalStart(_ start: Int) -> Int {
    let before = sentence.word(start - 1) == "-" ? start - 1 : start
    guard let match = sentence.match(endingAt: before), match.has(.ordinal) else { return start }
    return match.range.lowerBound
  }

  /// The words with the time beside them, where no number stands between.
  private func tokens(_ words: Range<Int>, _ subject: Moment?) -> Range<Int> {
    guard let range = subject?.range else { return words }
    let all = min(words.lowerBound, range.lowerBound)..<max(words.upperBound, range.upperBound)
    // "In June, the lowest": what stands apart is named for itself.
    let isApart = all.contains { [",", "("].contains(sentence.word($0)) }
    let isFree = !isApart && !reading.amounts.contains { all.contains($0.core.lowerBound) }
    return isFree && all.count <= words.count + range.count + PeakReader.reach ? all : words
  }

  /// "the second-highest month", "el tercer mes más alto"; 0 where it is not understood.
  private func rank(before range: Range<Int>) -> Int {
    for index in (range.lowerBound - 2)..<range.upperBound {
      guard let match = sentence.match(startingAt: index) else { continue }
      if let id = match.id(.ordinal), let rank = Int(id) { return rank }
      if match.has(.number) || match.has(.lastN) { return 0 }
    }
    return 1
  }
}
