import Periods
import Wording

/// The day that a text opens with: "PANAMA CITY, October 5, 2023 —", "5 de octubre de 2023.-", a line
/// of its own.
enum Dateline {
  /// A dateline stands in the first lines: below the headline, the standfirst and the byline.
  private static let lines = 5
  /// No dateline is longer than this, in characters.
  private static let longestLine = 160
  private static let longestPlace = 60
  /// What stands at the end of a line after its date: "at 3:15 p.m. ET".
  private static let longestTime = 24

  /// The day, when the first lines hold exactly one and hold it as datelines do.
  static func day(_ text: String) -> DocumentDay? {
    var found: [DocumentDay] = []
    var seen = 0
    for line in text.prefix(2000).split(whereSeparator: \.isNewline) {
      let line = line.drop(while: \.isWhitespace)
      guard !line.isEmpty else { continue }
      if let day = self.day(ofLine: line) { found.append(day) }
      seen += 1
      if seen == lines { break }
    }
    guard let first = found.first, found.allSatisfy({ $0.day == first.day }) else { return nil }
    return first
  }

  private static func day(ofLine line: Substring) -> DocumentDay? {
    let words = line.prefix(longestLine).split(separator: " ")
    for (index, word) in words.enumerated() {
      // The year is the last of a date in words; one with the year first is one word.
      for count in [1, 3, 5, 4] where index + 1 >= count {
        guard let end = dateEnd(word, isAlone: count == 1) else { continue }
        let start = opened(words[index + 1 - count])
        let date = line[start..<end]
        guard let day = Day(typed: date), WrittenDay.isPlausible(day) else { continue }
        guard isPlace(line[..<start]), isEnd(line[end...]) else { return nil }
        return DocumentDay(day, from: .dateline, words: String(date))
      }
    }
    return nil
  }

  private static func opened(_ word: Substring) -> Substring.Index {
    word.firstIndex { $0 != "(" && $0 != "[" } ?? word.startIndex
  }

  /// Where a date ends whose last word this is: after four digits, or after ten characters of
  /// `2023-10-05`.
  private static func dateEnd(_ word: Substring, isAlone: Bool) -> Substring.Index? {
    let start = opened(word)
    let isPart = { (c: Character) in c.isASCII && (c.isNumber || isAlone && c == "-") }
    let end = word[start...].firstIndex { !isPart($0) } ?? word.endIndex
    var length = word.distance(from: start, to: end)
    var last = end
    while isAlone, length > 10 {
      last = word.index(before: last)
      length -= 1
    }
    return length == (isAlone ? 10 : 4) ? last : nil
  }

  private static let labels: Set<String> = [
    "published", "publicado", "publicada", "date", "fecha", "issued", "posted", "released",
    "published on", "posted on", "publicado el", "for immediate release",
  ]
  private static let small: Set<String> = ["de", "del", "la", "las", "los", "el", "y", "of", "the"]
  private static let weekdays: Set<String> = [
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "lunes", "martes",
    "miércoles", "jueves", "viernes", "sábado", "domingo",
  ]

  /// A later state of the text, and what a text reports, are no day of it.
  private static let others: Set<String> = [
    "updated", "modified", "actualizado", "actualizada", "since", "from", "until", "desde", "hasta",
  ]

  /// Whether nothing stands before the date but a place, an agency, a weekday or a label.
  private static func isPlace(_ text: Substring) -> Bool {
    let plain = text.filter { !"()[]".contains($0) }.drop(while: \.isWhitespace)
    guard !plain.isEmpty else { return true }
    guard plain.count <= longestPlace else { return false }
    let parts = plain.split { ",—–-:|./".contains($0) || $0.isWhitespace }
    let words = parts.map { $0.lowercased() }
    if labels.contains(words.joined(separator: " ")) { return true }
    // A place ends in a mark, or in an agency's: "(AP) October 5, 2023".
    let end = text.last { !$0.isWhitespace }
    if !others.isDisjoint(with: words) { return false }
    guard let end, ",—–-:|.)]".contains(end) || words.last.map(weekdays.contains) == true else {
      return false
    }
    return zip(parts, words).allSatisfy { part, word in
      part.first?.isUppercase == true || small.contains(word) || weekdays.contains(word)
    } && !parts.contains { $0.contains(where: \.isNumber) }
  }

  /// Whether the date ends its line, or a dash or a full stop sets it off from the text.
  private static func isEnd(_ text: Substring) -> Bool {
    let rest = text.drop(while: \.isWhitespace)
    guard let first = rest.first else { return true }
    if "—–|:)]".contains(first) { return true }
    if first == "-" || first == "(" || first == "/" { return true }
    // "2023. The", "2023.-", "2023." at the end; but "2023.5" is no year.
    if first == "." { return rest.dropFirst().first.map { !$0.isNumber } ?? true }
    let isTime = rest.contains(where: \.isNumber) && rest.contains { $0 == ":" || $0 == "." }
    return isTime && rest.count <= longestTime && !rest.contains("—")
  }
}
