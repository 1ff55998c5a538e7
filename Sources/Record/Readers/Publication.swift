import Periods
import Tabular

extension Release {
  /// Dates the release and names it: by the day that the file's user gives or the file itself shows. Where
  /// there is neither, it was out by the day of reading, which is ``Source/Dating/guessed``.
  ///
  /// - Parameters:
  ///   - lastDay: the last day counted, where the periods do not show it; `nil` for their last.
  ///   - suffix: keeps releases apart that are read from one file.
  /// - Throws: an `InputError` when the day comes before the last day counted.
  package mutating func publish(
    _ file: PublishedFile, lastDay: Day? = nil, suffix: String = ""
  ) throws(InputError) {
    let last = lastDay ?? coverage?.last ?? Day(number: 0)
    if let published = file.dated {
      guard published >= last else { throw Release.tooEarly(file, published, last) }
      source.published = published
      source.dating = file.published == nil && file.sign?.isExact == false ? .atLatest : .given
    } else {
      source.published = max(file.today, last)
      source.dating = .guessed
    }
    // Sheets of one workbook are releases of their own.
    let sheet = file.sheet.map { "-" + TidyLabel.token($0) } ?? ""
    source.id =
      "\(source.dataset)-\(source.published)-\(file.sha256.prefix(8))" + sheet + suffix
  }

  private static func tooEarly(_ file: PublishedFile, _ day: Day, _ last: Day) -> InputError {
    let sign = file.published == nil ? file.sign : nil
    return InputError(
      InputIssue(
        file: file.name,
        expected: "a day of publication not before the last day counted, \(last)",
        found: "\(day)" + (sign.map { " (\($0.origin(.english)))" } ?? ""),
        hint: sign == nil
          ? "Check the day that was given with --published."
          : "The file shows a day that cannot be its own: give the right one with --published."))
  }

  /// Checks that the release holds any figure.
  package func checkHasFigures(
    _ file: PublishedFile, expected: String = "rows under the header"
  ) throws(InputError) {
    guard count == 0 else { return }
    throw InputError(
      InputIssue(
        file: file.name, expected: expected, found: "none", hint: "Download the file again."))
  }
}

extension PublishedFile {
  /// Looks for what shows the day of publication.
  ///
  /// - Throws: an `InputError` for a day that has not come yet.
  mutating func findSign() throws(InputError) {
    if sign == nil { sign = try PublicationSign.find(of: self) }
    guard let day = dated, day > today else { return }
    let isGiven = published != nil
    throw InputError(
      InputIssue(
        file: name, expected: "a day of publication not after today, \(today)",
        found: "\(day)" + (isGiven ? "" : sign.map { " (\($0.origin(.english)))" } ?? ""),
        hint: isGiven
          ? "Check the day that was given with --published."
          : "Check this machine's date, or give the day with --published."))
  }

  /// That nothing shows the day of publication. No day is made up: one too early would let the record know
  /// what was not known yet.
  func undated(proposing guess: Day) -> InputIssue {
    InputIssue(
      file: name, expected: "the day on which it was published",
      found: "none in the file, its name or its folder",
      hint:
        "Give it: --published YYYY-MM-DD (by the publisher's usual lag about \(guess)). If you know "
        + "only when it was fetched: --retrieved YYYY-MM-DD, by which day it was out.")
  }
}
