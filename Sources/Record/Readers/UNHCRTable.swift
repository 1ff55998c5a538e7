import Periods
import Tabular

/// UNHCR's CSV: a header, perhaps after lines of metadata, and a row for each year and pair of
/// countries.
struct UNHCRTable {
  /// Lines of metadata that older downloads begin with are 14; a few more do no harm.
  static let mostMetadata = 20

  private var table: CSVTable
  private let file: PublishedFile
  private var year = -1
  private var asylum: Int?
  private var origin: Int?
  private var counts: [(people: UNHCRReader.People, column: Int)] = []

  static func isHeader(_ line: String) -> Bool {
    let folded = line.lowercased()
    return folded.contains("year") && folded.contains("country of origin")
      && folded.contains("country of asylum")
  }

  init(_ file: PublishedFile) throws(InputError) {
    self.file = file
    var skipped = 0
    var scan = CSVReader(try ByteStream(path: file.path, name: file.name))
    while skipped < UNHCRTable.mostMetadata, try scan.next() {
      let line = (0..<scan.count).compactMap { scan.text($0) }.joined(separator: ",")
      if UNHCRTable.isHeader(line) { break }
      skipped += 1
    }
    if skipped == UNHCRTable.mostMetadata { skipped = 0 }
    table = try CSVTable(ByteStream(path: file.path, name: file.name), skipping: skipped)
    year = table.requiredColumn("Year")
    asylum = table.column("Country of asylum (ISO)", "coa_iso") ?? table.column("Country of asylum")
    origin = table.column("Country of origin (ISO)", "coo_iso") ?? table.column("Country of origin")
    for people in UNHCRReader.people {
      let names = (people.names + [people.api]).map { $0.lowercased() }
      if let column = table.header.firstIndex(where: { name in
        names.contains(name.lowercased().replacing("\u{2019}", with: "'"))
      }) {
        counts.append((people, column))
      }
    }
    if counts.isEmpty {
      table.issues.add(
        line: table.line, expected: "a column of people, such as \"Asylum-seekers\"",
        found: "none", hint: "Check that the file is of the kind you meant.")
    }
    try table.issues.check()
  }

  mutating func read(into release: inout Release) throws(InputError) {
    while try table.next() {
      let faults = table.issues.count
      let when = Int(table.text(year)).flatMap { Day(year: $0, month: 1, day: 1) }
      if when == nil { table.note(year, expected: "a year") }
      let asylum = code(asylum)
      let origin = code(origin)
      var values: [(UNHCRReader.People, Double?)] = []
      for (people, column) in counts {
        let text = table.text(column)
        if text.isEmpty { continue }
        if text == "-" || text == "*" {
          values.append((people, nil))
        } else if let value = table.count(column) {
          values.append((people, value))
        }
      }
      guard table.issues.count == faults, let when else { continue }
      for (people, value) in values {
        let figure = Figure(
          series: UNHCRReader.series(people, asylum: asylum, origin: origin),
          period: .year(of: when), value: value)
        if let line = release.add(figure, line: table.line) {
          table.issues.add(
            line: table.line, expected: "one row for each year and pair of countries",
            found: "that of line \(line) again")
          break
        }
      }
    }
    try table.issues.check()
    guard release.count > 0 else {
      throw InputError(
        InputIssue(file: file.name, expected: "rows under the header", found: "none"))
    }
  }

  private mutating func code(_ column: Int?) -> String? {
    guard let column else { return nil }
    let text = table.text(column)
    let (code, isKnown) = UNHCRReader.code(text, file.vocabulary)
    if !isKnown {
      table.note(column, expected: "a country", hint: "UNHCR gives ISO 3166-1 alpha-3 codes.")
    }
    return code
  }
}
