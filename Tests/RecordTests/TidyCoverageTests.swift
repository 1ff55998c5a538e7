import Foundation
import Periods
import Record
import Tabular
import Testing

/// Tidy tables whose figures are not in what the table says that it covers, and notes below the rows.
@Suite struct TidyCoverageTests {
  let files: ReaderFiles

  init() throws {
    files = try ReaderFiles()
  }

  private static let header =
    "measure,place,nationality,period,value,source,dataset,publisher,title,published,covers,span,"
    + "gaps,rounded_to"

  private func fault(
    _ row: String, covers: String = "", span: String = "", gaps: String = "", to: String = ""
  )
    throws -> String
  {
    let text =
      Self.header + "\nclinic-visits,CRI,\(row),a,a,Office,Visits,2025-08-01,"
      + "\(covers),\(span),\(gaps),\(to)\n"
    return try files.fault(text.utf8)
  }

  @Test(arguments: ["2023-12", "2024-07", "2024", "2023-12-31/2024-01-15"])
  func periodOutsideTheSpan(_ period: String) throws {
    #expect(
      try fault(",\(period),5", span: "2024-01/2024-06").hasPrefix(
        "table.csv:2:4 (period): expected a period inside the span"))
  }

  @Test func periodInAGap() throws {
    #expect(
      try fault(",2024-03,5", span: "2024-01/2024-06", gaps: "2024-02|2024-03").contains(
        "expected a period outside the gap 2024-03, found \"2024-03\""))
    #expect(
      try fault(",2024-04,5", span: "2024-01/2024-06", gaps: "2024-02|2024-03").isEmpty)
  }

  @Test func labelThatIsNotNamed() throws {
    let covers = "place=only nationality=whole:BRA|VEN|OOO"
    #expect(
      try fault("PER,2024-01,5", covers: covers).contains(
        "table.csv:2:3 (nationality): expected a label that covers names, "
          + "nationality=whole:BRA|VEN|OOO, found \"PER\""))
    for label in ["BRA", "OOO", "UNK", ""] {
      #expect(try fault("\(label),2024-01,5", covers: covers).isEmpty)
    }
    #expect(try fault("PER,2024-01,5", covers: "nationality=only:CUB|VEN").contains("\"PER\""))
    #expect(try fault("PER,2024-01,5", covers: "nationality=whole").isEmpty)
    #expect(try fault("PER,2024-01,5", covers: "place=only:PAN").contains("\"CRI\""))
  }

  @Test func numberThatIsNotRounded() throws {
    #expect(
      try fault(",2024-01,13", to: "10").hasPrefix(
        "table.csv:2:5 (value): expected a multiple of 10, as rounded_to says, found \"13\""))
    for value in ["0", "20", ""] { #expect(try fault(",2024-01,\(value)", to: "10").isEmpty) }
  }

  /// All that ships keeps to what it says, and what is written out can be read in.
  @Test func whatShipsKeepsToWhatItSays() throws {
    let fixture = try RecordFixture.shared.get()
    let path = fixture.folder.appending(path: "all-\(UUID().uuidString).csv").path
    var writer = TidyWriter(hxl: false)
    try fixture.store.forEachFigure { figure, source in
      writer.write(figure, source: source)
    }
    try Data(writer.finish().utf8).write(to: URL(fileURLWithPath: path))
    let file = PublishedFile(
      path: path, name: "all.csv", sha256: "", vocabulary: fixture.store.vocabulary)
    #expect(throws: Never.self) { try TidyReader().read(file) }
  }

  private static let table =
    "measure,place,nationality,period,value,source,dataset,publisher,title,published\n"
    + "irregular-entries,CRI,VEN,2024-01,5,cri-1,cri,Office,Entries,2024-10-01\n"
    + "irregular-entries,CRI,HTI,2024-01,,cri-1,,,,\n"

  @Test(arguments: [
    "Note: provisional\n", "\nNote: provisional\n", "\nSource: Office,,,,,,,,,\n",
    "* provisional\n\"Updated: 1 October 2024\"\n",
  ])
  func notesBelow(_ notes: String) throws {
    let figures = try files.figures("Entries, 2024\n\n" + Self.table + notes)
    #expect(
      figures == [
        "measure=irregular-entries place=CRI nationality=VEN 2024-01=5",
        "measure=irregular-entries place=CRI nationality=HTI 2024-01=unknown",
      ])
  }

  @Test func noNotesAmongTheRows() throws {
    let more = "Note: provisional\nirregular-entries,CRI,CUB,2024-01,7,cri-1,,,,\n"
    #expect(
      try files.fault((Self.table + more).utf8).contains(
        "table.csv:4: expected a row of figures, found \"Note: provisional\" alone in its row"))
  }

  // MARK: Taught words

  /// A new name of a border is refused with the command that makes it known, and then read.
  @Test func aBorderByATaughtName() throws {
    let fixture = try RecordFixture(seeded: false)
    let header =
      "Fiscal Year,Month (abbv),Land Border Region,State,Demographic,Citizenship,"
      + "Title of Authority,Encounter Count\n"
    let path = try fixture.file(
      "a.published-2024-11-19.csv",
      header + "2025,OCT,SW Border,TX,Single Adults,MEXICO,Title 8,7\n")
    let error = #expect(throws: InputError.self) { try fixture.store.importFile(path: path) }
    #expect(
      error?.issues.first?.hint.contains("trocha record word place \"SW Border\" ") == true)
    var words = try OwnWords(record: fixture.folder.appending(path: "record.sqlite").path)
    try words.add(
      OwnWords.Word(dimension: .place, spelling: "SW Border", label: "us-southwest-border"),
      to: fixture.store.vocabulary)
    let taught = try RecordStore(
      path: fixture.folder.appending(path: "record.sqlite").path, seeded: false)
    let outcome = try taught.importFile(path: path)
    #expect(outcome.figuresAdded == 1)
    #expect(outcome.releases.first?.covers.contains("place=only:us-southwest-border") == true)
  }

  /// A country taught as a place is one in UNHCR's tables too.
  @Test func aCountryByATaughtPlace() throws {
    let fixture = try RecordFixture(seeded: false)
    let path = try fixture.file(
      "a.published-2024-06-13.csv",
      "year,country_of_origin,country_of_asylum,refugees\n2023,VEN,Holy Brazil,7\n")
    #expect(throws: InputError.self) { try fixture.store.importFile(path: path) }
    var words = try OwnWords(record: fixture.folder.appending(path: "record.sqlite").path)
    try words.add(
      OwnWords.Word(dimension: .place, spelling: "Holy Brazil", label: "BRA"),
      to: fixture.store.vocabulary)
    let taught = try RecordStore(
      path: fixture.folder.appending(path: "record.sqlite").path, seeded: false)
    #expect(try taught.importFile(path: path).figuresAdded == 1)
  }
}
