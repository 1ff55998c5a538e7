import Foundation
import Periods
import Policies
import Wording

/// How a person arrives in the destination by land: the words of the fact `arrival`.
package enum ArrivalWay: String, CaseIterable, Hashable, Sendable {
  case betweenPorts = "between-ports"
  case portOfEntry = "port-of-entry"
}

/// A number that is set, or the name of a parameter that is estimated.
package enum ModelNumber: Hashable, Sendable {
  case value(Double)
  case parameter(String)
}

/// A number that may change on some days.
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

/// The content of `movement.yaml`: how each series counts people, where they come from, and what is not
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
  /// Facts that are assumed of people of whom nothing else is known.
  package var ordinary: [String: FactValue]
  package var counts: [Count]
  package var entries: [Entry]
  package var stocks: [Stock]
  package var returns: [ReturnPractice]
  package var interceptions: [Interception]
  package var appointments: [AppointmentShare]
  /// People a day who come to ports without an appointment.
  package var walkUp: PhasedNumber
  /// Days that news of the border takes to travel, and days of outcomes that it is formed from.
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
      /// People encountered at a border, between ports or at them.
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
    /// For encounters.
    package var way: ArrivalWay?
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

  /// How far a return that applies by law is carried out.
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
    /// Part of those intercepted who are taken elsewhere.
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

  /// A number that nobody publishes, with its prior.
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

    /// The values that it can be set to. Beyond them the engines would simulate people by the billion.
    package var range: ClosedRange<Double> {
      switch kind {
      case .positive: min(1, median) / 100...100 * max(1, median)
      case .share: 0...1
      case .real: -100...100
      }
    }

    /// The parameter's value for a number on the real line, on which it is normal.
    package func value(of real: Double) -> Double {
      switch kind {
      case .positive: exp(real)
      case .share: 1 / (1 + exp(-real))
      case .real: real
      }
    }

    /// The number on the real line for a value.
    package func real(of value: Double) -> Double {
      switch kind {
      case .positive: log(value)
      case .share: log(value / (1 - value))
      case .real: value
      }
    }
  }
}
