import Foundation
import FoundationXML
import Reports
import Testing

@Suite("The page as text", .enabled(if: hasLibraries, "libjs-vega and libjs-leaflet are needed"))
struct PageTests {
  private let sample = SampleContent(language: "en")

  @Test("is well formed, its ids are unique and every link inside it leads somewhere")
  func wellFormed() throws {
    for language in ["en", "es"] {
      let html = try samplePage(SampleContent(language: language).content())
      let outline = try PageOutline(html)
      #expect(outline.language == language)
      #expect(outline.ids.count == Set(outline.ids).count)
      #expect(outline.inward.count > 20)
      #expect(outline.inward.filter { !outline.ids.contains($0) } == [])
    }
  }

  @Test("has one first heading, and no heading skips a level")
  func headings() throws {
    let levels = try PageOutline(samplePage(sample.content())).headings
    #expect(levels.first == 1)
    #expect(levels.filter { $0 == 1 }.count == 1)
    for (before, after) in zip(levels, levels.dropFirst()) { #expect(after <= before + 1) }
  }

  @Test("shows every number, and every source with its address, date and checksum")
  func everything() throws {
    let content = try sample.content()
    let outline = try PageOutline(samplePage(content))
    let numbers =
      content.summary.flatMap(\.figures) + content.keyFigures.map(\.figure)
      + content.keyFigures.compactMap(\.comparison)
      + (content.map?.points ?? []).flatMap(\.figures).map(\.figure)
      + content.tables.flatMap(\.rows).flatMap(\.cells).compactMap(\.figure)
    for number in numbers {
      let texts = number.sources.isEmpty ? outline.spans : outline.buttons
      #expect(texts.contains(number.display), "\(number.display)")
    }
    for source in content.sources {
      #expect(outline.text.contains(source.publisher))
      #expect(outline.text.contains(source.title))
      #expect(outline.text.contains(source.sha256))
      #expect(outline.outward.contains(source.url))
    }
    #expect(outline.text.contains("22 September 2023"))
    #expect(outline.text.contains(content.provenance.command))
    for caution in content.cautions { #expect(outline.text.contains(caution)) }
  }

  @Test("keeps the table behind each chart, with unknown figures told from zero")
  func tables() throws {
    let content = try sample.content()
    let outline = try PageOutline(samplePage(content))
    let points = content.chartSections.flatMap(\.charts).flatMap(\.series).flatMap(\.points)
    let cells = content.tables.flatMap(\.rows).flatMap(\.cells)
    #expect(outline.cells.count == points.count + cells.count)
    // Counted in the sample: the months without a figure, and Suriname.
    let unknown = points.filter { $0.y == nil }.count
    #expect(unknown > 10)
    #expect(outline.cells.filter { $0 == "not known" }.count == unknown)
  }

  @Test("escapes what the content says, in the markup and in the data for the scripts")
  func escapes() throws {
    let plain = try samplePage(sample.content())
    var content = try sample.content()
    let hostile = "A <b>& \"c\"</b> </script><script>alert('x')</script><!-- </style>"
    content.headline = hostile
    content.summary[0].text = hostile
    content.map?.points[0].name = hostile
    content.chartSections[0].charts[0].series[0].label = hostile
    content.sources[0].title = hostile
    content.sources[0].id = "a \"b\" <c>"
    content.keyFigures[0].figure.sources = [content.sources[0].id]
    content.summary[0].figures = []
    content.tables = []
    let html = try samplePage(content)
    #expect(!html.contains("<script>alert"))
    #expect(html.ranges(of: "<script").count == plain.ranges(of: "<script").count)
    let outline = try PageOutline(html)
    #expect(outline.text.contains(hostile))
    #expect(outline.inward.filter { !outline.ids.contains($0) } == [])
  }

  @Test("turns the numbers a sentence spells into buttons, never a part of a longer number")
  func spelled() throws {
    var content = try sample.content()
    content.summary[0].text = "137% is not 37%, and 1,181,059 is not 181,059."
    content.summary[0].figures[1].display = "37%"
    let html = try samplePage(content)
    #expect(html.contains("<p>137% is not <button"))
    #expect(html.contains(">37%</button>, and 1,181,059 is not <button"))
    #expect(html.contains(">181,059</button>.</p>"))
  }

  @Test("stays under 1.2 MB and loads nothing")
  func selfContained() throws {
    let html = try samplePage(sample.content())
    #expect(html.utf8.count < 1_200_000)
    let markup = withoutScriptsAndStyle(html)
    for loader in ["src=", "<link", "<img", "<iframe", "<object", "<embed", "style=\"", "onload"] {
      #expect(!markup.contains(loader), "\(loader)")
    }
    let style = try #require(html.firstMatch(of: /(?s)<style>(.*?)<\/style>/)).1
    #expect(!style.contains("@import"))
    for match in style.matches(of: /url\((.)/) { #expect(match.1 == "#") }
  }

  @Test("has a policy that allows its own scripts by their checksum and nothing else")
  func policy() throws {
    let html = try samplePage(sample.content())
    let match = try #require(html.firstMatch(of: /Content-Security-Policy" content="([^"]*)"/))
    let policy = match.1.replacing("&#39;", with: "'")
    #expect(policy.hasPrefix("default-src 'none'; script-src 'sha256-"))
    #expect(!policy.contains("unsafe"))
    #expect(!policy.contains("http"))
    #expect(policy.ranges(of: "'sha256-").count == 3)
  }

  @Test("follows an address only when it is a web address")
  func addresses() throws {
    var content = try sample.content()
    content.sources[0].url = "javascript:alert(1)"
    let outline = try PageOutline(samplePage(content))
    #expect(outline.text.contains("javascript:alert(1)"))
    #expect(!outline.outward.contains("javascript:alert(1)"))
    #expect(outline.outward.allSatisfy { $0.hasPrefix("https://") })
  }

  @Test("is refused when a number leads to no source")
  func unknownSource() throws {
    var content = try sample.content()
    content.keyFigures[0].figure.sources = ["nowhere"]
    #expect(throws: BriefPageError.unknownSource("nowhere")) { try samplePage(content) }
    #expect(
      BriefPageError.unknownSource("nowhere").description
        == "A number of the brief leads to the source “nowhere”, which is not among the brief's"
        + " sources.")
  }

  @Test("is refused when the outlines are not GeoJSON")
  func outlines() throws {
    let page = BriefPage(libraries: try ScriptLibraries.found())
    let content = try sample.content()
    #expect(throws: BriefPageError.outlinesUnreadable) {
      try page.html(for: content, outlines: Data("[1, 2".utf8))
    }
  }
}

@Suite("The libraries of the page")
struct ScriptLibrariesTests {
  @Test("says which files are missing and how to install them")
  func missing() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "scripts-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let error = #expect(throws: ScriptLibrariesMissing.self) {
      try ScriptLibraries.found(in: folder.path)
    }
    #expect(
      error?.description == """
        The page needs the chart library Vega and the map library Leaflet, and \(folder.path) \
        lacks 22 files of them: vega/vega-util.min.js, vega/vega-statistics.min.js, \
        vega/vega-time.min.js, ….
        Install them with: apt-get install libjs-vega libjs-leaflet
        If they are in another folder, name it in TROCHA_SCRIPTS.
        """)
  }
}
