import Flee
import Foundation
import InstanceMaking
import Periods
import Tabular
import Testing

/// A made-up conflict from tables as they are downloaded to a folder that runs. Each expected value is worked out
/// from the tables by hand.
@Suite struct NewInstanceTests {
  private let folder = FileManager.default.temporaryDirectory
    .appending(path: "new-instance-\(UUID().uuidString)")

  static let example = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "examples/made-up-events")

  private func parts() throws -> NewInstance.Parts {
    let path = { (name: String) in Self.example.appending(path: name).path }
    var parts = NewInstance.Parts()
    parts.places =
      try PlaceList(path: path("towns.csv"), kind: .town).places
      + PlaceList(path: path("camps.csv"), kind: .camp).places
    let events = try EventTable(path: path("acled.csv"))
    #expect(events.passedOver == 1, "the protest")
    parts.events = events.events
    parts.counts = try CountTable(path: path("unhcr.csv")).counts
    return parts
  }

  private func made(_ parts: NewInstance.Parts) throws -> FleeInstance {
    defer { try? FileManager.default.removeItem(at: folder) }
    try InstanceWriter(NewInstance(parts), folder: folder.path).write()
    return try FleeInstanceReader.read(folder.path)
  }

  /// Day 0 is that of the first event, 18 April, three days after the first count; the last count, of 14 June, is
  /// day 57.
  @Test func daysAreThoseOfEventsAndCounts() throws {
    let instance = try made(parts())
    #expect("\(instance.start)" == "2023-04-18")
    #expect(instance.length == 58)
  }

  /// Fighting in Arvik begins on 18 April, day 0; the shelling of Arvik's mill, ten kilometres off, belongs to it.
  /// Belmo's begins on 9 May, day 21. The quarry lies 400 km from any town.
  @Test func placesBecomeConflictZonesWithTheirFirstEvent() throws {
    let parts = try parts()
    let instance = try made(parts)
    let zones = instance.places.filter { $0.kind == .conflictZone }.map(\.name)
    #expect(zones == ["Arvik", "Belmo"])
    #expect(instance.conflicts["Arvik"]?.firstIndex(of: 1) == 0)
    #expect(instance.conflicts["Belmo"]?.firstIndex(of: 1) == 21)
    #expect(instance.conflicts["Arvik"]?.last == 1)
    #expect(try NewInstance(parts).notes.contains { $0.hasPrefix("1 events lie more than 50 km") })
  }

  /// Ten days after its last event, of day 33, Arvik is calm: the last day of fighting is 43.
  @Test func fightingEndsAfterDaysOfCalm() throws {
    var parts = try parts()
    parts.calm = 10
    let instance = try made(parts)
    #expect(instance.conflicts["Arvik"]?.lastIndex(of: 1) == 43)
  }

  /// Newest first, with times and commas, as the portal gives them; on 28 April (day 10) only Estra counted.
  @Test func countsAreTurnedRound() throws {
    let counts = try #require(try made(parts()).counts)
    #expect(counts.count("Estra", day: 10) == 1050)
    #expect(counts.count("Estra", day: 57) == 6400)
    #expect(counts.count("Fallow", day: 32) == 1200)
    // Fallow lies between 0 on 15 April and 1,200 on 20 May, 35 days later: 445 on 28 April.
    #expect(counts.totalCount(day: 10) == 1050 + 445)
    #expect(counts.totalCount(day: 57) == 8550)
  }

  @Test func campsHaveRoomOrNoLimit() throws {
    let instance = try made(parts())
    #expect(instance["Estra"]?.population == 20_000)
    #expect(instance["Fallow"]?.population == -1)
  }

  /// Arvik and Belmo are 99.2 km apart as the crow flies (haversine, by another program): 1.3 times that is 129.
  @Test func neighboursAreJoined() throws {
    let instance = try made(parts())
    let road = try #require(
      instance.roads.first { [$0.from, $0.to].sorted() == ["Arvik", "Belmo"] })
    #expect(abs(road.distance - 129) <= 1)
    // Belmo lies between Cassel and Estra's side: no road from Arvik straight to the camp.
    #expect(!instance.roads.contains { [$0.from, $0.to].sorted() == ["Arvik", "Estra"] })
    #expect(isConnected(instance))
  }

  private func isConnected(_ instance: FleeInstance) -> Bool {
    var reached: Set<String> = [instance.places[0].name]
    for _ in instance.places {
      for road in instance.roads where reached.contains(road.from) || reached.contains(road.to) {
        reached.formUnion([road.from, road.to])
      }
    }
    return reached.count == instance.places.count
  }

  /// Everybody whom the counts say sets out does, 8,550 in all.
  @Test func itRuns() throws {
    let run = SimulationRun(try made(parts()), seed: 1)
    #expect(run.days.count == 58)
    #expect(run.days.last?.people == 8550)
  }

  @Test func whatIsMissingIsReported() throws {
    var parts = try parts()
    parts.counts["Estrra"] = parts.counts.removeValue(forKey: "Estra")
    let error = try #require(throws: InputError.self) { try NewInstance(parts) }
    #expect("\(error)".contains("\"Estrra\""))
    #expect("\(error)".contains("Estra"))
    var noCamps = try self.parts()
    noCamps.places.removeAll { $0.kind == .camp }
    #expect(throws: InputError.self) { try NewInstance(noCamps) }
    var twice = try self.parts()
    twice.places.append(.init(name: "estra", kind: .town))
    #expect(throws: InputError.self) { try NewInstance(twice) }
    var early = try self.parts()
    early.through = Day("2023-04-16")
    #expect(throws: InputError.self) { try NewInstance(early) }
  }

  @Test func aFolderWithFilesIsLeftAlone() throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try Data("x".utf8).write(to: folder.appending(path: "notes.txt"))
    let instance = try NewInstance(parts())
    #expect(throws: InputError.self) {
      try InstanceWriter(instance, folder: folder.path).write()
    }
  }

  // MARK: Changes

  private func edited(_ edits: [InstanceEdit]) throws -> FleeInstance {
    defer { try? FileManager.default.removeItem(at: folder) }
    try InstanceWriter(NewInstance(parts()), folder: folder.path).write()
    try InstanceEdit.apply(edits, to: folder.path)
    return try FleeInstanceReader.read(folder.path)
  }

  @Test func aCampIsAddedWithItsRoad() throws {
    let camp = FleeInstance.Place(
      name: "Gannet", region: "unknown", country: "Bergia", latitude: 9, longitude: 21,
      kind: .camp, conflictDay: 0, population: 500, attributes: [:])
    let instance = try edited([.camp(camp, road: "Dunmar", kilometres: 80)])
    #expect(instance["Gannet"]?.population == 500)
    #expect(
      instance.roads.contains { $0.from == "Dunmar" && $0.to == "Gannet" && $0.distance == 80 })
  }

  @Test func aRoadGetsAnotherLength() throws {
    let instance = try edited([.road("Belmo", "Arvik", kilometres: 200)])
    let roads = instance.roads.filter { [$0.from, $0.to].sorted() == ["Arvik", "Belmo"] }
    #expect(roads.map(\.distance) == [200])
  }

  @Test func aBorderCloses() throws {
    let instance = try edited([.border("Alund", "Bergia", from: 10, to: 20)])
    let closure = try #require(instance.closures.first)
    #expect(closure.kind == .country)
  }

  @Test func whatIsNotThereChangesNothing() throws {
    try InstanceWriter(NewInstance(parts()), folder: folder.path).write()
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appending(path: "input_csv/routes.csv")
    let before = try Data(contentsOf: file)
    let error = try #require(throws: InputError.self) {
      try InstanceEdit.apply(
        [.road("Arvik", "Cassel", kilometres: 99), .road("Arvik", "Belmmo", kilometres: 9)],
        to: folder.path)
    }
    #expect("\(error)".contains("Belmo"))
    #expect(try Data(contentsOf: file) == before)
  }
}

