import Foundation
import Periods
import Record
import Testing

/// Labels that were not always counted, or that others were counted under, and people of whom nobody
/// knows. Expected values are read off the rows.
@Suite struct LabelHistoryTests {
  private func fixture(
    _ header: String, _ rows: [String], dataset: String, covers: String
  ) throws -> RecordFixture {
    let fixture = try RecordFixture(seeded: false)
    let text =
      header + ",source,dataset,publisher,title,published,leaves_out_zeros,covers\n"
      + rows.map { "\($0),a,\(dataset),Office,Counts,2032-01-01,true,\(covers)\n" }.joined()
    _ = try fixture.store.importFile(path: try fixture.file("a.csv", text))
    return fixture
  }

  private func observation(
    _ fixture: RecordFixture, _ query: String, _ period: String
  ) throws -> Observation {
    try fixture.store.timeline(fixture.selection(query))
      .observation(try #require(Period(period)))
  }

  private func population() throws -> RecordFixture {
    try fixture(
      "measure,place,kind,nationality,period,value",
      [
        "population-of-concern,COL,refugee,VEN,2017,7",
        "population-of-concern,COL,refugee,VEN,2018,8",
        "population-of-concern,COL,other-in-need-of-protection,VEN,2018,900",
      ], dataset: "unhcr-population",
      covers: "place=whole nationality=only:VEN|CUB "
        + "kind=whole:refugee|asylum-seeker|other-in-need-of-protection|other-of-concern")
  }

  @Test func noZeroBeforeALabelBegan() throws {
    let fixture = try population()
    let query = "population-of-concern VEN kind=other-in-need-of-protection"
    #expect(try observation(fixture, query, "2018").value == 900)
    let before = try observation(fixture, query, "2017")
    #expect(before.value == nil)
    #expect(before.vintage(.english).hasSuffix("counted from 2018 on"))
    // Others are zero from then on, and not before.
    #expect(try observation(fixture, query.replacing("VEN", with: "CUB"), "2018").value == 0)
    #expect(try observation(fixture, query.replacing("VEN", with: "CUB"), "2017").value == nil)
  }

  /// What forecasts and effects read knows it too.
  @Test func vintagesHaveNoZeroBeforeALabelBegan() throws {
    let fixture = try population()
    let selection = try fixture.selection(
      "population-of-concern CUB kind=other-in-need-of-protection")
    let (before, after) = (try #require(Period("2017")), try #require(Period("2018")))
    let all = try fixture.store.vintages(selection).timeline()
    #expect(all.observation(after).value == 0)
    #expect(all.observation(before).value == nil)
    let parts = try fixture.store.vintages(
      fixture.selection("population-of-concern VEN"), by: [.kind])
    let part = try #require(parts[["other-in-need-of-protection"]]).timeline()
    #expect(part.observation(after).value == 900)
    #expect(part.observation(before).value == nil)
  }

  @Test func aUnionWithALabelThatWasNotCountedIsALowestNumber() throws {
    let fixture = try population()
    let query = "population-of-concern VEN kind=refugee|other-in-need-of-protection"
    #expect(try observation(fixture, query, "2018").exactness == .exact)
    let before = try observation(fixture, query, "2017")
    #expect(before.value == 7)
    #expect(before.exactness == .atLeast)
    let report = try fixture.store.comparisons(
      fixture.selection(query), period: try #require(Period("2018")))
    #expect(report.comparisons.allSatisfy { $0.change == nil })
    #expect(try observation(fixture, "population-of-concern VEN", "2017").value == 7)
  }

  @Test func partsBeforeALabelBegan() throws {
    let fixture = try population()
    let parts = try fixture.store.breakdown(
      fixture.selection("population-of-concern VEN"), by: .kind)
    let year = try #require(Period("2017"))
    let values = Dictionary(
      uniqueKeysWithValues: parts.parts.map { ($0.label, $0.timeline.observation(year).value) })
    #expect(values["refugee"] == 7)
    #expect(values["other-in-need-of-protection"] == .some(nil))
  }

  /// The total of a breakdown is as unsure as the same figure asked for alone.
  @Test func totalOfPartsBeforeALabelBegan() throws {
    let fixture = try population()
    let parts = try fixture.store.breakdown(
      fixture.selection("population-of-concern VEN kind=refugee|other-in-need-of-protection"),
      by: .place)
    let total = parts.total.observation(try #require(Period("2017")))
    #expect(total.value == 7)
    #expect(total.exactness == .atLeast)
    #expect(parts.total.observation(try #require(Period("2018"))).value == 908)
  }

  private func darien() throws -> RecordFixture {
    try fixture(
      "measure,place,demographic,period,value",
      [
        "transits,darien,men,2022-12,100", "transits,darien,men,2023-01,60",
        "transits,darien,boys,2023-01,30", "transits,darien,men,2023-02,50",
      ], dataset: "panama-darien-demographics", covers: "place=only:darien demographic=whole")
  }

  @Test func othersAmongThem() throws {
    let fixture = try darien()
    let men = try observation(fixture, "transits darien men", "2022-12")
    #expect(men.value == 100)
    #expect(men.exactness == .atMost)
    #expect(men.note(.english).contains("boys among them until 2022"))
    #expect(try observation(fixture, "transits darien men", "2023-01").exactness == .exact)
    #expect(try observation(fixture, "transits darien boys", "2022-12").value == nil)
    let report = try fixture.store.comparisons(
      fixture.selection("transits darien men"), period: try #require(Period("2023-01")))
    let before = try #require(report.comparisons.first { $0.kind == .previousPeriod })
    #expect(before.change == nil)
    #expect(before.obstacle == .notExact)
  }

  private func returns() throws -> RecordFixture {
    try fixture(
      "measure,place,from,period,value",
      [
        "returns-received,GTM,USA,2023-01,100", "returns-received,GTM,MEX,2023-01,10",
        "returns-received,GTM,UNK,2023-02,70", "returns-received,GTM,MEX,2023-02,20",
      ], dataset: "a", covers: "place=only:GTM from=whole")
  }

  /// Those whose origin is not known may be of the one that is left out.
  @Test func unknownAmongWhatIsNotLeftOut() throws {
    let fixture = try returns()
    let query = "returns-received in Guatemala from!=USA"
    #expect(try observation(fixture, query, "2023-01").exactness == .exact)
    let february = try observation(fixture, query, "2023-02")
    #expect(february.value == 90)
    #expect(february.exactness == .atMost)
    #expect(february.vintage(.english).contains("70 of them may belong to what is left out"))
    // Without them, 10 and 20 of two of twelve months.
    let year = try observation(fixture, query, "2023")
    #expect(year.value == 30)
    #expect(year.exactness == .atLeast)
    #expect(try observation(fixture, query + "|UNK", "2023-02").value == 20)
    #expect(try observation(fixture, query + "|UNK", "2023-02").exactness == .exact)
  }
}

/// Sums over long periods. Expected values are read off the rows.
@Suite struct LongPeriodTests {
  private func timeline() throws -> Timeline {
    let fixture = try RecordFixture(seeded: false)
    let header = "measure,place,period,value,source,dataset,publisher,title,published\n"
    let rows = ["2019,1000", "2020,2000", "2021-01,30", "2021-02,40", "2021-03,50"]
    let months = (1...12).map { "2022-\($0 < 10 ? "0" : "")\($0),1" }
    let text =
      header
      + (rows + months).map { "transits,darien,\($0),a,a,Office,Counts,2032-01-01\n" }.joined()
    _ = try fixture.store.importFile(path: try fixture.file("a.csv", text))
    return try fixture.store.timeline(fixture.selection("transits darien"))
  }

  /// Two whole years, three months of 2021 and the twelve of 2022.
  @Test func yearsStandInForTheirMonths() throws {
    let all = try timeline().observation(try #require(Period("2019/2022")))
    #expect(all.value == 3132)
    #expect(all.exactness == .atLeast)
    #expect(all.basis == .joined(known: 12 + 12 + 3 + 12, of: 48))
    let whole = try timeline().observation(try #require(Period("2019/2020")))
    #expect(whole.value == 3000)
    #expect(whole.exactness == .exact)
  }

  /// Three months' sum is not a year's number a day.
  @Test func noNumberADayOfSomeMonths() throws {
    let timeline = try timeline()
    let years = timeline.observations(every: .year)
    let daily = try SeriesTransform.perDay.apply(to: years, isStock: false)
    let values = Dictionary(uniqueKeysWithValues: daily.map { ($0.period.description, $0) })
    #expect(values["2020"]?.value == 2000.0 / 366)
    #expect(values["2021"]?.value == nil)
    #expect(values["2021"]?.note.contains("3 of 12 months") == true)
    #expect(values["2022"]?.value == 12.0 / 365)
  }
}
