import Foundation
import Periods
import Tabular
import Wording

/// Counts of people in camps as UNHCR's data portal (data.unhcr.org) and IOM's DTM (dtm.iom.int) give them for
/// download: newest first, days with a time behind them, thousands with commas.
package struct CountTable: Sendable {
  /// Counts by camp and day. A table without a column of camps has one camp, of the file's name.
  package private(set) var counts: [String: [Day: Int]] = [:]

  private static let dates = [
    "date", "data_date", "reporting_date", "reported_date", "survey_date", "day",
  ]
  private static let camps = [
    "camp", "site", "site_name", "location", "location_name", "geomaster_name", "place", "name",
  ]
  private static let people = [
    "individuals", "count", "refugees", "people", "persons", "population", "total_individuals",
    "number_of_individuals", "number_of_idps", "idps", "value", "total",
  ]

  /// - Throws: an `InputError` that lists every fault with line and column; two different counts of a camp for one
  ///   day are one.
  package init(path: String) throws(InputError) {
    let file = CountFile(path)
    let own = InstanceName(file.name).text
    guard try file.hasHeader(CountTable.dates, CountTable.people) else {
      try readBare(file, own)
      return
    }
    var table = try CSVTable(
      ByteStream(path: path), having: [CountTable.dates, CountTable.people])
    let columns = [CountTable.dates, CountTable.camps, CountTable.people].map { names in
      names.lazy.compactMap { table.column($0) }.first
    }
    try read(&table, date: columns[0], camp: columns[1], people: columns[2], own)
  }

  /// A table of FLEE's own form: a day and a count, without a header.
  private mutating func readBare(_ file: CountFile, _ own: String) throws(InputError) {
    var reader = CSVReader(try ByteStream(path: file.path))
    var issues = InputIssues(file: file.path)
    var lines: [String: Int] = [:]
    while try reader.next() {
      guard reader.count >= 2, let text = reader.text(0), !text.hasPrefix("#") else { continue }
      let day = CountTable.day(text)
      let count = CSVTable.count(reader.text(1) ?? "")
      guard let day, case .success(let people) = count else {
        issues.add(
          line: reader.line, expected: "a day and a count of people", found: reader.shown(0))
        continue
      }
      if let line = add(Int(people), own, day, reader.line, &lines) {
        issues.add(
          line: reader.line, expected: "one count a day", found: "another than on line \(line)")
      }
    }
    try issues.check()
  }

  private mutating func read(
    _ table: inout CSVTable, date: Int?, camp: Int?, people: Int?, _ own: String
  ) throws(InputError) {
    guard let date, let people else { return }
    var lines: [String: Int] = [:]
    while try table.next() {
      let faults = table.issues.count
      let day = CountTable.day(table.text(date))
      if day == nil { table.note(date, expected: "a day", hint: "Write it as 2023-04-15.") }
      // Not counted on the day.
      if table.text(people).isEmpty { continue }
      let count = table.count(people)
      guard table.issues.count == faults, let day, let count else { continue }
      let name = camp.map { InstanceName(table.text($0)).text } ?? own
      if let line = add(Int(count), name, day, table.line, &lines) {
        table.note(
          people, expected: "one count of \(name) for a day, as on line \(line)",
          hint: "Choose one population group when you download the table.")
      }
    }
    try table.issues.check()
  }

  /// - Returns: the line of another count for the same day.
  private mutating func add(
    _ people: Int, _ camp: String, _ day: Day, _ line: Int, _ lines: inout [String: Int]
  ) -> Int? {
    let key = "\(camp) \(day)"
    if let other = counts[camp]?[day], other != people { return lines[key] }
    counts[camp, default: [:]][day] = people
    lines[key] = lines[key] ?? line
    return nil
  }

  /// A day, with a time behind it or not: `2023-04-15 00:00:00`, `2023-04-15T00:00:00Z`.
  private static func day(_ text: String) -> Day? {
    let start = String(text.prefix(10))
    if let day = Day(start), text.dropFirst(10).first.map({ $0 == " " || $0 == "T" }) ?? true {
      return day
    }
    return Day(typed: text)
  }
}

/// A file of counts before it is known whether it has a header.
private struct CountFile {
  let path: String

  init(_ path: String) {
    self.path = path
  }

  /// Its name without its ending.
  var name: String {
    let last = URL(fileURLWithPath: path).lastPathComponent
    return last.split(separator: ".").first.map(String.init) ?? last
  }

  /// Whether the first record has text where FLEE's own files have a day.
  func hasHeader(_ dates: [String], _ people: [String]) throws(InputError) -> Bool {
    var reader = CSVReader(try ByteStream(path: path))
    guard try reader.next() else { return true }
    let first = reader.text(0) ?? ""
    return Day(String(first.prefix(10))) == nil && !first.hasPrefix("#")
  }
}
