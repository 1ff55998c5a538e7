import Foundation
import Testing

/// `trocha simulate` as a user runs it, on the example that comes with Trocha.
@Suite struct SimulateCommandTests {
  static let example = DocumentationTests.root.appending(path: "examples/two-camps").path

  @Test func oneRunWritesFLEEsColumns() throws {
    let program = try Program()
    let result = try program.run(["simulate", "flee", Self.example, "--out", "run", "--seed", "3"])
    #expect(result.status == 0, "\(result.errors)")
    // The honest error leads, and both say what they are.
    let lines = result.output.split(separator: "\n")
    let share = try #require(lines.firstIndex { $0.hasPrefix("Share of people counted elsewhere") })
    let error = try #require(lines.firstIndex { $0.hasPrefix("Error as FLEE computes it") })
    #expect(share < error)
    #expect(result.errors.isEmpty)
    let out = try text(program, "run/out.csv")
    // The columns of FLEE's own out.csv.
    #expect(
      out.hasPrefix(
        "Day,Date,C sim,C data,C error,D sim,D data,D error,Total error,"
          + "refugees in camps (UNHCR),total refugees (simulation),raw UNHCR refugee count,"
          + "refugees in camps (simulation),refugee_debt\n0,"))
    #expect(out.split(separator: "\n").count == 41)
    #expect(try text(program, "run/simulation.html").contains("<!DOCTYPE html>"))
    // Forty days of four places and the road: no place is left out.
    let places = try text(program, "run/places.csv").split(separator: "\n")
    #expect(places.first == "day,place,people" && places.count == 1 + 40 * 5)
    // Its roads are no longer than a day's way.
    #expect(try text(program, "run/roads.csv") == "day,place,other_place,people\n")
    let summary = try JSONSerialization.jsonObject(
      with: Data(text(program, "run/summary.json").utf8))
    let fields = try #require(summary as? [String: Any])
    #expect(fields["seed"] as? Int == 3 && fields["engine"] as? String == "person")
    #expect(fields["command"] as? String == "trocha simulate flee two-camps --seed 3")
  }

  /// A case whose road takes more than a day.
  @Test func thePeopleOnRoadsAreShown() throws {
    let program = try Program()
    let path = DocumentationTests.root.appending(path: "Tests/FleeTests/conformance/long-road").path
    let result = try program.run(["simulate", "flee", path, "--out", "run"])
    #expect(result.status == 0, "\(result.errors)")
    #expect(try text(program, "run/roads.csv").split(separator: "\n").count > 1)
    let page = try text(program, "run/simulation.html")
    #expect(page.contains("People on the roads") && page.contains("road-0"))
    let spanish = try program.run(["simulate", "flee", path, "--out", "es", "--lang", "es"])
    #expect(spanish.output.contains("Error como lo calcula FLEE"))
    #expect(try text(program, "es/simulation.html").contains("Personas en los caminos"))
  }

  @Test func anEnsembleWritesBandsForEveryPlaceAndTheRoad() throws {
    let program = try Program()
    let line = ["simulate", "flee", Self.example, "--runs", "12", "--out", "run", "--no-page"]
    let result = try program.run(line + ["--engine", "cohort", "--json"])
    #expect(result.status == 0, "\(result.errors)")
    #expect(try result.object()["runs"] as? Int == 12)
    let rows = try text(program, "run/ensemble.csv").split(separator: "\n")
    #expect(rows.first == "day,place,mean,variance,q025,q10,q50,q90,q975,runs")
    // Forty days of four places and the road.
    #expect(rows.count == 1 + 40 * 5)
    #expect(rows.last?.hasPrefix("39,(on the road),") == true)
  }

  @Test(.enabled(if: Schema.isAvailable, "needs Python's jsonschema"), arguments: ["1", "5"])
  func theSummaryKeepsItsSchema(_ runs: String) throws {
    let program = try Program()
    let result = try program.run([
      "simulate", "flee", Self.example, "--runs", runs, "--no-page", "--json",
    ])
    #expect(
      try Schema.faults("simulation.schema.json", json: result.output, in: program.folder) == "")
  }

  @Test func resumingGoesOn() throws {
    let program = try Program()
    let line = ["simulate", "flee", Self.example, "--no-page", "--out"]
    _ = try program.run(line + ["whole", "--runs", "20"])
    _ = try program.run(line + ["part", "--runs", "8"])
    let resumed = try program.run(line + ["part", "--runs", "20", "--resume"])
    #expect(resumed.status == 0, "\(resumed.errors)")
    #expect(try text(program, "part/ensemble.csv") == text(program, "whole/ensemble.csv"))
    let other = try program.run(line + ["part", "--runs", "30", "--resume", "--seed", "2"])
    #expect(other.status != 0 && other.errors.contains("another"))
    let none = try program.run(line + ["nothing", "--runs", "30", "--resume"])
    #expect(none.status != 0 && none.errors.contains("--resume"))
  }

  @Test func aBadInstanceExitsWithTwoAndWritesNothing() throws {
    let program = try Program()
    let folder = program.folder.appending(path: "bad")
    try FileManager.default.copyItem(at: URL(fileURLWithPath: Self.example), to: folder)
    try Data("#name1,name2,distance\nA,B,0\nA,Nowhere,5\n".utf8)
      .write(to: folder.appending(path: "input_csv/routes.csv"))
    for command in [["simulate", "flee", "bad", "--out", "run"], ["simulate", "check", "bad"]] {
      let result = try program.run(command)
      #expect(result.status == 2)
      #expect(result.output.isEmpty)
      #expect(result.errors.contains("routes.csv:2:3") && result.errors.contains("routes.csv:3:2"))
    }
    #expect(!FileManager.default.fileExists(atPath: program.folder.appending(path: "run").path))
  }

  @Test func theCohortEngineRefusesByName() throws {
    let program = try Program()
    let settings = try program.file("log.yml", "log_levels:\n  agent: 1\n")
    let result = try program.run([
      "simulate", "flee", Self.example, "--engine", "cohort", "--settings", settings,
    ])
    #expect(result.status == 2 && result.errors.contains("log_levels: agent"))
  }

  /// FLEE's logs: a line for each person and day, and for each open road and day.
  @Test func logsAreWrittenAtFLEEsLevels() throws {
    let program = try Program()
    let settings = try program.file("log.yml", "log_levels: {agent: 1, link: 1}\n")
    let result = try program.run([
      "simulate", "flee", Self.example, "--settings", settings, "--days", "10", "--out", "run",
      "--no-page",
    ])
    #expect(result.status == 0, "\(result.errors)")
    let agents = try text(program, "run/agents.out.0").split(separator: "\n")
    let columns =
      "#time,rank-agentid,original_location,current_location,gps_x,gps_y,is_travelling,"
      + "distance_travelled,places_travelled,distance_moved_this_timestep,connections"
    #expect(agents.first.map(String.init) == columns)
    // 20 people a day set out: by FLEE's interpolation of 900 in 45 days.
    #expect(agents.count == 1 + (0..<10).reduce(0) { $0 + 20 * $1 })
    let links = try text(program, "run/links.out.0").split(separator: "\n")
    #expect(links.count == 1 + 10 * 6)
  }

  @Test func checkSaysWhatThereIs() throws {
    let result = try Program().run(["simulate", "check", Self.example, "--json"])
    #expect(result.status == 0)
    let answer = try result.object()
    #expect(answer["places"] as? Int == 4 && answer["camps"] as? Int == 2)
    #expect(answer["roads"] as? Int == 3 && answer["days"] as? Int == 40)
  }

  // MARK: Who is missing

  /// A zone of 400 people, from which 20 set out a day: they are gone after twenty days, and by the
  /// fortieth 380 are missing.
  private func emptied(_ program: Program) throws -> String {
    let folder = program.folder.appending(path: "emptied")
    try FileManager.default.copyItem(at: URL(fileURLWithPath: Self.example), to: folder)
    let locations = folder.appending(path: "input_csv/locations.csv")
    let rows = try String(contentsOf: locations, encoding: .utf8).split(separator: "\n").map {
      row -> String in
      var fields = row.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      if fields[5] == "conflict_zone" { fields[7] = "400" }
      return fields.joined(separator: ",")
    }
    try Data((rows.joined(separator: "\n") + "\n").utf8).write(to: locations)
    return try program.file("take.yml", "spawn_rules:\n  take_from_population: true\n")
  }

  @Test func nobodyIsLostWithoutAWord() throws {
    let program = try Program()
    let settings = try emptied(program)
    let run = try program.run([
      "simulate", "flee", "emptied", "--settings", settings, "--out", "run",
    ])
    #expect(run.status == 0, "\(run.errors)")
    let sentence = "380 of the 780 people who set out by the counts are not simulated"
    #expect(run.output.contains("Warning: " + sentence) && run.output.contains("from day 21"))
    #expect(try text(program, "run/simulation.html").contains(sentence))
    #expect(try text(program, "run/summary.json").contains("\"no_population\""))
    let several = try program.run([
      "simulate", "flee", "emptied", "--settings", settings, "--runs", "3", "--no-page", "--lang",
      "es",
    ])
    #expect(several.output.contains("(en 3 de 3 simulaciones)"), "\(several.output)")
    let check = try program.run(["simulate", "check", "emptied", "--settings", settings])
    #expect(check.output.contains("Ahead of a run: " + sentence), "\(check.output)")
    let json = try program.run(["simulate", "check", "emptied", "--settings", settings, "--json"])
    let shortfalls = try json.object()["shortfalls"] as? [[String: Any]]
    #expect(shortfalls?.first?["people"] as? Int == 380)
  }

  /// A million people a day for forty days: a line for each and day is more than a gigabyte.
  @Test func aLargeLogIsAnnounced() throws {
    let program = try Program()
    let folder = program.folder.appending(path: "large")
    try FileManager.default.copyItem(at: URL(fileURLWithPath: Self.example), to: folder)
    for name in ["C.csv", "D.csv", "refugees.csv"] {
      try Data("2023-01-01,0\n2023-02-10,20000000\n".utf8)
        .write(to: folder.appending(path: "source_data/\(name)"))
    }
    let settings = try program.file("log.yml", "log_levels: {agent: 1}\n")
    let check = try program.run(["simulate", "check", "large", "--settings", settings])
    #expect(check.output.contains("agents.out.0 will take about"), "\(check.output)")
    #expect(check.output.contains("GB (log_levels: agent: 1)"))
    let small = try program.run(["simulate", "check", Self.example, "--settings", settings])
    #expect(!small.output.contains("agents.out.0"))
  }

  // MARK: Validation and comparison

  @Test func aValidationIsOneTableOverInstancesAndResults() throws {
    let program = try Program()
    _ = try program.run(["simulate", "flee", Self.example, "--out", "run", "--no-page"])
    let line = ["simulate", "validate", Self.example, "run/out.csv", "--out", "v"]
    let result = try program.run(line + ["--json"])
    #expect(result.status == 0, "\(result.errors)")
    let rows = try #require(try result.object()["instances"] as? [[String: Any]])
    #expect(rows.compactMap { $0["source"] as? String } == ["run", "out.csv"])
    // The same seed, once run and once read from the results.
    let shares = rows.compactMap { $0["counted_elsewhere"] as? Double }
    #expect(shares.count == 2 && abs(shares[0] - shares[1]) < 1e-12)
    let csv = try text(program, "v/validation.csv").split(separator: "\n")
    #expect(
      csv.count == 3 && csv[0].contains("counted_elsewhere") && csv[0].contains("mase30_ratio"))
    #expect(try text(program, "v/validation.html").contains("<!DOCTYPE html>"))
    let bad = try program.run(["simulate", "validate", Self.example, "nowhere", "--no-page"])
    #expect(bad.status == 2 && bad.errors.contains("nowhere") && bad.output.contains("two-camps"))
  }

  @Test(.enabled(if: Schema.isAvailable, "needs Python's jsonschema"))
  func validationsAndComparisonsKeepTheirSchemas() throws {
    let program = try Program()
    for (seed, folder) in [("1", "a"), ("2", "b")] {
      _ = try program.run([
        "simulate", "flee", Self.example, "--seed", seed, "--out", folder, "--no-page",
      ])
    }
    for (schema, line) in [
      ("simulation-validation.schema.json", ["validate", Self.example, "a", "--no-page"]),
      ("simulation-comparison.schema.json", ["compare", "a", "b"]),
    ] {
      let result = try program.run(["simulate"] + line + ["--json"])
      #expect(try Schema.faults(schema, json: result.output, in: program.folder) == "")
    }
  }

  @Test func twoRunsAreCompared() throws {
    let program = try Program()
    for (seed, folder) in [("1", "a"), ("1", "same"), ("2", "b")] {
      _ = try program.run([
        "simulate", "flee", Self.example, "--seed", seed, "--out", folder, "--no-page",
      ])
    }
    let same = try program.run(["simulate", "compare", "a", "same/out.csv"])
    #expect(same.status == 0 && same.output.contains("The two runs are the same"))
    let other = try program.run(["simulate", "compare", "a", "b", "--out", "c"])
    #expect(other.status == 0 && other.output.contains("of the people are elsewhere"))
    #expect(try text(program, "c/comparison.html").contains("<!DOCTYPE html>"))
    #expect(try program.run(["simulate", "compare", "a", "nowhere"]).status == 2)
  }

  private func text(_ program: Program, _ name: String) throws -> String {
    try String(contentsOf: program.folder.appending(path: name), encoding: .utf8)
  }
}
