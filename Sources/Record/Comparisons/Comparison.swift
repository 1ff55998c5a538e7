import Periods

/// One way to say how large a figure is: against another figure, or its place among others.
public struct Comparison: Hashable, Sendable {
  public enum Kind: String, CaseIterable, Codable, Sendable {
    /// The period just before.
    case previousPeriod = "previous-period"
    /// The same period of the year before.
    case yearBefore = "year-before"
    /// A period that was asked for.
    case chosenPeriod = "chosen-period"
    /// The same days of the month before, for a part of a month.
    case sameDaysMonthBefore = "same-days-month-before"
    /// The last earlier period with as high a figure: the figure is the highest since then.
    case highestSince = "highest-since"
    /// The highest month of the twelve before.
    case twelveMonthHigh = "twelve-month-high"
    /// The highest earlier figure that is held, or since a date that was asked for.
    case recordHigh = "record-high"
    /// What part it is of a larger total.
    case share
    /// Its place among other labels of a dimension, or among all periods.
    case rank
    /// January to the period, against the same months of the year before.
    case yearToDate = "year-to-date"
    /// October to the period, against the same months of the fiscal year before.
    case fiscalYearToDate = "fiscal-year-to-date"
    /// What the year would come to.
    case pace
    /// A change that a source states itself.
    case statedChange = "stated-change"
  }

  public var kind: Kind
  /// The period compared with; for a year to date and a pace, the period they are about.
  public var period: Period
  /// The figure compared with; for a pace, what it comes to. `nil` when not known.
  public var value: Double?
  /// Fraction by which the figure is above (positive) or below what it is compared with.
  public var change: Double?
  /// The figure less what it is compared with.
  public var difference: Double?
  public var wording: ChangeWording?
  /// The figure on this side, where it is not the one asked about: the year to date.
  public var own: Double?
  /// Fraction of the total, for a share.
  public var share: Double?
  /// Query of what it is a share of or ranked among.
  public var of: String?
  /// Place from the top, 1 being the highest.
  public var rank: Int?
  public var outOf: Int?
  /// First period that was looked at.
  public var since: Period?
  /// How it was computed, where there is more than one way.
  public var method: PaceMethod?
  /// Lowest and highest that it could be, by what `method` would have given in earlier years.
  public var range: ClosedRange<Double>?
  /// Earlier years that the range rests on.
  public var years: [Int] = []
  /// Periods within reach that are not known.
  public var missing: Int = 0
  public var sources: [Source.ID] = []
  /// Words of a source.
  public var note = ""

  init(_ kind: Kind, period: Period) {
    self.kind = kind
    self.period = period
  }

  /// A comparison of a figure with another.
  init(_ kind: Kind, of own: Double?, with other: Observation) {
    self.init(kind, period: other.period)
    value = other.value
    sources = other.sources
    guard let own, let base = other.value else { return }
    difference = own - base
    guard base != 0 else { return }
    let change = own / base - 1
    self.change = change
    wording = ChangeWording(change: change, base: base)
  }
}

/// How a year's total is reckoned before the year is over.
public enum PaceMethod: String, CaseIterable, Codable, Sendable {
  /// As many a day in what is left of the year as in what has passed.
  case straightLine = "straight-line"
  /// The part of the year's total that the same months had in earlier years.
  case shareOfYear = "share-of-year"
  /// As many a day in what is left of the year as in the last three months.
  case lastThreeMonths = "last-three-months"
}

/// A figure and what it compares with.
public struct ComparisonReport: Sendable {
  public let observation: Observation
  public let timeline: Timeline
  public let comparisons: [Comparison]

  public func first(_ kind: Comparison.Kind) -> Comparison? {
    comparisons.first { $0.kind == kind }
  }
}
