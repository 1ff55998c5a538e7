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
  }

  package private(set) var rows: [Row] = []

  /// Words of columns that tell who somebody is, in both languages.
  static let identifying: Set<String> = [
    "name", "names", "surname", "firstname", "lastname", "fullname", "forename", "email", "mail",
    "phone", "telephone", "mobile", "cell", "whatsapp", "passport", "ssn", "address", "street",
    "birth", "birthday", "birthdate", "dob", "born", "anumber", "alien", "id", "identity",
    "contact",
    "case", "file", "person", "client", "nombre", "nombres", "apellido", "apellidos", "correo",
    "telefono", "teléfono", "celular", "pasaporte", "direccion", "dirección", "calle", "nacimiento",
    "cedula", "cédula", "dni", "curp", "rut", "documento", "identidad", "contacto", "expediente",
    "persona", "cliente",
  ]

  /// Largest table that is read.
  package static let most = 1_000_000

  /// - Throws: an ``InputError`` with line and column of every mistake; nothing of a refused column is
  ///   repeated but its name.
  package init(path: String, name: String? = nil, _ set: PolicySet) throws(InputError) {
    var table = try CSVTable(ByteStream(path: path, name: name))
    try SituationTable.check(table.header, set, file: name ?? path)
    let reader = SituationReader(set)
    let columns = table.header.map(SituationTable.fact)
    // Texts repeat from row to row.
    var known: [[String: FactValue?]] = columns.map { _ in [:] }
    while try table.next() {
      var row = Row(line: Int(table.reader.line), facts: [:], count: 1)
      for (index, fact) in columns.enumerated() {
        let text = table.text(index)
        if text.isEmpty { continue }
        switch fact {
        case "on":
          guard let day = Day(text) else {
            table.note(index, expected: "a date such as 2023-10-03")
            continue
          }
          row.on = day
        case "count":
          guard let count = table.count(index) else { continue }
          row.count = count
        default:
          if let value = known[index][text] {
            row.facts[fact] = .some(value)
            continue
          }
          do throws(SituationReader.Fault) {
            let value = try reader.read([(fact, text)])[fact] ?? nil
            known[index][text] = .some(value)
            row.facts[fact] = .some(value)
          } catch {
            table.note(index, expected: set.facts[fact]?.format ?? "a value")
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

  private static func check(
    _ header: [String], _ set: PolicySet, file: String
  ) throws(InputError) {
    var issues = InputIssues(file: file)
    let known = set.factOrder + ["on", "count"]
    for (index, column) in header.enumerated() {
      let id = fact(column)
      if known.contains(id) { continue }
      let words = Set(id.split { !$0.isLetter && !$0.isNumber }.map(String.init))
      let isIdentifying = !words.isDisjoint(with: identifying)
      issues.add(
        line: 1, column: index + 1,
        expected: isIdentifying ? "facts only, nothing that tells who somebody is" : "a fact",
        found: "a column \"\(column.prefix(40))\"",
        hint: isIdentifying
          ? "Take the column out of the file. Rows are told apart by their number."
          : suggestion(for: id, among: known).map { "Did you mean \"\($0)\"?" }
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
