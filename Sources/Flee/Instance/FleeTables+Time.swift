import Foundation
import Periods
import Tabular

/// The files of a FLEE instance about conflicts, the period and counts.
extension FleeTables {
  /// Intensities by place, one a day from day 0. FLEE passes over columns that name no place.
  static func conflicts(
    _ file: File, places: Set<String>
  ) throws(InputError) -> Read<[String: [Double]]> {
    guard FileManager.default.fileExists(atPath: file.path) else {
      return Read(value: [:], warnings: [])
    }
    var rows = try Rows(file)
    var values: [[Double]] = []
    var names: [String] = []
    var count = 0
    while try rows.next() {
      if names.isEmpty {
        // FLEE takes the first row for the header, with or without a #.
        let hasHeader = !rows.header.isEmpty
        let first = hasHeader ? rows.header : (0..<rows.reader.count).map { rows.text($0) }
        names = first.dropFirst().map { $0.trimmingCharacters(in: .whitespaces) }
        while names.last?.isEmpty == true { names.removeLast() }
        values = names.map { _ in [] }
        noteNames(names, places, &rows)
        if !hasHeader { continue }
      }
      noteDay(count, &rows)
      count += 1
      for index in names.indices {
        let value = rows.number(index + 1, "an intensity of 0 or more", in: -1e9...1e9)
        noteIntensity(value ?? 0, &rows)
        values[index].append(value ?? 0)
      }
    }
    try rows.issues.check()
    let known = zip(names, values).filter { places.contains($0.0) && !$0.1.isEmpty }
    if count == 0 {
      rows.warn(
        "no row has a day. As without the file, every conflict_zone of locations.csv is in conflict from "
          + "its conflict_date on.", line: 1)
    }
    return Read(value: Dictionary(known) { first, _ in first }, warnings: rows.warnings)
  }

  /// FLEE counts the rows, and does not look at the day that they give.
  private static func noteDay(_ day: Int, _ rows: inout Rows) {
    guard CSVTable.number(rows.text(0)) != Double(day) else { return }
    rows.warnOnce(
      "day",
      "the row of \"\(rows.text(0))\" is taken for day \(day), as in FLEE: there must be a row for each day "
        + "from day 0 on.")
  }

  private static func noteIntensity(_ value: Double, _ rows: inout Rows) {
    if value < 0 {
      rows.warnOnce("below", "an intensity below 0 is no conflict, as in FLEE.")
    } else if value > 10 {
      rows.warnOnce(
        "above",
        "an intensity of \(CSVWriter.number(value)): as in FLEE, as many times as many people set out as at "
          + "1, and conflict_weight counts to the power of it. Is it a percentage?")
    }
  }

  private static func noteNames(_ names: [String], _ places: Set<String>, _ rows: inout Rows) {
    var seen: Set<String> = []
    for name in names where !name.isEmpty {
      if !seen.insert(name).inserted {
        rows.warn(
          "\"\(name)\" has two columns; the first is used, where FLEE mixes the values of both.",
          line: 1)
      }
      if places.contains(name) { continue }
      let written = name.split(separator: " ").joined(separator: "_")
      let near =
        places.contains(written) ? written : suggestion(for: name, among: places.sorted())
      rows.warn(
        "\"\(name)\" is no place; the column is passed over, as in FLEE."
          + (near.map { " Write \"\($0)\" to use it there." } ?? ""), line: 1)
    }
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
        length = rows.number(1, "a number of days from 1", in: 1...1e6).flatMap {
          if $0 == $0.rounded() { return Int($0) }
          rows.note(1, expected: "a whole number of days")
          return nil
        }
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
    var files: [String: String] = [:]
    while try rows.next() {
      let name = rows.text(0)
      noteRepeated(name, &files, counts.camps, &rows)
      var entries: [FleeCounts.Entry] = []
      for column in 1..<max(rows.reader.count, 1) where !rows.text(column).isEmpty {
        let file = File(path: folder + "/" + rows.text(column), name: rows.text(column))
        let more = rows.issues.collect { () throws(InputError) in
          try self.entries(file, start: start, scaleDown: scaleDown)
        }
        counts.warnings += more?.warnings ?? []
        entries = entries.isEmpty ? more?.value ?? [] : sum(entries, more?.value ?? [])
      }
      if entries.isEmpty {
        rows.warn(
          "there is no count of \"\(name)\": it counts as 0 on every day. FLEE stops there.")
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
        if !counts.camps.isEmpty {
          rows.warn(
            "\"total\" is not the first row. FLEE takes the first row for the total, whatever its name, "
              + "and the others for camps; here the name decides.")
        }
      } else {
        counts.camps.append(name)
        if counts.series[name] == nil { counts.series[name] = entries }
      }
    }
    try rows.issues.check()
    counts.warnings += rows.warnings
    return counts
  }

