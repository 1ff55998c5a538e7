import ArgumentParser
import Flee
import Foundation
import InstanceMaking
import Periods
import Tabular

/// Makes a FLEE instance from what people have: events, places, camps and counts.
struct SimulateNewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new",
    abstract: "Make a FLEE instance from events, places and counts.",
    discussion: """
      Events are those of ACLED's data export; a place becomes a conflict zone on the day of its first \
      battle, explosion or violence against civilians. Places and camps are tables with name, latitude, \
      longitude, country and population or capacity. Counts are taken as UNHCR's portal and IOM's DTM \
      give them. Without --roads each place is joined to its neighbours. The folder runs here and in FLEE. \
      See docs/new-instance.md.

      EXAMPLES
        trocha simulate new mine --events acled.csv --places towns.csv --camps camps.csv \\
          --counts unhcr.csv
        trocha simulate new mine --places towns.csv --camps camps.csv --events acled.csv \\
          --counts camp-a.csv camp-b.csv --roads roads.csv --from 2023-04-15 --through 2023-12-31
      """)

  @Argument(help: ArgumentHelp("A new or empty folder.", valueName: "folder"))
  var folder: String

  @Option(help: ArgumentHelp("Events, as ACLED exports them.", valueName: "file"))
  var events: String

  @Option(
    help: ArgumentHelp("Towns: name, latitude, longitude, country, population.", valueName: "file"))
  var places: String

  @Option(
    help: ArgumentHelp("Camps: name, latitude, longitude, country, capacity.", valueName: "file"))
  var camps: String?

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp(
      "Counts by day: one table with a column of camps, or a file for each camp, of its name.",
      valueName: "file"))
  var counts: [String] = []

  @Option(help: ArgumentHelp("Roads: from, to, km (default: to neighbours).", valueName: "file"))
  var roads: String?

  @Option(
    help: ArgumentHelp(
      "Length of roads over the great circle, where there is no table (default: 1.3).",
      valueName: "factor"))
  var circuity = RoadNetwork.circuity

  @Option(
    help: ArgumentHelp(
      "First day (default: the first with counts and events).", valueName: "YYYY-MM-DD"))
  var from: Day?

  @Option(help: ArgumentHelp("Last day (default: of the counts).", valueName: "YYYY-MM-DD"))
  var through: Day?

  @Option(help: ArgumentHelp("How far an event may be from its place.", valueName: "km"))
  var within = 50.0

  @Option(help: ArgumentHelp("Deaths that an event needs to count.", valueName: "number"))
  var minFatalities = 0

  @Option(
    help: ArgumentHelp(
      "Days without an event after which the fighting at a place is over (default: never).",
      valueName: "days"))
  var calm: Int?

  @Flag(name: .long, help: "Answer as JSON.")
  var json = false

  func validate() throws {
    guard (1...5).contains(circuity) else { throw ValidationError("--circuity is from 1 to 5.") }
    guard (0...20_000).contains(within) else {
      throw ValidationError("--within is from 0 to 20000 km.")
    }
    guard minFatalities >= 0, calm.map({ (0...100_000).contains($0) }) ?? true else {
      throw ValidationError("--min-fatalities and --calm are 0 or more.")
    }
  }

  func run() throws {
    let instance: NewInstance
    do {
      instance = try NewInstance(parts())
      try InstanceWriter(instance, folder: folder).write()
      _ = try FleeInstanceReader.read(folder)
    } catch let error as InputError {
      Output.warn("\(error)")
      throw ExitCode(2)
    }
    try say(instance)
  }

  private func parts() throws(InputError) -> NewInstance.Parts {
    var issues = InputIssues(file: folder)
    var parts = NewInstance.Parts()
    let towns = issues.collect { () throws(InputError) in
      try PlaceList(path: places, kind: .town).places
    }
    let homes = camps.flatMap { path in
      issues.collect { () throws(InputError) in try PlaceList(path: path, kind: .camp).places }
    }
    parts.places = (towns ?? []) + (homes ?? [])
    parts.events =
      issues.collect { () throws(InputError) in try EventTable(path: events).events } ?? []
    for path in counts {
      let table = issues.collect { () throws(InputError) in try CountTable(path: path).counts }
      for (camp, counts) in table ?? [:] {
        for (day, people) in counts {
          let other = parts.counts[camp, default: [:]].updateValue(people, forKey: day)
          guard let other, other != people else { continue }
          issues.add(
            expected: "one count of \(camp) for \(day) in all files",
            found: "\(other) and \(people)")
        }
      }
    }
    if let roads {
      let known = parts.places
      parts.roads = issues.collect { () throws(InputError) in
        try RoadNetwork.read(path: roads, among: known)
      }
    }
    try issues.check()
    parts.circuity = circuity
    (parts.from, parts.through, parts.within) = (from, through, within)
    (parts.leastFatalities, parts.calm) = (Double(minFatalities), calm)
    return parts
  }

  private struct Answer: Encodable {
    var folder: String
    var places, conflictZones, camps, roads, days, countedCamps: Int
    var from: Day
    var notes: [String]
  }

  private func say(_ instance: NewInstance) throws {
    let answer = Answer(
      folder: folder, places: instance.places.count, conflictZones: instance.conflicts.count,
      camps: instance.places.count { [.camp, .idpCamp].contains($0.kind) },
      roads: instance.roads.count, days: instance.length, countedCamps: instance.counts.count,
      from: instance.start, notes: instance.notes)
    if json { return try printJSON(answer) }
    for note in instance.notes { Output.warn(note) }
    Output.write(
      """
      \(folder): \(answer.places) places, \(answer.conflictZones) of them conflict zones and \
      \(answer.camps) camps, \(answer.roads) roads, \(answer.days) days from \(answer.from), counts of \
      \(answer.countedCamps) camps.
      Run it with: trocha simulate flee \(folder)

      """)
  }
}
