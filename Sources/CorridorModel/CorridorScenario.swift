import Corridors
import Periods
import Policies

/// A corridor with one set of policies and a period, ready to be simulated.
package struct CorridorScenario: Sendable {
  package let name: String
  package let corridor: MovementCorridor
  /// The figures that are known.
  package let record: CorridorRecord
  package let start: Day
  package let days: Int
  let timeline: PolicyTimeline
  /// First and last days of the months simulated, in order.
  package let months: [Period]
  /// For each day the index of its month.
  let monthOfDay: [Int]
  let layout: CorridorLayout

  package init(
    name: String, _ corridor: MovementCorridor, record: CorridorRecord, through last: Period
  ) {
    self.name = name
    self.corridor = corridor
    self.record = record
    start = corridor.plan.start
    days = max(1, last.last.days(since: start) + 1)
    timeline = PolicyTimeline(corridor, start: start, days: days)
    var months: [Period] = []
    var monthOfDay: [Int] = []
    for day in 0..<days {
      let month = Period.month(of: start.adding(days: day))
      if months.last != month { months.append(month) }
      monthOfDay.append(months.count - 1)
    }
    self.months = months
    self.monthOfDay = monthOfDay
    layout = CorridorLayout(corridor)
  }
}

/// Tables of a corridor's places and roads that all runs share.
struct CorridorLayout: Sendable {
  /// Roads from each place to the others, without those across the border.
  let onward: [[Int]]
  /// The chance of each of them, while all are open.
  let onwardChances: [[Double]]
  /// For each border town the road to its sector, and its port.
  let sectorRoad: [Int?]
  let portOfTown: [Int?]
  /// For each sector the border towns that lead to it: people who are returned are put back there.
  let bordersOfSector: [[Int]]
  let borders: [Int]
  let waitingPlaces: [Int]
  let ports: [Int]
  /// For each road its hazard, as an index into the plan's.
  let hazardOfRoad: [Int?]
  /// For each place the interception of its country.
  let interceptionOfPlace: [Int?]
  /// For each interception the places that people are taken to.
  let takenTo: [[Int]]
  /// For each count of arrivals its places.
  let placesOfCount: [[Int]]
  /// For each count of arrivals the part of each of its places, by the roads that lead there.
  let partsOfCount: [[Double]]
  /// For each count and place, whether it counts what happens there.
  let isCounted: [[Bool]]
  /// For each entry its places and their parts.
  let origins: [[(place: Int, part: Double)]]
  /// Origins of the entry that a count fixes, where people flown home set out again.
  let originsOfCountedEntry: [(place: Int, part: Double)]?
  /// For each return practice whether people are put back at the border they crossed.
  let isBackAtBorder: [Bool]

  /// The chance that each of some roads is taken, by their weights.
  static func chances(_ roads: [Int], of all: [CorridorNetwork.Road]) -> [Double] {
    let weights = roads.map { all[$0].weight }
    let sum = weights.reduce(0, +)
    return weights.map { $0 / sum }
  }

  init(_ corridor: MovementCorridor) {
    let network = corridor.network
    let plan = corridor.plan
    func kind(_ road: CorridorNetwork.Road) -> CorridorNetwork.Place.Kind {
      network.places[road.to].kind
    }
    func roads(from place: Int, _ isWanted: (CorridorNetwork.Place.Kind) -> Bool) -> [Int] {
      network.roads.indices.filter {
        network.roads[$0].from == place && isWanted(kind(network.roads[$0]))
      }
    }
    let places = network.places.indices
    let onward = places.map { roads(from: $0) { !$0.isAcrossBorder } }
    self.onward = onward
    onwardChances = onward.map { CorridorLayout.chances($0, of: network.roads) }
    sectorRoad = places.map { roads(from: $0) { $0 == .sector }.first }
    portOfTown = places.map { roads(from: $0) { $0 == .port }.first.map { network.roads[$0].to } }
    bordersOfSector = places.map { sector in
      network.roads.filter { $0.to == sector && network.places[sector].kind == .sector }.map(\.from)
    }
    borders = places.filter { network.places[$0].kind == .border }
    waitingPlaces = places.filter { network.places[$0].kind.offersWaiting }
    ports = places.filter { network.places[$0].kind == .port }
    var hazards = [Int?](repeating: nil, count: network.roads.count)
    for (index, hazard) in plan.hazards.enumerated() {
      for ends in hazard.roads where ends.count == 2 {
        if let road = network.road(from: ends[0], to: ends[1]) { hazards[road] = index }
      }
    }
    hazardOfRoad = hazards
    interceptionOfPlace = network.places.map { place in
      plan.interceptions.firstIndex { $0.country == place.country }
    }
    takenTo = plan.interceptions.map { $0.takenTo.compactMap { network.index(of: $0) } }
    let placesOfCount = plan.counts.map { $0.places.compactMap { network.index(of: $0) } }
    self.placesOfCount = placesOfCount
    partsOfCount = placesOfCount.map { places in
      let weights = places.map { place in
        network.roads.filter { $0.to == place }.reduce(0.001) { $0 + $1.weight }
      }
      let sum = weights.reduce(0, +)
      return weights.map { $0 / sum }
    }
    isCounted = plan.counts.map { count in
      network.places.map { place in
        switch count.what {
        case .arrivals: count.places.contains(place.id)
        case .interceptions: place.country == count.country
        case .encounters:
          place.country == count.country
            && place.kind == (count.way == .betweenPorts ? .sector : .port)
        }
      }
    }
    let origins = plan.entries.map { entry in
      entry.from.compactMap { origin in
        network.index(of: origin.place).map { (place: $0, part: origin.part) }
      }
    }
    self.origins = origins
    originsOfCountedEntry = plan.entries.firstIndex { $0.count != nil }.map { origins[$0] }
    isBackAtBorder = plan.returns.map { practice in
      let country = corridor.policies[practice.policy]?.takesTo
      return network.places.contains { $0.kind == .border && $0.country == country }
    }
  }
}
