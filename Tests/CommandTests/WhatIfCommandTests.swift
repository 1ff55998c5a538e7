import Foundation
import TestSupport
import Testing

/// `trocha whatif`, `trocha simulate corridor` and `trocha calibrate` as a user runs them.
@Suite struct WhatIfCommandTests {
  private static let aegean = DocumentationTests.root.appending(path: "examples/aegean").path
  private static let quick = [
    "--runs", "6", "--as-of", "2023-10-05", "--through", "2023-12",
  ]

  @Test func scenariosStandSideBySide() throws {
    let program = try Program()
    let result = try program.run(
      ["whatif", "flights-none", "flights-daily", "--json", "--out", "out"] + Self.quick)
    #expect(result.status == 0 && result.errors.isEmpty, "\(result.errors)")
    let answer = try result.object()
    let scenarios = try #require(answer["scenarios"] as? [[String: Any]])
    #expect(scenarios.map { $0["id"] as? String } == ["flights-none", "flights-daily"])
    #expect(try total("returned", "flights-venezuela", scenarios[0])["q975"] as? Double == 0)
    // Two months and a half of daily flights: 75 flights of 135 seats at most.
    let daily = try total("returned", "flights-venezuela", scenarios[1])
    let most = try #require(daily["q975"] as? Double)
    #expect(most > 0 && most <= 75 * 135)
    for name in ["what-if.html", "what-if.json", "what-if.csv", "places.geojson"] {
      #expect(FileManager.default.fileExists(atPath: program.folder.path + "/out/" + name))
    }
    let csv = try String(
      contentsOf: program.folder.appending(path: "out/what-if.csv"), encoding: .utf8)
    let lines = csv.split(separator: "\n")
    #expect(lines[1].hasPrefix("#meta+scenario,#date+month,"))
    let width = lines[0].split(separator: ",", omittingEmptySubsequences: false).count
    #expect(
      lines.allSatisfy { $0.split(separator: ",", omittingEmptySubsequences: false).count == width }
    )
    let points = try JSONSerialization.jsonObject(
      with: Data(contentsOf: program.folder.appending(path: "out/places.geojson")))
    #expect(((points as? [String: Any])?["features"] as? [Any])?.count ?? 0 >= 30)
  }

  private func total(
    _ measure: String, _ item: String, _ scenario: [String: Any]
  ) throws -> [String: Any] {
    let outcomes = try #require(scenario["total"] as? [[String: Any]])
    let outcome = try #require(
      outcomes.first { $0["measure"] as? String == measure && $0["item"] as? String == item })
    return try #require(outcome["value"] as? [String: Any])
  }

  @Test(.enabled(if: Schema.isAvailable, "needs Python's jsonschema"))
  func theAnswerKeepsItsSchema() throws {
    let program = try Program()
    let result = try program.run(["whatif", "base", "tps-september", "--json"] + Self.quick)
    #expect(try Schema.faults("what-if.schema.json", json: result.output, in: program.folder) == "")
  }

  @Test func theSameCommandGivesTheSameBytes() throws {
    let line = ["whatif", "base", "appointments-2500", "--json"] + Self.quick
    let one = try Program.shared.get().run(line + ["--threads", "1"])
    let three = try Program.shared.get().run(line + ["--threads", "3"])
    #expect(one.status == 0 && one.output == three.output)
  }

  /// The second time the past is found beside the record, whose folder then holds it; another question that
  /// parts later begins there too, and a record that is not the same does not.
  @Test func whatWasSimulatedIsNotSimulatedAgain() throws {
    let program = try Program()
    let line = ["whatif", "base", "flights-none", "--json"] + Self.quick
    let first = try program.run(line)
    let past = program.folder.appending(path: "cache/past")
    let kept = try FileManager.default.contentsOfDirectory(atPath: past.path)
    #expect(first.status == 0 && kept.count == 1 && kept.allSatisfy { $0.hasSuffix(".past") })
    #expect(try program.run(line).output == first.output)
    _ = try program.run(["whatif", "flights-daily", "--json"] + Self.quick)
    #expect(try FileManager.default.contentsOfDirectory(atPath: past.path) == kept)
    try FileManager.default.removeItem(at: past)
    #expect(try program.run(line).output == first.output)
  }

  @Test func anInterruptedRunGoesOn() throws {
    let program = try Program()
    let line =
      ["whatif", "base", "flights-daily", "--json", "--no-page", "--out", "out"] + Self.quick
    #expect(try program.run(line).status == 0)
    let none = try program.run(line + ["--resume"])
    #expect(none.status != 0 && none.errors.contains("no runs to continue"), "\(none.errors)")
    let long = line.map { $0 == "6" ? "150" : $0 }
    // On a busy machine it takes longer before a run is done that can be kept.
    var seconds = 3.0
    while !FileManager.default.fileExists(atPath: program.folder.path + "/out/what-if.shard") {
      try #require(seconds < 100)
      // The kept past would leave too little to interrupt.
      try? FileManager.default.removeItem(at: program.folder.appending(path: "cache"))
      let process = Process()
      process.executableURL = BuiltProgram.executable
      process.arguments = long + ["--threads", "1"]
      process.currentDirectoryURL = program.folder
      process.environment = ProcessInfo.processInfo.environment
        .merging(["TROCHA_RECORD": program.record]) { _, new in new }
      process.standardOutput = FileHandle.nullDevice
      process.standardError = FileHandle.nullDevice
      try process.run()
      Thread.sleep(forTimeInterval: seconds)
      process.interrupt()
      process.waitUntilExit()
      try #require(process.terminationStatus == 130)
      seconds *= 2
    }
    let other = try program.run(line + ["--resume"])
    #expect(other.status != 0 && other.errors.contains("another question"), "\(other.errors)")
    let resumed = try program.run(long + ["--resume"])
    #expect(resumed.status == 0 && !resumed.output.isEmpty, "\(resumed.errors)")
    #expect(try program.run(long).output == resumed.output)
  }

  @Test func earlierWhatIfsAreHeldAgainstWhatCame() throws {
    let program = try Program()
    let result = try program.run(
      [
        "backtest", "--model", "corridor", "--from", "2022-02", "--to", "2022-02", "--runs", "4",
        "--json",
      ])
    #expect(result.status == 0, "\(result.errors)")
    let answer = try result.object()
    let scores = try #require(answer["scores"] as? [[String: Any]])
    // Five series over 3, 6 and 9 months, each by what-if, the model alone, outlook and last value.
    #expect(scores.count == 5 * 3 * 4)
    let backtest = try #require(answer["backtest"] as? [String: Any])
    let cases = try #require(backtest["cases"] as? [[String: Any]])
    let darien = try #require(
      cases.first { $0["series"] as? String == "darien" && $0["months"] as? Int == 3 })
    // Venezuelans by the Darién in March to May 2022: 1,704, 2,694 and 9,844 (Migración Panamá).
    let came = try #require(darien["actual"] as? Double)
    #expect(came.rounded() == 14_242.0)
    let text = try program.run(
      ["backtest", "--model", "corridor", "--from", "2022-02", "--to", "2022-02", "--runs", "1"])
    #expect(text.status != 0 && text.errors.contains("--runs"))
  }

  @Test(arguments: [[], ["--engine", "person"]] as [[String]])
  func anotherRegionNeedsNoOtherCode(engine: [String]) throws {
    let result = try Program.shared.get().run(
      [
        "simulate", "corridor", "--corridor", Self.aegean, "--runs", "2", "--through", "2016-04",
        "--json",
      ]
        + engine)
    #expect(result.status == 0, "\(result.errors)")
    let answer = try result.object()
    #expect(answer["corridor"] as? String == "aegean" && answer["parameters"] as? String == "prior")
  }

  @Test func aScenarioOfTheReadersIsRead() throws {
    let program = try Program()
    try Data(
      """
      name: {en: Ten a week, es: Diez por semana}
      changes:
        - policy: flights-venezuela
          from: 2023-10-18
          set: {flights: 10 flights/week}
        - {parameter: held-share, value: 0.5}
        - {remove: mexico-takes-back}
      """.utf8
    ).write(to: program.folder.appending(path: "mine.yaml"))
    let result = try program.run(["whatif", "base", "mine.yaml", "--json"] + Self.quick)
    #expect(result.status == 0, "\(result.errors)")
    let scenarios = try #require(try result.object()["scenarios"] as? [[String: Any]])
    let mine = try total("returned", "flights-venezuela", scenarios[1])
    #expect(try #require(mine["q50"] as? Double) > 0)
    #expect(try total("returned", "mexico-takes-back", scenarios[1])["q975"] as? Double == 0)
    #expect(
      try #require(total("returned", "mexico-takes-back", scenarios[0])["q50"] as? Double) > 0)
  }

  @Test(arguments: [
    ("changes: [{policy: flights-venezula, set: {}}]", "flights-venezuela"),
    ("changes: [{policy: cbp-one, set: {capacity: many}}]", "1450 people/day"),
    ("changes: [{policy: cbp-one, form: 2023-10-01, set: {}}]", "from"),
    ("changes: [{parameter: held-shre, value: 1}]", "held-share"),
    ("changes: [{policy: cbp-one, set: {applies: norther-mexico}}]", "northern-mexico"),
    ("changes: [{remove: cbp-one, from: soon}]", "a date"),
  ])
  func aMistakeInAScenarioIsToldWithItsLine(text: String, words: String) throws {
    let program = try Program()
    try Data("name: {en: a, es: a}\n\(text)\n".utf8)
      .write(to: program.folder.appending(path: "bad.yaml"))
    let result = try program.run(["whatif", "base", "bad.yaml"] + Self.quick)
    #expect(result.status == 2 && result.output.isEmpty)
    #expect(
      result.errors.contains("bad.yaml:2:") && result.errors.contains(words), "\(result.errors)")
  }

  @Test func aCalibrationNarrowsWhatTheRecordTells() throws {
    let program = try Program()
    let result = try program.run([
      "calibrate", "--members", "24", "--steps", "2", "--through", "2022-12", "--validate",
      "2023-02",
      "--out", "out", "--json",
    ])
    #expect(result.status == 0, "\(result.errors)")
    let answer = try result.object()
    let parameters = try #require(answer["parameters"] as? [[String: Any]])
    // Events in Mexico are counted month by month: their chance cannot stay as wide as believed.
    let events = try #require(parameters.first { $0["id"] as? String == "events-per-day" })
    #expect(try #require(events["narrowing"] as? Double) < 0.8)
    for name in ["posterior.json", "calibration.json", "checkpoint.json"] {
      #expect(FileManager.default.fileExists(atPath: program.folder.path + "/out/" + name))
    }
    let again = try program.run([
      "calibrate", "--members", "24", "--steps", "2", "--through", "2022-12", "--validate",
      "2023-02",
      "--out", "out", "--json", "--resume",
    ])
    #expect(again.output == result.output, "a finished calibration is not run again")
  }
}
