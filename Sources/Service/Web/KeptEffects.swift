import Effects
import Record
import Synchronization

/// Effects that were estimated, which take about a second each, until the record holds other figures: the first page,
/// the page of effects and the API ask for the same ones, in both languages.
final class KeptEffects: Sendable {
  private struct State {
    var version = ""
    var reports: [String: EffectReport] = [:]
  }

  /// More are made anew.
  private static let most = 64

  private let state = Mutex(State())
  private let store: RecordStore

  init(_ store: RecordStore) { self.store = store }

  /// The report of a query, made where it is not kept.
  func report(_ query: EffectQuery, make: () throws -> EffectReport) throws -> EffectReport {
    let version = try store.contentVersion()
    // Every part of a query is in its description.
    let name = String(reflecting: query)
    let kept = state.withLock { $0.version == "\(version)" ? $0.reports[name] : nil }
    if let kept { return kept }
    let made = try make()
    state.withLock { state in
      if state.version != "\(version)" || state.reports.count >= KeptEffects.most {
        state = State(version: "\(version)")
      }
      state.reports[name] = made
    }
    return made
  }
}
