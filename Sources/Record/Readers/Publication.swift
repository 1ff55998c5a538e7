import Periods
import Tabular

extension Release {
  /// Dates the release and names it: by the day that the file's user gives, or by the publisher's
  /// usual lag after the last period, which its note then says.
  ///
  /// - Parameters:
  ///   - lastDay: the last day counted, where the periods do not show it; `nil` for their last.
  ///   - suffix: keeps releases apart that are read from one file.
  /// - Throws: an `InputError` when the given day comes before the last day counted.
  package mutating func publish(
    _ file: PublishedFile, usualLag: Int, lastDay: Day? = nil, suffix: String = ""
  ) throws(InputError) {
    let last = lastDay ?? coverage?.last ?? Day(number: 0)
    if let published = file.published {
      guard published >= last else {
        throw InputError(
          InputIssue(
            file: file.name,
            expected: "a day of publication not before the last day counted, \(last)",
            found: "\(published)", hint: "Check the day that was given with --published."))
      }
      source.published = published
      source.dating = .given
    } else {
      source.published = last.adding(days: usualLag)
      source.dating = .guessed
      source.note +=
        " Day of publication not given: taken as \(usualLag) days after the last period."
    }
    // Sheets of one workbook are releases of their own.
    let sheet = file.sheet.map { "-" + TidyLabel.token($0) } ?? ""
    source.id =
      "\(source.dataset)-\(source.published)-\(file.sha256.prefix(8))" + sheet + suffix
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
