import Policies
import Tabular
import Wording

/// Reads `places.csv` and `roads.csv` of a corridor.
struct NetworkReader {
  let circuity: Double
  let kilometresPerDay: [CorridorNetwork.Road.Mode: Double]
  let facts: Set<String>

  func read(
    places placesPath: String, roads roadsPath: String, shown: (String) -> String
  ) throws(InputError) -> CorridorNetwork {
    var issues = InputIssues(file: shown("places.csv"))
    let places = issues.collect { () throws(InputError) in
      try self.places(ByteStream(path: placesPath, name: shown("places.csv")))
    }
    let roads = issues.collect { () throws(InputError) in
      try self.roads(
        ByteStream(path: roadsPath, name: shown("roads.csv")), places: places ?? [])
    }
    try issues.check()
    return CorridorNetwork(places: places ?? [], roads: roads ?? [])
  }

  private func places(_ stream: ByteStream) throws(InputError) -> [CorridorNetwork.Place] {
    var table = try CSVTable(stream)
    let id = table.requiredColumn("id")
    let english = table.requiredColumn("name_en")
    let spanish = table.requiredColumn("name_es")
    let country = table.requiredColumn("country")
    let kind = table.requiredColumn("kind")
    let latitude = table.requiredColumn("latitude")
    let longitude = table.requiredColumn("longitude")
    let source = table.requiredColumn("source")
    table.noteRepeatedColumns()
    try table.issues.check()
    let capacity = table.column("capacity")
    let factColumn = table.column("facts")
    let note = table.column("note")
    var places: [CorridorNetwork.Place] = []
    var seen: Set<String> = []
    while try table.next() {
      let name = table.text(id)
      if name.isEmpty || !seen.insert(name).inserted {
        table.note(id, expected: "a name not yet used")
      }
      let code = table.text(country)
      if code.count != 3 { table.note(country, expected: "a country's three letters") }
      if table.text(source).isEmpty { table.note(source, expected: "the source of the row") }
      guard let kindValue = choice(&table, kind, CorridorNetwork.Place.Kind.self),
        let north = coordinate(&table, latitude, -90...90),
        let east = coordinate(&table, longitude, -180...180)
      else { continue }
      places.append(
        CorridorNetwork.Place(
          id: name, name: Localized(table.text(english), table.text(spanish)), country: code,
          kind: kindValue, latitude: north, longitude: east,
          capacity: table.text(capacity).isEmpty
            ? nil : capacity.flatMap { table.count($0) }.map { Int($0) },
          facts: facts(&table, factColumn), source: table.text(source), note: table.text(note)))
    }
    try table.issues.check()
    return places
  }

  private func facts(_ table: inout CSVTable, _ column: Int?) -> [String] {
    guard let column else { return [] }
    let names = table.text(column).split(separator: " ").map(String.init)
    for name in names where !facts.contains(name) {
      table.note(
        column, expected: "a fact of the policy file",
        hint: suggestionHint(for: name, among: facts.sorted()))
    }
    return names
  }

  private func choice<Value: RawRepresentable & CaseIterable>(
    _ table: inout CSVTable, _ column: Int, _ type: Value.Type
  ) -> Value? where Value.RawValue == String {
    let text = table.text(column)
    if let value = Value(rawValue: text) { return value }
    let words = Value.allCases.map(\.rawValue)
    table.note(
      column, expected: "one of \(words.joined(separator: ", "))",
      hint: suggestionHint(for: text, among: words))
    return nil
  }

  private func coordinate(
    _ table: inout CSVTable, _ column: Int, _ range: ClosedRange<Double>
  ) -> Double? {
    if let number = CSVTable.number(table.text(column)), range.contains(number) { return number }
    table.note(column, expected: "degrees from \(range.lowerBound) to \(range.upperBound)")
    return nil
  }

  private func roads(
    _ stream: ByteStream, places: [CorridorNetwork.Place]
  ) throws(InputError) -> [CorridorNetwork.Road] {
    var table = try CSVTable(stream)
    let from = table.requiredColumn("from")
    let to = table.requiredColumn("to")
    let mode = table.requiredColumn("mode")
    let source = table.requiredColumn("source")
    table.noteRepeatedColumns()
    try table.issues.check()
    let distance = table.column("distance_km")
    let days = table.column("days")
    let weight = table.column("weight")
    var roads: [CorridorNetwork.Road] = []
    while try table.next() {
      if table.text(source).isEmpty { table.note(source, expected: "the source of the row") }
      guard let start = place(&table, from, places), let end = place(&table, to, places),
        let modeValue = choice(&table, mode, CorridorNetwork.Road.Mode.self)
      else { continue }
      if start == end { table.note(to, expected: "another place than where the road begins") }
      if roads.contains(where: { $0.from == start && $0.to == end }) {
        table.note(to, expected: "each road once")
      }
      let length =
        positive(&table, distance)
        ?? circuity * CorridorNetwork.greatCircle(places[start], places[end])
      let usual =
        positive(&table, days) ?? length / (kilometresPerDay[modeValue] ?? 500)
      roads.append(
        CorridorNetwork.Road(
          from: start, to: end, mode: modeValue, kilometres: length,
          days: max(1, Int(min(usual, 365).rounded())), weight: positive(&table, weight) ?? 1,
          source: table.text(source)))
    }
    try table.issues.check()
    return roads
  }

  private func place(
    _ table: inout CSVTable, _ column: Int, _ places: [CorridorNetwork.Place]
  ) -> Int? {
    let text = table.text(column)
    if let index = places.firstIndex(where: { $0.id == text }) { return index }
    // Without places every road would be reported as leading to an unknown place.
    guard !places.isEmpty else { return nil }
    table.note(
      column, expected: "the id of a place",
      hint: suggestionHint(for: text, among: places.map(\.id)))
    return nil
  }

  /// A number above zero, or `nil` for an empty field.
  private func positive(_ table: inout CSVTable, _ column: Int?) -> Double? {
    guard let column, !table.text(column).isEmpty else { return nil }
    if let number = CSVTable.number(table.text(column)), number > 0, number < 1e6 { return number }
    table.note(column, expected: "a number above zero")
    return nil
  }
}
