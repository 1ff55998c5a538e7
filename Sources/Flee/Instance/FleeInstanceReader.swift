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
  /// Values in the place of those of the file of settings.
  private let replaced: [FleeSettingPath: String]

  private init(
    folder: String, validation: String, settingsPath: String?,
    replacing replaced: [FleeSettingPath: String]
  ) {
    self.folder = folder
    self.validation = validation
    self.settingsPath = settingsPath
    self.replaced = replaced
    issues = InputIssues(file: folder)
  }

  /// Reads and checks an instance.
  ///
  /// - Parameters:
  ///   - path: of the folder.
  ///   - validation: path of a folder with `data_layout.csv` and the counts; `nil` for the instance's own
  ///     `source_data`, which may be missing.
  ///   - settings: path of a file in the format of `simsetting.yml`, or a name of ``ShippedSettings``; `nil`
  ///     for the instance's own, or FLEE's defaults when it has none.
  /// - Returns: the instance; what is odd in its files but no error is in ``FleeInstance/warnings``.
  /// - Throws: an `InputError` that lists all mistakes of all files, with line and column.
  public static func read(
    _ path: String, validation: String? = nil, settings: String? = nil
  ) throws(InputError) -> FleeInstance {
    try read(path, validation: validation, settings: settings, replacing: [:])
  }

  /// The same with values in the place of those of the file of settings.
  static func read(
    _ path: String, validation: String?, settings: String?,
    replacing replaced: [FleeSettingPath: String]
  ) throws(InputError) -> FleeInstance {
    let folder = path.hasSuffix("/") && path.count > 1 ? String(path.dropLast()) : path
    let reader = FleeInstanceReader(
      folder: folder, validation: validation ?? folder + "/source_data", settingsPath: settings,
      replacing: replaced)
    return try reader.read(hasOwnCounts: validation == nil)
  }

  /// The settings alone.
  static func settings(
    _ path: String, settings: String?, replacing replaced: [FleeSettingPath: String]
  ) throws(InputError) -> MovementSettings {
    let reader = FleeInstanceReader(
      folder: path, validation: path, settingsPath: settings, replacing: replaced)
    let settings = reader.readSettings()
    try reader.issues.check()
    return settings ?? MovementSettings()
  }

  private func read(hasOwnCounts: Bool) throws(InputError) -> FleeInstance {
    guard exists(folder) else {
      throw InputError(
        InputIssue(file: folder, expected: "a folder with a FLEE instance", found: "none"))
    }
    try checkFiles()
    let settings = readSettings()
    let spawnsByFlood = settings?.floodSpawning != nil
    let places = collect { () throws(InputError) in
      try FleeTables.places(input("locations.csv"))
    }
    let rows = places?.places ?? []
    // A fault in a row of places is no reason to doubt the names in the other files.
    let known =
      places.map { FleeTables.PlaceNames($0.places) }
      ?? (try? FleeTables.PlaceNames(input("locations.csv")))
    let names = known?.places ?? []
    let roads = collect { () throws(InputError) in
      try FleeTables.roads(input("routes.csv"), places: names)
    }
    let closures = collect { () throws(InputError) in
      try FleeTables.closures(
        input("closures.csv"), places: names, countries: known?.countries ?? [])
    }
    let conflicts =
      spawnsByFlood
      ? nil
      : collect { () throws(InputError) in
        try FleeTables.conflicts(conflictFile(settings), places: names)
      }
    noteUnreadConflicts(settings, spawnsByFlood: spawnsByFlood)
    for read in [places?.warnings, roads?.warnings, closures?.warnings, conflicts?.warnings] {
      warnings += read ?? []
    }
    let period = collect { () throws(InputError) in
      try FleeTables.period(input("sim_period.csv"))
    }
    let counts = readCounts(period?.start, settings, places: names, mustExist: !hasOwnCounts)
    warnings += counts?.warnings ?? []
    var instance = FleeInstance(
      places: rows, roads: roads?.value ?? [], closures: closures?.value ?? [],
      conflicts: conflicts?.value ?? [:], start: period?.start ?? Day(number: 0),
      length: period?.length ?? 0, settings: settings ?? MovementSettings(), counts: counts)
    readPeople(into: &instance, places: names, regions: known?.regions ?? [])
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

  /// The files without which nothing can be said about the others, with a line of each.
  private static let needed = [
    ("locations.csv", "Alma,North,Alandia,12.5,3.1,conflict_zone,0,25000"),
    ("routes.csv", "Alma,Camp One,140"),
    ("sim_period.csv", "StartDate,2023-01-01, and below it: Length,300"),
  ]

  /// - Throws: an `InputError` that names the files of ``needed`` that are not there.
  private func checkFiles() throws(InputError) {
    var missing = InputIssues(file: folder)
    for (name, line) in FleeInstanceReader.needed where !exists(input(name).path) {
      missing.add(
        expected: "\(name) in the folder or in its input_csv", found: "none",
        hint: "A line of it: \(line). See docs/new-instance.md.")
    }
    try missing.check()
  }

  private func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path) }

  /// A file of the instance, in `input_csv` or beside it.
  private func input(_ name: String) -> FleeTables.File {
    let inside = folder + "/input_csv/" + name
    return FleeTables.File(path: exists(inside) ? inside : folder + "/" + name, name: name)
  }

  private func readSettings() -> MovementSettings? {
    let path = settingsPath.map(ShippedSettings.path) ?? folder + "/simsetting.yml"
    let name = settingsPath ?? "simsetting.yml"
    let hasFile = settingsPath != nil || exists(path)
    guard hasFile || !replaced.isEmpty else { return MovementSettings() }
    let read = collect { () throws(InputError) in
      try FleeSettingsReader.read(path: hasFile ? path : nil, name: name, replacing: replaced)
    }
    warnings += read?.warnings ?? []
    return read?.settings
  }

  /// FLEE's choice between conflicts.csv and flood_level.csv.
  private func noteUnreadConflicts(_ settings: MovementSettings?, spawnsByFlood: Bool) {
    let file = conflictFile(settings)
    let hasFloodRules =
      settings.map { !$0.floodMoveChances.isEmpty || !$0.floodPlaceWeights.isEmpty } ?? false
    if spawnsByFlood, exists(file.path) {
      warnings.append("\(file.name) is not read, as in FLEE: floods make people set out.")
    } else if hasFloodRules, !spawnsByFlood {
      warnings.append(
        "flood_rules without flood-driven spawning: \(file.name) and the flood levels are read and used; "
          + "FLEE reads neither of them then.")
    }
    if exists(input("coupled_locations.csv").path) {
      warnings.append(
        "coupled_locations.csv is not read: the coupling with a micro model is not simulated, and this "
          + "is the macro model alone.")
    }
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
      if exists(corrections.path) {
        counts.warnings += try FleeTables.correct(&counts, corrections, start: start)
      }
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
      warnings += demographic?.warnings ?? []
      if let demographic { instance.demographics.append(demographic.value) }
    }
    let agents = input("agents.csv")
    if instance.settings.readsAgents, exists(agents.path) {
      instance.agents =
        collect { () throws(InputError) in try FleeTables.agents(agents, places: places) } ?? []
    }
    readMajorRoutes(into: &instance, places: places)
    let changes = input("location_changes.csv")
    if exists(changes.path) {
      instance.changes =
        collect { () throws(InputError) in try FleeTables.changes(changes, places: places) } ?? []
    }
    readAttributes(into: &instance, places: places, regions: regions)
  }

  private func readMajorRoutes(into instance: inout FleeInstance, places: Set<String>) {
    let file = input("major_routes.csv")
    guard exists(file.path) else { return }
    let read = collect { () throws(InputError) in
      try FleeTables.majorRoutes(file, places: places, roads: instance.roads)
    }
    warnings += read?.warnings ?? []
    guard let ways = read?.value, !ways.isEmpty else { return }
    instance.majorRoutes = ways
    warnings.append(
      instance.settings.usesFixedRoutes
        ? "major_routes.csv: as in FLEE's code, a major route attracts four times as much as another of its "
          + "length, and its first place is left out of the way, so that people who choose it stay for "
          + "the day where no road leads to the second."
        : "major_routes.csv has no effect without fixed_routes, as in FLEE.")
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
      warnings += read?.warnings ?? []
      if let read { instance.attributes.append(read.value) }
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
  /// Subtracts from all counts of each camp and the total those of day 0. As in FLEE, a later count may
  /// then be below 0.
  mutating func subtractDayZero() {
    for camp in camps {
      subtracted[camp] = count(camp, day: 0)
      series[camp] = FleeCounts.withoutDayZero(series[camp] ?? [])
    }
    total = FleeCounts.withoutDayZero(total)
  }

  private static func withoutDayZero(_ entries: [Entry]) -> [Entry] {
    let first = Double(interpolated(entries, day: 0))
    return entries.map { Entry(day: $0.day, count: $0.count - first) }
  }
}
