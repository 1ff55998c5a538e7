import Periods
import Wording

/// What has happened to a series: figures that came, figures that were revised, and a release that is late; the
/// latest first.
///
/// It is read off the releases that are held, so that it is the same whoever asks, and whenever.
package struct SeriesNews: Encodable, Sendable {
  /// Name of the series, else its query.
  package var series: String
  package var query: String
  package var title: String
  /// The day for which it is told.
  package var on: Day
  package var age: AgeReport?
  package var items: [Item]

  package struct Item: Encodable, Equatable, Sendable {
    /// Stays the same as long as it is about the same: `2024-07/figure`.
    package var id: String
    package var kind: Kind
    package var period: Period
    /// The day it happened: of the release, or on which one was first late.
    package var day: Day
    /// `nil` where the release says that the number is not known, and for a release that is late.
    package var value: Double?
    /// What a revision took the place of.
    package var before: Double?
    package var source: Source.ID?
    package var text: String
  }

  package enum Kind: String, Encodable, Sendable, CaseIterable {
    /// The first number for a period.
    case figure
    /// Another number for it.
    case revision
    /// A release that was due and is not held.
    case late
  }
}

extension RecordStore {
  /// The news of a series.
  ///
  /// - Parameter periods: how many of the last periods are looked at.
  /// - Throws: a ``QuestionError`` when the record holds nothing that answers.
  package func news(
    _ selection: Selection, periods: Int, today: Day, _ language: Language
  ) throws -> SeriesNews {
    let timeline = try timeline(selection)
    let title = vocabulary.title(timeline, language)
    let last = timeline.observations(every: timeline.native).suffix(periods)
    let given = try revisions(selection, periods: last.map(\.period), ofPublishers: true)
    var items: [SeriesNews.Item] = []
    for observation in last {
      items += news(of: observation, given[observation.period] ?? [], title, language)
    }
    let age = age(of: timeline, today: today)
    if let late = age.flatMap({ lateness($0, title, language) }) { items.append(late) }
    return SeriesNews(
      series: vocabulary.namedSeries(for: selection)?.id ?? selection.description,
      query: selection.description, title: title, on: today,
      age: age.map { AgeReport($0, language) },
      items: items.sorted { ($0.day, $0.period, $0.id) > ($1.day, $1.period, $1.id) })
  }

  /// The first number of a period and those that took its place. What was joined of several tables has no
  /// releases of its own, and is told as it stands.
  private func news(
    of observation: Observation, _ given: [Revision], _ title: String, _ language: Language
  ) -> [SeriesNews.Item] {
    let period = observation.period
    let told = "\(title), \(language.period(period)): "
    var items: [SeriesNews.Item] = []
    var before: Double?
    for revision in given where revision.value != before {
      guard let value = revision.value else {
        if let old = before {
          items.append(withdrawal(revision, period, of: old, told, language))
          before = nil
        }
        continue
      }
      let number = language.count(value)
      let text =
        before.map { old in
          told
            + language(
              "\(number), revised from \(language.count(old))",
              "\(number), revisado (antes \(language.count(old)))")
        } ?? told + number
      items.append(
        SeriesNews.Item(
          id: "\(period)/" + (items.isEmpty ? "figure" : "revision/\(revision.source)"),
          kind: items.isEmpty ? .figure : .revision, period: period, day: revision.published,
          value: value, before: before, source: revision.source, text: text))
      before = value
    }
    guard items.isEmpty, let value = observation.value, let day = observation.published else {
      return items
    }
    return [
      SeriesNews.Item(
        id: "\(period)/figure", kind: .figure, period: period, day: day, value: value,
        source: observation.sources.first, text: told + observation.text(language))
    ]
  }

  /// A release that says that a number is not known which an earlier one had.
  private func withdrawal(
    _ revision: Revision, _ period: Period, of old: Double, _ told: String, _ language: Language
  ) -> SeriesNews.Item {
    SeriesNews.Item(
      id: "\(period)/revision/\(revision.source)", kind: .revision, period: period,
      day: revision.published, value: nil, before: old, source: revision.source,
      text: told
        + language(
          "withdrawn, not known any more; it was \(language.count(old))",
          "retirado, ya no se sabe; era \(language.count(old))"))
  }

  private func lateness(
    _ age: SeriesAge, _ title: String, _ language: Language
  ) -> SeriesNews.Item? {
    guard age.isLate, let due = age.nextDue,
      let period = age.rhythm.next(after: (age.tableThrough ?? age.newest).last)
    else { return nil }
    let (when, day) = (language.period(period), language.day(due))
    return SeriesNews.Item(
      id: "\(period)/late", kind: .late, period: period, day: due.adding(days: 1),
      text: title
        + language(
          ": the release for \(when) was due on \(day) and is not held",
          ": la publicación de \(when) se esperaba el \(day) y no se tiene"))
  }
}
