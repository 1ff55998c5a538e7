import Forecasting
import Foundation
import Periods
import Record
import Tabular
import Testing
import Wording

/// What the recipes add does what their pages say; the code is that of the pages.
@Suite struct ExampleTests {
  // MARK: A published format

  @Test func `the reader is the page's`() throws {
    let page = try RecipePage("format.md")
    #expect(try page.isCompiledHere("Sources/Record/Readers/RiverPostReader.swift"))
  }

  @Test func `the reader's figures answer questions, and an empty cell is not zero`() throws {
    let folder = try OwnFolder()
    let path = try folder.file(
      "river-post.csv", RecipePage("format.md").code(for: "river-post.csv"))
    let store = try RecordStore(
      path: folder.url.appending(path: "record.sqlite").path, seeded: false)
    let file = try PublishedFile(
      path: path, name: "river-post.csv", sha256: FileHash.sha256(path: path),
      vocabulary: store.vocabulary)
    let outcome = try store.store(
      RiverPostReader().read(file), file: file, format: RiverPostReader.format)
    #expect(outcome.figuresAdded == 4)
    func value(_ query: String, _ month: String) throws -> Double? {
      let selection = try SelectionParser(store.vocabulary).selection(query)
      return try store.timeline(selection).observation(try #require(Period(month))).value
    }
    let entries = "irregular-entries place=CRI"
    #expect(try value("\(entries) nationality=VEN", "2024-01") == 1_204)
    #expect(try value("\(entries) nationality=ECU", "2024-02") == nil)
    // 1,204 and 310.
    #expect(try value(entries, "2024-01") == 1_514)
  }

  @Test func `a faulty file is refused with all its faults`() throws {
    let folder = try OwnFolder()
    let path = try folder.file(
      "post.csv",
      """
      Month,Nationality,People counted at the river
      2024-01,Venezuela,7
      2024,Venezuela,8
      2024-01,Venezuela,9
      2024-02,Atlantis,10

      """)
    let file = PublishedFile(
      path: path, name: "post.csv", sha256: "", vocabulary: try Vocabulary.shipped())
    let fault = #expect(throws: InputError.self) { try RiverPostReader().read(file) }
    let lines = "\(try #require(fault))"
    for words in ["a month such as 2024-01", "that of line 2 again", "a country"] {
      #expect(lines.contains(words), "\(lines)")
    }
  }

  @Test func `a file is told by its header, and no other reader's is`() throws {
    let header = "Month,Nationality,People counted at the river\n"
    #expect(RiverPostReader.recognises(header))
    #expect(!FigureReaders.all.contains { type(of: $0).recognises(header) })
    #expect(!RiverPostReader.recognises("measure,period,value,source\n"))
  }

  // MARK: A measure

  /// The vocabulary that ships, with the page's row.
  private func vocabulary(_ folder: OwnFolder) throws -> Vocabulary {
    let tables = folder.url.appending(path: "vocabulary")
    try FileManager.default.copyItem(
      at: URL(fileURLWithPath: ShippedFiles.folder("vocabulary")), to: tables)
    let measures = tables.appending(path: "measures.csv")
    let row = try RecipePage("measure.md")
      .code(for: "Sources/Record/Resources/vocabulary/measures.csv")
    let text = try String(contentsOf: measures, encoding: .utf8)
    try Data((text + row).utf8).write(to: measures)
    return try Vocabulary(folder: tables.path)
  }

  @Test func `a measure has its names in both languages, and is found by its aliases`() throws {
    let vocabulary = try vocabulary(OwnFolder())
    let measure = try #require(vocabulary.measure("shelter-nights"))
    #expect(measure.name(.english) == "Nights in shelters")
    #expect(measure.unit(.spanish) == "noches")
    #expect(!measure.isStock)
    let parser = SelectionParser(vocabulary)
    let asked = try parser.selection("shelter-nights place=MEX nationality=VEN")
    #expect(try parser.selection("shelter stays of Venezuelans in Mexico") == asked)
    #expect(try parser.selection("noches de albergue de venezolanos en México") == asked)
  }

  @Test func `its figures come in as tidy CSV`() throws {
    let folder = try OwnFolder()
    let text = try RecipePage("measure.md").code(for: "shelters.csv")
    let file = PublishedFile(
      path: try folder.file("shelters.csv", text), name: "shelters.csv", sha256: "",
      vocabulary: try vocabulary(folder))
    let releases = try TidyReader().read(file)
    #expect(releases.map(\.source.dataset) == ["shelters"])
    #expect(releases.flatMap { $0.figures.map(\.value) } == [1_204, 1_377, 623])
  }

  // MARK: A forecast method

  @Test func `the method is the page's`() throws {
    let page = try RecipePage("method.md")
    #expect(try page.isCompiledHere("Sources/Forecasting/Methods/RecentMean.swift"))
  }

  /// By hand: of a series that grows by one a month, the mean of the last three is one behind the last;
  /// it misses the next months by 2, 3 and 4, whose mean is 3, and one step in the past is one.
  @Test func `the method is scored by the backtest`() throws {
    let start = try #require(Day("2020-01-01"))
    let months = (0..<30).map { Period.month(of: start.adding(months: $0)) }
    let series = MonthlySeries(
      name: "line", months: months, values: (0..<30).map { 100 + Double($0) })
    let backtest = Backtest(
      [.init(series)], first: months[20], last: months[22], horizons: 1...3,
      methods: [Calibrated.recentMean])
    let score = try #require(backtest.score("recent-mean"))
    #expect(score.n == 9)
    #expect(abs(score.mase - 3) < 1e-6)
  }
}
