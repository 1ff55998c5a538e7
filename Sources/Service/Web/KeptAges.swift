import Periods
import Record
import Synchronization
import Wording

/// How old the record's figures are, in a sentence that every page shows, until the record holds others or
/// another day begins.
final class KeptAges: Sendable {
  private struct State {
    var version = ""
    var sentences: [Language: String] = [:]
  }

  private let state = Mutex(State())
  private let store: RecordStore

  init(_ store: RecordStore) {
    self.store = store
  }

  /// Empty where nothing is held, or the record cannot be read: the page that is asked for says why.
  func sentence(_ language: Language) -> String {
    let today = Day.today
    guard let content = try? store.contentVersion() else { return "" }
    let version = "\(content) \(today)"
    let kept = state.withLock { $0.version == version ? $0.sentences[language] : nil }
    if let kept { return kept }
    let made =
      RecordAge((try? store.seriesEntries(today: today, language)) ?? [])?.sentence(language) ?? ""
    state.withLock { state in
      if state.version != version { state = State(version: version) }
      state.sentences[language] = made
    }
    return made
  }
}
