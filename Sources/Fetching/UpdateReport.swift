import Periods
import Record
import Wording

/// What an update found and did.
package struct UpdateReport: Sendable, Encodable {
  package var today: Day
  /// Whether something was asked for over the network.
  package var isFetched = false
  /// Whether nothing was to be changed.
  package var isDryRun = false
  package var tables: [TableReport] = []
  /// `nil` when nothing was read in.
  package var series: SeriesMoves?

  /// Tables that could not be had.
  package var failures: [TableReport] { tables.filter { $0.outcome?.state == .failed } }
}

/// A publisher's table: what is held, what is due, and what became of it.
package struct TableReport: Sendable, Encodable {
  package var table: String
  package var publisher: String
  package var title: String
  package var page: String
  package var licence: String
  /// What it is about.
  package var covers: String
  /// Where it comes from; `nil` for a file that no table is known for.
  package var from: String?
  /// Where a person has to fetch it: what to do.
  package var byHand: Localized?
  /// What is held, dataset by dataset.
  package var held: [Held] = []
  /// Whole months from the newest figure to today; of several datasets that of the oldest.
  package var ageInMonths: Int?
  /// How many releases have come due since, by the publisher's usual lag; `nil` where nothing is held or there is
  /// no usual day.
  package var releasesDue: Int?
  /// The last of them.
  package var lastDue: ReleaseSchedule.Due?
  /// The next that is not yet due; `nil` without a usual day.
  package var next: ReleaseSchedule.Due?
  /// What became of it; `nil` when nothing was to be fetched.
  package var outcome: TableOutcome?

  package struct Held: Sendable, Encodable {
    package var dataset: String
    package var source: Source.ID
    package var newest: Day
    package var published: Day
  }

  init(_ table: PublishedTable) {
    self.table = table.id
    publisher = table.publisher
    title = table.title
    page = table.page
    licence = table.licence
    covers = table.covers
    from = table.origin
    byHand = table.isFetched ? nil : table.byHand
  }

  /// Of a release whose table the catalogue lacks.
  init(_ release: FetchedRelease) {
    table = release.table
    publisher = release.publisher
    title = release.title
    page = release.page
    licence = release.licence
    covers = ""
  }

  /// Says what is held and what is due. The last day held of the oldest dataset counts: a table whose parts
  /// are not all current is not current.
  mutating func hold(_ held: [HeldDataset], of table: PublishedTable, on today: Day) {
    self.held = held.map {
      Held(dataset: $0.dataset, source: $0.source, newest: $0.newest, published: $0.published)
    }
    guard let newest = held.map(\.newest).min() else { return }
    let months = { (day: Day) in day.year * 12 + day.month }
    ageInMonths = max(0, months(today) - months(newest))
    guard table.schedule.every != .irregular else { return }
    let due = table.schedule.due(after: newest, on: today)
    releasesDue = due.count
    lastDue = due.last
    next = table.schedule.next(after: due.last?.period.last ?? newest)
  }
}

/// What became of one table.
package struct TableOutcome: Sendable, Encodable {
  package enum State: String, Sendable, Encodable {
    /// The record has a release that it lacked.
    case added
    /// The record had it already.
    case unchanged
    case failed
    case byHand = "by-hand"
  }

  package var state: State
  /// Why it failed, or what a person has to do.
  package var words: Localized?
  /// What is wrong, for programs.
  package var fault: FetchFault.Kind?
  package var files: [FetchedFile] = []
  /// Addresses that have moved for good, with where to.
  package var moved: [String: String] = [:]
  package var published: Day?
  package var dated: PublicationDay.Sign?
  package var bytes: Int = 0
  package var isResumed = false
  package var imports: [ImportOutcome] = []
  /// Where its rows end before the day that its name says it reaches; what lies between is not known.
  package var shortfall: Shortfall?

  package struct Shortfall: Sendable, Encodable {
    package var named: Day
    package var last: Day
  }

  static func failed(_ fault: FetchFault) -> TableOutcome {
    var outcome = TableOutcome(state: .failed)
    outcome.words = fault.words
    outcome.fault = fault.kind
    return outcome
  }
}
