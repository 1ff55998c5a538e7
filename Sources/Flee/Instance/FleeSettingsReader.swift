import Tabular
import Yams

/// Reads FLEE's `simsetting.yml`. Every key that FLEE documents is honoured, ignored where it does not
/// matter, or refused with the reason; an unknown key is an error with a suggestion.
struct FleeSettingsReader {
  private var issues: InputIssues
  private var settings = MovementSettings()

  static func read(path: String, name: String) throws(InputError) -> MovementSettings {
    let bytes = try ByteStream(path: path, name: name).readAll(limit: 1 << 20)
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw InputError(InputIssue(file: name, expected: "text in UTF-8", found: "other bytes"))
    }
    var reader = FleeSettingsReader(issues: InputIssues(file: name))
    do {
      if let root = try Yams.compose(yaml: text) { reader.readSections(root) }
    } catch {
      throw InputError(InputIssue(file: name, expected: "YAML", found: "\(error)"))
    }
    reader.checkTogether()
    try reader.issues.check()
    return reader.settings
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
    switch use {
    case .number(let path, let range):
      if let value = number(node, name, in: range) { settings[keyPath: path] = value }
    case .whole(let path, let range):
      guard let value = node.float, value == value.rounded(), abs(value) < 1e12,
        range.contains(Int(value))
      else {
        return note(
          node,
          expected: "\(name) as a whole number from \(range.lowerBound) to \(range.upperBound)",
          found: shown(node))
      }
      settings[keyPath: path] = Int(value)
    case .flag(let path):
      // FLEE's log levels are flags written as 0 and 1.
      guard let value = node.bool ?? node.int.flatMap({ [0: false, 1: true][$0] }) else {
        return note(node, expected: "\(name) as true or false", found: shown(node))
      }
      settings[keyPath: path] = value
    case .numbers(let path):
      if node.null == nil, let values = numbers(node, name) { settings[keyPath: path] = values }
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
    case .refused(let off, let reason): refuse(node, name, unless: off, reason)
    }
  }

  private mutating func refuse(_ node: Node, _ name: String, unless off: String, _ reason: String) {
    let isOff =
      node.bool == false || node.null != nil || node.sequence?.isEmpty == true
      || node.string?.lowercased() == off
    guard !isOff else { return }
    note(
      node, expected: "\(name): \(off)", found: shown(node), hint: "Not simulated: \(reason)")
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
    guard node.null == nil, node.bool != false else { return }
    checkKeys(node, ["flood_spawn_mode", "spawn_mode", "displaced_per_flood_day"])
    let mode = (node["flood_spawn_mode"] ?? node["spawn_mode"])?.string?.lowercased()
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
    let forecast = [
      "flood_forecaster_timescale", "flood_forecaster_end_time", "flood_forecaster_weights",
      "flood_awareness_weights",
    ]
    checkKeys(
      node,
      [
        "flood_movechances", "flood_loc_weights", "flood_link_weights", "max_flood_level",
        "flood_forecaster",
      ] + forecast)
    if let list = node["flood_movechances"] {
      settings.floodMoveChances = numbers(list, "flood_movechances") ?? []
    }
    if let list = node["flood_loc_weights"] {
      settings.floodPlaceWeights = numbers(list, "flood_loc_weights") ?? []
    }
    if let flag = node["flood_forecaster"] {
      refuse(
        flag, "flood_forecaster", unless: "false",
        "FLEE multiplies every score by the forecast, so that places without a flood ahead "
          + "attract nobody; what is meant is not documented.")
    }
  }

  private mutating func checkTogether() {
    if settings.spawnsInFloodZonesOnly, settings.floodSpawning == nil {
      issues.add(
        expected: "flood_driven_spawn_mode beside flood_zone_spawning_only", found: "none")
    }
    if settings.floodSpawning != nil, settings.conflictSpawning != nil {
      issues.add(
        expected: "people who set out because of conflicts or because of floods", found: "both",
        hint: "Leave out conflict_driven_spawning or flood_driven_spawn_mode.")
    }
    if settings.floodSpawning != nil, !settings.takesFromPopulation {
      issues.add(
        expected: "take_from_population: true beside flood_driven_spawn_mode", found: "false",
        hint: "Otherwise more people could set out from a flood than live there.")
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
    if !values.isEmpty, values.allSatisfy({ $0.map { $0.isFinite && $0 >= 0 } ?? false }) {
      return values.compactMap(\.self)
    }
    note(node, expected: "\(name) as a list of numbers of 0 or more", found: shown(node))
    return nil
  }

  private mutating func checkKeys(_ node: Node, _ known: [String]) {
    for (key, _) in node.mapping ?? [:] {
      let name = key.string ?? ""
      if !known.contains(name) { unknown(key, name, among: known) }
    }
  }

  private mutating func unknown(_ key: Node, _ name: String, among known: [String]) {
    note(
      key, expected: "a setting that FLEE documents", found: "\"\(name)\"",
      hint: suggestion(for: name, among: known).map { "Did you mean \"\($0)\"?" }
        ?? "Settings here: \(known.joined(separator: ", ")).")
  }

  private mutating func note(_ node: Node, expected: String, found: String, hint: String = "") {
    issues.add(
      line: node.mark?.line, column: node.mark?.column, expected: expected, found: found,
      hint: hint)
  }

  private func shown(_ node: Node) -> String {
    node.scalar.map { "\"\($0.string)\"" } ?? (node.sequence == nil ? "entries" : "a list")
  }
}
