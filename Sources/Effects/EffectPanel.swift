import Periods
import Record

/// A series and its donors, month by month, in counts, around the day of a policy.
struct EffectPanel: Sendable {
  struct Donor: Sendable {
    var label: String
    var values: [Double]
    var steps: [Int] = []
  }

  var months: [Period]
  var treated: [Double]
  var donors: [Donor]
  /// Months before the policy, by which methods are fitted.
  var fit: [Int]
  /// Months under the policy.
  var after: [Int]
  /// First months of earlier policies that may touch the series.
  var steps: [Int] = []

  func subject(_ scale: EffectScale) -> EffectCase {
    var subject = EffectCase(
      treated: treated.map(scale.transform),
      donors: donors.map { $0.values.map(scale.transform) }, fit: fit, after: after, scale: scale)
    subject.steps = steps
    subject.donorSteps = donors.map(\.steps)
    return subject
  }
}

/// The months of a question: which belong before the policy, which after, and which to neither.
struct EffectMonths: Sendable {
  /// A month counts as one under the policy when its day falls on this day of the month or before.
  static let lastDayCounted = 15
  /// Months before that a fit looks back on, unless another first month is named: of a series with
  /// donors, and of one without, whose placebos are earlier dates, so that there must be some.
  static let usualMonths = (withDonors: 24, without: 36)
  static let fewestMonths = 12
  /// Months under the policy that are estimated, unless another last month is named.
  static let usualMonthsAfter = 3

  let before: [Period]
  let leftOut: [Period]
  let after: [Period]

  var all: [Period] { before + leftOut + after }

  /// - Throws: an ``EffectError`` when the record does not reach far enough.
  init(
    _ query: EffectQuery, coverage: Period, hasDonors: Bool, isKnown: (Period) -> Bool
  ) throws(EffectError) {
    let own = Period.month(of: query.on)
    let (first, last) = (Period.month(of: coverage.first), Period.month(of: coverage.last))
    guard own.first > first.first, own.first <= last.first else {
      throw .outsideRecord(day: query.on, first: first, last: last)
    }
    let start = query.firstMonth ?? Self.firstMonth(under: query.on)
    guard start.first <= last.first, start.first > first.first else {
      throw .outsideRecord(day: start.first, first: first, last: last)
    }
    if let through = query.through, through.first < start.first {
      throw .endsBeforeStart(first: start, last: through)
    }
    if let through = query.through, through.first > last.first {
      throw .notYetKnown(month: through, last: last)
    }
    let end = query.through ?? start.shifted(by: Self.usualMonthsAfter - 1)
    let beforeEnd = min(own, start).shifted(by: -1)
    let usual = beforeEnd.shifted(
      by: 1 - (hasDonors ? Self.usualMonths.withDonors : Self.usualMonths.without))
    let from = query.from ?? Self.start(max(usual, first), beforeEnd, isKnown)
    guard from.first >= first.first else {
      throw .outsideRecord(day: from.first, first: first, last: last)
    }
    before = Self.months(from, beforeEnd)
    leftOut = Self.months(beforeEnd.shifted(by: 1), start.shifted(by: -1))
    after = Self.months(start, min(end, last))
    guard before.count >= Self.fewestMonths else {
      throw .tooShort(months: before.count, needed: Self.fewestMonths, first: from)
    }
  }

  /// The first month that counts as one under a policy of a day.
  static func firstMonth(under day: Day) -> Period {
    let own = Period.month(of: day)
    return day.parts.day <= lastDayCounted ? own : own.shifted(by: 1)
  }

  /// The first month since when every month up to the last is known.
  private static func start(_ first: Period, _ last: Period, _ isKnown: (Period) -> Bool) -> Period
  {
    let gap = months(first, last).last { !isKnown($0) }
    return gap.map { $0.shifted(by: 1) } ?? first
  }

  private static func months(_ first: Period, _ last: Period) -> [Period] {
    Period(from: first.first, through: last.last)?.split(into: .month) ?? []
  }
}

/// A question about a policy's effect.
package struct EffectQuery: Sendable {
  /// Words of a series, as `trocha record show` takes them.
  package var series: String
  /// Day of the policy.
  package var on: Day
  /// First month of the fit; by default two years before the policy (three for a series
  /// without donors), or where the record begins or
  /// its last gap ends.
  package var from: Period?
  /// Last month estimated; by default the third.
  package var through: Period?
  /// First month under the policy; by default that of the day, or the one after it when the day falls
  /// after the 15th.
  package var firstMonth: Period?
  /// Labels of the donors; `nil` to choose them.
  package var donors: [String]?
  /// Ids of methods; `nil` for all.
  package var methods: [String]?
  /// `nil` for each method's usual one.
  package var scale: EffectScale?
  /// Only what was published by this day is used.
  package var asOf: Day?
  /// Whether the synthetic control has prediction intervals too, which take some seconds.
  package var prediction = false

  package init(series: String, on: Day) {
    self.series = series
    self.on = on
  }
}

/// Gives the report of a query, made where it is not kept.
package typealias KeptEffect =
  @Sendable (EffectQuery, () throws -> EffectReport) throws -> EffectReport
