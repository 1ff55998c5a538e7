/// What FLEE has, and what Trocha makes of it: the lines of the table in `docs/simulate.md`.
enum FLEETable {
  enum Verdict: String {
    case same = "same"
    case differs = "differs"
    case without = "without effect"
    case absent = "not here"
  }

  struct Line {
    var name: String
    var verdict: Verdict
    var words: String

    init(_ name: String, _ verdict: Verdict = .same, _ words: String = "") {
      self.name = name
      self.verdict = verdict
      self.words = words
    }
  }

  /// The text of the table.
  static var text: String {
    var lines = ["| what | here | how, and why |", "| --- | --- | --- |"]
    for (title, group) in groups {
      lines.append("| **\(title)** | | |")
      lines += group.map { "| `\($0.name)` | \($0.verdict.rawValue) | \($0.words) |" }
    }
    return lines.joined(separator: "\n")
  }

  static let groups: [(String, [Line])] = [
    ("Settings outside a section", topLevel), ("log_levels", logLevels),
    ("spawn_rules", spawnRules), ("move_rules", moveRules), ("flood_rules", floodRules),
    ("optimisations", [Line("hasten")]), ("Files and columns", files), ("Results", results),
  ]

  static let topLevel = [
    Line("number_of_steps"),
    Line("conflict_input_file", .differs, "the last part of the path, in the instance's folder"),
    Line("flood_level_input_file", .differs, "the last part of the path, in the instance's folder"),
    Line("default_conflict_intensity", .differs, "FLEE cuts it to a whole number"),
  ]

  static let logLevels = [
    Line("agent"), Line("link"),
    Line("camp", .absent, "prints to FLEE's terminal"),
    Line("conflict", .absent, "prints to FLEE's terminal"),
    Line("init", .absent, "prints to FLEE's terminal"), Line("idp_totals"), Line("granularity"),
    Line("flood", .without, "FLEE does not read it; a warning"),
    Line("Flood", .without, "FLEE does not read it; a warning"),
  ]

  static let spawnRules = [
    Line(
      "take_from_population", .differs,
      "nobody is sent out whom the population does not have; FLEE warns and goes on"),
    Line(
      "insert_day0", .same,
      "`False`: those counted on day 0 set out on it. With `sum_from_camps` FLEE adds the total to the "
        + "camps, and so does Trocha"),
    Line("empty_camps_on_day0", .same, "counts below those of day 0 are below 0"),
    Line("sum_from_camps"),
    Line("camps_are_sinks", .differs, "works as documented; FLEE's code reads `camps_are_sicks`"),
    Line("camps_are_sicks", .same, "another name of `camps_are_sinks`"),
    Line("read_from_agents_csv_file"),
    Line("conflict_driven_spawning", .same, "passed over beside `flood_zone_spawning_only`"),
    Line(
      "flood_driven_spawn_mode", .differs,
      "`flood_spawn_mode` (documented) and `spawn_mode` (FLEE's code) are both read; needs "
        + "`flood_zone_spawning_only`"),
    Line(
      "flood_driven_spawning", .without, "FLEE 3.1 read it, FLEE's main dropped it; a warning"),
    Line("starvation_driven_spawning"), Line("conflict_spawn_decay"),
    Line("conflict_spawn_decay_interval"),
    Line("conflict_zone_spawning_only", .same, "matters to `starvation_driven_spawning` alone"),
    Line("flood_zone_spawning_only", .same, "an error beside `conflict_zone_spawning_only: True`"),
    Line("average_social_connectivity", .same, "shows in `agents.out.0` only"),
  ]

