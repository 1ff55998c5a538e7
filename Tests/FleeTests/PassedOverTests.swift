import Flee
import Foundation
import Testing

/// What FLEE passes over without a word, or takes as nobody would expect: it is read, and a warning says so
/// by file and line.
@Suite struct PassedOverTests {
  typealias Oddity = InstanceFaultTests.Fault

  static let oddities: [Oddity] = [
    Oddity(
      "a road twice", "routes.csv", InstanceFaultTests.roads + "A,B,90,\n",
      says: "routes.csv:4:", "line 2"),
    Oddity(
      "a road to itself", "routes.csv", InstanceFaultTests.roads + "B,B,90,\n",
      says: "routes.csv:4:", "itself"),
    Oddity(
      "a forced redirection", "routes.csv", InstanceFaultTests.roads + "A,C,9,1\n",
      says: "routes.csv:4:", "put in twice"),
    Oddity(
      "a link type of the micro model", "routes.csv",
      "#name1,name2,distance,link_type\nA,B,100,drive\nB,C,120,walk\n",
      says: "routes.csv:2:", "micro model", "stops"),
    Oddity(
      "a camp named twice", "locations.csv", InstanceFaultTests.places + "C,r,away,1,1,camp,,5\n",
      says: "locations.csv:5:", "line 4"),
    Oddity(
      "an unknown kind of place", "locations.csv",
      InstanceFaultTests.places + "D,r,away,1,1,castle,,5\n",
      says: "locations.csv:5:", "\"castle\"", "conflict_zone"),
    Oddity(
      "a closure that opens before it closes", "closures.csv",
      InstanceFaultTests.closures + "location,C,,9,5\n", says: "closures.csv:2:", "day 9"),
    Oddity(
      "a closure of an unknown kind", "closures.csv",
      InstanceFaultTests.closures + "bridge,B,C,1,5\n", says: "closures.csv:2:", "country"),
    Oddity(
      "a closure of an unknown country", "closures.csv",
      InstanceFaultTests.closures + "country,home,hoome,1,5\n", says: "closures.csv:2:", "\"home\"?"
    ),
    Oddity(
      "a closure before the start", "closures.csv",
      InstanceFaultTests.closures + "location,C,,-4,5\n", says: "closures.csv:2:", "never closes"),
    Oddity(
      "a closure of a link", "closures.csv", InstanceFaultTests.closures + "link,A,B,1,5\n",
      says: "closures.csv:2:", "both ways"),
    Oddity(
      "a conflict where there is no place", "conflicts.csv", "#Day,A,Zed\n0,1,1\n1,1,0\n",
      says: "conflicts.csv:1:", "\"Zed\""),
    Oddity(
      "a place with two columns", "conflicts.csv", "#Day,A,A\n0,1,0\n1,1,0\n",
      says: "conflicts.csv:1:", "\"A\""),
    Oddity(
      "a misspelt setting", "simsetting.yml", "move_rules:\n  awarness_level: 1\n",
      says: "simsetting.yml:2:", "awareness_level"),
    Oddity(
      "a rule that has no effect", "simsetting.yml",
      "move_rules:\n  two_system_decision_making: true\n",
      says: "simsetting.yml:2:", "two_system_decision_making"),
    Oddity(
      "a key that FLEE's main has dropped", "simsetting.yml",
      "spawn_rules:\n  flood_driven_spawning: true\n",
      says: "simsetting.yml:2:", "FLEE 3.1", "flood_driven_spawn_mode"),
    Oddity(
      "a log of floods", "simsetting.yml", "log_levels:\n  flood: 1\n", says: "simsetting.yml:2:"),
    Oddity(
      "boys without children", "simsetting.yml", "move_rules:\n  BoysTakeRisk: true\n",
      says: "simsetting.yml:2:", "ChildrenAvoidHazards"),
    Oddity(
      "floods that need another setting", "simsetting.yml",
      "spawn_rules:\n  flood_driven_spawn_mode:\n    spawn_mode: pop_ratio\n",
      says: "simsetting.yml:", "flood_zone_spawning_only"),
    Oddity(
      "awareness of nothing", "simsetting.yml", "move_rules:\n  awareness_level: 0\n",
      says: "simsetting.yml:2:", "nobody moves"),
    Oddity(
      "counts that go back in time", "c.csv", "2023-01-10,5\n2023-01-02,7\n",
      says: "c.csv:2:", "2023-01-10"),
    Oddity(
      "a date twice", "c.csv", "2023-01-01,5\n2023-01-01,7\n", says: "c.csv:2:", "twice"),
    Oddity(
      "a correction before the first day", "registration_corrections.csv", "C,2022-01-05\n",
      says: "registration_corrections.csv:1:"),
    Oddity(
      "major routes without fixed routes", "major_routes.csv", "A,B,C\n",
      says: "major_routes.csv", "fixed_routes"),
    Oddity(
      "a coupling", "coupled_locations.csv", "A,A\n", says: "coupled_locations.csv", "macro"),
  ]

