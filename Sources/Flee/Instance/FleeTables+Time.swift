import Foundation
import Periods
import Tabular

/// The files of a FLEE instance about conflicts, the period and counts.
extension FleeTables {
  /// Intensities by place, one a day from day 0.
  static func conflicts(
    _ file: File, places: Set<String>
  ) throws(InputError) -> (values: [String: [Double]], warnings: [String]) {
    guard FileManager.default.fileExists(atPath: file.path) else { return ([:], []) }
    var rows = try Rows(file)
    var values: [[Double]] = []
    var names: [String] = []
    var warnings: [String] = []
    while try rows.next() {
      if names.isEmpty {
        names = rows.header.dropFirst().filter { !$0.isEmpty }
        values = names.map { _ in [] }
        warnings = checkNames(names, places, &rows)
      }
      for index in names.indices {
        let value = rows.number(index + 1, "an intensity from 0 to 1", in: 0...1)
        values[index].append(value ?? 0)
      }
    }
    try rows.issues.check()
    let known = zip(names, values).filter { places.contains($0.0) }
    return (Dictionary(known) { first, _ in first }, warnings)
  }

  /// FLEE ignores columns with unknown names. Here such a column is ignored with a warning when its name
  /// is that of a place except for spaces; other unknown names are errors.
  private static func checkNames(
    _ names: [String], _ places: Set<String>, _ rows: inout Rows
  ) -> [String] {
    if names.isEmpty {
      rows.issues.add(
        line: 1, expected: "a header #Day,… with the names of places", found: "no header")
    }
    var warnings: [String] = []
    var seen: Set<String> = []
    for (index, name) in names.enumerated() {
      if !seen.insert(name).inserted {
        rows.issues.add(
          line: 1, column: index + 2, expected: "each place once", found: "\"\(name)\" again")
      }
      if places.contains(name) { continue }
      let written = name.split(separator: " ").joined(separator: "_")
      if places.contains(written) {
        warnings.append(
          "conflicts.csv:1: \"\(name)\" is no place; the column is ignored, as in FLEE. "
            + "Write \"\(written)\" to use it.")
        continue
      }
      rows.issues.add(
        line: 1, column: index + 2, expected: "the name of a place", found: "\"\(name)\"",
        hint: suggestionHint(for: name, among: places.sorted()))
    }
    return warnings
  }

  static func period(_ file: File) throws(InputError) -> (start: Day, length: Int) {
    var rows = try Rows(file)
    var start: Day?
    var length: Int?
    while try rows.next() {
      switch rows.text(0).lowercased() {
      case "startdate":
        start = Day(rows.text(1))
        if start == nil { rows.note(1, expected: "a date such as 2023-01-31") }
      case "length":
        length = rows.number(1, "a number of days from 1", in: 1...1e6).map { Int($0) }
      default: rows.note(0, expected: "StartDate or Length")
      }
    }
    try rows.issues.check()
    guard let start, let length else {
      throw InputError(
        InputIssue(file: file.name, expected: "StartDate and Length", found: "only one, or none"))
    }
    return (start, length)
  }

  /// The counts of the camps that `data_layout.csv` names.
  static func counts(
    folder: String, start: Day, scaleDown: Int, places: Set<String>
  ) throws(InputError) -> FleeCounts {
    var counts = FleeCounts(camps: [], series: [:], total: [])
    var rows = try Rows(File(path: folder + "/data_layout.csv", name: "data_layout.csv"))
    while try rows.next() {
      let name = rows.text(0)
      var entries: [FleeCounts.Entry] = []
      for column in 1..<max(rows.reader.count, 1) where !rows.text(column).isEmpty {
        let file = File(path: folder + "/" + rows.text(column), name: rows.text(column))
        let more = rows.issues.collect { () throws(InputError) in
          try self.entries(file, start: start, scaleDown: scaleDown)
        }
        entries = entries.isEmpty ? more ?? [] : sum(entries, more ?? [])
      }
      if name != "total", !places.contains(name) {
        let near = suggestion(for: name, among: places.sorted())
        counts.warnings.append(
          "data_layout.csv:\(rows.reader.line): \"\(name)\" is no place; its counts are part of the "
            + "sum of the camps, as in FLEE, and are compared with no simulated number."
            + (near.map { " Did you mean \"\($0)\"?" } ?? ""))
      }
      if name == "total" {
        counts.total = entries
      } else {
        counts.camps.append(name)
        counts.series[name] = entries
      }
    }
    try rows.issues.check()
    return counts
  }

  private static func entries(
    _ file: File, start: Day, scaleDown: Int
  ) throws(InputError) -> [FleeCounts.Entry] {
    var rows = try Rows(file)
    var entries: [FleeCounts.Entry] = []
    while try rows.next() {
      if ["date", "datetime"].contains(rows.text(0).lowercased()) || rows.text(1).isEmpty {
        continue
      }
      guard let day = Day(rows.text(0)) else {
        rows.note(0, expected: "a date such as 2023-01-31")
        continue
      }
      guard let count = rows.number(1, "a whole number of people", in: 0...1e10) else { continue }
      let number = day.days(since: start)
      if let last = entries.last, number <= last.day {
        rows.note(0, expected: "a date after \(start.adding(days: last.day))")
      }
      entries.append(FleeCounts.Entry(day: number, count: count / Double(scaleDown)))
    }
    try rows.issues.check()
    return entries
  }

  /// Adds two series of counts of one camp as FLEE does: on a day that only the first has, with the last
  /// entry of the second before it; on a day that only the second has, with the next entry of the first.
  /// Entries after the end of the other series are left out.
  private static func sum(
    _ a: [FleeCounts.Entry], _ b: [FleeCounts.Entry]
  ) -> [FleeCounts.Entry] {
    guard let lastA = a.last?.day, let lastB = b.last?.day else { return a + b }
    let days = Set(a.map(\.day)).union(b.map(\.day)).filter { $0 <= min(lastA, lastB) }
    return days.sorted().map { day in
      let first = a.first { $0.day >= day }?.count ?? 0
      let second = b.last { $0.day <= day }?.count ?? 0
      return FleeCounts.Entry(day: day, count: first + second)
    }
  }

  /// Scales what was counted before a camp's registration changed from households to people: the
  /// entries before the date, so that the last of them meets the first after it.
  static func correct(
    _ counts: inout FleeCounts, _ file: File, start: Day
  ) throws(InputError) {
    var rows = try Rows(file)
    while try rows.next() {
      let name = rows.name(0, among: Set(counts.camps), "the name of a camp")
      guard let date = Day(rows.text(1)) else {
        rows.note(1, expected: "a date such as 2023-01-31")
        continue
      }
      guard var entries = counts.series[name],
        let index = entries.firstIndex(where: { $0.day == date.days(since: start) }), index > 0,
        entries[index - 1].count > 0
      else {
        rows.note(1, expected: "a date on which the camp has a count, with one before it")
        continue
      }
      let factor = entries[index].count / entries[index - 1].count
      for before in 0..<index { entries[before].count *= factor }
      counts.series[name] = entries
    }
    try rows.issues.check()
  }
}
