import Periods
import Record
import Testing
import Wording

/// Tables that cover a question in part, and sums that mean something else than they say. Expected
/// values are read off the tables in each test.
@Suite struct AnswerScopeTests {
  private static let header =
    "measure,place,nationality,period,value,hedge,source,dataset,publisher,title,published,covers,"
    + "span,gaps,counts,leaves_out_zeros,nature"

  /// A record of one file for each list of rows.
  private func fixture(_ files: [String]...) throws -> RecordFixture {
    let fixture = try RecordFixture(seeded: false)
    for (index, rows) in files.enumerated() {
      let text = ([Self.header] + rows).joined(separator: "\n") + "\n"
      _ = try fixture.store.importFile(path: try fixture.file("\(index).csv", text))
    }
    return fixture
  }

  private func rows(
    _ cells: [String], source: String, covers: String, span: String = "", gaps: String = "",
    counts: String = "", zeros: String = "", day: String = "2025-02-01"
  ) -> [String] {
    cells.enumerated().map { index, cell in
      let nature = cell.hasPrefix("shelter-stays") ? "flow" : ""
      return index == 0
        ? "\(cell),\(source),\(source),Office,Counts,\(day),\(covers),\(span),\(gaps),\(counts),\(zeros),"
          + nature : "\(cell),\(source),,,,,,,,,,"
    }
  }

  private func refusal(_ fixture: RecordFixture, _ query: String) throws -> String {
    do {
      _ = try fixture.store.timeline(fixture.store.parser.selection(query))
      return ""
    } catch let error as QuestionError {
      return "\(error)"
    }
  }

  // MARK: A table of one place

