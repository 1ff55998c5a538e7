import Periods

/// Times that end or begin at the article's date, or at a month that is named.
extension MomentReader {
  /// "the last three months", "the past year".
  func lastSpans(at start: Int) -> Moment? {
    guard let match = sentence.match(startingAt: start), match.has(.lastN) else { return nil }
    let counted = number(at: match.range.upperBound)
    guard let span = sentence.match(startingAt: counted?.1 ?? match.range.upperBound),
      let kind = span.id(.span), let count = counted?.0, (1...120).contains(count)
    else { return nil }
    let lastMonth = Period.month(of: date).previous
    switch kind {
    case "month":
      return made(
        start, span.range.upperBound,
        Period(from: lastMonth.shifted(by: 1 - count).first, through: lastMonth.last))
    case "year":
      return made(
        start, span.range.upperBound,
        Period(from: date.adding(months: -12 * count), through: date), isOpen: true)
    case "day", "week":
      let days = count * (kind == "week" ? 7 : 1)
      return made(
        start, span.range.upperBound, Period(from: date.adding(days: 1 - days), through: date))
    default: return nil
    }
  }

  /// "the first five months of fiscal 2024"; without a year, of the last fiscal year in which they were over.
  func firstOfFiscal(_ count: Int, _ start: Int, _ next: Int) -> Moment? {
    let after = skipGlue(next)
    guard after > next else { return nil }
    func months(of year: Period?, _ end: Int) -> Moment? {
      year.flatMap { year in
        let last = Period.month(of: year.first).shifted(by: count - 1).last
        return made(start, end, Period(from: year.first, through: last))
      }
    }
    if let moment = fiscalYear(at: after), case .period(let year) = moment.value {
      return months(of: year, moment.range.upperBound)
    }
    guard let match = sentence.match(startingAt: after),
      match.has(.fiscal) || MomentReader.fiscalYears.contains(match.id(.moment) ?? "")
    else { return nil }
    let running = Period.fiscalYear(of: date)
    let isOver = Period.month(of: running.first).shifted(by: count - 1).last < date
    return months(of: isOver ? running : running.previous, match.range.upperBound)
  }

  private static let fiscalYears: Set<String> = ["fiscal-year", "this-fiscal-year"]

  func since(at start: Int) -> Moment? {
    guard let match = sentence.match(startingAt: start), match.has(.since) else { return nil }
    let next = match.range.upperBound
    guard next < sentence.range.upperBound,
      let inner = months(at: next) == nil
        ? (day(at: next) ?? month(at: next) ?? years(at: next)) : nil,
      let period = inner.period(date: date)
    else { return nil }
    // "desde enero hasta agosto" has its own end.
    if sentence.isWord(inner.range.upperBound, in: .until) { return nil }
    var moment = made(
      start, inner.range.upperBound, Period(from: period.first, through: date), isOpen: true)
    // "for the first time since June" says nothing of when.
    moment?.isAside = sentence.isWord(start - 1, in: .occasion)
    return moment
  }

  /// "through June": the year up to it.
  func through(at start: Int) -> Moment? {
    guard sentence.isWord(start, in: .until) else { return nil }
    var next = skipGlue(start + 1, .untilGlue)
    if sentence.match(startingAt: next)?.has(.endOf) == true {
      next = skipGlue(sentence.match(startingAt: next)?.range.upperBound ?? next)
    }
    guard let (month, end) = monthNumber(at: next),
      sentence.token(end)?.kind != .number || yearNumber(at: end) != nil
    else { return nil }
    let found = year(after: end)
    guard let year = found?.0 ?? Moment.month(month, before: date)?.first.year else { return nil }
    return months(
      1, month, year, start, found?.1 ?? sentence.match(startingAt: next)?.range.upperBound ?? end)
  }
}
