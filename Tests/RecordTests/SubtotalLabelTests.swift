import Foundation
import Periods
import Record
import Tabular
import Testing
import Wording

/// Rows of everybody, or of several others together, among the rows of their parts: added up with them, everybody
/// would count twice. What each table says is reckoned by hand.
@Suite struct SubtotalLabelTests {
  private static let header =
    "measure,place,demographic,period,value,source,dataset,publisher,title,published,covers"

  private func rows(_ cells: [String]) -> String {
    let rows = cells.enumerated().map { index, cell in
      "irregular-entries,CRI,\(cell),t1,"
        + (index == 0 ? "t1,Office,Entries,2024-06-01,place=only demographic=whole" : ",,,,")
    }
    return ([Self.header] + rows).joined(separator: "\n") + "\n"
  }

  @Test(arguments: ["total", "all", "both-sexes", "todos", "ambos-sexos", "grand-total", "suma"])
  func `a row of everybody has no label`(_ label: String) throws {
    let fixture = try RecordFixture(seeded: false)
    let path = try fixture.file(
      "a.csv", rows(["men,2024-01,600", "women,2024-01,400", "\(label),2024-01,1000"]))
    let error = #expect(throws: InputError.self) {
      _ = try fixture.store.importFile(path: path)
    }
    let text = "\(try #require(error))"
    #expect(text.contains(":4:3 (demographic)"), "\(text)")
    #expect(text.contains("leave it empty, or everybody counts twice"), "\(text)")
  }

  private func warnings(_ cells: [String], _ language: Language = .english) throws -> String {
    let fixture = try RecordFixture(seeded: false)
    let outcome = try fixture.store.importFile(path: fixture.file("a.csv", rows(cells)))
    return outcome.lines(fixture.store.vocabulary, language).filter(\.isWarning).map(\.text)
      .joined(separator: "\n")
  }

  /// Adults are men and women in both months: 1,000 = 600 + 400 and 1,101 = 700 + 401.
  @Test func `a subtotal under a name of its own is told`() throws {
    let cells = [
      "men,2024-01,600", "women,2024-01,400", "adults,2024-01,1000", "boys,2024-01,33",
      "men,2024-02,700", "women,2024-02,401", "adults,2024-02,1101", "boys,2024-02,35",
    ]
    let said = try warnings(cells)
    #expect(said.contains("adults (demographic) is"), "\(said)")
    #expect(said.contains("count everybody of it twice"), "\(said)")
    #expect(try warnings(cells, .spanish).contains("es la suma de"))
  }

  /// In the second month they are one more than men and women; and that 3 is 1 and 2 is chance.
  @Test(arguments: [
    [
      "men,2024-01,600", "women,2024-01,400", "adults,2024-01,1000", "men,2024-02,700",
      "women,2024-02,401", "adults,2024-02,1102",
    ],
    ["men,2024-01,1", "women,2024-01,2", "adults,2024-01,3"],
  ])
  func `what adds up by chance, or not always, is no subtotal`(_ cells: [String]) throws {
    let said = try warnings(cells)
    #expect(!said.contains("(demographic) is"), "\(said)")
  }

  /// Whoever is not named in a table that has others may be among these: nobody knows that there were none.
  @Test func `beside others an absent country is not zero`() throws {
    func fixture(_ last: String) throws -> RecordFixture {
      let fixture = try RecordFixture(seeded: false)
      let header =
        "measure,place,nationality,period,value,source,dataset,publisher,title,published,covers,leaves_out_zeros"
      let text = """
        \(header)
        irregular-entries,CRI,VEN,2024-01,60,t1,t1,Office,Entries,2024-06-01,place=only nationality=whole,true
        irregular-entries,CRI,VEN,2024-02,70,t1,,,,,,
        irregular-entries,CRI,\(last),2024-01,40,t1,,,,,,

        """
      _ = try fixture.store.importFile(path: fixture.file("a.csv", text))
      return fixture
    }
    let query = "measure=irregular-entries place=CRI"
    let others = try fixture("OOO")
    #expect(throws: QuestionError.self) {
      try others.store.timeline(others.selection("\(query) nationality=FRA"))
    }
    #expect(try others.value(query, "2024-01") == 100)
    #expect(try others.value("\(query) nationality=OOO", "2024-02") == 0)
    let named = try fixture("COL")
    #expect(try named.value("\(query) nationality=FRA", "2024-01") == 0)
    #expect(try named.value("\(query) nationality=COL", "2024-02") == 0)
  }

  /// Too few to publish, and not known, are no numbers: the row says how to write them.
  @Test(arguments: [("<10", "too-small"), ("..", "Leave it empty"), ("n/a", "Leave it empty")])
  func `a sign in a number's place has its hint`(_ cell: String, _ hint: String) throws {
    let fixture = try RecordFixture(seeded: false)
    let error = #expect(throws: InputError.self) {
      _ = try fixture.store.importFile(path: fixture.file("a.csv", rows(["men,2024-01,\(cell)"])))
    }
    #expect("\(try #require(error))".contains(hint))
  }

  /// 250 in January and February, 200 in January to March: the second can't be.
  @Test func `a number so far that falls is told`() throws {
    let said = try warnings([
      "men,2024-01,100", "men,2024-01/2024-02,250", "men,2024-01/2024-03,200",
    ])
    #expect(said.contains("is 200, and a part of it on line 3 is 250"), "\(said)")
  }

  /// 250 from October to March are the most that is known of the fiscal year, and not the 100 to December.
  @Test func `the longest range of months answers for a year`() throws {
    let fixture = try RecordFixture(seeded: false)
    _ = try fixture.store.importFile(
      path: fixture.file("a.csv", rows(["men,2022-10/2022-12,100", "men,2022-10/2023-03,250"])))
    let timeline = try fixture.store.timeline(
      fixture.selection("measure=irregular-entries place=CRI demographic=men"))
    let year = timeline.observation(try #require(Period("FY2023")))
    #expect(year.text(.english) == "at least 250")
  }
}
