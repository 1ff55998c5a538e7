/// The keys of `simsetting.yml`, section by section, and how each is used.
///
/// Keys and defaults are those of FLEE's settings reference; `docs/model.md` lists where its code
/// differs.
enum FleeSettingKeys {
  /// How a key is used.
  enum Use {
    case number(WritableKeyPath<MovementSettings, Double>, ClosedRange<Double>)
    case whole(WritableKeyPath<MovementSettings, Int>, ClosedRange<Int>)
    case flag(WritableKeyPath<MovementSettings, Bool>)
    case numbers(WritableKeyPath<MovementSettings, [Double]>)
    case text(WritableKeyPath<MovementSettings, String>)
    case conflictSpawning
    case floodSpawning
    case floodRules
    case granularity
    case legacyRules
    /// Read and ignored: it does not influence how people move.
    case ignored
    /// Not simulated: refused unless it has the value that switches it off.
    case refused(unless: String, reason: String)
  }

  private static let everyFraction = 0.0...1.0
  private static let anyWeight = 0.0...1e9
  private static let anyPower = -100.0...100.0

  /// Sections by name; the keys outside any section are under the empty name.
  static var sections: [String: [String: Use]] {
    [
      "": topLevel, "log_levels": logLevels, "spawn_rules": spawnRules,
      "move_rules": moveRules.merging(traitRules) { first, _ in first },
      "optimisations": ["hasten": .whole(\.scaleDown, 1...1_000_000)],
    ]
  }

  private static var topLevel: [String: Use] {
    [
      "number_of_steps": .whole(\.numberOfSteps, -1...1_000_000),
      "conflict_input_file": .text(\.conflictFile),
      "flood_level_input_file": .text(\.floodFile),
      "default_conflict_intensity": .number(\.defaultConflictIntensity, everyFraction),
    ]
  }

  private static var logLevels: [String: Use] {
    [
      "agent": .whole(\.agentLog, 0...3), "link": .whole(\.linkLog, 0...2), "camp": .ignored,
      "conflict": .ignored, "init": .ignored, "idp_totals": .flag(\.showsIDPTotal),
      "granularity": .granularity,
    ]
  }

  private static var spawnRules: [String: Use] {
    [
      "take_from_population": .flag(\.takesFromPopulation),
      "insert_day0": .flag(\.insertsDayZero),
      "empty_camps_on_day0": .flag(\.emptiesCampsOnDayZero),
      "sum_from_camps": .flag(\.sumsCamps), "camps_are_sinks": .flag(\.campsAreSinks),
      "read_from_agents_csv_file": .flag(\.readsAgents),
      "conflict_driven_spawning": .conflictSpawning,
      "flood_driven_spawn_mode": .floodSpawning, "flood_driven_spawning": .floodSpawning,
      "conflict_spawn_decay": .numbers(\.conflictDecay),
      "conflict_spawn_decay_interval": .whole(\.conflictDecayInterval, 1...100_000),
      "conflict_zone_spawning_only": .flag(\.spawnsInConflictZonesOnly),
      "flood_zone_spawning_only": .flag(\.spawnsInFloodZonesOnly),
      "average_social_connectivity": .ignored,
    ]
  }

  private static var moveRules: [String: Use] {
    [
      "max_move_speed": .number(\.maxMoveSpeed, 1e-6...1e6),
      "max_walk_speed": .number(\.maxWalkSpeed, 1e-6...1e6), "max_crossing_speed": .ignored,
      "conflict_movechance": .number(\.conflictMoveChance, everyFraction),
      "camp_movechance": .number(\.campMoveChance, everyFraction),
      "idpcamp_movechance": .number(\.idpCampMoveChance, everyFraction),
      "default_movechance": .number(\.defaultMoveChance, everyFraction),
      "movechance_pop_base": .number(\.moveChancePopulationBase, 1e-9...1e12),
      "movechance_pop_scale_factor": .number(\.moveChancePopulationPower, anyPower),
      "awareness_level": .whole(\.awarenessLevel, -1...3),
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
      "capacity_buffer": .number(\.capacityBuffer, 0...0.999_999),
      "capacity_scaling": .number(\.capacityScaling, 0...1e9),
      "fixed_routes": .flag(\.usesFixedRoutes), "use_v1_rules": .legacyRules,
      "flood_rules": .floodRules,
    ]
  }

  private static var traitRules: [String: Use] {
    [
      "ChildrenAvoidHazards": .flag(\.childrenAvoidHazards),
      "BoysTakeRisk": .flag(\.boysTakeRisk), "MatchCampReligion": .flag(\.matchesCampReligion),
      "MatchCampEthnicity": .flag(\.matchesCampEthnicity),
      "MatchTownEthnicity": .flag(\.matchesTownEthnicity),
      "MatchConflictEthnicity": .flag(\.matchesConflictEthnicity),
      "avg_religion_fraction": .number(\.religionFraction, 1e-9...1),
      "flee_when_starving": .flag(\.fleesWhenStarving),
      "FleeWhenStarving": .flag(\.fleesWhenStarving),
      "two_system_decision_making": .refused(
        unless: "false",
        reason: "FLEE's documentation gives no formula for it, and its code has had several."),
      "harvest_months": .refused(
        unless: "[]", reason: "FLEE's documentation does not say what farmers do in these months."),
    ]
  }
}

extension MovementSettings {
  /// Settings that can differ between runs: those of moving and setting out, not those of files and
  /// logs.
  private static var variable: [String: FleeSettingKeys.Use] {
    var result = FleeSettingKeys.sections["move_rules"] ?? [:]
    result.merge(FleeSettingKeys.sections["spawn_rules"] ?? [:]) { first, _ in first }
    return result
  }

  /// Sets a number of moving or setting out by its key in `simsetting.yml`, as an ensemble does.
  ///
  /// - Parameters:
  ///   - key: one of ``numberKeys``.
  ///   - value: rounded for settings that are whole numbers.
  /// - Returns: whether it was set; `false` for an unknown key or a value outside the setting's range.
  @discardableResult
  public mutating func set(_ key: String, to value: Double) -> Bool {
    switch MovementSettings.variable[key] {
    case .number(let path, let range) where range.contains(value):
      self[keyPath: path] = value
      return true
    case .whole(let path, let range) where range.contains(Int(value.rounded())):
      self[keyPath: path] = Int(value.rounded())
      return true
    default: return false
    }
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
