/// Which figures a question is about: a measure, and for some dimensions the labels that count.
///
/// Dimensions that are not named are added up.
public struct Selection: Hashable, Sendable {
  /// The id of what is counted; figures of two measures are never added.
  public var measure: String
  /// Labels of which any will do; never an empty list.
  public private(set) var including: [Dimension: [String]] = [:]
  /// Labels that do not count; the figures must be broken down by the dimension.
  public private(set) var excluding: [Dimension: [String]] = [:]

  /// All figures of a measure together.
  public init(measure: String) {
    self.measure = measure
  }

  /// Keeps only figures with one of the labels.
  public mutating func include(_ labels: [String], in dimension: Dimension) {
    guard !labels.isEmpty else { return }
    if dimension == .measure {
      measure = labels[0]
    } else {
      including[dimension] = labels.sorted()
    }
  }

  /// Leaves out figures with one of the labels.
  public mutating func exclude(_ labels: [String], in dimension: Dimension) {
    guard !labels.isEmpty, dimension != .measure else { return }
    excluding[dimension] = labels.sorted()
  }

  /// The same selection without regard to some dimensions.
  public func without(_ dimensions: Dimension...) -> Selection {
    var copy = self
    for dimension in dimensions {
      copy.including[dimension] = nil
      copy.excluding[dimension] = nil
    }
    return copy
  }

  /// The same selection with one label of a dimension in place of those that it had of it.
  public func including(_ label: String, in dimension: Dimension) -> Selection {
    var copy = self
    copy.include([label], in: dimension)
    return copy
  }

  /// Dimensions that a table must be broken down by to answer.
  package var dimensions: DimensionSet {
    DimensionSet([.measure]).union(DimensionSet(including.keys)).union(DimensionSet(excluding.keys))
  }
}

extension Selection {
  /// Reads the form that ``description`` writes, with the record's own labels; `nil` when it is
  /// another form.
  init?(written text: String) {
    var including: [(Dimension, [String])] = []
    var excluding: [(Dimension, [String])] = []
    for word in text.split(separator: " ") {
      guard let equals = word.firstIndex(of: "=") else { return nil }
      let excludes = word[..<equals].hasSuffix("!")
      guard
        let dimension = Dimension(
          rawValue: String(
            word[..<equals].drop { $0 == "!" }
              .filter { $0 != "!" }))
      else { return nil }
      let labels = word[word.index(after: equals)...].split(separator: "|").map(String.init)
      if excludes {
        excluding.append((dimension, labels))
      } else {
        including.append((dimension, labels))
      }
    }
    guard let measure = including.first(where: { $0.0 == .measure })?.1.first else { return nil }
    self.init(measure: measure)
    for (dimension, labels) in including { include(labels, in: dimension) }
    for (dimension, labels) in excluding { exclude(labels, in: dimension) }
  }
}

/// Written as a query: `measure=encounters place=us-southwest-border nationality=CUB|VEN`.
extension Selection: CustomStringConvertible {
  /// Labels in the order of the dimensions, so that two equal selections are written alike;
  /// ``SelectionParser`` reads it back.
  public var description: String {
    var words = ["measure=\(measure)"]
    for dimension in Dimension.allCases {
      if let labels = including[dimension] {
        words.append("\(dimension.rawValue)=\(labels.joined(separator: "|"))")
      }
      if let labels = excluding[dimension] {
        words.append("\(dimension.rawValue)!=\(labels.joined(separator: "|"))")
      }
    }
    return words.joined(separator: " ")
  }
}
