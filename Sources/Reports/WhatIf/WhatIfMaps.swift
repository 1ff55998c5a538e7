import CorridorModel
import Corridors
import Periods
import Wording

extension WhatIf.ScenarioResult {
  func name(_ language: Language) -> String { name[language.rawValue] ?? id }
}

/// The people at each place by scenario and month, for maps beside one another.
package struct WhatIfMaps: Encodable, Sendable {
  package struct Place: Encodable, Sendable {
    package var id: String
    package var name: String
    /// Decimal degrees north and east, WGS 84.
    package var latitude: Double
    package var longitude: Double
  }

  /// A road, by the ids of the places it joins.
  package struct Way: Encodable, Sendable {
    package var from: String
    package var to: String
  }

  package struct Month: Encodable, Sendable {
    package var month: String
    package var label: String
  }

  package struct Scenario: Encodable, Sendable {
    package var id: String
    package var name: String
    /// By month, then by place: medians over the runs, added up over what people are there for; `nil` for
    /// a place at which nobody is counted.
    package var people: [[Double?]]
  }

  package var places: [Place]
  package var ways: [Way]
  package var months: [Month]
  /// The first is the one that the others are compared with.
  package var scenarios: [Scenario]

  package init(_ result: WhatIf, _ corridor: MovementCorridor, _ language: Language) {
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
