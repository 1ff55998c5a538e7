import Corridors
import Periods
import Policies

/// What the policies of a scenario mean for simulated people, day by day. It is worked out once and
/// shared by all runs.
struct PolicyTimeline: Sendable {
  /// Classes of people whom policies treat differently: those who have never been returned (0), and
  /// those who have.
  static let classes = 2
  /// The class of people who have been returned before.
  static let returned = 1

  struct Day: Hashable, Encodable, Sendable {
    var isRoadClosed: [Bool]
    var isEntryClosed: [Bool]
    /// For each class and place, whether an appointment can be waited for: `class * places + place`.
    var canWait: [Bool]
    /// People a day that each kind of appointment has room for, all nationalities together.
    var appointments: [Double]
    var queues: [Policy.Queue]
    /// For each class and return practice: `class * practices + practice`.
    var applies: [Bool]
    /// People a day whom a return without seats can take; `nil` when that has no limit.
    var mostReturned: [Double?]
    /// Seats that leave today, by return practice.
    var seats: [Int]
    /// People a day who can be processed; `nil` when that has no limit.
    var processing: Int?
    /// For each country with interception, whether enforcement is stepped up.
    var isSteppedUp: [Bool]
    var announcements: Int
  }

  let days: [Day]
  /// Days of arrival from which a rule may give another answer; an era begins at each.
  let eraStarts: [Periods.Day]

  /// The era of a day.
  func era(of day: Periods.Day) -> Int {
    var era = 0
    while era < eraStarts.count, eraStarts[era] <= day { era += 1 }
    return era
  }

  var eras: Int { eraStarts.count + 1 }

  init(_ corridor: MovementCorridor, start: Periods.Day, days count: Int) {
    let builder = TimelineBuilder(corridor: corridor)
    eraStarts = builder.eraStarts
    var flown = [Double](repeating: 0, count: corridor.plan.returns.count)
    days = (0..<count).map { builder.day(start.adding(days: $0), &flown) }
  }
}

/// Works out what the policies mean for simulated people on a day.
struct TimelineBuilder {
  let corridor: MovementCorridor

  private var set: PolicySet { corridor.policies }

  /// Days that conditions on an arrival compare with, and the days after them.
  var eraStarts: [Day] {
    var days: Set<Day> = []
    for policy in set.policies where policy.kind == .return || policy.venue == .inside {
      let conditions = policy.rules.map(\.applies) + policy.bars.map(\.when)
      for case .compare(let fact, _, .value(.day(let day))) in conditions.flatMap(\.conditions)
      where ["arrived", "resident-since", "present-since"].contains(fact) {
        days.formUnion([day, day.adding(days: 1)])
      }
    }
    return days.sorted()
  }

  /// The situation of a simulated person.
  func situation(
    on day: Day, country: String, arrived: Day?, way: ArrivalWay?, isReturned: Bool,
    facts: [String] = []
  ) -> Situation {
    var known = corridor.plan.ordinary
    known["nationality"] = .word(corridor.plan.people)
    known["in"] = .word(country)
    known["removed"] = .yesNo(isReturned)
    if let arrived {
      for fact in ["arrived", "resident-since", "present-since"] { known[fact] = .day(arrived) }
    }
    if let way {
      known["arrival"] = .word(way.rawValue)
      known["appointment"] = .yesNo(way == .portOfEntry)
    }
    for fact in facts { known[fact] = .yesNo(true) }
    return Situation(on: day, known)
  }

  func answer(_ id: String, _ situation: Situation) -> Answer {
    set[id].map(Screening(set, situation, for: .model).answer(of:)) ?? .no
  }

  /// Whether a return's own condition holds, whether or not there is the agreement it needs.
  func applies(_ policy: Policy, _ situation: Situation) -> Bool {
    var free = set
    free.policies = set.policies.map { other in
      guard other.id == policy.id else { return other }
      var other = other
      other.needs = nil
      return other
    }
    return free[policy.id].map(Screening(free, situation, for: .model).answer(of:)) == .yes
  }

