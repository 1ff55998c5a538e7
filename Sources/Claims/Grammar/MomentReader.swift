import Periods
import Wording

/// Reads times: months, days, years, fiscal years, quarters, parts of them, and times given by the
/// article's date.
struct MomentReader {
  let sentence: Sentence
  let date: Day

  func all() -> [Moment] {
    var moments: [Moment] = []
    var index = sentence.range.lowerBound
    while index < sentence.range.upperBound {
      if let moment = moment(at: index) {
        moments.append(moment)
        index = max(index + 1, moment.range.upperBound)
      } else {
        index += 1
      }
    }
    return moments
  }

  /// The first way to read it that fits; a longer form comes before a shorter one.
  func moment(at start: Int) -> Moment? {
    guard canBegin(at: start) else { return nil }
    let ways: [(Int) -> Moment?] = [
      fiscalYear(at:), partOfPeriod(at:), lastSpans(at:), since(at:), through(at:), endOf(at:),
      named(at:),
      monthBefore(at:), months(at:), dayRange(at:), day(at:), month(at:), quarterWord(at:),
      weekday(at:), years(at:),
    ]
    for way in ways {
      if let moment = way(start) { return moment }
    }
    return nil
  }

  /// Few words begin a time; all others are passed over at once.
  private func canBegin(at start: Int) -> Bool {
    guard let token = sentence.token(start) else { return false }
    if token.kind == .number { return true }
    guard token.kind == .word else { return false }
    if sentence.isWord(token.folded, in: .momentOpening) { return true }
    if token.folded.utf8.count <= 6,
      token.folded.hasPrefix("fy") || token.folded.hasPrefix("q") || token.folded.hasPrefix("t")
    {
      return true
    }
    guard let match = sentence.match(startingAt: start) else {
      return token.folded.first?.isNumber ?? false
    }
    return match.meanings.contains { meaning in
      switch meaning.role {
      case .month, .weekday, .moment, .fiscal, .lastN, .firstN, .ordinal, .endOf, .since, .number:
        true
      default: false
      }
    }
  }

  // MARK: Parts

  func skipGlue(_ index: Int, _ words: WordSet = .glue) -> Int {
    var index = index
    while sentence.isWord(index, in: words) { index += 1 }
    return index
  }

  func number(at index: Int) -> (Int, Int)? {
    if let token = sentence.token(index), token.kind == .number {
      return Int(token.folded).map { ($0, index + 1) }
    }
    guard let match = sentence.match(startingAt: index), let id = match.id(.number) else {
      return nil
    }
    return Int(id).map { ($0, match.range.upperBound) }
  }

  func yearNumber(at index: Int) -> (Int, Int)? {
    guard let token = sentence.token(index), token.kind == .number, token.range.count == 4,
      let year = Int(token.folded), (1950...2049).contains(year)
    else { return nil }
    return (year, index + 1)
  }

  /// A year after a month or a day: "2023", "of 2023", ", 2023", "of this year", "del año pasado".
  func year(after index: Int) -> (Int, Int)? {
    var next = index
    if sentence.token(next)?.isSymbol(",") == true { next += 1 }
    if let found = yearNumber(at: next) { return found }
    next = skipGlue(next)
    if let found = yearNumber(at: next) { return found }
    // "del año 2023"; "de este año".
    for start in [next, next - 1] where start >= index {
      guard let match = sentence.match(startingAt: start), let id = match.id(.moment) else {
        continue
      }
      if let offset = [
        "this-year": 0, "last-year": -1, "year-before-last": -2, "year-earlier": -1,
      ][id] {
        return (date.year + offset, match.range.upperBound)
      }
    }
    if sentence.isWord(next, in: .year), let found = yearNumber(at: next + 1) {
      return found
    }
    return nil
  }

  func monthNumber(at index: Int) -> (Int, Int)? {
    guard let match = sentence.match(startingAt: index), let id = match.id(.month) else {
      return nil
    }
    var end = match.range.upperBound
    if sentence.token(end)?.isSymbol(".") == true, end + 1 < sentence.range.upperBound { end += 1 }
    return Int(id).map { ($0, end) }
  }

  func made(_ start: Int, _ end: Int, _ period: Period?, isOpen: Bool = false) -> Moment? {
    period.map { Moment(range: start..<end, value: .period($0), isOpen: isOpen) }
  }

  func calendarYear(_ year: Int) -> Period? {
    Day(year: year, month: 1, day: 1).map(Period.year(of:))
  }

  // MARK: Years

