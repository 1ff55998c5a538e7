import Periods
import Wording

extension SeriesAge {
  /// "newest: June 2024, 29 months old; 28 releases have been due since 21 August 2024", and of a day of the
  /// past "as of 5 October 2023: newest August 2023, 2 months old".
  package func words(_ language: Language) -> String {
    let period = language.period(newest)
    guard !isAsOf else {
      let day = language.day(on)
      return language(
        "as of \(day): newest \(period), \(old(language))",
        "al \(day): lo más reciente, \(period), \(old(language))")
    }
    let head = language(
      "newest: \(period), \(old(language))", "lo más reciente: \(period), \(old(language))")
    return head + "; " + outlook(language)
  }

  /// "the record ends with June 2024, 29 months old; 28 releases have been due since 21 August 2024".
  package func ends(_ language: Language) -> String {
    let period = language.period(newest)
    let end = language(
      "the record ends with \(period), \(old(language))",
      "el registro termina con \(period), \(old(language))")
    return isAsOf ? end : end + "; " + outlook(language)
  }

  /// "29 months old"; of years that ended two years ago and more "3 years old".
  package func old(_ language: Language) -> String { SeriesAge.old(months, newest, language) }

  /// How old a figure of a period is on a day.
  package static func old(_ newest: Period, on day: Day, _ language: Language) -> String {
    old(months(of: newest, on: day), newest, language)
  }

  /// - Parameter months: of age.
  static func old(_ months: Int, _ newest: Period, _ language: Language) -> String {
    let isYearly = newest.granularity == .year || newest.granularity == .fiscalYear
    if isYearly, months >= 24 {
      let years = months / 12
      return language("\(years) years old", "de hace \(years) años")
    }
    switch months {
    case 0: return language("of this month", "de este mes")
    case 1: return language("1 month old", "de hace 1 mes")
    default: return language("\(months) months old", "de hace \(months) meses")
    }
  }

  /// What comes, or should have come.
  private func outlook(_ language: Language) -> String {
    if rhythm.isComplete {
      return language(
        "the table is complete, no further release is expected",
        "la tabla está completa, no se espera otra publicación")
    }
    var text = ""
    if let tableThrough {
      let through = language.period(tableThrough)
      text = language(
        "its table goes on to \(through) without it; ", "su tabla sigue hasta \(through) sin ella; "
      )
    }
    guard let nextDue else {
      return text
        + language(
          "when the next is due is not known", "no se sabe cuándo corresponde la siguiente")
    }
    let day = language.day(nextDue)
    switch dueSince {
    case 0: return text + language("the next is due on \(day)", "la siguiente se espera el \(day)")
    case 1:
      return text
        + language(
          "1 release has been due since \(day)", "falta 1 publicación, esperada el \(day)")
    default:
      let count = language.count(Double(dueSince))
      return text
        + language(
          "\(count) releases have been due since \(day)",
          "faltan \(count) publicaciones, la primera esperada el \(day)")
    }
  }
}

/// The age of a series as other programs read it.
package struct AgeReport: Codable, Equatable, Sendable {
  /// The newest period that is wholly known.
  package var newest: Period
  /// The day for which the age is told.
  package var on: Day
  package var ageMonths: Int
  /// Releases that were due before that day, and are not held.
  package var dueSince: Int
  /// The day on which the next release is, or was, due; `nil` where none is expected or the publisher's lag is
  /// not known.
  package var nextDue: Day?
  package var late: Bool
  /// Whether no further release is expected.
  package var complete: Bool
  /// The last period of a table that goes on without the series; left out where it does not.
  package var tableThrough: Period?
  package var text: String

  package init(_ age: SeriesAge, _ language: Language) {
    newest = age.newest
    on = age.on
    ageMonths = age.months
    dueSince = age.dueSince
    nextDue = age.nextDue
    late = age.isLate
    complete = age.rhythm.isComplete
    tableThrough = age.tableThrough
    text = age.words(language)
  }

  private enum CodingKeys: CodingKey {
    case newest, on, ageMonths, dueSince, nextDue, late, complete, tableThrough, text
  }

  /// The words as a sentence of their own.
  package var sentence: String { text.prefix(1).uppercased() + text.dropFirst() + "." }

  /// A day that is not known is written as null.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(newest, forKey: .newest)
    try container.encode(on, forKey: .on)
    try container.encode(ageMonths, forKey: .ageMonths)
    try container.encode(dueSince, forKey: .dueSince)
    try container.encode(nextDue, forKey: .nextDue)
    try container.encode(late, forKey: .late)
    try container.encode(complete, forKey: .complete)
    try container.encodeIfPresent(tableThrough, forKey: .tableThrough)
    try container.encode(text, forKey: .text)
  }
}
