import Foundation
import Sampling

/// A number of people, with the sum and the sum of squares of the days on which they set out.
///
/// FLEE moves people in the order in which they set out, and where a camp fills up the order decides who
/// finds it full. The sums are enough to draw days with the right mean and spread.
struct Departures {
  private(set) var count = 0
  private var sum = 0.0
  private var squares = 0.0

  init() {}

  init(_ number: Int, on day: Int) {
    count = number
    sum = Double(number) * Double(day)
    squares = sum * Double(day)
  }

  mutating func add(_ other: Departures) {
    count += other.count
    sum += other.sum
    squares += other.squares
  }

  /// Takes out some of the people; the sums are divided in proportion.
  mutating func take(_ number: Int) -> Departures {
    guard number < count else {
      let all = self
      self = Departures()
      return all
    }
    var taken = Departures()
    let part = Double(number) / Double(count)
    taken.count = number
    taken.sum = sum * part
    taken.squares = squares * part
    count -= number
    sum -= taken.sum
    squares -= taken.squares
    return taken
  }

  /// A day on which one of them may have set out.
  func draw(_ random: RandomStream) -> Double {
    guard count > 0 else { return 0 }
    let mean = sum / Double(count)
    let spread = max(0, squares / Double(count) - mean * mean).squareRoot()
    // An even distribution with the same mean and variance.
    return mean + spread * 3.0.squareRoot() * (2 * random.next() - 1)
  }
}

/// The halving average of the distance covered each day, as a part of the most that can be covered, in
/// steps of a 256th.
///
/// People whose averages round to the same step move together. The rounding matters to
/// `avoid_short_stints` only, and there only within half a step of its bound: 800 m for 400 km a day.
struct RecentTravel: Hashable {
  private var steps: Int32

  private static let perDay = 256.0

  static let none = RecentTravel(0)

  init(_ fraction: Double) { steps = Int32((fraction * RecentTravel.perDay).rounded()) }

  var fraction: Double { Double(steps) / RecentTravel.perDay }

  /// After a day at rest.
  var halved: RecentTravel {
    var result = self
    result.steps >>= 1
    return result
  }
}

/// The people at a place who follow no route, grouped by what the rules need to know of their past.
struct RestingPeople {
  private(set) var count = 0
  private var groups: [Group] = []
  private var index: [Key: Int] = [:]

  struct Key: Hashable {
    var recent: RecentTravel
    var hasArrived: Bool
  }

  struct Group {
    var key: Key
    var people: Departures
  }

  mutating func add(_ people: Departures, recent: RecentTravel, hasArrived: Bool) {
    guard people.count > 0 else { return }
    count += people.count
    put(people, Key(recent: recent, hasArrived: hasArrived))
  }

  private mutating func put(_ people: Departures, _ key: Key) {
    if let known = index[key] {
      groups[known].people.add(people)
    } else {
      index[key] = groups.count
      groups.append(Group(key: key, people: people))
    }
  }

  /// The end of a day at rest: averages halve, and groups whose averages are now equal are joined.
  mutating func rest() {
    guard groups.count > 1 || groups.first.map({ $0.key.recent != .none }) ?? false else { return }
    let before = groups
    groups.removeAll(keepingCapacity: true)
    index.removeAll(keepingCapacity: true)
    for group in before where group.people.count > 0 {
      put(group.people, Key(recent: group.key.recent.halved, hasArrived: group.key.hasArrived))
    }
  }

  /// Takes people out, each with the same chance.
  ///
  /// - Parameter body: called with each group that anybody is taken from, and the people taken.
  mutating func take(
    _ chance: Double, _ random: RandomStream, _ body: (Key, Departures) -> Void
  ) {
    guard count > 0, chance > 0 else { return }
    if Double(count) * chance * 2 < Double(groups.count) {
      takeSome(random.binomial(count, chance), random, body)
      return
    }
    for index in groups.indices {
      let number = random.binomial(groups[index].people.count, chance)
      guard number > 0 else { continue }
      count -= number
      body(groups[index].key, groups[index].people.take(number))
    }
  }

  /// Takes a given number of people out, by drawing without replacement.
  private mutating func takeSome(
    _ number: Int, _ random: RandomStream, _ body: (Key, Departures) -> Void
  ) {
    for _ in 0..<number {
      var position = min(Int(random.next() * Double(count)), count - 1)
      count -= 1
      for index in groups.indices {
        if position < groups[index].people.count {
          body(groups[index].key, groups[index].people.take(1))
          break
        }
        position -= groups[index].people.count
      }
    }
  }
}

/// The state that all people of a cohort share, on a road or at a place in the middle of a route.
struct CohortState: Hashable {
  /// Road they are on, or the place where they are in the middle of a route.
  var road: Int32
  /// How often the road had closed when they set out on it.
  var closings: UInt16
  /// Kilometres covered on it.
  var distance: Double
  /// At the beginning of the day.
  var recent: RecentTravel
  var hasArrived: Bool
  /// Route they follow; −1 for none.
  var route: Int32
  /// Roads of the route that they have set out on.
  var step: Int32
}

/// Cohorts of different states, in the order in which the states first occurred.
struct CohortList {
  private(set) var states: [CohortState] = []
  private(set) var people: [Departures] = []
  private var index: [CohortState: Int] = [:]

  mutating func add(_ state: CohortState, _ people: Departures) {
    if let known = index[state] {
      self.people[known].add(people)
    } else {
      index[state] = states.count
      states.append(state)
      self.people.append(people)
    }
  }

  /// Takes some people out of a cohort.
  mutating func take(_ number: Int, from cohort: Int) { _ = people[cohort].take(number) }

  mutating func removeAll() {
    states.removeAll(keepingCapacity: true)
    people.removeAll(keepingCapacity: true)
    index.removeAll(keepingCapacity: true)
  }

  /// People in all cohorts.
  var count: Int { people.reduce(0) { $0 + $1.count } }
}
