import Periods
import Tabular

/// Which labels a whole table of a format always has, from `vocabulary/always.csv`.
///
/// A publisher's website filters a table before it is downloaded, and the file does not say so. One
/// that lacks what every whole table has is a part.
struct ExpectedLabels: Sendable {
  /// One line of the table.
  private struct Rule {
    var dimension: Dimension
    /// Labels that must all be there.
    var labels: [String]
    /// How many labels there are at the least.
    var least: Int
    /// Asked only of figures with these labels.
    var conditions: [Dimension: String]
    /// Asked only of figures about these months; `nil` for any.
    var during: Period?
    /// Asked only where there are so many of these figures: a few of them may lack anything.
    var figures: Int
  }

  private var rules: [String: [Rule]] = [:]

  init(path: String) throws(InputError) {
    let table = try VocabularyTable(path)
    for (index, row) in table.rows.enumerated() {
      guard let dimension = Dimension(rawValue: row["dimension"]),
        let figures = Int(row["figures"]), let conditions = ExpectedLabels.conditions(row["where"])
      else {
        throw InputError(
          InputIssue(
            file: path, line: index + 2,
            expected: "a dimension, conditions and a number of figures",
            found: "\"\(row["dimension"]),\(row["where"]),\(row["figures"])\""))
      }
      let rule = Rule(
        dimension: dimension, labels: row.list("labels"), least: Int(row["least"]) ?? 0,
        conditions: conditions, during: Period(row["during"]), figures: figures)
      for dataset in row.list("dataset") { rules[dataset, default: []].append(rule) }
    }
  }

  /// `component=usbp place=us-southwest-border` as a table; `nil` for another form.
  private static func conditions(_ text: String) -> [Dimension: String]? {
    var found: [Dimension: String] = [:]
    for word in text.split(separator: " ") {
      let parts = word.split(separator: "=").map(String.init)
      guard parts.count == 2, let dimension = Dimension(rawValue: parts[0]) else { return nil }
      found[dimension] = parts[1]
    }
    return found
  }

  /// What a release lacks that whole tables of its dataset have, by dimension.
  ///
  /// - Parameter fewest: figures that it must have for anything to be said of it.
  func parts(of release: Release, fewest: Int = 0) -> [ReleasePart] {
    guard release.count >= fewest else { return [] }
    var missing: [Dimension: Set<String>] = [:]
    for rule in rules[release.source.dataset] ?? [] {
      guard let labels = ExpectedLabels.labels(of: release, rule) else { continue }
      let lacking = Set(rule.labels).subtracting(labels)
      if !lacking.isEmpty || labels.count < rule.least {
        missing[rule.dimension, default: []].formUnion(lacking)
      }
    }
    return missing.sorted { $0.key.index < $1.key.index }.map { dimension, labels in
      let held = Set(release.series.compactMap { $0[dimension] })
      return ReleasePart(
        dimension: dimension, missing: labels.subtracting(held).sorted(), held: held.sorted())
    }
  }

  /// The labels of the figures that a rule is about; `nil` when there are none, or they are not
  /// broken down by the dimension.
  private static func labels(of release: Release, _ rule: Rule) -> Set<String>? {
    let matches = release.series.map { series in
      rule.conditions.allSatisfy { series[$0] == $1 }
    }
    var series: Set<Int32> = []
    var count = 0
    for row in release.rows
    where matches[Int(row.series)] && rule.during?.overlaps(row.period) ?? true {
      count += 1
      series.insert(row.series)
    }
    let labels = Set(series.compactMap { release.series[Int($0)][rule.dimension] })
    return labels.isEmpty || count < rule.figures ? nil : labels
  }
}

/// A dimension in which a file looks like a part of its publication: it was filtered before it was
/// downloaded.
public struct ReleasePart: Hashable, Codable, Sendable {
  /// The dimension that was filtered by.
  public var dimension: Dimension
  /// Labels that whole tables always have; empty when it is their number alone that shows it.
  public var missing: [String]
  /// Labels that the file has, which it is taken as.
  public var held: [String]

  package init(dimension: Dimension, missing: [String], held: [String]) {
    self.dimension = dimension
    self.missing = missing
    self.held = held
  }
}

extension Release {
  /// Declares the dimensions in which the release looks like a part as the labels that occur.
  mutating func limitParts(_ vocabulary: Vocabulary, fewest: Int) {
    for part in vocabulary.coverages.expected.parts(of: self, fewest: fewest)
    where source.coverage.extents[part.dimension].map({ $0.reach != .only }) ?? false {
      limit(part)
    }
  }

  /// Declares a dimension as the labels that occur, and notes it to be reported.
  mutating func limit(_ part: ReleasePart) {
    source.coverage.extents[part.dimension] = Extent(.only, labels: part.held)
    parts.append(part)
  }
}
