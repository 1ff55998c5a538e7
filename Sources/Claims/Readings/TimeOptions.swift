import Periods

/// A time that a number may be of.
struct TimeReading: Hashable, Sendable {
  var period: Period
  /// Whether it goes on at the article's date.
  var isOpen: Bool
}

/// When a number may be of, by the times that its sentence and those before it name.
struct TimeOptions {
  let article: ArticleReading
  let index: Int
  let tokens: Range<Int>
  let date: Day
  /// Moments of the sentence that something is compared with.
  let bases: Set<Int>
  /// Times that numbers before were found to be of, the latest first.
  let focus: [(period: Period, sentence: Int, words: [ReadFrom])]

  private var own: SentenceReading { article.sentences[index] }

  /// Likeliest first.
  func times() -> [Option<TimeReading>] {
    var best = Cheapest<TimeReading>()
    func add(
      _ period: Period?, _ isOpen: Bool, _ cost: Double, _ basis: Basis, _ words: [ReadFrom]
    ) {
      guard let period else { return }
      best.add(
        Option(
          value: TimeReading(period: period, isOpen: isOpen), cost: cost, basis: basis,
          words: words))
    }
    var isSaid = false
    for (order, moment) in own.moments.enumerated() {
      let cost = cost(of: moment, order)
      if !bases.contains(order), !own.isRelative(moment), !own.isDayOfPublication(moment) {
        isSaid = true
      }
      if own.isRelative(moment) {
        for anchor in anchors() {
          add(
            moment.period(date: date, anchor: anchor.value), false, cost + 0.5 + anchor.cost,
            anchor.basis, words(of: moment, in: index, .said) + anchor.words)
        }
      } else {
        add(
          moment.period(date: date), moment.isOpen, cost, .said, words(of: moment, in: index, .said)
        )
        for year in otherYears(moment) {
          add(
            year.value, false, cost + year.cost, .carried, words(of: moment, in: index, .said))
        }
      }
    }
    let later = isSaid ? 3.0 : 0
    for option in carried() {
      add(option.value.period, option.value.isOpen, option.cost + later, .carried, option.words)
    }
    if best.isEmpty {
      for (period, cost) in assumed() {
        add(period, false, cost, .assumed, [ReadFrom(part: .time, basis: .assumed)])
      }
    }
    addFiscal(&best)
    return best.options.sorted { ($0.cost, $0.value.period) < ($1.cost, $1.value.period) }
  }

  /// A month without a year is the last one, or the one of the year that was spoken of last; one that is
  /// not over is likely the one of the year before.
  private func otherYears(_ moment: Moment) -> [Option<Period>] {
    guard case .month(let month) = moment.value, let last = moment.period(date: date) else {
      return []
    }
    var years: [Option<Period>] = []
    if let year = yearBefore, year != last.first.year,
      let first = Day(year: year, month: month, day: 1)
    {
      years.append(
        Option(value: Period.month(of: first), cost: TimeOptions.ofOtherYear, basis: .carried))
    }
    if last.last >= date {
      years.append(Option(value: last.yearBefore, cost: TimeOptions.ofOtherYear, basis: .carried))
    }
    // "So far in 2024 … in December": the December to come has not been counted.
    return (years + within(month).filter { $0.value != last }).filter { $0.value.first <= date }
  }

  /// "2023 ended with 545,043 entries. The slackest month was January": the month of the year, or of the
  /// months, that numbers before are of.
  private func within(_ month: Int) -> [Option<Period>] {
    focus.prefix(2).enumerated().compactMap { order, known in
      let years = Set([known.period.first.year, known.period.last.year]).sorted()
      let months = years.compactMap { Day(year: $0, month: month, day: 1).map(Period.month(of:)) }
      guard known.period.dayCount <= TimeOptions.longest,
        let found = months.first(where: known.period.contains)
      else { return nil }
      return Option(
        value: found, cost: TimeOptions.ofOtherYear + Double(order), basis: .carried)
    }
  }

  /// Days of the longest time whose months are named without a year.
  private static let longest = 366

  static let ofOtherYear = 1.0

  /// The year that the sentence or one just before it speaks of.
  private var yearBefore: Int? {
    for earlier in [index] + article.before(index).prefix(2) {
      let years = article.sentences[earlier].moments.compactMap { moment -> Int? in
        guard case .period(let period) = moment.value else { return nil }
        return [.day, .month, .year].contains(period.granularity) ? period.first.year : nil
      }
      if let year = years.last { return year }
    }
    return nil
  }

