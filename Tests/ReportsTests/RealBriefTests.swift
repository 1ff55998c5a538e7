import Corridors
import Foundation
import Periods
import Record
import Reports
import Testing
import Wording

/// The brief on the corridor that ships, made from the figures that ship, in a real browser.
@Suite(
  "The brief on the figures that ship", .serialized,
  .enabled(if: hasLibraries, "libjs-vega and libjs-leaflet are needed"),
  .enabled(if: Chromium.installed != nil, "Chromium is needed"))
struct RealBriefTests {
  static let store = Result {
    let folder = FileManager.default.temporaryDirectory.appending(path: "brief-\(UUID())")
    return try RecordStore(path: folder.appending(path: "record.sqlite").path)
  }

  private func page(asOf: String?, _ language: Language) throws -> (BriefContent, String) {
    var builder = try BriefBuilder(
      store: Self.store.get(), folder: CorridorFolder("venezuela-us"),
      asOf: asOf.flatMap(Day.init), language: language, command: "trocha brief", version: "test")
    let content = try builder.content()
    let page = try BriefPage(libraries: .found())
      .html(for: content, outlines: Data(builder.outlines))
    return (content, page)
  }

  @Test(
    "draws everything and writes nothing to the console",
    arguments: [("2023-10-05" as String?, Language.english), (nil, .spanish)])
  func draws(_ asOf: String?, _ language: Language) throws {
    let (content, page) = try page(asOf: asOf, language)
    let visit = try #require(Chromium.installed).visit(page, width: 500)
    #expect(visit.console == [])
    let charts = content.chartSections.flatMap(\.charts)
    #expect(charts.count >= 8)
    #expect(visit.document.matches(of: /class="drawing"[^>]*><svg/).count == charts.count)
    #expect(page.utf8.count < 1_200_000)
  }

  @Test(
    "has no accessibility violation that axe finds",
    .enabled(if: Chromium.axe != nil, "TROCHA_AXE names no axe.min.js"), arguments: [false, true])
  func accessible(dark: Bool) throws {
    let (_, page) = try page(asOf: "2023-10-05", .english)
    #expect(try #require(Chromium.installed).violations(in: page, dark: dark) == "[]")
  }

  /// As of a day before the long series' first month nothing is known, and the brief says so
  /// instead of showing something later.
  @Test("shows nothing that was not known")
  func knowsNothingEarly() throws {
    #expect(throws: QuestionError.self) { try page(asOf: "1999-01-01", .english) }
    let (content, _) = try page(asOf: "2018-06-01", .english)
    #expect(content.keyFigures.allSatisfy { !$0.period.contains("2019") })
    #expect(content.headline.contains("2018"))
  }
}
