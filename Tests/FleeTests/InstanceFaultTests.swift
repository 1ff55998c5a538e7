import Flee
import Foundation
import Tabular
import Testing

/// Instances with a fault made by hand: the reader says which file, where it can tell which line, and
/// what was found.
@Suite struct InstanceFaultTests {
  struct Fault: CustomTestStringConvertible, Sendable {
    var name: String
    var file: String
    var text: String
    /// What the message must hold.
    var says: [String]
    var testDescription: String { name }

    init(_ name: String, _ file: String, _ text: String, says: String...) {
      self.name = name
      self.file = file
      self.text = text
      self.says = says
    }
  }

  static let places = """
    #name,region,country,lat,lon,location_type,conflict_date,population
    A,r,home,10,-70,conflict_zone,0,1000
    B,r,home,10,-71,town,,200
    C,r,away,10,-72,camp,,-1

    """
  static let roads = "#name1,name2,distance,forced_redirection\nA,B,100,\nB,C,120,\n"
  static let closures = "#closure_type,name1,name2,closure_start,closure_end\n"
  static let layout = "total,refugees.csv\nC,c.csv\n"
  static let counts = "2023-01-01,0\n2023-02-15,450\n"
  static let period = "StartDate,2023-01-01\nLength,30\n"
  static let settings = "move_rules:\n  max_move_speed: 360.0\n"

  static let faults: [Fault] = [
    Fault(
      "text for a number", "routes.csv", roads + "A,C,far,\n", says: "routes.csv:4:3", "\"far\""),
    Fault(
      "a distance that is no number", "routes.csv", roads + "A,C,NaN,\n", says: "routes.csv:4:3"),
    Fault("an endless distance", "routes.csv", roads + "A,C,inf,\n", says: "routes.csv:4:3"),
    Fault("zero distance", "routes.csv", roads + "A,C,0,\n", says: "routes.csv:4:3", "above 0 km"),
    Fault("negative distance", "routes.csv", roads + "A,C,-5,\n", says: "routes.csv:4:3"),
    Fault(
      "a road to nowhere", "routes.csv", roads + "A,Bb,90,\n", says: "routes.csv:4:2", "\"Bb\""),
    Fault("a missing column", "routes.csv", "#name1,name2\nA,B\nB,C\n", says: "routes.csv:2:3"),
    Fault(
      "a road with a speed of zero", "routes.csv",
      "#name1,name2,distance,forced_redirection,max_move_speed\nA,B,100,,0\nB,C,100,,\n",
      says: "routes.csv:2:5", "max_move_speed"),
    Fault(
      "a chance of walking above one", "routes.csv",
      "#name1,name2,distance,forced_redirection,walk_probability\nA,B,100,,1.5\nB,C,100,,\n",
      says: "routes.csv:2:5"),
    Fault(
      "a latitude beyond the pole", "locations.csv", places + "D,r,away,91,1,camp,,5\n",
      says: "locations.csv:5:4"),
    Fault(
      "a population in words", "locations.csv", places + "D,r,home,1,1,town,,many\n",
      says: "locations.csv:5:8"),
    Fault("no places at all", "locations.csv", "#name,region\n", says: "locations.csv"),
    Fault(
      "a ring of markers", "locations.csv",
      places + "M,r,home,1,1,marker,,\nN,r,home,1,1,marker,,\nO,r,home,1,1,marker,,\n",
      says: "ring of markers"),
    Fault(
      "an impossible date", "sim_period.csv", "StartDate,2023-02-30\nLength,30\n",
      says: "sim_period.csv:1"),
    Fault(
      "no days", "sim_period.csv", "StartDate,2023-01-01\nLength,0\n", says: "sim_period.csv:2"),
    Fault("no start", "sim_period.csv", "Length,30\n", says: "sim_period.csv", "StartDate"),
    Fault(
      "a speed of zero", "simsetting.yml", "move_rules:\n  max_move_speed: 0\n",
      says: "simsetting.yml:2", "max_move_speed"),
    Fault("settings that are no YAML", "simsetting.yml", "move_rules: [\n", says: "simsetting.yml"),
    Fault(
      "a rule without the trait it looks at", "simsetting.yml",
      "move_rules:\n  ChildrenAvoidHazards: true\n", says: "age"),
    Fault("a count in words", "c.csv", "2023-01-01,few\n", says: "c.csv:1:2"),
    Fault(
      "a missing file of counts", "data_layout.csv", "total,refugees.csv\nC,d.csv\n", says: "d.csv"),
    Fault(
      "a correction of a camp without counts", "registration_corrections.csv", "B,2023-01-05\n",
      says: "registration_corrections.csv:1:1"),
  ]

  @Test(arguments: faults) func reportsWhatIsWrong(_ fault: Fault) throws {
    let folder = try TemporaryInstance()
    if fault.name == "a ring of markers" {
      try folder.write("routes.csv", Self.roads + "B,M,5,\nM,N,5,\nN,O,5,\nO,M,5,\n")
    }
    try folder.write(fault.file, fault.text)
    let error = try #require(throws: InputError.self) { try FleeInstanceReader.read(folder.path) }
    for part in fault.says {
      #expect("\(error)".contains(part), "\(fault.name): \(error)")
    }
  }

