import Corridors
import Periods

/// What the record says of a corridor, as the simulation uses it: plain numbers.
public struct CorridorRecord: Hashable, Sendable {
  /// Monthly figures by the id of the count.
  public var counts: [String: [Period: Double]]
  /// Deaths and disappearances for each passage, by the id of the hazard.
  public var hazards: [String: Double]

  public init(counts: [String: [Period: Double]], hazards: [String: Double]) {
    self.counts = counts
    self.hazards = hazards
  }

  /// The record without what came after a month.
  public func through(_ last: Period) -> CorridorRecord {
    var copy = self
    copy.counts = counts.mapValues { months in months.filter { $0.key.first <= last.first } }
    return copy
  }
}

/// Values of a corridor's parameters for one run, by name.
public struct ParameterDraw: Hashable, Codable, Sendable {
  public var values: [String: Double]

  public init(_ values: [String: Double]) { self.values = values }

  public subscript(name: String) -> Double { values[name] ?? 0 }

  func number(_ number: ModelNumber?) -> Double {
    switch number {
    case nil: 0
    case .value(let value): value
    case .parameter(let name): self[name]
    }
  }
}