  private func words(of moment: Moment, in sentence: Int, _ basis: Basis) -> [ReadFrom] {
    [article.words(.time, moment.range, in: sentence, basis)]
  }

  /// A time beside the number is its own; one farther off is less and less so.
  private func cost(of moment: Moment, _ order: Int) -> Double {
    let isNext =
      own.momentJustAfter(tokens, isRelativeToo: true)?.range == moment.range
      || own.momentJustBefore(tokens)?.range == moment.range
      || own.leads(moment, to: tokens) && !bases.contains(order)
    if isNext { return 0 }
    var cost = 0.5 + min(own.distance.between(tokens, moment.range), 14) * 0.25
    if bases.contains(order) { cost += 2.5 }
    if moment.isAside || isOfBracketedNumber(moment) { cost += 3 }
    if own.isDayOfPublication(moment) { cost += 6 }
    return cost
  }

  /// "183,921 (marzo: 136,672)": a time between brackets with a number of its own.
  private func isOfBracketedNumber(_ moment: Moment) -> Bool {
    let start = moment.range.lowerBound
    guard own.sentence.isInBrackets(start), !own.sentence.isInBrackets(tokens.lowerBound) else {
      return false
    }
    let near = moment.range.upperBound...moment.range.upperBound + TimeOptions.toOwnNumber
    return own.amounts.contains {
      near.contains($0.core.lowerBound) && own.sentence.isInBrackets($0.core.lowerBound)
    }
  }

  private static let toOwnNumber = 2

  /// What a time given by another is given by.
  private func anchors() -> [Option<Period>] {
    var options: [Option<Period>] = []
    for (order, moment) in own.moments.enumerated()
    where !own.isRelative(moment) && !bases.contains(order) && !own.isDayOfPublication(moment) {
      if let period = moment.period(date: date) {
        options.append(
          Option(
            value: period, cost: 0, basis: .said, words: words(of: moment, in: index, .said)))
      }
    }
    for option in carried().prefix(3) {
      options.append(
        Option(
          value: option.value.period, cost: options.isEmpty ? 0.5 : option.cost, basis: .carried,
          words: option.words))
    }
    if options.isEmpty {
      options.append(
        Option(
          value: Period.month(of: date).previous, cost: 3, basis: .assumed,
          words: [ReadFrom(part: .time, basis: .assumed)]))
    }
    return options
  }

  private func carried() -> [Option<TimeReading>] {
    var options: [Option<TimeReading>] = []
    for (order, known) in focus.prefix(3).enumerated() {
      options.append(
        Option(
          value: TimeReading(period: known.period, isOpen: false),
          cost: 1.5 + Double(min(6, order + index - known.sentence)), basis: .carried,
          words: known.words.filter { $0.part == .time }.map(\.carried)))
    }
    for earlier in article.before(index) {
      let reading = article.sentences[earlier]
      let far = 3 + 1.5 * article.distance(from: earlier, to: index)
      for moment in reading.moments
      where !reading.isRelative(moment) && !reading.isDayOfPublication(moment) {
        guard let period = moment.period(date: date) else { continue }
        options.append(
          Option(
            value: TimeReading(period: period, isOpen: moment.isOpen), cost: far, basis: .carried,
            words: words(of: moment, in: earlier, .carried)))
      }
    }
    return options.sorted { $0.cost < $1.cost }
  }

  /// Where no time is said: the months before the article's date, its year so far, the year before.
  private func assumed() -> [(Period, Double)] {
    let month = Period.month(of: date).previous
    let year = Period.year(of: date)
    let soFar = Period(from: Period.year(of: month.last).first, through: month.last)
    return [(month, 8), (month.previous, 9.5), (year.previous, 11)]
      + [soFar.map { ($0, 11) }].compactMap(\.self)
  }

  /// In a text that speaks of fiscal years, "2022" may be one.
  private func addFiscal(_ best: inout Cheapest<TimeReading>) {
    guard article.firstFiscal.map({ $0 <= index }) ?? false else { return }
    for option in best.options where option.value.period.granularity == .year {
      guard let year = Period.fiscalYear(option.value.period.first.year) else { continue }
      best.add(
        Option(
          value: TimeReading(period: year, isOpen: false), cost: option.cost + 1.5,
          basis: max(option.basis, .carried), words: option.words))
    }
  }
}
