import Foundation
import Periods

extension Period {
  /// Reads a period as people type it, in English or Spanish: `June 2023`, `ago 2023`, `8/2023`,
  /// `FY23`, `año fiscal 2023`, `T2 2024`, `5 de agosto de 2023`, `junio a agosto de 2023`,
  /// `2023-06..2023-08`, besides the written form.
  ///
  /// Capitals and accents do not matter. What could mean two things is `nil`: `05/08/2023` is May in
  /// one country and August in another, and `June 23` a day or a month.
  package init?(typed text: some StringProtocol) {
    if let written = Period(String(text)) {
      self = written
      return
    }
    let tokens = TypedPeriod.tokens(String(text))
    guard let period = TypedPeriod.range(tokens) ?? TypedPeriod.single(tokens),
      Period.plausibleYears.contains(period.first.year),
      Period.plausibleYears.contains(period.last.year)
    else { return nil }
    self = period
  }
}

extension Day {
  /// Reads a day as people type it, as ``Period/init(typed:)`` does: `August 5, 2023`,
  /// `5 de agosto de 2023`.
  package init?(typed text: some StringProtocol) {
    if let written = Day(String(text)) {
      self = written
      return
    }
    guard let period = Period(typed: text), period.granularity == .day else { return nil }
    self = period.first
  }
}

/// The grammar of typed periods, over words in lower case without accents.
enum TypedPeriod {
  /// Longer texts are no periods: "del 25 de septiembre de 2023 al 30 de septiembre de 2023" has 58.
  private static let longest = 100
  /// Stands for every word that joins the ends of a range.
  private static let through = "to"
  private static let joining: Set<String> = [
    through, "through", "thru", "until", "till", "a", "al", "hasta", "-", "–", "—", "/",
  ]
  private static let passedOver: Set<String> = ["de", "del", "of", "the", "el", "la", "los"]
  /// Words before a range; they need a second end.
  private static let opening: Set<String> = ["from", "desde", "between", "entre"]

  /// The words of a text, without those that say nothing.
  static func tokens(_ text: String) -> [String] {
    guard text.utf8.count <= longest else { return [] }
    let plain = text.lowercased().decomposedStringWithCanonicalMapping.unicodeScalars.filter {
      $0.properties.generalCategory != .nonspacingMark && !"ºª°'’".unicodeScalars.contains($0)
    }
    var scalars = String.UnicodeScalarView()
    scalars.append(contentsOf: plain)
    let words = String(scalars).replacing("..", with: " \(through) ")
      .split { $0.isWhitespace || $0 == "," }
    return words.flatMap { parted(withoutPoint(String($0))) }
      .map { joining.contains($0) ? through : $0 }
      .filter { !passedOver.contains($0) && !$0.isEmpty }
  }

  /// "ago." and "2." (for "2.º") without the point.
  private static func withoutPoint(_ word: String) -> String {
    word.hasSuffix(".") ? String(word.dropLast()) : word
  }

  /// A word such as "june–august", "1-17" or "q2-2024" as its parts; others whole.
  private static func parted(_ word: String) -> [String] {
    let isNamed = word.contains { $0.isLetter }
    let ends = word.split(omittingEmptySubsequences: false) { "-–—".contains($0) }.map(String.init)
    if ends.count == 2, joinsRange(ends[0], ends[1]) {
      return slashed(ends[0]) + [through] + slashed(ends[1])
    }
    return isNamed && word.count > 1
      ? word.split { "-–—/".contains($0) }.map(String.init) : [word]
  }

  private static func slashed(_ word: String) -> [String] {
    word.contains { $0.isLetter } ? word.split(separator: "/").map(String.init) : [word]
  }

  /// Whether a dash between two words stands between the ends of a range: two names, two years, two
  /// days of a month, or two months with their years.
  private static func joinsRange(_ a: String, _ b: String) -> Bool {
    if let x = a.first, let y = b.first, x.isLetter, y.isLetter { return true }
    if a.contains("/"), b.contains("/") { return true }
    guard number(a) != nil, number(b) != nil else { return false }
    return (a.count == 4 && b.count == 4) || (a.count <= 2 && b.count <= 2)
  }

  /// A period between two ends; the first may leave to the second what they share.
  static func range(_ tokens: [String]) -> Period? {
    var tokens = tokens
    if let first = tokens.first, opening.contains(first) {
      tokens.removeFirst()
      if ["between", "entre"].contains(first) {
        tokens = tokens.map { ["and", "y"].contains($0) ? through : $0 }
      }
    }
    let ends = tokens.split(separator: through, omittingEmptySubsequences: false).map(Array.init)
    guard ends.count == 2, let start = ends.first, var end = ends.last, !start.isEmpty else {
      return nil
    }
    // "September 1–17, 2023": the month stands before.
    if single(end) == nil, let name = start.first, month(name) != nil, number(end.first) != nil {
      end.insert(name, at: 0)
    }
    // "Fiscal 2022 to 2023" may leave the word out of the second end, or mean December.
    guard let last = single(end), let first = opened(start, endingWith: end, last),
      (first.granularity == .fiscalYear) == (last.granularity == .fiscalYear)
    else { return nil }
    return Period(from: first.first, through: last.last)
  }

  /// The first end of a range, with the year, or the month and year, of the second where it has none.
  private static func opened(_ start: [String], endingWith end: [String], _ last: Period) -> Period?
  {
    if let whole = single(start) { return whole }
    guard last.granularity != .year else { return nil }
    let year = "\(last.first.year)"
    if let inYear = single(start + [year]) { return inYear }
    guard last.granularity == .day, let name = end.first(where: { month($0) != nil }) else {
      return nil
    }
    return single(start + [name, year])
  }

