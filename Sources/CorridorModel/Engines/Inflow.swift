import Corridors
import Foundation
import Periods
import Sampling

/// How many people come into a run, and where, day by day; the same for both engines.
///
/// While a series is known, as many come in as it counted, at the places where it counts them. After
/// its last month people set out from the origins, earlier by the usual number of days on the way.
struct Inflow {
  private let scenario: CorridorScenario
  private let rates: CorridorRates
  private let random: CounterRandom
  /// For each entry the first day after the last known month of its series.
  private let firstOpen: [Int]
  /// For each entry the people a day in its last known months.
  private let base: [Double]
  /// For each entry and origin the usual days to where the series counts, and the part of people who
  /// get there.
  private let leads: [[(days: Int, survival: Double)]]
  /// For each entry the random walk of its continuation, by months.
  private let walks: [[Double]]
  /// Fractions of people that are carried over to the next day, by entry and origin.
  private var carried: [[Double]]
  /// The chance of return that people believed in when the record ended.
  private var chanceAtEndOfRecord: Double?

  /// Months whose mean the continuation of a series begins with.
  private static let lastMonths = 3

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
    var firstOpen: [Int] = []
    var base: [Double] = []
    var leads: [[(days: Int, survival: Double)]] = []
    for (index, entry) in plan.entries.enumerated() {
      guard let id = entry.count, let count = plan.counts.firstIndex(where: { $0.id == id }) else {
        firstOpen.append(0)
        base.append(0)
        leads.append(scenario.layout.origins[index].map { _ in (0, 1) })
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
  }

  /// Usual days along the fastest way, and the part of people who do not stop on it.
  private static func leads(
    from origins: [Int], to targets: [Int], _ scenario: CorridorScenario, _ rates: CorridorRates
  ) -> [(days: Int, survival: Double)] {
    let network = scenario.corridor.network
    var days = [Double](repeating: .infinity, count: network.places.count)
    var survival = [Double](repeating: 1, count: network.places.count)
    for target in targets { days[target] = 0 }
    // The rounds of Bellman and Ford: a corridor has some dozens of places.
    for _ in network.places {
      for (index, road) in network.roads.enumerated() where days[road.to].isFinite {
        let stay = 1 / max(rates.leave[road.from], 0.001)
        let time = days[road.to] + Double(rates.roadDays[index]) + stay
        if time < days[road.from] {
          days[road.from] = time
          survival[road.from] = survival[road.to] * (1 - rates.stop[road.from])
        }
      }
    }
    return origins.map { (days[$0].isFinite ? Int(days[$0].rounded()) : 0, survival[$0]) }
  }

  /// The people who come in on a day.
  mutating func arrivals(on day: Int, news: News) -> [Arrival] {
    let policies = scenario.timeline.days[day]
    var arrivals: [Arrival] = []
    for (index, entry) in scenario.corridor.plan.entries.enumerated() {
      guard !policies.isEntryClosed[index] else { continue }
      let stream = RandomStream(
        random, day: day, purpose: CounterRandom.Purpose.corridor + 40 << 16 + UInt32(index))
      if let id = entry.count {
        arrivals += counted(id, index, day, stream)
        arrivals += settingOut(index, day, news, policies.announcements)
      } else {
        let parts = scenario.layout.origins[index]
        stream.multinomial(stream.poisson(rates.peopleADay[index]), parts.map(\.part)) {
          arrivals.append(Arrival(place: parts[$0].place, people: $1, isCounted: false))
        }
      }
    }
    return arrivals
  }

  /// The people whom the series counted on an average day of its month, at its places.
  private func counted(
    _ id: String, _ entry: Int, _ day: Int, _ stream: RandomStream
  ) -> [Arrival] {
    guard day < firstOpen[entry] else { return [] }
    let date = scenario.start.adding(days: day)
    let month = Period.month(of: date)
    guard let people = scenario.record.counts[id]?[month],
      let count = scenario.corridor.plan.counts.firstIndex(where: { $0.id == id })
    else { return [] }
    let length = Double(month.last.days(since: month.first) + 1)
    let number = Double(date.days(since: month.first))
    let today =
      Int((people * (number + 1) / length).rounded(.down))
      - Int((people * number / length).rounded(.down))
    let places = scenario.layout.placesOfCount[count]
    let weights = places.map { place in
      scenario.corridor.network.roads.filter { $0.to == place }.reduce(0.001) { $0 + $1.weight }
    }
    let sum = weights.reduce(0, +)
    var arrivals: [Arrival] = []
    stream.multinomial(today, weights.map { $0 / sum }) {
      arrivals.append(Arrival(place: places[$0], people: $1, isCounted: true))
    }
    return arrivals
  }

  /// The people who set out today and arrive after the series' last month.
  private mutating func settingOut(
    _ entry: Int, _ day: Int, _ news: News, _ announcements: Int
  ) -> [Arrival] {
    var arrivals: [Arrival] = []
    for (index, origin) in scenario.layout.origins[entry].enumerated() {
      let lead = leads[entry][index]
      let arrival = day + lead.days
      guard arrival >= firstOpen[entry] else { continue }
      let before = chanceAtEndOfRecord ?? news.chanceOfReturn
      chanceAtEndOfRecord = before
      let response = exp(
        rates.draw["announcement-effect"] * Double(announcements)
          - rates.draw["entries-response"] * (news.chanceOfReturn - before))
      carried[entry][index] +=
        base[entry] * drift(entry, arrival) * response * origin.part / max(lead.survival, 0.05)
      let people = Int(carried[entry][index])
      carried[entry][index] -= Double(people)
      if people > 0 {
        arrivals.append(Arrival(place: origin.place, people: people, isCounted: false))
      }
    }
    return arrivals
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
