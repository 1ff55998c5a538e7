import Corridors
import Foundation
import Periods

/// The chances of one run: the plan with its parameters drawn.
struct CorridorRates: Sendable {
  /// Chance a day that who stays at a place goes on or decides.
  let leave: [Double]
  /// Chance that who leaves a place stops there instead.
  let stop: [Double]
  /// Chance a day that who has stopped, or waits, thinks again.
  let resume: Double
  let losePatience: Double
  /// Chance a day that who is held is released, and that who was flown home sets out again.
  let release: Double
  let departAgain: Double
  /// Days on each road.
  let roadDays: [Int]
  let hazard: [Double]
  let perDay: [Double]
  let factor: [Double]
  let moved: [Double]
  let movedUnder: [Double]
  let carriedOut: [Double]
  let held: [Double]
  let peopleADay: [Double]
  let draw: ParameterDraw

  /// Chance of an event a day under an interception, and the part of those met who are moved.
  func interception(_ index: Int, isSteppedUp: Bool) -> (chance: Double, moved: Double) {
    (
      min(1, perDay[index] * (isSteppedUp ? factor[index] : 1)),
      isSteppedUp ? movedUnder[index] : moved[index]
    )
  }

  init(_ scenario: CorridorScenario, _ draw: ParameterDraw) {
    let plan = scenario.corridor.plan
    let network = scenario.corridor.network
    self.draw = draw
    let tempo = draw["tempo"]
    leave = network.places.map { place in
      switch place.kind {
      case .border: min(1, 1 / max(1, draw["decide-days"]))
      case .sector, .port, .destination: 0
      default: min(1, 1 / max(1, (plan.stay[place.kind] ?? 1) * tempo))
      }
    }
    stop = network.places.map { place in
      [.town, .waiting].contains(place.kind) ? draw["attrition"] : 0
    }
    resume = min(1, 1 / max(1, draw["settled-days"]))
    losePatience = min(1, 1 / max(1, draw["patience-days"]))
    release = min(1, 1 / max(1, draw["held-days"]))
    departAgain = draw["depart-again"]
    roadDays = network.roads.map { road in
      switch network.places[road.to].kind {
      case .sector, .port: road.days
      default: max(1, min(120, Int((Double(road.days) * tempo).rounded())))
      }
    }
    let layout = scenario.layout
    hazard = network.roads.indices.map { road in
      layout.hazardOfRoad[road].flatMap { scenario.record.hazards[plan.hazards[$0].id] } ?? 0
    }
    perDay = plan.interceptions.map { draw.number($0.perDay) }
    factor = plan.interceptions.map { $0.factor == nil ? 1 : draw.number($0.factor) }
    moved = plan.interceptions.map { draw.number($0.moved) }
    movedUnder = plan.interceptions.map {
      draw.number($0.movedUnder == nil ? $0.moved : $0.movedUnder)
    }
    carriedOut = plan.returns.map { draw.number($0.carriedOut) }
    held = plan.returns.map { draw.number($0.held) }
    peopleADay = plan.entries.map { draw.number($0.peopleADay) }
  }
}

/// What people on the way believe about the border, from outcomes of some weeks before.
struct News: Sendable {
  /// Days that news takes to travel, and days of outcomes that make it.
  let delay: Int
  let window: Int

  init(_ plan: MovementPlan) {
    delay = plan.newsDelay
    window = plan.newsWindow
  }

  private var encounters: [Int] = []
  private var returned: [Int] = []
  private var appointments: [Int] = []
  private var waiting: [Int] = []

  mutating func add(encounters: Int, returned: Int, appointments: Int, waiting: Int) {
    self.encounters.append(encounters)
    self.returned.append(returned)
    self.appointments.append(appointments)
    self.waiting.append(waiting)
  }

  private func sum(_ values: [Int]) -> Int {
    let end = max(0, values.count - delay)
    return values[max(0, end - window)..<end].reduce(0, +)
  }

  /// What who decides today believes.
  struct Belief {
    var chanceOfReturn: Double
    var monthsOfWaiting: Double
  }

  var belief: Belief {
    Belief(chanceOfReturn: chanceOfReturn, monthsOfWaiting: monthsOfWaiting)
  }

  /// Part of those met at the border who were returned; where few were met, drawn towards one in
  /// ten.
  var chanceOfReturn: Double {
    (Double(sum(returned)) + 2) / (Double(sum(encounters)) + 20)
  }

  /// Months that who begins to wait now can expect to wait, at most 24.
  var monthsOfWaiting: Double {
    let end = max(0, waiting.count - delay)
    let ahead = end > 0 ? Double(waiting[end - 1]) : 0
    let perDay = Double(sum(appointments)) / Double(window)
    return min(24, ahead / max(perDay, 0.5) / 30.4)
  }
}

/// What people at the border, or at a town where one can wait, decide: a multinomial logit
/// (McFadden 1974) over the ways that are open to them.
struct Choice {
  /// Chances, which add up to 1.
  var wait = 0.0
  var cross = 0.0
  var stop = 0.0
  var turnBack = 0.0

  /// - Parameters:
  ///   - canWait: an appointment can be waited for.
  ///   - canCross: a way on is open.
  init(_ draw: ParameterDraw, _ belief: News.Belief, canWait: Bool, canCross: Bool) {
    let appeals = [
      canWait
        ? draw["appeal-of-waiting"] - draw["dislike-of-waiting"] * belief.monthsOfWaiting
        : -.infinity,
      canCross ? -draw["fear-of-return"] * belief.chanceOfReturn : -.infinity,
      draw["appeal-of-stopping"], draw["appeal-of-turning-back"],
    ]
    let highest = appeals.max() ?? 0
    let weights = appeals.map { exp($0 - highest) }
    let sum = weights.reduce(0, +)
    (wait, cross) = (weights[0] / sum, weights[1] / sum)
    (stop, turnBack) = (weights[2] / sum, weights[3] / sum)
  }
}

extension CorridorScenario {
  func isBorder(_ place: Int) -> Bool { corridor.network.places[place].kind == .border }

  /// What people of a class who leave a place decide, at the border or where one can wait. Away from
  /// the border the way on is always open, and nobody is returned from it.
  func choice(
    at place: Int, _ group: Int, _ policies: PolicyTimeline.Day, _ draw: ParameterDraw,
    _ belief: News.Belief
  ) -> Choice {
    let canWait = policies.canWait[group * corridor.network.places.count + place]
    guard isBorder(place) else {
      let calm = News.Belief(chanceOfReturn: 0, monthsOfWaiting: belief.monthsOfWaiting)
      return Choice(draw, calm, canWait: canWait, canCross: true)
    }
    let isOpen = layout.sectorRoad[place].map { !policies.isRoadClosed[$0] } ?? false
    return Choice(draw, belief, canWait: canWait, canCross: isOpen)
  }

  /// People a day who come to ports without an appointment.
  func walkUp(day: Int, _ draw: ParameterDraw) -> Double {
    draw.number(corridor.plan.walkUp.number(on: start.adding(days: day)))
  }

  /// The part of a pathway's appointments that the people of the model get.
  func appointmentShare(_ index: Int, day: Int, _ draw: ParameterDraw) -> Double {
    draw.number(corridor.plan.appointments[index].share.number(on: start.adding(days: day)))
  }
}
