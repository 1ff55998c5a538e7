import Periods
import Tabular

/// The sources that a tidy table names, each described on the first row that names it.
struct TidySources {
  private let file: PublishedFile
  private let columns: TidyLayout
  private let details: [(column: TidyColumn, index: Int)]
  private var known: [Source.ID: Known] = [:]
  /// The source of the row before, by its name as it stands in the file.
  private var last: (id: [UInt8], Known)?

  private struct Known {
    /// Place among the releases; `nil` when its description is faulty.
    var release: Int?
    var line: Int
    /// Its details as they stand in the file, in the order of `details`.
    var fields: [[UInt8]]
  }

  init(_ file: PublishedFile, _ columns: TidyLayout) {
    self.file = file
    self.columns = columns
    details = TidyColumn.sourceDetails.compactMap { column in
      columns[column].map { (column, $0) }
    }
  }

  /// Which release the current row belongs to, added when its source is new; `nil` when its source
  /// is faulty, which is noted.
  mutating func index(of table: inout CSVTable, _ releases: inout [Release]) -> Int? {
    guard let column = columns[.source] else { return nil }
    let bytes = table.reader.bytes(column)
    if let last, bytes.elementsEqual(last.id) {
      compare(last.1, &table)
      return last.1.release
    }
    let asWritten = Array(bytes)
    let id = table.text(column)
    if let source = known[id] {
      last = (asWritten, source)
      compare(source, &table)
      return source.release
    }
    var source = Known(
      release: nil, line: table.line, fields: details.map { Array(table.reader.bytes($0.index)) })
    if let first = self.source(&table) {
      source.release = releases.count
      releases.append(Release(source: first))
    }
    known[id] = source
    last = (asWritten, source)
    return source.release
  }

  /// Later rows may leave a source's details out, but not change them.
  private func compare(_ source: Known, _ table: inout CSVTable) {
    guard source.release != nil else { return }
    for (detail, field) in zip(details, source.fields) {
      let bytes = table.reader.bytes(detail.index)
      if bytes.isEmpty || bytes.elementsEqual(field) { continue }
      let first = "\"\(String(decoding: field, as: UTF8.self))\" or nothing"
      table.note(
        detail.index,
        expected: "\(field.isEmpty ? "nothing" : first), as on line \(source.line)",
        hint: "A source is described once: give another release a name of its own.")
    }
  }

  private func source(_ table: inout CSVTable) -> Source? {
    let faults = table.issues.count
    let id = table.text(columns[.source])
    if id.isEmpty || id.unicodeScalars.contains(where: \.properties.isWhitespace) {
      columns[.source].map {
        table.note(
          $0, expected: "the name of a source, without spaces",
          hint: "Such as cbp-southwest-2023-09-22.")
      }
      return nil
    }
    let dataset = required(.dataset, of: id, &table)
    let publisher = required(.publisher, of: id, &table)
    let title = required(.title, of: id, &table)
    let published = published(of: id, &table)
    let url = text(.url, &table)
    let source = Source(
      id: id, dataset: dataset, publisher: publisher, title: title,
      url: url.isEmpty ? file.url : url, citation: text(.citation, &table),
      licence: text(.licence, &table), published: published,
      retrieved: day(.retrieved, &table) ?? file.retrieved, sha256: hash(&table),
      usualLag: lag(&table), standing: standing(&table), leavesOutZeros: leavesOutZeros(&table),
      note: text(.sourceNote, &table), coverage: coverage(&table),
      dating: dating(&table))
    return table.issues.count == faults ? source : nil
  }

  private func text(_ column: TidyColumn, _ table: inout CSVTable) -> String {
    table.text(columns[column])
  }

  private func required(
    _ column: TidyColumn, of id: String, _ table: inout CSVTable
  ) -> String {
    let text = text(column, &table)
    if text.isEmpty { noteMissing(column, of: id, &table) }
    return text
  }

  private func noteMissing(_ column: TidyColumn, of id: String, _ table: inout CSVTable) {
    let needed = TidyColumn.requiredOfSource.map(\.rawValue).joined(separator: ", ")
    table.issues.add(
      line: table.line, column: columns[column].map { $0 + 1 },
      columnName: columns[column] == nil ? nil : column.rawValue,
      expected: "the \(column.rawValue) of source \"\(id)\" on the first row that names it",
      found: "nothing", hint: "That row must give \(needed).")
  }

