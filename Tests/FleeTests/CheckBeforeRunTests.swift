import Flee
import Foundation
import Tabular
import Testing

/// What is said of an instance before it runs, by instances made by hand.
@Suite struct CheckBeforeRunTests {
  /// A folder without files: each file that belongs there, and nothing else.
  @Test func anEmptyFolderIsToldWhatBelongsThere() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let error = #expect(throws: InputError.self) { try FleeInstanceReader.read(folder) }
    let issues = error?.issues ?? []
    #expect(issues.count == 3)
    for name in ["locations.csv", "routes.csv", "sim_period.csv"] {
      #expect(issues.contains { $0.expected.hasPrefix(name) && $0.hint.contains(",") })
    }
  }

  /// Line 3 is place B, which both roads name: one fault is one error.
  @Test func aFaultInAPlaceIsNoFaultOfTheRoads() throws {
    let folder = try TemporaryInstance()
    try folder.write(
      "locations.csv", InstanceFaultTests.places.replacing("B,r,home,10", with: "B,r,home,north"))
    let error = #expect(throws: InputError.self) { try FleeInstanceReader.read(folder.path) }
    #expect(error?.issues.map(\.line) == [3])
  }

  /// A has 1,000 people; the counts grow by 450 × 29 / 45 = 290 in 30 days.
  @Test(arguments: [("1000", 0, 0), ("100", 1, 0), ("0", 0, 1)])
  func populationsThatCannotBeAreSaid(
    _ population: String, _ beyond: Int, _ empty: Int
  ) throws {
    let folder = try TemporaryInstance()
    try folder.write(
      "locations.csv", InstanceFaultTests.places.replacing("0,1000", with: "0," + population))
    let instance = try FleeInstanceReader.read(folder.path)
    let outlook = DepartureOutlook(instance)
    #expect(outlook.beyondPopulation(instance).map(\.place.name) == (beyond == 1 ? ["A"] : []))
    #expect(outlook.withoutPopulation(instance).map(\.name) == (empty == 1 ? ["A"] : []))
    if beyond == 1 { #expect((280...300).contains(outlook.setOut.reduce(0, +))) }
  }
}
