import Foundation
import Geography
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
    checks.checkCountries()
    checks.checkDistances()
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

  /// The country of the first place is home, and every other is abroad.
  private mutating func checkCountries() {
    guard let home = instance.places.first?.country else { return }
    let isInConflict: (FleeInstance.Place) -> Bool = { [conflicts = instance.conflicts] place in
      place.kind == .conflictZone || conflicts[place.name]?.contains { $0 > 0 } == true
    }
    let zones = instance.places.filter(isInConflict)
    if !zones.isEmpty, instance.settings.floodSpawning == nil,
      !zones.contains(where: { $0.country == home })
    {
      warnings.append(
        "locations.csv: home is \"\(home)\", the country of the first place, as in FLEE; no conflict is there, "
          + "and all people set out abroad. Put a place at home first.")
    }
    var names: [String: String] = [:]
    for country in Set(instance.places.map(\.country)).sorted() {
      let key = country.folding(options: [.caseInsensitive, .diacriticInsensitive], locale: nil)
      if let other = names[key] {
        warnings.append(
          "locations.csv: \"\(other)\" and \"\(country)\" are two countries, as in FLEE. Is one misspelt?"
        )
      }
      names[key] = country
    }
    if names["unknown"] != nil, names.count > 1 {
      warnings.append(
        "locations.csv: places without a country are in one of their own, \"unknown\", as in FLEE.")
    }
    for closure in instance.closures where closure.kind == .country && !isThere(closure) {
      warnings.append(
        "closures.csv: no road leads between \"\(closure.first)\" and \"\(closure.second)\"; nothing is closed."
      )
    }
  }

  private func isThere(_ closure: FleeInstance.Closure) -> Bool {
    let countries = Dictionary(instance.places.map { ($0.name, $0.country) }) { _, last in last }
    return instance.roads.contains {
      let ends = (countries[$0.from] ?? "", countries[$0.to] ?? "")
      return ends == (closure.first, closure.second) || ends == (closure.second, closure.first)
    }
  }

  /// A road is not much shorter than the straight line: coordinates or kilometres are wrong.
  private mutating func checkDistances() {
    let places = Dictionary(instance.places.map { ($0.name, $0) }) { _, last in last }
    let short = instance.roads.compactMap { road -> (road: FleeInstance.Road, line: Double)? in
      guard let from = places[road.from], let to = places[road.to] else { return nil }
      let ends = [from, to].map { ($0.latitude, $0.longitude) }
      guard !ends.contains(where: { $0 == (0, 0) }) else { return nil }
      let line = GreatCircle.kilometres(from: ends[0], to: ends[1])
      return road.distance < line / 2 && line > 20 ? (road, line) : nil
    }
    guard let worst = short.max(by: { $0.line / $0.road.distance < $1.line / $1.road.distance })
    else { return }
    warnings.append(
      "routes.csv: by the coordinates \(short.count) of \(instance.roads.count) roads are less than half as long as "
        + "the straight line, above all \"\(worst.road.from)\" to \"\(worst.road.to)\", "
        + "\(CSVWriter.number(worst.road.distance)) km of \(Int(worst.line)).")
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
