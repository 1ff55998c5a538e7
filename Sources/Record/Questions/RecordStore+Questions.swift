import GRDB
import Periods
import Wording

extension RecordStore {
  /// The figures of a selection as of a day.
  ///
  /// - Parameter within: only figures of periods inside this one are looked at; `nil` for all.
  /// - Throws: a ``QuestionError`` when no table of the record covers what is asked.
  public func timeline(
    _ selection: Selection, asOf: Day? = nil, within: Period? = nil
  ) throws -> Timeline {
    try pool.read { db in
      try TimelineMaker(selection, context, within: within, only: .asOf([asOf]), in: db)
        .timeline(asOf: asOf, in: db)
    }
  }

  /// The figures of a selection as of several days, read once; `nil` for a day on which nothing that
  /// covers it was known.
  ///
  /// - Parameters:
  ///   - within: only figures of periods inside this one are looked at; `nil` for all.
  ///   - shelf: where the cells are kept for the next question.
  package func timelines(
    _ selection: Selection, asOf days: [Day?], within: Period?, shelf: CellShelf
  ) throws -> [Timeline?] {
    try pool.read { db in
      let maker = try TimelineMaker(
        selection, context(shelf), within: within, only: .asOf(days), in: db)
      return try days.map { try maker.timeline(asOf: $0, in: db) }
    }
  }

  /// Every value that sources have given for a period, in the order they were published; but where an
  /// exact one answers, none that is rounded in another dataset, which revises nothing.
  public func revisions(_ selection: Selection, period: Period) throws -> [Revision] {
    try revisions(selection, periods: [period])[period] ?? []
  }

  /// As above, of several periods, read once.
  ///
  /// - Parameters:
  ///   - ofPublishers: whether what somebody quotes is left out, which revises nothing.
  ///   - shelf: where the cells are kept for the next question; `nil` to read them from the file.
  package func revisions(
    _ selection: Selection, periods: [Period], ofPublishers: Bool = false, shelf: CellShelf? = nil
  ) throws -> [Period: [Revision]] {
    let within = periods.count == 1 ? periods.first : nil
    let candidates = try pool.read { db in
      try TimelineMaker(selection, context(shelf), within: within, in: db)
        .candidates(asOf: nil).byPeriod
    }
    return Dictionary(
      periods.map { period in
        let all = candidates[period, default: []]
        let official = all.filter { $0.table.source.standing == .official }
        return (period, Revision.list(ofPublishers ? official : all))
      },
      uniquingKeysWith: { first, _ in first })
  }
}

extension Revision {
  /// What candidates for one period say.
  fileprivate static func list(_ candidates: [Candidate]) -> [Revision] {
    let best = candidates.first?.table.source
    let given = candidates.filter { candidate in
      let source = candidate.table.source
      return source.coverage.roundedTo == nil || source.dataset == best?.dataset
        || best?.coverage.roundedTo != nil
    }
    return given.map { candidate in
      Revision(
        source: candidate.table.source.id, published: candidate.table.source.published,
        value: candidate.value, basis: candidate.observation.basis)
    }.sorted { ($0.published, $0.source) < ($1.published, $1.source) }
  }
}

/// Which vintages a question reads.
enum VintagesRead {
  case all
  /// Those that answer as of each of several days; `nil` for today.
  case asOf([Day?])
}

/// Makes the timelines of one selection from the cells of the tables that answer it.
struct TimelineMaker {
  let selection: Selection
  private let context: QuestionContext
  /// Only periods inside this one are answered for, so that zeros that a table leaves out are not made
  /// elsewhere: who keeps cells asks of a few years of thousands of series.
  private let window: Period?
  private let tables: [CellTable]
  private let doubts: CellDoubts
  private let answering: AnsweringTables
  private let nature: Nature?
  /// The labels of a union one by one, for periods that no table holds all of.
  private let parts: [TimelineMaker]