  /// The Americas are not the world: 1,412 of 2023 are no total, and there are no shares of it.
  @Test(arguments: ["deaths-and-disappearances", "survivors"])
  func americasAreNotTheWorld(_ measure: String) throws {
    let fixture = try RecordFixture.shared.get()
    let parts = try fixture.store.breakdown(fixture.selection(measure), by: .place)
    let year = try #require(Period("2023"))
    #expect(parts.total.observation(year).value == nil)
    #expect(!parts.hasShares(year))
    #expect(
      parts.scopes([year], fixture.store.vocabulary, .english)
        == ["iom-missing-migrants-2025-06-19 holds only the Americas."])
    let mexico = try fixture.value("\(measure) in Mexico", "2023")
    #expect(
      parts.parts.first { $0.label == "MEX" }?.timeline.observation(year).value == mexico)
    // Where the place is named, its parts are all there is of it.
    let inAmericas = try fixture.store.breakdown(
      fixture.selection("\(measure) place=americas"), by: .place)
    #expect(inAmericas.hasShares(year))
  }

  @Test func aTableOfTheWorldGoesFirst() throws {
    let fixture = try fixture(
      rows(
        ["transits,PAN,,2024-01,14,", "transits,COL,,2024-01,6,", "transits,PAN,,2024-02,3,"],
        source: "west", covers: "place=within:americas", span: "2024-01/2024-02", zeros: "true",
        day: "2025-06-01"),
      rows(
        ["transits,PAN,,2024-01,15,", "transits,ITA,,2024-01,1000,"], source: "world",
        covers: "place=whole", span: "2024-01/2024-01", zeros: "true"))
    let parts = try fixture.store.breakdown(fixture.selection("transits"), by: .place)
    let (january, february) = (try #require(Period("2024-01")), try #require(Period("2024-02")))
    #expect(parts.total.observation(january).value == 1015)
    #expect(parts.hasShares(january))
    #expect(parts.total.observation(february).value == nil)
    #expect(!parts.hasShares(february))
    let panama = try #require(parts.parts.first { $0.label == "PAN" }?.timeline)
    #expect(panama.observation(january).value == 15)
    #expect(panama.observation(february).value == 3)
  }

  /// Each place has the table that holds it; what they come to together is nobody's number.
  @Test func placesOfSeveralTables() throws {
    let fixture = try fixture(
      rows(["shelter-stays,CRI,,2024-01,10,"], source: "a", covers: "place=only"),
      rows(["shelter-stays,PAN,,2024-01,7,"], source: "b", covers: "place=only"))
    let parts = try fixture.store.breakdown(
      fixture.store.parser.selection("shelter-stays"), by: .place)
    let january = try #require(Period("2024-01"))
    #expect(
      parts.ranked(over: [january]).map { $0.timeline.observation(january).value } == [10, 7])
    #expect(parts.sum(of: parts.parts, january) == nil)
    #expect(parts.sources([january]).map(\.id) == ["a", "b"])
    #expect(parts.total.observation(january).value == nil)
  }

  // MARK: Parts

  /// Ranked by the sum of what is shown; parts that are not known come to no zero.
  @Test func partsInOrderOfWhatIsShown() throws {
    let fixture = try fixture(
      rows(
        [
          "shelter-stays,CRI,VEN,2024-01,50,", "shelter-stays,CRI,HND,2024-01,10,",
          "shelter-stays,CRI,HND,2024-02,20,", "shelter-stays,CRI,VEN,2024-02,1,",
          "shelter-stays,CRI,COL,2024-01,2,",
        ], source: "a", covers: "place=only nationality=whole", span: "2024-01/2024-03"))
    let parts = try fixture.store.breakdown(
      fixture.store.parser.selection("shelter-stays place=CRI"), by: .nationality)
    let months = ["2024-01", "2024-02", "2024-03"].compactMap(Period.init)
    #expect(parts.ranked(over: months).map(\.label) == ["VEN", "HND", "COL"])
    #expect(parts.ranked(over: [months[1]]).map(\.label) == ["HND", "VEN", "COL"])
    #expect(parts.sum(of: parts.parts, months[0])?.text(.english) == "62")
    #expect(parts.sum(of: parts.parts, months[1])?.text(.english) == "at least 21")
    #expect(parts.sum(of: parts.parts, months[2]) == nil)
  }

  /// Two Cubans were counted nobody knows where, who may be in Venezuela.
  @Test func partsWithUnknownPlaces() throws {
    let fixture = try fixture(
      rows(
        [
          "transits,COL,CUB,2024-01,5,", "transits,UNK,CUB,2024-01,2,",
          "transits,COL,HTI,2024-01,3,",
        ],
        source: "a", covers: "place=whole nationality=whole", zeros: "true"))
    let january = try #require(Period("2024-01"))
    let texts = { (dimension: Record.Dimension) in
      let parts = try fixture.store.breakdown(
        fixture.selection("transits place!=VEN"), by: dimension)
      return Dictionary(
        uniqueKeysWithValues: parts.parts.map {
          ($0.label, $0.timeline.observation(january).text(.english))
        })
    }
    #expect(try texts(.nationality) == ["CUB": "at most 7", "HTI": "3"])
    #expect(try texts(.place) == ["COL": "8", "UNK": "2"])
  }

  // MARK: Sums

  /// "Others" than Brazil and Venezuela and "others" than Brazil are two things.
  @Test func twoRests() throws {
    let second = { (covers: String) in
      self.rows(
        ["shelter-stays,PAN,BRA,2024-01,1,", "shelter-stays,PAN,OOO,2024-01,100,"], source: "b",
        covers: "place=only nationality=whole:\(covers)", counts: "stays")
    }
    let first = rows(
      ["shelter-stays,CRI,BRA,2024-01,10,", "shelter-stays,CRI,OOO,2024-01,5,"], source: "a",
      covers: "place=only nationality=whole:BRA|VEN|OOO", span: "2024-01/2024-04", counts: "stays",
      zeros: "true")
    let query = "measure=shelter-stays place=CRI|PAN nationality=OOO"
    let differing = try fixture(first, second("BRA|OOO"))
    #expect(try refusal(differing, query).contains("different countries as \"other\""))
    #expect(
      try differing.value("measure=shelter-stays place=CRI|PAN nationality=BRA", "2024-01") == 11)
    let same = try fixture(first, second("BRA|VEN|OOO"))
    #expect(try same.value(query, "2024-01") == 105)
  }

  @Test func partsThatDoNotCountTheSame() throws {
    let fixture = try fixture(
      rows(["shelter-stays,CRI,,2024-01,10,"], source: "a", covers: "place=only"),
      rows(["shelter-stays,PAN,,2024-01,7,"], source: "b", covers: "place=only"))
    #expect(
      try refusal(fixture, "shelter-stays place=CRI|PAN").contains("do not count the same"))
    let apart = try self.fixture(
      rows(
        ["shelter-stays,CRI,,2024-01,10,"], source: "a", covers: "place=only", counts: "stays"),
      rows(
        ["shelter-stays,PAN,,2024-02,7,"], source: "b", covers: "place=only", counts: "stays"))
    #expect(try refusal(apart, "shelter-stays place=CRI|PAN").contains("no period is wholly known"))
  }

  /// Too high for some months and too low for others: no number at all.
  @Test(arguments: [
    // January is at most 60, and ten months are missing.
    (["2024-01,60,at-most", "2024-02,50,"], "2024", "not known"),
    (["2024-01,60,at-most", "2024-02,50,at-least", "2024-03,5,about"], "2024-Q1", "not known"),
    // Nobody at all in January, and at least 50 in February.
    (["2024-01,60,at-most", "2024-02,50,at-least", "2024-03,5,"], "2024-Q1", "at least 55"),
    (["2024-01,60,at-most", "2024-02,50,", "2024-03,5,"], "2024-Q1", "at most 115"),
    (["2024-01,60,at-most", "2024-02,50,about", "2024-03,5,"], "2024-Q1", "about 115"),
    (["2024-01,60,", "2024-Q2,500,"], "2024-01/2024-06", "at least 560"),
    (["2024-Q1,60,", "2024-Q2,500,"], "2024-01/2024-06", "560"),
    (["2024-01,60,", "2024-05,70,", "2024-Q2,500,", "2023,9,"], "2023-01/2024-06", "at least 569"),
  ])
  func boundsOfSums(_ cells: [String], _ period: String, _ text: String) throws {
    let fixture = try fixture(
      rows(cells.map { "shelter-stays,CRI,,\($0)" }, source: "a", covers: "place=only"))
    let timeline = try fixture.store.timeline(fixture.selection("measure=shelter-stays in CRI"))
    let observation = timeline.observation(try #require(Period(period)))
    #expect(observation.text(.english) == text)
    if text == "not known" { #expect(observation.note(.english).contains("at the most only")) }
  }

  /// Girls are among the women until 2022, and three months of fiscal 2021 come before the table.
  @Test func womenOfFiscal2021() throws {
    let fixture = try RecordFixture.shared.get()
    let timeline = try fixture.store.timeline(
      fixture.selection("transits darien demographic=women"))
    let year = timeline.observation(try #require(Period("FY2021")))
    #expect(year.value == nil)
    #expect(year.vintage(.english).contains("9 of 12 months known"))
    #expect(year.vintage(.english).contains("girls among them until 2022"))
    #expect(timeline.observation(try #require(Period("2022"))).exactness == .atMost)
    let report = try fixture.store.comparisons(
      fixture.selection("transits darien demographic=women"), period: Period("FY2021"))
    #expect(report.observation.value == nil)
  }

  /// People from China stand under Taiwan in Honduras's table: 12,188 in 2023.
  @Test func chineseInHonduras() throws {
    let fixture = try RecordFixture.shared.get()
    let year = try #require(Period("2023"))
    let chinese = try fixture.store.timeline(fixture.selection("irregular-entries CHN in HND"))
      .observation(year)
    #expect(chinese.value == nil)
    #expect(chinese.note(.english).contains("Taiwan"))
    let others = try fixture.store.timeline(fixture.selection("irregular-entries TWN in HND"))
      .observation(year)
    #expect(others.text(.english) == "at most 12,188")
    #expect(
      try fixture.value("irregular-entries nationality=CHN|TWN in HND", "2023") == 12_188)
  }

  // MARK: Open ends

  /// The last month held is May 2025, the first October 1999.
  @Test(
    arguments: [
      ("2025-06", nil, "2025-06", 1), ("2031", nil, "2031-01", 12), (nil, "1990", "1990-01", 12),
      ("2025-04", nil, "2025-04", 2), (nil, "1999-11", "1999-10", 2), ("2025", nil, "2025-01", 5),
      ("2025-07", "2025-12", "2025-07", 6),
    ] as [(String?, String?, String, Int)])
  func openEnds(_ from: String?, _ to: String?, _ first: String, _ count: Int) throws {
    let fixture = try RecordFixture.shared.get()
    let question = SeriesQuestion(
      try fixture.selection("usbp-southwest"), from: from.flatMap { Period($0) },
      to: to.flatMap { Period($0) })
    let report = try fixture.store.series(question, .english)
    #expect(report.observations.first?.period.description == first)
    #expect(report.observations.count == count)
    let table = try fixture.store.table(
      SeriesTableQuestion([question], transform: .perDay, of: nil), .english)
    #expect(table.periods.count == count)
  }

  @Test func footnotesNameTheirSeries() throws {
    let fixture = try RecordFixture.shared.get()
    let years = SeriesQuestion(
      try fixture.selection("us-removals"), period: Period("2022"))
    let table = try fixture.store.table(SeriesTableQuestion([years], of: nil), .english)
    #expect(
      table.footnotes(.english)
        == ["Removals from the United States, 2022: held for FY2022 and FY2023."])
  }

  // MARK: Why not

  /// The reason that helps comes first, and each only once.
  @Test func reasons() throws {
    let many = (1...8).map { index in
      rows(["shelter-stays,CRI,,2024-0\(index),10,"], source: "a\(index)", covers: "place=whole")
    }
    let fixture = try RecordFixture(seeded: false)
    let limited = rows(
      ["shelter-stays,CRI,VEN,2024-01,10,"], source: "z", covers: "place=only:CRI nationality=whole"
    )
    for (index, rows) in (many + [limited]).enumerated() {
      let text = ([Self.header] + rows).joined(separator: "\n") + "\n"
      _ = try fixture.store.importFile(path: try fixture.file("\(index).csv", text))
    }
    let lines = try refusal(fixture, "shelter-stays nationality=VEN").split(separator: "\n")
    try #require(lines.count == 3)
    #expect(lines[1].contains("z holds only Costa Rica"))
    #expect(lines[2].contains("a1 is not broken down by nationality (and so 7 more)."))
  }
}
