import Foundation
import Periods
import Record
import Tabular
import TestSupport
import Testing

@Suite struct TidyWriterTests {
  @Test func wholeTable() throws {
    let source = Source(
      id: "s-1", dataset: "d", publisher: "Office, of \"Tests\" 1", title: "T",
      published: try #require(Day("2023-10-05")), sha256: "", usualLag: 7, standing: .quoted)
    let series = SeriesKey(measure: "transits", [.place: "darien"])
    var writer = TidyWriter(hxl: true)
    for (period, value) in [("2023-08", 81_946.0 as Double?), ("2023-09", nil)] {
      writer.write(
        Figure(
          series: series, period: try #require(Period(period)), value: value, exactness: .about),
        source: source)
    }
    #expect(
      writer.finish() == """
        measure,place,component,sector,authority,kind,demographic,nationality,from,to,route,cause,\
        event,unit,against,state,level,period,value,hedge,latitude,longitude,note,source,dataset,\
        publisher,title,url,citation,licence,published,dating,retrieved,sha256,usual_lag,\
        standing,leaves_out_zeros,source_note,covers,span,gaps,counts,rounded_to,nature
        #indicator+name,#loc+code,#org+component,#region+sector,#modality+authority,\
        #indicator+type,#population+group,#country+code+origin,#country+code+from,\
        #country+code+to,#loc+route,#cause+name,#event+id,#indicator+unit,#date+baseline,\
        #adm1+code,#indicator+level,#date+period,#indicator+value+num,#indicator+hedge,#geo+lat,#geo+lon,#description+figure,\
        #meta+source,#meta+dataset,#org+publisher,#meta+title,#meta+url,#meta+citation,\
        #meta+licence,#date+published,#date+published+dating,#date+retrieved,#meta+sha256,#meta+lag+num,\
        #status+standing,#meta+zeros,#description+source,#meta+covers,#date+span,#date+gaps,\
        #meta+counts,#meta+rounding+num,#indicator+nature
        transits,darien,,,,,,,,,,,,,,,,2023-08,81946,about,,,,s-1,d,"Office, of ""Tests"" 1",T,,,,\
        2023-10-05,,,,7,quoted,false,,,,,,,
        transits,darien,,,,,,,,,,,,,,,,2023-09,,about,,,,s-1,,,,,,,,,,,,,,,,,,,,

        """)
  }

  /// What is written is read back as it was, whatever the figures: random ones, from a seed that the
  /// test prints.
  @Test(arguments: [false, true])
  func readsBackWhatItWrote(hxl: Bool) throws {
    let seed = UInt64.random(in: 0...UInt64.max)
    print("TidyWriterTests.readsBackWhatItWrote seed \(seed)")
    var random = RandomFigures(seed: seed)
    for _ in 0..<20 {
      let releases = random.releases()
      var writer = TidyWriter(hxl: hxl)
      // Sources take turns, as in a table sorted by period.
      let longest = releases.map(\.count).max() ?? 0
      for index in 0..<longest {
        for release in releases where index < release.count {
          writer.write(Array(release.figures)[index], source: release.source)
        }
      }
      let read = try TidyFixture.read(writer.finish())
      #expect(read.map(\.source) == releases.map(\.source), "seed \(seed)")
      for (a, b) in zip(read, releases) {
        #expect(Array(a.figures) == Array(b.figures), "seed \(seed)")
      }
    }
  }
}

extension TidyWriterTests {
  /// A name that a spreadsheet would run stands behind an apostrophe in the file, and comes back as it was;
  /// with its details on each row the source is the same too.
  @Test(arguments: [false, true])
  func formulasAreText(describesEachRow: Bool) throws {
    let source = Source(
      id: "s-1", dataset: "=d", publisher: "@Office", title: "-1+cmd|' /C calc'!A0",
      published: try #require(Day("2023-10-05")), sha256: TidyFixture.sha256, note: "'=kept")
    let series = SeriesKey(measure: "transits", [.place: "darien"])
    var writer = TidyWriter(hxl: false, describesEachRow: describesEachRow)
    let figures = try ["2023-08", "2023-09"].map {
      Figure(series: series, period: try #require(Period($0)), value: 1, note: "+1+1")
    }
    for figure in figures { writer.write(figure, source: source) }
    let text = writer.finish()
    // What a spreadsheet runs begins a cell.
    #expect(text.firstMatch(of: /(^|[,\n])"?[=+@]/) == nil)
    #expect(text.contains(",'=d,'@Office,'-1+cmd|' /C calc'!A0,"))
    #expect(text.components(separatedBy: "'@Office").count == (describesEachRow ? 3 : 2))
    let read = try TidyFixture.read(text)
    #expect(read.map(\.source) == [source])
    #expect(Array(read[0].figures) == figures)
  }
}

/// Figures that use every column in many combinations.
private struct RandomFigures {
  private var generator: SplitMix

  init(seed: UInt64) {
    generator = SplitMix(seed: seed)
  }

  mutating func releases() -> [Release] {
    (0..<Int.random(in: 1...3, using: &generator)).map { number in
      var release = Release(source: source(number))
      for line in 0..<Int.random(in: 1...20, using: &generator) {
        _ = release.add(figure(), line: line)
      }
      return release
    }
  }

  private mutating func source(_ number: Int) -> Source {
    let standing: Source.Standing = pick([.official, .quoted])
    // After every random period: an official figure is of a period that is over.
    let published = standing == .quoted ? day() : Day(number: 40_000)
    return Source(
      id: "source-\(number)", dataset: text(), publisher: text(), title: text(),
      url: maybe("https://example.org/a?b=1,2"), citation: maybe(text()), licence: maybe(text()),
      published: published, retrieved: Bool.random(using: &generator) ? day() : nil,
      sha256: String(repeating: "0123456789abcdef", count: 4),
      usualLag: Bool.random(using: &generator) ? Int.random(in: 0...400, using: &generator) : nil,
      standing: standing, leavesOutZeros: Bool.random(using: &generator), note: maybe(text()),
      dating: pick([.given, .atLatest]))
  }

  private mutating func figure() -> Figure {
    var series = SeriesKey(measure: label())
    for dimension in Dimension.allCases.dropFirst() where pick([true, false, false]) {
      switch dimension {
      case .nationality, .from, .to: series[dimension] = pick(["VEN", "UNK", "OOO", "PER"])
      case .place: series[dimension] = pick(["COL", "darien"])
      case .against: series[dimension] = period().description
      case .event: series[dimension] = text().replacing("\n", with: " ")
      case .state: series[dimension] = pick(["US-TX", "sd-1"])
      default: series[dimension] = label()
      }
    }
    let point = Coordinate(
      latitude: Double.random(in: -90...90, using: &generator),
      longitude: Double.random(in: -180...180, using: &generator))
    let exactness = pick(Exactness.allCases)
    let number = series[.unit] == nil ? count() : value()
    return Figure(
      // What is too small to publish has no number.
      series: series, period: period(), value: exactness == .tooSmall ? 0 : number,
      exactness: exactness,
      point: Bool.random(using: &generator) ? point : nil, note: maybe(text()))
  }

  /// Without a unit, figures count people: whole ones, up to 2^53.
  private mutating func count() -> Double? {
    pick([nil, 0, Double(Int.random(in: 0...99_999_999, using: &generator)), 9_007_199_254_740_992])
  }

  private mutating func value() -> Double? {
    pick([
      nil, 0, Double(Int.random(in: 0...99_999_999, using: &generator)),
      Double.random(in: -100...100, using: &generator), 9e15, .leastNormalMagnitude, 0.1,
      Double.random(in: 0...9e15, using: &generator),
    ])
  }

  private mutating func period() -> Period {
    let granularity = pick(Granularity.allCases)
    let first = day()
    guard granularity == .range else { return granularity.period(holding: first) }
    return Period(
      from: first, through: first.adding(days: Int.random(in: 0...800, using: &generator)))
      ?? .day(first)
  }

  private mutating func day() -> Day {
    Day(number: Int32.random(in: -10_000...30_000, using: &generator))
  }

  private mutating func label() -> String { pick(["transits", "a-1", "2", "el-paso"]) }

  /// Words with all that CSV needs quotes for; no spaces at the ends, which are not kept.
  private mutating func text() -> String {
    let words = [
      "año", "a,b", "\"", "line\nbreak", "x", "–", "\u{1F9ED}", "'", "#tag", "= 1+1", "0",
      "+x", "-y", "@z", "'=q", "''",
    ]
    return (0..<Int.random(in: 1...4, using: &generator)).map { _ in
      pick(words)
    }.joined(separator: " ")
  }

  private mutating func maybe(_ text: String) -> String {
    Bool.random(using: &generator) ? text : ""
  }

  private mutating func pick<T>(_ choices: [T]) -> T {
    choices[Int.random(in: 0..<choices.count, using: &generator)]
  }
}
