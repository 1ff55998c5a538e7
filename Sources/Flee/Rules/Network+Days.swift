/// How closures, conflicts and changes of kind alter the network.
extension Network {
  mutating func close(_ road: Int) {
    guard roads[road].isOpen else { return }
    roads[road].isOpen = false
    roads[road].closings += 1
  }

  mutating func open(_ road: Int) { roads[road].isOpen = true }

  mutating func startConflict(_ place: Int, intensity: Double, day: Int, _ rules: MovementSettings)
  {
    places[place].conflict = intensity
    places[place].conflictStart = day
    places[place].moveChance = rules.conflictMoveChance
    places[place].isTown = false
  }

  mutating func endConflict(_ place: Int, _ rules: MovementSettings) {
    places[place].conflict = -1
    places[place].moveChance = rules.defaultMoveChance
    places[place].isTown = true
  }

  /// Closures and reopenings of a day; they act before people move.
  mutating func apply(_ closures: [FleeInstance.Closure], day: Int, _ rules: MovementSettings) {
    for closure in closures {
      if closure.start == day { apply(closure, closes: true, rules) }
      if closure.end == day { apply(closure, closes: false, rules) }
    }
  }

  private mutating func apply(
    _ closure: FleeInstance.Closure, closes: Bool, _ rules: MovementSettings
  ) {
    switch closure.kind {
    case .country, .location, .link:
      for road in roads.indices where concerns(closure, roads[road]) {
        if closes { close(road) } else { open(road) }
      }
    case .redirection: return
    case .camp, .idpCamp:
      guard let place = lastIndexOfPlace[closure.first] else { return }
      if closes {
        closeCamp(place, rules)
      } else {
        openCamp(place, isIDPCamp: closure.kind == .idpCamp, rules)
      }
    }
  }

  private func concerns(_ closure: FleeInstance.Closure, _ road: Road) -> Bool {
    let (from, to) = (places[road.from], places[road.to])
    switch closure.kind {
    case .country:
      return (from.country == closure.first && to.country == closure.second)
        || (from.country == closure.second && to.country == closure.first)
    case .location: return from.name == closure.first || to.name == closure.first
    // FLEE means both ways, and closes at most one.
    case .link:
      return (from.name == closure.first && to.name == closure.second)
        || (from.name == closure.second && to.name == closure.first)
    default: return false
    }
  }
}

/// What the instance's files give day by day.
extension Network {
  /// Conflicts that begin or end on a day.
  ///
  /// - Returns: whether any did.
  mutating func updateConflicts(_ instance: FleeInstance, day: Int) -> Bool {
    let rules = instance.settings
    var changed = false
    // In the order of the places, so that a run does not depend on a dictionary's.
    for (index, place) in instance.places.enumerated() {
      if instance.conflicts.isEmpty {
        // Where floods make people set out, FLEE knows the conflicts of the beginning only.
        guard place.kind == .conflictZone, place.conflictDay == day, !instance.countsEveryPlace
        else { continue }
        let intensity = places[index].attributes["conflict_intensity"]
        startConflict(
          index, intensity: intensity ?? rules.defaultConflictIntensity, day: day, rules)
        changed = true
        continue
      }
      guard let values = instance.conflicts[place.name], day < values.count,
        indexOfPlace[place.name] == index
      else { continue }
      let isOn = values[day] > 1e-6
      let wasOn = day > 0 && values[day - 1] > 1e-6
      guard isOn != wasOn else { continue }
      if isOn {
        startConflict(index, intensity: values[day], day: day, rules)
      } else {
        endConflict(index, rules)
      }
      changed = true
    }
    return changed
  }

  /// Places that change their kind on a day.
  mutating func apply(
    _ changes: [FleeInstance.LocationChange], day: Int, _ rules: MovementSettings
  ) {
    for change in changes where change.day == day {
      guard let place = indexOfPlace[change.place] else { continue }
      switch change.kind {
      case .camp: openCamp(place, isIDPCamp: false, rules)
      case .idpCamp: openCamp(place, isIDPCamp: true, rules)
      case .conflictZone:
        closeCamp(place, rules)
        startConflict(place, intensity: rules.defaultConflictIntensity, day: day, rules)
      case .town: closeCamp(place, rules)
      case .forwardingHub, .marker, .floodZone:
        closeCamp(place, rules)
        places[place].isTown = false
        places[place].isMarker = change.kind == .marker
        places[place].isFloodZone = change.kind == .floodZone
        if change.kind != .floodZone { places[place].moveChance = 1 }
      }
    }
  }

  mutating func openCamp(_ place: Int, isIDPCamp: Bool, _ rules: MovementSettings) {
    places[place].isCamp = true
    places[place].isIDPCamp = isIDPCamp
    places[place].isTown = false
    places[place].isMarker = false
    places[place].isFloodZone = false
    places[place].conflict = -1
    places[place].moveChance = isIDPCamp ? rules.idpCampMoveChance : rules.campMoveChance
  }

  mutating func closeCamp(_ place: Int, _ rules: MovementSettings) {
    places[place].isCamp = false
    places[place].isIDPCamp = false
    places[place].isTown = true
    places[place].isMarker = false
    places[place].isFloodZone = false
    places[place].conflict = -1
    places[place].moveChance = rules.defaultMoveChance
  }

  /// Attributes that change with the days: floods, hunger and those that a file gives.
  mutating func updateAttributes(_ instance: FleeInstance, day: Int) {
    for series in instance.attributes {
      for place in places.indices {
        let key = series.isRegional ? places[place].region : places[place].name
        // A place without a column has 0, whatever locations.csv says; a region keeps what it had.
        guard let value = series.value(of: key, day: day) ?? (series.isRegional ? nil : 0) else {
          continue
        }
        places[place].attributes[series.name] = value
      }
    }
    if day == 0, let flood = instance.attributes.first(where: { $0.name == "flood_level" }) {
      for place in places.indices {
        places[place].floodForecast = flood.values[places[place].name] ?? []
      }
    }
    for place in places.indices {
      let attributes = places[place].attributes
      places[place].floodLevel = (attributes["flood_level"] ?? 0).rounded(.towardZero)
      places[place].hunger = (attributes["region_IPC_level"] ?? attributes["region_IPC"] ?? 0) / 100
      places[place].sinkChance = attributes["deactivation_probability"] ?? 0
    }
  }
}

extension Network.Place {
  /// Part of the people who live here who have a value of a trait, from the attribute of that name.
  func part(sharing value: String) -> Double {
    guard population >= 1, let people = attributes[value] else { return 0 }
    return people / population
  }
}
