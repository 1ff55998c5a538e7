/// What a series counts: a measure, and a label for each dimension it is broken down by.
public struct SeriesKey: Hashable, Sendable {
  /// One label per dimension, in the order of `Dimension.allCases`; empty where not broken down.
  private var labels: [String]

  /// A measure that is not broken down.
  public init(measure: String) {
    labels = [String](repeating: "", count: Dimension.allCases.count)
    labels[Dimension.measure.index] = measure
  }

  /// A measure broken down by some dimensions; an empty label is as good as none.
  public init(measure: String, _ others: KeyValuePairs<Dimension, String>) {
    self.init(measure: measure)
    for (dimension, label) in others { self[dimension] = label }
  }

  /// The label for a dimension; `nil` where the series is not broken down by it.
  public subscript(dimension: Dimension) -> String? {
    get {
      let label = labels[dimension.index]
      return label.isEmpty ? nil : label
    }
    set { labels[dimension.index] = newValue ?? "" }
  }

  /// The id of a measure of the ``Vocabulary``, or one that a tidy table brought.
  public var measure: String { labels[Dimension.measure.index] }

  package var dimensions: DimensionSet {
    DimensionSet(Dimension.allCases.filter { !labels[$0.index].isEmpty })
  }

  /// Labels in the order of `Dimension.allCases`, empty where not broken down.
  package var row: [String] { labels }
}

/// Written as a query is: `measure=encounters place=us-southwest-border nationality=VEN`.
extension SeriesKey: CustomStringConvertible {
  /// Labels in the order of the dimensions, those that are empty left out.
  public var description: String {
    Dimension.allCases.compactMap { dimension in
      self[dimension].map { "\(dimension.rawValue)=\($0)" }
    }.joined(separator: " ")
  }
}
