import Corridors
import Foundation
import Periods
import Sampling

/// How many people come into a run, and where, day by day; the same for both engines.
///
/// While a series is known, as many come in as it counted, at the places where it counts them. After
/// its last month people set out from the origins, earlier by the usual number of days on the way: as many
/// as a draw of the series' outlook says, times the response to what is different from the run under the
/// policies as they were.
struct Inflow {
  var scenario: CorridorScenario
  private let rates: CorridorRates
  private let random: CounterRandom
  /// For each entry the first day after the last known month of its series.
  private let firstOpen: [Int]
  /// For each entry the count that fixes how many come.
  private let countOfEntry: [Int?]
  /// For each entry the people a day in its last known months.
  private let base: [Double]
  /// For each entry and origin the usual days to where the series counts.
  private let leads: [[Int]]
  /// For each entry the random walk of its continuation, by months, where there is no outlook.
  private let walks: [[Double]]
  /// For each entry the draw of its outlook; empty where there is none.
  private let paths: [[Double]]
  /// For each entry the people who have come to where its series counts by themselves today, and how many
  /// more did on days before than it counted.
  private var cameToday: [Int]
  private var surplus: [Int]
  /// Fractions of people that are carried over to the next day, by entry and origin.
  private var carried: [[Double]]
  /// The chance of return that people believed in, by day.
  private(set) var beliefs: [Double] = []
  /// The run that differs by nothing from what the outlook knows; `nil` in that run itself.
  var reference: ReferenceRun?

  /// Months whose mean the continuation of a series begins with, where there is no outlook.
  private static let lastMonths = 3
  /// Days by which the first people set out before those who usually arrive when the series has ended.
  /// Some are slow, and some stop on the way and go on later; without them fewer would arrive in the
  /// first months after it.
  private static let early = 120

  struct Arrival {
    var place: Int
    var people: Int
    /// Whether they come in at a place where a series counts arrivals.
    var isCounted: Bool
  }

  init(_ scenario: CorridorScenario, _ rates: CorridorRates, _ random: CounterRandom) {
    self.scenario = scenario
    self.rates = rates
    self.random = random
    let plan = scenario.corridor.plan
    countOfEntry = plan.entries.map { entry in
      plan.counts.firstIndex { $0.id == entry.count && $0.what == .arrivals }
    }
    var firstOpen: [Int] = []
    var base: [Double] = []
    var leads: [[Int]] = []
    for (index, entry) in plan.entries.enumerated() {
      guard let id = entry.count, let count = plan.counts.firstIndex(where: { $0.id == id }) else {
        firstOpen.append(0)
        base.append(0)
        leads.append(scenario.layout.origins[index].map { _ in 0 })
        continue
      }
      let known = (scenario.record.counts[id] ?? [:]).sorted { $0.key.first < $1.key.first }
      firstOpen.append(
        (known.last?.key.last.days(since: scenario.start)).map { $0 + 1 } ?? 0)
      let last = known.suffix(Inflow.lastMonths)
      let days = last.reduce(0) { $0 + $1.key.last.days(since: $1.key.first) + 1 }
      base.append(days > 0 ? last.reduce(0) { $0 + $1.value } / Double(days) : 0)
      leads.append(
        Inflow.leads(
          from: scenario.layout.origins[index].map(\.place),
          to: scenario.layout.placesOfCount[count], scenario, rates))
    }
    self.firstOpen = firstOpen
    self.base = base
    self.leads = leads
    carried = leads.map { $0.map { _ in 0 } }
    walks = plan.entries.indices.map { Inflow.walk($0, random) }
    cameToday = plan.entries.map { _ in 0 }
    surplus = cameToday
    paths = plan.entries.indices.map { entry in
      let place =
        rates.draw.place ?? random.unit(0, entry, CounterRandom.Purpose.corridor + 42 << 16)
      return plan.entries[entry].count.flatMap { scenario.record.outlooks[$0] }?.path(at: place)
        ?? []
    }
  }

  /// Usual days along the fastest way.
  private static func leads(
    from origins: [Int], to targets: [Int], _ scenario: CorridorScenario, _ rates: CorridorRates
  ) -> [Int] {
    let network = scenario.corridor.network
    var days = [Double](repeating: .infinity, count: network.places.count)
    for target in targets { days[target] = 0 }
    // The rounds of Bellman and Ford: a corridor has some dozens of places.
    for _ in network.places {
      for (index, road) in network.roads.enumerated() where days[road.to].isFinite {
        let stay = 1 / max(rates.leave[road.from], 0.001)
        let time = days[road.to] + Double(rates.roadDays[index]) + stay
        days[road.from] = min(days[road.from], time)
      }
    }
    return origins.map { days[$0].isFinite ? Int(days[$0].rounded()) : 0 }
  }

  mutating func pass(_ archive: inout StateArchive) {
    for entry in carried.indices { archive.pass(&carried[entry]) }
    archive.pass(&surplus)
    archive.passGrowing(&beliefs)
  }

