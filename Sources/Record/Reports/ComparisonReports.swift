import Periods
import Wording

/// What `trocha record compare --json` writes.
package struct CompareReport: Encodable, Sendable {
  package var series: String
  package var query: String
  package var title: String
  package var unit: String
  package var asOf: Day?
  package var period: Period
  package var value: Double?
  package var observation: ObservationReport
  package var comparisons: [Entry]
  /// Figures of other datasets for the period and those of its series that it is compared with,
  /// where they differ by more than rounding; left out when there are none.
  package var differing: [DifferingReport]?
  package var source: SourceReport?
  package var published: Day?
  /// How old the newest figure held of the series is, whichever period is compared.
  package var age: AgeReport?

  package init(_ report: ComparisonReport, _ vocabulary: Vocabulary, _ language: Language) {
    let selection = report.timeline.selection
    series = vocabulary.namedSeries(for: selection)?.id ?? selection.description
    query = selection.description
    title = vocabulary.title(report.timeline, language)
    unit = vocabulary.unit(selection, language)
    asOf = report.timeline.asOf
    period = report.observation.period
    value = report.observation.value
    observation = ObservationReport(report.observation, language)
    comparisons = report.comparisons.map { Entry($0, language) }
    // The total of a share is another series.
    let others = report.comparisons.filter { $0.kind != .share }.compactMap(\.other)
    differing = DifferingReport.list([report.observation] + others, report.timeline)
    source = report.observation.sources.first.flatMap { report.timeline.sources[$0] }
      .map { SourceReport($0) }
    published = report.observation.published
  }

  enum CodingKeys: CodingKey {
    case series, query, title, unit, asOf, period, value, observation, comparisons
    case differing, source, published, age
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(series, forKey: .series)
    try container.encode(query, forKey: .query)
    try container.encode(title, forKey: .title)
    try container.encode(unit, forKey: .unit)
    try container.encode(asOf, forKey: .asOf)
    try container.encode(period, forKey: .period)
    try container.encode(value, forKey: .value)
    try container.encode(observation, forKey: .observation)
    try container.encode(comparisons, forKey: .comparisons)
    try container.encodeIfPresent(differing, forKey: .differing)
    try container.encode(source, forKey: .source)
    try container.encode(published, forKey: .published)
    try container.encodeIfPresent(age, forKey: .age)
  }

  /// One comparison. `kind`, `period`, `value`, `text` and `label` are always there; the rest where
  /// it applies. Rates and shares are fractions with three digits.
  package struct Entry: Encodable, Sendable {
    package var kind: Comparison.Kind
    package var period: Period
    package var value: Double?
    /// How exactly a source states `value`, where that is not exactly.
    package var exactness: Exactness?
    /// How many months of the period are known, and of how many, where some are not.
    package var monthsKnown: Int?
    package var months: Int?
    /// What `change` and `difference` are reckoned by, where the periods are not equally long; the
    /// two averages go with it.
    package var per: Comparison.Averages.Unit?
    package var average: Double?
    package var ownAverage: Double?
    package var change: Double?
    package var difference: Double?
    package var wording: ChangeWording?
    /// Why there is no change or share.
    package var obstacle: Comparison.Obstacle?
    package var own: Double?
    package var share: Double?
    package var of: String?
    package var rank: Int?
    package var outOf: Int?
    /// How many others have the same value; left out where none has.
    package var tied: Int?
    package var since: Period?
    package var method: PaceMethod?
    package var low: Double?
    package var high: Double?
    package var years: [Int]?
    package var missing: Int
    package var sources: [String]
    package var note: String
    package var label: String
    package var text: String

    /// How exactly ``value`` is stated in a table; `nil` without a value. Of a period that is known in part it is a
    /// lowest number, and a pace is stated nowhere.
    var hedge: Exactness? {
      value == nil || kind == .pace ? nil : exactness ?? (monthsKnown == nil ? .exact : .atLeast)
    }

    /// Three digits behind the point, and more for what is nearly 1 or −1 and not just that. A number too large to
    /// have digits there is left as it is.
    private static func thousandths(_ number: Double) -> Double {
      guard abs(number) < 1e12 else { return number }
      for scale in [1e3, 1e4, 1e5, 1e6] {
        let rounded = (number * scale).rounded() / scale
        if abs(rounded) != 1 || abs(number) == 1 { return rounded }
      }
      return number
    }

    init(_ comparison: Comparison, _ language: Language) {
      let thousandths = Entry.thousandths
      let isPace = comparison.kind == .pace
      kind = comparison.kind
      period = comparison.period
      value = isPace ? comparison.value?.rounded() : comparison.value
      if let other = comparison.other {
        let isExact = other.value == nil || other.exactness == .exact || other.isPartial
        exactness = isExact ? nil : other.exactness
        if case .joined(let known, let all) = other.basis, known < all {
          (monthsKnown, months) = (known, all)
        }
      }
      per = comparison.averages?.per
      average = comparison.averages.map { thousandths($0.other) }
      ownAverage = comparison.averages.map { thousandths($0.own) }
      change = comparison.change.map(thousandths)
      difference =
        comparison.averages == nil
        ? comparison.difference : comparison.difference.map(thousandths)
      wording = comparison.wording
      obstacle = comparison.obstacle
      own = comparison.own
      share = comparison.share.map(thousandths)
      of = comparison.of
      rank = comparison.rank
      outOf = comparison.outOf
      tied = comparison.tied > 0 ? comparison.tied : nil
      since = comparison.since
      method = comparison.method
      low = comparison.range?.lowerBound.rounded()
      high = comparison.range?.upperBound.rounded()
      years = isPace ? comparison.years : nil
      missing = comparison.missing
      sources = comparison.sources
      note = comparison.note
      label = comparison.label(language)
      text = comparison.text(language)
    }

    enum CodingKeys: String, CodingKey {
      case exactness = "hedge"
      case kind, period, value, monthsKnown, months, per, average, ownAverage, change
      case difference, wording, obstacle, own, share, of, rank, outOf, tied, since
      case method, low, high, years, missing, sources, note, label, text
    }

    package func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(kind, forKey: .kind)
      try container.encode(period, forKey: .period)
      try container.encode(value, forKey: .value)
      try container.encodeIfPresent(exactness, forKey: .exactness)
      try container.encodeIfPresent(monthsKnown, forKey: .monthsKnown)
      try container.encodeIfPresent(months, forKey: .months)
      try container.encodeIfPresent(per, forKey: .per)
      try container.encodeIfPresent(average, forKey: .average)
      try container.encodeIfPresent(ownAverage, forKey: .ownAverage)
      try container.encodeIfPresent(change, forKey: .change)
      try container.encodeIfPresent(difference, forKey: .difference)
      try container.encodeIfPresent(wording, forKey: .wording)
      try container.encodeIfPresent(obstacle, forKey: .obstacle)
      try container.encodeIfPresent(own, forKey: .own)
      try container.encodeIfPresent(share, forKey: .share)
      try container.encodeIfPresent(of, forKey: .of)
      try container.encodeIfPresent(rank, forKey: .rank)
      try container.encodeIfPresent(outOf, forKey: .outOf)
      try container.encodeIfPresent(tied, forKey: .tied)
      try container.encodeIfPresent(since, forKey: .since)
      try container.encodeIfPresent(method, forKey: .method)
      try container.encodeIfPresent(low, forKey: .low)
      try container.encodeIfPresent(high, forKey: .high)
      try container.encodeIfPresent(years, forKey: .years)
      try container.encode(missing, forKey: .missing)
      try container.encode(sources, forKey: .sources)
      try container.encode(note, forKey: .note)
      try container.encode(label, forKey: .label)
      try container.encode(text, forKey: .text)
    }
  }
}
