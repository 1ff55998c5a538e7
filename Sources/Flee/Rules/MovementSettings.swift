/// The parameters of FLEE's movement rules, with FLEE 3's defaults.
///
/// Each property names its key in `simsetting.yml`; `docs/model.md` gives the formulas that use it.
/// Unless a comment states another range, weights are 0 or more and chances are from 0 to 1.
public struct MovementSettings: Hashable, Sendable {
  // MARK: Moving

  /// Most kilometres that a person travels in a day, above 0: `max_move_speed`.
  public var maxMoveSpeed = 360.0
  /// Most kilometres that a person walks in a day, above 0: `max_walk_speed`.
  public var maxWalkSpeed = 35.0
  /// Chance of leaving a conflict zone on a day: `conflict_movechance`.
  public var conflictMoveChance = 1.0
  /// Chance of leaving a camp on a day: `camp_movechance`.
  public var campMoveChance = 0.001
  /// Chance of leaving a camp for internally displaced people on a day: `idpcamp_movechance`.
  public var idpCampMoveChance = 0.1
  /// Chance of leaving any other place on a day: `default_movechance`.
  public var defaultMoveChance = 0.3
  /// Population at which a place's chance of leaving is neither raised nor lowered, in people, above 0:
  /// `movechance_pop_base`.
  public var moveChancePopulationBase = 10_000.0
  /// Power of the population in the chance of leaving, from −100 to 100; 0 for no influence:
  /// `movechance_pop_scale_factor`.
  public var moveChancePopulationPower = 0.0
  /// How many places ahead people know, 1 and more; at 0 they know only the lengths of roads, and below 0
  /// as much as at 1, but through no marker: `awareness_level`.
  public var awarenessLevel = 1
  /// Whether people who moved little in the last two days go on through towns: `avoid_short_stints`.
  public var avoidsShortStints = false
  /// Whether people walk until they arrive anywhere for the first time: `start_on_foot`.
  public var startsOnFoot = false

  // MARK: Choosing a route

  /// Factor of the score of places abroad: `foreign_weight`.
  public var foreignWeight = 1.0
  /// Factor of the score of camps: `camp_weight`.
  public var campWeight = 1.0
  /// Factor of the score of conflict zones, by default one over the square root of ten:
  /// `conflict_weight`.
  public var conflictWeight = 1 / 3.162_277_660_17
  /// Kilometres that are added to the length of every route, 0 or more: `softening`.
  public var distanceSoftening = 10.0
  /// Added to the score of every place, 0 or more: `weight_softening`.
  public var weightSoftening = 0.0
  /// Power of a route's weight, from −100 to 100: `weight_power`.
  public var weightPower = 1.0
  /// Power of a route's length, from −100 to 100: `distance_power`.
  public var distancePower = 1.0
  /// Routes with less than the best weight divided by this are not offered; below 1.001, all are:
  /// `pruning_threshold`.
  public var pruningThreshold = 1.0
  /// Whether only the best of several routes to a place is offered, whatever room there is at its end:
  /// `fixed_routes`.
  public var usesFixedRoutes = false
  /// Whether places score less the farther away they are: `stay_close_to_home`.
  public var staysCloseToHome = false
  /// Power of the great-circle distance for ``staysCloseToHome``, from −100 to 100:
  /// `home_distance_power`.
  public var homeDistancePower = 0.5
  /// Whether places other than camps score by their population: `use_pop_for_loc_weight`.
  public var weighsPopulation = false
  /// Power of the population for ``weighsPopulation``, from −100 to 100: `pop_power_for_loc_weight`.
  public var populationPower = 0.1
  /// Part of a camp's capacity from which on it has less than full room, from 0 to below 1:
  /// `capacity_buffer`.
  public var capacityBuffer = 0.9
  /// Factor of all capacities, 0 or more: `capacity_scaling`.
  public var capacityScaling = 1.0

  // MARK: Traits, hunger and floods

