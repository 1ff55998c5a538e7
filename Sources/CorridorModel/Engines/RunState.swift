import Corridors
import Policies
import Sampling

/// What both engines keep of a run, and the rules that do not depend on whether people are simulated
/// one by one or as numbers.
struct RunState {
  private(set) var scenario: CorridorScenario
  let rates: CorridorRates
  let random: CounterRandom
  private(set) var tally: CorridorTally
  /// Number of the day, from 0.
  private(set) var day = 0
  /// What the policies mean today.
  private(set) var policies: PolicyTimeline.Day
  private var news: News
  private var inflow: Inflow
  private var counter: DayCounter
  private var quotas: Quotas
  /// Outcomes of the day, for the news.
  private var encounteredToday = 0
  private var returnedToday = 0
  private var admittedToday = 0

  init(_ scenario: CorridorScenario, _ draw: ParameterDraw, seed: UInt64) {
    self.scenario = scenario
    rates = CorridorRates(scenario, draw)
    random = CounterRandom(seed: seed)
    tally = CorridorTally(scenario)
    policies = scenario.timeline.days[0]
    news = News(scenario.corridor.plan)
    inflow = Inflow(scenario, rates, random)
    counter = DayCounter(scenario)
    quotas = Quotas(scenario.corridor.plan)
  }

  var layout: CorridorLayout { scenario.layout }
  var places: [CorridorNetwork.Place] { scenario.corridor.network.places }
  var roads: [CorridorNetwork.Road] { scenario.corridor.network.roads }
  var practices: [MovementPlan.ReturnPractice] { scenario.corridor.plan.returns }
  var month: Int { scenario.monthOfDay[day] }
  /// The era of people who arrive today.
  var era: Int { scenario.timeline.era(of: scenario.start.adding(days: day)) }
  var isLastDayOfMonth: Bool {
    day == scenario.days - 1 || scenario.monthOfDay[day + 1] != month
  }

  mutating func beginDay() {
    policies = scenario.timeline.days[day]
    (encounteredToday, returnedToday, admittedToday) = (0, 0, 0)
  }

  mutating func endDay() { day += 1 }

  var beliefs: [Double] { inflow.beliefs }

  mutating func turn(to scenario: CorridorScenario, _ reference: ReferenceRun?) {
    tally.take(InsideCells(scenario.timeline), from: InsideCells(self.scenario.timeline))
    self.scenario = scenario
    inflow.scenario = scenario
    inflow.reference = reference
    counter.scenario = scenario
  }

  /// All that a run has come to by the end of a day.
  mutating func pass(_ archive: inout StateArchive) {
    archive.pass(&day)
    guard (1...scenario.days).contains(day) else { return }
    tally.pass(&archive, months: scenario.monthOfDay[day - 1] + 1)
    news.pass(&archive)
    inflow.pass(&archive)
    quotas.pass(&archive)
  }

  /// People who are there when the simulation starts.
  var stocks: [(place: Int, people: Int)] {
    scenario.corridor.plan.stocks.compactMap { stock in
      scenario.corridor.network.index(of: stock.place).map {
        ($0, Int(rates.draw.number(stock.people).rounded()))
      }
    }
  }

  // MARK: On the way

  mutating func noteArrivals(_ people: Int, at place: Int) {
    counter.add(people, .arrivals, at: place)
    inflow.noteArrivals(people, at: place)
  }

  mutating func noteDeaths(_ people: Int, on road: Int) {
    if let hazard = layout.hazardOfRoad[road] { tally.deaths[hazard][month] += people }
  }

  /// Notes people who crossed between ports and are encountered there.
  mutating func noteEncounters(_ people: Int, inSector sector: Int) {
    encounteredToday += people
    counter.add(people, .encounters, at: sector)
  }

  mutating func noteInterceptions(_ events: Int, at place: Int) {
    counter.add(events, .interceptions, at: place)
  }

  mutating func noteTurnedBack(_ people: Int) { tally.turnedBack[month] += people }

  /// Enforcement at a place today: the chance of an event for each person there, the part of those
  /// intercepted who are taken elsewhere, and to which places; `nil` where there is none.
  func interception(at place: Int) -> (chance: Double, moved: Double, takenTo: [Int])? {
    layout.interceptionOfPlace[place].map { index in
      let rate = rates.interception(index, isSteppedUp: policies.isSteppedUp[index])
      return (rate.chance, rate.moved, layout.takenTo[index])
    }
  }

