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
    var header: [String] = []

    init(_ file: File) throws(InputError) {
      reader = CSVReader(try ByteStream(path: file.path, name: file.name))
      issues = InputIssues(file: file.name)
    }

    /// Moves to the next row that is no header and whose first field is not empty.
    mutating func next() throws(InputError) -> Bool {
      while try reader.next() {
        let first = text(0)
        if first.hasPrefix("#") {
          header = (0..<reader.count).map { text($0) }
          continue
        }
        if !first.isEmpty { return true }
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
        attributes[header[index]] = text(index)
      }
      return attributes
    }
  }

  /// Places, and the line of each.
  static func places(
    _ file: File
  ) throws(InputError) -> (places: [FleeInstance.Place], lines: [String: Int]) {
    var rows = try Rows(file)
    var places: [FleeInstance.Place] = []
    var lines: [String: Int] = [:]
    while try rows.next() {
      let name = rows.text(0)
      if let line = lines[name] {
        rows.note(0, expected: "each place once", hint: "It is already on line \(line).")
      }
      lines[name] = rows.reader.line
      let kind = kind(rows.text(5))
      if kind == nil {
        rows.note(
          5,
          expected: FleeInstance.Kind.allCases.map(\.rawValue).joined(separator: ", "))
      }
      let latitude = coordinate(&rows, 3, 90)
      let longitude = coordinate(&rows, 4, 180)
      let conflictDay =
        rows.text(6).isEmpty ? 0 : rows.number(6, "a day number from 0", in: 0...1e6)
      let population =
        rows.text(7).isEmpty ? 0 : rows.number(7, "a whole number of people", in: -1...1e10)
      guard let kind, let conflictDay, let population else { continue }
      places.append(
        FleeInstance.Place(
          name: name, region: rows.text(1),
          country: rows.text(2).isEmpty ? "unknown" : rows.text(2),
          latitude: latitude, longitude: longitude, kind: kind, conflictDay: Int(conflictDay),
          population: Int(population), attributes: rows.attributes(from: 8)))
    }
    try rows.issues.check()
    guard !places.isEmpty else {
      throw InputError(InputIssue(file: file.name, expected: "rows of places", found: "none"))
    }
    return (places, lines)
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

  static func roads(_ file: File, places: Set<String>) throws(InputError) -> [FleeInstance.Road] {
    var rows = try Rows(file)
    var roads: [FleeInstance.Road] = []
    // A road given again the other way round is a second road, as in FLEE.
    var lines: [[String]: Int] = [:]
    while try rows.next() {
      let from = rows.name(0, among: places, "the name of a place")
      let to = rows.name(1, among: places, "the name of a place")
      if let line = lines[[from, to]] {
        rows.note(1, expected: "each road once", hint: "It is already on line \(line).")
      }
      lines[[from, to]] = rows.reader.line
      if from == to {
        rows.note(1, expected: "another place than the first", hint: "A road leads somewhere else.")
      }
      let distance = rows.number(2, "a distance above 0 km", in: 1e-9...1e6)
      let forced = rows.text(3)
      if !["", "0", "1", "2"].contains(forced) {
        rows.note(3, expected: "0, 1, 2 or nothing")
      }
      guard let distance else { continue }
      roads.append(
        FleeInstance.Road(
          from: from, to: to, distance: distance,
          walkProbability: rows.attribute(
            "walk_probability", "a chance from 0 to 1", in: 0...1) ?? 0,
          maxMoveSpeed: rows.attribute(
            "max_move_speed", "a speed above 0 km a day", in: 1e-6...1e6)))
    }
    try rows.issues.check()
    return roads
  }

  static func closures(
    _ file: File, places: Set<String>, countries: Set<String>
  ) throws(InputError) -> [FleeInstance.Closure] {
    guard FileManager.default.fileExists(atPath: file.path) else { return [] }
    var rows = try Rows(file)
    var closures: [FleeInstance.Closure] = []
    while try rows.next() {
      guard let kind = FleeInstance.Closure.Kind(rawValue: rows.text(0)) else {
        rows.note(
          0,
          expected: FleeInstance.Closure.Kind.allCases.map(\.rawValue).joined(separator: ", "))
        continue
      }
      let names = kind == .country ? countries : places
      let first = rows.name(
        1, among: names, "the name of a \(kind == .country ? "country" : "place")")
      var second = rows.text(2)
      if kind == .country || kind == .link || kind == .redirection {
        second = rows.name(
          2, among: names, "the name of a \(kind == .country ? "country" : "place")")
      }
      guard let start = rows.number(3, "a day number from 0", in: 0...1e6),
        let end = rows.number(4, "a day number", in: -1e6...1e9)
      else { continue }
      if end < start, kind != .redirection {
        rows.note(
          4, expected: "a day after the closing on day \(Int(start))",
          hint: "Give a day after the end of the simulation for what stays closed.")
      }
      closures.append(
        FleeInstance.Closure(
          kind: kind, first: first, second: second, start: Int(start), end: Int(end)))
    }
    try rows.issues.check()
    return closures
  }
}
