import Tabular

/// Checks that the files of an instance agree with one another.
struct FleeInstanceChecks {
  private let instance: FleeInstance
  private let lines: [String: Int]
  private var issues: [InputIssue] = []
  private var warnings: [String] = []

  /// - Parameter lines: line of each place in `locations.csv`.
  /// - Returns: the mistakes that prevent a run, and warnings that do not.
  static func check(
    _ instance: FleeInstance, lines: [String: Int]
  ) -> (issues: [InputIssue], warnings: [String]) {
    var checks = FleeInstanceChecks(instance: instance, lines: lines)
    checks.checkReachability()
    checks.checkMarkers()
    checks.checkTraits()
    checks.checkPeople()
    return (checks.issues, checks.warnings + instance.warningsOfPeriod(days: instance.length))
  }

  private init(instance: FleeInstance, lines: [String: Int]) {
    self.instance = instance
    self.lines = lines
  }

  private mutating func note(
    _ place: String, expected: String, found: String, hint: String = ""
  ) {
    issues.append(
      InputIssue(
        file: "locations.csv", line: lines[place], column: 1, columnName: "name",
        expected: expected, found: found, hint: hint))
  }

  private var neighbours: [String: [String]] {
    var result: [String: [String]] = [:]
    for road in instance.roads {
      result[road.from, default: []].append(road.to)
      result[road.to, default: []].append(road.from)
    }
    return result
  }

  /// A camp should be connected with a place where people set out. Published instances have camps that
  /// are not, so this is a warning.
  private mutating func checkReachability() {
    let neighbours = neighbours
    var reached = Set(
      instance.places.filter { $0.kind != .camp && $0.kind != .idpCamp && $0.kind != .marker }
        .map(\.name))
    var open = Array(reached)
    while let place = open.popLast() {
      for next in neighbours[place] ?? [] where reached.insert(next).inserted {
        open.append(next)
      }
    }
    for place in instance.places where !reached.contains(place.name) {
      let line = lines[place.name].map { ":\($0)" } ?? ""
      warnings.append(
        "locations.csv\(line): \"\(place.name)\" cannot be reached: no road leads to it. Add one in "
          + "routes.csv, or leave the place out.")
    }
  }

  /// Markers are bends of roads: a ring of nothing but markers leads to no place.
  private mutating func checkMarkers() {
    let markers = Set(instance.places.filter { $0.kind == .marker }.map(\.name))
    var parent = Dictionary(uniqueKeysWithValues: markers.map { ($0, $0) })
    func root(_ name: String) -> String {
      var name = name
      while let next = parent[name], next != name { name = next }
      return name
    }
    var seen: Set<[String]> = []
    for road in instance.roads where markers.contains(road.from) && markers.contains(road.to) {
      // The same road given both ways is no ring.
      guard seen.insert([road.from, road.to].sorted()).inserted else { continue }
      let (a, b) = (root(road.from), root(road.to))
      if a == b {
        note(
          road.to, expected: "markers that lead from place to place",
          found: "a ring of markers through \"\(road.from)\" and \"\(road.to)\"",
          hint: "Make one of them a town, or leave out a road between them.")
      } else {
        parent[a] = b
      }
    }
  }

  /// Rules that use a trait need people whose trait is known.
  private mutating func checkTraits() {
    let rules = instance.settings
    var needed: Set<String> = []
    if rules.childrenAvoidHazards || rules.elderlyAvoidHazards { needed.insert("age") }
    if rules.childrenAvoidHazards, rules.boysTakeRisk { needed.insert("gender") }
    if rules.womenAvoidHazards { needed.insert("gender") }
    if rules.floodForecast != nil { needed.insert("floodawareness") }
    if rules.matchesEthnicity { needed.insert("ethnicity") }
    if rules.matchesCampReligion { needed.insert("religion") }
    let known = Set(instance.demographics.map(\.name) + instance.agents.flatMap(\.traits.keys))
    for trait in needed.subtracting(known).sorted() {
      issues.append(
        InputIssue(
          file: "simsetting.yml", expected: "people whose \(trait) is known",
          found: "no demographics_\(trait).csv and no column \(trait) in agents.csv",
          hint: "A rule that the settings switch on uses it."))
    }
    let hunger = [
      "flee_when_starving": rules.fleesWhenStarving,
      "starvation_driven_spawning": rules.spawnsWhenStarving,
      "avoid_food_deprived_locations": rules.avoidsFoodDeprivedPlaces,
    ].filter(\.value).keys.sorted()
    if !hunger.isEmpty,
      !instance.attributes.contains(where: { $0.isRegional && $0.name.hasPrefix("region_IPC") })
    {
      issues.append(
        InputIssue(
          file: "simsetting.yml",
          expected: "region_attributes_IPC.csv beside \(hunger.joined(separator: ", "))",
          found: "none"))
    }
    if rules.usesEconomicPull {
      let known = Set(instance.places.flatMap(\.attributes.keys) + instance.attributes.map(\.name))
      for name in ["trade_volume", "hdi"] where !known.contains(name) {
        warnings.append(
          "locations.csv:1: use_economic_pull needs a column \(name), or a "
            + "location_attributes_\(name).csv; without it the \(name) of every place counts as 0.")
      }
    }
  }

  private mutating func checkPeople() {
    let rules = instance.settings
    let spawnsByCounts = rules.conflictSpawning == nil && rules.floodSpawning == nil
    if spawnsByCounts, instance.counts == nil, instance.agents.isEmpty {
      issues.append(
        InputIssue(
          file: "source_data/data_layout.csv",
          expected: "counts that determine how many people set out", found: "none",
          hint: "Name the folder of the counts, or set conflict_driven_spawning."))
    }
    if rules.readsAgents, instance.agents.isEmpty {
      issues.append(
        InputIssue(
          file: "agents.csv", expected: "people, since read_from_agents_csv_file is set",
          found: "none"))
    }
    if rules.floodSpawning != nil || !rules.floodMoveChances.isEmpty,
      !instance.attributes.contains(where: { $0.name == "flood_level" })
    {
      issues.append(
        InputIssue(
          file: "flood_level.csv", expected: "flood levels, since flood rules are set",
          found: "none"))
    }
  }
}
