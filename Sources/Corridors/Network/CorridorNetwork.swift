import Foundation
import Periods
import Policies
import Wording

/// The places and roads of a corridor, and what is set about how people move on them.
public struct CorridorNetwork: Hashable, Sendable {
  public var places: [Place]
  public var roads: [Road]

  public struct Place: Hashable, Sendable {
    public enum Kind: String, CaseIterable, Hashable, Codable, Sendable {
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

    public var id: String
    public var name: Localized
    /// ISO 3166-1 alpha-3.
    public var country: String
    public var kind: Kind
    /// Degrees north and east, WGS 84.
    public var latitude: Double
    public var longitude: Double
    /// People it has room for, where that is published.
    public var capacity: Int?
    /// Facts of a person that hold for whoever is here.
    public var facts: [String]
    public var source: String
    public var note: String
  }

  public struct Road: Hashable, Sendable {
    public enum Mode: String, CaseIterable, Hashable, Codable, Sendable {
      case bus, foot, boat, air
    }

    /// Indices into ``CorridorNetwork/places``.
    public var from: Int
    public var to: Int
    public var mode: Mode
    public var kilometres: Double
    /// Usual days on the way, 1 or more.
    public var days: Int
    /// How much it is taken, beside the other roads from the same place.
    public var weight: Double
    public var source: String
  }

  public func index(of id: String) -> Int? { places.firstIndex { $0.id == id } }

  public func road(from: String, to: String) -> Int? {
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
public enum ModelNumber: Hashable, Sendable {
  case value(Double)
  case parameter(String)
}

/// A number that may be another from some days on.
public struct PhasedNumber: Hashable, Sendable {
  public var first: ModelNumber
  public var later: [Phase] = []

  public struct Phase: Hashable, Sendable {
    public var from: Day
    public var number: ModelNumber
  }

  public func number(on day: Day) -> ModelNumber {
    later.last { $0.from <= day }?.number ?? first
  }
}

/// What `movement.yaml` says: how each series counts people, where they come from, and what is not
/// known and has to be estimated.
public struct MovementPlan: Hashable, Sendable {
  /// First day that is simulated.
  public var start: Day
  /// Nationality of the people, ISO 3166-1 alpha-3.
  public var people: String
  public var circuity: Double
  public var kilometresPerDay: [CorridorNetwork.Road.Mode: Double]
  /// Usual days in a place of a kind.
  public var stay: [CorridorNetwork.Place.Kind: Double]
  /// Facts that are taken to hold for people of whom nothing else is known.
  public var ordinary: [String: FactValue]
  public var counts: [Count]
  public var entries: [Entry]
  public var stocks: [Stock]
  public var returns: [ReturnPractice]
  public var interceptions: [Interception]
  public var appointments: [AppointmentShare]
  /// People a day who come to ports without an appointment.
  public var walkUp: PhasedNumber
  /// Days that news of the border takes to travel, and days of outcomes that make it.
  public var newsDelay: Int
  public var newsWindow: Int
  public var hazards: [Hazard]
  public var parameters: [Parameter]

  /// How a published series counts the people of the model.
  public struct Count: Hashable, Sendable {
    public enum What: String, CaseIterable, Hashable, Sendable {
      /// People who arrive at places.
      case arrivals
      /// Events in which people are stopped in a country.
      case interceptions
      /// People met at a border, between ports or at them.
      case encounters
    }

    public var id: String
    /// A query of the record.
    public var series: String
    public var label: Localized
    public var what: What
    /// Ids of places, for arrivals.
    public var places: [String]
    public var country: String?
    /// `between-ports` or `port-of-entry`, for encounters.
    public var way: String?
    /// The part of the people that is counted.
    public var share: PhasedNumber
    public var note: Localized?
  }

  /// A way in which people come into the model.
  public struct Entry: Hashable, Sendable {
    public var id: String
    public var label: Localized
    /// The count that fixes how many; they come in where it counts them.
    public var count: String?
    /// People a day, when no count fixes it.
    public var peopleADay: ModelNumber?
    /// Where they set out, with the part of each; the parts add up to 1.
    public var from: [(place: String, part: Double)] {
      get { zip(fromPlaces, fromParts).map { ($0, $1) } }
      set {
        fromPlaces = newValue.map(\.place)
        fromParts = newValue.map(\.part)
      }
    }
    var fromPlaces: [String] = []
    var fromParts: [Double] = []
    /// Id of the policy during which nobody comes this way.
    public var closedBy: String?
  }

  /// People who are somewhere when the simulation starts.
  public struct Stock: Hashable, Sendable {
    public var place: String
    public var people: ModelNumber
  }

  /// What is done of a return that applies by law.
  public struct ReturnPractice: Hashable, Sendable {
    public var policy: String
    /// Part that is returned on the day of the encounter.
    public var carriedOut: ModelNumber?
    /// Part that is held until there is a seat.
    public var held: ModelNumber?
  }

  public struct Interception: Hashable, Sendable {
    public var country: String
    /// Chance of an event a day.
    public var perDay: ModelNumber
    /// Part of those met who are taken elsewhere.
    public var moved: ModelNumber
    public var takenTo: [String]
    /// A policy under which events are more frequent, and more people are moved.
    public var policy: String?
    public var factor: ModelNumber?
    public var movedUnder: ModelNumber?
  }

  /// The part of a pathway's appointments that the people of the model get.
  public struct AppointmentShare: Hashable, Sendable {
    public var policy: String
    public var share: PhasedNumber
  }

  /// Deaths and disappearances for each passage, from two series of the record.
  public struct Hazard: Hashable, Sendable {
    public var id: String
    public var label: Localized
    public var roads: [[String]]
    /// Queries of the record.
    public var deaths: String
    public var passages: String
  }

  /// Something that nobody publishes, with what is believed about it before the record is asked.
  public struct Parameter: Hashable, Sendable {
    public enum Kind: String, CaseIterable, Hashable, Codable, Sendable {
      /// Above zero; its logarithm is normal.
      case positive
      /// Between 0 and 1; its log-odds are normal.
      case share
      case real
    }

    public var id: String
    public var kind: Kind
    public var median: Double
    /// Standard deviation of the logarithm, the log-odds or the number itself.
    public var spread: Double
    public var label: Localized

    /// What it can be set to: beyond it the engines would count people by the billion.
    public var range: ClosedRange<Double> {
      switch kind {
      case .positive: min(1, median) / 100...100 * max(1, median)
      case .share: 0...1
      case .real: -100...100
      }
    }

    /// The parameter's own scale from the real line on which it is normal.
    public func value(of real: Double) -> Double {
      switch kind {
      case .positive: exp(real)
      case .share: 1 / (1 + exp(-real))
      case .real: real
      }
    }

    /// Where a value lies on the real line.
    public func real(of value: Double) -> Double {
      switch kind {
      case .positive: log(value)
      case .share: log(value / (1 - value))
      case .real: value
      }
    }
  }
}
