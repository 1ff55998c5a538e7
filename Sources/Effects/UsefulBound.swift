import Periods
import Wording

/// How much there can have been without a policy before an interval says nothing: few placebos on a scale of
/// proportions can leave room for more people than there are.
struct UsefulBound {
  /// As often the most that was ever counted.
  private static let times = 10.0

  /// The largest number that still says something.
  let most: Double
  private let highest: Double
  private let months: Int

  /// - Parameters:
  ///   - counts: of the series, by month.
  ///   - months: how many of them the number is for.
  init(_ counts: [Double], months: Int) {
    let length = max(1, min(months, counts.count))
    var highest = 0.0
    for first in 0...(max(0, counts.count - length)) {
      highest = max(highest, counts[first..<min(counts.count, first + length)].reduce(0, +))
    }
    self.highest = highest
    self.months = months
    most = UsefulBound.times * highest
  }

  /// Why no bound is given.
  var reason: Localized {
    Localized(text(.english), text(.spanish))
  }

  private func text(_ language: Language) -> String {
    let count = language.number(highest.rounded())
    let span = language(
      months == 1 ? "one month" : "\(months) months", months == 1 ? "un mes" : "\(months) meses")
    return language(
      "no useful lower bound: the placebos leave room for more than ten times the \(count) that were the most ever "
        + "counted in \(span)",
      "sin límite inferior útil: los placebos dejan lugar para más de diez veces los \(count) que fueron lo más que se "
        + "contó en \(span)")
  }
}
