import Flee
import Foundation
import Periods
import Tabular

/// Writes an instance as a folder that FLEE and Trocha run.
package struct InstanceWriter {
  private let folder: URL
  private let instance: NewInstance

  package init(_ instance: NewInstance, folder: String) {
    self.instance = instance
    self.folder = URL(fileURLWithPath: folder, isDirectory: true)
  }

  /// - Throws: an `InputError` where the folder has something in it, a `WriteFault`.
  package func write() throws {
    let manager = FileManager.default
    let held = (try? manager.contentsOfDirectory(atPath: folder.path)) ?? []
    guard held.isEmpty else {
      throw InputError(
        InputIssue(
          file: folder.path, expected: "a new or empty folder",
          found: held.count == 1 ? "one with a file in it" : "one with \(held.count) files in it"))
    }
    for name in ["input_csv", "source_data"] {
      try manager.createDirectory(
        at: folder.appending(path: name), withIntermediateDirectories: true)
    }
    try write("input_csv/locations.csv", locations)
    try write("input_csv/routes.csv", routes)
    try write(
      "input_csv/closures.csv", "#closure_type,name1,name2,closure_start,closure_end\n")
    try write("input_csv/conflicts.csv", conflicts)
    try write("input_csv/registration_corrections.csv", "#name,date\n")
    try write(
      "input_csv/sim_period.csv", "StartDate,\(instance.start)\nLength,\(instance.length)\n")
    try write("simsetting.yml", InstanceWriter.settings)
    try writeCounts()
  }

  private func write(_ name: String, _ text: String) throws {
    try FileWriting.write(text, to: folder.appending(path: name).path)
  }

  private var locations: String {
    var text =
      "#name,region,country,latitude,longitude,location_type,conflict_date,pop/cap\n"
    for place in instance.places {
      let kind = place.kind.rawValue
      text +=
        "\(place.name),\(place.region),\(place.country),\(place.latitude),\(place.longitude),"
        + "\(kind),\(place.kind == .conflictZone ? "\(place.conflictDay)" : ""),"
        + "\(place.population)\n"
    }
    return text
  }

  private var routes: String {
    instance.roads.reduce("#name1,name2,distance,forced_redirection\n") { text, road in
      text + "\(road.from),\(road.to),\(CSVWriter.number(road.distance)),0\n"
    }
  }

  private var conflicts: String {
    let zones = instance.places.map(\.name).filter { instance.conflicts[$0] != nil }
    var text = "#Day," + zones.joined(separator: ",") + "\n"
    for day in 0..<instance.length {
      let row = zones.map { instance.conflicts[$0]?.contains(day) == true ? "1.0" : "0.0" }
      text += "\(day)," + row.joined(separator: ",") + "\n"
    }
    return text
  }

  /// A file for each camp, oldest first, and one with their sum on every day on which one of them counted.
  private func writeCounts() throws {
    guard !instance.counts.isEmpty else { return }
    var layout = "total,refugees.csv\n"
    for (camp, series) in instance.counts.sorted(by: { $0.key < $1.key }) {
      layout += "\(camp),\(camp).csv\n"
      let rows = series.sorted { $0.key < $1.key }.map { "\($0.key),\($0.value)\n" }
      try write("source_data/\(camp).csv", rows.joined())
    }
    try write("source_data/data_layout.csv", layout)
    try write("source_data/refugees.csv", total)
  }

  private var total: String {
    let days = Set(instance.counts.values.flatMap(\.keys)).sorted()
    let series = instance.counts.values.map { counts in
      FleeCounts(
        camps: ["camp"],
        series: [
          "camp": counts.sorted { $0.key < $1.key }.map {
            .init(day: $0.key.days(since: instance.start), count: Double($0.value))
          }
        ], total: [])
    }
    return days.reduce("") { text, day in
      let number = day.days(since: instance.start)
      return text + "\(day),\(series.reduce(0) { $0 + $1.count("camp", day: number) })\n"
    }
  }

  /// The settings of FLEE's manual, with the people counted on the first day in the camps.
  private static let settings = """
    spawn_rules:
      take_from_population: false
      insert_day0: true
      sum_from_camps: true
    move_rules:
      max_move_speed: 360.0
      max_walk_speed: 35.0
      camp_weight: 1.0
      conflict_weight: 0.25
      foreign_weight: 1.0
      conflict_movechance: 1.0
      camp_movechance: 0.001
      default_movechance: 0.3
      awareness_level: 1
      capacity_scaling: 1.0
      avoid_short_stints: false
      start_on_foot: false
      weight_power: 1.0
    optimisations:
      hasten: 1

    """
}
