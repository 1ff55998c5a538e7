import Periods
import Record

/// A band rests on how a series moved, and on its being about the months that come next: without a year of it there is
/// little to go by, and long after its end nothing says that it would go on as it was.
enum SupportCheck {
  /// Fewest months after the last gap.
  static let fewest = 12
  /// As many months after its last one a series is over. Until then an outlook states how old it is, and which of its
  /// months have passed.
  static let longestSilence = 60

  /// - Parameter months: those that a forecast goes by, after the last gap.
  /// - Throws: ``OutlookError/fewMonths(_:months:needed:)``.
  static func check(_ name: String, months: [Period]) throws(OutlookError) {
    guard months.count >= fewest else {
      throw .fewMonths(name, months: months.count, needed: fewest)
    }
  }

  /// - Parameter day: that the question is asked on, or as of.
  /// - Throws: ``OutlookError/ended(_:last:day:)``.
  static func check(_ name: String, last: Period?, on day: Day) throws(OutlookError) {
    guard let last, isOver(last, on: day) else { return }
    throw .ended(name, last: last, day: day)
  }

  /// Whether a series that ends with a month says nothing of a day any more.
  static func isOver(_ last: Period, on day: Day) -> Bool {
    last.first.adding(months: longestSilence + 1) < Period.month(of: day).first
  }
}
