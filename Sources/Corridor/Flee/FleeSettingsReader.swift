import Tabular
import Yams

/// Reads FLEE's `simsetting.yml`. Every key that FLEE documents is honoured, or refused with the
/// reason; a key that is not known is an error with a suggestion.
struct FleeSettingsReader {
  private let file: String
  private var issues: InputIssues
  private var settings = MovementSettings()

  /// What is done with a key.
  private enum Use {
    case number(WritableKeyPath<MovementSettings, Double>, ClosedRange<Double>)
    case whole(WritableKeyPath<MovementSettings, Int>, ClosedRange<Int>)
    case flag(WritableKeyPath<MovementSettings, Bool>)
    case numbers(WritableKeyPath<MovementSettings, [Double]>)
    case conflictSpawning
    /// Asked of FLEE's own output, which has no bearing on how people move.
    case output
    /// Not yet simulated: refused unless it has the value that switches it off.
    case refused(unless: String, reason: String)
  }

  static func read(path: String, name: String) throws(InputError) -> MovementSettings {
    let bytes = try ByteStream(path: path, name: name).readAll(limit: 1 << 20)
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw InputError(InputIssue(file: name, expected: "text in UTF-8", found: "other bytes"))
    }
    var reader = FleeSettingsReader(file: name, issues: InputIssues(file: name))
    do {
      if let root = try Yams.compose(yaml: text) { reader.readSections(root) }
    } catch {
      throw InputError(InputIssue(file: name, expected: "YAML", found: "\(error)"))
    }
    try reader.issues.check()
    return reader.settings
  }

  private static let everyFraction = 0.0...1.0
  private static let anyWeight = 0.0...1e9

  private static var sections: [String: [String: Use]] {
    [
      "log_levels": [
        "agent": .output, "link": .output, "camp": .output, "conflict": .output, "init": .output,
        "idp_totals": .output, "granularity": .output,
      ],
      "spawn_rules": [
        "take_from_population": .flag(\.takesFromPopulation),
        "insert_day0": .flag(\.insertsDayZero),
        "sum_from_camps": .flag(\.sumsCamps), "conflict_driven_spawning": .conflictSpawning,
        "conflict_spawn_decay": .numbers(\.conflictDecay),
        "conflict_spawn_decay_interval": .whole(\.conflictDecayInterval, 1...100_000),
        "conflict_zone_spawning_only": .refused(
          unless: "true", reason: "People are spawned in conflict zones only."),
        "flood_zone_spawning_only": .refused(unless: "false", reason: "Floods are not simulated."),
        "flood_driven_spawning": .refused(unless: "", reason: "Floods are not simulated."),
        "empty_camps_on_day0": .refused(unless: "false", reason: "Camps keep their counts."),
        "camps_are_sinks": .refused(unless: "false", reason: "Camps keep the people in them."),
        "read_from_agents_csv_file": .refused(
          unless: "false", reason: "People come from counts or conflicts."),
      ],
      "move_rules": [
        "max_move_speed": .number(\.maxMoveSpeed, 1e-6...1e6),
        "max_walk_speed": .number(\.maxWalkSpeed, 1e-6...1e6),
        "conflict_movechance": .number(\.conflictMoveChance, everyFraction),
        "camp_movechance": .number(\.campMoveChance, everyFraction),
        "idpcamp_movechance": .number(\.idpCampMoveChance, everyFraction),
        "default_movechance": .number(\.defaultMoveChance, everyFraction),
        "movechance_pop_base": .number(\.moveChancePopulationBase, 1e-9...1e12),
        "movechance_pop_scale_factor": .number(\.moveChancePopulationPower, -100...100),
        "awareness_level": .whole(\.awarenessLevel, 1...3),
        "avoid_short_stints": .flag(\.avoidsShortStints), "start_on_foot": .flag(\.startsOnFoot),
        "foreign_weight": .number(\.foreignWeight, anyWeight),
        "camp_weight": .number(\.campWeight, anyWeight),
        "conflict_weight": .number(\.conflictWeight, anyWeight),
        "softening": .number(\.distanceSoftening, anyWeight),
        "weight_softening": .number(\.weightSoftening, anyWeight),
        "weight_power": .number(\.weightPower, -100...100),
        "distance_power": .number(\.distancePower, -100...100),
        "pruning_threshold": .number(\.pruningThreshold, 0...1e9),
        "stay_close_to_home": .flag(\.staysCloseToHome),
        "home_distance_power": .number(\.homeDistancePower, -100...100),
        "use_pop_for_loc_weight": .flag(\.weighsPopulation),
        "pop_power_for_loc_weight": .number(\.populationPower, -100...100),
        "capacity_buffer": .number(\.capacityBuffer, 0...0.999_999),
        "capacity_scaling": .number(\.capacityScaling, 0...1e9),
        "fixed_routes": .flag(\.usesFixedRoutes),
        "two_system_decision_making": .refused(
          unless: "false", reason: "Everybody decides by one rule."),
        "children_avoid_hazards": .refused(unless: "false", reason: "People have no age."),
        "boys_take_risk": .refused(unless: "false", reason: "People have no age."),
        "match_camp_ethnicity": .refused(unless: "false", reason: "People have no ethnicity."),
        "match_town_ethnicity": .refused(unless: "false", reason: "People have no ethnicity."),
        "match_conflict_ethnicity": .refused(unless: "false", reason: "People have no ethnicity."),
        "use_v1_rules": .refused(unless: "false", reason: "Only FLEE 3's rules are simulated."),
        "flood_rules": .refused(unless: "", reason: "Floods are not simulated."),
      ],
      "optimisations": ["hasten": .whole(\.scaleDown, 1...1_000_000)],
    ]
  }

  private mutating func readSections(_ root: Node) {
    guard let mapping = root.mapping else {
      note(root, expected: "sections such as move_rules", found: "something else")
      return
    }
    for (key, node) in mapping {
      let name = key.string ?? ""
      guard let section = FleeSettingsReader.sections[name] else {
        unknown(key, name, among: FleeSettingsReader.sections.keys.sorted())
        continue
      }
      for (key, value) in node.mapping ?? [:] {
        let name = key.string ?? ""
        guard let use = section[name] else {
          unknown(key, name, among: section.keys.sorted())
          continue
        }
        apply(use, name, value)
      }
    }
  }

  private mutating func apply(_ use: Use, _ name: String, _ node: Node) {
    switch use {
    case .number(let path, let range):
      guard let value = node.float, range.contains(value) else {
        return note(
          node, expected: "\(name) from \(range.lowerBound) to \(range.upperBound)",
          found: FleeSettingsReader.shown(node))
      }
      settings[keyPath: path] = value
    case .whole(let path, let range):
      guard let value = node.float, value == value.rounded(), range.contains(Int(value)) else {
        return note(
          node,
          expected: "\(name) as a whole number from \(range.lowerBound) to \(range.upperBound)",
          found: FleeSettingsReader.shown(node))
      }
      settings[keyPath: path] = Int(value)
    case .flag(let path):
      guard let value = node.bool else {
        return note(
          node, expected: "\(name) as true or false", found: FleeSettingsReader.shown(node))
      }
      settings[keyPath: path] = value
    case .numbers(let path):
      let values = (node.sequence ?? []).map(\.float)
      guard !values.isEmpty, !values.contains(nil) else {
        return note(
          node, expected: "\(name) as a list of numbers", found: FleeSettingsReader.shown(node))
      }
      settings[keyPath: path] = values.compactMap(\.self)
    case .conflictSpawning: readConflictSpawning(node)
    case .output: break
    case .refused(let off, let reason):
      guard node.scalar?.string.lowercased() != off, !(off.isEmpty && node.null != nil) else {
        return
      }
      note(
        node, expected: off.isEmpty ? "no \(name)" : "\(name): \(off)",
        found: FleeSettingsReader.shown(node), hint: reason)
    }
  }

  private mutating func readConflictSpawning(_ node: Node) {
    guard node.null == nil else { return }
    for (key, _) in node.mapping ?? [:] {
      let name = key.string ?? ""
      let known = ["spawn_mode", "displaced_per_conflict_day"]
      if !known.contains(name) { unknown(key, name, among: known) }
    }
    let mode = node["spawn_mode"]?.string?.lowercased() ?? "constant"
    let number = node["displaced_per_conflict_day"]?.float
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

  private static func shown(_ node: Node) -> String {
    node.scalar.map { "\"\($0.string)\"" } ?? (node.sequence == nil ? "entries" : "a list")
  }
}
