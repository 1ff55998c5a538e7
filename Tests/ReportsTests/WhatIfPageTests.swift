import CorridorModel
import Corridors
import Foundation
import Periods
import Questions
import Record
import Reports
import Testing
import Wording

/// The pages that tell of scenarios, from the corridor and the figures that ship, in a real browser.
@Suite(
  "The pages of scenarios", .serialized,
  .enabled(if: hasLibraries, "libjs-vega and libjs-leaflet are needed"),
  .enabled(if: Chromium.installed != nil, "Chromium is needed"))
struct WhatIfPageTests {
  private let folder: CorridorFolder
  private let corridor: MovementCorridor

  init() throws {
    folder = try CorridorFolder("venezuela-us")
    corridor = try folder.movement()
  }

  private func result(_ scenarios: [String]) async throws -> WhatIf {
    let asOf = try #require(Day("2023-10-05"))
    let runner = WhatIfRunner(
      corridor: corridor,
      record: try CorridorFigures(RealBriefTests.store.get(), asOf: asOf).record(for: corridor),
      changes: try scenarios.map {
        try ScenarioReader.read($0, folder: folder, corridor: corridor)
      }, posterior: try Posterior.of(folder, corridor.plan), asOf: asOf,
      first: Period.month(of: asOf), last: Period.month(of: asOf.adding(months: 2)), runs: 3,
      seed: 1)
    return try #require(await runner.run(threads: 2, command: "trocha whatif"))
  }

  private func page(_ content: BriefContent) throws -> String {
    try BriefPage(libraries: .found()).html(
      for: content, outlines: Data(folder.corridor().outlines))
  }

  @Test(
    "draw everything and write nothing to the console",
    arguments: [(["base"], Language.spanish), (["flights-none", "flights-daily"], .english)])
  func draws(_ scenarios: [String], _ language: Language) async throws {
    let report = WhatIfReport(
      try await result(scenarios), corridor, language: language, version: "test", digest: "0")
    let content = report.content
    let visit = try #require(Chromium.installed).visit(try page(content), width: 500)
    #expect(visit.console == [])
    let charts = content.chartSections.flatMap(\.charts)
    #expect(charts.count >= 8)
    #expect(visit.document.matches(of: /class="drawing"[^>]*><svg/).count == charts.count)
  }

  @Test(
    "have no accessibility violation that axe finds",
    .enabled(if: Chromium.axe != nil, "TROCHA_AXE names no axe.min.js"), arguments: [false, true])
  func accessible(dark: Bool) async throws {
    let report = WhatIfReport(
      try await result(["flights-none", "flights-daily"]), corridor, language: .english,
      version: "test", digest: "0")
    #expect(
      try #require(Chromium.installed).violations(in: try page(report.content), dark: dark) == "[]")
  }

  @Test("are part of the brief, with who is affected")
  func brief() async throws {
    var builder = try BriefBuilder(
      store: RealBriefTests.store.get(), folder: folder, asOf: Day("2023-10-05"),
      language: .english, command: "trocha brief", version: "test")
    builder.simulated = BriefBuilder.Simulated(
      result: try await result(["flights-none", "flights-daily"]), corridor: corridor, digest: "0")
    let content = try builder.content()
    let affected = try #require(content.tables.first { $0.id == "who-is-affected" })
    let column = try #require(
      affected.columns.firstIndex { $0.contains("2023 designation") })
    // 88 FR 68130: residence since 31 July 2023.
    let answers = affected.rows.map { $0.cells[column - 1].text ?? "" }
    #expect(answers == ["yes", "yes", "no", "no", "no"])
    #expect(content.tables.contains { $0.id == "what-if" })
    // The default forecast's middle is near the last figure: CBP's 22,090 Venezuelans of August 2023.
    let next = try #require(content.tables.first { $0.id == "what-comes-next" })
    let venezuelans = try #require(next.rows.first { $0.header.hasPrefix("Border Patrol, Ven") })
    #expect(venezuelans.cells.count == 3)
    for cell in venezuelans.cells {
      #expect(abs((cell.figure?.value ?? 0) / 22_090 - 1) < 0.05)
    }
    #expect(try page(content).contains("What if"))
  }
}