  /// Chance that a person who waits at a place gives it up today; all do once waiting has come to an
  /// end.
  func chanceOfGivingUp(_ cell: Int) -> Double { policies.canWait[cell] ? rates.losePatience : 1 }

  /// What people believe today about the border.
  var belief: News.Belief { news.belief }

  func choice(at place: Int, _ group: Int, _ belief: News.Belief) -> Choice {
    scenario.choice(at: place, group, policies, rates.appeals, belief)
  }

  /// The roads that lead on from a place and are open today.
  func openRoads(from place: Int) -> [Int] {
    guard policies.isRoadClosed.contains(true) else { return layout.onward[place] }
    return layout.onward[place].filter { !policies.isRoadClosed[$0] }
  }

  // MARK: At the border

  /// Seats that leave today under a return practice.
  mutating func offerSeats(_ practice: Int) -> Int {
    tally.seatsOffered[practice][month] += policies.seats[practice]
    return policies.seats[practice]
  }

  /// How many of the people that a practice would return at once are within its limit today.
  mutating func returnsWithinLimit(_ practice: Int, wanted: Int) -> Int {
    quotas.returns(practice, wanted: wanted, limit: policies.mostReturned[practice])
  }

  mutating func noteReturns(_ people: Int, _ practice: Int) {
    tally.returned[practice][month] += people
    returnedToday += people
  }

  /// Towns where people whom a practice returns from a sector are put back; empty when they are taken
  /// home.
  func bordersOfReturn(_ practice: Int, fromSector sector: Int) -> [Int] {
    layout.isBackAtBorder[practice] ? layout.bordersOfSector[sector] : []
  }

  /// Appointments of a kind that there are today.
  mutating func offerAppointments(_ index: Int) -> Int {
    let share = scenario.appointmentShare(index, day: day, rates.draw)
    let offered = quotas.appointments(index, perDay: policies.appointments[index] * share)
    tally.appointmentsOffered[month] += offered
    return offered
  }

  mutating func noteAdmissions(_ people: Int) {
    admittedToday += people
    tally.admitted[month] += people
  }

  mutating func noteEncounters(_ people: Int, atPort port: Int) {
    counter.add(people, .encounters, at: port)
  }

  /// People a day who come to ports without an appointment.
  var walkUpsPerDay: Double { scenario.walkUp(day: day, rates.draw) }

  /// Border towns with a port.
  var townsWithPort: [Int] { layout.borders.filter { layout.portOfTown[$0] != nil } }

  // MARK: Entries and accounts

  /// The people who come in today.
  mutating func arrivals() -> [Inflow.Arrival] {
    let arrivals = inflow.arrivals(on: day, news: news)
    for arrival in arrivals {
      tally.entered[month] += arrival.people
      if arrival.isCounted { counter.add(arrival.people, .arrivals, at: arrival.place) }
    }
    return arrivals
  }

  /// Adds the day's outcomes to the news, and what the series count to the tally.
  ///
  /// - Parameters:
  ///   - waiting: people who wait for an appointment at the end of the day.
  ///   - stream: of random numbers for the shares that are counted.
  mutating func closeAccounts(waiting: Int, _ stream: RandomStream) {
    news.add(
      encounters: encounteredToday, returned: returnedToday, appointments: admittedToday,
      waiting: waiting)
    counter.close(day: day, draw: rates.draw, stream: stream, into: &tally, month: month)
  }

  /// Notes that people were at a place in the course of the month, each for a day.
  mutating func notePersonDays(_ people: Int, at place: Int) {
    tally.personDays[month][place] += people
  }

  /// Notes people at a place at the end of the month.
  mutating func notePeople(_ people: Int, at place: Int, _ status: PersonStatus) {
    tally.people[month][PersonStatus.cell(place, status)] += people
  }

  mutating func noteInside(_ people: Int, _ cell: Int) { tally.inside[month][cell] += people }
  mutating func noteHeld(_ people: Int) { tally.held[month] += people }
  mutating func noteHome(_ people: Int) { tally.home[month] += people }
}
