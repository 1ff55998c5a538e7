import Flee
import Foundation
import Periods
import Sampling
import Tabular
import Testing

/// Designs: what a row sets, and what is wrong with one.
@Suite struct DesignTests {
  private static let folder = ConformanceTests.folder.appending(path: "fork").path
  private let source = FleeInstanceSource(folder: DesignTests.folder)

  private func design(_ text: String) throws -> Design {
    let file = FileManager.default.temporaryDirectory.appending(
      path: "design-\(UUID().uuidString).csv")
    defer { try? FileManager.default.removeItem(at: file) }
    try Data(text.utf8).write(to: file)
    return try DesignReader.read(file.path, for: source.read(), from: source)
  }

  private func faults(_ text: String) throws -> [InputIssue] {
    let error = #expect(throws: InputError.self) { try design(text) }
    return try #require(error).issues
  }

  @Test func aRowSetsWhatItsColumnsSay() throws {
    let instance = try source.read()
    let design = try design(
      """
      #max_move_speed,awareness_level,avoid_short_stints,displaced_per_conflict_day,flood_movechances
      123.5,2,true,7,
      1e2,,false,,"[0, 0.25]"
      """)
    #expect(design.rows == 2)
    let first = design.instance(instance, row: 0).settings
    #expect(first.maxMoveSpeed == 123.5 && first.awarenessLevel == 2 && first.avoidsShortStints)
    #expect(first.conflictSpawning == .constant(7))
    let second = design.instance(instance, row: 1).settings
    #expect(second.maxMoveSpeed == 100 && !second.avoidsShortStints)
    // An empty field leaves the instance's own.
    #expect(second.awarenessLevel == instance.settings.awarenessLevel)
    #expect(second.conflictSpawning == instance.settings.conflictSpawning)
    #expect(second.floodMoveChances == [0, 0.25])
    #expect(design.fields(row: 1) == ["100", "", "false", "", "[0, 0.25]"])
  }

  /// Ten real people for each simulated one: the camps count a tenth, since the counts are read anew.
  @Test func settingsThatDecideWhatIsReadHaveItReadAnew() throws {
    let instance = try source.read()
    let design = try design("hasten,max_move_speed\n10,300\n,300\n")
    let camp = try #require(instance.counts?.camps.first)
    let day = instance.length - 1
    let all = try #require(instance.counts?.count(camp, day: day))
    let tenth = try #require(design.instance(instance, row: 0).counts?.count(camp, day: day))
    #expect(abs(tenth - all / 10) <= 1 && all > 20)
    #expect(design.instance(instance, row: 1).counts?.count(camp, day: day) == all)
  }

  /// The same settings by a design and by a file of settings are the same instance.
  @Test(arguments: [
    ("move_rules", "max_move_speed", "77"), ("spawn_rules", "take_from_population", "true"),
    ("spawn_rules", "empty_camps_on_day0", "true"), ("optimisations", "hasten", "3"),
    ("spawn_rules", "insert_day0", "false"), ("spawn_rules", "sum_from_camps", "false"),
    (
      "spawn_rules", "conflict_driven_spawning",
      "{spawn_mode: poisson, displaced_per_conflict_day: 20}"
    ),
    ("move_rules", "use_v1_rules", "true"), ("", "default_conflict_intensity", "0.5"),
  ])
  func aDesignIsAFileOfSettings(section: String, key: String, value: String) throws {
    let settings = FileManager.default.temporaryDirectory.appending(
      path: "settings-\(UUID().uuidString).yml")
    defer { try? FileManager.default.removeItem(at: settings) }
    let bare = FileManager.default.temporaryDirectory.appending(
      path: "settings-\(UUID().uuidString).yml")
    defer { try? FileManager.default.removeItem(at: bare) }
    try Data("move_rules: {camp_weight: 1.5}\n".utf8).write(to: bare)
    let line = section.isEmpty ? "\(key): \(value)" : "\(section): {\(key): \(value)}"
    let own = section == "move_rules" ? "move_rules: {camp_weight: 1.5, \(key): \(value)}" : line
    let text = section == "move_rules" ? own : "move_rules: {camp_weight: 1.5}\n\(line)"
    try Data((text + "\n").utf8).write(to: settings)
    let expected = try FleeInstanceReader.read(DesignTests.folder, settings: settings.path)
    let from = FleeInstanceSource(folder: DesignTests.folder, settings: bare.path)
    let base = try from.read()
    let file = FileManager.default.temporaryDirectory.appending(
      path: "design-\(UUID().uuidString).csv")
    defer { try? FileManager.default.removeItem(at: file) }
    try Data("\(key)\n\"\(value)\"\n".utf8).write(to: file)
    let design = try DesignReader.read(file.path, for: base, from: from)
    let found = design.instance(base, row: 0)
    #expect(try json(found) == json(expected))
    #expect(try json(found) != json(base))
  }

  private func json(_ instance: FleeInstance) throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    return try encoder.encode(instance)
  }

  @Test func everyFaultHasItsLineAndColumn() throws {
    let found = try faults(
      """
      max_move_speed,awareness_level,take_from_population,hasten
      -1,1,true,1
      x,far,maybe,0
      """)
    #expect(
      found.map { [$0.line, $0.column] }
        == [[2, 1], [3, 1], [3, 2], [3, 3], [3, 4]])
    #expect(
      found[0].expected == "max_move_speed from 1e-06 to 1000000.0" && found[0].found == "\"-1\"")
  }

  @Test(arguments: [
    ("max_move_sped\n1\n", "Did you mean \"max_move_speed\"?"),
    ("number_of_steps\n5\n", "use --days"), ("agent\n1\n", "no logs"),
  ])
  func aColumnThatIsNoSettingIsNamed(text: String, hint: String) throws {
    let found = try faults(text)
    #expect(found.count == 1 && found[0].line == 1 && found[0].column == 1)
    #expect(found[0].hint.contains(hint), "\(found[0])")
  }

  @Test func aSettingStandsOnceAndAHeaderIsNotEnough() throws {
    #expect(try faults("max_move_speed,max_move_speed\n1,2\n")[0].column == 2)
    #expect(try faults("max_move_speed\n").count == 1)
    #expect(try faults("max_move_speed,camp_weight\n1\n")[0].line == 2)
  }

  /// Each run has its row in turn.
  @Test func runsTakeTheRowsInTurn() throws {
    let instance = try source.read()
    let ensemble = Ensemble(
      instance, seed: 1, engine: .person, design: try design("max_move_speed\n10\n20\n30\n"))
    #expect(
      (0..<7).map { ensemble.instance(ofRun: $0).settings.maxMoveSpeed }
        == [10, 20, 30, 10, 20, 30, 10])
  }
}
