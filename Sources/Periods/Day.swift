/// A civil day of the proleptic Gregorian calendar, without a time zone.
///
/// Figures, policies and publications are dated by day; nothing in Trocha needs a clock.
public struct Day: Hashable, Comparable, Sendable {
  /// Days since 1970-01-01, which is day 0; earlier days are negative.
  public let number: Int32

  /// - Parameter number: days since 1970-01-01; any number is a day.
  public init(number: Int32) {
    self.number = number
  }

  /// A day from its calendar parts, or `nil` when there is no such day or the year is outside 1–9999.
  public init?(year: Int, month: Int, day: Int) {
    guard (1...9999).contains(year), (1...12).contains(month), day >= 1,
      day <= Day.length(ofMonth: month, year: year)
    else { return nil }
    self.init(year: year, unchecked: month, day: day)
  }

  /// Days-from-civil: count years from 1 March, so that the leap day ends the year.
  /// Formula: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms" (2013).
  init(year: Int, unchecked month: Int, day: Int) {
    let y = month <= 2 ? year - 1 : year
    let era = (y >= 0 ? y : y - 399) / 400
    let yearOfEra = y - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    number = Int32(clamping: era * 146_097 + dayOfEra - 719_468)
  }

  /// Calendar year, month (1–12) and day of the month (1–31).
  public var parts: (year: Int, month: Int, day: Int) {
    let z = Int(number) + 719_468
    let era = (z >= 0 ? z : z - 146_096) / 146_097
    let dayOfEra = z - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shifted = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * shifted + 2) / 5 + 1
    let month = shifted < 10 ? shifted + 3 : shifted - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
  }

  /// The year of the calendar; the year before year 1 is 0 (ISO 8601).
  public var year: Int { parts.year }
  /// From 1, January, to 12.
  public var month: Int { parts.month }

  /// Whether a year has a 29 February by the Gregorian rule, also in years before 1582.
  public static func isLeap(year: Int) -> Bool {
    year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400))
  }

  /// Days in a month; `month` is 1–12.
  public static func length(ofMonth month: Int, year: Int) -> Int {
    switch month {
    case 2: isLeap(year: year) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// A day so far off that no number stands for it becomes the last (or first) that has one.
  public func adding(days: Int) -> Day {
    let (sum, overflows) = Int(number).addingReportingOverflow(days)
    return Day(number: Int32(clamping: overflows ? (days < 0 ? .min : .max) : sum))
  }

  /// The same day of another month; a day that month lacks becomes its last day.
  ///
  /// More months than lie between the first day that has a number and the last are as many.
  public func adding(months: Int) -> Day {
    // 2³² days are less than twelve million years.
    let limit = 12 * 12_000_000
    let (year, month, day) = parts
    let index = year * 12 + (month - 1) + min(max(months, -limit), limit)
    let targetYear = index >= 0 ? index / 12 : (index - 11) / 12
    let targetMonth = index - targetYear * 12 + 1
    let last = Day.length(ofMonth: targetMonth, year: targetYear)
    return Day(year: targetYear, unchecked: targetMonth, day: min(day, last))
  }

  /// Days from another day to this one; negative where that one is later.
  public func days(since other: Day) -> Int {
    Int(number) - Int(other.number)
  }

  /// Earlier days come first.
  public static func < (a: Day, b: Day) -> Bool { a.number < b.number }
}

extension Day: LosslessStringConvertible {
  /// ISO 8601: `2023-08-05`.
  public var description: String {
    let (year, month, day) = parts
    return "\(padded(year, to: 4))-\(padded(month, to: 2))-\(padded(day, to: 2))"
  }

  /// Reads exactly `YYYY-MM-DD`.
  public init?(_ text: String) {
    let bytes = Array(text.utf8)
    guard bytes.count == 10, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"),
      let year = decimal(bytes[0..<4]), let month = decimal(bytes[5..<7]),
      let day = decimal(bytes[8..<10])
    else { return nil }
    self.init(year: year, month: month, day: day)
  }
}

extension Day: Codable {
  /// Reads a text `YYYY-MM-DD`.
  ///
  /// - Throws: a `DecodingError` for any other value.
  public init(from decoder: any Decoder) throws {
    let text = try decoder.singleValueContainer().decode(String.self)
    guard let day = Day(text) else {
      throw DecodingError.dataCorrupted(
        .init(codingPath: decoder.codingPath, debugDescription: "\(text) is not a day YYYY-MM-DD"))
    }
    self = day
  }

  /// Writes ``description``.
  ///
  /// - Throws: what the encoder throws.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}

func padded(_ value: Int, to width: Int) -> String {
  let digits = String(value)
  return String(repeating: "0", count: max(0, width - digits.count)) + digits
}

/// The number that decimal digits spell, or `nil` for anything else.
func decimal(_ digits: ArraySlice<UInt8>) -> Int? {
  guard !digits.isEmpty, digits.count <= 9 else { return nil }
  var value = 0
  for digit in digits {
    guard (0x30...0x39).contains(digit) else { return nil }
    value = value * 10 + Int(digit - 0x30)
  }
  return value
}
