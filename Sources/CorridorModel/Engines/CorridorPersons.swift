import Corridors
import Periods
import Policies
import Sampling

/// The person engine of a corridor: every person has a state of their own, and decides by random
/// numbers keyed by person, day and decision.
///
/// It is the rules written out one by one, which ``CorridorCohorts`` must agree with.
package struct CorridorPersons {
  let scenario: CorridorScenario
  let rates: CorridorRates
  let random: CounterRandom
  package internal(set) var tally: CorridorTally
  var people: [Person] = []
  var day = 0
  var news: News
  var inflow: Inflow
  var counter: DayCounter
  var quotas: Quotas
  /// What the policies mean today.
  var policies: PolicyTimeline.Day
  var encountersToday = 0
  var returnedToday = 0
  var admittedToday = 0

  struct Person {
    enum State: UInt8 {
      case moving, onRoad, waiting, stopped, processing, held, inside, home, turnedBack, dead
    }

    var state = State.moving
    /// Whether the person has been returned before.
    var group: UInt8 = 0
    /// Way of arrival inside: between ports (0) or at a port (1).
    var way: UInt8 = 0
    /// Place, road, or the return practice for which the person is held.
    var place: Int32
    /// Day of arrival on a road, first week of waiting, or era of arrival.
    var mark: Int32 = 0
    var era: Int32 = 0
  }

  /// What is decided of a person on a day, each with a random number of its own.
  enum Decision: UInt32 {
    case death, release, outcome, limit, seat, turn, patience, resume, event, moved
    case movedTo, leave, stop, road, border, lot, walkUp, again, room, back
  }

  package init(_ scenario: CorridorScenario, _ draw: ParameterDraw, seed: UInt64) {
    self.scenario = scenario
    rates = CorridorRates(scenario, draw)
    news = News(scenario.corridor.plan)
    random = CounterRandom(seed: seed)
    tally = CorridorTally(scenario)
    inflow = Inflow(scenario, rates, random)
    counter = DayCounter(scenario)
    quotas = Quotas(scenario.corridor.plan)
    policies = scenario.timeline.days[0]
    for stock in scenario.corridor.plan.stocks {
      guard let place = scenario.corridor.network.index(of: stock.place) else { continue }
      add(Int(draw.number(stock.people).rounded()), at: place)
    }
  }

  mutating func add(_ number: Int, at place: Int) {
    people.append(contentsOf: repeatElement(Person(place: Int32(place)), count: number))
  }

  func unit(_ person: Int, _ decision: Decision) -> Double {
    random.unit(person, day, CounterRandom.Purpose.corridorPerson + decision.rawValue)
  }

  var month: Int { scenario.monthOfDay[day] }
  var era: Int32 { Int32(scenario.timeline.era(of: scenario.start.adding(days: day))) }
  /// Weeks begin on the days on which the cohort engine begins them.
  var week: Int32 { Int32(day / 7) }

  package mutating func run(isCancelled: () -> Bool = { false }) {
    while day < scenario.days, !isCancelled() { step() }
  }

  /// Simulates a day.
  package mutating func step() {
    policies = scenario.timeline.days[day]
    (encountersToday, returnedToday, admittedToday) = (0, 0, 0)
    arrive()
    takeSeats()
    process()
    keepAppointments()
    walkUp()
    thinkAgain()
    moveOn()
    for arrival in inflow.arrivals(on: day, news: news) {
      add(arrival.people, at: arrival.place)
      tally.entered[month] += arrival.people
      if arrival.isCounted { counter.add(arrival.people, .arrivals, at: arrival.place) }
    }
    news.add(
      encounters: encountersToday, returned: returnedToday, appointments: admittedToday,
      waiting: people.count { $0.state == .waiting })
    closeDay()
    day += 1
  }

  /// The people in some state, in the order of their numbers.
  func those(_ isMeant: (Person) -> Bool) -> [Int] {
    people.indices.filter { isMeant(people[$0]) }
  }

  /// So many of some people by lot.
  func byLot(_ number: Int, of candidates: [Int], _ decision: Decision) -> ArraySlice<Int> {
    candidates.map { (key: unit($0, decision), person: $0) }
      .sorted { ($0.key, $0.person) < ($1.key, $1.person) }.map(\.person).prefix(number)
  }

  /// So many of those who wait, the longest first; those of one week by lot.
  func firstCome(_ number: Int, of candidates: [Int], _ decision: Decision) -> ArraySlice<Int> {
    let oldest = week - Int32(WaitingRoom.weeks - 1)
    return candidates.map {
      (week: max(people[$0].mark, oldest), key: unit($0, decision), person: $0)
    }
    .sorted { ($0.week, $0.key, $0.person) < ($1.week, $1.key, $1.person) }.map(\.person)
    .prefix(number)
  }

  // MARK: Accounts

  private mutating func closeDay() {
    counter.close(
      day: day, draw: rates.draw,
      stream: RandomStream(random, day: day, purpose: CounterRandom.Purpose.corridor),
      into: &tally, month: month)
    for person in people {
      switch person.state {
      case .moving, .waiting, .stopped, .processing:
        tally.personDays[month][Int(person.place)] += 1
      default: break
      }
    }
    guard day == scenario.days - 1 || scenario.monthOfDay[day + 1] != month else { return }
    let statuses = PersonStatus.allCases.count
    let eras = scenario.timeline.eras
    for person in people {
      let base = Int(person.place) * statuses
      switch person.state {
      case .moving: tally.people[month][base] += 1
      case .onRoad:
        let to = scenario.corridor.network.roads[Int(person.place)].to
        tally.people[month][to * statuses] += 1
      case .waiting: tally.people[month][base + 1] += 1
      case .stopped: tally.people[month][base + 2] += 1
      case .processing: tally.people[month][base + 3] += 1
      case .inside:
        tally.inside[month][(Int(person.group) * 2 + Int(person.way)) * eras + Int(person.era)] += 1
      case .held: tally.held[month] += 1
      case .home: tally.home[month] += 1
      case .turnedBack, .dead: break
      }
    }
  }

  /// Everybody by state.
  package var accounts: CorridorLedger {
    var accounts = CorridorLedger()
    accounts.entered = people.count
    for person in people {
      switch person.state {
      case .moving: accounts.moving += 1
      case .onRoad: accounts.onRoads += 1
      case .waiting: accounts.waiting += 1
      case .stopped: accounts.stopped += 1
      case .processing: accounts.processing += 1
      case .held: accounts.held += 1
      case .inside: accounts.inside += 1
      case .home: accounts.home += 1
      case .turnedBack: accounts.turnedBack += 1
      case .dead: accounts.dead += 1
      }
    }
    return accounts
  }
}
