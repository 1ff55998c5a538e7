import Foundation
import Testing

/// `trocha simulate` as a user runs it, on the example that comes with Trocha.
@Suite struct SimulateCommandTests {
  static let example = DocumentationTests.root.appending(path: "examples/two-camps").path

  @Test func oneRunWritesFLEEsColumns() throws {
    let program = try Program()
    let result = try program.run(["simulate", "flee", Self.example, "--out", "run", "--seed", "3"])
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.output.contains("Averaged relative difference"))
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
    let summary = try JSONSerialization.jsonObject(
      with: Data(text(program, "run/summary.json").utf8))
    let fields = try #require(summary as? [String: Any])
    #expect(fields["seed"] as? Int == 3 && fields["engine"] as? String == "person")
    #expect(fields["command"] as? String == "trocha simulate flee two-camps --seed 3")
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
      + "distance_travelled,places_travelled,distance_moved_this_timestep"
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

  private func text(_ program: Program, _ name: String) throws -> String {
    try String(contentsOf: program.folder.appending(path: name), encoding: .utf8)
  }
}
