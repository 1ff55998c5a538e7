import Claims
import Corridors
import Effects
import Periods
import Policies
import Record
import Synchronization
import Wording

/// What questions are answered from, and in which language.
package struct World: Sendable {
  package var language: Language
  /// The corridor, by name or path, as it was asked for.
  package var corridor: String
  /// Version of the program, for pages.
  package var version: String
  /// Threads that a simulation may take.
  package var threads: Int
  /// The day of the question: ages and what is late are told for it.
  package var today = Day.today
  /// Called with what is done and what there is to do, in the units of the question.
  package var progress: @Sendable (_ done: Int, _ of: Int) -> Void = { _, _ in }
  /// Called when something begins that takes a while, with what it is.
  package var begins: @Sendable (Localized) -> Void = { _ in }
  /// Asked for the day of publication of a file that does not show it; `nil` where nobody is there to ask.
  package var dayOfPublication: (@Sendable (UndatedFile) -> Day?)?
  /// Asked now and then whether to stop; what is done by then is the answer.
  package var isCancelled: @Sendable () -> Bool = { false }
  /// Where states of simulations are kept; `nil` for nowhere.
  package var past: SharedPast?
  private let sources: Sources
  private let opened = OpenedRecord()

  /// Where figures and policies come from. Each is read when a question needs it.
  package struct Sources: Sendable {
    package var store: @Sendable () throws -> RecordStore
    package var folder: @Sendable () throws -> CorridorFolder
    /// A policy file in place of the corridor's.
    package var policies: (@Sendable () throws -> PolicySet)?
    /// The figures of a selection; `nil` to read them from the store each time.
    package var timeline: (@Sendable (Selection, Day?) throws -> Timeline)?
    /// The checker of the record as it is; `nil` to make one each time.
    package var checker: (@Sendable () throws -> ClaimCheck)?
    /// Effects that are kept, made where they are not; `nil` to make each one anew.
    package var effect: KeptEffect?

    package init(
      store: @escaping @Sendable () throws -> RecordStore,
      folder: @escaping @Sendable () throws -> CorridorFolder
    ) {
      self.store = store
      self.folder = folder
    }
  }

  package init(
    _ sources: Sources, language: Language, corridor: String = CorridorFolder.standard,
    version: String, threads: Int
  ) {
    self.sources = sources
    self.language = language
    self.corridor = corridor
    self.version = version
    self.threads = threads
  }

  /// - Throws: a `RecordError` when the record cannot be opened.
  package func store() throws -> RecordStore { try opened.store(sources.store) }

  /// - Throws: an `InputError` when there is no such corridor.
  package func folder() throws -> CorridorFolder { try sources.folder() }

  /// The policies that apply; `nil` for a corridor without.
  package func policies() throws -> PolicySet? {
    let found = try sources.policies?() ?? folder().policiesIfAny()
    return found.map(Countries.naming)
  }

  /// - Throws: a `QuestionError` when the record holds nothing that answers.
  package func timeline(_ selection: Selection, asOf: Day?) throws -> Timeline {
    try sources.timeline?(selection, asOf) ?? store().timeline(selection, asOf: asOf)
  }

  /// How old the newest figure of a timeline is; `nil` when nothing was known.
  package func age(_ timeline: Timeline) throws -> AgeReport? {
    try store().age(of: timeline, today: today).map { AgeReport($0, language) }
  }

  package func effect(
    _ query: EffectQuery, make: () throws -> EffectReport
  ) throws -> EffectReport {
    try sources.effect?(query, make) ?? make()
  }

  package func checker() throws -> ClaimCheck {
    try sources.checker?() ?? ClaimCheck(store: store(), policies: policies())
  }
}

/// The record of a world, opened when the first question needs it.
private final class OpenedRecord: Sendable {
  private let kept = Mutex<RecordStore?>(nil)

  func store(_ open: () throws -> RecordStore) throws -> RecordStore {
    try kept.withLock { kept in
      if let store = kept { return store }
      let store = try open()
      kept = store
      return store
    }
  }
}
