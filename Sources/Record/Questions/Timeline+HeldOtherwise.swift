import Periods
import Wording

extension Timeline {
  /// What is held for periods of another kind that overlap one: a fiscal year for a year.
  func heldOtherwise(_ period: Period) -> Localized {
    guard period.granularity != .day else { return .nothing }
    let others = chosen.filter { held, observation in
      observation.value != nil && held.overlaps(period) && held.granularity != .day
        && held.granularity != .range && held.dayCount >= period.dayCount
    }.keys.sorted()
    guard !others.isEmpty else { return said(of: period) }
    guard others.count <= 2 else { return .nothing }
    let names = others.map(\.description)
    return Localized(
      "held for " + names.joined(separator: " and "),
      "se tiene de " + names.joined(separator: " y "))
  }

  /// What is said of every month of a period of which none has a number.
  private func said(of period: Period) -> Localized {
    guard period.granularity != .month else { return .nothing }
    let notes = Set(period.split(into: .month).compactMap { chosen[$0]?.note })
    return notes.count == 1 ? notes.first ?? .nothing : .nothing
  }
}
