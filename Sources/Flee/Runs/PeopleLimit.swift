import Foundation
import Sampling

/// How many people an engine can hold: a run of more would end when memory does, not in words.
package enum PeopleLimit {
  /// Bytes that the person engine keeps for a person: its columns, which may take twice as much while they grow.
  private static let bytesPerPerson = 2 * (MemoryLayout<Motion>.stride + 16)

  /// People are numbered by 32 bits.
  private static let most: [EngineKind: Int] = [
    .person: Int(Int32.max), .cohort: 100_000_000_000,
  ]

  /// Below so many people in its tables an instance is not looked at more closely.
  private static let surelyFew = 10_000_000.0

  /// How many people would set out, where an engine can't hold them on this machine; `nil` where it can.
  ///
  /// - Parameter memory: bytes that this machine has.
  package static func excess(
    _ instance: FleeInstance, engine: EngineKind, days: Int?,
    memory: UInt64 = ProcessInfo.processInfo.physicalMemory
  ) -> Int? {
    guard mayBeMany(instance) else { return nil }
    let people = DepartureOutlook(instance, days: days).people.last ?? 0
    let room = engine == .person ? Int(clamping: memory) / bytesPerPerson : Int.max
    return people > min(room, most[engine] ?? Int.max) ? people : nil
  }

  private static func mayBeMany(_ instance: FleeInstance) -> Bool {
    if instance.settings.conflictSpawning != nil || instance.settings.floodSpawning != nil {
      return true
    }
    // Who left a camp's counts is taken off those who come later: the highest counts are all that set out.
    let lists = instance.counts.map { [$0.total] + $0.series.values } ?? []
    let counted = lists.reduce(0.0) { $0 + ($1.map(\.count).max() ?? 0) }
    let first = instance.places.reduce(0.0) {
      $0 + max(0, Double($1.attributes["initial_idps"] ?? "") ?? 0)
    }
    return counted + first > surelyFew
  }
}