  private static func noteRepeated(
    _ name: String, _ files: inout [String: String], _ camps: [String], _ rows: inout Rows
  ) {
    if camps.contains(name) {
      rows.warn(
        "\"\(name)\" is there twice: its first counts are used, and twice in the sum of the camps, as in FLEE."
      )
    }
    for column in 1..<max(rows.reader.count, 1) where !rows.text(column).isEmpty {
      let file = rows.text(column)
      if let other = files[file] {
        rows.warn("\(file) is also the count of \"\(other)\".")
      }
      files[file] = name
    }
  }

  /// The rows of a file of counts as they stand, as FLEE takes them.
  private static func entries(
    _ file: File, start: Day, scaleDown: Int
  ) throws(InputError) -> Read<[FleeCounts.Entry]> {
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
      guard let count = rows.people(1, in: 0...1e10) else { continue }
      if rows.text(2).wholeMatch(of: /\d{3}/) != nil, rows.text(1).wholeMatch(of: /\d{1,3}/) != nil
      {
        rows.warnOnce(
          "thousands",
          "\(rows.text(1)) people are counted, as in FLEE. Are \(rows.text(1)),\(rows.text(2)) meant? Write "
            + "\(rows.text(1))\(rows.text(2)).")
      }
      let number = day.days(since: start)
      if let last = entries.last, number <= last.day, !rows.hasWarned {
        rows.hasWarned = true
        let other = start.adding(days: last.day)
        rows.warn(
          number == last.day
            ? "\(day) is there twice; as in FLEE, the count goes to the first row's and from that day on "
              + "from the last row's."
            : "\(day) stands after \(other). FLEE takes the rows as they stand, so that "
              + "\(Int(entries[0].count)) are counted until \(start.adding(days: entries[0].day)); so does "
              + "Trocha. Put the dates in order to use them all.")
      }
      entries.append(FleeCounts.Entry(day: number, count: count / Double(scaleDown)))
    }
    try rows.issues.check()
    return Read(value: entries, warnings: rows.warnings)
  }

  /// Adds two series of counts of one camp as FLEE does, row by row of the second: on a day that only the
  /// first has, with the last entry of the second before it; on a day that only the second has, with the
  /// next entry of the first. Entries after the end of the other series are left out.
  private static func sum(
    _ a: [FleeCounts.Entry], _ b: [FleeCounts.Entry]
  ) -> [FleeCounts.Entry] {
    guard !a.isEmpty, !b.isEmpty else { return a + b }
    var result: [FleeCounts.Entry] = []
    var next = 0
    var before = 0.0
    for entry in b {
      while entry.day > a[next].day {
        result.append(FleeCounts.Entry(day: a[next].day, count: before + a[next].count))
        guard next < a.count - 1 else { break }
        next += 1
      }
      guard entry.day <= a[next].day else { continue }
      result.append(FleeCounts.Entry(day: entry.day, count: entry.count + a[next].count))
      if entry.day == a[next].day, next < a.count - 1 { next += 1 }
      before = entry.count
    }
    return result
  }

  /// Scales what was counted before a camp's registration changed from households to people: the
  /// entries before the date, so that the last of them meets the first after it.
  ///
  /// - Returns: what was passed over.
  static func correct(
    _ counts: inout FleeCounts, _ file: File, start: Day
  ) throws(InputError) -> [String] {
    var rows = try Rows(file)
    while try rows.next() {
      let name = rows.name(0, among: Set(counts.camps + ["total"]), "the name of a camp")
      guard let date = Day(rows.text(1)) else {
        rows.note(1, expected: "a date such as 2023-01-31")
        continue
      }
      let day = date.days(since: start)
      if day < 0 {
        rows.warn("the correction is dated before the first day, and is passed over, as in FLEE.")
        continue
      }
      var entries = name == "total" ? counts.total : counts.series[name] ?? []
      let rowsOfDay = entries.indices.filter {
        entries[$0].day == day && $0 > 0 && entries[$0 - 1].count > 0
      }
      if rowsOfDay.isEmpty {
        rows.note(1, expected: "a date on which the camp has a count, with one before it")
      }
      for index in rowsOfDay {
        let factor = entries[index].count / entries[index - 1].count
        for before in 0..<index { entries[before].count *= factor }
      }
      if name == "total" { counts.total = entries } else { counts.series[name] = entries }
    }
    try rows.issues.check()
    return rows.warnings
  }
}
