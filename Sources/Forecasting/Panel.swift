import Estimation
import Periods

/// How the series of the record changed over one to twelve months, up to a day.
///
/// A single series of some fifty months has seen few breaks; all of them together have seen many.
package struct Panel: Sendable {
  /// Most months that changes are taken over.
  package static let longest = 12

  /// Quantiles of the changes on the ``CountScale``, by months apart less one, at ``Scores/levels``;
  /// empty when too few are known.
  let changes: [[Double]]

  package static let empty = Panel([])

  /// Fewest changes from which a tail of one in forty can be read.
  private static let fewest = 120

  /// Months that a series must have before a change from it counts, and its mean over the last 24 of
  /// them: changes of a handful of people say nothing of thousands.
  private static let history = 13
  static let leastMean = 100.0

  /// - Parameter series: counts by month without gaps, each up to the last month known on the day.
  package init(_ series: [[Double]]) {
    var all = [[Double]](repeating: [], count: Panel.longest)
    for counts in series where counts.count > Panel.history {
      let values = counts.map(CountScale.transform)
      for index in (Panel.history - 1)..<(counts.count - 1) {
        let recent = counts[max(0, index - 23)...index]
        guard recent.reduce(0, +) >= Panel.leastMean * Double(recent.count) else { continue }
        for months in 1...min(Panel.longest, counts.count - 1 - index) {
          all[months - 1].append(values[index + months] - values[index])
        }
      }
    }
    changes = all.map { $0.count < Panel.fewest ? [] : Scores.quantiles($0) }
  }
}
