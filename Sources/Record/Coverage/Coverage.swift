import Periods

/// What a source's tables may answer for: for each dimension which labels, and which periods.
///
/// The format, the publisher or the file says it; it is never guessed from the labels that happen
/// to occur. From it follows whether an answer is a number, zero, "at least", or not known.
public struct Coverage: Hashable, Codable, Sendable {
  /// By dimension; one that is not named is ``Extent/undeclared``.
  public var extents: [Dimension: Extent]
  /// First to last day that the tables cover; `nil` when only the periods that occur are.
  public var span: Period?
  /// Periods inside the span that the tables do not cover, in order.
  public var gaps: [Period]
  /// What the figures count, as a word that tables of different datasets share when they count the
  /// same and may be joined; empty for what nothing else counts.
  public var counts: String
  /// The unit that the publisher rounds to; `nil` for exact numbers.
  public var roundedTo: Double?
  /// By measures of its own, whether their numbers add up over time; `nil` where nothing is said of any.
  public var natures: [String: Nature]?

  /// A coverage of what is named; without any argument it is ``undeclared``.
  public init(
    extents: [Dimension: Extent] = [:], span: Period? = nil, gaps: [Period] = [],
    counts: String = "", roundedTo: Double? = nil
  ) {
    self.extents = extents
    self.span = span
    self.gaps = gaps
    self.counts = counts
    self.roundedTo = roundedTo
  }

  /// What the labels of a dimension stand for.
  public subscript(dimension: Dimension) -> Extent { extents[dimension] ?? .undeclared }

  /// Nothing is declared: only the labels and periods that occur are held.
  public static let undeclared = Coverage()

  /// Dimensions that coverage is about: the others name the measure, the single incident or the
  /// kind of number.
  public static let dimensions: [Dimension] = Dimension.allCases.filter {
    ![.measure, .event, .unit, .against].contains($0)
  }
}

extension Coverage {
  /// What a figure's period should be, where it lies outside the span or in a gap; `nil` where it does not.
  func fault(of period: Period) -> String? {
    if let span, period.first < span.first || period.last > span.last {
      return "a period inside the span \(span)"
    }
    let gap = gaps.first { $0.first <= period.first && period.last <= $0.last }
    return gap.map { "a period outside the gap \($0)" }
  }

  /// What a label should be, where it is none of those that are listed apart; `nil` where it is. Those whose
  /// label is not known may stand beside any list.
  func fault(of label: String, in dimension: Dimension) -> String? {
    let extent = self[dimension]
    guard !extent.labels.isEmpty, label != extent.rest, label != Extent.unknown,
      !extent.labels.contains(label)
    else { return nil }
    return "a label that covers names, \(dimension.rawValue)=\(extent)"
  }
}

/// What the labels of one dimension stand for in a source's tables.
public struct Extent: Hashable, Codable, Sendable {
  /// How much of a dimension the labels add up to.
  public enum Reach: String, Codable, Sendable, CaseIterable {
    /// The labels add up to everybody.
    case whole
    /// The labels add up to everybody in one place.
    case within
    /// The labels are some of those there are.
    case only
    /// Nobody has said.
    case undeclared
  }

  /// Whether a sum over the labels is one over everybody.
  public var reach: Reach
  /// The place that a table which reaches ``Reach/within`` is about; empty for the others.
  public var place: String
  /// The labels that are listed apart; empty when all there are, or for ``Reach/only`` and
  /// ``Reach/undeclared`` those that occur.
  public var labels: [String]
  /// The label that stands for everybody who is under none of ``labels``; `nil` when there is none.
  /// A rest is the rest of this list: the rests of two lists are two things.
  public var rest: String?

  /// - Parameters:
  ///   - place: for ``Reach/within``, the place that the labels add up to.
  ///   - labels: those that are listed apart; empty for all there are.
  ///   - rest: the label of everybody who is under none of `labels`.
  public init(
    _ reach: Reach, place: String = "", labels: [String] = [], rest: String? = nil
  ) {
    self.reach = reach
    self.place = place
    self.labels = labels
    self.rest = rest
  }

  /// The labels add up to everybody, and every label there is stands for itself.
  public static let whole = Extent(.whole)
  /// Nobody has said what the labels add up to.
  public static let undeclared = Extent(.undeclared)

  /// The label of countries that a table does not name.
  public static let other = "OOO"
  /// The label of those whose country is not known.
  public static let unknown = "UNK"
}
