import Foundation

/// When people set out, for a number of them: enough to draw days of about the right spread.
///
/// FLEE moves people in the order in which they set out. Where a camp fills up, the order says who
/// finds it full.
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

  /// Takes out some, who are like the rest.
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

/// People at a place who have no route, by what the rules still need to know of their past.
struct Pool {
  /// People who came at most ``forgotten`` of a day's way lately: those who have not yet arrived
  /// anywhere, and those who have.
  private var restedNew = Departures()
  private var restedArrived = Departures()
  /// Others, in the order in which they came to rest.
  private var fresh: [Entry] = []
  private(set) var count = 0

  struct Entry {
    /// Halving average of the part of a day's way, as it was at the beginning of ``day``.
    var recent: Double
    var day: Int32
    var hasArrived: Bool
    var people: Departures
  }

  /// What is left of a day's way after twenty days at rest: 0.4 m of 400 km. Below it the average is
  /// taken for 0, so that those who rest longer are alike.
  private static let forgotten = 0x1p-20

  mutating func add(_ people: Departures, recent: Double, day: Int, hasArrived: Bool) {
    guard people.count > 0 else { return }
    count += people.count
    guard recent > Pool.forgotten else {
      if hasArrived { restedArrived.add(people) } else { restedNew.add(people) }
      return
    }
    var index = fresh.count - 1
    while index >= 0, fresh[index].day == Int32(day) {
      if fresh[index].recent == recent, fresh[index].hasArrived == hasArrived {
        fresh[index].people.add(people)
        return
      }
      index -= 1
    }
    fresh.append(Entry(recent: recent, day: Int32(day), hasArrived: hasArrived, people: people))
  }

  /// Lets those who have rested for long fall together.
  mutating func settle(_ day: Int) {
    guard let first = fresh.first, Pool.recent(first, on: day) <= Pool.forgotten else { return }
    fresh.removeAll { entry in
      guard Pool.recent(entry, on: day) <= Pool.forgotten || entry.people.count == 0 else {
        return false
      }
      if entry.hasArrived { restedArrived.add(entry.people) } else { restedNew.add(entry.people) }
      return true
    }
  }

  static func recent(_ entry: Entry, on day: Int) -> Double {
    let rest = day - Int(entry.day)
    return rest == 0 ? entry.recent : entry.recent * exp2(-Double(rest))
  }

  /// Takes out those who do something that each does with the same chance.
  ///
  /// - Parameter body: called with people of one state: their average on the day, and whether they
  ///   have arrived anywhere before.
  mutating func take(
    _ chance: Double, on day: Int, _ random: RandomStream,
    _ body: (Double, Bool, Departures) -> Void
  ) {
    guard count > 0, chance > 0 else { return }
    if Double(count) * chance < Double(fresh.count) {
      takeSome(random.binomial(count, chance), on: day, random, body)
      return
    }
    for index in fresh.indices {
      let number = random.binomial(fresh[index].people.count, chance)
      guard number > 0 else { continue }
      count -= number
      let people = fresh[index].people.take(number)
      body(Pool.recent(fresh[index], on: day), fresh[index].hasArrived, people)
    }
    let new = restedNew.take(random.binomial(restedNew.count, chance))
    let arrived = restedArrived.take(random.binomial(restedArrived.count, chance))
    count -= new.count + arrived.count
    if new.count > 0 { body(0, false, new) }
    if arrived.count > 0 { body(0, true, arrived) }
  }

  /// Takes out a few, each as likely as another: given how many leave, who they are is a matter of
  /// drawing without replacement.
  private mutating func takeSome(
    _ number: Int, on day: Int, _ random: RandomStream, _ body: (Double, Bool, Departures) -> Void
  ) {
    for _ in 0..<number {
      var position = min(Int(random.next() * Double(count)), count - 1)
      count -= 1
      if position < restedArrived.count {
        body(0, true, restedArrived.take(1))
        continue
      }
      position -= restedArrived.count
      if position < restedNew.count {
        body(0, false, restedNew.take(1))
        continue
      }
      position -= restedNew.count
      for index in fresh.indices {
        if position < fresh[index].people.count {
          let people = fresh[index].people.take(1)
          body(Pool.recent(fresh[index], on: day), fresh[index].hasArrived, people)
          break
        }
        position -= fresh[index].people.count
      }
    }
  }
}

/// What is the same for all people of a cohort on a road, or in the middle of a route.
struct CohortState: Hashable {
  /// Road they are on.
  var road: Int32
  /// Closings of the road when they set out on it.
  var closings: Int32
  /// Kilometres come on it.
  var distance: Double
  /// Halving average of the part of a day's way at the beginning of the day.
  var recent: Double
  var hasArrived: Bool
  /// Route they follow; −1 for none.
  var route: Int32
  /// Roads of the route that they have set out on.
  var step: Int32
}

/// Cohorts of different states, in the order in which the states first came up.
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

  mutating func removeAll() {
    states.removeAll(keepingCapacity: true)
    people.removeAll(keepingCapacity: true)
    index.removeAll(keepingCapacity: true)
  }

  /// People in all cohorts.
  var count: Int { people.reduce(0) { $0 + $1.count } }
}
