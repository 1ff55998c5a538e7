/// What a figure is broken down by. A figure that is not broken down by a dimension has no label
/// for it.
public enum Dimension: String, CaseIterable, Codable, Sendable, CodingKeyRepresentable {
  /// What is counted: `encounters`, `transits`.
  case measure
  /// Where it is counted: an ISO 3166-1 alpha-3 country or a place of the vocabulary.
  case place
  /// The branch of an agency: `usbp`, `ofo`.
  case component
  /// An agency's area of responsibility: a Border Patrol sector, a field office.
  case sector
  /// The legal authority acted under: `title-8`, `title-42`.
  case authority
  /// The kind of event or status within the measure: `apprehension`, `deportation`, `refugee`.
  case kind
  /// Demographic group: `single-adults`, `women`.
  case demographic
  /// ISO 3166-1 alpha-3; `OOO` other, `UNK` unknown.
  case nationality
  /// Country a return comes from.
  case from
  /// Country a return goes to.
  case to
  /// Migration route, as the publisher names it.
  case route
  /// Cause of death.
  case cause
  /// The publisher's name of a single incident.
  case event
  /// What the value is when it is no count of the measure: `percent-change`, `per-month`,
  /// `expected`. Figures of different units are never added.
  case unit
  /// Period that a change is measured against.
  case against
  /// A state or a like part of a country: `TX`.
  case state
  /// The instance that decides, for decisions on asylum: `first-instance`.
  case level
}

/// Which dimensions a figure is broken down by, as a set.
package struct DimensionSet: OptionSet, Hashable, Sendable {
  package let rawValue: Int32

  package init(rawValue: Int32) {
    self.rawValue = rawValue
  }

  package init(_ dimension: Dimension) {
    rawValue = 1 << Int32(dimension.index)
  }

  package init(_ dimensions: some Sequence<Dimension>) {
    self = dimensions.reduce(into: DimensionSet()) { $0.formUnion(DimensionSet($1)) }
  }

  /// The dimensions, in the order of `Dimension.allCases`.
  package var members: [Dimension] { Dimension.allCases.filter { contains(DimensionSet($0)) } }

  /// How many dimensions there are: the fewer, the coarser a table is.
  var count: Int { rawValue.nonzeroBitCount }
}

extension Dimension {
  /// Place in the order of ``allCases``; the store keeps sets of dimensions by it, so cases are only ever added
  /// at the end.
  var index: Int {
    switch self {
    case .measure: 0
    case .place: 1
    case .component: 2
    case .sector: 3
    case .authority: 4
    case .kind: 5
    case .demographic: 6
    case .nationality: 7
    case .from: 8
    case .to: 9
    case .route: 10
    case .cause: 11
    case .event: 12
    case .unit: 13
    case .against: 14
    case .state: 15
    case .level: 16
    }
  }
}
