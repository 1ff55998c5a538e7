import Foundation
import Periods
import Policies
import Wording

/// The places and roads of a corridor, and what is set about how people move on them.
package struct CorridorNetwork: Hashable, Sendable {
  package var places: [Place]
  package var roads: [Road]

  package struct Place: Hashable, Sendable {
    package enum Kind: String, CaseIterable, Hashable, Codable, Sendable {
      /// Where people set out.
      case origin
      case town
      /// A border or a landing that is passed through.
      case crossing
      /// A station that receives people.
      case camp
      /// A town in which people can wait for an appointment, or go on.
      case waiting
      /// A town before a border that people wait at, cross or turn back from.
      case border
      /// A stretch of border between ports of entry, on the far side.
      case sector
      /// A port of entry, on the far side.
      case port
      /// Inside the country that people go to.
      case destination
    }

    package var id: String
    package var name: Localized
    /// ISO 3166-1 alpha-3.
    package var country: String
    package var kind: Kind
    /// Degrees north and east, WGS 84.
    package var latitude: Double
    package var longitude: Double
    /// People it has room for, where that is published.
    package var capacity: Int?
    /// Facts of a person that hold for whoever is here.
    package var facts: [String]
    package var source: String
    package var note: String
  }

  package struct Road: Hashable, Sendable {
    package enum Mode: String, CaseIterable, Hashable, Codable, Sendable {
      case bus, foot, boat, air
    }

    /// Indices into ``CorridorNetwork/places``.
    package var from: Int
    package var to: Int
    package var mode: Mode
    package var kilometres: Double
    /// Usual days on the way, 1 or more.
    package var days: Int
    /// How much it is taken, beside the other roads from the same place.
    package var weight: Double
    package var source: String
  }

  package func index(of id: String) -> Int? { places.firstIndex { $0.id == id } }

  package func road(from: String, to: String) -> Int? {
    guard let from = index(of: from), let to = index(of: to) else { return nil }
    return roads.firstIndex { $0.from == from && $0.to == to }
  }

  /// Kilometres between two places on a sphere of 6,371 km (haversine formula).
  static func greatCircle(_ a: Place, _ b: Place) -> Double {
    let toRadians = Double.pi / 180
    let (lat1, lat2) = (a.latitude * toRadians, b.latitude * toRadians)
    let half = sin((lat2 - lat1) / 2)
    let halfEast = sin((b.longitude - a.longitude) * toRadians / 2)
    let h = half * half + cos(lat1) * cos(lat2) * halfEast * halfEast
    return 2 * 6371 * asin(min(1, h.squareRoot()))
  }
}

/// A number that is set, or the name of a parameter that is estimated.
package enum ModelNumber: Hashable, Sendable {
  case value(Double)
  case parameter(String)
}

/// A number that may be another from some days on.
package struct PhasedNumber: Hashable, Sendable {
  package var first: ModelNumber
  package var later: [Phase] = []

  package struct Phase: Hashable, Sendable {
    package var from: Day
    package var number: ModelNumber
  }

  package func number(on day: Day) -> ModelNumber {
    later.last { $0.from <= day }?.number ?? first
  }
}

