import Periods
import Wording

/// Months, days and days of the week.
extension MomentReader {
  /// "January to August 2023", "between January and August", "enero-agosto".
  func months(at start: Int) -> Moment? {
    var index = start
    let isIntroduced = sentence.isWord(index, in: .spanOpening)
    let isIn = sentence.isWord(index, in: .within)
    if isIntroduced { index += 1 }
    guard let (first, next) = monthNumber(at: index) else { return nil }
    let firstYear = yearNumber(at: skipGlue(next, .of))
    let joint = firstYear?.1 ?? next
    let word = sentence.word(joint)
    let isJoint =
      sentence.token(joint)?.isSymbol("-") == true
      || sentence.isWord(word, in: .andOn)
      || isIntroduced && sentence.isWord(word, in: .and) || sentence.token(joint)?.isJoined == true
    guard isJoint else { return nil }
    let second = skipGlue(sentence.token(joint)?.isJoined == true ? joint : joint + 1, .article)
    guard let (last, end) = monthNumber(at: second) else { return nil }
    // "in January and February" is both; "in January and June" is no stretch.
    if isIn, last != first % 12 + 1 { return nil }
    let found = year(after: end)
    let ending = Moment.month(last, before: date)?.first.year ?? date.year
    let lastYear = found?.0 ?? ending
    let fromYear = firstYear?.0 ?? (first <= last ? lastYear : lastYear - 1)
    guard let from = Day(year: fromYear, month: first, day: 1),
      let to = Day(year: lastYear, month: last, day: 1)
    else { return nil }
    return made(
      start, found?.1 ?? end, Period(from: from, through: Period.month(of: to).last))
  }

  func ordinalDay(at index: Int) -> (Int, Int)? {
    if let found = number(at: index), sentence.token(index)?.kind == .number,
      (1...31).contains(found.0)
    {
      return found
    }
    let word = sentence.word(index)
    if let ending = sentence.words(in: .ordinalEnding).first(where: { word.hasSuffix($0) }),
      let day = Int(word.dropLast(ending.count)), (1...31).contains(day)
    {
      return (day, index + 1)
    }
    if let token = sentence.token(index), token.kind == .number,
      let day = Int(token.folded), (1...31).contains(day),
      sentence.isWord(index + 1, in: .ordinalEnding)
    {
      return (day, index + 2)
    }
    return nil
  }

  /// "September 1-17", "1 to 17 September", "del 1 al 17 de septiembre".
  func dayRange(at start: Int) -> Moment? {
    var index = start
    if sentence.isWord(index, in: .dayOpening) { index += 1 }
    index = skipGlue(index, .article)
    var month = monthNumber(at: index)
    if let known = month { index = known.1 }
    guard let (first, next) = ordinalDay(at: index) else { return nil }
    let joint = sentence.word(next)
    let isDash = sentence.token(next)?.isSymbol("-") == true
    let isJoined = sentence.token(next)?.isJoined == true
    guard isDash || isJoined || sentence.isWord(joint, in: .dayJoint) else {
      return nil
    }
    let second = skipGlue(isJoined ? next : next + 1, .article)
    guard let (last, end) = ordinalDay(at: second), last > first else { return nil }
    var close = end
    if month == nil {
      guard let found = monthNumber(at: skipGlue(end, .of)) else { return nil }
      month = found
      close = found.1
    }
    return month.flatMap { days(first...last, $0.0, start, close) }
  }

  /// "July 31", "31 July 2023", "31 de julio".
  func day(at start: Int) -> Moment? {
    if let (month, next) = monthNumber(at: start), let (day, end) = ordinalDay(at: next),
      sentence.token(end)?.isSymbol("%") != true
    {
      // "In August 17 people died": a number that something is counted by is no day.
      if let match = sentence.match(startingAt: end), match.has(.topic) || match.has(.scale) {
        return nil
      }
      return days(day...day, month, start, end)
    }
    guard let (day, next) = ordinalDay(at: start) else { return nil }
    let after = skipGlue(next, .of)
    guard let (month, end) = monthNumber(at: after) else { return nil }
    return days(day...day, month, start, end)
  }

  func month(at start: Int) -> Moment? {
    guard let (month, next) = monthNumber(at: start) else { return nil }
    // "Mar" and the like with a point only belong to a month before a day or a year.
    if let (year, end) = year(after: next) {
      return months(month, month, year, start, end)
    }
    return Moment(
      range: start..<(sentence.match(startingAt: start)?.range.upperBound ?? next),
      value: .month(month))
  }

  /// "the previous October", "octubre anterior".
  func monthBefore(at start: Int) -> Moment? {
    func says(_ index: Int) -> Int? {
      guard let match = sentence.match(startingAt: index), match.id(.moment) == "month-before"
      else {
        return nil
      }
      return match.range.upperBound
    }
    if let next = says(start), let (month, end) = monthNumber(at: next), yearNumber(at: end) == nil
    {
      return Moment(range: start..<end, value: .relative(.monthBefore(month)))
    }
    guard let (month, next) = monthNumber(at: start), let end = says(next) else { return nil }
    return Moment(range: start..<end, value: .relative(.monthBefore(month)))
  }

  func weekday(at start: Int) -> Moment? {
    guard let match = sentence.match(startingAt: start), let id = match.id(.weekday),
      let wanted = Int(id)
    else { return nil }
    // 1970-01-01 was a Thursday: day 3 of a week from Monday.
    let today = (Int(date.number) % 7 + 7 + 3) % 7
    let back = (today - wanted + 7) % 7
    return made(
      start, match.range.upperBound, .day(date.adding(days: -back)))
  }
}
