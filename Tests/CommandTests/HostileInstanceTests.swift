import Foundation
import Testing

/// FLEE instances with numbers that no run can hold: refused with file, line and column, where they once trapped.
@Suite struct HostileInstanceTests {
  private static let example = DocumentationTests.root.appending(path: "examples/two-camps")

  /// A file of the instance, a pattern, what stands there instead, and what is said of it.
  static let changes: [(file: String, text: String, other: String, said: String)] = [
    (
      "input_csv/locations.csv", "population\nA,ra,home,10.0,-70.0,conflict_zone,0,100000",
      "population,initial_idps\nA,ra,home,10.0,-70.0,conflict_zone,0,100000,1e300",
      "locations.csv:2:9 (initial_idps): expected a number from -10000000000 to 10000000000, found \"1e300\""
    ),
    (
      "input_csv/locations.csv", "population\nA,ra,home,10.0,-70.0,conflict_zone,0,100000",
      "population,conflict_intensity\nA,ra,home,10.0,-70.0,conflict_zone,0,100000,nan",
      "locations.csv:2:9 (conflict_intensity): expected a number"
    ),
    (
      "input_csv/locations.csv", "population\nA,ra,home,10.0,-70.0,conflict_zone,0,100000",
      "population,capacity_per_day\nA,ra,home,10.0,-70.0,camp,0,100000,-1e300",
      "locations.csv:2:9 (capacity_per_day): expected a number"
    ),
    (
      "simsetting.yml", "move_rules:\n", "move_rules:\n  harvest_months: [1e300]\n",
      "expected harvest_months as a list of numbers from 0 to 1000000000"
    ),
    (
      "source_data/refugees.csv", "2023-02-15,900", "2023-02-15,1e300",
      "refugees.csv:2:2: expected a whole number of people"
    ),
  ]

  @Test(arguments: changes.indices)
  func `a number that no run can hold is a fault with its place`(index: Int) throws {
    let change = Self.changes[index]
    let program = try Program()
    defer { try? FileManager.default.removeItem(at: program.folder) }
    try Self.copy(to: program, changing: change.file) { text in
      #expect(text.contains(change.text))
      return text.replacing(change.text, with: change.other)
    }
    for command in ["simulate flee camps", "simulate check camps"] {
      let result = try program.run(command)
      #expect(result.status == 2, "\(command)")
      #expect((result.output + result.errors).contains(change.said), "\(result.errors)")
    }
  }

  /// Ten thousand million people are 560 GB of persons, and a handful of crowds.
  @Test func `more people than memory holds are for the cohort engine`() throws {
    let program = try Program()
    defer { try? FileManager.default.removeItem(at: program.folder) }
    try Self.copy(to: program, changing: "source_data/refugees.csv") {
      $0.replacing(",900", with: ",10000000000")
    }
    for camp in ["C", "D"] {
      let place = program.folder.appending(path: "camps/source_data/\(camp).csv")
      try Data("2023-01-01,0\n2023-02-15,10000000000\n".utf8).write(to: place)
    }
    let persons = try program.run("simulate flee camps")
    #expect(persons.status == 2)
    #expect(persons.errors.contains("engine: expected cohort"), "\(persons.errors)")
    let crowds = try program.run("simulate flee camps --engine cohort")
    #expect(crowds.status == 0, "\(crowds.errors)")
  }

  private static func copy(
    to program: Program, changing file: String, _ change: (String) -> String
  ) throws {
    let copy = program.folder.appending(path: "camps")
    try FileManager.default.copyItem(at: example, to: copy)
    let place = copy.appending(path: file)
    let text = change(try String(contentsOf: place, encoding: .utf8))
    try Data(text.utf8).write(to: place)
  }
}
