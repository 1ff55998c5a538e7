import Corridors
import Periods

/// The figures of the record that the simulation of a corridor uses.
package struct CorridorRecord: Hashable, Sendable {
  /// Monthly figures by the id of the count.
  package var counts: [String: [Period: Double]]
  /// Deaths and disappearances for each passage, by the id of the hazard.
  package var hazards: [String: Double]
  /// How counts that set entries go on after their last month, by the id of the count. One without goes on
  /// as a random walk.
  package var outlooks: [String: EntryOutlook]
  /// How the other counts go on by their own outlooks, by the id of the count: see `PooledLevel`.
  package var levels: [String: EntryOutlook]

  package init(
    counts: [String: [Period: Double]], hazards: [String: Double],
    outlooks: [String: EntryOutlook] = [:], levels: [String: EntryOutlook] = [:]
  ) {
    self.counts = counts
    self.hazards = hazards
    self.outlooks = outlooks
    self.levels = levels
  }

  /// The record without figures after a month.
  package func through(_ last: Period) -> CorridorRecord {
    var copy = self
    copy.counts = counts.mapValues { months in months.filter { $0.key.first <= last.first } }
    return copy
  }
}

/// Values of a corridor's parameters for one run, by name.
package struct ParameterDraw: Hashable, Codable, Sendable {
  package var values: [String: Double]
  /// Where the run is in the draws of outlooks, from 0 to 1; `nil` for a place by lot.
  package var place: Double?

  package init(_ values: [String: Double], place: Double? = nil) {
    self.values = values
    self.place = place
  }

  package subscript(name: String) -> Double { values[name] ?? 0 }

  func number(_ number: ModelNumber?) -> Double {
    switch number {
    case nil: 0
    case .value(let value): value
    case .parameter(let name): self[name]
    }
  }
}
