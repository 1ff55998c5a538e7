import Foundation
import Periods
import Record
import Tabular
import Testing
import Wording

/// Measures that the vocabulary lacks: whether their numbers add up over time is said by the file or by nobody. The
/// expected numbers are sums of the rows written here.
@Suite struct OwnMeasureTests {
  private static let months = [100, 110, 120, 120, 120, 120]

  /// Six months of people in shelters.
  private func table(nature: String, source: String = "shelters-1") -> String {
    let header = "measure,place,period,value,nature,source,dataset,publisher,title,published,covers"
    let rows = Self.months.enumerated().map { index, value in
      "shelter-population,MEX,2023-0\(index + 1),\(value),\(index == 0 ? nature : ""),\(source),shelters,"
        + "Network,Shelters,2023-08-01,place=only"
    }
    return ([header] + rows).joined(separator: "\n") + "\n"
  }

  /// A value that the file leaves empty is not known: how many cells it is made of says nothing.
  @Test func aValueThatIsNotKnownHasNoCells() throws {
    let text = table(nature: "flow").replacing("2023-02,110", with: "2023-02,")
    let fixture = try RecordFixture(seeded: false)
    _ = try fixture.store.importFile(path: try fixture.file("shelters.csv", text))
    let month = try observation(fixture, "2023-02")
    #expect(month.value == nil)
    #expect(
      !month.vintage(.english).contains("cell") && !month.vintage(.english).contains("as published")
    )
    #expect(!month.vintage(.spanish).contains("celda"))
  }

  private func fixture(nature: String) throws -> (RecordFixture, ImportOutcome) {
    let fixture = try RecordFixture(seeded: false)
    let outcome = try fixture.store.importFile(
      path: try fixture.file("shelters.csv", table(nature: nature)))
    return (fixture, outcome)
  }

  private static let query = "measure=shelter-population place=MEX"

  private func observation(_ fixture: RecordFixture, _ period: String) throws -> Observation {
    try fixture.store.timeline(fixture.selection(Self.query))
      .observation(try #require(Period(period)))
  }

  private func kinds(_ fixture: RecordFixture) throws -> [Comparison.Kind: Comparison] {
    let report = try fixture.store.comparisons(fixture.selection(Self.query))
    return Dictionary(report.comparisons.map { ($0.kind, $0) }) { first, _ in first }
  }

  /// 100 + 110 + 120 in the first quarter, 690 in half a year.
  @Test func aFlowIsAddedUp() throws {
    let (fixture, outcome) = try fixture(nature: "flow")
    #expect(try observation(fixture, "2023-Q1").value == 330)
    #expect(try kinds(fixture)[.yearToDate]?.own == 690)
    #expect(outcome.releases.first?.naturesUnsaid == [])
  }

  /// At the end of March there are as many as in March, and no year to date.
  @Test func aStockIsNot() throws {
    let (fixture, _) = try fixture(nature: "stock")
    #expect(try observation(fixture, "2023-Q1").value == 120)
    let kinds = try kinds(fixture)
    #expect(kinds[.yearToDate] == nil && kinds[.fiscalYearToDate] == nil && kinds[.pace] == nil)
    #expect(kinds[.previousPeriod]?.change == 0)
  }

  /// What nobody says is not known, and the import asks for it.
  @Test func whatIsNotSaidIsNotKnown() throws {
    let (fixture, outcome) = try fixture(nature: "")
    let month = try observation(fixture, "2023-02")
    #expect(month.value == 110 && month.isPartial == false)
    let quarter = try observation(fixture, "2023-Q1")
    #expect(quarter.value == nil)
    #expect(
      quarter.vintage(.english)
        .contains("the file does not say whether its numbers add up over time"))
    #expect(quarter.vintage(.spanish).contains("el archivo no dice si sus números se suman"))
    let kinds = try kinds(fixture)
    #expect(kinds[.yearToDate]?.own == nil && kinds[.pace] == nil)
    #expect(kinds[.yearToDate]?.text(.english).contains("does not say whether") == true)
    // Months are compared with months; a month is not compared with half a year.
    #expect(kinds[.previousPeriod]?.change == 0)
    let half = try fixture.store.comparisons(
      fixture.selection(Self.query), against: [try #require(Period("2023-Q1"))])
    #expect(half.first(.chosenPeriod)?.change == nil)
    #expect(outcome.releases.first?.naturesUnsaid == ["shelter-population"])
    let lines = outcome.lines(fixture.store.vocabulary, .english).map(\.text)
    #expect(lines.contains { $0.contains("shelter-population") && $0.contains("column nature") })
    #expect(throws: QuestionError.self) {
      let asked = SeriesTableQuestion(
        [SeriesQuestion(try fixture.selection(Self.query))], transform: .perDay, of: nil)
      _ = try fixture.store.table(asked, .english)
    }
  }

  /// Taken out and read in again it is the same, and a record that says so is sound.
  @Test func whatIsSaidGoesOutWithTheFigures() throws {
    let (fixture, _) = try fixture(nature: "stock")
    var writer = TidyWriter(hxl: false)
    try fixture.store.forEachFigure { writer.write($0, source: $1) }
    let text = writer.finish()
    let other = try RecordFixture(seeded: false)
    _ = try other.store.importFile(path: try other.file("again.csv", text))
    #expect(try observation(other, "2023-Q1").value == 120)
    #expect(try other.store.check().faults.isEmpty)
    // Said later, it is another table: it does not pass for the one that is held.
    let (silent, _) = try self.fixture(nature: "")
    #expect(throws: RecordError.self) {
      try silent.store.importFile(path: try silent.file("said.csv", table(nature: "flow")))
    }
    _ = try silent.store.importFile(
      path: try silent.file("said.csv", table(nature: "flow")), replacing: true)
    #expect(try observation(silent, "2023-Q1").value == 330)
  }

  @Test(arguments: [
    ("sum", "expected one of flow, stock"),
    ("flow", ""),
  ])
  func otherWordsAreFaults(_ nature: String, _ words: String) throws {
    let fault = try TidyFixture.fault(table(nature: nature))
    #expect(words.isEmpty ? fault.isEmpty : fault.contains(words), "\(fault)")
  }

  /// Encounters are events, whatever a file says.
  @Test func knownMeasuresKeepTheirNature() throws {
    let fault = try TidyFixture.fault(
      TidyFixture.table("measure,place,period,value,nature", "encounters,MEX,2023-01,5,stock"))
    #expect(fault.contains("expected flow, as encounters is"), "\(fault)")
  }
}

