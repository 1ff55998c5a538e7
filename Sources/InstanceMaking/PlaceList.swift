import Flee
import Foundation
import Tabular

/// A list of places as people have them: a table with a name, coordinates, a country, and a population or a capacity.
package struct PlaceList: Sendable {
  /// In the order of the file. A camp's population is the people it has room for, −1 for no limit.
  package var places: [FleeInstance.Place] = []

  package init() {}

  /// Reads a table with the columns `name`, `latitude`, `longitude`, and where it has them `country`, `region`,
  /// `population`, `capacity` and `kind`.
  ///
  /// - Parameter kind: of places whose row names none.
  /// - Throws: an `InputError` that lists every fault with line and column.
  package init(path: String, kind: FleeInstance.Kind) throws(InputError) {
    var table = try CSVTable(
      ByteStream(path: path), having: [["name", "place", "location"], ["latitude", "lat"]])
    let columns = Columns(&table)
    table.noteRepeatedColumns()
    try table.issues.check()
    var lines: [String: Int] = [:]
    while try table.next() {
      guard let place = columns.place(&table, kind) else { continue }
      if let line = lines[place.name] {
        table.note(
          columns.name, expected: "each place once", hint: "It is already on line \(line).")
      }
      lines[place.name] = table.line
      places.append(place)
    }
    try table.issues.check()
  }

  private struct Columns {
    let name, latitude, longitude: Int
    let country, region, population, capacity, kind: Int?

    init(_ table: inout CSVTable) {
      name = table.requiredColumn("name", "place", "location")
      latitude = table.requiredColumn("latitude", "lat")
      longitude = table.requiredColumn("longitude", "lon", "long", "lng")
      country = table.column("country")
      region = table.column("region", "admin1", "province", "state")
      population = table.column("population", "people")
      capacity = table.column("capacity", "room")
      kind = table.column("kind", "type", "location_type")
    }

    func place(_ table: inout CSVTable, _ usual: FleeInstance.Kind) -> FleeInstance.Place? {
      let faults = table.issues.count
      let name = InstanceName(table.text(self.name)).text
      if name.isEmpty { table.note(self.name, expected: "the name of a place") }
      let latitude = degrees(&table, self.latitude, 90)
      let longitude = degrees(&table, self.longitude, 180)
      let kind = kind(&table, usual)
      let isCamp = kind == .camp || kind == .idpCamp
      let people = number(&table, isCamp ? capacity : population) ?? (isCamp ? -1 : 0)
      let country = InstanceName(table.text(self.country)).text
      let region = InstanceName(table.text(self.region)).text
      guard table.issues.count == faults else { return nil }
      return FleeInstance.Place(
        name: name, region: region.isEmpty ? "unknown" : region,
        country: country.isEmpty ? "unknown" : country, latitude: latitude, longitude: longitude,
        kind: kind, conflictDay: 0, population: people, attributes: [:])
    }

    private func degrees(_ table: inout CSVTable, _ column: Int, _ limit: Double) -> Double {
      if let value = CSVTable.number(table.text(column)), abs(value) <= limit { return value }
      table.note(column, expected: "degrees from -\(Int(limit)) to \(Int(limit))")
      return 0
    }

    private func number(_ table: inout CSVTable, _ column: Int?) -> Int? {
      guard let column, !table.text(column).isEmpty else { return nil }
      return table.count(column).map { Int($0) }
    }

    private func kind(
      _ table: inout CSVTable, _ usual: FleeInstance.Kind
    ) -> FleeInstance.Kind {
      let text = table.text(kind)
      guard !text.isEmpty, let column = kind else { return usual }
      if let kind = FleeInstance.Kind(rawValue: text.lowercased()) { return kind }
      let kinds = FleeInstance.Kind.allCases.map(\.rawValue)
      table.note(
        column, expected: kinds.joined(separator: ", "),
        hint: suggestionHint(for: text, among: kinds))
      return usual
    }
  }
}

/// A name as FLEE's files can have it: without commas, quotes and spaces.
struct InstanceName {
  let text: String

  init(_ written: String) {
    text = written.split { $0.isWhitespace || $0 == "," || $0 == "\"" || $0 == "#" }
      .joined(separator: "_")
  }

  /// Names that differ in capitals, accents or marks between words are the same.
  var key: String { InstanceName.key(text) }

  static func key(_ name: String) -> String {
    let plain = name.lowercased().decomposedStringWithCanonicalMapping.unicodeScalars.filter {
      $0.properties.isAlphabetic || $0.properties.numericType != nil
    }
    var scalars = String.UnicodeScalarView()
    scalars.append(contentsOf: plain)
    return String(scalars)
  }
}
