import Foundation
import Periods
import Tabular

/// Reads a folder with a FLEE instance: `input_csv/` (or the CSV files themselves), `source_data/` and
/// `simsetting.yml`.
public final class FleeInstanceReader {
  private let folder: String
  private let validation: String
  private let settingsPath: String?
  private var issues: InputIssues
  private var warnings: [String] = []

  private init(folder: String, validation: String, settingsPath: String?) {
    self.folder = folder
    self.validation = validation
    self.settingsPath = settingsPath
    issues = InputIssues(file: folder)
  }

  /// Reads and checks an instance.
  ///
  /// - Parameters:
  ///   - path: of the folder.
  ///   - validation: path of a folder with `data_layout.csv` and the counts; `nil` for the instance's own
  ///     `source_data`, which may be missing.
  ///   - settings: path of a file in the format of `simsetting.yml`; `nil` for the instance's own, or
  ///     FLEE's defaults when it has none.
  /// - Returns: the instance; what is odd in its files but no error is in ``FleeInstance/warnings``.
  /// - Throws: an `InputError` that lists all mistakes of all files, with line and column.
  public static func read(
    _ path: String, validation: String? = nil, settings: String? = nil
  ) throws(InputError) -> FleeInstance {
    let folder = path.hasSuffix("/") && path.count > 1 ? String(path.dropLast()) : path
    let reader = FleeInstanceReader(
      folder: folder, validation: validation ?? folder + "/source_data", settingsPath: settings)
    return try reader.read(hasOwnCounts: validation == nil)
  }

  private func read(hasOwnCounts: Bool) throws(InputError) -> FleeInstance {
    guard exists(folder) else {
      throw InputError(
        InputIssue(file: folder, expected: "a folder with a FLEE instance", found: "none"))
    }
    let settings = readSettings()
    let places = collect { () throws(InputError) in
      try FleeTables.places(input("locations.csv"))
    }
    let rows = places?.places ?? []
    let names = Set(rows.map(\.name))
    let roads = collect { () throws(InputError) in
      try FleeTables.roads(input("routes.csv"), places: names)
    }
    let closures = collect { () throws(InputError) in
      try FleeTables.closures(
        input("closures.csv"), places: names, countries: Set(rows.map(\.country)))
    }
    let conflicts = collect { () throws(InputError) in
      try FleeTables.conflicts(conflictFile(settings), places: names)
    }
    warnings += conflicts?.warnings ?? []
    let period = collect { () throws(InputError) in
      try FleeTables.period(input("sim_period.csv"))
    }
    let counts = readCounts(period?.start, settings, places: names, mustExist: !hasOwnCounts)
    warnings += counts?.warnings ?? []
    var instance = FleeInstance(
      places: rows, roads: roads ?? [], closures: closures ?? [],
      conflicts: conflicts?.values ?? [:], start: period?.start ?? Day(number: 0),
      length: period?.length ?? 0, settings: settings ?? MovementSettings(), counts: counts)
    readPeople(into: &instance, places: names, regions: Set(rows.map(\.region)))
    if instance.settings.numberOfSteps > 0 { instance.length = instance.settings.numberOfSteps }
    // Whether the files agree is checked only when each of them could be read.
    try issues.check()
    let checks = FleeInstanceChecks.check(instance, lines: places?.lines ?? [:])
    if let error = InputError(checks.issues) { throw error }
    instance.warnings = warnings + checks.warnings
    return instance
  }

  private func collect<Value>(_ body: () throws(InputError) -> Value) -> Value? {
    do {
      return try body()
    } catch {
      issues.add(error)
      return nil
    }
  }

