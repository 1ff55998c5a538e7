import Periods

/// The months that a file's name says it is about, as U.S. Customs and Border Protection names its files:
/// `nationwide-encounters-fy23-fy26-jun-aor.csv` is from October 2022 to June 2026, and without a month to the
/// end of the last fiscal year.
package struct FileWindow: Hashable, Sendable {
  package var period: Period

  /// `nil` for a name without fiscal years.
  package init?(name: String) {
    let words = name.lowercased().split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }
      .map(String.init)
    guard let start = words.firstIndex(where: { FileWindow.year($0) != nil }),
      let first = FileWindow.year(words[start])
    else { return nil }
    var next = start + 1
    var last = first
    if next < words.count, let year = FileWindow.year(words[next]) {
      last = year
      next += 1
    }
    guard first <= last, let begin = Period.fiscalYear(first)?.first,
      var end = Period.fiscalYear(last)?.last
    else { return nil }
    // The last month, where the fiscal year is not over.
    if next < words.count, let month = FileWindow.months.firstIndex(of: words[next]),
      let first = Day(year: month < 9 ? last : last - 1, month: month + 1, day: 1)
    {
      end = Period.month(of: first).last
    }
    guard let period = Period(from: begin, through: end) else { return nil }
    self.period = period
  }

  private static let months = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
  ]

  /// The year of `fy23` or `fy2023`.
  private static func year(_ word: String) -> Int? {
    guard word.hasPrefix("fy"), let number = Int(word.dropFirst(2)) else { return nil }
    switch word.utf8.count {
    case 4: return 2000 + number
    case 6: return (1990...2100).contains(number) ? number : nil
    default: return nil
    }
  }
}

/// Periods that a file is said to be about and has no row for: not known, and never zero.
public struct UnfilledWindow: Hashable, Codable, Sendable {
  /// Who says that the file is about them.
  public enum Statement: String, Codable, Sendable {
    /// The file's name.
    case name
    /// What the table declares to cover.
    case span
  }

  /// Who says that the file is about them.
  public var statement: Statement
  /// What is said.
  public var window: Period
  /// The periods without a row, in order.
  public var periods: [Period]
}

extension Release {
  /// The months of a window that no row is about; `nil` where the rows fill it.
  func unfilled(_ window: Period, _ statement: UnfilledWindow.Statement) -> UnfilledWindow? {
    let granularity = rows.first?.period.granularity ?? .range
    guard granularity != .range, granularity != .day else { return nil }
    let held = Set(rows.lazy.map(\.period))
    guard held.allSatisfy({ $0.granularity == granularity }) else { return nil }
    let missing = window.split(into: granularity).filter {
      window.contains($0) && !held.contains($0)
    }
    return missing.isEmpty
      ? nil : UnfilledWindow(statement: statement, window: window, periods: missing)
  }

  /// Notes the months that the file's name says it is about, or the name in its address, and that no row is
  /// about.
  mutating func compare(withWindowOf file: PublishedFile) {
    let names = [file.name, file.url].compactMap { PublicationSign.path($0).last }
    guard let window = names.lazy.compactMap({ FileWindow(name: $0) }).first,
      let missing = unfilled(window.period, .name)
    else { return }
    unfilled.append(missing)
  }

  /// Takes from what the release declares to cover the periods before its first row and after its last: a
  /// table that was cut off says nothing of them, least of all that there is nobody.
  ///
  /// Single incidents are none in most periods, and their table may end with one in which there was none.
  mutating func limitSpan() {
    guard let span = source.coverage.span, let held = coverage,
      !series.contains(where: { $0[.event] != nil }), let missing = unfilled(span, .span)
    else { return }
    let outside = missing.periods.filter { !held.contains($0) }
    guard !outside.isEmpty, let filled = Period(from: held.first, through: held.last) else {
      return
    }
    unfilled.append(UnfilledWindow(statement: .span, window: span, periods: outside))
    source.coverage.span = filled
    source.coverage.gaps = source.coverage.gaps.filter { filled.contains($0) }
  }
}