/// What `movement.yaml` says: how each series counts people, where they come from, and what is not
/// known and has to be estimated.
package struct MovementPlan: Hashable, Sendable {
  /// First day that is simulated.
  package var start: Day
  /// Nationality of the people, ISO 3166-1 alpha-3.
  package var people: String
  package var circuity: Double
  package var kilometresPerDay: [CorridorNetwork.Road.Mode: Double]
  /// Usual days in a place of a kind.
  package var stay: [CorridorNetwork.Place.Kind: Double]
  /// Facts that are taken to hold for people of whom nothing else is known.
  package var ordinary: [String: FactValue]
  package var counts: [Count]
  package var entries: [Entry]
  package var stocks: [Stock]
  package var returns: [ReturnPractice]
  package var interceptions: [Interception]
  package var appointments: [AppointmentShare]
  /// People a day who come to ports without an appointment.
  package var walkUp: PhasedNumber
  /// Days that news of the border takes to travel, and days of outcomes that make it.
  package var newsDelay: Int
  package var newsWindow: Int
  package var hazards: [Hazard]
  package var parameters: [Parameter]

  /// How a published series counts the people of the model.
  package struct Count: Hashable, Sendable {
    package enum What: String, CaseIterable, Hashable, Sendable {
      /// People who arrive at places.
      case arrivals
      /// Events in which people are stopped in a country.
      case interceptions
      /// People met at a border, between ports or at them.
      case encounters
    }

    package var id: String
    /// A query of the record.
    package var series: String
    package var label: Localized
    package var what: What
    /// Ids of places, for arrivals.
    package var places: [String]
    package var country: String?
    /// `between-ports` or `port-of-entry`, for encounters.
    package var way: String?
    /// The part of the people that is counted.
    package var share: PhasedNumber
    package var note: Localized?
  }

  /// A way in which people come into the model.
  package struct Entry: Hashable, Sendable {
    package var id: String
    package var label: Localized
    /// The count that fixes how many; they come in where it counts them.
    package var count: String?
    /// People a day, when no count fixes it.
    package var peopleADay: ModelNumber?
    /// Where they set out, with the part of each; the parts add up to 1.
    package var from: [(place: String, part: Double)] {
      get { zip(fromPlaces, fromParts).map { ($0, $1) } }
      set {
        fromPlaces = newValue.map(\.place)
        fromParts = newValue.map(\.part)
      }
    }
    var fromPlaces: [String] = []
    var fromParts: [Double] = []
    /// Id of the policy during which nobody comes this way.
    package var closedBy: String?
  }

  /// People who are somewhere when the simulation starts.
  package struct Stock: Hashable, Sendable {
    package var place: String
    package var people: ModelNumber
  }

  /// What is done of a return that applies by law.
  package struct ReturnPractice: Hashable, Sendable {
    package var policy: String
    /// Part that is returned on the day of the encounter.
    package var carriedOut: ModelNumber?
    /// Part that is held until there is a seat.
    package var held: ModelNumber?
  }

  package struct Interception: Hashable, Sendable {
    package var country: String
    /// Chance of an event a day.
    package var perDay: ModelNumber
    /// Part of those met who are taken elsewhere.
    package var moved: ModelNumber
    package var takenTo: [String]
    /// A policy under which events are more frequent, and more people are moved.
    package var policy: String?
    package var factor: ModelNumber?
    package var movedUnder: ModelNumber?
  }

  /// The part of a pathway's appointments that the people of the model get.
  package struct AppointmentShare: Hashable, Sendable {
    package var policy: String
    package var share: PhasedNumber
  }

  /// Deaths and disappearances for each passage, from two series of the record.
  package struct Hazard: Hashable, Sendable {
    package var id: String
    package var label: Localized
    package var roads: [[String]]
    /// Queries of the record.
    package var deaths: String
    package var passages: String
  }

  /// Something that nobody publishes, with what is believed about it before the record is asked.
  package struct Parameter: Hashable, Sendable {
    package enum Kind: String, CaseIterable, Hashable, Codable, Sendable {
      /// Above zero; its logarithm is normal.
      case positive
      /// Between 0 and 1; its log-odds are normal.
      case share
      case real
    }

    package var id: String
    package var kind: Kind
    package var median: Double
    /// Standard deviation of the logarithm, the log-odds or the number itself.
    package var spread: Double
    package var label: Localized

    /// What it can be set to: beyond it the engines would count people by the billion.
    package var range: ClosedRange<Double> {
      switch kind {
      case .positive: min(1, median) / 100...100 * max(1, median)
      case .share: 0...1
      case .real: -100...100
      }
    }

    /// The parameter's own scale from the real line on which it is normal.
    package func value(of real: Double) -> Double {
      switch kind {
      case .positive: exp(real)
      case .share: 1 / (1 + exp(-real))
      case .real: real
      }
    }

    /// Where a value lies on the real line.
    package func real(of value: Double) -> Double {
      switch kind {
      case .positive: log(value)
      case .share: log(value / (1 - value))
      case .real: value
      }
    }
  }
}
