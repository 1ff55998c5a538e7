import Foundation
import Testing

/// Designs, errors by run, and parts that are put together, as a user has them.
@Suite struct ShardCommandTests {
  private static let flee = ["simulate", "flee", SimulateCommandTests.example, "--no-page"]

  private func text(_ program: Program, _ name: String) throws -> String {
    try String(contentsOf: program.folder.appending(path: name), encoding: .utf8)
  }

  private static let design =
    "max_move_speed,conflict_movechance,take_from_population\n200,0.5,true\n300.25,1,false\n"

  /// The summary but for what depends on the machine.
  private func summary(_ program: Program, _ folder: String) throws -> NSDictionary {
    let object = try JSONSerialization.jsonObject(
      with: Data(contentsOf: program.folder.appending(path: folder + "/summary.json")))
    var fields = try #require(object as? [String: Any])
    for key in ["seconds", "person_days_per_second", "peak_megabytes", "threads"] {
      fields[key] = nil
    }
    return fields as NSDictionary
  }

  @Test func partsPutTogetherAreTheWhole() throws {
    let program = try Program()
    _ = try program.file("design.csv", Self.design)
    let line = Self.flee + ["--design", "design.csv", "--runs", "5"]
    let whole = try program.run(line + ["--out", "whole", "--errors", "whole.csv"])
    #expect(whole.status == 0, "\(whole.errors)")
    for number in 1...3 {
      let part = try program.run(
        line + ["--shard", "\(number)/3", "--out", "part\(number)", "--threads", "\(number)"])
      #expect(part.status == 0, "\(part.errors)")
      #expect(
        !FileManager.default.fileExists(
          atPath: program.folder.path + "/part\(number)/ensemble.csv"))
    }
    let merged = try program.run(
      ["simulate", "merge", "merged", "part2", "part3", "part1", "--errors", "merged.csv"]
        + ["--no-page"])
    #expect(merged.status == 0, "\(merged.errors)")
    #expect(try text(program, "merged/ensemble.csv") == text(program, "whole/ensemble.csv"))
    #expect(try text(program, "merged.csv") == text(program, "whole.csv"))
    #expect(try summary(program, "merged") == summary(program, "whole"))
    let rows = try text(program, "merged.csv").split(separator: "\n")
    #expect(
      rows[0].hasPrefix(
        "run,row,max_move_speed,conflict_movechance,take_from_population,counted_elsewhere,"
          + "error_as_flee,"))
    #expect(rows.count == 1 + 2 * 5 && rows[2].hasPrefix("1,2,300.25,1,false,"))
  }

  /// A name that stands for settings that ship is no file that could be missing.
  @Test func partsWithSettingsByNameArePutTogether() throws {
    let program = try Program()
    for number in 1...2 {
      let part = try program.run(
        Self.flee + ["--settings", "flee", "--runs", "2", "--shard", "\(number)/2"]
          + ["--out", "part\(number)"])
      #expect(part.status == 0, "\(part.errors)")
    }
    let merged = try program.run(["simulate", "merge", "merged", "part1", "part2", "--no-page"])
    #expect(merged.status == 0, "\(merged.errors)")
  }

  @Test func whatIsNotOfTheSameRunsOrMissingIsNamed() throws {
    let program = try Program()
    for number in 1...3 {
      _ = try program.run(
        Self.flee + ["--runs", "6", "--shard", "\(number)/3", "--out", "part\(number)"])
    }
    _ = try program.run(
      Self.flee + ["--runs", "6", "--seed", "2", "--shard", "3/3", "--out", "other"])
    _ = try program.run(Self.flee + ["--runs", "9", "--shard", "3/3", "--out", "more"])
    let cases: [(parts: [String], words: String)] = [
      (["part1", "part3"], "Missing: part 2/3."),
      (["part1", "part2", "other"], "other: its runs are not those of part1"),
      (["part1", "part2", "more"], "more: of 9 runs, where part1 is of 6."),
      (["part1", "part2", "part2", "part3"], "part2: part 2/3 again, as in part2."),
      (
        ["part1", "part2", "nowhere"],
        "nowhere: expected a part of an ensemble (--shard), found none."
      ),
    ]
    for (parts, words) in cases {
      let result = try program.run(["simulate", "merge", "out"] + parts)
      #expect(result.status == 2 && result.errors.contains(words), "\(result.errors)")
      #expect(!FileManager.default.fileExists(atPath: program.folder.path + "/out"))
    }
  }

  /// The instance has moved since, and then changed.
  @Test func theInstanceIsReadAgainAndCompared() throws {
    let program = try Program()
    let (first, second) = (program.folder.path + "/here", program.folder.path + "/there")
    try FileManager.default.copyItem(atPath: SimulateCommandTests.example, toPath: first)
    for number in 1...2 {
      _ = try program.run([
        "simulate", "flee", "here", "--runs", "4", "--shard", "\(number)/2", "--out",
        "part\(number)", "--no-page",
      ])
    }
    try FileManager.default.moveItem(atPath: first, toPath: second)
    let line = ["simulate", "merge", "out", "part1", "part2", "--no-page"]
    let lost = try program.run(line)
    #expect(lost.status == 2 && lost.errors.contains("--instance"), "\(lost.errors)")
    let found = try program.run(line + ["--instance", "there"])
    #expect(found.status == 0, "\(found.errors)")
    let roads = second + "/input_csv/routes.csv"
    let text = try String(contentsOfFile: roads, encoding: .utf8)
    // The first road is a kilometre longer.
    let road = try #require(text.firstMatch(of: /\nA,B,([0-9.]+)/))
    try text.replacing("A,B,\(road.1)", with: "A,B,\(try #require(Double(road.1)) + 1)")
      .write(toFile: roads, atomically: true, encoding: .utf8)
    let changed = try program.run(line + ["--instance", "there"])
    #expect(changed.status == 2 && changed.errors.contains("have changed"), "\(changed.errors)")
  }

  @Test func aPartIsResumedAndNoOtherIs() throws {
    let program = try Program()
    let line = Self.flee + ["--out", "part", "--shard", "2/2"]
    _ = try program.run(line + ["--runs", "4"])
    _ = try program.run(Self.flee + ["--out", "first", "--shard", "1/2", "--runs", "10"])
    let other = try program.run(
      Self.flee + ["--out", "part", "--shard", "1/2", "--runs", "10", "--resume"])
    #expect(other.status != 0 && other.errors.contains("holds part 2/2"), "\(other.errors)")
    #expect(try program.run(line + ["--runs", "10", "--resume"]).status == 0)
    _ = try program.run(Self.flee + ["--out", "whole", "--runs", "10"])
    _ = try program.run(["simulate", "merge", "merged", "first", "part", "--no-page"])
    #expect(try text(program, "merged/ensemble.csv") == text(program, "whole/ensemble.csv"))
  }

  @Test func aFaultOfTheDesignIsToldByLineAndColumnAndNothingIsWritten() throws {
    let program = try Program()
    _ = try program.file("design.csv", "max_move_speed,camp_weight\n200,1\nfast,1\n")
    let result = try program.run(Self.flee + ["--design", "design.csv", "--out", "run"])
    #expect(result.status == 2 && result.output.isEmpty)
    #expect(result.errors.contains("design.csv:3:1 (max_move_speed)"), "\(result.errors)")
    #expect(!FileManager.default.fileExists(atPath: program.folder.path + "/run"))
  }

  @Test func scenariosInPartsAreTheWhole() throws {
    let program = try Program()
    let line =
      ["whatif", "base", "flights-none", "--runs", "5", "--as-of", "2023-10-05"]
      + ["--through", "2023-11", "--no-page"]
    let whole = try program.run(line + ["--out", "whole", "--json"])
    #expect(whole.status == 0, "\(whole.errors)")
    for number in 1...2 {
      let part = try program.run(line + ["--shard", "\(number)/2", "--out", "part\(number)"])
      #expect(part.status == 0, "\(part.errors)")
    }
    let merge = ["simulate", "merge", "merged", "--no-page", "--json"]
    let merged = try program.run(merge + ["part2", "part1"])
    #expect(merged.output == whole.output, "\(merged.errors)")
    for name in ["what-if.csv", "what-if.json", "places.geojson"] {
      #expect(try text(program, "merged/" + name) == text(program, "whole/" + name))
    }
    let missing = try program.run(merge + ["part2"])
    #expect(missing.status == 2 && missing.errors.contains("Missing: part 1/2."))
  }
}
