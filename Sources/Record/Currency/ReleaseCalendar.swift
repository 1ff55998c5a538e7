import GRDB
import Periods
import Wording

/// When each dataset and each named series was last released, when the next release is due, and what is late.
package struct ReleaseCalendar: Encodable, Sendable {
  /// The day for which it is told.
  package var today: Day
  /// What has been due longest comes first, what is complete last.
  package var datasets: [Dataset]
  package var series: [Series]

  /// The releases of one publication.
  package struct Dataset: Encodable, Sendable {
    package var dataset: String
    package var publisher: String
    package var title: String
    package var url: String
    /// The release published last that is held.
    package var lastRelease: Source.ID
    package var published: Day
    /// The newest period of any release held, and the kind of period that releases add.
    package var newest: Period
    package var every: Granularity
    /// Days from the end of a period to its usual publication; `nil` when it is not known.
    package var usualLag: Int?
    /// Where the lag comes from; `nil` when it is not known.
    package var lagFrom: LagOrigin?
    /// How the lags of the releases held are spread; `nil` where none is held as it was first published.
    package var spread: LagSpread?
    /// The first period that is not held, and the day it is, or was, due.
    package var next: Period?
    package var nextDue: Day?
    package var dueSince: Int
    /// Days since the first of them was due; 0 where nothing is late.
    package var daysLate: Int
    package var late: Bool
    package var complete: Bool
    package var continuedBy: String?

    /// The first release that is due on a day or later; `nil` when none is expected.
    package func upcoming(from day: Day) -> (period: Period, due: Day)? {
      let rhythm = ReleaseRhythm(every: every, usualLag: usualLag, isComplete: complete)
      guard var period = next, var due = rhythm.due(period) else { return nil }
      while due < day {
        period = period.shifted(by: 1)
        guard let later = rhythm.due(period), later > due else { return nil }
        due = later
      }
      return (period, due)
    }
  }

  package enum LagOrigin: String, Encodable, Sendable {
    /// The description of the source states it.
    case stated
    /// The middle of the lags of the releases held.
    case releases
  }

  /// Lags of releases that are held as they were first published, in days.
  package struct LagSpread: Encodable, Equatable, Sendable {
    package var shortest: Int
    package var median: Int
    package var longest: Int
    package var releases: Int

    /// - Parameter lags: one for each period that a release first brought; `nil` for none.
    init?(_ lags: [Int]) {
      let lags = lags.sorted()
      guard let first = lags.first, let last = lags.last else { return nil }
      (shortest, longest, releases) = (first, last, lags.count)
      median = lags[lags.count / 2]
    }

    /// The middle of several; one release alone may have been late, or an odd copy.
    var usual: Int? { releases > 1 ? median : nil }
  }

  /// The age of one series that has a name.
  package struct Series: Encodable, Sendable {
    package var series: String
    package var title: String
    /// `nil` when no figure is held.
    package var age: AgeReport?
  }
}

extension RecordStore {
  /// The release calendar of all that is held.
  package func releaseCalendar(today: Day, _ language: Language) throws -> ReleaseCalendar {
    let releases = try pool.read(HeldRelease.all)
    let datasets = Dictionary(grouping: releases, by: \.source.dataset).values
      .compactMap { dataset($0, today) }
    let series = try seriesEntries(today: today, language).map {
      ReleaseCalendar.Series(series: $0.series, title: $0.title, age: $0.age)
    }
    return ReleaseCalendar(
      today: today, datasets: datasets.sorted(by: ReleaseCalendar.comesFirst), series: series)
  }

  /// The usual lag of a dataset by its releases that are held; `nil` where there are not several.
  func releaseLag(of dataset: String) -> Int? {
    let releases = (try? pool.read(HeldRelease.all)) ?? []
    return ReleaseCalendar.LagSpread(
      HeldRelease.lags(of: releases.filter { $0.source.dataset == dataset }))?.usual
  }

