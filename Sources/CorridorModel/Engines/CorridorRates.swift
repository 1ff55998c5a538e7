import Corridors
import Foundation
import Periods

/// The chances of one run: the plan with its parameters drawn.
struct CorridorRates: Sendable {
  /// By place, the chance a day that a person there goes on or decides.
  let leave: [Double]
  /// By place, the chance that a person who would leave stops there instead.
  let stop: [Double]
  /// Chance a day that a person who has stopped goes on.
  let resume: Double
  /// Chance a day that a person who waits for an appointment gives it up.
  let losePatience: Double
  /// Chance a day that a person who is held for a seat is released.
  let release: Double
  /// Chance a day that a person who was flown home sets out again.
  let departAgain: Double
  /// Days on each road.
  let roadDays: [Int]
  /// By road, the chance of dying on it.
  let hazard: [Double]
  /// By country with interception: the chance a day of an event, and by what it is multiplied while
  /// enforcement is stepped up.
  private let perDay: [Double]
  private let factor: [Double]
  /// The part of those intercepted who are taken elsewhere, usually and under stepped-up enforcement.
  private let moved: [Double]
  private let movedUnder: [Double]
  /// By return practice, the part that is returned at once, and the part that is held for a seat.
  let carriedOut: [Double]
  let held: [Double]
  /// By entry, people a day where no series fixes them.
  let peopleADay: [Double]
  let draw: ParameterDraw
  let appeals: Choice.Appeals

  /// The chance of an event a day where people are intercepted, and the part of them who are moved.
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
    appeals = Choice.Appeals(draw)
    let tempo = draw["tempo"]
    leave = network.places.map { place in
      switch place.kind {
      case .border: min(1, 1 / max(1, draw["decide-days"]))
      case let kind where kind.isEnd: 0
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
      network.places[road.to].kind.isAcrossBorder
        ? road.days : max(1, min(120, Int((Double(road.days) * tempo).rounded())))
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

/// What people on the way believe about the border, from outcomes some weeks before.
struct News: Sendable {
  /// Days that news takes to travel, and days of outcomes that it is formed from.
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

  mutating func pass(_ archive: inout StateArchive) {
    archive.passGrowing(&encounters)
    archive.passGrowing(&returned)
    archive.passGrowing(&appointments)
    archive.passGrowing(&waiting)
  }

  private func sum(_ values: [Int]) -> Int {
    let end = max(0, values.count - delay)
    return values[max(0, end - window)..<end].reduce(0, +)
  }

  /// What people who decide today believe.
  struct Belief {
    var chanceOfReturn: Double
    var monthsOfWaiting: Double
  }

  var belief: Belief {
    Belief(chanceOfReturn: chanceOfReturn, monthsOfWaiting: monthsOfWaiting)
  }

  /// Part of those encountered between ports who were returned. Two returns of twenty are added, so
  /// that it is near one in ten where few were encountered.
  var chanceOfReturn: Double {
    (Double(sum(returned)) + 2) / (Double(sum(encounters)) + 20)
  }

  /// Months that a person who begins to wait now can expect to wait, at most 24.
  var monthsOfWaiting: Double {
    let end = max(0, waiting.count - delay)
    let ahead = end > 0 ? Double(waiting[end - 1]) : 0
    let perDay = Double(sum(appointments)) / Double(window)
    return min(24, ahead / max(perDay, 0.5) / 30.4)
  }
}

/// The decision of people at the border, or in a town where they can wait for an appointment: a
/// multinomial logit (McFadden 1974) over the options that are open to them.
struct Choice {
  enum Option: CaseIterable {
    case wait, cross, stop, turnBack
  }

  static let options = Option.allCases

  /// The parameters of the choice.
  struct Appeals {
    let ofWaiting: Double
    let dislikeOfWaiting: Double
    let fearOfReturn: Double
    let ofStopping: Double
    let ofTurningBack: Double

    init(_ draw: ParameterDraw) {
      ofWaiting = draw["appeal-of-waiting"]
      dislikeOfWaiting = draw["dislike-of-waiting"]
      fearOfReturn = draw["fear-of-return"]
      ofStopping = draw["appeal-of-stopping"]
      ofTurningBack = draw["appeal-of-turning-back"]
    }
  }

  /// Chance of each of ``options``; they add up to 1.
  let chances: [Double]

  /// The option for a random number from 0 to 1.
  func option(_ unit: Double) -> Option {
    var left = unit
    for (option, chance) in zip(Choice.options.dropLast(), chances) {
      left -= chance
      if left < 0 { return option }
    }
    return .turnBack
  }

  /// - Parameters:
  ///   - canWait: whether people can wait for an appointment.
  ///   - canCross: whether a road on is open.
  init(_ own: Appeals, _ belief: News.Belief, canWait: Bool, canCross: Bool) {
    let appeals = [
      canWait ? own.ofWaiting - own.dislikeOfWaiting * belief.monthsOfWaiting : -.infinity,
      canCross ? -own.fearOfReturn * belief.chanceOfReturn : -.infinity,
      own.ofStopping, own.ofTurningBack,
    ]
    let highest = appeals.max() ?? 0
    let weights = appeals.map { exp($0 - highest) }
    let sum = weights.reduce(0, +)
    chances = weights.map { $0 / sum }
  }
}

extension CorridorScenario {
  func isBorder(_ place: Int) -> Bool { corridor.network.places[place].kind == .border }

  /// The decision of people of a class at the border, or in a town where they can wait. Away from the
  /// border the road on is always open, and nobody is returned from it.
  func choice(
    at place: Int, _ group: Int, _ policies: PolicyTimeline.Day, _ appeals: Choice.Appeals,
    _ belief: News.Belief
  ) -> Choice {
    let canWait = policies.canWait[group * corridor.network.places.count + place]
    guard isBorder(place) else {
      let withoutReturns = News.Belief(chanceOfReturn: 0, monthsOfWaiting: belief.monthsOfWaiting)
      return Choice(appeals, withoutReturns, canWait: canWait, canCross: true)
    }
    let isOpen = layout.sectorRoad[place].map { !policies.isRoadClosed[$0] } ?? false
    return Choice(appeals, belief, canWait: canWait, canCross: isOpen)
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