  @Test(arguments: oddities) func isReadAndNamed(_ oddity: Oddity) throws {
    let folder = try TemporaryInstance()
    try folder.write(oddity.file, oddity.text)
    let warnings = try FleeInstanceReader.read(folder.path).warnings
    #expect(
      warnings.contains { warning in oddity.says.allSatisfy(warning.contains) },
      "\(oddity.name): \(warnings)")
  }

  /// The same settings in either order are the same: FLEE looks each of them up by name.
  @Test func theOrderOfKeysMeansNothing() throws {
    let lines = [
      "  flood_zone_spawning_only: true", "  conflict_zone_spawning_only: false",
      "  take_from_population: true", "  flood_driven_spawning: true",
      "  flood_driven_spawn_mode: {spawn_mode: constant, displaced_per_flood_day: [0, 7, 9]}",
    ]
    let folder = try TemporaryInstance()
    try folder.write("flood_level.csv", "#Day,A\n0,1\n")
    var read: [MovementSettings] = []
    for order in [lines, lines.reversed()] {
      try folder.write(
        "simsetting.yml", "spawn_rules:\n" + order.joined(separator: "\n") + "\n")
      read.append(try FleeInstanceReader.read(folder.path).settings)
    }
    #expect(read[0] == read[1])
    #expect(read[0].floodSpawning == .constant([0, 7, 9]))
  }

  /// FLEE stops where both kinds of zones are the only ones, which conflict zones are by default.
  @Test func floodsAndConflictsExcludeEachOther() throws {
    let folder = try TemporaryInstance()
    try folder.write("simsetting.yml", "spawn_rules:\n  flood_zone_spawning_only: true\n")
    #expect(throws: (any Error).self) { try FleeInstanceReader.read(folder.path) }
  }

  /// FLEE's rule: rows as they stand. Until its first row's day a camp has the first row's count; between
  /// the 3rd and the 5th it goes to 20, where the first row of the 5th stands; from the 5th on it is at
  /// 40, the last row's, and goes to 70 by the 8th.
  @Test func countsAreTakenAsTheyStand() throws {
    let folder = try TemporaryInstance()
    try folder.write("c.csv", "2023-01-03,10\n2023-01-05,20\n2023-01-05,40\n2023-01-08,70\n")
    let twice = try #require(try FleeInstanceReader.read(folder.path).counts)
    #expect((0...8).map { twice.count("C", day: $0) } == [10, 10, 10, 15, 40, 50, 60, 70, 70])
    // Newest first: the first row's count holds until its day, and the last row's after it.
    try folder.write("c.csv", "2023-01-08,70\n2023-01-05,40\n2023-01-03,10\n")
    let back = try #require(try FleeInstanceReader.read(folder.path).counts)
    #expect((0...8).map { back.count("C", day: $0) } == [70, 70, 70, 70, 70, 70, 70, 70, 10])
  }

  /// Counts of 2023 beside thirty days of another year, and counts that begin when those days are over: no day is
  /// compared with a count of its time.
  @Test(arguments: [
    ("2024-01-01", "All counts (2023-01-01 to 2023-02-15) lie before", "2024-01-01 to 2024-01-30"),
    ("2022-01-01", "All counts (2023-01-01 to 2023-02-15) lie after", "2022-01-01 to 2022-01-30"),
  ])
  func countsOfAnotherTime(_ start: String, _ words: String, _ days: String) throws {
    let folder = try TemporaryInstance()
    try folder.write("c.csv", InstanceFaultTests.counts)
    try folder.write("refugees.csv", InstanceFaultTests.counts)
    try folder.write("sim_period.csv", "StartDate,\(start)\nLength,30\n")
    let warnings = try FleeInstanceReader.read(folder.path).warningsOfPeriod(days: 30)
    #expect(warnings.contains { $0.contains(words) && $0.contains(days) }, "\(warnings)")
  }

  /// The counts of the test instance go from its first day to after its last.
  @Test func countsOfTheTime() throws {
    let folder = try TemporaryInstance()
    let warnings = try FleeInstanceReader.read(folder.path).warningsOfPeriod(days: 30)
    #expect(!warnings.contains { $0.contains("count") }, "\(warnings)")
  }
}
