import Periods
import Tabular

/// Many situations from a table: a column for each fact, a row for each situation. It holds facts only:
/// a column that looks as if it told who somebody is, is refused.
package struct SituationTable: Sendable {
  package struct Row: Sendable {
    package var line: Int
    package var facts: [String: FactValue?]
    /// The row's own day; `nil` for the day that is asked about.
    package var on: Day?
    /// How many people the row stands for.
    package var count: Double

    package init(line: Int, facts: [String: FactValue?], on: Day? = nil, count: Double = 1) {
      self.line = line
      self.facts = facts
      self.on = on
      self.count = count
    }
  }

  package private(set) var rows: [Row] = []

  package init(_ rows: [Row]) { self.rows = rows }

  /// Largest table that is read.
  package static let most = 1_000_000
  /// More than any rule concerns: what is larger is the number of something else.
  private static let mostPeople = 100_000_000.0

  /// - Throws: an ``InputError`` with line and column of every mistake; nothing of a refused column is
  ///   repeated but its name, and no value that may tell who somebody is.
  package init(path: String, name: String? = nil, _ set: PolicySet) throws(InputError) {
    var table = try CSVTable(ByteStream(path: path, name: name))
    try SituationTable.checkHeader(of: &table, set, file: name ?? path)
    let reader = SituationReader(set)
    let columns = table.header.map(SituationTable.fact)
    // Texts repeat from row to row.
    var known: [[String: FactValue?]] = columns.map { _ in [:] }
    while try table.next() {
      var row = Row(line: Int(table.reader.line), facts: [:])
      for (index, fact) in columns.enumerated() {
        let text = table.text(index)
        if text.isEmpty { continue }
        switch fact {
        case "on":
          guard let day = Day(text) else {
            SituationTable.note(text, index, expected: "a date such as 2023-10-03", &table)
            continue
          }
          row.on = day
        case "count":
          guard let count = table.count(index) else { continue }
          guard count <= SituationTable.mostPeople else {
            SituationTable.note(
              text, index, expected: "at most \(Int(SituationTable.mostPeople)) people", &table)
            continue
          }
          row.count = count
        default:
          if let value = known[index][text] {
            row.facts[fact] = .some(value)
            continue
          }
          if set.facts[fact]?.kind == .number, SituationIdentity.isLikely(text) {
            SituationTable.note(text, index, expected: "a number of years", &table)
            continue
          }
          do throws(SituationReader.Fault) {
            let value = try reader.read([(fact, text)])[fact] ?? nil
            known[index][text] = .some(value)
            row.facts[fact] = .some(value)
          } catch {
            SituationTable.note(
              text, index, expected: set.facts[fact]?.format.en ?? "a value", &table)
          }
        }
      }
      guard rows.count < SituationTable.most else {
        throw InputError(
          InputIssue(
            file: name ?? path, line: row.line, expected: "at most \(SituationTable.most) rows",
            found: "more"))
      }
      rows.append(row)
    }
    try table.issues.check()
    try checkDays(set, file: name ?? path)
  }

  private static func fact(_ column: String) -> String {
    column.lowercased().replacing("_", with: "-").replacing(" ", with: "-")
  }

  /// Notes a value that is none of the fact. What may tell who somebody is, is not repeated: not here, not in a log.
  private static func note(
    _ text: String, _ index: Int, expected: String, _ table: inout CSVTable
  ) {
    guard SituationIdentity.isLikely(text) else { return table.note(index, expected: expected) }
    table.issues.add(
      line: table.line, column: index + 1, columnName: table.header[index], expected: expected,
      found: "what looks like a number or an address of a person",
      hint: "Take it out of the file: it holds facts only, nothing that tells who somebody is.")
  }

  /// Rows in whose values an unknown column is looked at.
  private static let looked = 200

  private static func checkHeader(
    of table: inout CSVTable, _ set: PolicySet, file: String
  ) throws(InputError) {
    let known = set.factOrder + ["on", "count"]
    let ids = table.header.map(fact)
    var issues = InputIssues(file: file)
    for (index, id) in ids.enumerated() where known.contains(id) && ids[..<index].contains(id) {
      issues.add(
        line: 1, column: index + 1, expected: "each fact in one column", found: "\"\(id)\" again")
    }
    let unknown = ids.indices.filter { !known.contains(ids[$0]) }
    var identifying = Set(unknown.filter { SituationIdentity.isNamed(by: table.header[$0]) })
    let rest = unknown.filter { !identifying.contains($0) }
    if !rest.isEmpty {
      var rows = 0
      while rows < looked, (try? table.next()) == true {
        rows += 1
        identifying.formUnion(rest.filter { SituationIdentity.isLikely(table.text($0)) })
      }
    }
    for index in unknown {
      let isIdentifying = identifying.contains(index)
      issues.add(
        line: 1, column: index + 1,
        expected: isIdentifying ? "facts only, nothing that tells who somebody is" : "a fact",
        found: "a column \"\(table.header[index].prefix(40))\"",
        hint: isIdentifying
          ? "No name, number or address is needed for an answer: take the column out of the file. Rows are told apart "
            + "by their number."
          : suggestion(for: ids[index], among: known).map { "Did you mean \"\($0)\"?" }
            ?? "Facts known here: \(known.joined(separator: ", ")).")
    }
    try issues.check()
  }

  private func checkDays(_ set: PolicySet, file: String) throws(InputError) {
    var issues = InputIssues(file: file)
    for row in rows {
      guard let on = row.on else { continue }
      for (fact, value) in row.facts {
        guard case .day(let day)?? = Optional(value), day > on else { continue }
        issues.add(
          line: row.line, expected: "a day no later than the day asked about for \"\(fact)\"",
          found: "\(day)")
      }
    }
    try issues.check()
  }
}

/// The answers to many situations, and what differs between two days.
package struct SituationAnswers: Codable, Equatable, Sendable {
  package var on: String
  /// The other day, where two are compared.
  package var and: String?
  package var caution: String?
  package var checkedThrough: String?
  package var situations: Int
  package var people: Double
  package var summary: [Line]
  package var differences: [Difference]
  package var rows: [Row]

  enum CodingKeys: String, CodingKey {
    case on, and, caution, situations, people, summary, differences, rows
    case checkedThrough = "checked_through"
  }

  package struct Line: Codable, Equatable, Sendable {
    package var policy: String
    package var name: String
    package var kind: Policy.Kind
    package var yes: Double
    package var no: Double
    package var unknown: Double
  }

  /// People whose answer differs between the two days.
  package struct Difference: Codable, Equatable, Sendable {
    package var policy: String
    package var name: String
    package var from: Answer
    package var to: Answer
    package var people: Double
    /// Lines of the first of them in the table.
    package var lines: [Int]
  }

  package struct Row: Codable, Equatable, Sendable {
    package var line: Int
    package var on: String
    /// Whether the day lies after the one through which the rules were checked.
    package var isAfterCheck: Bool
    package var answers: [String: Answer]

    enum CodingKeys: String, CodingKey {
      case line, on, answers
      case isAfterCheck = "is_after_check"
    }
  }
}
