import Foundation
import Periods
import Record
import Testing
import Wording

/// A release of 10 March 2023 has 100 and 110 for January and February; that of 10 April has nothing for February any
/// more, and 130 for March.
@Suite struct WithdrawnFigureTests {
  private static let header =
    "measure,place,nationality,period,value,source,dataset,publisher,title,published,covers"

  private func text(_ cells: [String], _ day: String) -> String {
    let details = "office-\(day),office,Office,Counts,\(day),place=only nationality=whole"
    return
      ([Self.header] + cells.map { "irregular-entries,CRI,\($0),\(details)" })
      .joined(separator: "\n") + "\n"
  }

  private func fixture(_ first: [String], _ second: [String]) throws -> (
    RecordFixture, ImportOutcome
  ) {
    let fixture = try RecordFixture(seeded: false)
    _ = try fixture.store.importFile(
      path: try fixture.file("first.csv", text(first, "2023-03-10")))
    let outcome = try fixture.store.importFile(
      path: try fixture.file("second.csv", text(second, "2023-04-10")))
    return (fixture, outcome)
  }

  private static let first = ["VEN,2023-01,100", "VEN,2023-02,110"]
  private static let second = ["VEN,2023-01,100", "VEN,2023-02,", "VEN,2023-03,130"]
  private static let query = "irregular-entries VEN in CRI"

  private func observation(
    _ fixture: RecordFixture, _ period: String, asOf: String? = nil, _ query: String = Self.query
  ) throws -> Observation {
    try fixture.store.timeline(fixture.selection(query), asOf: asOf.flatMap { Day($0) })
      .observation(try #require(Period(period)))
  }

  @Test func isNotKnownSince() throws {
    let (fixture, _) = try fixture(Self.first, Self.second)
    let now = try observation(fixture, "2023-02")
    #expect(now.value == nil)
    #expect(
      now.note(.english) == "withdrawn on 10 April 2023: office-2023-03-10 had 110",
      "\(now.note)")
    #expect(now.note(.spanish).contains("retirado el 10 de abril de 2023"))
    // The day before it was known, and what the release does not speak of still is.
    #expect(try observation(fixture, "2023-02", asOf: "2023-04-09").value == 110)
    #expect(try observation(fixture, "2023-01").value == 100)
    // A quarter lacks it.
    let quarter = try observation(fixture, "2023-Q1")
    #expect(quarter.value == 230 && quarter.isPartial)
    let given = try fixture.store.revisions(
      fixture.selection(Self.query), period: try #require(Period("2023-02")))
    #expect(given.map(\.value) == [110, nil])
  }

  @Test func theImportSaysNoZero() throws {
    let (fixture, outcome) = try fixture(Self.first, Self.second)
    let lines = outcome.lines(fixture.store.vocabulary, .english).map(\.text)
      .joined(separator: "\n")
    #expect(lines.contains("February 2023: 110 → withdrawn, not known"), "\(lines)")
    #expect(!lines.contains("→ 0"))
  }

  /// One nationality of a sum: a whole number goes before a later one that lacks some, and says so.
  @Test func aPartOfASum() throws {
    let (fixture, _) = try fixture(
      ["VEN,2023-02,110", "COL,2023-02,40"], ["VEN,2023-02,", "COL,2023-02,40"])
    let all = try observation(fixture, "2023-02", "irregular-entries in CRI")
    #expect(all.text(.english) == "150")
    #expect(
      all.note(.english) == "the release of 10 April 2023 says that a part of it is not known")
    #expect(all.note(.spanish).contains("la edición del 10 de abril de 2023"))
  }

  /// A release after it has a number again.
  @Test func comesBack() throws {
    let (fixture, _) = try fixture(Self.first, Self.second)
    _ = try fixture.store.importFile(
      path: try fixture.file("third.csv", text(["VEN,2023-02,112"], "2023-05-10")))
    #expect(try observation(fixture, "2023-02").value == 112)
    #expect(try observation(fixture, "2023-02").note.isEmpty)
  }

  @Test func whoFollowsTheSeriesIsTold() throws {
    let (fixture, _) = try fixture(Self.first, Self.second)
    let news = try fixture.store.news(
      fixture.selection(Self.query), periods: 12, today: #require(Day("2023-05-01")), .english)
    let item = try #require(news.items.first { $0.period == Period("2023-02") })
    #expect(item.kind == .revision && item.value == nil && item.before == 110)
    #expect(item.day == Day("2023-04-10"))
    #expect(item.text.contains("withdrawn, not known any more; it was 110"))
    #expect(Set(news.items.map(\.id)).count == news.items.count)
  }
}

/// Days at either end of what is asked for lie in months of which only a part is asked for.
@Suite struct PartialEndTests {
  private static let header =
    "measure,place,period,value,source,dataset,publisher,title,published,covers"

  private func fixture() throws -> RecordFixture {
    let fixture = try RecordFixture(seeded: false)
    let rows = (1...12).map { month in
      let padded = month < 10 ? "0\(month)" : "\(month)"
      return
        "transits,darien,2023-\(padded),\(month),a,a,Office,Counts,2024-02-01,place=only:darien"
    }
    _ = try fixture.store.importFile(
      path: try fixture.file("a.csv", ([Self.header] + rows).joined(separator: "\n") + "\n"))
    return fixture
  }

  private func rows(_ every: Granularity, _ from: String, _ to: String) throws -> [String] {
    let fixture = try fixture()
    let question = SeriesQuestion(
      try fixture.selection("transits darien"), every: every, from: Period(from), to: Period(to))
    return try fixture.store.series(question, .english).observations.map {
      "\($0.period) \($0.value.map { "\(Int($0))" } ?? "-") \($0.note)"
    }
  }

  @Test func monthsThatAreCut() throws {
    #expect(
      try rows(.month, "2023-01-15", "2023-03-10") == [
        "2023-01-15/2023-01-31 - held for 2023-01", "2023-02 2 ",
        "2023-03-01/2023-03-10 - held for 2023-03",
      ])
  }

  /// 3 + 4 + … + 12 from March to December of the calendar year; 1 + … + 9 of the fiscal year that ends in September.
  @Test func yearsThatAreCut() throws {
    #expect(try rows(.year, "2023-03", "2023-12") == ["2023-03-01/2023-12-31 75 "])
    #expect(
      try rows(.fiscalYear, "2023-01", "2023-12") == [
        "2023-01-01/2023-09-30 45 ", "2023-Q4 33 ",
      ])
  }

  @Test func whatIsWholeIsAsItWas() throws {
    #expect(
      try rows(.quarter, "2023-01", "2023-06") == ["2023-Q1 6 ", "2023-Q2 15 "])
    #expect(
      try rows(.month, "2023-02-03", "2023-02-05") == ["2023-02-03/2023-02-05 - held for 2023-02"])
  }

  /// No day is held: that is said in place of an empty answer.
  @Test func lengthsThatAreNotHeld() throws {
    let timeline = try fixture().store.timeline(
      SelectionParser(Vocabulary.shipped()).selection("transits darien"))
    #expect(timeline.nothing(every: .month) == nil)
    #expect(timeline.nothing(every: .year) == nil)
    #expect(timeline.nothing(every: .day)?.text(.english).contains("months of") == true)
    #expect(timeline.nothing(every: .day)?.text(.spanish).contains("no días") == true)
  }
}
