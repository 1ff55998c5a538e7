import Tabular
import Yams

/// Reads FLEE's `simsetting.yml`. Every key that FLEE documents is honoured or has no effect in FLEE either;
/// what FLEE passes over without a word, such as a key that it does not know, is a warning.
struct FleeSettingsReader {
  private var issues: InputIssues
  private let file: String
  private var warnings: [String] = []
  private var settings = MovementSettings()
  /// Where each key that was read stands.
  private var places: [String: Node] = [:]

  /// - Parameters:
  ///   - path: `nil` for a file without any setting.
  ///   - replaced: values in the place of those of the file.
  static func read(
    path: String?, name: String, replacing replaced: [FleeSettingPath: String] = [:]
  ) throws(InputError) -> (settings: MovementSettings, warnings: [String]) {
    let bytes =
      try path.map { path throws(InputError) in
        try ByteStream(path: path, name: name).readAll(limit: 1 << 20)
      } ?? []
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw InputError(InputIssue(file: name, expected: "text in UTF-8", found: "other bytes"))
    }
    var reader = FleeSettingsReader(issues: InputIssues(file: name), file: name)
    let root: Node?
    do { root = try Yams.compose(yaml: text) } catch {
      throw InputError(InputIssue(file: name, expected: "YAML", found: "\(error)"))
    }
    if let root = try FleeSettingPath.replace(replaced, in: root) { reader.readSections(root) }
    reader.checkTogether()
    try reader.issues.check()
    return (reader.settings, reader.warnings)
  }

  private mutating func readSections(_ root: Node) {
    guard let mapping = root.mapping else {
      if root.null == nil {
        note(root, expected: "sections such as move_rules", found: "something else")
      }
      return
    }
    let sections = FleeSettingKeys.sections
    for (key, node) in mapping {
      let name = key.string ?? ""
      if let use = sections[""]?[name] {
        apply(use, name, node)
      } else if let section = sections[name], !name.isEmpty {
        readSection(section, name, node)
      } else {
        let known = sections.keys.filter { !$0.isEmpty } + (sections[""] ?? [:]).keys
        unknown(key, name, among: known.sorted())
      }
    }
  }

  private mutating func readSection(
    _ section: [String: FleeSettingKeys.Use], _ name: String, _ node: Node
  ) {
    guard let mapping = node.mapping else {
      if node.null == nil { note(node, expected: "settings under \(name)", found: shown(node)) }
      return
    }
    for (key, value) in mapping {
      let name = key.string ?? ""
      guard let use = section[name] else {
        unknown(key, name, among: section.keys.sorted())
        continue
      }
      apply(use, name, value)
    }
  }

  private mutating func apply(_ use: FleeSettingKeys.Use, _ name: String, _ node: Node) {
    places[name] = node
    switch use {
    case .number(let path, let range):
      if let value = number(node, name, in: range) {
        settings[keyPath: path] = value
        noteChance(name, value, node)
      }
    case .whole(let path, let range): readWhole(path, range, node, name)
    case .flag(let path):
      // FLEE takes any number but 0 for true.
      guard let value = node.bool ?? node.float.map({ $0 != 0 }) else {
        return note(node, expected: "\(name) as true or false", found: shown(node))
      }
      settings[keyPath: path] = value
    case .numbers(let path):
      if node.null != nil || node.sequence?.isEmpty == true {
        settings[keyPath: path] = []
      } else if let values = numbers(node, name) {
        settings[keyPath: path] = values
      }
    case .text(let path): settings[keyPath: path] = node.string ?? ""
    case .conflictSpawning: readConflictSpawning(node)
    case .floodSpawning: readFloodSpawning(node)
    case .floodRules: readFloodRules(node)
    case .granularity:
      guard let word = node.string, ["location", "region"].contains(word) else {
        return note(node, expected: "granularity location or region", found: shown(node))
      }
      settings.logsRegions = word == "region"
    case .legacyRules: if node.bool == true { settings.useLegacyRules() }
    case .ignored: return
    case .passedOver(let reason):
      if isOff(node) { return }
      warn(node, "\(name) is passed over, as in FLEE: \(reason)")
    }
  }

  private mutating func noteChance(_ name: String, _ value: Double, _ node: Node) {
    guard name.hasSuffix("movechance"), !(0...1).contains(value) else { return }
    warn(
      node,
      "\(name) is \(shown(node)), and a chance is from 0 to 1. As in FLEE, \(value > 1 ? "everybody" : "nobody") "
        + "leaves." + (value > 1 && value <= 100 ? " Is it a percentage?" : ""))
  }

  private func isOff(_ node: Node) -> Bool {
    node.bool == false || node.null != nil || node.sequence?.isEmpty == true || node.float == 0
  }

  /// FLEE cuts what it takes for a whole number.
  private mutating func readWhole(
    _ path: WritableKeyPath<MovementSettings, Int>, _ range: ClosedRange<Int>, _ node: Node,
    _ name: String
  ) {
    guard let value = node.float, abs(value) < 1e12, range.contains(Int(value)) else {
      return note(
        node,
        expected: "\(name) as a whole number from \(range.lowerBound) to \(range.upperBound)",
        found: shown(node))
    }
    if value != value.rounded() {
      warn(node, "\(name) is cut to \(Int(value)), as in FLEE.")
    }
    settings[keyPath: path] = Int(value)
  }

  // MARK: Groups of settings

  private mutating func readConflictSpawning(_ node: Node) {
    guard node.null == nil, node.bool != false else { return }
    checkKeys(node, ["spawn_mode", "displaced_per_conflict_day"])
    let mode = node["spawn_mode"]?.string?.lowercased() ?? "constant"
    let number = node["displaced_per_conflict_day"].flatMap {
      self.number($0, "displaced_per_conflict_day", in: 0...1e9)
    }
    switch mode {
    // FLEE cuts these two numbers to whole ones.
    case "constant":
      settings.conflictSpawning = .constant((number ?? 500).rounded(.towardZero))
    case "poisson":
      settings.conflictSpawning = .poisson((number ?? 500).rounded(.towardZero))
    case "pop_ratio": settings.conflictSpawning = .populationRatio(number ?? 0.01)
    default:
      note(node, expected: "spawn_mode constant, poisson or pop_ratio", found: "\"\(mode)\"")
    }
  }

  private mutating func readFloodSpawning(_ node: Node) {
    settings.floodSpawning = nil
    guard node.null == nil, node.bool != false else { return }
    checkKeys(node, ["flood_spawn_mode", "spawn_mode", "displaced_per_flood_day"])
    let mode = (node["spawn_mode"] ?? node["flood_spawn_mode"])?.string?.lowercased()
    if node["spawn_mode"] == nil, let mode, mode != "pop_ratio" {
      warn(
        node,
        "flood_spawn_mode: \(mode) is used, as documented; FLEE's code reads spawn_mode instead, "
          + "and takes pop_ratio here.")
    }
    let list = node["displaced_per_flood_day"].flatMap { numbers($0, "displaced_per_flood_day") }
    switch mode ?? "pop_ratio" {
    case "constant": settings.floodSpawning = .constant(list ?? [0, 100, 200, 300, 500])
    case "poisson": settings.floodSpawning = .poisson(list ?? [0, 100, 200, 300, 500])
    case "pop_ratio": settings.floodSpawning = .populationRatio(list ?? [0, 0.1, 0.2, 0.5, 0.9])
    default:
      note(
        node, expected: "flood_spawn_mode constant, poisson or pop_ratio",
        found: "\"\(mode ?? "")\"")
    }
  }

  private mutating func readFloodRules(_ node: Node) {
    guard node.null == nil else { return }
    let known = [
      "flood_movechances", "flood_loc_weights", "flood_link_weights", "max_flood_level",
      "flood_forecaster", "flood_forecaster_timescale", "flood_forecaster_end_time",
      "flood_forecaster_weights", "flood_awareness_weights",
    ]
    checkKeys(node, known)
    func list(_ key: String) -> [Double] {
      guard let list = node[key], list.null == nil else { return [] }
      return numbers(list, key) ?? []
    }
    settings.floodMoveChances = list("flood_movechances")
    settings.floodPlaceWeights = list("flood_loc_weights")
    for key in ["flood_link_weights", "max_flood_level"] {
      if let value = node[key], value.null == nil {
        warn(value, "\(key) is passed over, as in FLEE: it has no effect there.")
      }
    }
    guard let flag = node["flood_forecaster"], !isOff(flag) else { return }
    var forecast = MovementSettings.FloodForecast()
    func days(_ key: String) -> Int {
      guard let node = node[key] else { return 0 }
      return Int(number(node, key, in: 0...100_000) ?? 0)
    }
    forecast.days = days("flood_forecaster_timescale")
    forecast.lastDay = days("flood_forecaster_end_time")
    forecast.weights = list("flood_forecaster_weights")
    forecast.awarenessWeights = list("flood_awareness_weights")
    settings.floodForecast = forecast
    if forecast.weights.count <= forecast.lastDay, forecast.days > 1 {
      note(
        flag,
        expected:
          "flood_forecaster_weights for the days 0 to \(forecast.lastDay), which FLEE needs",
        found: "\(forecast.weights.count)")
    }
    if forecast.awarenessWeights.isEmpty {
      note(flag, expected: "flood_awareness_weights beside flood_forecaster", found: "none")
    }
  }

  // MARK: Settings that go together

  /// What FLEE makes of settings that exclude each other, in whatever order they stand.
  private mutating func checkTogether() {
    let zones = places["flood_zone_spawning_only"]
    if settings.spawnsInFloodZonesOnly {
      if settings.spawnsInConflictZonesOnly {
        note(
          zones,
          expected: "conflict_zone_spawning_only: false beside flood_zone_spawning_only: true",
          found: "true, which it is by default", hint: "FLEE stops here.")
      }
      if settings.conflictSpawning != nil {
        settings.conflictSpawning = nil
        warn(
          places["conflict_driven_spawning"],
          "conflict_driven_spawning is passed over, as in FLEE: flood_zone_spawning_only is true.")
      }
      if settings.floodSpawning == nil {
        warn(
          zones,
          "flood_zone_spawning_only without flood_driven_spawn_mode: the counts decide how many "
            + "people set out, as in FLEE.")
      }
    } else if settings.floodSpawning != nil {
      settings.floodSpawning = nil
      warn(
        places["flood_driven_spawn_mode"],
        "flood_driven_spawn_mode is passed over, as in FLEE: it needs flood_zone_spawning_only: true "
          + "and conflict_zone_spawning_only: false.")
    }
    if settings.floodSpawning != nil, !settings.takesFromPopulation {
      note(
        places["flood_driven_spawn_mode"],
        expected: "take_from_population: true beside flood_driven_spawn_mode", found: "false",
        hint: "Otherwise more people could set out from a flood than live there; FLEE stops here.")
    }
    checkDifferences()
  }

  /// Where FLEE's code does something else than its documentation says, and Trocha does one of them.
  private mutating func checkDifferences() {
    if settings.awarenessLevel == 0 {
      warn(
        places["awareness_level"],
        "at awareness_level 0 roads are weighed by their length, as documented; in FLEE nobody moves."
      )
    }
    if settings.boysTakeRisk {
      warn(
        places["BoysTakeRisk"],
        settings.childrenAvoidHazards
          ? "BoysTakeRisk concerns all males over 14, as in FLEE, men too."
          : "BoysTakeRisk has no effect, as in FLEE: it needs ChildrenAvoidHazards.")
    }
    if settings.campsAreSinks, places["camps_are_sicks"] == nil {
      warn(
        places["camps_are_sinks"],
        "camps_are_sinks works, as documented; FLEE's code reads camps_are_sicks instead.")
    }
    if !settings.harvestMonths.isEmpty {
      warn(
        places["harvest_months"],
        "in harvest_months everybody goes home, as in FLEE, whatever farmer_fraction says.")
    }
  }

  // MARK: Values

  private mutating func number(_ node: Node, _ name: String, in range: ClosedRange<Double>)
    -> Double?
  {
    if let value = node.float, range.contains(value) { return value }
    note(
      node, expected: "\(name) from \(range.lowerBound) to \(range.upperBound)", found: shown(node))
    return nil
  }

  private mutating func numbers(_ node: Node, _ name: String) -> [Double]? {
    let values = (node.sequence ?? []).map(\.float)
    if !values.isEmpty, values.allSatisfy({ $0.map { (0...1e9).contains($0) } ?? false }) {
      return values.compactMap(\.self)
    }
    note(node, expected: "\(name) as a list of numbers from 0 to 1000000000", found: shown(node))
    return nil
  }

  private mutating func checkKeys(_ node: Node, _ known: [String]) {
    for (key, _) in node.mapping ?? [:] {
      let name = key.string ?? ""
      if !known.contains(name) { unknown(key, name, among: known) }
    }
  }

  /// FLEE passes over a key that it does not know.
  private mutating func unknown(_ key: Node, _ name: String, among known: [String]) {
    let section = FleeSettingKeys.sections.first { $0.value[name] != nil }?.key
    if let section {
      let place = section.isEmpty ? "outside all sections" : "under \(section)"
      return warn(key, "\"\(name)\" belongs \(place); here it is passed over, as in FLEE.")
    }
    warn(
      key,
      "\"\(name)\" is no setting of FLEE's; it is passed over, as in FLEE."
        + (suggestion(for: name, among: known).map { " Did you mean \"\($0)\"?" } ?? ""))
  }

  private mutating func warn(_ node: Node?, _ text: String) {
    let line = node?.mark.map { ":\($0.line):\($0.column)" } ?? ""
    warnings.append("\(file)\(line): \(text)")
  }

  private mutating func note(_ node: Node?, expected: String, found: String, hint: String = "") {
    issues.add(
      line: node?.mark?.line, column: node?.mark?.column, expected: expected, found: found,
      hint: hint)
  }

  private func shown(_ node: Node) -> String {
    node.scalar.map { "\"\($0.string)\"" } ?? (node.sequence == nil ? "entries" : "a list")
  }
}
