/// Keeps what FLEE's logs show of people and roads and the rules do not need, and writes the logs' lines.
final class TravelRecorder {
  private let log: TravelLog
  private let world: World
  /// Place where each person set out.
  private let homes = Column<Int32>()
  /// Kilometres of the roads that each person has completed.
  private let distance = Column<Double>()
  /// How many connections FLEE gives each person; nothing else uses them.
  private let connections = Column<Int32>()
  /// Places where each person has been, home included.
  private let placesTravelled = Column<Int32>()
  /// Kilometres that each person has moved today.
  private let movedToday = Column<Double>()
  /// Roads that a person has completed today and gone on from.
  private var roadsPassedToday: [Int: [Int]] = [:]
  /// People who have set out on each road so far, in all and by combination of traits.
  private var uses: [Int]
  private var usesByTraits: [[Int32: Int]]
  private let names: [String]

  init(_ log: TravelLog, _ instance: FleeInstance, _ world: World) {
    self.log = log
    self.world = world
    names = instance.places.map { log.showsRegions ? $0.region : $0.name }
    uses = Array(repeating: 0, count: world.network.roads.count)
    usesByTraits = Array(repeating: [:], count: world.network.roads.count)
    if log.agentLevel > 0 {
      log.agent(
        "#time,rank-agentid,original_location,current_location,gps_x,gps_y,is_travelling,"
          + "distance_travelled,places_travelled,distance_moved_this_timestep,connections"
          + world.traits.names.map { "," + $0 }.joined())
    }
    if log.linkLevel > 0 { log.link("#time,start_location,end_location,cum_num_agents,attribute") }
  }

  /// A person sets out for the first time.
  func add(home: Int, connections number: Int) {
    homes.append(Int32(home))
    connections.append(Int32(number))
    distance.append(0)
    placesTravelled.append(1)
    movedToday.append(0)
  }

  func beginDay() {
    movedToday.fill(0)
    roadsPassedToday.removeAll(keepingCapacity: true)
  }

  func arrive(_ person: Int, road: Int) {
    distance[person] += world.roadDistance[road]
    placesTravelled[person] += 1
  }

  /// A person has time left at the end of a road.
  func passThrough(_ person: Int, road: Int) {
    if log.agentLevel > 1 { roadsPassedToday[person, default: []].append(road) }
  }

  func moved(_ person: Int, _ kilometres: Double) { movedToday[person] = kilometres }

  func setOut(on road: Int, traits: Int32) {
    uses[road] += 1
    if log.linkLevel > 1 { usesByTraits[road][traits, default: 0] += 1 }
  }

  func endDay(_ day: Int, _ people: People) {
    if log.agentLevel > 0 {
      for person in 0..<people.count where people.at(person) != Motion.gone {
        writeLines(person, day, people)
      }
    }
    if log.linkLevel > 0 { writeRoads(day) }
  }

  private func writeLines(_ person: Int, _ day: Int, _ people: People) {
    let at = Int(people.at(person))
    let traits = world.traits.combinations[Int(people.traits[person])]
    let tail =
      "\(at < 0 ? "True" : "False"),\(distance[person]),\(placesTravelled[person]),"
      + "\(movedToday[person]),\(connections[person])" + traits.map { "," + $0 }.joined()
    let rankAndPerson = "0-\(person),\(names[Int(homes[person])])"
    let here = at >= 0 ? placeFields(at) : roadFields(-1 - at)
    log.agent("\(day),\(rankAndPerson),\(here),\(tail)")
    for (hop, road) in (roadsPassedToday[person] ?? []).enumerated() {
      let time = log.agentLevel > 2 ? "\(day)-\(hop + 1)" : "\(day)"
      log.agent("\(time),\(rankAndPerson),\(roadFields(road)),\(tail)")
    }
  }

  /// FLEE writes the latitude as `gps_x` and the longitude as `gps_y`.
  private func placeFields(_ place: Int) -> String {
    let state = world.network.places[place]
    return "\(names[place]),\(state.latitude),\(state.longitude)"
  }

  private func roadFields(_ road: Int) -> String {
    let (from, to) = (Int(world.roadFrom[road]), Int(world.roadTo[road]))
    let (a, b) = (world.network.places[from], world.network.places[to])
    return "L:\(names[from]):\(names[to]),\((a.latitude + b.latitude) / 2),"
      + "\((a.longitude + b.longitude) / 2)"
  }

  private func writeRoads(_ day: Int) {
    for leaving in world.network.leaving {
      for road in leaving where world.network.roads[road].isOpen {
        let ends = "\(names[Int(world.roadFrom[road])]),\(names[Int(world.roadTo[road])])"
        log.link("\(day),\(ends),\(uses[road]),total")
        for (index, name) in world.traits.names.enumerated() {
          var sums: [String: Int] = [:]
          for (traits, number) in usesByTraits[road] {
            sums[world.traits.combinations[Int(traits)][index], default: 0] += number
          }
          for value in sums.keys.sorted() {
            log.link("\(day),\(ends),\(sums[value] ?? 0),\(name):\(value)")
          }
        }
      }
    }
  }
}
