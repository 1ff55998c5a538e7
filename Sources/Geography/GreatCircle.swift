import Foundation

/// Distances on a sphere of 6,371 km, which is also FLEE's Earth.
package enum GreatCircle {
  /// Kilometres as the crow flies between two points in degrees, by the haversine formula.
  package static func kilometres(
    from: (latitude: Double, longitude: Double), to: (latitude: Double, longitude: Double)
  ) -> Double {
    let (north, north2) = (from.latitude * .pi / 180, to.latitude * .pi / 180)
    let half = sin((north2 - north) / 2)
    let across = sin((to.longitude - from.longitude) * .pi / 360)
    let part = half * half + cos(north) * cos(north2) * across * across
    return 2 * 6371 * asin(min(1, part.squareRoot()))
  }
}