  /// Notes people who come to a place by themselves.
  mutating func noteArrivals(_ people: Int, at place: Int) {
    for (index, count) in countOfEntry.enumerated() {
      if let count, scenario.layout.isCounted[count][place] { cameToday[index] += people }
    }
  }

  /// The people who come in on a day.
  mutating func arrivals(on day: Int, news: News) -> [Arrival] {
    let policies = scenario.timeline.days[day]
    beliefs.append(news.chanceOfReturn)
    let response = response(on: day, policies.announcements)
    var arrivals: [Arrival] = []
    for (index, entry) in scenario.corridor.plan.entries.enumerated() {
      guard !policies.isEntryClosed[index] else { continue }
      let stream = RandomStream(
        random, day: day, purpose: CounterRandom.Purpose.corridor + 40 << 16 + UInt32(index))
      if let id = entry.count {
        arrivals += counted(id, index, day, stream)
        arrivals += settingOut(index, day, response)
      } else {
        let parts = scenario.layout.origins[index]
        stream.multinomial(stream.poisson(rates.peopleADay[index]), parts.map(\.part)) {
          arrivals.append(Arrival(place: parts[$0].place, people: $1, isCounted: false))
        }
      }
    }
    return arrivals
  }

  /// The people whom the series counted on an average day of its month, at its places. Those who came by
  /// themselves are among them.
  private mutating func counted(
    _ id: String, _ entry: Int, _ day: Int, _ stream: RandomStream
  ) -> [Arrival] {
    let own = cameToday[entry] + surplus[entry]
    cameToday[entry] = 0
    surplus[entry] = 0
    guard day < firstOpen[entry] else { return [] }
    let date = scenario.start.adding(days: day)
    let month = Period.month(of: date)
    guard let people = scenario.record.counts[id]?[month], let count = countOfEntry[entry]
    else { return [] }
    let length = Double(month.last.days(since: month.first) + 1)
    let number = Double(date.days(since: month.first))
    let whole =
      Int((people * (number + 1) / length).rounded(.down))
      - Int((people * number / length).rounded(.down))
    let today = max(0, whole - own)
    surplus[entry] = own - (whole - today)
    let places = scenario.layout.placesOfCount[count]
    var arrivals: [Arrival] = []
    stream.multinomial(today, scenario.layout.partsOfCount[count]) {
      arrivals.append(Arrival(place: places[$0], people: $1, isCounted: true))
    }
    return arrivals
  }

  /// The people who set out today and arrive after the series' last month.
  private mutating func settingOut(
    _ entry: Int, _ day: Int, _ response: Double
  ) -> [Arrival] {
    var arrivals: [Arrival] = []
    for (index, origin) in scenario.layout.origins[entry].enumerated() {
      let arrival = day + leads[entry][index]
      guard arrival >= firstOpen[entry] - Inflow.early else { continue }
      carried[entry][index] += perDay(entry, arrival) * response * origin.part
      let people = Int(carried[entry][index])
      carried[entry][index] -= Double(people)
      if people > 0 {
        arrivals.append(Arrival(place: origin.place, people: people, isCounted: false))
      }
    }
    return arrivals
  }

  /// The factor by which what is different at the border, and what else is announced, changes how many set
  /// out.
  private func response(on day: Int, _ announcements: Int) -> Double {
    guard let reference, day < reference.beliefs.count else { return 1 }
    let others = announcements - reference.scenario.timeline.days[day].announcements
    return exp(
      rates.draw["announcement-effect"] * Double(others)
        - rates.draw["entries-response"] * (beliefs[day] - reference.beliefs[day]))
  }

  /// People a day who would arrive where the series counts: as it counted, and after that as its outlook
  /// says, whose last month goes on.
  private func perDay(_ entry: Int, _ day: Int) -> Double {
    let month = Period.month(of: scenario.start.adding(days: day))
    let length = Double(month.last.days(since: month.first) + 1)
    let id = scenario.corridor.plan.entries[entry].count ?? ""
    if day < firstOpen[entry] { return (scenario.record.counts[id]?[month] ?? 0) / length }
    guard let first = scenario.record.outlooks[id]?.first, !paths[entry].isEmpty else {
      return base[entry] * drift(entry, day)
    }
    let (a, b) = (first.first.parts, month.first.parts)
    let number = (b.year - a.year) * 12 + b.month - a.month
    return paths[entry][min(max(0, number), paths[entry].count - 1)] / length
  }

  /// The factor by which the continuation differs from its beginning.
  private func drift(_ entry: Int, _ day: Int) -> Double {
    let months = (day - firstOpen[entry]) * 12 / 365 + 1
    return exp(rates.draw["entries-drift"] * walks[entry][max(1, min(months, Inflow.longest)) - 1])
  }

  /// Months after which the random walk stays where it is.
  private static let longest = 120

  /// A random walk of the logarithm by months, in spreads.
  private static func walk(_ entry: Int, _ random: CounterRandom) -> [Double] {
    var sum = 0.0
    return (1...longest).map { month in
      let (a, b) = random.pair(month, entry, CounterRandom.Purpose.corridor + 41 << 16)
      sum += RandomStream.normal(a, b)
      return sum
    }
  }
}
