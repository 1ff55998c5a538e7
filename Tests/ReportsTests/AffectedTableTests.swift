import Corridors
import Foundation
import Periods
import Policies
import Reports
import Testing

/// The brief's table of situations: the answers are those of `trocha screen --situations`.
@Suite struct AffectedTableTests {
  private let folder = Result { try CorridorFolder("venezuela-us") }

  /// The situations of brief.yaml as somebody would write them into a table.
  private static let table = """
    nationality,in,arrived,arrival,appointment,refused-elsewhere,exempt,sponsor,irregular-entry
    VEN,,2022-09-15,between-ports,,,,,
    VEN,,2023-06-15,between-ports,,no,no,,
    VEN,,2023-08-05,between-ports,,no,no,,
    VEN,,2023-08-05,port-of-entry,yes,no,no,,
    VEN,VEN,,,,,,yes,no

    """

  private func affected(on day: String) throws -> BriefContent.FigureTable {
    var builder = try BriefBuilder(
      store: RealBriefTests.store.get(), folder: folder.get(), asOf: Day(day),
      language: .english, command: "trocha brief", version: "test")
    return try #require(try builder.affectedTable())
  }

  @Test(arguments: ["2023-10-05", "2024-07-01", "2025-11-07"])
  func answersAreThoseOfASituationsFile(day: String) throws {
    let set = try folder.get().policies()
    let path = FileManager.default.temporaryDirectory
      .appending(path: "situations-\(UUID().uuidString).csv")
    try Self.table.write(to: path, atomically: true, encoding: .utf8)
    defer { try? FileManager.default.removeItem(at: path) }
    let on = try #require(Day(day))
    let answers = try SituationAnswers(
      SituationTable(path: path.path, set), set, on: on, knowledge: on, .english)
    let table = try affected(on: day)
    let listed = [
      "tps-venezuela-2023", "asylum", "parole-chnv", "mexico-takes-back", "flights-venezuela",
    ]
    .compactMap { set.known(by: on)[$0] }
    #expect(table.rows.count == answers.rows.count)
    #expect(Array(table.columns.suffix(listed.count)) == listed.map { $0.name(.english) })
    for (row, asked) in zip(table.rows, answers.rows) {
      let words = row.cells.suffix(listed.count).map { $0.text ?? "" }
      let expected = listed.map { policy in
        ["yes": "yes", "no": "no", "unknown": "not known"][asked.answers[policy.id]?.rawValue ?? ""]
      }
      #expect(words == expected, "\(row.header)")
    }
  }

  /// Nobody who arrived in August is answered for on a day in July, by the dates of the two alone.
  @Test func aSituationThatIsYetToComeHasNoAnswer() throws {
    let table = try affected(on: "2023-07-10")
    let isYet = table.rows.map { $0.cells.dropFirst().allSatisfy { $0.text == "not yet so" } }
    #expect(isYet == [false, false, true, true, false])
  }

  /// After the day through which the rules were checked, the table says so before anything else.
  @Test func theTableSaysFirstUntilWhenTheRulesWereChecked() throws {
    #expect(
      try affected(on: "2025-11-08").caption.hasPrefix("Rules checked through 7 November 2025"))
    #expect(try !affected(on: "2025-11-07").caption.contains("Rules checked through"))
  }
}
