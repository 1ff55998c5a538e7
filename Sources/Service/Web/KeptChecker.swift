import Claims
import Corridors
import Record
import Synchronization

/// The checker of the record as it is: it keeps the record's answers, so that a record that has
/// changed needs another.
final class KeptChecker: Sendable {
  private let store: RecordStore
  private let folder: CorridorFolder
  private let kept = Mutex<(version: String, check: ClaimCheck)?>(nil)

  init(_ store: RecordStore, _ folder: CorridorFolder) {
    self.store = store
    self.folder = folder
  }

  func current() throws -> ClaimCheck {
    let version = try store.contentVersion()
    if let check = kept.withLock({ $0?.version == version ? $0?.check : nil }) { return check }
    let check = try ClaimCheck(store: store, policies: folder.policiesIfAny())
    kept.withLock { $0 = (version, check) }
    return check
  }
}