/// Labels that nobody could ask for.
@Suite struct UnaskableLabelTests {
  @Test(arguments: [
    ("transits,darien,VNZ,2024-01,1", "the code of a country that there is"),
    ("transits,XXX,VEN,2024-01,1", "the code of a country that there is"),
    ("transits,jam,VEN,2024-01,1", "Write it as \"JAM\""),
    ("transits,mexico,VEN,2024-01,1", "Write it as \"MEX\""),
    ("transits,darien,VEN,2024-01,1", ""),
    ("transits,a-place-of-mine,UNK,2024-01,1", ""),
    ("transits,JAM,OOO,2024-01,1", ""),
  ])
  func areRefused(_ row: String, _ words: String) throws {
    let fault = try TidyFixture.fault(
      TidyFixture.table("measure,place,nationality,period,value", row))
    #expect(words.isEmpty ? fault.isEmpty : fault.contains(words), "\(fault)")
  }
}

/// A year that is less than its own months: 100 in 2023, and 500 in January of it.
@Suite struct OwnMonthsTests {
  private static let header =
    "measure,place,nationality,period,value,source,dataset,publisher,title,published,covers"
  private static let details = "own-1,own,Office,Counts,2024-02-01,nationality=whole"

  private func text(_ rows: [String]) -> String {
    ([Self.header] + rows.map { "irregular-entries,PRY,\($0),\(Self.details)" })
      .joined(separator: "\n") + "\n"
  }

  @Test func importAndAnswerSaySo() throws {
    let fixture = try RecordFixture(seeded: false)
    let path = try fixture.file("own.csv", text(["VEN,2023,100", "VEN,2023-01,500"]))
    #expect(throws: InputError.self) { try fixture.store.importFile(path: path, strict: true) }
    let outcome = try fixture.store.importFile(path: path)
    let lines = outcome.lines(fixture.store.vocabulary, .english).map(\.text)
    #expect(
      lines.contains { $0.contains("line 2: 2023 is 100, and a part of it on line 3 is 500") },
      "\(lines)")
    let year = try fixture.store.timeline(fixture.selection("irregular-entries VEN in PRY"))
      .observation(try #require(Period("2023")))
    #expect(year.value == 100)
    #expect(year.note(.english) == "its own months come to 500 at least")
    #expect(year.note(.spanish) == "sus propios meses suman al menos 500")
  }

  /// 60 and 40 are 100; a year of which some months are held is more than they.
  @Test(arguments: [["VEN,2023,100", "VEN,2023-01,60", "VEN,2023-02,40"], ["VEN,2023,100"]])
  func nothingIsSaidOfOthers(_ rows: [String]) throws {
    let fixture = try RecordFixture(seeded: false)
    let outcome = try fixture.store.importFile(
      path: try fixture.file("own.csv", text(rows)), strict: true)
    #expect(outcome.releases.first?.periodFaults == [])
    let year = try fixture.store.timeline(fixture.selection("irregular-entries VEN in PRY"))
      .observation(try #require(Period("2023")))
    #expect(year.note.isEmpty)
  }
}
