/// The keys of `simsetting.yml`, section by section, and how each is used.
///
/// Keys and defaults are those of FLEE's settings reference; `docs/model.md` lists where its code
/// differs, and `docs/simulate.md` has a line for each.
enum FleeSettingKeys {
  typealias Path<Value> = WritableKeyPath<MovementSettings, Value> & Sendable

  /// How a key is used.
  enum Use: Sendable {
    case number(Path<Double>, ClosedRange<Double>)
    case whole(Path<Int>, ClosedRange<Int>)
    case flag(Path<Bool>)
    case numbers(Path<[Double]>)
    case text(Path<String>)
    case conflictSpawning
    case floodSpawning
    case floodRules
    case granularity
    case legacyRules
    /// Read and ignored: it does not influence how people move.
    case ignored
    /// Without effect in FLEE's code, and here; where it is not switched off, a warning gives the reason.
    case passedOver(String)
  }

  /// FLEE takes chances below 0 as 0 and above 1 as 1.
  private static let anyChance = -1e9...1e9
  private static let anyWeight = 0.0...1e9
  private static let anyPower = -100.0...100.0

  /// Sections by name; the keys outside any section are under the empty name.
  ///
  /// Made once: an ensemble looks settings up for each run.
  static let sections: [String: [String: Use]] = [
    "": topLevel, "log_levels": logLevels, "spawn_rules": spawnRules,
    "move_rules": moveRules.merging(traitRules) { first, _ in first },
    "optimisations": ["hasten": .whole(\.scaleDown, 1...1_000_000)],
  ]

  private static let notRead = "FLEE does not read it."

  private static var topLevel: [String: Use] {
    [
      "number_of_steps": .whole(\.numberOfSteps, -1...1_000_000),
      "conflict_input_file": .text(\.conflictFile),
      "flood_level_input_file": .text(\.floodFile),
      "default_conflict_intensity": .number(\.defaultConflictIntensity, anyWeight),
    ]
  }

  private static var logLevels: [String: Use] {
    [
      "agent": .whole(\.agentLog, 0...3), "link": .whole(\.linkLog, 0...2), "camp": .ignored,
      "conflict": .ignored, "init": .ignored, "idp_totals": .flag(\.showsIDPTotal),
      "granularity": .granularity,
      "flood": .passedOver(notRead), "Flood": .passedOver(notRead),
    ]
  }

  private static var spawnRules: [String: Use] {
    [
      "take_from_population": .flag(\.takesFromPopulation),
      "insert_day0": .flag(\.insertsDayZero),
      "empty_camps_on_day0": .flag(\.emptiesCampsOnDayZero),
      "sum_from_camps": .flag(\.sumsCamps), "camps_are_sinks": .flag(\.campsAreSinks),
      "camps_are_sicks": .flag(\.campsAreSinks),
      "read_from_agents_csv_file": .flag(\.readsAgents),
      "conflict_driven_spawning": .conflictSpawning,
      "starvation_driven_spawning": .flag(\.spawnsWhenStarving),
      "flood_driven_spawn_mode": .floodSpawning,
      "flood_driven_spawning": .passedOver(
        "FLEE 3.1 read it, FLEE's main reads flood_driven_spawn_mode and flood_zone_spawning_only."),
      "conflict_spawn_decay": .numbers(\.conflictDecay),
      "conflict_spawn_decay_interval": .whole(\.conflictDecayInterval, 1...100_000),
      "conflict_zone_spawning_only": .flag(\.spawnsInConflictZonesOnly),
      "flood_zone_spawning_only": .flag(\.spawnsInFloodZonesOnly),
      "average_social_connectivity": .number(\.socialConnectivity, 0...1e6),
    ]
  }

  private static var moveRules: [String: Use] {
    [
      "max_move_speed": .number(\.maxMoveSpeed, 1e-6...1e6),
      "max_walk_speed": .number(\.maxWalkSpeed, 1e-6...1e6), "max_crossing_speed": .ignored,
      "conflict_movechance": .number(\.conflictMoveChance, anyChance),
      "camp_movechance": .number(\.campMoveChance, anyChance),
      "idpcamp_movechance": .number(\.idpCampMoveChance, anyChance),
      "default_movechance": .number(\.defaultMoveChance, anyChance),
      "movechance_pop_base": .number(\.moveChancePopulationBase, 1e-9...1e12),
      "movechance_pop_scale_factor": .number(\.moveChancePopulationPower, anyPower),
      "awareness_level": .whole(\.awarenessLevel, -1000...1000),
      "avoid_short_stints": .flag(\.avoidsShortStints), "start_on_foot": .flag(\.startsOnFoot),
      "foreign_weight": .number(\.foreignWeight, anyWeight),
      "camp_weight": .number(\.campWeight, anyWeight),
      "conflict_weight": .number(\.conflictWeight, anyWeight),
      "softening": .number(\.distanceSoftening, anyWeight),
      "weight_softening": .number(\.weightSoftening, anyWeight),
      "weight_power": .number(\.weightPower, anyPower),
      "distance_power": .number(\.distancePower, anyPower),
      "pruning_threshold": .number(\.pruningThreshold, 0...1e9),
      "stay_close_to_home": .flag(\.staysCloseToHome),
      "home_distance_power": .number(\.homeDistancePower, anyPower),
      "use_pop_for_loc_weight": .flag(\.weighsPopulation),
      "pop_power_for_loc_weight": .number(\.populationPower, anyPower),
      "capacity_buffer": .number(\.capacityBuffer, 0...1e9),
      "capacity_scaling": .number(\.capacityScaling, 0...1e9),
      "fixed_routes": .flag(\.usesFixedRoutes), "use_v1_rules": .legacyRules,
      "flood_rules": .floodRules,
      "max_flood_level": .passedOver(
        "FLEE 3.1 read it here, FLEE's main under flood_rules; it has no effect in either."),
    ]
  }

