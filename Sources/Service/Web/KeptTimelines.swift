import Periods
import Record
import Synchronization

/// The figures of selections that were asked for, until the record holds others: the same few series are
/// asked for again and again, each time for other months.
final class KeptTimelines: Sendable {
  private struct Key: Hashable {
    var selection: Selection
    var asOf: Day?
  }

  private struct State {
    var version = ""
    var timelines: [Key: Timeline] = [:]
  }

  private let state = Mutex(State())
  private let store: RecordStore
  /// Timelines that are kept; a long one takes some 100 kB.
  private let limit: Int

  init(_ store: RecordStore, limit: Int = 500) {
    self.store = store
    self.limit = limit
  }

  /// - Parameter version: of the record's content; what was kept of another is forgotten.
  /// - Throws: a `QuestionError` when the record holds nothing that answers.
  func timeline(_ selection: Selection, asOf: Day?, version: String) throws -> Timeline {
    let key = Key(selection: selection, asOf: asOf)
    let kept = state.withLock { $0.version == version ? $0.timelines[key] : nil }
    if let kept { return kept }
    let timeline = try store.timeline(selection, asOf: asOf)
    state.withLock { state in
      if state.version != version || state.timelines.count >= limit {
        state = State(version: version)
      }
      state.timelines[key] = timeline
    }
    return timeline
  }
}