  private func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path) }

  /// A file of the instance, in `input_csv` or beside it.
  private func input(_ name: String) -> FleeTables.File {
    let inside = folder + "/input_csv/" + name
    return FleeTables.File(path: exists(inside) ? inside : folder + "/" + name, name: name)
  }

  private func readSettings() -> MovementSettings? {
    let path = settingsPath ?? folder + "/simsetting.yml"
    let name = settingsPath ?? "simsetting.yml"
    guard settingsPath != nil || exists(path) else { return MovementSettings() }
    return collect { () throws(InputError) in try FleeSettingsReader.read(path: path, name: name) }
  }

  private func conflictFile(_ settings: MovementSettings?) -> FleeTables.File {
    let named = settings?.conflictFile ?? ""
    return input(named.isEmpty ? "conflicts.csv" : FleeInstanceReader.lastPart(named))
  }

  private static func lastPart(_ path: String) -> String {
    path.split(separator: "/").last.map(String.init) ?? path
  }

  // MARK: Counts

  private func readCounts(
    _ start: Day?, _ settings: MovementSettings?, places names: Set<String>, mustExist: Bool
  ) -> FleeCounts? {
    let layout = validation + "/data_layout.csv"
    guard exists(layout) else {
      if mustExist {
        issues.add(
          InputError(
            InputIssue(
              file: validation, expected: "a folder with data_layout.csv", found: "none")))
      }
      return nil
    }
    guard let start else { return nil }
    let source = validation
    let corrections = input("registration_corrections.csv")
    return collect { () throws(InputError) in
      var counts = try FleeTables.counts(
        folder: source, start: start, scaleDown: settings?.scaleDown ?? 1, places: names)
      if exists(corrections.path) { try FleeTables.correct(&counts, corrections, start: start) }
      if settings?.emptiesCampsOnDayZero == true { counts.subtractDayZero() }
      return counts
    }
  }

  // MARK: People, and what changes at places

  private func readPeople(
    into instance: inout FleeInstance, places: Set<String>, regions: Set<String>
  ) {
    for (name, file) in files("demographics_") {
      let demographic = collect { () throws(InputError) in
        try FleeTables.demographic(file, name: name, places: places)
      }
      if let demographic { instance.demographics.append(demographic) }
    }
    let agents = input("agents.csv")
    if instance.settings.readsAgents, exists(agents.path) {
      instance.agents =
        collect { () throws(InputError) in try FleeTables.agents(agents, places: places) } ?? []
    }
    if exists(input("major_routes.csv").path) {
      warnings.append(
        "major_routes.csv is not read: routes are those that the awareness level finds.")
    }
    let changes = input("location_changes.csv")
    if exists(changes.path) {
      instance.changes =
        collect { () throws(InputError) in try FleeTables.changes(changes, places: places) } ?? []
    }
    readAttributes(into: &instance, places: places, regions: regions)
  }

  private func readAttributes(
    into instance: inout FleeInstance, places: Set<String>, regions: Set<String>
  ) {
    let named = instance.settings.floodFile
    let flood = input(named.isEmpty ? "flood_level.csv" : FleeInstanceReader.lastPart(named))
    var series: [(name: String, file: FleeTables.File, isRegional: Bool)] = []
    if exists(flood.path) { series.append(("flood_level", flood, false)) }
    series += files("region_attributes_").map { ("region_" + $0.name, $0.file, true) }
    series += files("location_attributes_").map { ($0.name, $0.file, false) }
    for (name, file, isRegional) in series {
      let read = collect { () throws(InputError) in
        try FleeTables.attributes(
          file, name: name, isRegional: isRegional, among: isRegional ? regions : places)
      }
      if let read { instance.attributes.append(read) }
    }
  }

  /// Files of the instance whose names have a prefix, by the rest of their names.
  private func files(_ prefix: String) -> [(name: String, file: FleeTables.File)] {
    let inside = folder + "/input_csv"
    let parent = exists(inside) ? inside : folder
    let names = (try? FileManager.default.contentsOfDirectory(atPath: parent)) ?? []
    return names.sorted().filter { $0.hasPrefix(prefix) && $0.hasSuffix(".csv") }.map { name in
      (
        String(name.dropFirst(prefix.count).dropLast(4)),
        FleeTables.File(path: parent + "/" + name, name: name)
      )
    }
  }
}

extension FleeCounts {
  /// Subtracts from all counts of each camp and the total those of day 0; no count falls below 0.
  mutating func subtractDayZero() {
    for camp in camps { series[camp] = FleeCounts.withoutDayZero(series[camp] ?? []) }
    total = FleeCounts.withoutDayZero(total)
  }

  private static func withoutDayZero(_ entries: [Entry]) -> [Entry] {
    let first = Double(interpolated(entries, day: 0))
    return entries.map { Entry(day: $0.day, count: max(0, $0.count - first)) }
  }
}