  private func dataset(_ releases: [HeldRelease], _ today: Day) -> ReleaseCalendar.Dataset? {
    let every = ReleaseCalendar.finest(Set(releases.map(\.every)))
    guard let last = releases.max(by: { $0.isBefore($1) }),
      let newest = releases.filter({ $0.every == every }).map(\.newest).max()
    else { return nil }
    let stated =
      releases.lazy.compactMap(\.source.usualLag).first ?? rhythms[last.source.dataset].usualLag
    let spread = ReleaseCalendar.LagSpread(HeldRelease.lags(of: releases))
    var rhythm = rhythms.rhythm(of: last.source, every: every)
    rhythm.usualLag = stated ?? spread?.usual
    let due = rhythm.due(after: newest.last, before: today)
    let next = rhythm.isComplete ? nil : rhythm.next(after: newest.last)
    let nextDue = next.flatMap(rhythm.due)
    return ReleaseCalendar.Dataset(
      dataset: last.source.dataset, publisher: last.source.publisher, title: last.source.title,
      url: last.source.url, lastRelease: last.source.id, published: last.source.published,
      newest: newest, every: every, usualLag: rhythm.usualLag,
      lagFrom: stated != nil ? .stated : spread?.usual != nil ? .releases : nil, spread: spread,
      next: next, nextDue: nextDue, dueSince: due.count,
      daysLate: due.isEmpty ? 0 : nextDue.map { today.days(since: $0) } ?? 0, late: !due.isEmpty,
      complete: rhythm.isComplete, continuedBy: rhythm.continuedBy)
  }
}

extension ReleaseCalendar {
  /// What a timeline would be held in: the finest regular kind of period.
  fileprivate static func finest(_ kinds: Set<Granularity>) -> Granularity {
    [.month, .quarter, .year, .fiscalYear, .day].first { kinds.contains($0) } ?? .range
  }

  fileprivate static func comesFirst(_ one: Dataset, _ other: Dataset) -> Bool {
    let never = Day(number: .max)
    return (one.nextDue ?? never, one.dataset) < (other.nextDue ?? never, other.dataset)
  }
}

/// A release with the newest period that it holds, which is known without reading a figure.
private struct HeldRelease {
  var source: Source
  var every: Granularity
  var newest: Period

  func isBefore(_ other: HeldRelease) -> Bool {
    (source.published, newest.last, source.id)
      < (other.source.published, other.newest.last, other.source.id)
  }

  /// Every release of a publisher's own count; who quotes a count releases none.
  static func all(_ db: Database) throws -> [HeldRelease] {
    var periods: [Int64: [Period]] = [:]
    // The row that has the highest day gives the other columns (SQLite, "Bare columns in an aggregate query").
    let rows = try Row.fetchCursor(
      db,
      sql: "SELECT source, first, MAX(last) FROM reach GROUP BY source, last - first")
    while let row = try rows.next() {
      guard let period = try row.period(1, 2) else { continue }
      periods[row[0], default: []].append(period)
    }
    return try RecordStore.sourcesByKey(db).compactMap { key, source in
      guard source.standing == .official, let held = periods[key] else { return nil }
      let every = ReleaseCalendar.finest(Set(held.map(\.granularity)))
      guard let newest = held.filter({ $0.granularity == every }).max() else { return nil }
      return HeldRelease(source: source, every: every, newest: newest)
    }
  }

  /// Days from the end of the newest period of each release to its publication, where it is held as it was
  /// first published. A later release of the same months was not when they were first known.
  static func lags(of releases: [HeldRelease]) -> [Int] {
    let first = Dictionary(
      releases.filter { $0.source.usualLag == nil && $0.source.dating == .given }
        .map { ($0.newest, $0.source.published) },
      uniquingKeysWith: min)
    return first.map { $1.days(since: $0.last) }.filter { $0 >= 0 }
  }
}
