import Periods
import Record
import Wording

/// How old the brief's figures are.
extension BriefBuilder {
  /// ": a brief of June 2024, 29 months old", where releases of the headline's series have been due since;
  /// `nil` as of a day, and while it is as new as it can be.
  func ageInHeadline(_ age: SeriesAge?) -> String? {
    guard asOf == nil, let age, age.isLate else { return nil }
    let period = language.period(age.newest)
    let old = age.old(language)
    return language(
      " – a brief of \(period), \(old)", " – un informe de \(period), \(old)")
  }

  /// Named series that end before the headline's does.
  func older(than headline: SeriesAge?) -> [BriefContent.OlderSeries] {
    guard let headline else { return [] }
    return ages.filter { $0.age.newest.last < headline.newest.last }.map {
      .init(series: $0.series, title: $0.title, age: AgeReport($0.age, language))
    }
  }

  func olderNote(
    _ older: [BriefContent.OlderSeries], than headline: SeriesAge?
  ) -> String? {
    guard let headline, !older.isEmpty else { return nil }
    let period = language.period(headline.newest)
    let list = older.map { "\($0.title) (\(language.period($0.age.newest)))" }
    return language(
      "Older than the headline’s \(period): ", "Anteriores a \(period), el período del titular: ")
      + list.joined(separator: "; ") + "."
  }
}
