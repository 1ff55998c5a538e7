import Periods

/// How a series that has a name is answered before and after a change to the record.
public struct SeriesMove: Hashable, Codable, Sendable {
  /// The series' name.
  public var series: String
  /// Its newest known period before; `nil` when nothing was known.
  public var newestBefore: Period?
  /// Its newest known period after; `nil` when nothing is known any more.
  public var newest: Period?
  /// Periods that were not known and are now, in order.
  public var gained: [Period] = []
  /// Periods that were known and are not any more, in order.
  public var lost: [Period] = []
  /// Periods known before and after, with another number: how many.
  public var revised = 0
  /// The largest of those differences.
  public var largest: Revised?
  /// Periods with the same number from another source: how many.
  public var resourced = 0
  /// Ids of the sources that answer now for the periods whose number or source is another, in order of the
  /// alphabet.
  public var answeredBy: [Source.ID] = []

  /// A number that is another than before.
  public struct Revised: Hashable, Codable, Sendable {
    /// The period that it is of.
    public var period: Period
    /// The number before the change.
    public var before: Double
    /// The number after it.
    public var after: Double
  }

  /// Whether a number that somebody may have read is another, or gone, or new.
  public var changesNumbers: Bool { !gained.isEmpty || !lost.isEmpty || revised > 0 }
}

/// What a record says of its named series: to be compared with what it says after a change.
public struct SeriesState: Sendable {
  private struct Cell: Sendable {
    var value: Double
    var sources: [Source.ID]
  }

  private struct Held: Sendable {
    var every: Granularity
    var cells: [Period: Cell]
  }

  private var series: [String: Held] = [:]
  /// In the order of the vocabulary.
  private let order: [String]

  /// Reads every named series of a record.
  ///
  /// - Throws: a ``RecordError`` or an error of the database when it cannot be read.
  public init(_ store: RecordStore) throws {
    order = store.vocabulary.namedSeries.map(\.id)
    let parser = store.parser
    for id in order {
      guard let selection = try? parser.selection(id) else { continue }
      do {
        let timeline = try store.timeline(selection)
        series[id] = SeriesState.held(timeline)
      } catch is QuestionError {
        // Nothing is known of it.
        continue
      }
    }
  }

  private static func held(_ timeline: Timeline) -> Held {
    // Single days are added up by the month.
    let every = timeline.native == .day || timeline.native == .range ? .month : timeline.native
    let known = timeline.observations(every: every).compactMap { observation in
      observation.value.map {
        (observation.period, Cell(value: $0, sources: observation.sources))
      }
    }
    return Held(every: every, cells: Dictionary(known) { first, _ in first })
  }

  /// The series that are answered otherwise after a change, in the order of the vocabulary.
  public func moves(to after: SeriesState) -> [SeriesMove] {
    order.compactMap { id in
      let (was, now) = (series[id]?.cells ?? [:], after.series[id]?.cells ?? [:])
      var move = SeriesMove(series: id, newestBefore: was.keys.max(), newest: now.keys.max())
      var sources: Set<Source.ID> = []
      for (period, cell) in now {
        guard let old = was[period] else {
          move.gained.append(period)
          sources.formUnion(cell.sources)
          continue
        }
        if old.value != cell.value {
          move.add(.init(period: period, before: old.value, after: cell.value))
        } else if old.sources != cell.sources {
          move.resourced += 1
        } else {
          continue
        }
        sources.formUnion(cell.sources)
      }
      move.gained.sort()
      move.lost = was.keys.filter { now[$0] == nil }.sorted()
      move.answeredBy = sources.sorted()
      return move.changesNumbers || move.resourced > 0 ? move : nil
    }
  }
}

extension SeriesMove {
  fileprivate mutating func add(_ revision: Revised) {
    revised += 1
    let size = { (revision: Revised) in abs(revision.after - revision.before) }
    // Of several as large, the latest: the order of a dictionary is no order.
    if largest.map({ (size($0), $0.period) < (size(revision), revision.period) }) ?? true {
      largest = revision
    }
  }
}
