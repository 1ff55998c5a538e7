import Periods

/// A total and the parts it is made of by one to three dimensions, all with the same months: the cells of
/// every combination of labels, and every sum of them over some of the dimensions.
///
/// What the total holds beyond its cells is a cell of its own, so that the sums are exact.
struct Hierarchy: Sendable {
  /// A sum of cells.
  struct Node: Sendable {
    /// A label for each dimension; `nil` where the dimension is added up.
    var labels: [String?]
    /// Indices of the cells that it adds up.
    var cells: [Int]
    var values: [Double]
  }

  /// The label of what is not among the largest, or not broken down.
  static let rest = "rest"

  let months: [Period]
  /// Labels of each cell.
  let cells: [[String]]
  /// The total first, the cells last.
  let nodes: [Node]

  /// - Parameters:
  ///   - total: the whole.
  ///   - parts: cells by their labels.
  ///   - dimensions: how many, 1 to 3.
  ///   - top: largest labels of each dimension that are kept apart.
  init(total: MonthlySeries, parts: [[String]: MonthlySeries], dimensions: Int, top: Int) {
    let months = Hierarchy.months(total, parts)
    let whole = total.values(of: months)
    let known = parts.mapValues { $0.values(of: months) }.filter { $0.value.count == months.count }
    let kept = (0..<dimensions).map { Hierarchy.largest(known, dimension: $0, top: top) }
    var cells: [[String]: [Double]] = [:]
    var left = whole
    for (labels, values) in known {
      let own = zip(labels, kept).map { $1.contains($0) ? $0 : Hierarchy.rest }
      cells[own] = cells[own].map { zip($0, values).map(+) } ?? values
      left = zip(left, values).map(-)
    }
    if left.contains(where: { abs($0) > 0.5 }) {
      // A negative remainder, where the parts hold more than the total, cannot be a count.
      let own = [String](repeating: Hierarchy.rest, count: dimensions)
      let more = left.map { max(0, $0) }
      cells[own] = cells[own].map { zip($0, more).map(+) } ?? more
    }
    let ordered = cells.sorted { $0.key.lexicographicallyPrecedes($1.key) }
    self.months = months
    self.cells = ordered.map(\.key)
    nodes = Hierarchy.nodes(ordered.map(\.key), ordered.map(\.value), dimensions: dimensions)
  }

  /// The total's months on which the parts are known that make up nearly all of its last year: parts that
  /// begin later would cut the past short, and stay in the rest.
  private static func months(
    _ total: MonthlySeries, _ parts: [[String]: MonthlySeries]
  ) -> [Period] {
    guard let last = total.months.last else { return [] }
    let starts = parts.values.compactMap { part in
      part.months.contains(last) ? part.months.first : nil
    }.sorted()
    // The start by which half of the parts are known.
    guard !starts.isEmpty else { return [] }
    let start = starts[starts.count / 2]
    return total.months.filter { $0.first >= start.first }
  }

  private static func largest(
    _ parts: [[String]: [Double]], dimension: Int, top: Int
  ) -> Set<String> {
    var sums: [String: Double] = [:]
    for (labels, values) in parts {
      sums[labels[dimension], default: 0] += values.suffix(12).reduce(0, +)
    }
    return Set(
      sums.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(top).map(\.key))
  }

  private static func nodes(
    _ cells: [[String]], _ values: [[Double]], dimensions: Int
  ) -> [Node] {
    var nodes: [Node] = []
    // Each subset of the dimensions that is kept apart; none is the total, all are the cells.
    for kept in 0..<(1 << dimensions) {
      var groups: [[String?]: [Int]] = [:]
      for (index, labels) in cells.enumerated() {
        let own = labels.enumerated().map { (kept >> $0) & 1 == 1 ? $1 : nil }
        groups[own, default: []].append(index)
      }
      let sorted = groups.sorted {
        $0.key.map { $0 ?? "" }.lexicographicallyPrecedes($1.key.map { $0 ?? "" })
      }
      for (labels, members) in sorted {
        var sum = [Double](repeating: 0, count: values.first?.count ?? 0)
        for member in members { for month in sum.indices { sum[month] += values[member][month] } }
        nodes.append(Node(labels: labels, cells: members, values: sum))
      }
    }
    return nodes
  }
}
