import Foundation
import Periods
import Record
import Tabular

/// What a forecaster holds of a break that no series knows yet, such as one that a policy announces: from a day
/// on a series comes to so many times what it would.
package struct Judgement: Codable, Equatable, Sendable {
  /// A series' name or query.
  package var series: String
  /// The day on which it was stated: before it nobody knew of it.
  package var made: Day
  /// The first day of the break, and the last; `nil` for one that lasts.
  package var from: Day
  package var through: Day?
  /// What the count is multiplied by: the middle, and the band that holds 8 in 10.
  package var factor: Double
  package var low: Double
  package var high: Double
  /// The chance that the forecaster gives it; the rest is the outlook as it is.
  package var weight: Double
  package var who: String
  package var why: String
}

/// A file of judgements, a row for each. It is the log as well: rows stay when their months have come.
package struct JudgementFile: Equatable, Sendable {
  package var name: String
  package private(set) var judgements: [Judgement]
  /// On which they stand.
  private var lines: [Int]

  private static let most = 10_000
  private static let factors = 0.001...1_000.0

  /// Reads a table with the columns series, made, from, factor, low, high, weight, who and why and, where some
  /// breaks end, through.
  ///
  /// - Throws: an ``InputError`` with all that is wrong with it.
  package init(_ stream: ByteStream) throws(InputError) {
    var table = try CSVTable(stream)
    let columns = Columns(&table)
    table.noteOtherColumns(
      of: "judgements",
      [
        "series", "made", "from", "through", "factor", "low", "high", "weight", "who", "why",
      ])
    try table.issues.check()
    (name, judgements, lines) = (stream.name, [], [])
    while try table.next() {
      let line = table.line
      if let judgement = columns.judgement(&table) {
        judgements.append(judgement)
        lines.append(line)
      }
      guard judgements.count <= Self.most else {
        table.note(columns.series, expected: "at most \(Self.most) judgements")
        break
      }
    }
    try table.issues.check()
    guard !judgements.isEmpty else {
      throw InputError(
        InputIssue(file: stream.name, expected: "a row for each judgement", found: "none"))
    }
  }

  /// The series of each judgement.
  ///
  /// - Throws: an ``InputError`` with the lines of all that the record does not understand.
  func selections(_ store: RecordStore) throws(InputError) -> [Selection] {
    var issues = InputIssues(file: name)
    let selections = zip(judgements, lines).compactMap { judgement, line -> Selection? in
      do throws(QuestionError) { return try store.parser.selection(judgement.series) } catch {
        issues.add(
          line: line, expected: "a series of the record", found: "\"\(judgement.series)\"",
          hint: "\(error)")
        return nil
      }
    }
    try issues.check()
    return selections
  }

  private struct Columns {
    let series, made, from, factor, low, high, weight, who, why: Int
    let through: Int?

    init(_ table: inout CSVTable) {
      series = table.requiredColumn("series")
      made = table.requiredColumn("made")
      from = table.requiredColumn("from")
      through = table.column("through")
      factor = table.requiredColumn("factor")
      low = table.requiredColumn("low")
      high = table.requiredColumn("high")
      weight = table.requiredColumn("weight")
      who = table.requiredColumn("who")
      why = table.requiredColumn("why")
    }

    /// A row; `nil` when something is wrong with it, which is noted.
    func judgement(_ table: inout CSVTable) -> Judgement? {
      let series = words(self.series, "a series' name or query", &table)
      let who = words(self.who, "who states it", &table)
      let why = words(self.why, "why, in a few words", &table)
      let (made, from) = (day(self.made, &table), day(self.from, &table))
      if let made, made > .today {
        table.note(
          self.made, expected: "a day that is not after today",
          hint: "A judgement is stated on the day on which it is made.")
      }
      let end = table.text(through)
      let through = end.isEmpty ? nil : self.through.flatMap { day($0, &table) }
      let factor = table.number(self.factor, JudgementFile.factors, "a factor such as 0.4")
      let low = table.number(self.low, JudgementFile.factors, "the lowest factor of 8 in 10")
      let high = table.number(self.high, JudgementFile.factors, "the highest factor of 8 in 10")
      let weight = table.number(self.weight, 0...1, "the chance of it")
      guard let series, let made, let from, let factor, let low, let high, let weight, let who,
        let why, end.isEmpty == (through == nil)
      else { return nil }
      if let through, through < from {
        table.note(self.through ?? self.from, expected: "a day that does not come before \(from)")
        return nil
      }
      guard low <= factor, factor <= high else {
        table.note(self.factor, expected: "a factor from low to high, \(low) to \(high)")
        return nil
      }
      return Judgement(
        series: series, made: made, from: from, through: through, factor: factor, low: low,
        high: high, weight: weight, who: who, why: why)
    }

    private func words(_ column: Int, _ expected: String, _ table: inout CSVTable) -> String? {
      let text = table.text(column)
      if text.isEmpty { table.note(column, expected: expected) }
      return text.isEmpty ? nil : text
    }

    private func day(_ column: Int, _ table: inout CSVTable) -> Day? {
      let day = Day(table.text(column))
      if day == nil { table.note(column, expected: "a day such as 2025-01-20") }
      return day
    }
  }
}