  @Test func reportsEverythingAtOnce() throws {
    let folder = try TemporaryInstance()
    try folder.write("routes.csv", Self.roads + "A,X,0,\n")
    try folder.write("closures.csv", Self.closures + "link,B,C,soon,5\n")
    try folder.write("simsetting.yml", "spawn_rules:\n  insert_day0: perhaps\n")
    let error = try #require(throws: InputError.self) { try FleeInstanceReader.read(folder.path) }
    for part in ["routes.csv:4:2", "routes.csv:4:3", "closures.csv:2:4", "simsetting.yml:2"] {
      #expect("\(error)".contains(part))
    }
  }

  /// What a file may well be and is read all the same.
  @Test func otherWaysToWriteAFileAreRead() throws {
    let folder = try TemporaryInstance()
    let plain = try FleeInstanceReader.read(folder.path)
    try folder.write(
      "locations.csv", "\u{FEFF}" + Self.places.replacingOccurrences(of: "\n", with: "\r\n"))
    try folder.write("routes.csv", Self.roads.replacingOccurrences(of: "\n", with: "\r\n"))
    let other = try FleeInstanceReader.read(folder.path)
    #expect(other.places == plain.places && other.roads == plain.roads)
  }

  /// "Méx,r,h" as DOS wrote it (code page 850), which is no Windows-1252 either.
  @Test func reportsBytesThatAreNotUTF8() throws {
    let folder = try TemporaryInstance()
    var bytes = Data(Self.places.utf8)
    bytes.append(contentsOf: [0x4D, 0x82, 0x78, 0x2C, 0x72, 0x2C, 0x68, 0x0A])
    try folder.write("locations.csv", bytes)
    let error = try #require(throws: InputError.self) { try FleeInstanceReader.read(folder.path) }
    #expect("\(error)".contains("locations.csv:5") && "\(error)".contains("UTF-8"))
  }

  @Test func aLineOfAMillionFieldsIsRefusedQuickly() throws {
    let folder = try TemporaryInstance()
    let long = "A,B,100" + String(repeating: ",1", count: 1_000_000)
    try folder.write("routes.csv", "#name1,name2,distance,forced_redirection\n\(long)\n")
    let error = try #require(throws: InputError.self) { try FleeInstanceReader.read(folder.path) }
    #expect("\(error)".contains("routes.csv"))
    #expect("\(error)".count < 20_000)
  }

  @Test func anUnreachableCampIsAWarning() throws {
    let folder = try TemporaryInstance()
    try folder.write("locations.csv", Self.places + "D,r,away,1,1,camp,,5\n")
    let warnings = try FleeInstanceReader.read(folder.path).warnings
    #expect(warnings.contains { $0.hasPrefix("locations.csv:5") && $0.contains("\"D\"") })
  }

  /// FLEE passes over columns of conflicts.csv that name no place; venezuela2022 has one such.
  @Test func aNameWithASpaceForAnUnderscoreIsAWarning() throws {
    let folder = try TemporaryInstance()
    try folder.write(
      "locations.csv", Self.places.replacingOccurrences(of: "\nB,", with: "\nB_1,"))
    try folder.write("routes.csv", Self.roads.replacingOccurrences(of: "B", with: "B_1"))
    try folder.write("conflicts.csv", "#Day,A,B 1\n0,1,1\n")
    let read = try FleeInstanceReader.read(folder.path)
    #expect(read.warnings.contains { $0.contains("B_1") })
    #expect(read.conflicts.keys.sorted() == ["A"])
  }
}

/// A small instance in a folder of its own, without fault until a file is written anew.
final class TemporaryInstance {
  let path: String

  init() throws {
    path =
      FileManager.default.temporaryDirectory.appending(path: "trocha-\(UUID().uuidString)").path
    for folder in ["input_csv", "source_data"] {
      try FileManager.default.createDirectory(
        atPath: path + "/" + folder, withIntermediateDirectories: true)
    }
    try write("locations.csv", InstanceFaultTests.places)
    try write("routes.csv", InstanceFaultTests.roads)
    try write("closures.csv", InstanceFaultTests.closures)
    try write("sim_period.csv", InstanceFaultTests.period)
    try write("data_layout.csv", InstanceFaultTests.layout)
    try write("refugees.csv", InstanceFaultTests.counts)
    try write("c.csv", InstanceFaultTests.counts)
    try write("simsetting.yml", InstanceFaultTests.settings)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func write(_ name: String, _ text: String) throws { try write(name, Data(text.utf8)) }

  func write(_ name: String, _ bytes: Data) throws {
    let folder =
      name == "simsetting.yml"
      ? ""
      : ["data_layout.csv", "refugees.csv", "c.csv"].contains(name) ? "source_data/" : "input_csv/"
    try bytes.write(to: URL(fileURLWithPath: path + "/" + folder + name))
  }
}