  func fiscalYear(at start: Int) -> Moment? {
    let word = sentence.word(start)
    if word.hasPrefix("fy"), word.count == 4 || word.count == 6, let digits = Int(word.dropFirst(2))
    {
      return made(start, start + 1, Period.fiscalYear(digits < 100 ? 2000 + digits : digits))
    }
    if let match = sentence.match(startingAt: start),
      match.has(.fiscal) || match.id(.moment) == "fiscal-year"
    {
      var next = skipGlue(match.range.upperBound)
      if sentence.isWord(next, in: .year) { next += 1 }
      if let (year, end) = yearNumber(at: next) { return made(start, end, Period.fiscalYear(year)) }
      if let (year, end) = number(at: next), (10...40).contains(year), sentence.word(start) == "fy"
      {
        return made(start, end, Period.fiscalYear(2000 + year))
      }
      return nil
    }
    if let (year, next) = yearNumber(at: start), let match = sentence.match(startingAt: next),
      match.has(.fiscal)
    {
      return made(start, match.range.upperBound, Period.fiscalYear(year))
    }
    return nil
  }

  func years(at start: Int) -> Moment? {
    guard let (year, end) = yearNumber(at: start) else { return nil }
    if let next = sentence.token(end), next.isSymbol("%") { return nil }
    let before = sentence.word(start - 1)
    let isIntroduced = sentence.isWord(before, in: .beforeYear)
    if let match = sentence.match(startingAt: end), !isIntroduced,
      match.has(.topic) || match.has(.cue) || match.has(.nationality) || match.has(.unit)
        || match.has(.demographic)
    {
      return nil
    }
    if sentence.match(endingAt: start)?.has(.hedge) == true,
      !sentence.isWord(before, in: .yearOfHedge)
    {
      return nil
    }
    if sentence.token(end)?.isSymbol("-") == true
      || sentence.isWord(end, in: .toYear),
      sentence.isWord(before, in: .yearSpan)
        || sentence.token(end)?.isSymbol("-") == true,
      let (last, close) = yearNumber(at: end + 1), last > year,
      let from = calendarYear(year), let to = calendarYear(last)
    {
      return made(start, close, Period(from: from.first, through: to.last))
    }
    return made(start, end, calendarYear(year))
  }

  func endOf(at start: Int) -> Moment? {
    guard let match = sentence.match(startingAt: start), match.has(.endOf) else { return nil }
    let next = skipGlue(match.range.upperBound)
    if let (year, end) = year(after: next) ?? yearNumber(at: next) {
      return made(start, end, calendarYear(year))
    }
    return nil
  }

  /// Phrases of the lexicon.
  func named(at start: Int) -> Moment? {
    guard let match = sentence.match(startingAt: start), let id = match.id(.moment) else {
      return nil
    }
    let end = match.range.upperBound
    let thisMonth = Period.month(of: date)
    let thisYear = Period.year(of: date)
    func relative(_ value: Moment.Relative) -> Moment {
      Moment(range: start..<end, value: .relative(value))
    }
    switch id {
    case "this-year", "year-to-date":
      // "en lo que va de 2022", seen from later, is the whole year.
      let year = yearNumber(at: end - 1).flatMap { calendarYear($0.0) } ?? thisYear
      return made(start, end, year, isOpen: year == thisYear)
    case "last-year": return made(start, end, thisYear.previous)
    case "year-before-last": return made(start, end, thisYear.previous.previous)
    case "this-month": return made(start, end, thisMonth, isOpen: true)
    case "last-month": return made(start, end, thisMonth.previous)
    case "month-earlier": return relative(.monthEarlier)
    case "year-earlier": return relative(.yearEarlier)
    case "two-years-earlier": return relative(.twoYearsEarlier)
    case "year-later": return relative(.yearLater)
    case "before": return relative(.before)
    case "same-days-month-earlier": return relative(.sameDaysMonthEarlier)
    case "same-month-of":
      return year(after: end).map {
        Moment(range: start..<$0.1, value: .relative(.sameMonth(year: $0.0)))
      }
    case "today": return made(start, end, .day(date))
    case "yesterday": return made(start, end, .day(date.adding(days: -1)))
    case "last-fiscal-year": return made(start, end, Period.fiscalYear(of: date).previous)
    case "this-fiscal-year": return made(start, end, Period.fiscalYear(of: date), isOpen: true)
    case "fiscal-year":
      // Without a number: the one that ended last.
      return made(start, end, Period.fiscalYear(of: date).previous)
    case "this-week", "last-week":
      let last = id == "this-week" ? date : date.adding(days: -7)
      return made(start, end, Period(from: last.adding(days: -6), through: last))
    default: return nil
    }
  }