  func day(_ day: Day, _ flown: inout [Double]) -> PolicyTimeline.Day {
    let network = corridor.network
    let plan = corridor.plan
    // A scenario may have removed a policy; its practice keeps its number, without effect.
    let practices = plan.returns.map { practice in set[practice.policy] }
    var seats: [Int] = []
    var limits: [Double?] = []
    for (index, policy) in practices.enumerated() {
      let rule = policy.flatMap { isRunning($0, day) ? $0.rule(on: day) : nil }
      let before = flown[index]
      flown[index] += rule?.flights?.perDay ?? 0
      // A small addition, so that seven sevenths of a flight are one.
      let flights = (flown[index] + 1e-9).rounded(.down) - (before + 1e-9).rounded(.down)
      seats.append(Int(flights * (rule?.seats?.value ?? 0)))
      limits.append(rule == nil ? 0 : rule?.capacity?.perDay)
    }
    let pathways = plan.appointments.map { set[$0.policy]?.rule(on: day) }
    return PolicyTimeline.Day(
      isRoadClosed: closedRoads(day),
      isEntryClosed: plan.entries.map { entry in
        entry.closedBy.map { set[$0]?.rule(on: day) != nil } ?? false
      },
      canWait: (0..<PolicyTimeline.classes).flatMap { group in
        network.places.map {
          canWait(at: $0, isReturned: group == PolicyTimeline.returned, day)
        }
      },
      appointments: pathways.map { $0?.capacity?.perDay ?? 0 },
      queues: pathways.map { $0?.queue ?? .lottery },
      applies: (0..<PolicyTimeline.classes).flatMap { group in
        practices.map { policy in
          policy.map {
            applies($0, isReturned: group == PolicyTimeline.returned, day)
          } ?? false
        }
      },
      mostReturned: limits, seats: seats, processing: processing(day),
      isSteppedUp: plan.interceptions.map { interception in
        interception.policy.map { set[$0]?.rule(on: day) != nil } ?? false
      },
      announcements: set.policies.count { $0.kind == .announcement && $0.rule(on: day) != nil })
  }

  /// Whether a return is in force and has the agreement it needs.
  private func isRunning(_ policy: Policy, _ day: Day) -> Bool {
    guard policy.rule(on: day) != nil else { return false }
    return policy.needs.map { set[$0]?.rule(on: day) != nil } ?? true
  }

  private func closedRoads(_ day: Day) -> [Bool] {
    var closed = [Bool](repeating: false, count: corridor.network.roads.count)
    for policy in set.policies where policy.kind == .closure && policy.rule(on: day) != nil {
      guard policy.places.count == 2,
        let road = corridor.network.road(from: policy.places[0], to: policy.places[1])
      else { continue }
      closed[road] = true
    }
    return closed
  }

  private func canWait(
    at place: CorridorNetwork.Place, isReturned: Bool, _ day: Day
  ) -> Bool {
    guard place.kind.offersWaiting else { return false }
    let person = situation(
      on: day, country: place.country, arrived: nil, way: nil, isReturned: isReturned,
      facts: place.facts)
    return corridor.plan.appointments.contains { answer($0.policy, person) == .yes }
  }

  /// Whether a return applies to a person encountered between ports on the day.
  private func applies(_ policy: Policy, isReturned: Bool, _ day: Day) -> Bool {
    guard let from = policy.takesFrom else { return false }
    let person = situation(
      on: day, country: from, arrived: day, way: .betweenPorts, isReturned: isReturned)
    return answer(policy.id, person) == .yes
  }

  private func processing(_ day: Day) -> Int? {
    let limits = set.policies.filter { $0.kind == .processing }.compactMap {
      $0.rule(on: day)?.capacity?.perDay
    }
    return limits.min().map { Int($0) }
  }
}
