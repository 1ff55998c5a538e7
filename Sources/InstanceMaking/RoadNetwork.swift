import Flee
import Foundation
import Geography
import Tabular

/// Roads between places: from a table, or by who is next to whom.
package enum RoadNetwork {
  /// Roads are longer than the great circle between their ends: 1.3 times on average, by Ballou, Rahardja and
  /// Sakai, "Selected country circuity factors for road travel distance estimation", Transportation Research
  /// Part A 36 (2002), whose factors by country are mostly from 1.2 to 1.5.
  package static let circuity = 1.3

  /// Reads a table with two places and kilometres.
  ///
  /// - Throws: an `InputError` that lists every fault, such as a place that is not in the list.
  package static func read(
    path: String, among places: [FleeInstance.Place]
  ) throws(InputError) -> [FleeInstance.Road] {
    var table = try CSVTable(
      ByteStream(path: path), having: [["from", "name1", "start", "place1"]])
    let from = table.requiredColumn("from", "name1", "start", "place1")
    let to = table.requiredColumn("to", "name2", "end", "place2")
    let distance = table.requiredColumn("km", "distance", "kilometres", "kilometers", "length")
    try table.issues.check()
    let names = Dictionary(
      places.map { (InstanceName.key($0.name), $0.name) }, uniquingKeysWith: { first, _ in first })
    var roads: [FleeInstance.Road] = []
    while try table.next() {
      let ends = [from, to].map { column -> String? in
        let text = table.text(column)
        if let name = names[InstanceName.key(text)] { return name }
        table.note(
          column, expected: "the name of a place",
          hint: suggestionHint(for: text, among: places.map(\.name)))
        return nil
      }
      let kilometres = CSVTable.number(table.text(distance)).flatMap { $0 > 0 ? $0 : nil }
      if kilometres == nil { table.note(distance, expected: "kilometres above 0") }
      guard let a = ends[0], let b = ends[1], let kilometres else { continue }
      roads.append(road(a, b, kilometres))
    }
    try table.issues.check()
    return roads
  }

  /// Roads between neighbours: two places are joined where no third lies in the circle over the line between them
  /// (Gabriel and Sokal, "A new statistical approach to geographic variation analysis", Systematic Zoology 18,
  /// 1969). The network is connected. Places at the same spot are joined by a road of a kilometre.
  package static func neighbours(
    _ places: [FleeInstance.Place], circuity: Double = circuity
  ) -> [FleeInstance.Road] {
    let between = places.map { a in places.map { Sphere.kilometres(a, $0) } }
    var roads: [FleeInstance.Road] = []
    for a in places.indices {
      for b in places.indices.dropFirst(a + 1) {
        let square = between[a][b] * between[a][b]
        let isBetween = places.indices.contains { third in
          guard third != a, third != b else { return false }
          let sides =
            between[a][third] * between[a][third] + between[third][b] * between[third][b]
          // Of places at one spot the first stands between the others.
          return sides < square || (sides == square && third < a && square == 0)
        }
        if isBetween { continue }
        roads.append(
          road(places[a].name, places[b].name, max(1, (circuity * between[a][b]).rounded())))
      }
    }
    return roads
  }

  private static func road(_ from: String, _ to: String, _ kilometres: Double) -> FleeInstance.Road
  {
    FleeInstance.Road(
      from: from, to: to, distance: kilometres, walkProbability: 0, maxMoveSpeed: nil)
  }
}

/// Distances on the Earth as a sphere of 6,371 km.
enum Sphere {
  static func kilometres(_ a: FleeInstance.Place, _ b: FleeInstance.Place) -> Double {
    kilometres(a.latitude, a.longitude, b.latitude, b.longitude)
  }

  /// As the crow flies.
  static func kilometres(
    _ latitude: Double, _ longitude: Double, _ latitude2: Double, _ longitude2: Double
  ) -> Double {
    GreatCircle.kilometres(from: (latitude, longitude), to: (latitude2, longitude2))
  }
}