  // MARK: Parts of a year or a month

  /// "the first 17 days of September", "the first eight months of 2023", "the third quarter",
  /// "the first half of the year".
  func partOfPeriod(at start: Int) -> Moment? {
    guard let match = sentence.match(startingAt: start) else { return nil }
    if match.has(.firstN), let (count, next) = number(at: match.range.upperBound),
      let span = sentence.match(startingAt: next), let kind = span.id(.span)
    {
      return first(count, of: kind, start, span.range.upperBound)
    }
    // "los ocho primeros meses".
    if let (count, next) = number(at: start), let first = sentence.match(startingAt: next),
      first.has(.firstN), let span = sentence.match(startingAt: first.range.upperBound),
      let kind = span.id(.span)
    {
      return self.first(count, of: kind, start, span.range.upperBound)
    }
    if let id = match.id(.ordinal), let ordinal = Int(id),
      let span = sentence.match(startingAt: match.range.upperBound)
    {
      let kind =
        span.id(.span) ?? (span.has(.half) ? "half" : span.id(.fraction) == "4" ? "quarter" : nil)
      if let kind { return part(ordinal, of: kind, start, span.range.upperBound) }
    }
    return nil
  }

  func first(_ count: Int, of kind: String, _ start: Int, _ next: Int) -> Moment? {
    let after = skipGlue(next)
    if kind == "day" {
      guard let (month, end) = monthNumber(at: after), (1...31).contains(count) else { return nil }
      return days(1...count, month, start, end)
    }
    guard kind == "month", (1...11).contains(count) else { return nil }
    if let fiscal = firstOfFiscal(count, start, next) { return fiscal }
    if let (year, end) = yearOrThis(after: next) { return months(1, count, year, start, end) }
    // Without a year, the last in which they were over; "of the fiscal year" is no calendar year.
    let isOfOther =
      sentence.isWord(next, in: .ofOrIn)
      || (1...4).contains { sentence.isWord(start - $0, in: .fiscal) }
    return isOfOther
      ? nil : months(1, count, date.month > count ? date.year : date.year - 1, start, next)
  }

  func days(_ days: ClosedRange<Int>, _ month: Int, _ start: Int, _ end: Int) -> Moment? {
    guard let (year, close) = year(after: end) else {
      return Moment(range: start..<end, value: .days(days, month: month))
    }
    guard let first = Day(year: year, month: month, day: days.lowerBound),
      let last = Day(year: year, month: month, day: days.upperBound)
    else { return nil }
    return made(start, close, Period(from: first, through: last))
  }

  func months(_ first: Int, _ last: Int, _ year: Int, _ start: Int, _ end: Int) -> Moment? {
    guard let from = Day(year: year, month: first, day: 1),
      let to = Day(year: year, month: last, day: 1)
    else { return nil }
    return made(start, end, Period(from: from, through: Period.month(of: to).last))
  }

  /// A year after a part of it; the article's where none is said.
  func yearOrThis(after index: Int) -> (Int, Int)? {
    if let found = year(after: index) { return found }
    let next = skipGlue(index)
    if sentence.isWord(next, in: .year) { return (date.year, next + 1) }
    return nil
  }

  func part(_ ordinal: Int, of kind: String, _ start: Int, _ next: Int) -> Moment? {
    let length = ["quarter": 3, "four-months": 4, "half": 6][kind]
    guard let length, (1...(12 / length)).contains(ordinal) else { return nil }
    let last = ordinal * length
    if let (year, end) = yearOrThis(after: next) {
      return months(last - length + 1, last, year, start, end)
    }
    // Without a year, the last such part that had ended.
    guard
      kind == "quarter" || kind == "four-months"
        || sentence.isWord(next - 1, in: .semester)
    else {
      return nil
    }
    let year = date.month > last ? date.year : date.year - 1
    return months(last - length + 1, last, year, start, next)
  }

  /// "Q3 2023".
  func quarterWord(at start: Int) -> Moment? {
    let word = sentence.word(start)
    guard word.count == 2, word.hasPrefix("q") || word.hasPrefix("t"),
      let digit = Int(word.suffix(1)),
      (1...4).contains(digit), let (year, end) = yearOrThis(after: start + 1)
    else { return nil }
    return months(digit * 3 - 2, digit * 3, year, start, end)
  }
}
