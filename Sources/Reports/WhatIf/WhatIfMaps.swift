import CorridorModel
import Corridors
import Periods
import Wording

extension WhatIf.ScenarioResult {
  func name(_ language: Language) -> String { name[language.rawValue] ?? id }
}

/// The people at each place by scenario and month, for maps beside one another.
public struct WhatIfMaps: Encodable, Sendable {
  public struct Place: Encodable, Sendable {
    public var id: String
    public var name: String
    /// Decimal degrees north and east, WGS 84.
    public var latitude: Double
    public var longitude: Double
  }

  /// A road, by the ids of the places it joins.
  public struct Way: Encodable, Sendable {
    public var from: String
    public var to: String
  }

  public struct Month: Encodable, Sendable {
    public var month: String
    public var label: String
  }

  public struct Scenario: Encodable, Sendable {
    public var id: String
    public var name: String
    /// By month, then by place: medians over the runs, added up over what people are there for; `nil` for
    /// a place at which nobody is counted.
    public var people: [[Double?]]
  }

  public var places: [Place]
  public var ways: [Way]
  public var months: [Month]
  /// The first is the one that the others are compared with.
  public var scenarios: [Scenario]

  public init(_ result: WhatIf, _ corridor: MovementCorridor, _ language: Language) {
    let network = corridor.network
    places = network.places.map {
      Place(
        id: $0.id, name: $0.name(language), latitude: $0.latitude, longitude: $0.longitude)
    }
    ways = network.roads.map {
      Way(from: network.places[$0.from].id, to: network.places[$0.to].id)
    }
    months = (result.scenarios.first?.months ?? []).map { entry in
      Month(month: entry.month, label: Period(entry.month).map(language.period) ?? entry.month)
    }
    scenarios = result.scenarios.map { scenario in
      Scenario(
        id: scenario.id, name: scenario.name(language),
        people: scenario.months.map { month in
          let people = month.people
          return network.places.map { people[$0.id] }
        })
    }
  }
}
