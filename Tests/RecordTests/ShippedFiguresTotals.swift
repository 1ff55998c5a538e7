import Foundation
import Record
import Testing

/// What a published table adds up to, by Python on the table itself: `scripts/shipped-totals.py` writes
/// shipped-totals.json and shares nothing with the compiler but the list of tables.
struct PublishedTotals: Decodable, Sendable, CustomTestStringConvertible {
  /// Rows with different labels or period.
  let figures: Int
  let sum: Double
  /// Sum of count × (12 × year + month − 1): finds figures that are in the wrong month.
  let weighted: Double
  /// Sums by the labels of a dimension.
  let parts: [String: Part]
  /// The source, by its name.
  var source = ""

  struct Part: Decodable, Sendable {
    /// How many labels there are.
    let labels: Int
    /// The largest sums, descending.
    let sums: [Double]
  }

  private enum CodingKeys: CodingKey { case figures, sum, weighted, parts }

  var testDescription: String { source }

  static let all: [PublishedTotals] = {
    guard let url = Bundle.module.url(forResource: "shipped-totals", withExtension: "json"),
      let data = try? Data(contentsOf: url),
      let read = try? JSONDecoder().decode([String: PublishedTotals].self, from: data)
    else { return [] }
    return read.map { source, totals in
      var totals = totals
      totals.source = source
      return totals
    }.sorted { $0.source < $1.source }
  }()
}
