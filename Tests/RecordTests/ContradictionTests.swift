import Foundation
import Periods
import Record
import Testing
import Wording

/// One's own tables whose numbers contradict each other, and names that are words already. The expected numbers are
/// sums of the rows written here.
@Suite struct ContradictionTests {
  private static let header =
    "measure,place,nationality,period,value,nature,source,dataset,publisher,title,published"

  private static func rows(_ cells: [String]) -> String {
    ([header] + cells.map { $0 + ",flow,own-1,own,Office,Counts,2025-02-01" })
      .joined(separator: "\n") + "\n"
  }

  /// 3 + 3 + 4 are 10, and neither the quarter's 20 nor the year's 5: each answer says so, whichever is asked.
  @Test func monthsQuartersAndYearsThatContradictEachOther() throws {
    let fixture = try RecordFixture(seeded: false)
    let outcome = try fixture.store.importFile(
      path: fixture.file(
        "own.csv",
        Self.rows([
          "arrivals,CRI,,2024-10,3", "arrivals,CRI,,2024-11,3", "arrivals,CRI,,2024-12,4",
          "arrivals,CRI,,2024-Q4,20", "arrivals,CRI,,2024,5",
        ])))
    #expect(outcome.releases.first?.periodFaults.count == 2)
    let timeline = try fixture.store.timeline(fixture.selection("measure=arrivals place=CRI"))
    func note(_ period: String, _ language: Language = .english) throws -> String {
      timeline.observation(try #require(Period(period))).note(language)
    }
    #expect(try note("2024-Q4") == "its own months come to 10")
    #expect(try note("2024-Q4", .spanish) == "sus propios meses suman 10")
    #expect(try note("2024") == "its own quarters come to 20 at least")
    #expect(try note("2024-10").isEmpty)
  }

  /// A month of 6 in a year of 5; and a year that its months make, beside a quarter of another number.
  @Test func aPartThatIsMoreThanItsWhole() throws {
    let fixture = try RecordFixture(seeded: false)
    let months = (1...12).map { "arrivals,CRI,,2023-\($0 < 10 ? "0" : "")\($0),1" }
    _ = try fixture.store.importFile(
      path: fixture.file(
        "own.csv",
        Self.rows(
          months + ["arrivals,CRI,,2023-Q1,9", "arrivals,CRI,,2024-01,6", "arrivals,CRI,,2024,5"])))
    let timeline = try fixture.store.timeline(fixture.selection("measure=arrivals place=CRI"))
    let january = timeline.observation(try #require(Period("2024-01")))
    #expect(january.note(.english) == "2024, which it is a part of, is 5")
    let year = timeline.observation(try #require(Period("2023")))
    #expect(year.value == 12)
    #expect(
      year.note(.english) == "Q1 2023 is 9 in the same table; its own months come to 3")
  }

  /// 40 Venezuelans of 30 people are no 133 %.
  @Test func noShareOfATotalThatIsSmaller() throws {
    let fixture = try RecordFixture(seeded: false)
    _ = try fixture.store.importFile(
      path: fixture.file(
        "own.csv",
        Self.rows(["irregular-entries,CRI,,2024-11,30", "irregular-entries,CRI,VEN,2024-11,40"])))
    let report = try fixture.store.comparisons(
      fixture.selection("measure=irregular-entries place=CRI nationality=VEN"))
    let share = try #require(report.comparisons.first { $0.kind == .share })
    #expect(share.share == nil)
    let text = share.text(.english)
    #expect(!text.contains("%"), "\(text)")
    let part = try fixture.store.timeline(
      fixture.selection("measure=irregular-entries place=CRI nationality=VEN"))
    let month = try #require(Period("2024-11"))
    let shares = SeriesTransform.percentShare(
      [part.observation(month)],
      of: [
        try fixture.store.timeline(fixture.selection("measure=irregular-entries place=CRI"))
          .observation(month)
      ])
    #expect(shares.first?.value == nil, "\(shares)")
  }

  /// "Entries" are irregular entries to whoever does not know the table: the import says so, and the word alone is
  /// asked about.
  @Test func aNameThatIsAWordAlready() throws {
    let fixture = try RecordFixture(seeded: false)
    let outcome = try fixture.store.importFile(
      path: fixture.file(
        "own.csv", Self.rows(["entries,CRI,,2024-11,30", "turnos,CRI,,2024-11,31"])))
    #expect(outcome.releases.first?.takenNames.map(\.measure) == ["entries"])
    let lines = outcome.lines(fixture.store.vocabulary, .english).map(\.text)
    #expect(
      lines.contains { $0.contains("the name entries means measure=irregular-entries as well") },
      "\(lines)")
    let parser = fixture.store.parser
    #expect(
      throws: QuestionError.ambiguousWord(
        "entries", choices: ["measure=irregular-entries", "measure=entries"])
    ) { try parser.selection("entries in CRI") }
    let month = try #require(Period("2024-11"))
    let own = try fixture.store.timeline(parser.selection("measure=entries in CRI"))
    #expect(own.observation(month).value == 30)
    #expect(
      try fixture.store.timeline(parser.selection("turnos in CRI")).observation(month).value == 31)
  }

  /// Every count is at least none: of three months of which two are known and zero nothing is known.
  @Test func atLeastNoneIsNotKnown() throws {
    let fixture = try RecordFixture(seeded: false)
    _ = try fixture.store.importFile(
      path: fixture.file(
        "own.csv", Self.rows(["arrivals,CRI,,2024-10,0", "arrivals,CRI,,2024-11,0"])))
    let quarter = try fixture.store.timeline(fixture.selection("measure=arrivals place=CRI"))
      .observation(try #require(Period("2024-Q4")))
    #expect(quarter.value == nil)
    #expect(quarter.note(.english) == "what is known of it is 0")
  }

  /// 70 on a day of a month of 50; 50 in one country of 40 everywhere.
  @Test func aDayAndAPlaceThatAreMoreThanTheirWhole() throws {
    let fixture = try RecordFixture(seeded: false)
    let outcome = try fixture.store.importFile(
      path: fixture.file(
        "own.csv",
        Self.rows([
          "arrivals,CRI,VEN,2025-01,50", "arrivals,CRI,VEN,2025-01-03,70", "riders,CRI,,2024-01,50",
          "riders,,,2024-01,40",
        ])))
    #expect(outcome.releases.first?.periodFaults.map(\.parts) == [70])
    #expect(outcome.releases.first?.totalFaults.map(\.by) == [.place])
    let timeline = try fixture.store.timeline(
      fixture.selection("measure=arrivals place=CRI nationality=VEN"))
    func note(_ period: String) throws -> String {
      timeline.observation(try #require(Period(period))).note(.english)
    }
    #expect(try note("2025-01") == "its own days come to 70 at least")
    #expect(try note("2025-01-03") == "January 2025, which it is a part of, is 50")
  }
}
