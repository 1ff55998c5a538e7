import Periods
import Record
import Testing

/// Shares and ranks that would set unlike things against one another. Values are read off the rows.
@Suite struct UnlikeThingsTests {
  private func shares(_ part: String, of whole: String) throws -> [Double?] {
    let fixture = try RecordFixture.shared.get()
    let year = Period("2023")
    let question = SeriesTableQuestion(
      [SeriesQuestion(try fixture.selection(part), period: year)], transform: .percentShare,
      of: try fixture.selection(whole))
    return try fixture.store.table(question, .english).columns[0].cells.map(\.value)
  }

  @Test(arguments: [
    ("darien-venezuelans", "honduras-entries"), ("darien", "venezuelans-abroad"),
    ("darien", "darien-venezuelans"), ("usbp-southwest", "ofo-southwest"),
    ("encounters-southwest", "usbp-southwest"),
    ("encounters-southwest", "encounters nationality!=VEN"),
  ])
  func refused(_ part: String, _ whole: String) {
    #expect(throws: QuestionError.self) { try shares(part, of: whole) }
  }

  @Test func taken() throws {
    #expect(try shares("darien-venezuelans", of: "darien").count == 1)
    #expect(try shares("usbp-southwest", of: "encounters-southwest").allSatisfy { $0 != nil })
    #expect(try shares("deaths in Cuba", of: "deaths in the Caribbean").allSatisfy { $0 != nil })
  }

  /// UNHCR's figures of eleven nationalities ship: first of them is not first of all.
  @Test func aRankAmongThoseHeld() throws {
    let fixture = try RecordFixture.shared.get()
    let report = try fixture.store.comparisons(
      fixture.selection("population-of-concern in Colombia VEN"), period: Period("2023"))
    let rank = try #require(report.comparisons.first { $0.kind == .rank })
    #expect(rank.isAmongHeld)
    #expect(rank.text(.english).contains("groups held"))
    let transits = try fixture.store.comparisons(
      fixture.selection("darien-venezuelans"), period: Period("2023-08"))
    #expect(transits.comparisons.first { $0.kind == .rank }?.isAmongHeld == false)
  }

  /// 9,000 in all, of 4,500 and 500 who are everybody; and 4,000 of whom 5,000 are named.
  @Test(arguments: [("nationality=whole", 9000.0), ("", 4000)])
  func aTotalThatIsNotItsParts(_ covers: String, _ total: Double) throws {
    let fixture = try RecordFixture(seeded: false)
    let text = """
      measure,place,nationality,period,value,source,dataset,publisher,title,published,covers
      irregular-entries,CRI,VEN,2023-08,4500,a,a,Office,Counts,2023-10-10,\(covers)
      irregular-entries,CRI,HTI,2023-08,500,a,,,,,
      irregular-entries,CRI,,2023-08,\(Int(total)),a,,,,,
      irregular-entries,CRI,VEN,2023-09,7,a,,,,,
      irregular-entries,CRI,,2023-09,7,a,,,,,

      """
    let outcome = try fixture.store.importFile(path: try fixture.file("a.csv", text))
    let faults = try #require(outcome.releases.first).totalFaults
    #expect(faults.map(\.total) == [total])
    #expect(faults.first?.parts == 5000)
    #expect(faults.first?.by == .nationality)
    #expect(faults.first?.words(.english).hasSuffix("and by nationality 5,000") == true)
  }

  /// An own table that does not say what it covers has parts, and its own total beside them.
  @Test func partsWithoutAWhole() throws {
    let fixture = try RecordFixture(seeded: false)
    let text = """
      measure,place,nationality,period,value,source,dataset,publisher,title,published
      irregular-entries,CRI,VEN,2022,4500,a,a,Office,Counts,2023-10-10
      irregular-entries,CRI,HTI,2022,500,a,,,,
      irregular-entries,CRI,,2022,9000,a,,,,

      """
    let outcome = try fixture.store.importFile(path: try fixture.file("a.csv", text))
    // Others may have come besides.
    #expect(outcome.releases.first?.totalFaults == [])
    let parts = try fixture.store.breakdown(
      fixture.selection("irregular-entries in Costa Rica"), by: .nationality)
    let year = try #require(Period("2022"))
    #expect(parts.leading.native == .year)
    #expect(parts.periods(every: .year) == [year])
    #expect(parts.difference(year) == 4000)
    let report = BreakdownReport(
      parts, every: .year, within: nil, fixture.store.vocabulary, .english)
    #expect(report.parts.map { $0.observations.map(\.value) } == [[4500], [500]])
  }
}
