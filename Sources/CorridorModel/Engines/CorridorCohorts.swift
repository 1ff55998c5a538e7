import Corridors
import Periods
import Policies
import Sampling

/// The cohort engine of a corridor: people in the same state are one number, moved by binomial,
/// multinomial and hypergeometric draws, so that its cost does not grow with the people.
///
/// Its stages and their chances are those of ``CorridorPersons``; docs/model.md describes them.
package struct CorridorCohorts {
  let scenario: CorridorScenario
  let rates: CorridorRates
  let random: CounterRandom
  let places: Int
  package internal(set) var tally: CorridorTally
  package internal(set) var ledger = CorridorLedger()
  package internal(set) var day = 0
  var news: News
  var inflow: Inflow
  /// `class * places + place`.
  package internal(set) var moving: [Int]
  package internal(set) var stopped: [Int]
  /// By road and class, a ring of the days on which they arrive.
  var onRoad: [[Int]]
  package internal(set) var waiting: WaitingRoom
  /// `class * places + sector`.
  package internal(set) var processing: [Int]
  /// By return practice: `class * eras + era`.
  var held: [WaitingRoom]
  /// `(class * 2 + way) * eras + era`; the ways are between ports and at a port.
  var inside: [Int]
  var home: [Int]
  var quotas: Quotas
  var counter: DayCounter
  /// What the policies mean today.
  var policies: PolicyTimeline.Day
  /// Outcomes of the day, for the news.
  var encountersToday = 0
  var returnedToday = 0
  var admittedToday = 0

  /// Parts of a day, each with random numbers of its own.
  enum Stage: UInt32 {
    case death, seats, release, processing, outcome, appointments, walkUp, patience, resume
    case event, moved, movedTo, leave, choice, road, ports, homeward, counts, again
  }

  package init(_ scenario: CorridorScenario, _ draw: ParameterDraw, seed: UInt64) {
    self.scenario = scenario
    rates = CorridorRates(scenario, draw)
    news = News(scenario.corridor.plan)
    random = CounterRandom(seed: seed)
    places = scenario.corridor.network.places.count
    tally = CorridorTally(scenario)
    counter = DayCounter(scenario)
    inflow = Inflow(scenario, rates, random)
    let cells = PolicyTimeline.classes * places
    moving = [Int](repeating: 0, count: cells)
    stopped = moving
    processing = moving
    waiting = WaitingRoom(cells: cells)
    let eras = scenario.timeline.eras
    held = scenario.corridor.plan.returns.map { _ in
      WaitingRoom(cells: PolicyTimeline.classes * eras)
    }
    inside = [Int](repeating: 0, count: PolicyTimeline.classes * 2 * eras)
    home = [Int](repeating: 0, count: PolicyTimeline.classes)
    onRoad = rates.roadDays.map {
      [Int](repeating: 0, count: PolicyTimeline.classes * ($0 + 1))
    }
    quotas = Quotas(scenario.corridor.plan)
    policies = scenario.timeline.days[0]
    for stock in scenario.corridor.plan.stocks {
      guard let place = scenario.corridor.network.index(of: stock.place) else { continue }
      let people = Int(draw.number(stock.people).rounded())
      moving[place] += people
      ledger.entered += people
    }
  }

  func stream(_ stage: Stage, _ cell: Int = 0) -> RandomStream {
    RandomStream(
      random, day: day,
      purpose: CounterRandom.Purpose.corridor + stage.rawValue << 16
        + UInt32(truncatingIfNeeded: cell))
  }

  var month: Int { scenario.monthOfDay[day] }

  /// Runs all days, unless it is cancelled.
  package mutating func run(isCancelled: () -> Bool = { false }) {
    while day < scenario.days, !isCancelled() { step() }
  }

  /// Simulates a day.
  package mutating func step() {
    policies = scenario.timeline.days[day]
    (encountersToday, returnedToday, admittedToday) = (0, 0, 0)
    if day % 7 == 0 {
      waiting.beginWeek()
      for index in held.indices { held[index].beginWeek() }
    }
    arrive()
    takeSeats()
    process()
    keepAppointments()
    walkUp()
    thinkAgain()
    moveOn()
    comeIn()
    news.add(
      encounters: encountersToday, returned: returnedToday, appointments: admittedToday,
      waiting: waiting.total)
    closeDay()
    day += 1
  }

  // MARK: Entries

  private mutating func comeIn() {
    for arrival in inflow.arrivals(on: day, news: news) {
      moving[arrival.place] += arrival.people
      ledger.entered += arrival.people
      tally.entered[month] += arrival.people
      if arrival.isCounted { counter.add(arrival.people, .arrivals, at: arrival.place) }
    }
  }

  // MARK: Accounts

  private mutating func closeDay() {
    counter.close(day: day, draw: rates.draw, stream: stream(.counts), into: &tally, month: month)
    for place in 0..<places {
      var people = 0
      for group in 0..<PolicyTimeline.classes {
        let cell = group * places + place
        people += moving[cell] + stopped[cell] + waiting.totals[cell] + processing[cell]
      }
      tally.personDays[month][place] += people
    }
    guard day == scenario.days - 1 || scenario.monthOfDay[day + 1] != month else { return }
    let statuses = PersonStatus.allCases.count
    for group in 0..<PolicyTimeline.classes {
      for place in 0..<places {
        let cell = group * places + place
        tally.people[month][place * statuses] += moving[cell]
        tally.people[month][place * statuses + 1] += waiting.totals[cell]
        tally.people[month][place * statuses + 2] += stopped[cell]
        tally.people[month][place * statuses + 3] += processing[cell]
      }
    }
    for (index, road) in scenario.corridor.network.roads.enumerated() {
      tally.people[month][road.to * statuses] += onRoad[index].reduce(0, +)
    }
    tally.inside[month] = inside
    tally.held[month] = held.reduce(0) { $0 + $1.total }
    tally.home[month] = home.reduce(0, +)
  }

  /// Everybody by state.
  package var accounts: CorridorLedger {
    var accounts = ledger
    accounts.moving = moving.reduce(0, +)
    accounts.stopped = stopped.reduce(0, +)
    accounts.waiting = waiting.total
    accounts.processing = processing.reduce(0, +)
    accounts.held = held.reduce(0) { $0 + $1.total }
    accounts.inside = inside.reduce(0, +)
    accounts.home = home.reduce(0, +)
    accounts.onRoads = onRoad.reduce(0) { $0 + $1.reduce(0, +) }
    return accounts
  }
}