  private func published(of id: String, _ table: inout CSVTable) -> Day {
    let unknown = Day(number: 0)
    guard text(.published, &table).isEmpty else {
      // A day to come is its writer's own affair: the release is known from that day on.
      return day(.published, &table) ?? unknown
    }
    if let published = file.dated { return published }
    noteMissing(.published, of: id, &table)
    return unknown
  }

  /// What its day of publication is. One that the table does not give may be the last that the file's own sign
  /// allows.
  private func dating(_ table: inout CSVTable) -> Source.Dating {
    let text = text(.dating, &table)
    guard !text.isEmpty, let column = columns[.dating] else {
      let isSign = self.text(.published, &table).isEmpty && file.published == nil
      return isSign && file.sign?.isExact == false ? .atLatest : .given
    }
    let known = [Source.Dating.given, .atLatest]
    if let dating = known.first(where: { $0.rawValue == text }) { return dating }
    table.note(column, oneOf: known.map(\.rawValue), text)
    return .given
  }

  /// A day; `nil` for an empty field or one that is none, which is noted.
  private func day(_ name: TidyColumn, _ table: inout CSVTable) -> Day? {
    let text = text(name, &table)
    guard !text.isEmpty, let column = columns[name] else { return nil }
    if let day = Day(text) { return day }
    table.note(column, expected: "a day as YYYY-MM-DD")
    return nil
  }

  private func hash(_ table: inout CSVTable) -> String {
    let text = text(.sha256, &table)
    guard !text.isEmpty, let column = columns[.sha256] else { return file.sha256 }
    let isHash =
      text.utf8.count == 64
      && text.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
    if !isHash {
      table.note(
        column, expected: "64 lower-case hexadecimal digits",
        hint: "Leave it empty for the hash of this file.")
    }
    return text
  }

  private func lag(_ table: inout CSVTable) -> Int? {
    let text = text(.usualLag, &table)
    guard !text.isEmpty, let column = columns[.usualLag] else { return nil }
    if let days = Int(text), (0...3660).contains(days) { return days }
    table.note(column, expected: "a number of days, 0 to 3660")
    return nil
  }

  private func standing(_ table: inout CSVTable) -> Source.Standing {
    let text = text(.standing, &table)
    guard !text.isEmpty, let column = columns[.standing] else { return .official }
    if let standing = Source.Standing(rawValue: text) { return standing }
    table.note(column, oneOf: Source.Standing.allCases.map(\.rawValue), text)
    return .official
  }

  private func coverage(_ table: inout CSVTable) -> Coverage {
    Coverage(
      extents: extents(&table), span: periods(.span, &table).first, gaps: periods(.gaps, &table),
      counts: text(.counts, &table), roundedTo: rounding(&table))
  }

  private func extents(_ table: inout CSVTable) -> [Dimension: Extent] {
    let text = text(.covers, &table)
    if let extents = Coverage.extents(text) { return extents }
    if let column = columns[.covers] {
      table.note(
        column, expected: "what each dimension covers, once",
        hint: "Such as: place=within:americas route=whole nationality=only:VEN|COL.")
    }
    return [:]
  }

  /// One period, or several between vertical bars.
  private func periods(_ name: TidyColumn, _ table: inout CSVTable) -> [Period] {
    let words = text(name, &table).split(separator: "|").map(String.init)
    let periods = words.compactMap(Period.init)
    if periods.count < words.count || (name == .span && words.count > 1),
      let column = columns[name]
    {
      table.note(column, expected: TidyText.period, hint: TidyText.periodHint)
    }
    return periods.sorted()
  }

  private func rounding(_ table: inout CSVTable) -> Double? {
    let text = text(.roundedTo, &table)
    guard !text.isEmpty, let column = columns[.roundedTo] else { return nil }
    if let unit = CSVTable.number(text), unit > 0 { return unit }
    table.note(column, expected: "the unit that numbers are rounded to, such as 10")
    return nil
  }

  private func leavesOutZeros(_ table: inout CSVTable) -> Bool {
    let text = text(.leavesOutZeros, &table)
    guard !text.isEmpty, let column = columns[.leavesOutZeros] else { return false }
    if let flag = Bool(text) { return flag }
    table.note(column, oneOf: ["true", "false"], text)
    return false
  }
}