  /// A day, a month, a quarter or a year.
  static func single(_ tokens: [String]) -> Period? {
    switch tokens.count {
    case 1: return oneWord(tokens[0])
    case 2: return twoWords(tokens[0], tokens[1])
    case 3: return threeWords(tokens[0], tokens[1], tokens[2])
    default: return nil
    }
  }

  private static func oneWord(_ word: String) -> Period? {
    if let written = Period(word.uppercased()), !word.contains("/") { return written }
    if word.hasPrefix("fy") { return fiscalYear(String(word.dropFirst(2))) }
    // "2024q2".
    if word.utf8.count == 6, let period = quarter(String(word.suffix(2)), String(word.prefix(4))) {
      return period
    }
    let parts = word.split(omittingEmptySubsequences: false) { "-/".contains($0) }.map(String.init)
    if parts.count == 2 {
      return numbered(parts[0], year: parts[1]) ?? numbered(parts[1], year: parts[0])
    }
    // Three numbers are a day only with the year first; else day and month cannot be told apart.
    guard parts.count == 3, let year = year(parts[0]), let month = number(parts[1]),
      let day = number(parts[2]), parts[1].count <= 2, parts[2].count <= 2
    else { return nil }
    return Day(year: year, month: month, day: day).map(Period.day)
  }

  private static func twoWords(_ a: String, _ b: String) -> Period? {
    if a == "fy" || a == "fiscal" { return fiscalYear(b) }
    if ["year", "ano"].contains(a), let year = year(b) { return january(year).map(Period.year) }
    return quarter(a, b) ?? quarter(b, a) ?? named(a, b) ?? named(b, a)
  }

  private static func threeWords(_ a: String, _ b: String, _ c: String) -> Period? {
    if ["fiscal year", "ano fiscal", "ejercicio fiscal"].contains("\(a) \(b)") {
      return fiscalYear(c)
    }
    if a == "calendar", b == "year" { return twoWords(b, c) }
    for (x, y, z) in [(a, b, c), (b, c, a)] {
      if let period = countedQuarter(x, y, year: z) ?? countedQuarter(y, x, year: z) {
        return period
      }
      if let period = day(x, y, year: z) ?? day(y, x, year: z) { return period }
    }
    return nil
  }

  /// "second quarter", "2 trimestre", "quarter 2".
  private static func countedQuarter(_ count: String, _ word: String, year: String) -> Period? {
    guard ["quarter", "trimestre"].contains(word) else { return nil }
    let ordinals = [
      ["1", "1st", "first", "1er", "1o", "primer", "primero"],
      ["2", "2nd", "second", "2do", "2o", "segundo"],
      ["3", "3rd", "third", "3er", "3o", "tercer", "tercero"],
      ["4", "4th", "fourth", "4to", "4o", "cuarto"],
    ]
    return ordinals.firstIndex { $0.contains(count) }.flatMap { quarter("q\($0 + 1)", year) }
  }

  /// "q2" or "t2" and a year.
  private static func quarter(_ word: String, _ year: String) -> Period? {
    guard word.utf8.count == 2, "qt".contains(word.prefix(1)), let count = number(word.suffix(1)),
      (1...4).contains(count), let year = self.year(year)
    else { return nil }
    return Day(year: year, month: 3 * count, day: 1).map(Period.quarter)
  }

  /// "june" and "2023".
  private static func named(_ name: String, _ year: String) -> Period? {
    guard let month = month(name), let year = self.year(year) else { return nil }
    return Day(year: year, month: month, day: 1).map(Period.month)
  }

  /// "8" and "2023".
  private static func numbered(_ month: String, year: String) -> Period? {
    guard month.count <= 2, let month = number(month), let year = self.year(year) else {
      return nil
    }
    return Day(year: year, month: month, day: 1).map(Period.month)
  }

  /// "5", "august" and "2023".
  private static func day(_ number: String, _ name: String, year: String) -> Period? {
    guard let month = month(name), let year = self.year(year) else { return nil }
    var digits = number == "primero" ? "1" : number
    for ending in ["st", "nd", "rd", "th", "ro", "ero"] where number.hasSuffix(ending) {
      digits = String(number.dropLast(ending.count))
    }
    guard digits.count <= 2, let count = self.number(digits) else { return nil }
    return Day(year: year, month: month, day: count).map(Period.day)
  }

  /// A fiscal year of four digits, or of two: 50 to 99 are of the last century.
  private static func fiscalYear(_ digits: String) -> Period? {
    guard let count = number(digits), digits.count == 2 || digits.count == 4 else { return nil }
    let year = digits.count == 4 ? count : count < 50 ? 2000 + count : 1900 + count
    return january(year).map(Period.fiscalYear)
  }

  private static func january(_ year: Int) -> Day? { Day(year: year, month: 1, day: 1) }

  private static func year(_ word: String) -> Int? { word.count == 4 ? number(word) : nil }

  /// The number that at most four digits spell.
  private static func number(_ word: (some StringProtocol)?) -> Int? {
    guard let word, (1...4).contains(word.utf8.count),
      word.utf8.allSatisfy({ (0x30...0x39).contains($0) })
    else { return nil }
    return Int(word)
  }

  /// A month by its name or its first three letters, in either language.
  private static func month(_ word: String) -> Int? { months[word] }

  private static let months: [String: Int] = {
    var months = ["sept": 9, "set": 9, "setiembre": 9]
    for language in Language.allCases {
      for number in 1...12 {
        let name = language.month(number).lowercased()
        months[name] = number
        months[String(name.prefix(3))] = number
      }
    }
    return months
  }()
}
