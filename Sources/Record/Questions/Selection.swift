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

/// A question that cannot be answered as it was put.
public enum QuestionError: Error, Equatable, Sendable, CustomStringConvertible {
  /// No word names a measure.
  case noMeasure(words: String, measures: [String])
  /// A word that is none of the vocabulary's, with the nearest that is.
  case unknownWord(String, suggestion: String?)
  /// A name before `=` that is no dimension, with the nearest that is.
  case unknownDimension(String, suggestion: String?)
  /// A word means several things; each choice is written as it can be typed.
  case ambiguousWord(String, choices: [String])
  /// Several series where one is asked for, or series side by side with labels of which it is not
  /// clear whether they are for all of them. Each is written as it can be typed.
  case severalSeries(String, series: [String])
  /// Nothing in the record matches.
  case nothingFound(selection: String, hint: String)
  /// A text that is no period in any form that is read.
  case unknownPeriod(String)
  /// A period among the words that say what is counted; `written` is its written form.
  case periodAmongWords(String, written: String)
  /// What is asked cannot be reckoned of such figures.
  case unsuitable(String, hint: String)

  /// What is wrong and, on the next line, what to write instead, in English.
  public var description: String {
    switch self {
    case .noMeasure(let words, let measures):
      """
      "\(words)" does not say what to count.
        Name a measure: \(measures.joined(separator: ", ")).
      """
    case .unknownWord(let word, let suggestion):
      "\"\(word)\" is no word of the record."
        + (suggestion.map { "\n  Did you mean \"\($0)\"?" }
          ?? "\n  `trocha record list` shows the series; dimension=label names any label.")
    case .unknownDimension(let word, let suggestion):
      "\"\(word)\" is no dimension."
        + (suggestion.map { "\n  Did you mean \"\($0)\"?" }
          ?? "\n  Dimensions: \(Dimension.allCases.map(\.rawValue).joined(separator: ", ")).")
    case .ambiguousWord(let word, let choices):
      "\"\(word)\" can mean several things.\n  Say which: \(choices.joined(separator: ", "))."
    case .severalSeries(let words, let series):
      """
      "\(words)" names \(series.count) series.
        Ask for one at a time; where several can be shown, put a comma between them and its own \
      labels after each: \(series.prefix(5).joined(separator: ", ")).
      """
    case .nothingFound(let selection, let hint):
      "The record holds no figure for \(selection).\n  \(hint)"
    case .periodAmongWords(let words, let written):
      "\"\(words)\" is a period, and a question's words say what is counted.\n  "
        + "Give the period apart: --period \(written)."
    case .unknownPeriod(let text):
      "\"\(text)\" is no period.\n  Write 2023-08, 2023-Q3, 2023, FY2023, 2023-08-05 or "
        + "2023-09-01/2023-09-17."
    case .unsuitable(let reason, let hint):
      "\(reason)\n  \(hint)"
    }
  }
}
