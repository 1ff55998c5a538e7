import Foundation
import Geography
import Wording

/// The places and roads of a corridor.
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

      /// Whether people here can wait for an appointment.
      package var offersWaiting: Bool { self == .border || self == .waiting }
      /// Whether the corridor's roads end here: nobody travels on.
      package var isEnd: Bool { isAcrossBorder || self == .destination }
      /// Whether it is the far side of a border, between its ports or at one.
      package var isAcrossBorder: Bool { self == .sector || self == .port }
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
    /// Ids of facts that hold for everybody here.
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
    /// How often it is taken, relative to the other roads from the same place.
    package var weight: Double
    package var source: String
  }

  package func index(of id: String) -> Int? { places.firstIndex { $0.id == id } }

  package func road(from: String, to: String) -> Int? {
    guard let from = index(of: from), let to = index(of: to) else { return nil }
    return roads.firstIndex { $0.from == from && $0.to == to }
  }

  /// Kilometres between two places as the crow flies.
  static func greatCircle(_ a: Place, _ b: Place) -> Double {
    GreatCircle.kilometres(
      from: (a.latitude, a.longitude), to: (b.latitude, b.longitude))
  }
}
