import Foundation
import Periods
import Record
import Tabular
import Testing

/// Tidy tables written here, so that every expected figure can be read off them.
@Suite struct TidyReaderTests {
  @Test func everyColumn() throws {
    let hash = String(repeating: "0f", count: 32)
    let releases = try TidyFixture.read(
      """
      measure,place,component,sector,authority,kind,demographic,nationality,from,to,route,cause,\
      event,unit,against,period,value,hedge,latitude,longitude,note,source,dataset,publisher,title,\
      url,citation,licence,published,retrieved,sha256,usual_lag,standing,leaves_out_zeros,\
      source_note
      encounters,USA,usbp,el-paso,title-8,apprehension,men,VEN,MEX,USA,by-sea,drowning,\
      "E 7, b",percent-change,2023-07,2023-09-01/2023-09-17,-2.5,about,8.5,-77.25,"said ""so"" once",\
      s-1,d,P,T,https://example.org,C,L,2023-10-05,2023-10-06,\(hash),21,quoted,true,N

      """)
    let release = try #require(releases.first)
    #expect(releases.count == 1)
    #expect(
      release.source
        == Source(
          id: "s-1", dataset: "d", publisher: "P", title: "T", url: "https://example.org",
          citation: "C", licence: "L", published: try #require(Day("2023-10-05")),
          retrieved: Day("2023-10-06"), sha256: hash, usualLag: 21, standing: .quoted,
          leavesOutZeros: true, note: "N"))
    let series = SeriesKey(
      measure: "encounters",
      [
        .place: "USA", .component: "usbp", .sector: "el-paso", .authority: "title-8",
        .kind: "apprehension", .demographic: "men", .nationality: "VEN", .from: "MEX", .to: "USA",
        .route: "by-sea", .cause: "drowning", .event: "E 7, b", .unit: "percent-change",
        .against: "2023-07",
      ])
    #expect(
      Array(release.figures) == [
        Figure(
          series: series, period: try #require(Period("2023-09-01/2023-09-17")), value: -2.5,
          exactness: .about, point: Coordinate(latitude: 8.5, longitude: -77.25),
          note: "said \"so\" once")
      ])
  }

  @Test func emptyFieldsHaveTheirDefaults() throws {
    let releases = try TidyFixture.read(
      TidyFixture.table(
        "measure,nationality,period,value,hedge,sha256,usual_lag,standing,leaves_out_zeros",
        "transits,,2024-01,,,,,,", "transits,,2024-02,0,,,,,"))
    let release = try #require(releases.first)
    #expect(release.source.sha256 == TidyFixture.sha256)
    #expect(release.source.usualLag == nil)
    #expect(release.source.retrieved == nil)
    #expect(release.source.standing == .official)
    #expect(release.source.leavesOutZeros == false)
    let figures = Array(release.figures)
    #expect(figures.map(\.value) == [nil, 0])
    #expect(figures.map(\.exactness) == [.exact, .exact])
    #expect(figures.map(\.series) == Array(repeating: SeriesKey(measure: "transits"), count: 2))
  }

  /// Columns in any order, spaces around fields, CRLF, a byte-order mark, thousands with commas.
  @Test func otherWaysToWriteATable() throws {
    let releases = try TidyFixture.read(
      "\u{FEFF}Value,source,PERIOD,Measure,usual lag,dataset,publisher,title,published\r\n"
        + "\"1,234\",s, 2024-Q1 ,transits,10,d,p,t,2024-05-01\r\n\r\n"
        + "7,s,FY2023,transits,,,,,\r\n")
    let figures = Array(try #require(releases.first).figures)
    #expect(figures.map(\.value) == [1234, 7])
    #expect(figures.map(\.period.description) == ["2024-Q1", "FY2023"])
    #expect(releases.first?.source.usualLag == 10)
  }

  @Test func severalSourcesInOneFile() throws {
    let releases = try TidyFixture.read(
      """
      measure,period,value,source,dataset,publisher,title,published
      transits,2024-01,1,a,d,p,t,2024-03-15
      transits,2024-01,2,b,d,p,t,2024-03-01
      transits,2024-02,3,a,,,,
      transits,2024-02,4,b,d,p,t,2024-03-01

      """)
    #expect(releases.map(\.source.id) == ["a", "b"])
    #expect(releases.map { Array($0.figures).map(\.value) } == [[1, 3], [2, 4]])
  }

  @Test func aRowOfHashtagsIsPassedOver() throws {
    let releases = try TidyFixture.read(
      """
      measure,place,period,value,source,dataset,publisher,title,published
      #indicator+name,,#date+period,#indicator+value+num,#meta+source,,,,
      transits,darien,2024-01,1,a,d,p,t,2024-02-01

      """)
    #expect(releases.map(\.count) == [1])
  }

  /// The day may come from outside, as with `--published`.
  @Test func publicationDayFromOutside() throws {
    let text = "measure,period,value,source,dataset,publisher,title\ntransits,2024,1,a,d,p,t\n"
    let releases = try TidyFixture.read(text, published: Day("2025-01-31"))
    #expect(releases.first?.source.published == Day("2025-01-31"))
  }

  /// Any other table can be brought in: the vocabulary need not know its words.
  @Test func wordsThatTheVocabularyLacks() throws {
    let releases = try TidyFixture.read(
      TidyFixture.table("measure,place,nationality,period,value", "bus-rides,lajas,PER,2024,1"))
    #expect(
      releases.first?.figures.map(\.series).first
        == SeriesKey(measure: "bus-rides", [.place: "lajas", .nationality: "PER"]))
  }

  @Test func recognisesItsOwnHeader() {
    #expect(TidyReader.recognises("measure,period,value,source\n"))
    #expect(TidyReader.recognises("\u{FEFF}\"Source\", value,PERIOD,place,measure\r\nx"))
    #expect(!TidyReader.recognises("Fiscal Year,Month Grouping,Month (abbv),Encounter Count\n"))
    #expect(!TidyReader.recognises("{\"measure,period,value,source\": 1}"))
    #expect(!TidyReader.recognises(""))
  }
}
