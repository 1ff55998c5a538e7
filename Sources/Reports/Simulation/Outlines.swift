import Corridors
import Flee
import Foundation
import Tabular

/// Land behind a map of a network.
package enum Outlines {
  /// No land.
  package static let none = Data(#"{"type":"FeatureCollection","features":[]}"#.utf8)

  /// Country outlines, GeoJSON (RFC 7946), where those that ship cover the places; else an empty
  /// collection, so that the map shows places and roads alone.
  package static func around(_ instance: FleeInstance) throws(InputError) -> [UInt8] {
    // The outlines that ship are those of the Americas.
    let isCovered = instance.places.allSatisfy { place in
      (-60...72).contains(place.latitude) && (-170 ... -30).contains(place.longitude)
    }
    guard isCovered else { return Array(none) }
    let path = CorridorFolder.resources("outlines") + "/americas.geojson"
    return try ByteStream(path: path, name: "americas.geojson").readAll(limit: 1 << 24)
  }
}