  /// Whether the score of places is squared for people under 19: `ChildrenAvoidHazards`.
  public var childrenAvoidHazards = false
  /// Whether the score of places is squared for women: `WomenAvoidHazards`.
  public var womenAvoidHazards = false
  /// Whether the score of places is squared for people of 60 and more: `ElderlyAvoidHazards`.
  public var elderlyAvoidHazards = false
  /// Whether every place has the score 1 for males over 14; beside ``childrenAvoidHazards`` only:
  /// `BoysTakeRisk`.
  public var boysTakeRisk = false
  /// Whether camps score by the part of their people who share a person's religion:
  /// `MatchCampReligion`.
  public var matchesCampReligion = false
  /// Whether camps score by the part of their people who share a person's ethnicity:
  /// `MatchCampEthnicity`.
  public var matchesCampEthnicity = false
  /// The same for places that are neither camps nor conflict zones: `MatchTownEthnicity`.
  public var matchesTownEthnicity = false
  /// The same for conflict zones: `MatchConflictEthnicity`.
  public var matchesConflictEthnicity = false
  /// Average part of the people who share a religion, above 0 and at most 1: `avg_religion_fraction`.
  public var religionFraction = 0.25
  /// Whether the part of a region's people who go hungry leave for certain: `flee_when_starving`.
  public var fleesWhenStarving = false
  /// Whether places score less the more of their region's people go hungry:
  /// `avoid_food_deprived_locations`.
  public var avoidsFoodDeprivedPlaces = false
  /// Whether places abroad score by their attributes `trade_volume` and `hdi`: `use_economic_pull`.
  public var usesEconomicPull = false
  /// Months of harvest, 1 to 12, in which people go home and stay there: `harvest_months`.
  public var harvestMonths: [Double] = []
  /// Chance of leaving a place by its flood level, the first for level 0; empty for no rule:
  /// `flood_rules: flood_movechances`.
  public var floodMoveChances: [Double] = []
  /// Factor of a place's score by its flood level, the first for level 0; empty for no rule:
  /// `flood_rules: flood_loc_weights`.
  public var floodPlaceWeights: [Double] = []
  /// What people make of the floods that are forecast; `nil` for no forecast: `flood_rules:
  /// flood_forecaster` and the settings that go with it.
  public var floodForecast: FloodForecast?

  // MARK: Spawning

  /// Whether journeys of people in camps end by the camp's `deactivation_probability`:
  /// `camps_are_sinks`.
  public var campsAreSinks = false
  /// Whether camps begin empty, and their counts of day 0 are subtracted from all their counts:
  /// `empty_camps_on_day0`.
  public var emptiesCampsOnDayZero = false
  /// Whether the people of `agents.csv` are there before the first day: `read_from_agents_csv_file`.
  public var readsAgents = false
  /// Intensity of a conflict for which no file gives one: `default_conflict_intensity`.
  public var defaultConflictIntensity = 1.0
  /// Whether hunger makes people set out, where a conflict does or anywhere, as
  /// ``spawnsInConflictZonesOnly`` says: `starvation_driven_spawning`.
  public var spawnsWhenStarving = false
  /// How many people set out because of floods; `nil` when floods make nobody set out:
  /// `flood_driven_spawn_mode`.
  public var floodSpawning: FloodSpawning?
  /// Whether people who set out are subtracted from the population: `take_from_population`.
  public var takesFromPopulation = false
  /// Whether the camps' counts of day 0 are in the camps before the first day: `insert_day0`.
  public var insertsDayZero = true
  /// Whether as many people set out as the camps' counts together grow by; otherwise as many as the
  /// total grows by: `sum_from_camps`.
  public var sumsCamps = true
  /// How many people set out because of conflicts; `nil` when the counts decide:
  /// `conflict_driven_spawning`.
  public var conflictSpawning: ConflictSpawning?
  /// Factors of the number of people who set out, and of a conflict's effect on the score, by the
  /// conflict's age; empty for none: `conflict_spawn_decay`.
  public var conflictDecay: [Double] = []
  /// Days for which each factor of ``conflictDecay`` holds, 1 or more: `conflict_spawn_decay_interval`.
  public var conflictDecayInterval = 30
  /// How many real people one simulated person stands for, 1 or more: `hasten`.
  public var scaleDown = 1

