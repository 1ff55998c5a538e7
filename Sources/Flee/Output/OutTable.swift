import Tabular

/// A run as `out.csv` has it, FLEE's or Trocha's, of any version; or the people at each place by day.
package struct OutTable: Sendable {
  /// A camp; in `places.csv` and `ensemble.csv` every place.
  package struct Camp: Sendable {
    package var name: String
    /// People simulated by day.
    package var simulated: [Double]
    /// People counted by day; `nil` where the file has none.
    package var counted: [Double]?
  }

  /// Path of the file.
  package var path: String
  package var camps: [Camp]
  /// The days of the rows, by their numbers.
  package var days: [Int]
  /// The dates of the rows; empty where the file has none.
  package var dates: [String]
  /// Columns in total by their names, such as `total refugees (simulation)`.
  package var totals: [String: [Double]]

  package static let simulatedTotal = "total refugees (simulation)"
  package static let countedRaw = "raw UNHCR refugee count"

  /// Reads `out.csv`; or `places.csv` and `ensemble.csv`, whose means then stand for people simulated.
  ///
  /// - Throws: an `InputError` with all that is wrong with it.
  package init(path: String) throws(InputError) {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    var reader = CSVReader(try ByteStream(path: path, name: name))
    let header = try reader.next() ? (0..<reader.count).map { reader.text($0) ?? "" } : []
    self.path = path
    days = []
    dates = []
    camps = []
    totals = [:]
    if header.first == "Day", header.contains(where: { $0.hasSuffix(" sim") }) {
      try readDays(&reader, header)
    } else if header.starts(with: ["day", "place"]), header.count > 2 {
      try readPlaces(&reader, header)
    } else {
      throw InputError(
        InputIssue(
          file: name, line: header.isEmpty ? nil : 1,
          expected: "the columns of out.csv (Day, and PLACE sim for each place), places.csv or "
            + "ensemble.csv",
          found: header.isEmpty ? "nothing" : header.prefix(4).joined(separator: ",")))
    }
    guard !days.isEmpty else {
      throw InputError(InputIssue(file: name, expected: "a row for each day", found: "none"))
    }
  }

  /// The form of `out.csv`: a row for each day.
  private mutating func readDays(
    _ reader: inout CSVReader, _ header: [String]
  ) throws(InputError) {
    var issues = InputIssues(file: reader.file)
    var columns = [[Double]](repeating: [], count: header.count)
    while try reader.next() {
      for (column, title) in header.enumerated() {
        // FLEE's errors may be no numbers, and follow from the other columns.
        if title.hasSuffix(" error") { continue }
        if title == "Date" {
          dates.append(reader.text(column) ?? "")
        } else if let value = OutTable.number(reader, column, title, &issues) {
          columns[column].append(value)
        }
      }
    }
    try issues.check()
    days = columns[0].map { Int($0) }
    for (column, title) in header.enumerated() {
      if title.hasSuffix(" sim") {
        let name = String(title.dropLast(4))
        let data = header.firstIndex(of: name + " data")
        camps.append(
          Camp(name: name, simulated: columns[column], counted: data.map { columns[$0] }))
      } else if title != "Date", !title.hasSuffix(" data"), !title.hasSuffix(" error") {
        totals[title] = columns[column]
      }
    }
  }

  /// The form of `places.csv` and `ensemble.csv`: a row for each day and place.
  private mutating func readPlaces(
    _ reader: inout CSVReader, _ header: [String]
  ) throws(InputError) {
    var issues = InputIssues(file: reader.file)
    var indices: [String: Int] = [:]
    while try reader.next() {
      guard let day = OutTable.number(reader, 0, header[0], &issues),
        let people = OutTable.number(reader, 2, header[2], &issues)
      else { continue }
      if days.last != Int(day) { days.append(Int(day)) }
      let name = FormulaGuard.plain(reader.text(1) ?? "")
      let index = indices[name] ?? camps.count
      if index == camps.count {
        indices[name] = index
        camps.append(Camp(name: name, simulated: []))
      }
      camps[index].simulated.append(people)
    }
    if camps.contains(where: { $0.simulated.count != days.count }) {
      issues.add(expected: "each place on each day, day by day", found: "some left out or twice")
    }
    try issues.check()
  }

  private static func number(
    _ reader: CSVReader, _ column: Int, _ title: String, _ issues: inout InputIssues
  ) -> Double? {
    let value = column < reader.count ? CSVTable.number(reader.text(column) ?? "") : nil
    guard let value, title.lowercased() != "day" || (value >= 0 && value < 1e7) else {
      issues.add(
        line: reader.line, column: column + 1, columnName: title, expected: "a number",
        found: column < reader.count ? reader.shown(column) : "nothing")
      return nil
    }
    return value
  }

  /// What was simulated and counted; `nil` without counts.
  package var countedRun: CountedRun? {
    let camps = camps.compactMap { camp in
      camp.counted.map { CountedRun.Camp(name: camp.name, simulated: camp.simulated, counted: $0) }
    }
    guard !camps.isEmpty, let raw = totals[Self.countedRaw] else { return nil }
    return CountedRun(camps: camps, countedRaw: raw)
  }
}