/// Tables as people save them, and what is wrong with them.
@Suite struct DownloadedTableTests {
  private func file(_ text: String, _ name: String = "Camp.csv") throws -> String {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "downloaded-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let file = folder.appending(path: name)
    try Data(text.utf8).write(to: file)
    return file.path
  }

  @Test func aFileWithoutCampsIsOfTheCampOfItsName() throws {
    let path = try file("date,refugees\n2023-05-01,10\n2023-04-01,5\n", "Kilo North.csv")
    let counts = try CountTable(path: path).counts
    #expect(counts["Kilo_North"]?[try #require(Day("2023-05-01"))] == 10)
  }

  /// FLEE's own form, without a header.
  @Test func fleesOwnFilesAreTaken() throws {
    let counts = try CountTable(path: file("2023-04-01,5\n2023-05-01,10\n")).counts
    #expect(counts["Camp"]?.count == 2)
  }

  /// Two population groups of one camp would be one count without a word.
  @Test func twoCountsForADayAreAFault() throws {
    let path = try file(
      "date,camp,individuals\n2023-05-01,A,10\n2023-05-01,A,10\n2023-05-01,A,12\n")
    let error = try #require(throws: InputError.self) { try CountTable(path: path) }
    #expect(error.issues.map(\.line) == [4])
    #expect(error.issues.first?.hint.contains("population group") == true)
  }

  @Test func eventsNeedADay() throws {
    let path = try file(
      "event_date,location,latitude,longitude\n05/06/2023,A,1,2\n5 June 2023,A,1,2\n")
    let error = try #require(throws: InputError.self) { try EventTable(path: path) }
    #expect(error.issues.map(\.line) == [2])
  }

  @Test func placesNeedDegrees() throws {
    let path = try file("name,latitude,longitude\nA,91,2\nB,1,2\nB,1,2\n")
    let error = try #require(throws: InputError.self) { try PlaceList(path: path, kind: .town) }
    #expect(error.issues.map(\.line) == [2, 4])
  }
}