  /// - Throws: a ``QuestionError`` when no table covers what is asked.
  init(
    _ selection: Selection, _ context: QuestionContext, within: Period? = nil,
    only: VintagesRead = .all, in db: Database
  ) throws {
    self.selection = selection
    self.context = context
    window = context.shelf == nil ? nil : within
    let answering = try AnsweringTables(selection, context, in: db)
    self.answering = answering
    nature = answering.nature
    tables = try answering.fetch(only, within: within, in: db)
    doubts = try CellDoubts(selection, tables, context, within: within, in: db)
    if case .asOf(let days) = only,
      answering.isAnswered(by: tables, doubts, asOf: days, within)
    {
      parts = []
    } else {
      parts = try TimelineMaker.parts(of: answering, within: within, only: only, in: db)
    }
    if tables.isEmpty, parts.isEmpty { throw answering.nothing() }
  }

  /// The labels of a union that some table holds in part, one by one; none when one of them is held
  /// by no table.
  private static func parts(
    of answering: AnsweringTables, within: Period?, only: VintagesRead,
    in db: Database
  ) throws -> [TimelineMaker] {
    let selection = answering.selection
    let halfHeld = answering.whyNot.compactMap { _, why -> Dimension? in
      guard case .notHeld(let dimension, let missing) = why,
        let labels = selection.including[dimension], missing.count < labels.count
      else { return nil }
      return dimension
    }
    guard let dimension = halfHeld.min(by: { $0.index < $1.index }),
      let labels = selection.including[dimension], labels.count > 1,
      // One list's rest may hold the label that another table names, and a place the next.
      !labels.contains(Extent.other), !answering.check.places.overlap(labels)
    else { return [] }
    let parts = try labels.compactMap { label in
      try unlessUnanswered {
        try TimelineMaker(
          selection.including(label, in: dimension), answering.context, within: within, only: only,
          in: db)
      }
    }
    return parts.count == labels.count ? parts : []
  }

  func candidates(asOf: Day?) -> Candidates {
    Candidates(
      tables, dimensions: selection.dimensions,
      order: CandidateOrder(selection, context.vocabulary),
      doubts: doubts, asOf: asOf, within: window)
  }

  func timeline(asOf: Day?, in db: Database) throws -> Timeline {
    let candidates = candidates(asOf: asOf)
    var timeline = Timeline(
      selection: selection, asOf: asOf,
      nature: nature,
      candidates: candidates,
      extras: try FigureExtras.found(for: candidates, answering, in: db))
    let parts = try parts.map { try $0.timeline(asOf: asOf, in: db) }
    timeline.join(parts)
    if let why = timeline.whyEmpty(parts) {
      throw QuestionError.nothingFound(
        selection: "\(selection)",
        hint: Localized(
          "It is not added up: \(why(.english)). Ask for one part at a time.",
          "No se suma: \(why(.spanish)). Pida una parte a la vez."))
    }
    return timeline
  }
}

extension AnsweringTables {
  /// Whether there is a certain number for every period that a table of all or of some labels of a union
  /// covers, so that its parts need not be read one by one.
  fileprivate func isAnswered(
    by tables: [CellTable], _ doubts: CellDoubts, asOf days: [Day?], _ within: Period?
  ) -> Bool {
    let halfHeld = whyNot.filter { _, why in
      if case .notHeld = why { true } else { false }
    }.map(\.table)
    let all = halfHeld + self.tables.map(\.table)
    guard !halfHeld.isEmpty, !all.contains(where: \.isDaily) else { return false }
    let periods = all.reduce(into: Set<Period>()) { $0.formUnion($1.reach) }
      .filter { within?.contains($0) ?? true }
    return days.allSatisfy { day in
      let candidates = Candidates(
        tables, dimensions: selection.dimensions,
        order: CandidateOrder(selection, context.vocabulary),
        doubts: doubts, asOf: day, within: within)
      return periods.allSatisfy { period in
        let best = candidates.byPeriod[period]?.first
        return best.map { $0.value != nil && !$0.isAtLeast } ?? false
      }
    }
  }
}
