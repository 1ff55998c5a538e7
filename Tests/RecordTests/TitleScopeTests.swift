import Foundation
import Periods
import Record
import Tabular
import Testing
import Wording

/// A number for the whole world that is one for some of its countries says so in its title. UNHCR counts
/// internally displaced people where it works with them: in Colombia 6,766,002 at the end of 2021.
@Suite struct TitleScopeTests {
  private let fixture: RecordFixture
  private let english = "in the countries where UNHCR counts them"
  private let spanish = "en los países donde el ACNUR las cuenta"

  init() throws {
    fixture = try RecordFixture(seeded: false)
    let codes = fixture.store.vocabulary.terms.filter {
      $0.dimension == .nationality && $0.id.allSatisfy(\.isUppercase)
    }.map(\.id).filter { !["COL", "UNK", "OOO"].contains($0) }.prefix(60)
    let rows = codes.map { "2021,\($0),COL,100,0,0,0,0,0\n2021,COL,\($0),1,0,0,0,0,0\n" }.joined()
    let text =
      "year,coo_iso,coa_iso,refugees,idps,stateless,asylum_seekers,oip,ooc\n" + rows
      + "2021,COL,COL,0,6766002,5,0,0,0\n"
    _ = try fixture.store.importFile(path: try fixture.file("a.csv", text))
  }

  private func title(_ query: String, _ language: Language) throws -> String {
    let timeline = try fixture.store.timeline(fixture.selection(query))
    return fixture.store.vocabulary.title(timeline, language)
  }

  @Test func theTitleOfTheWholeWorldNamesItsCountries() throws {
    #expect(
      try title("internally-displaced", .english) == "Internally displaced people, \(english)")
    #expect(
      try title("internally-displaced", .spanish) == "Personas desplazadas internas, \(spanish)")
    #expect(
      try title("measure=stateless", .english) == "Stateless people, \(english)")
    #expect(
      try title("measure=stateless", .spanish) == "Personas apátridas, \(spanish)")
    // The number stays what it is.
    let timeline = try fixture.store.timeline(fixture.selection("internally-displaced"))
    let year = timeline.observation(try #require(Period("2021")))
    #expect(year.value == 6_766_002)
    #expect(year.exactness == .exact)
  }

  /// Where a country is named it is known there or not; refugees are counted everywhere.
  @Test func othersAreAsBefore() throws {
    let country = try title("internally-displaced in COL", .english)
    #expect(country == "Internally displaced people · Colombia")
    #expect(try !title("population-of-concern kind=refugee", .english).contains("UNHCR counts"))
  }

  /// A table of another office, which says that it is whole, counts everywhere.
  @Test func anotherOfficeHasItsOwnScope() throws {
    let fixture = try RecordFixture(seeded: false)
    _ = try fixture.store.importFile(
      path: try fixture.file(
        "b.csv",
        """
        measure,place,period,value,source,dataset,publisher,title,published,covers
        internally-displaced,COL,2021,5,b,own-displaced,Office,Counts,2022-01-01,place=whole
        """))
    let timeline = try fixture.store.timeline(fixture.selection("internally-displaced"))
    #expect(
      fixture.store.vocabulary.title(timeline, .english) == "Internally displaced people")
  }

  @Test func whatOtherProgramsReadNamesItToo() throws {
    let (store, vocabulary) = (fixture.store, fixture.store.vocabulary)
    let selection = try fixture.selection("internally-displaced")
    let period = try #require(Period("2021"))
    for (language, words) in [(Language.english, english), (.spanish, spanish)] {
      let timeline = try store.timeline(selection)
      let series = SeriesReport(timeline, every: .year, within: nil, vocabulary, language)
      #expect(series.title.hasSuffix(words))
      let compared = try store.comparisons(selection, period: period)
      #expect(CompareReport(compared, vocabulary, language).title.hasSuffix(words))
      let table = try store.table(
        SeriesTableQuestion([SeriesQuestion(selection)], of: nil), language)
      #expect(table.columns.first?.title.hasSuffix(words) == true)
    }
    // The source says it of the measure, and of no other.
    let source = try #require(try store.sources().first?.source.id)
    let tables = try #require(try store.coverage(of: source)).tables
    let scopes = Dictionary(grouping: tables, by: \.measure).mapValues { $0.first?.scope?.en }
    #expect(scopes["internally-displaced"] == english)
    #expect(scopes["population-of-concern"] == .some(nil))
  }

  private func vocabulary(replacing row: String, with other: String) throws -> Vocabulary {
    let folder = fixture.folder.appending(path: "vocabulary-\(UUID().uuidString)")
    try FileManager.default.copyItem(atPath: ShippedFiles.folder("vocabulary"), toPath: folder.path)
    let file = folder.appending(path: "history.csv")
    let text = try String(contentsOf: file, encoding: .utf8)
    #expect(text.contains(row))
    try Data(text.replacing(row, with: other).utf8).write(to: file)
    return try Vocabulary(folder: folder.path)
  }

  /// What is counted in some countries only is so in every period: a day would be passed over.
  @Test func aRuleWithADayIsRefused() throws {
    let row = "measure,stateless,9999-12-31,unlisted"
    #expect(throws: Never.self) { try vocabulary(replacing: row, with: row) }
    for (other, words) in [
      ("measure,stateless,2018-01-01,unlisted", "9999-12-31 (every period)"),
      ("kind,stateless,9999-12-31,unlisted", "expected measure, for what is unlisted"),
    ] {
      let error = #expect(throws: InputError.self) {
        try vocabulary(replacing: row, with: other)
      }
      #expect("\(try #require(error))".contains(words), "\(error.map { "\($0)" } ?? "")")
      #expect("\(try #require(error))".contains("history.csv:12"))
    }
    let unsaid = #expect(throws: InputError.self) {
      try vocabulary(replacing: ",\(english),\(spanish)", with: ",,")
    }
    #expect("\(try #require(unsaid))".contains("expected where those are who are counted"))
  }
}
