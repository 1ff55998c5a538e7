import Foundation
import Periods
import Tabular

/// The CSV files of a FLEE instance. As in FLEE, a line that begins with `#` is the header or a
/// comment.
enum FleeTables {
  struct File {
    var path: String
    /// Its name in messages.
    var name: String
  }

  /// A file's rows, with the names of its columns where it has a header.
  struct Rows {
    var reader: CSVReader
    var issues: InputIssues
    /// What is odd in the file and was passed over: a sentence each, with file and line.
    var warnings: [String] = []
    var header: [String] = []
    private let name: String
    /// Whether what is said once for a file was said.
    var hasWarned = false
    /// What else was said once.
    var said: Set<String> = []

    /// The field of the column `link_type`.
    var linkType: String {
      mutating get { header.firstIndex(of: "link_type").map { text($0) } ?? "" }
    }

    init(_ file: File) throws(InputError) {
      reader = CSVReader(try ByteStream(path: file.path, name: file.name))
      issues = InputIssues(file: file.name)
      name = file.name
    }

    /// Moves to the next row that is no header and whose first field is not empty.
    mutating func next() throws(InputError) -> Bool {
      while try reader.next() {
        let first = text(0)
        if first.hasPrefix("#") {
          header = (0..<reader.count).map { text($0) }
          continue
        }
        if !first.isEmpty {
          noteMoreFields()
          return true
        }
      }
      return false
    }

    mutating func text(_ column: Int) -> String {
      guard column < reader.count else { return "" }
      if let text = reader.text(column) { return text }
      note(column, expected: "text in UTF-8", hint: "Save the file as UTF-8.")
      return ""
    }

    mutating func note(_ column: Int, expected: String, hint: String = "") {
      issues.add(
        line: reader.line, column: column + 1,
        columnName: header.indices.contains(column) ? header[column] : nil, expected: expected,
        found: column < reader.count ? reader.shown(column) : "nothing", hint: hint)
    }

    mutating func warn(_ text: String, line: Int? = nil) {
      warnings.append("\(name):\(line ?? reader.line): \(text)")
    }

    mutating func number(_ column: Int, _ expected: String, in range: ClosedRange<Double>)
      -> Double?
    {
      if let value = CSVTable.number(text(column)), range.contains(value) { return value }
      note(column, expected: expected)
      return nil
    }

    mutating func name(_ column: Int, among names: Set<String>, _ expected: String) -> String {
      let text = text(column)
      if !names.contains(text) {
        note(
          column, expected: expected, hint: suggestionHint(for: text, among: names.sorted()))
      }
      return text
    }

    /// A number in a column that the header names; `nil` for a missing column or an empty field.
    mutating func attribute(
      _ name: String, _ expected: String, in range: ClosedRange<Double>
    ) -> Double? {
      guard let column = header.firstIndex(of: name), !text(column).isEmpty else { return nil }
      return number(column, expected, in: range)
    }

    /// The fields after the fixed ones, by their names in the header.
    mutating func attributes(from column: Int) -> [String: String] {
      var attributes: [String: String] = [:]
      for index in column..<max(column, min(reader.count, header.count)) {
        let text = text(index)
        if let range = FleeTables.numbers[header[index]], let value = Double(text),
          !range.contains(value)
        {
          note(
            index, expected: "a number from \(Int(range.lowerBound)) to \(Int(range.upperBound))")
        }
        attributes[header[index]] = text
      }
      return attributes
    }
  }

  /// Attributes that the rules take as numbers, and what they may be: as many people as a population, and so many
  /// conflicts, floods and parts that no sum of them leaves what a whole number holds.
  private static let numbers: [String: ClosedRange<Double>] = [
    "initial_idps": -1e10...1e10, "capacity_per_day": -1e10...1e10,
    "conflict_intensity": -1e6...1e6, "flood_level": -1e6...1e6, "hdi": -1e6...1e6,
    "trade_volume": -1e10...1e10, "region_IPC": -1e6...1e6, "region_IPC_level": -1e6...1e6,
    "deactivation_probability": -1e6...1e6,
  ]

  /// What a file holds, and what is odd in it.
  struct Read<Value> {
    var value: Value
    var warnings: [String]
  }

  /// The columns of `locations.csv` and `routes.csv` that have a fixed place.
  private static let placeColumns = [
    ["name"], ["region"], ["country"], ["lat", "latitude"], ["lon", "long", "longitude"],
    ["location_type", "type"], ["conflict_date"], ["population", "pop/cap", "pop", "capacity"],
  ]
  private static let roadColumns = [
    ["name1", "from"], ["name2", "to"], ["distance", "km"], ["forced_redirection"],
  ]

