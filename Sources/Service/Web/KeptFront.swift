import CorridorModel
import Corridors
import Effects
import Periods
import Policies
import Questions
import Record
import Reports
import Synchronization
import Wording

/// Today's answers to the five questions and the results that come with the corridor: made while nobody waits,
/// and kept until the record holds other figures or another day begins.
final class KeptFront: Sendable {
  private struct State {
    var version = ""
    var made: [Language: FrontAnswers] = [:]
  }

  private let state = Mutex(State())
  /// Held while they are made, so that who asks meanwhile waits for the same.
  private let making = Mutex(())
  private let results = Mutex<WhatIf??>(nil)
  private let store: RecordStore
  private let folder: CorridorFolder
  private let movement: MovementCorridor?
  private let release: String
  private let effects: KeptEffects

  /// - Parameter release: version of the program.
  init(
    _ store: RecordStore, _ folder: CorridorFolder, _ movement: MovementCorridor?, release: String,
    effects: KeptEffects
  ) {
    (self.store, self.folder, self.movement, self.release) = (store, folder, movement, release)
    self.effects = effects
  }

  /// Results of the corridor's own scenarios that came with it; `nil` where none did.
  func whatIf() throws -> WhatIf? {
    try results.withLock { kept in
      if let kept { return kept }
      let read = try KeptWhatIf.of(folder)
      kept = .some(read)
      return read
    }
  }

  /// Those that are made already; `nil` where somebody would have to wait.
  func ready(_ language: Language) -> FrontAnswers? {
    guard let version = try? version() else { return nil }
    return state.withLock { $0.version == version ? $0.made[language] : nil }
  }

  /// Made where they are not kept, which takes about a second.
  func answers(_ language: Language) throws -> FrontAnswers {
    try making.withLock { _ in
      if let kept = ready(language) { return kept }
      let version = try version()
      guard folder.has("brief.yaml") else { return FrontAnswers() }
      var builder = try BriefBuilder(
        store: store, folder: folder, asOf: nil, language: language, command: "", version: release)
      // With the policies that questions have, so that the pages get the same reports.
      let (effects, store) = (effects, store)
      let policies = try folder.policiesIfAny().map(Countries.naming)
      builder.keptEffect = { query, _ in
        try effects.report(query) {
          try EffectReport.make(query, store: store, policies: policies)
        }
      }
      let kept = try whatIf().flatMap { result in movement.map { (result, $0) } }
      let made = try builder.frontAnswers(kept)
      state.withLock { state in
        if state.version != version { state = State(version: version) }
        state.made[language] = made
      }
      return made
    }
  }

  private func version() throws -> String { "\(try store.contentVersion()) \(Day.today)" }
}
