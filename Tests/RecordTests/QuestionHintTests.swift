import Periods
import Record
import Testing

/// Questions that are nearly there: what is meant without being named, and what is said where more must
/// be named. Values are read off the shipped tables.
@Suite struct QuestionHintTests {
  private let fixture: RecordFixture

  init() throws {
    fixture = try RecordFixture.shared.get()
  }

  @Test(arguments: [
    ("refugees from Venezuela in Colombia", "population-of-concern"),
    ("deportations of Guatemalans from Mexico", "returns, returns-received"),
    ("unaccompanied children southwest", "encounters"),
    (
      "solicitantes de asilo venezolanos en Estados Unidos",
      "asylum-applications, population-of-concern"
    ),
    ("single adults title-42", "encounters"), ("boys", "transits, irregular-entries"),
  ])
  func measuresThatFit(_ words: String, _ measures: String) throws {
    do {
      _ = try fixture.selection(words)
      Issue.record("\(words) was taken")
    } catch QuestionError.noMeasure(_, let named) {
      #expect(named.count <= 3)
      #expect(measures.split(separator: ", ").allSatisfy { named.contains(String($0)) })
    }
  }

  /// Where nothing narrows it, all measures are named.
  @Test func anyMeasure() throws {
    do {
      _ = try fixture.selection("Venezuelans")
      Issue.record("taken")
    } catch QuestionError.noMeasure(_, let named) {
      #expect(named.count == fixture.store.vocabulary.measures.count)
    }
  }

  /// 142,580 removals by ICE in fiscal 2023.
  @Test func removals() throws {
    for words in ["us-removals", "removals from the United States", "removals in USA"] {
      #expect(try fixture.value(words, "FY2023") == 142_580, "\(words)")
    }
    #expect(
      try fixture.value("removals from Mexico", "2023")
        == fixture.value("returns from Mexico", "2023"))
  }

  @Test func fiscalYearsForAYear() throws {
    let timeline = try fixture.store.timeline(fixture.selection("us-removals"))
    let year = timeline.observation(try #require(Period("2022")))
    #expect(year.value == nil)
    #expect(year.vintage(.english).hasSuffix("held for FY2022 and FY2023"))
    // October 2011 to September 2024.
    let years = timeline.observations(every: .year)
    #expect(years.map(\.period.description).first == "2011")
    #expect(years.map(\.period.description).last == "2024")
    #expect(years.allSatisfy { $0.value == nil && !$0.note.isEmpty })
  }

  /// A sector lies at one border.
  @Test func sectorsImplyTheirBorder() throws {
    let here = try fixture.value("border patrol encounters in Tucson sector", "2023-12")
    #expect(here != nil)
    #expect(
      try here == fixture.value("border patrol encounters southwest sector=tucson", "2023-12"))
  }
}