  static let moveRules = [
    Line("max_move_speed"), Line("max_walk_speed"),
    Line("max_crossing_speed", .without, "concerns FLEE's micro model only"),
    Line("conflict_movechance"), Line("camp_movechance"), Line("idpcamp_movechance"),
    Line("default_movechance"), Line("movechance_pop_base"), Line("movechance_pop_scale_factor"),
    Line(
      "awareness_level", .differs,
      "at 0 roads are weighed by length, as documented; in FLEE's code nobody moves. Below 0 as at 1, but through no marker"
    ),
    Line("avoid_short_stints"), Line("start_on_foot"), Line("foreign_weight"), Line("camp_weight"),
    Line("conflict_weight"), Line("softening"), Line("weight_softening"), Line("weight_power"),
    Line("distance_power"), Line("pruning_threshold"), Line("stay_close_to_home"),
    Line("home_distance_power"), Line("use_pop_for_loc_weight"), Line("pop_power_for_loc_weight"),
    Line("capacity_buffer"), Line("capacity_scaling"),
    Line(
      "fixed_routes", .same,
      "with FLEE's order: a place sees the scores of those after it of the day before"),
    Line("use_v1_rules"), Line("flood_rules", .same, "see below"),
    Line("max_flood_level", .without, "FLEE 3.1 read it here; a warning"),
    Line("ChildrenAvoidHazards"), Line("WomenAvoidHazards"), Line("ElderlyAvoidHazards"),
    Line("BoysTakeRisk", .same, "as in the code: beside `ChildrenAvoidHazards`, all males over 14"),
    Line("MatchCampReligion"), Line("MatchCampEthnicity"), Line("MatchTownEthnicity"),
    Line("MatchConflictEthnicity"), Line("avg_religion_fraction"), Line("flee_when_starving"),
    Line("FleeWhenStarving", .same, "another name of `flee_when_starving`"),
    Line(
      "avoid_food_deprived_locations", .same, "as documented: the square of the part who have food"),
    Line("use_economic_pull", .same, "as documented: 1 + `trade_volume` + `hdi`², places abroad"),
    Line(
      "harvest_months", .same,
      "as in the code: everybody counts at home, whatever `farmer_fraction` says; person engine"),
    Line(
      "two_system_decision_making", .without, "never on in FLEE's code; a warning"),
  ]

  static let floodRules = [
    Line("flood_movechances"),
    Line("flood_loc_weights", .same, "twice for a place of the kind `flood_zone`"),
    Line("flood_link_weights", .without, "a warning"),
    Line("max_flood_level", .without, "a warning"),
    Line("flood_forecaster", .same, "as in the code; person engine"),
    Line("flood_forecaster_timescale"), Line("flood_forecaster_end_time"),
    Line("flood_forecaster_weights"), Line("flood_awareness_weights"),
  ]

  static let files = [
    Line(
      "locations.csv: name", .same, "given twice: two places, roads lead to the last; a warning"),
    Line("locations.csv: region"), Line("locations.csv: country"), Line("locations.csv: lat, lon"),
    Line("locations.csv: location_type", .same, "an unknown kind is passed through; a warning"),
    Line("locations.csv: conflict_date", .differs, "works without `conflicts.csv`"),
    Line("locations.csv: population"), Line("locations.csv: initial_idps"),
    Line("locations.csv: conflict_intensity"), Line("locations.csv: capacity_per_day"),
    Line("locations.csv: deactivation_probability"), Line("locations.csv: trade_volume, hdi"),
    Line("locations.csv: farmer_fraction", .without, "as in FLEE's code"),
    Line("routes.csv: name1, name2, distance", .same, "given twice: two roads; a warning"),
    Line(
      "routes.csv: forced_redirection", .same, "forces nobody; 1 puts the road in twice; a warning"),
    Line("routes.csv: max_move_speed, walk_probability"),
    Line("routes.csv: link_type", .without, "concerns FLEE's micro model only; a warning"),
    Line("closures.csv: country, location, camp, idpcamp"),
    Line("closures.csv: link", .differs, "closes both ways; FLEE one way at most; a warning"),
    Line("closures.csv: remove_forced_redirection", .without, "a warning"),
    Line("closures.csv: closure_end", .same, "-1 for the end of the simulation"),
    Line("conflicts.csv", .same, "not read in a flood run; columns that name no place: a warning"),
    Line("flood_level.csv", .same, "levels are cut to whole numbers"),
    Line("location_changes.csv", .differs, "read from the instance's folder"),
    Line("major_routes.csv", .same, "with `fixed_routes`, as in the code; a warning"),
    Line("demographics_NAME.csv"), Line("agents.csv"), Line("region_attributes_NAME.csv"),
    Line("location_attributes_NAME.csv", .same, "0 at places without a column"),
    Line("registration_corrections.csv"), Line("sim_period.csv"),
    Line("data_layout.csv", .differs, "the row named `total`, not the first row, is the total"),
    Line("counts", .same, "rows as they stand; dates that go back or repeat: a warning"),
    Line("coupled_locations.csv", .absent, "the macro model runs alone; a warning"),
  ]

  static let results = [
    Line(
      "out.csv", .differs, "the totals of conflict- and flood-driven runs, which FLEE leaves at 0"),
    Line("agents.out.0", .same, "without the comma at the end of a line"), Line("links.out.0"),
  ]
}
