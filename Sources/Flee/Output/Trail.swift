/// Takes the lines of the agents log and the links log as a run makes them.
public final class TravelLog {
  /// FLEE's level: 1 for a line per person and day, 2 for places passed through too, 3 for the hop's
  /// number beside the day.
  let agentLevel: Int
  /// FLEE's level: 1 for people on each road so far, 2 by trait too.
  let linkLevel: Int
  let showsRegions: Bool
  private let writeAgents: (String) -> Void
  private let writeLinks: (String) -> Void

  /// - Parameters:
  ///   - agents: takes lines of the agents log, each with its line end.
  ///   - links: takes lines of the links log.
  public init(
    _ rules: MovementSettings, agents: @escaping (String) -> Void,
    links: @escaping (String) -> Void
  ) {
    agentLevel = rules.agentLog
    linkLevel = rules.linkLog
    showsRegions = rules.logsRegions
    writeAgents = agents
    writeLinks = links
  }

  func agent(_ line: String) { writeAgents(line + "\n") }
  func link(_ line: String) { writeLinks(line + "\n") }
}

/// What the logs need to know of people beyond what the rules do.
final class Trail {
  private let log: TravelLog
  private let world: World
  private let homes = Column<Int32>()
  private let distance = Column<Double>()
  private let placesTravelled = Column<Int32>()
  private let movedToday = Column<Double>()
  private var passed: [Int: [Int]] = [:]
  /// People who have set out on each road so far, and by traits.
  private var uses: [Int]
  private var usesByTrait: [[Int32: Int]]
  private let names: [String]

  init(_ log: TravelLog, _ instance: FleeInstance, _ world: World) {
    self.log = log
    self.world = world
    names = instance.places.map { log.showsRegions ? $0.region : $0.name }
    uses = Array(repeating: 0, count: world.network.roads.count)
    usesByTrait = Array(repeating: [:], count: world.network.roads.count)
    if log.agentLevel > 0 {
      log.agent(
        "#time,rank-agentid,original_location,current_location,gps_x,gps_y,is_travelling,"
          + "distance_travelled,places_travelled,distance_moved_this_timestep"
          + world.traits.names.map { "," + $0 }.joined())
    }
    if log.linkLevel > 0 { log.link("#time,start_location,end_location,cum_num_agents,attribute") }
  }

  func add(home: Int) {
    homes.append(Int32(home))
    distance.append(0)
    placesTravelled.append(1)
    movedToday.append(0)
  }

  func begin() {
    movedToday.fill(0)
    passed.removeAll(keepingCapacity: true)
  }

  func arrive(_ person: Int, road: Int, _ world: World) {
    distance[person] += world.roadDistance[road]
    placesTravelled[person] += 1
  }

  func passThrough(_ person: Int, road: Int) {
    if log.agentLevel > 1 { passed[person, default: []].append(road) }
  }

  func moved(_ person: Int, _ kilometres: Double) { movedToday[person] = kilometres }

  func setOut(on road: Int, traits: Int32) {
    uses[road] += 1
    if log.linkLevel > 1 { usesByTrait[road][traits, default: 0] += 1 }
  }

  func end(_ day: Int, _ people: People) {
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
      + "\(movedToday[person])" + traits.map { "," + $0 }.joined()
    let person0 = "0-\(person),\(names[Int(homes[person])])"
    let here = at >= 0 ? placeFields(at) : roadFields(-1 - at)
    log.agent("\(day),\(person0),\(here),\(tail)")
    for (hop, road) in (passed[person] ?? []).enumerated() {
      let time = log.agentLevel > 2 ? "\(day)-\(hop + 1)" : "\(day)"
      log.agent("\(time),\(person0),\(roadFields(road)),\(tail)")
    }
  }

  /// FLEE's x is what its files call latitude.
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
          for (traits, number) in usesByTrait[road] {
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
