import Foundation
import Reports
import Testing

@Suite(
  "The page in a browser", .serialized,
  .enabled(if: hasLibraries, "libjs-vega and libjs-leaflet are needed"),
  .enabled(if: Chromium.installed != nil, "Chromium is needed"))
struct PageInBrowserTests {
  private func browser() throws -> Chromium { try #require(Chromium.installed) }

  @Test("draws every chart and the map, and writes nothing to the console", arguments: [1280, 500])
  func draws(width: Int) throws {
    for language in ["en", "es"] {
      let content = try SampleContent(language: language).content()
      let visit = try browser().visit(samplePage(content), width: width)
      #expect(visit.console == [])
      let charts = content.chartSections.flatMap(\.charts)
      let drawings = visit.document.matches(of: /class="drawing"[^>]*><svg/)
      #expect(drawings.count == charts.count)
      let circles = visit.document.matches(of: /<path class="point[^>]*>/)
      #expect(circles.count == content.map?.points.count)
      #expect(circles.allSatisfy { $0.0.contains("tabindex=\"0\"") })
      #expect(visit.document.matches(of: /<path class="way/).count == content.map?.ways.count)
    }
  }

  @Test("draws charts with little or nothing in them without a complaint")
  func sparse() throws {
    var content = try SampleContent(language: "en").content()
    let full = content.chartSections[0].charts
    func altered(
      _ chart: BriefContent.Chart,
      _ change: ([BriefContent.ChartPoint]) -> [BriefContent.ChartPoint]
    ) -> BriefContent.Chart {
      var chart = chart
      for index in chart.series.indices {
        chart.series[index].points = change(chart.series[index].points)
      }
      return chart
    }
    let unknown = { (points: [BriefContent.ChartPoint]) in
      points.map { BriefContent.ChartPoint($0, y: nil) }
    }
    let below = { (points: [BriefContent.ChartPoint]) in
      points.map { BriefContent.ChartPoint($0, y: $0.y.map { -$0 }) }
    }
    let drawable = (full + content.chartSections[1].charts).flatMap { chart in
      [altered(chart) { Array($0.prefix(1)) }, altered(chart, unknown), altered(chart, below)]
    }
    content.chartSections[0].charts = drawable + [altered(full[0]) { _ in [] }]
    content.chartSections[1].charts = []
    content.map?.points = []
    let visit = try browser().visit(samplePage(content))
    #expect(visit.console == [])
    #expect(visit.document.matches(of: /class="drawing"[^>]*><svg/).count == drawable.count)
    let drawn = withoutScriptsAndStyle(visit.document)
    #expect(!drawn.contains("NaN"))
  }

  @Test("writes the axes as the language writes numbers")
  func axes() throws {
    let english = try browser().visit(samplePage(SampleContent(language: "en").content()))
    #expect(english.document.contains(">250,000</text>"))
    let spanish = try browser().visit(samplePage(SampleContent(language: "es").content()))
    #expect(spanish.document.contains(">250.000</text>"))
  }

  @Test("breaks a line where a figure is not known")
  func gaps() throws {
    let document = try browser().visit(samplePage(SampleContent(language: "en").content())).document
    let paths = document.matches(of: /<path d="(M[^"]*)"[^>]*stroke-dasharray="([^"]*)"/)
    // The fourth series, the Darién's, is drawn dash-dot. In the sample it has three stretches:
    // January to March 2020, June 2020, and August 2020 to the end.
    let darien = paths.filter { $0.2 == "9,3,2,3" }.map { $0.1.ranges(of: "M").count }
    #expect(darien == [3])
  }

  @Test("opens a note behind a number, with links to the sources")
  func notes() throws {
    let probe = """
      const button = document.querySelector("button.number");
      button.focus();
      button.click();
      const note = document.querySelector(":popover-open");
      const links = [...note.querySelectorAll("a")];
      answer({
        named: note.textContent.includes("Published 22 September 2023"),
        links: links.length,
        found: links.every((link) => document.querySelector(link.getAttribute("href"))),
        near: Math.abs(note.getBoundingClientRect().top - button.getBoundingClientRect().bottom) < 40,
      });
      """
    let html = try samplePage(SampleContent(language: "en").content())
    let said = try browser().answer(to: probe, in: html)
    #expect(said == #"{"named":true,"links":1,"found":true,"near":true}"#)
  }

  @Test("opens a place's window from the keyboard, and closes it again")
  func places() throws {
    let probe = """
      const circle = document.querySelector("path.point[aria-label^='Darién']");
      const press = (target, key) =>
        target.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
      circle.focus();
      press(circle, "Enter");
      const popup = document.querySelector(".leaflet-popup");
      const opened = popup.textContent.includes("Servicio Nacional de Migración");
      const inside = popup.contains(document.activeElement);
      press(document.activeElement, "Escape");
      answer({ opened, inside, back: document.activeElement === circle });
      """
    let html = try samplePage(SampleContent(language: "en").content())
    let said = try browser().answer(to: probe, in: html)
    #expect(said == #"{"opened":true,"inside":true,"back":true}"#)
  }

  @Test(
    "has no accessibility violation that axe finds, light and dark",
    .enabled(if: Chromium.axe != nil, "TROCHA_AXE names no axe.min.js"), arguments: [false, true])
  func accessible(dark: Bool) throws {
    for language in ["en", "es"] {
      let html = try samplePage(SampleContent(language: language).content())
      #expect(try browser().violations(in: html, dark: dark) == "[]")
    }
  }
}

extension BriefContent.ChartPoint {
  fileprivate init(_ point: Self, y: Double?) {
    self = point
    self.y = y
  }
}
