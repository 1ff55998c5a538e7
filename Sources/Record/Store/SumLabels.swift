import Foundation
import Periods
import Wording

/// A label whose numbers are those of some others of its dimension together, wherever it stands: a subtotal among
/// its own parts, with which everybody of it would count twice.
public struct SumLabel: Hashable, Codable, Sendable {
  /// The dimension of all these labels.
  public var dimension: Dimension
  /// The label that may be a subtotal.
  public var label: String
  /// The labels that its numbers are the sum of.
  public var parts: [String]
}

extension SumLabel {
  /// "adults (demographic) is men and women together in every row".
  package func words(_ vocabulary: Vocabulary, _ language: Language) -> String {
    func name(_ label: String) -> String {
      vocabulary.term(label, in: dimension)?.name(language) ?? label
    }
    let sum = language.list(parts.map(name))
    return language(
      "\(name(label)) (\(dimension.rawValue)) is \(sum) together in every row",
      "\(name(label)) (\(dimension.rawValue)) es la suma de \(sum) en todas las filas")
  }
}

extension Release {
  /// Labels beyond which no sums are looked for: there are more of them than a coincidence needs.
  private static let mostSumLabels = 12
  /// How unlikely a coincidence must be: one in two to this power.
  private static let sureBits = 7.0

  private struct Place: Hashable {
    var series: SeriesKey
    var period: Period
  }

  /// Labels that are the sum of others of their dimension in every cell, so often and of such numbers that it is
  /// no coincidence.
  func sumLabels() -> [SumLabel] {
    Coverage.dimensions.flatMap { dimension -> [SumLabel] in
      let labels = Set(series.compactMap { $0[dimension] }).sorted()
      guard (3...Release.mostSumLabels).contains(labels.count) else { return [] }
      let rows = rowsByLabel(dimension, labels)
      return labels.indices.compactMap { index in
        Release.parts(of: index, rows).map { parts in
          SumLabel(
            dimension: dimension, label: labels[index], parts: parts.map { labels[$0] })
        }
      }
    }
  }

  /// For each cell without the dimension's label the numbers under each label, 0 where there is none.
  private func rowsByLabel(_ dimension: Dimension, _ labels: [String]) -> [[Double]] {
    let places = Dictionary(uniqueKeysWithValues: zip(labels, labels.indices))
    var rows: [Place: [Double]] = [:]
    for row in self.rows {
      var key = series[Int(row.series)]
      guard let label = key[dimension], let place = places[label], key[.unit] == nil,
        let value = row.value
      else { continue }
      key[dimension] = nil
      let cell = Place(series: key, period: row.period)
      rows[cell, default: Array(repeating: 0, count: labels.count)][place] = value
    }
    return Array(rows.values)
  }

  /// The labels whose sum one is in all rows; `nil` where there are none, or where it may be chance.
  private static func parts(of label: Int, _ rows: [[Double]]) -> [Int]? {
    let told = rows.filter { $0[label] > 0 }
    guard let first = told.max(by: { $0[label] < $1[label] }) else { return nil }
    let others = first.indices.filter { $0 != label }
    // One of as many sums comes out by chance as often as numbers of this size are equal.
    let bits = told.reduce(0) { $0 + log2($1[label] + 1) }
    guard bits >= Double(others.count) + log2(Double(others.count + 1)) + sureBits - 3 else {
      return nil
    }
    for choice in 1..<(1 << others.count) where choice.nonzeroBitCount >= 2 {
      let parts = others.indices.filter { choice & (1 << $0) != 0 }.map { others[$0] }
      let isSum = { (row: [Double]) in parts.reduce(0) { $0 + row[$1] } == row[label] }
      let isFilled = parts.allSatisfy { part in told.contains { $0[part] > 0 } }
      if isSum(first), isFilled, rows.allSatisfy(isSum) { return parts }
    }
    return nil
  }
}
