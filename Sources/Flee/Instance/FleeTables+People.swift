import Foundation
import Tabular

/// The files of a FLEE instance about people's traits and about changes at places.
extension FleeTables {
  /// `demographics_NAME.csv`: a column of values, then a column of weights for each place and one
  /// named `Default`.
  static func demographic(
    _ file: File, name: String, places: Set<String>
  ) throws(InputError) -> Read<FleeInstance.Demographic> {
    var rows = try Rows(file)
    var columns: [String] = []
    var result = FleeInstance.Demographic(name: name, values: [], weights: [:])
    while try rows.next() {
      if columns.isEmpty {
        columns = (0..<rows.reader.count).map { rows.text($0) }
        while columns.last?.isEmpty == true { columns.removeLast() }
        for column in columns.dropFirst() where column != "Default" && !places.contains(column) {
          rows.warn("\"\(column)\" is no place; the column is passed over, as in FLEE.")
        }
        continue
      }
      result.values.append(rows.text(0))
      for column in 1..<max(1, columns.count) {
        let weight = rows.number(column, "a weight of 0 or more", in: 0...1e12)
        result.weights[columns[column], default: []].append(weight ?? 0)
      }
    }
    for (column, weights) in result.weights where weights.reduce(0, +) <= 0 {
      rows.issues.add(
        expected: "a weight above 0 in the column \(column)", found: "none")
    }
    if result.weights["Default"] == nil, !result.values.isEmpty {
      rows.issues.add(line: 1, expected: "a column Default", found: columns.joined(separator: ", "))
    }
    try rows.issues.check()
    return Read(value: result, warnings: rows.warnings)
  }

  /// `agents.csv`: a place, then a column for each trait.
  static func agents(
    _ file: File, places: Set<String>
  ) throws(InputError) -> [FleeInstance.Agent] {
    var rows = try Rows(file)
    var columns: [String] = []
    var agents: [FleeInstance.Agent] = []
    while try rows.next() {
      if columns.isEmpty {
        columns = (0..<rows.reader.count).map { rows.text($0) }
        continue
      }
      let place = rows.name(0, among: places, "the name of a place")
      var traits: [String: String] = [:]
      for column in columns.indices.dropFirst() { traits[columns[column]] = rows.text(column) }
      agents.append(FleeInstance.Agent(place: place, traits: traits))
    }
    try rows.issues.check()
    return agents
  }

  /// `location_changes.csv`: a place, its new kind, and the day.
  static func changes(
    _ file: File, places: Set<String>
  ) throws(InputError) -> [FleeInstance.LocationChange] {
    var rows = try Rows(file)
    var changes: [FleeInstance.LocationChange] = []
    while try rows.next() {
      let place = rows.name(0, among: places, "the name of a place")
      let kind = FleeTables.kind(rows.text(1))
      if kind == nil {
        rows.note(
          1, expected: FleeInstance.Kind.allCases.map(\.rawValue).joined(separator: ", "))
      }
      let day = rows.number(2, "a day number from 0", in: 0...1e6)
      guard let kind, let day else { continue }
      changes.append(FleeInstance.LocationChange(place: place, kind: kind, day: Int(day)))
    }
    try rows.issues.check()
    return changes
  }

  /// A file of values by day, a column for each place or region.
  static func attributes(
    _ file: File, name: String, isRegional: Bool, among names: Set<String>
  ) throws(InputError) -> Read<FleeInstance.AttributeSeries> {
    var rows = try Rows(file)
    var columns: [String] = []
    var result = FleeInstance.AttributeSeries(
      name: name, isRegional: isRegional, days: [], values: [:])
    while try rows.next() {
      if columns.isEmpty {
        let hasHeader = !rows.header.isEmpty
        columns = hasHeader ? rows.header : (0..<rows.reader.count).map { rows.text($0) }
        while columns.last?.isEmpty == true { columns.removeLast() }
        for column in columns.dropFirst() where !names.contains(column) {
          let near = suggestion(for: column, among: names.sorted())
          rows.warn(
            "\"\(column)\" is no \(isRegional ? "region" : "place"); the column is passed over, as in FLEE."
              + (near.map { " Write \"\($0)\" to use it there." } ?? ""), line: 1)
        }
        if !hasHeader { continue }
      }
      guard let day = rows.number(0, "a day number", in: -1e6...1e6) else { continue }
      if let last = result.days.last, day <= last {
        rows.note(0, expected: "a day after \(CSVWriter.number(last))")
      }
      result.days.append(day)
      for column in 1..<max(1, columns.count) {
        let value = rows.number(column, "a number", in: -1e12...1e12)
        result.values[columns[column], default: []].append(value ?? 0)
      }
    }
    try rows.issues.check()
    return Read(value: result, warnings: rows.warnings)
  }
}
