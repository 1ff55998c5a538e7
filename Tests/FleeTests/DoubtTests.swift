import Flee
import Foundation
import Testing

/// Files that can be read and hardly mean what they say, each made by hand from a mistake of every day: a
/// warning says so by file and line.
@Suite struct DoubtTests {
  typealias Doubt = InstanceFaultTests.Fault

  private static let days = (0..<30).map { "\($0),1\n" }.joined()

  static let doubts: [Doubt] = [
    Doubt(
      "a road the other way round", "routes.csv", InstanceFaultTests.roads + "B,A,100,\n",
      says: "routes.csv:4:", "line 2", "other way round"),
    Doubt(
      "the same with another length", "routes.csv", InstanceFaultTests.roads + "B,A,90,\n",
      says: "routes.csv:4:", "the first, of 100 km"),
    Doubt(
      "metres", "routes.csv", InstanceFaultTests.roads + "A,C,120000,\n", says: "routes.csv:4:",
      "metres"),
    Doubt(
      "a decimal comma", "routes.csv", InstanceFaultTests.roads + "A,C,110,5\n",
      says: "routes.csv:4:", "decimal comma"),
    Doubt(
      "a column of roads that nobody reads", "routes.csv",
      "#name1,name2,distance,forced_redirection,walk_probabilty\nA,B,100,,0.3\nB,C,120,,0\n",
      says: "routes.csv:", "\"walk_probability\"?"),
    Doubt(
      "a road much shorter than the straight line", "routes.csv",
      InstanceFaultTests.roads + "A,C,9,\n", says: "routes.csv", "1 of 3 roads", "\"A\" to \"C\""),
    Doubt(
      "a comma for thousands", "locations.csv",
      InstanceFaultTests.places + "D,r,away,10,-72,town,,12,500\n",
      says: "locations.csv:5:", "9 fields"),
    Doubt(
      "columns in another order", "locations.csv",
      InstanceFaultTests.places.replacing("region,country", with: "country,region"),
      says: "locations.csv:", "\"country\"", "region"),
    Doubt(
      "no populations", "locations.csv",
      "#name,region,country,lat,lon,location_type,conflict_date\nA,r,home,10,-70,conflict_zone,0\n"
        + "B,r,home,10,-71,town,\nC,r,away,10,-72,camp,\n",
      says: "locations.csv:", "no population"),
    Doubt(
      "home abroad", "locations.csv",
      "#name,region,country,lat,lon,location_type,conflict_date,population\nC,r,away,10,-72,camp,,-1\n"
        + "A,r,home,10,-70,conflict_zone,0,1000\nB,r,home,10,-71,town,,200\n",
      says: "locations.csv", "home is \"away\""),
    Doubt(
      "a country in two spellings", "locations.csv",
      InstanceFaultTests.places + "D,r,Home,10,-72,town,,5\n", says: "\"Home\" and \"home\""),
    Doubt(
      "a closure after the end", "closures.csv",
      InstanceFaultTests.closures + "country,home,away,90,99\n", says: "closures.csv", "day 90"),
    Doubt(
      "two closures that overlap", "closures.csv",
      InstanceFaultTests.closures + "country,home,away,3,9\ncountry,away,home,5,20\n",
      says: "closures.csv:3:", "day 9"),
    Doubt(
      "a closure where no road is", "closures.csv",
      InstanceFaultTests.closures + "country,away,away,3,9\n", says: "closures.csv", "no road"),
    Doubt(
      "a row for each week", "conflicts.csv", "#Day,A\n0,1\n7,1\n" + days, says: "conflicts.csv:3:",
      "day 1"),
    Doubt("no day", "conflicts.csv", "#Day,A\n", says: "conflicts.csv:1:", "conflict_date"),
    Doubt(
      "a percentage", "conflicts.csv", "#Day,A\n0,100\n", says: "conflicts.csv:2:", "percentage"),
    Doubt(
      "a negative intensity", "conflicts.csv", "#Day,A\n0,-1\n", says: "conflicts.csv:2:", "below 0"
    ),
    Doubt("no counts", "c.csv", "", says: "data_layout.csv:2:", "\"C\""),
    Doubt(
      "a comma in a count", "c.csv", "2023-01-01,0\n2023-02-15,1,200\n", says: "c.csv:2:", "1200"),
    Doubt(
      "a mistyped year", "c.csv", "2023-01-01,0\n2032-02-15,450\n", says: "C:", "2032-02-15"),
    Doubt(
      "a camp twice", "data_layout.csv", InstanceFaultTests.layout + "C,c.csv\n",
      says: "data_layout.csv:3:", "twice"),
    Doubt(
      "one file for two", "data_layout.csv", "total,c.csv\nC,c.csv\n",
      says: "data_layout.csv:2:", "\"total\""),
    Doubt(
      "a percentage for a chance", "simsetting.yml", "move_rules:\n  camp_movechance: 30\n",
      says: "simsetting.yml:2:", "percentage"),
    Doubt(
      "a chance below 0", "simsetting.yml", "move_rules:\n  camp_movechance: -0.3\n",
      says: "simsetting.yml:2:", "nobody"),
    Doubt(
      "a key in another section", "simsetting.yml", "spawn_rules:\n  camp_movechance: 0.3\n",
      says: "simsetting.yml:2:", "under move_rules"),
  ]

  @Test(arguments: doubts) func isNamed(_ doubt: Doubt) throws {
    let folder = try TemporaryInstance()
    try folder.write(doubt.file, doubt.text)
    let warnings = try FleeInstanceReader.read(folder.path).warnings
    #expect(
      warnings.contains { warning in doubt.says.allSatisfy(warning.contains) },
      "\(doubt.name): \(warnings)")
  }

  /// FLEE stops at each of these; taken as it stands, the number would be another than is meant.
  @Test(arguments: [
    Doubt(
      "a point for thousands", "locations.csv",
      InstanceFaultTests.places + "D,r,away,10,-72,town,,12.500\n", says: "locations.csv:5:8"),
    Doubt("the same in a count", "c.csv", "2023-01-01,0\n2023-02-15,1.200\n", says: "c.csv:2:2"),
    Doubt(
      "half a day", "closures.csv", InstanceFaultTests.closures + "country,home,away,3.5,9\n",
      says: "closures.csv:2:4"),
    Doubt(
      "a period of half a day more", "sim_period.csv", "StartDate,2023-01-01\nLength,30.5\n",
      says: "sim_period.csv:2:2"),
  ]) func isRefused(_ doubt: Doubt) throws {
    let folder = try TemporaryInstance()
    try folder.write(doubt.file, doubt.text)
    let error = #expect(throws: (any Error).self) { try FleeInstanceReader.read(folder.path) }
    let text = error.map { "\($0)" } ?? ""
    #expect(doubt.says.allSatisfy(text.contains), "\(doubt.name): \(text)")
  }

  /// An instance that says what it means has none of these warnings.
  @Test func theUsualIsNotDoubted() throws {
    let folder = try TemporaryInstance()
    #expect(try FleeInstanceReader.read(folder.path).warnings == [])
  }
}
