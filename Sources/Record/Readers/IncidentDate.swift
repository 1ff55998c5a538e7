import Foundation
import Periods

/// Dates as the Missing Migrants Project has written them.
enum IncidentDate {
  /// What a text says of the day.
  enum Reading: Equatable {
    case day(Day)
    /// It names a day of the week that the day is not.
    case otherWeekday(Day, isA: String)
    case none
  }

  static let expected = "a date such as 2023-08-05, 08/05/2023, 5-Aug-23 or August 5, 2023"

  private static let months = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
  ]
  /// From Thursday on, the day of the week of 1 January 1970.
  private static let weekdays = [
    "thursday", "friday", "saturday", "sunday", "monday", "tuesday", "wednesday",
  ]

  /// `2023-08-05`, `08/05/2023` (month first), `13-Jan-20` or `August 5, 2023`, with or without a
  /// day of the week before it (`Sat, 08/05/2023`) and a time behind it (`- 12:00`).
  static func reading(_ text: String) -> Reading {
    if let day = Day(String(text.prefix(10))), !(text.dropFirst(10).first?.isNumber ?? false) {
      return .day(day)
    }
    var words = text.split { $0 == " " || $0 == "," }.map(String.init)
    var weekday: Int?
    if let first = words.first, let index = index(of: first, in: weekdays) {
      weekday = index
      words.removeFirst()
    }
    guard let day = day(words) else { return .none }
    let actual = (Int(day.number) % 7 + 7) % 7
    if let weekday, weekday != actual {
      return .otherWeekday(day, isA: weekdays[actual].capitalized)
    }
    return .day(day)
  }

  /// A month by its name, whole or cut to three letters, or its number.
  static func month(_ text: String) -> Int? {
    if let number = Int(text) { return (1...12).contains(number) ? number : nil }
    return index(of: text, in: months).map { $0 + 1 }
  }

  private static func day(_ words: [String]) -> Day? {
    guard let first = words.first else { return nil }
    if let day = Day(first), isTime(words.dropFirst()) { return day }
    let slashes = first.split(separator: "/", omittingEmptySubsequences: false)
    if slashes.count == 3, isTime(words.dropFirst()) {
      return day(year: slashes[2], month: slashes[0], day: slashes[1])
    }
    let hyphens = first.split(separator: "-", omittingEmptySubsequences: false)
    if hyphens.count == 3, Int(hyphens[1]) == nil, isTime(words.dropFirst()) {
      return day(year: hyphens[2], month: hyphens[1], day: hyphens[0])
    }
    if words.count >= 3, Int(first) == nil, isTime(words.dropFirst(3)) {
      return day(year: Substring(words[2]), month: Substring(first), day: Substring(words[1]))
    }
    return nil
  }

  /// A day of three parts; a year of two digits is one of this century, in which the project began.
  private static func day(year: Substring, month: Substring, day: Substring) -> Day? {
    guard year.count == 4 || year.count == 2, let number = Int(year), number >= 0,
      let month = self.month(String(month)), let day = Int(day)
    else { return nil }
    return Day(year: year.count == 2 ? 2000 + number : number, month: month, day: day)
  }

  /// Whether what follows a day is a time at most: `- 12:00`.
  private static func isTime(_ words: some Sequence<String>) -> Bool {
    words.allSatisfy { word in
      word == "-" || word.allSatisfy { $0.isASCII && ($0.isNumber || ":.Z".contains($0)) }
    }
  }

  private static func index(of text: String, in names: [String]) -> Int? {
    let word = text.lowercased()
    guard word.count >= 3 else { return nil }
    return names.firstIndex { $0 == word || $0.prefix(3) == word }
  }
}
