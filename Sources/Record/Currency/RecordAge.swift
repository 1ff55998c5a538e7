import Periods
import Wording

/// How old the named series of a record are, taken together.
package struct RecordAge: Sendable {
  /// The newest of the series that are held by the month; where none is, of all.
  package let newest: AgeReport
  /// How many have releases due that are not held, and of how many.
  package let late: Int
  package let series: Int

  /// `nil` when no series has a figure.
  package init?(_ entries: [SeriesEntry]) {
    let monthly = entries.filter { $0.every == .month }.compactMap(\.age)
    let all = entries.compactMap(\.age)
    guard let newest = (monthly.isEmpty ? all : monthly).max(by: { $0.newest < $1.newest })
    else { return nil }
    self.newest = newest
    late = all.count { $0.late }
    series = entries.count
  }

  /// "Newest figures held: June 2024, 29 months old. 30 of 31 series have releases due."
  package func sentence(_ language: Language) -> String {
    let period = language.period(newest.newest)
    let old = SeriesAge.old(newest.ageMonths, newest.newest, language)
    let head = language(
      "Newest figures held: \(period), \(old).", "Las cifras más recientes: \(period), \(old).")
    guard late > 0 else { return head }
    if late == 1 {
      return head
        + language(
          " Of \(series) named series, 1 has releases due that are not held.",
          " De \(series) series con nombre, a 1 le faltan publicaciones.")
    }
    return head
      + language(
        " Of \(series) named series, \(late) have releases due that are not held.",
        " De \(series) series con nombre, a \(late) les faltan publicaciones.")
  }
}
