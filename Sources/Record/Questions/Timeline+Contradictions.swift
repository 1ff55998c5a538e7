import Periods
import Wording

extension Timeline {
  /// A number as it was published, and where other numbers of the same release contradict it, that they do: its
  /// months or quarters come to something else, or a period that holds it has less.
  func besideItsMonths(_ exact: Observation) -> Observation {
    guard nature == .flow, exact.exactness == .exact, exact.value != nil,
      [.day, .month, .quarter, .year, .fiscalYear].contains(exact.period.granularity)
    else { return exact }
    let days = hasCountedDays && exact.period.granularity != .day ? ofParts(exact, .day) : nil
    let notes = [ofParts(exact, .month), ofParts(exact, .quarter), days].compactMap(\.self)
    let note = notes.max { $0.difference < $1.difference }?.note ?? ofLonger(exact)
    guard let note else { return exact }
    var told = exact
    told.note = .joined([exact.note, note])
    return told
  }

  /// That a sum of months is not what the release has for a longer period in it, such as a quarter of the year.
  func besideItsQuarters(_ sum: Observation) -> Observation {
    guard nature == .flow, sum.value != nil else { return sum }
    for granularity in [Granularity.quarter, .year, .fiscalYear] {
      for longer in sum.period.split(into: granularity)
      where longer != sum.period && sum.period.contains(longer) {
        guard let held = chosen[longer], held.exactness == .exact, let value = held.value,
          let note = ofParts(held, .month)?.note
        else { continue }
        var told = sum
        told.note = .joined([
          sum.note,
          Localized(
            "\(Language.english.period(longer)) is \(Language.english.count(value)) in the same table",
            "\(Language.spanish.period(longer)) es \(Language.spanish.count(value)) en la misma tabla"
          ), note,
        ])
        return told
      }
    }
    return sum
  }

  /// By how much rounding may move each of a release's numbers.
  private func slack(_ observation: Observation) -> Double {
    (observation.sources.first.flatMap { sources[$0]?.coverage.roundedTo } ?? 0) / 2
  }

  private func ofParts(
    _ exact: Observation, _ granularity: Granularity
  ) -> (difference: Double, note: Localized)? {
    guard granularity != exact.period.granularity, let value = exact.value else { return nil }
    let parts = exact.period.split(into: granularity)
      .filter { exact.period.contains($0) }
    let held = parts.compactMap { chosen[$0] }
      .filter { $0.sources == exact.sources && $0.least != nil }
    guard !held.isEmpty else { return nil }
    let sum = held.reduce(0) { $0 + ($1.least ?? 0) }
    let slack = slack(exact) * Double(held.count + 1)
    let isAll =
      held.allSatisfy { $0.exactness == .exact && !$0.isPartial }
      && held.reduce(0) { $0 + $1.period.dayCount } == exact.period.dayCount
    guard sum > value + slack || (isAll && sum < value - slack) else { return nil }
    let (english, spanish) = (Language.english.count(sum), Language.spanish.count(sum))
    let whose = Localized(
      "its own \(granularity.plural(.english)) come",
      "sus propios \(granularity.plural(.spanish)) suman")
    let note =
      isAll
      ? Localized("\(whose(.english)) to \(english)", "\(whose(.spanish)) \(spanish)")
      : Localized(
        "\(whose(.english)) to \(english) at least", "\(whose(.spanish)) al menos \(spanish)")
    return (abs(sum - value), note)
  }

  /// That a longer period of the same release has fewer than a part of it.
  private func ofLonger(_ exact: Observation) -> Localized? {
    guard let value = exact.value else { return nil }
    for granularity in [Granularity.month, .quarter, .year, .fiscalYear] {
      let longer = granularity.period(holding: exact.period.first)
      guard longer != exact.period, longer.contains(exact.period), let held = chosen[longer],
        held.sources == exact.sources, held.exactness == .exact, let whole = held.value,
        value > whole + 2 * slack(exact)
      else { continue }
      return Localized(
        "\(Language.english.period(longer)), which it is a part of, is \(Language.english.count(whole))",
        "\(Language.spanish.period(longer)), del que es parte, es \(Language.spanish.count(whole))")
    }
    return nil
  }
}
