import Corridors
import Periods

/// The figures of the record that the simulation of a corridor uses.
package struct CorridorRecord: Hashable, Sendable {
  /// Monthly figures by the id of the count.
  package var counts: [String: [Period: Double]]
  /// Deaths and disappearances for each passage, by the id of the hazard.
  package var hazards: [String: Double]

  package init(counts: [String: [Period: Double]], hazards: [String: Double]) {
    self.counts = counts
    self.hazards = hazards
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

  package init(_ values: [String: Double]) { self.values = values }

  package subscript(name: String) -> Double { values[name] ?? 0 }

  func number(_ number: ModelNumber?) -> Double {
    switch number {
    case nil: 0
    case .value(let value): value
    case .parameter(let name): self[name]
    }
  }
}