  private static var traitRules: [String: Use] {
    [
      "ChildrenAvoidHazards": .flag(\.childrenAvoidHazards),
      "WomenAvoidHazards": .flag(\.womenAvoidHazards),
      "ElderlyAvoidHazards": .flag(\.elderlyAvoidHazards),
      "BoysTakeRisk": .flag(\.boysTakeRisk), "MatchCampReligion": .flag(\.matchesCampReligion),
      "MatchCampEthnicity": .flag(\.matchesCampEthnicity),
      "MatchTownEthnicity": .flag(\.matchesTownEthnicity),
      "MatchConflictEthnicity": .flag(\.matchesConflictEthnicity),
      "avg_religion_fraction": .number(\.religionFraction, 1e-9...1e9),
      "flee_when_starving": .flag(\.fleesWhenStarving),
      "FleeWhenStarving": .flag(\.fleesWhenStarving),
      "avoid_food_deprived_locations": .flag(\.avoidsFoodDeprivedPlaces),
      "use_economic_pull": .flag(\.usesEconomicPull),
      "harvest_months": .numbers(\.harvestMonths),
      "two_system_decision_making": .passedOver(
        "FLEE's code compares it so that it is never on."),
    ]
  }
}

extension MovementSettings {
  /// Settings that can differ between runs: those of moving and setting out, not those of files and
  /// logs.
  private static let variable: [String: FleeSettingKeys.Use] = {
    var result = FleeSettingKeys.sections["move_rules"] ?? [:]
    result.merge(FleeSettingKeys.sections["spawn_rules"] ?? [:]) { first, _ in first }
    result["default_conflict_intensity"] =
      FleeSettingKeys.sections[""]?["default_conflict_intensity"]
    return result
  }()

  /// How a number of moving or setting out is set.
  struct NumberSetting {
    /// As in "expected …".
    let expectation: String
    let admits: (Double) -> Bool
    let set: (inout MovementSettings, Double) -> Void
  }

  /// The setting of a key; `nil` for a key that is not one of ``numberKeys``.
  static func numberSetting(_ key: String) -> NumberSetting? {
    switch variable[key] {
    case .number(let path, let range):
      return NumberSetting(
        expectation: "\(key) from \(range.lowerBound) to \(range.upperBound)",
        admits: range.contains, set: { $0[keyPath: path] = $1 })
    case .whole(let path, let range):
      return NumberSetting(
        expectation: "\(key) from \(range.lowerBound) to \(range.upperBound)",
        admits: { abs($0) < 1e15 && range.contains(Int($0.rounded())) },
        set: { $0[keyPath: path] = Int($1.rounded()) })
    default: return nil
    }
  }

  /// Sets a number of moving or setting out by its key in `simsetting.yml`, as an ensemble does.
  ///
  /// - Parameters:
  ///   - key: one of ``numberKeys``.
  ///   - value: rounded for settings that are whole numbers.
  /// - Returns: whether it was set; `false` for an unknown key or a value outside the setting's range.
  @discardableResult
  public mutating func set(_ key: String, to value: Double) -> Bool {
    guard let setting = MovementSettings.numberSetting(key), setting.admits(value) else {
      return false
    }
    setting.set(&self, value)
    return true
  }

  /// Whether a setting is a whole number.
  static func isWhole(_ key: String) -> Bool {
    if case .whole = variable[key] { true } else { false }
  }

  /// The keys that ``set(_:to:)`` knows, in alphabetical order.
  public static var numberKeys: [String] {
    variable.filter { _, use in
      switch use {
      case .number, .whole: true
      default: false
      }
    }.keys.sorted()
  }

  /// The keys that the reader knows, by section; those outside any under the empty name.
  package static var fileKeys: [String: [String]] {
    FleeSettingKeys.sections.mapValues { $0.keys.sorted() }
  }

  /// Every setting that is a number, a list of numbers or a flag, as text by its key, for the summary of a
  /// run.
  package var values: [String: String] {
    var result: [String: String] = [:]
    for section in FleeSettingKeys.sections.values {
      for (key, use) in section {
        switch use {
        case .number(let path, _): result[key] = "\(self[keyPath: path])"
        case .whole(let path, _): result[key] = "\(self[keyPath: path])"
        case .flag(let path): result[key] = "\(self[keyPath: path])"
        case .numbers(let path): result[key] = "\(self[keyPath: path])"
        case .conflictSpawning: result[key] = conflictSpawning.map { "\($0)" } ?? "none"
        default: continue
        }
      }
    }
    return result
  }
}
