import Periods
import Wording

extension Timeline {
  /// What is shown of some days: each period of a granularity that lies in them, and where they begin or end within
  /// one, what is known of that part of it, so that no day that is asked about is passed over.
  ///
  /// - Parameter within: `nil` for all that is held.
  public func shown(every granularity: Granularity, within: Period? = nil) -> [Observation] {
    let whole = observations(every: granularity, within: within)
    guard let within, granularity != .day, granularity != .range else { return whole }
    let (first, last) = (
      granularity.period(holding: within.first), granularity.period(holding: within.last)
    )
    var ends: [Period] = []
    if first.first < within.first {
      ends.append(
        Period(from: within.first, through: min(first.last, within.last)) ?? within)
    }
    if last.last > within.last, first != last || ends.isEmpty {
      ends.append(Period(from: max(last.first, within.first), through: within.last) ?? within)
    }
    return (whole + ends.map(observation)).sorted { $0.period < $1.period }
  }

  /// That figures are held, but none of the length that was asked for; `nil` where some are.
  ///
  /// - Parameter every: `nil` for the length that the figures are held in.
  package func nothing(every granularity: Granularity?) -> QuestionError? {
    guard let granularity, !isEmpty, coverage(every: granularity) == nil else { return nil }
    let (asked, held) = (granularity.severalOfIt, native.severalOfIt)
    return .unsuitable(
      Localized(
        "The record holds \(held.en) of \(selection), and no \(asked.en).",
        "El registro tiene \(held.es) de \(selection), y no \(asked.es)."),
      hint: Localized(
        "Leave --every out, or ask for a longer period.",
        "Omita --every, o pida un período más largo."))
  }
}

extension Granularity {
  /// "months", "meses".
  var severalOfIt: Localized { Localized(plural(.english), plural(.spanish)) }
}
