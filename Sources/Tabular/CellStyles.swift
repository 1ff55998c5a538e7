/// `xl/styles.xml`: which cell formats show a number as a date.
final class CellStyles: XMLPart {
  /// What a format shows of a date: "aug-23" is a month, though the cell holds its first day.
  enum Shown {
    case day, month, year
  }

  /// For each cell format, what it shows of a date; `nil` for one that is no date's.
  private var shown: [Shown?] = []
  private var customDates: [Int: Shown?] = [:]
  private var isInCellFormats = false

  /// More formats than Excel allows (65,490).
  private static let mostFormats = 1 << 16

  /// What a cell with this format number (`s`) shows of a date; `nil` when it shows none.
  func shown(_ format: Int) -> Shown? { shown.indices.contains(format) ? shown[format] : nil }

  override func begin(_ element: String, _ attributes: [String: String]) {
    switch element {
    case "numFmt":
      guard let id = attributes["numFmtId"].flatMap({ Int($0) }),
        let code = attributes["formatCode"],
        customDates.count < CellStyles.mostFormats
      else { return }
      customDates[id] = .some(CellStyles.shown(code))
    case "cellXfs": isInCellFormats = true
    case "xf" where isInCellFormats:
      guard shown.count < CellStyles.mostFormats else { return }
      let id = attributes["numFmtId"].flatMap { Int($0) } ?? 0
      shown.append(customDates[id] ?? CellStyles.builtIn(id))
    default: break
    }
  }

  override func end(_ element: String) {
    if element == "cellXfs" { isInCellFormats = false }
  }

  /// The formats with a day or month that need no code (ECMA-376, part 1, 18.8.30); 27 to 36 and 50
  /// to 58 are those of East Asian languages.
  private static let builtInDates: Set<Int> = Set(14...17).union([22]).union(27...31)
    .union([36]).union(50...54).union([57, 58])

  /// Number 17 is `mmm-yy`; the others have a day.
  private static func builtIn(_ id: Int) -> Shown? {
    id == 17 ? .month : builtInDates.contains(id) ? .day : nil
  }

  /// What a format's code shows of a date: a letter d, m or y outside quotes, brackets and escapes.
  /// Minutes are an m as well, beside an h or s; `[h]` is a length of time.
  static func shown(_ code: String) -> Shown? {
    var plain = ""
    var inBrackets: String?
    var isQuoted = false
    var isEscaped = false
    for letter in code.lowercased() {
      if isEscaped {
        isEscaped = false
      } else if letter == "\"" {
        isQuoted.toggle()
      } else if isQuoted {
        continue
      } else if let inside = inBrackets {
        if letter == "]", inside.allSatisfy({ "hms".contains($0) }) { return nil }
        inBrackets = letter == "]" ? nil : inside + String(letter)
      } else if letter == "[" {
        inBrackets = ""
      } else if "\\_*".contains(letter) {
        isEscaped = true
      } else if letter == ";" {
        // Of up to four sections the first is for what is above zero, as dates are.
        break
      } else {
        plain.append(letter)
      }
    }
    return shownPlain(plain)
  }

  private static func shownPlain(_ plain: String) -> Shown? {
    let text = plain.replacing("general", with: "")
    let hasTime = text.contains("h") || text.contains("s")
    if text.contains("d") || (hasTime && text.contains("y")) { return .day }
    if text.contains("y") { return text.contains("m") ? .month : .year }
    // A month without its year is not told apart from that of another.
    return text.contains("m") && !hasTime ? .day : nil
  }
}

/// Writes what cells hold as the text that a table of comma-separated values would have.
struct CellText {
  let styles: CellStyles
  /// Whether days are counted from 1904, as old Macs did.
  let startsIn1904: Bool

  /// A number: whole ones without a point, dates as `2023-10-05`, with the time behind it where
  /// there is one, or as `2023-10` and `2023` where the format shows no more. What is no number stays
  /// as it stands.
  func number(_ text: String, format: Int) -> String {
    guard let value = Double(text), value.isFinite else { return text }
    if let shown = styles.shown(format), let date = date(value, shown) { return date }
    return CSVWriter.number(value)
  }

  /// Days from 1899-12-31 or 1904-01-01. Excel's 1900 has a 29 February, number 60, that never was.
  private func date(_ serial: Double, _ shown: CellStyles.Shown) -> String? {
    // 2958465 is 31 December 9999, the last day that spreadsheets know.
    guard serial >= (startsIn1904 ? 0 : 1), serial < 2_958_466 else { return nil }
    var days = Int(serial)
    var seconds = Int(((serial - Double(days)) * 86_400).rounded())
    if seconds == 86_400 { (days, seconds) = (days + 1, 0) }
    if !startsIn1904, days == 60 { return nil }
    // Days from 1970-01-01: it is number 25569, or 24107 from 1904.
    let day = startsIn1904 ? days - 24_107 : days - (days < 60 ? 25_568 : 25_569)
    let (year, month, dayOfMonth) = CellText.civil(day)
    switch shown {
    case .year: return "\(year)"
    case .month: return "\(year)-\(two(month))"
    case .day: break
    }
    let date = "\(year)-\(two(month))-\(two(dayOfMonth))"
    if seconds == 0 { return date }
    return "\(date) \(two(seconds / 3600)):\(two(seconds / 60 % 60)):\(two(seconds % 60))"
  }

  private func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

  /// The Gregorian date of a day counted from 1970-01-01 (Howard Hinnant, "chrono-compatible
  /// low-level date algorithms", civil_from_days), for days from 1900 on.
  private static func civil(_ day: Int) -> (year: Int, month: Int, day: Int) {
    let shifted = day + 719_468
    let era = shifted / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    return (year, month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
  }
}
