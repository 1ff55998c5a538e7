import Periods
import Wording

/// Where the day of a text was taken from.
package enum DayOrigin: String, Codable, Sendable {
  /// The caller.
  case given
  /// What the document says of itself: a page's metadata, a mail's header.
  case document
  /// The line that the text opens with: "Panama City, October 5, 2023 —".
  case dateline
  /// Nothing: the day that it was checked on.
  case today
}

/// The day of a text, and what it was read from.
package struct DocumentDay: Hashable, Sendable {
  package var day: Day
  package var origin: DayOrigin
  /// What it was read from, as the document has it: `article:published_time`.
  package var words: String

  package init(_ day: Day, from origin: DayOrigin, words: String = "") {
    self.day = day
    self.origin = origin
    self.words = words
  }

  /// The day that the caller gives, else today.
  package static func given(_ day: Day?) -> DocumentDay {
    day.map { DocumentDay($0, from: .given) } ?? DocumentDay(Day.today, from: .today)
  }

  /// How it came about, for a reader.
  package func explanation(_ language: Language) -> String {
    switch origin {
    case .given: language("as given", "el que se indicó")
    case .document:
      language("from the document's \(words)", "según \(words) del documento")
    case .dateline:
      language("from its dateline, “\(words)”", "según su línea de fecha, «\(words)»")
    case .today:
      language(
        "today, since the text gives none; --date sets another",
        "hoy, porque el texto no indica ninguno; --date indica otro")
    }
  }
}

/// Days as documents write them.
enum WrittenDay {
  /// A day in ISO 8601, with or without a time, or in words; `nil` for another, for one that is not of
  /// our time, and for one that is yet to come: a mistake, whatever it says.
  static func day(_ text: String) -> Day? {
    let text = text.trimmed
    let start = String(decoding: Array(text.utf8.prefix(10)), as: UTF8.self)
    let rest = text.utf8.dropFirst(10).first
    let isWhole = rest.map { !Ascii.isDigit($0) } ?? true
    guard let day = isWhole ? Day(start) ?? Day(typed: text) : Day(typed: text) else { return nil }
    return isPlausible(day) ? day : nil
  }

  /// Clocks west of the writer's are a day behind.
  static func isPlausible(_ day: Day) -> Bool {
    Period.plausibleYears.contains(day.year) && day <= Day.today.adding(days: 1)
  }
}
