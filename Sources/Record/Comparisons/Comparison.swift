import Periods

/// One way to say how large a figure is: against another figure, or its place among others.
public struct Comparison: Hashable, Sendable {
  /// What a figure is compared with.
  public enum Kind: String, CaseIterable, Codable, Sendable {
    /// The period just before.
    case previousPeriod = "previous-period"
    /// The same period of the year before, where that is not the period just before.
    case yearBefore = "year-before"
    /// A period that was asked for.
    case chosenPeriod = "chosen-period"
    /// The same days of the month before, for a part of a month.
    case sameDaysMonthBefore = "same-days-month-before"
    /// The last earlier period with as high a figure: the figure is the highest since then.
    case highestSince = "highest-since"
    /// The last earlier period with as low a figure: the figure is the lowest since then.
    case lowestSince = "lowest-since"
    /// The highest month of the twelve before.
    case twelveMonthHigh = "twelve-month-high"
    /// The lowest month of the twelve before, for a figure below it.
    case twelveMonthLow = "twelve-month-low"
    /// The highest earlier figure that is held, or since a date that was asked for.
    case recordHigh = "record-high"
    /// The lowest earlier figure that is held, or since a date that was asked for, for a figure
    /// below it.
    case recordLow = "record-low"
    /// What part it is of a larger total.
    case share
    /// Its place among other labels of a dimension, or among all periods of its kind.
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

  /// Tells which of the fields below are filled.
  public var kind: Kind
  /// The period compared with; for a year to date and a pace, the period they are about.
  public var period: Period
  /// The figure compared with; for a pace, what it comes to. `nil` when not known, or known only in
  /// part.
  public var value: Double?
  /// What the record says of the period compared with, where it is one of the same series.
  public var other: Observation?
  /// What each side comes to a month or a day, where the two periods are not equally long: `change`
  /// and `difference` are then of these.
  public var averages: Averages?
  /// Fraction by which the figure is above (positive) or below what it is compared with.
  public var change: Double?
  /// The figure less what it is compared with.
  public var difference: Double?
  /// The change in words; `nil` where there is no change.
  public var wording: ChangeWording?
  /// Why there is no change or share.
  public var obstacle: Obstacle?
  /// The figure on this side, where it is not the one asked about: the year to date.
  public var own: Double?
  /// What the record says of the period on this side, where it is not the one asked about.
  public var ownObservation: Observation?
  /// Fraction of the total, for a share.
  public var share: Double?
  /// Query of what it is a share of or ranked among.
  public var of: String?
  /// Place from the top, 1 being the highest.
  public var rank: Int?
  /// How many are ranked, of those whose figures are known.
  public var outOf: Int?
  /// How many of the others have the same value.
  public var tied = 0
  /// Whether the rank is among the labels that are held, of more that there are.
  public var isAmongHeld = false
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
  /// Sources of what is compared with, the most telling first; of a rank, a pace and a year to date,
  /// those of the figure itself.
  public var sources: [Source.ID] = []
  /// Words of a source.
  public var note = ""

  init(_ kind: Kind, period: Period) {
    self.kind = kind
    self.period = period
  }

  /// A comparison of a figure with another of its series.
  ///
  /// - Parameter nature: numbers at a moment have no length to be divided by.
  init(_ kind: Kind, of own: Observation, with other: Observation, nature: Nature?) {
    self.init(kind, period: other.period)
    self.other = other
    value = other.wholeValue
    sources = other.sources
    obstacle = Obstacle(comparing: own, with: other)
    guard obstacle == nil, var figure = own.value, var base = other.value else { return }
    let count = base
    if nature != .stock, let per = Averages.Unit(comparing: own.period, with: other.period) {
      guard nature != nil else {
        obstacle = .natureUnsaid
        return
      }
      figure /= per.length(of: own.period)
      base /= per.length(of: other.period)
      averages = Averages(per: per, own: figure, other: base)
    }
    let difference = figure - base
    if difference.isFinite { self.difference = difference }
    guard base > 0 else {
      obstacle = .noBase
      return
    }
    let change = figure / base - 1
    guard change.isFinite else { return }
    self.change = change
    wording = ChangeWording(change: change, base: count)
  }
}

extension Comparison {
  /// What two periods that are not equally long come to a month or a day.
  public struct Averages: Hashable, Sendable {
    /// What both numbers are an average of.
    public var per: Unit
    /// Of the figure itself.
    public var own: Double
    /// Of what it is compared with.
    public var other: Double

    /// What the length of a period is counted in.
    public enum Unit: String, CaseIterable, Codable, Sendable {
      /// Where both are made of whole months.
      case month
      /// Where one of the two is not made of whole months.
      case day
    }
  }
}

extension Comparison.Averages.Unit {
  /// `nil` for periods that are equally long: as many whole months, or as many days.
  init?(comparing one: Period, with other: Period) {
    if let months = one.months, let otherMonths = other.months {
      guard months != otherMonths else { return nil }
      self = .month
    } else {
      guard one.dayCount != other.dayCount else { return nil }
      self = .day
    }
  }

  /// How many of the unit a period has; at least 1.
  func length(of period: Period) -> Double {
    switch self {
    case .month: Double(max(period.months ?? 1, 1))
    case .day: Double(period.dayCount)
    }
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
