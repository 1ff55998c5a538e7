import Periods
import Record
import Synchronization

/// Answers that were given, until the record holds other figures or another day begins.
final class AnswerCache: Sendable {
  private struct State {
    var version = ""
    var checked: ContinuousClock.Instant?
    var answers: [String: (answer: Answer, used: UInt64)] = [:]
    var size = 0
    var clock: UInt64 = 0
  }

  private let state = Mutex(State())
  private let store: RecordStore
  /// Bytes that answers and their names may take up together, and how many there may be.
  private let limit: Int
  private let most: Int
  let hits = Counter()
  let misses = Counter()

  init(_ store: RecordStore, limit: Int = 64 << 20, most: Int = 10_000) {
    self.store = store
    self.limit = limit
    self.most = most
  }

  /// Name of the record's content and of the day, as they were found last.
  var version: String { state.withLock(\.version) }

  /// The answer of a name, made when it is not kept.
  func answer(_ name: String, make: () async throws -> Answer) async throws -> Answer {
    try refresh()
    let (kept, version) = state.withLock { state in
      state.clock += 1
      if let kept = state.answers[name] {
        state.answers[name]?.used = state.clock
        return (kept.answer as Answer?, state.version)
      }
      return (nil, state.version)
    }
    if let kept {
      hits.add()
      return kept
    }
    misses.add()
    let made = try await make()
    state.withLock { keep(made, name, version, in: &$0) }
    return made
  }

  private func keep(_ answer: Answer, _ name: String, _ version: String, in state: inout State) {
    // Made from figures that have changed meanwhile, or too large to be worth the room.
    let size = AnswerCache.size(answer, name)
    guard state.version == version, size < limit / 8, name.utf8.count <= AnswerCache.longestName
    else { return }
    if let old = state.answers[name] { state.size -= AnswerCache.size(old.answer, name) }
    state.clock += 1
    state.answers[name] = (answer, state.clock)
    state.size += size
    guard state.size > limit || state.answers.count > most else { return }
    for (name, entry) in state.answers.sorted(by: { $0.value.used < $1.value.used }) {
      guard state.size > limit * 3 / 4 || state.answers.count > most * 3 / 4 else { break }
      state.size -= AnswerCache.size(entry.answer, name)
      state.answers[name] = nil
    }
  }

  /// Bytes of a longer name are not worth keeping.
  private static let longestName = 4_096

  /// Bytes that an entry takes up, with what the table needs for it.
  private static func size(_ answer: Answer, _ name: String) -> Int {
    answer.size + name.utf8.count + 256
  }

  /// Looks, at most once a second, whether another program has changed the record.
  private func refresh() throws {
    let now = ContinuousClock.now
    let isDue = state.withLock { state in
      guard let checked = state.checked, now - checked < .seconds(1) else {
        state.checked = now
        return true
      }
      return false
    }
    if isDue { try recordChanged() }
  }

  /// Forgets the answers when the record holds other figures than before.
  func recordChanged() throws {
    // Answers say how old their figures are: those of yesterday are told for another day.
    let version = try "\(store.contentVersion()) \(Day.today)"
    state.withLock { state in
      guard state.version != version else { return }
      state.version = version
      state.answers = [:]
      state.size = 0
    }
  }
}
