import Foundation
import Periods
import Tabular

/// Reads a folder that holds a FLEE instance: `input_csv/` (or the files themselves),
/// `source_data/` and `simsetting.yml`.
public enum FleeInstanceReader {
  /// - Parameters:
  ///   - validation: folder of the counts; `nil` for the instance's own `source_data`.
  ///   - settings: file of the settings; `nil` for the instance's own, or FLEE's defaults.
  /// - Throws: an `InputError` that lists everything wrong with every file.
  public static func read(
    _ path: String, validation: String? = nil, settings settingsPath: String? = nil
  ) throws(InputError) -> FleeInstance {
    let folder = path.hasSuffix("/") ? String(path.dropLast()) : path
    var issues = InputIssues(file: folder)
    func input(_ name: String) -> FleeTables.File {
      let inside = folder + "/input_csv/" + name
      return FleeTables.File(path: exists(inside) ? inside : folder + "/" + name, name: name)
    }
    let settings = issues.collect { () throws(InputError) in
      let path = settingsPath ?? folder + "/simsetting.yml"
      guard settingsPath != nil || exists(path) else { return MovementSettings() }
      return try FleeSettingsReader.read(path: path, name: settingsPath ?? "simsetting.yml")
    }
    let places = issues.collect { () throws(InputError) in
      try FleeTables.places(input("locations.csv"))
    }
    let names = Set((places ?? []).map(\.name))
    let countries = Set((places ?? []).map(\.country))
    let roads = issues.collect { () throws(InputError) in
      try FleeTables.roads(input("routes.csv"), places: names)
    }
    let closures = issues.collect { () throws(InputError) in
      try FleeTables.closures(input("closures.csv"), places: names, countries: countries)
    }
    let conflicts = issues.collect { () throws(InputError) in
      try FleeTables.conflicts(input("conflicts.csv"), places: names)
    }
    let period = issues.collect { () throws(InputError) in
      try FleeTables.period(input("sim_period.csv"))
    }
    let corrections = input("registration_corrections.csv")
    let counts = issues.collect { () throws(InputError) -> FleeCounts? in
      try readCounts(
        validation ?? folder + "/source_data", corrections, start: period?.start,
        scaleDown: settings?.scaleDown ?? 1)
    }
    try issues.check()
    guard let settings, let places, let roads, let closures, let conflicts, let period else {
      throw InputError(InputIssue(file: folder, expected: "a FLEE instance", found: "none"))
    }
    return FleeInstance(
      places: places, roads: roads, closures: closures, conflicts: conflicts, start: period.start,
      length: period.length, settings: settings, counts: counts ?? nil)
  }

  private static func readCounts(
    _ source: String, _ corrections: FleeTables.File, start: Day?, scaleDown: Int
  ) throws(InputError) -> FleeCounts? {
    guard let start, exists(source + "/data_layout.csv") else { return nil }
    var counts = try FleeTables.counts(folder: source, start: start, scaleDown: scaleDown)
    if exists(corrections.path) { try FleeTables.correct(&counts, corrections, start: start) }
    return counts
  }

  private static func exists(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: path)
  }
}