  /// How many people set out from a conflict zone on a day, instead of by the camps' counts.
  ///
  /// The number is multiplied by the intensity of the conflict.
  public enum ConflictSpawning: Hashable, Sendable {
    /// A number of people a day: `spawn_mode: constant`.
    case constant(Double)
    /// A Poisson number with this mean: `spawn_mode: poisson`.
    case poisson(Double)
    /// A part of the population a day, from 0 on: `spawn_mode: pop_ratio`.
    case populationRatio(Double)
  }

  /// How many people set out from a flooded place on a day.
  ///
  /// Each case has a value for every flood level, the first for level 0; values between two levels are
  /// interpolated linearly.
  public enum FloodSpawning: Hashable, Sendable {
    /// A number of people a day: `flood_spawn_mode: constant`.
    case constant([Double])
    /// A Poisson number with this mean: `flood_spawn_mode: poisson`.
    case poisson([Double])
    /// A part of the population a day: `flood_spawn_mode: pop_ratio`.
    case populationRatio([Double])
  }

  /// Whether hunger makes people set out only where there is a conflict; without effect on anything else,
  /// as in FLEE's code: `conflict_zone_spawning_only`.
  public var spawnsInConflictZonesOnly = true
  /// Whether floods may make people set out; the file's ``floodSpawning`` is passed over without it:
  /// `flood_zone_spawning_only`.
  public var spawnsInFloodZonesOnly = false
  /// Mean of the number that the agents log has as `connections`: `average_social_connectivity`.
  public var socialConnectivity = 3.0
  /// Days to simulate; −1 or 0 for those of `sim_period.csv`: `number_of_steps`.
  public var numberOfSteps = -1
  /// Path of the file of conflicts, of which the last part is used; empty for `conflicts.csv`:
  /// `conflict_input_file`.
  public var conflictFile = ""
  /// Path of the file of floods, of which the last part is used; empty for `flood_level.csv`:
  /// `flood_level_input_file`.
  public var floodFile = ""

  // MARK: Logs

  /// Level of the agents log: 0 for none, 1 for a line for each person and day, 2 and 3 also for places
  /// passed through on the day: `log_levels: agent`.
  public var agentLog = 0
  /// Level of the links log: 0 for none, 1 for the people who have set out on each road so far, 2 also by
  /// trait: `log_levels: link`.
  public var linkLog = 0
  /// Whether `out.csv` has a column for the people in camps for internally displaced people:
  /// `log_levels: idp_totals`.
  public var showsIDPTotal = false
  /// Whether logs name regions instead of places: `log_levels: granularity`.
  public var logsRegions = false

  /// FLEE 3's defaults.
  public init() {}

  /// The rules of FLEE's first version, as its documentation gives them: `use_v1_rules`.
  mutating func useLegacyRules() {
    maxMoveSpeed = 200
    campWeight = 2
    conflictWeight = 0.25
    avoidsShortStints = false
    startsOnFoot = false
  }

  /// How people weigh the floods of the days to come, where they know of them.
  public struct FloodForecast: Hashable, Sendable {
    /// How many days ahead are forecast; a forecast of one day or none has no effect:
    /// `flood_forecaster_timescale`.
    public var days = 0
    /// Last day, from the start of the simulation, for which there is a forecast:
    /// `flood_forecaster_end_time`.
    public var lastDay = 0
    /// How much each day counts, from the start of the simulation: `flood_forecaster_weights`.
    public var weights: [Double] = []
    /// How much people heed it, by their trait `floodawareness`: `flood_awareness_weights`.
    public var awarenessWeights: [Double] = []

    /// No forecast.
    public init() {}
  }

  /// Whether any rule uses ethnicity.
  var matchesEthnicity: Bool {
    matchesCampEthnicity || matchesTownEthnicity || matchesConflictEthnicity
  }

  /// The factor for shared religion.
  var religionBaseRate: Double { 1 / religionFraction }

  /// Whether conflicts or floods, and not the camps' counts, decide who sets out where.
  package var spawnsByPlace: Bool { conflictSpawning != nil || floodSpawning != nil }

  /// The factor of ``conflictDecay`` for a conflict of a given age in days.
  func conflictDecay(after days: Int) -> Double {
    guard let last = conflictDecay.last, conflictDecayInterval > 0 else { return 1 }
    let index = days / conflictDecayInterval
    return conflictDecay.indices.contains(index) ? conflictDecay[index] : last
  }
}