  /// Places, and the line of each.
  static func places(
    _ file: File
  ) throws(InputError) -> (places: [FleeInstance.Place], lines: [String: Int], warnings: [String]) {
    var rows = try Rows(file)
    var places: [FleeInstance.Place] = []
    var lines: [String: Int] = [:]
    while try rows.next() {
      if places.isEmpty {
        rows.noteHeader(placeColumns, needed: 8)
        rows.noteColumns(from: 8, known: numbers.keys.sorted() + ["farmer_fraction"], all: false)
      }
      let name = rows.text(0)
      if let line = lines[name] {
        rows.warn(
          "\"\(name)\" is already on line \(line). As in FLEE both are places: roads lead to this one, "
            + "a conflict of conflicts.csv is at the first.")
      }
      lines[name] = rows.reader.line
      let kind = kind(rows.text(5))
      if kind == nil {
        rows.warn(
          "\"\(rows.text(5))\" is no kind of place; as in FLEE, people pass through without stopping. "
            + "Kinds: \(FleeInstance.Kind.allCases.map(\.rawValue).joined(separator: ", ")).")
      }
      let latitude = coordinate(&rows, 3, 90)
      let longitude = coordinate(&rows, 4, 180)
      // FLEE looks at the day for conflict zones only; dflee's files have a depth of water there.
      let conflictDay =
        kind == .conflictZone && !rows.text(6).isEmpty
        ? rows.day(6, in: -1e6...1e6) : 0
      let population =
        rows.text(7).isEmpty ? 0 : rows.people(7, in: -1...1e10)
      guard let conflictDay, let population else { continue }
      places.append(
        FleeInstance.Place(
          name: name, region: rows.text(1),
          country: rows.text(2).isEmpty ? "unknown" : rows.text(2),
          latitude: latitude, longitude: longitude, kind: kind ?? .forwardingHub,
          conflictDay: conflictDay,
          population: Int(population), attributes: rows.attributes(from: 8)))
    }
    try rows.issues.check()
    guard !places.isEmpty else {
      throw InputError(InputIssue(file: file.name, expected: "rows of places", found: "none"))
    }
    return (places, lines, rows.warnings)
  }

  /// What other files call places by.
  struct PlaceNames {
    var places: Set<String> = []
    var regions: Set<String> = []
    var countries: Set<String> = []

    init(_ places: [FleeInstance.Place]) {
      self.places = Set(places.map(\.name))
      regions = Set(places.map(\.region))
      countries = Set(places.map(\.country))
    }

    /// Of a file whose rows have other faults.
    init(_ file: File) throws(InputError) {
      var rows = try Rows(file)
      while try rows.next() {
        places.insert(rows.text(0))
        regions.insert(rows.text(1))
        countries.insert(rows.text(2).isEmpty ? "unknown" : rows.text(2))
      }
    }
  }

  private static func coordinate(_ rows: inout Rows, _ column: Int, _ limit: Double) -> Double {
    if rows.text(column).isEmpty { return 0 }
    return rows.number(
      column, "degrees from -\(Int(limit)) to \(Int(limit))", in: -limit...limit) ?? 0
  }

  /// Like FLEE, looks for a word inside the kind: `conflict`, `camp`, `town`.
  static func kind(_ text: String) -> FleeInstance.Kind? {
    let word = text.lowercased()
    if word.contains("camp") { return word.contains("idp") ? .idpCamp : .camp }
    if word.contains("conflict") { return .conflictZone }
    if word.contains("forward") { return .forwardingHub }
    if word.contains("marker") { return .marker }
    if word.contains("flood_zone") { return .floodZone }
    return word.contains("town") || word.contains("default") ? .town : nil
  }

  static func roads(
    _ file: File, places: Set<String>
  ) throws(InputError) -> Read<[FleeInstance.Road]> {
    var rows = try Rows(file)
    var roads: [FleeInstance.Road] = []
    var repeated = RepeatedRoads()
    while try rows.next() {
      if roads.isEmpty {
        rows.noteHeader(roadColumns, needed: 3)
        rows.noteColumns(
          from: 4, known: ["max_move_speed", "walk_probability", "link_type"], all: true)
      }
      let from = rows.name(0, among: places, "the name of a place")
      let to = rows.name(1, among: places, "the name of a place")
      let distance = rows.number(2, "a distance above 0 km", in: 1e-9...1e6)
      let isTwice = redirects(&rows)
      guard let distance else { continue }
      repeated.note(from: from, to: to, distance: distance, &rows)
      if distance > 20_037 {
        rows.warnOnce(
          "far",
          "\(CSVWriter.number(distance)) km is more than half around the Earth. Is it metres?")
      }
      let road = FleeInstance.Road(
        from: from, to: to, distance: distance,
        walkProbability: rows.attribute("walk_probability", "a chance from 0 to 1", in: 0...1) ?? 0,
        maxMoveSpeed: rows.attribute("max_move_speed", "a speed above 0 km a day", in: 1e-6...1e6))
      roads += isTwice ? [road, road] : [road]
    }
    repeated.finish(&rows)
    try rows.issues.check()
    return Read(value: roads, warnings: rows.warnings)
  }

  /// Reads the fourth column, `forced_redirection`.
  ///
  /// - Returns: whether FLEE puts the road in twice, as it does for 1.
  private static func redirects(_ rows: inout Rows) -> Bool {
    let text = rows.text(3)
    let kinds = ["drive", "walk", "crossing"]
    if kinds.contains(text.lowercased()) || rows.header.contains("link_type") {
      let kind = kinds.contains(text.lowercased()) ? text : rows.linkType
      if !kind.isEmpty, !rows.hasWarned {
        rows.hasWarned = true
        rows.warn(
          "link_type matters to FLEE's micro model only, which is not simulated; as in its macro model "
            + "all roads are travelled alike."
            + (kinds.contains(text.lowercased())
              ? " FLEE's plain run stops at a link_type in the fourth column." : ""))
      }
      if kinds.contains(text.lowercased()) { return false }
    }
    guard let forced = text.isEmpty ? 0 : Int(text) else {
      rows.note(3, expected: "0, 1, 2 or nothing")
      return false
    }
    if forced == 1 {
      rows.warn(
        "forced_redirection 1 forces nobody; as in FLEE, the road is put in twice and attracts once "
          + "more.")
    } else if forced != 0 {
      rows.warn(
        "forced_redirection \(forced) has no effect, as in FLEE."
          + (forced == 2 ? "" : " Is it what follows a decimal comma?"))
    }
    return forced == 1
  }
}
