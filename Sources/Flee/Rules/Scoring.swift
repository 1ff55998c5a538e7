import Foundation

/// How much places attract on a day, and how likely people are to leave them (`docs/model.md`).
package struct Scoring {
  private let network: Network
  private let rules: MovementSettings
  /// Score of each place that is the same for everybody.
  private let base: [Double]

  /// Where FLEE's fixed routes of a place see the scores of the day before: those of the places after it.
  private let before: [Double]
  private let day: Int

  /// - Parameter before: scores of the day before, for `fixed_routes`; `nil` for those of the day.
  init(_ network: Network, day: Int, _ rules: MovementSettings, before: [Double]? = nil) {
    self.network = network
    self.rules = rules
    self.day = day
    base = network.places.map { Scoring.base($0, day, rules) }
    self.before = before ?? base
  }

  /// Scores of the places that are the same for everybody.
  var scores: [Double] { base }

  private static func base(_ place: Network.Place, _ day: Int, _ rules: MovementSettings) -> Double
  {
    var score = 1.0
    if place.isForeign {
      score *= rules.foreignWeight
      if rules.usesEconomicPull {
        let development = place.attributes["hdi"] ?? 0
        score *= 1 + (place.attributes["trade_volume"] ?? 0) + development * development
      }
    }
    if place.isCamp { score *= rules.campWeight }
    if place.conflict > 0 {
      let decay = rules.conflictDecay(after: day - place.conflictStart)
      score *= pow(rules.conflictWeight, decay * place.conflict)
    }
    // FLEE weighs the flood of a flood zone here, and that of any place once more below.
    if place.isFloodZone, !rules.floodPlaceWeights.isEmpty, place.attributes["flood_level"] != nil {
      score *= interpolated(rules.floodPlaceWeights, at: place.floodLevel)
      // FLEE looks here for a forecast that it has under another name, and finds none.
      if rules.floodForecast?.isOn(day) == true { score = 0 }
    }
    if rules.avoidsFoodDeprivedPlaces {
      let fed = 1 - min(max(place.hunger, 0), 1)
      score *= fed * fed
    }
    return score
  }

  /// The attraction of a route's end, less for the distance.
  func weight(_ route: RouteTable.Route, from place: Int, _ people: TraitClass) -> Double {
    weight(route, score(of: Int(route.end), from: place, people))
  }

  /// The attraction of a fixed route, which FLEE works out once for everybody: without regard to who they
  /// are, where they come from and how many people live at its end.
  func fixedWeight(_ route: RouteTable.Route, from place: Int) -> Double {
    let end = Int(route.end)
    var score = end < place ? base[end] : before[end]
    score *= flood(at: network.places[end])
    return weight(route, score)
  }

  private func weight(_ route: RouteTable.Route, _ score: Double) -> Double {
    // At level 0 people know the roads, but not what is at their ends.
    let score = rules.awarenessLevel == 0 ? 1 : score
    let weight =
      (rules.weightSoftening + score)
      / pow(RouteTable.weighed(route, rules), rules.distancePower)
    return rules.weightPower == 1 ? weight : pow(weight, rules.weightPower)
  }

  /// The factor for a place's flood of the day.
  private func flood(at place: Network.Place) -> Double {
    guard !rules.floodPlaceWeights.isEmpty, place.floodLevel > 0 else { return 1 }
    return interpolated(rules.floodPlaceWeights, at: place.floodLevel)
  }

  /// How much a place attracts people of a class who are at another.
  func score(of place: Int, from here: Int, _ people: TraitClass) -> Double {
    let there = network.places[place]
    var score = base[place]
    if people.avoidsHazards { score *= score }
    if people.takesRisk { score = 1 }
    if rules.staysCloseToHome {
      score /= pow(max(1, network.distance(between: place, and: here)), rules.homeDistancePower)
    }
    score *= flood(at: there)
    if let forecast = rules.floodForecast, forecast.isOn(day) {
      // FLEE looks at which days a flood is forecast, and weighs them all by today's level.
      let weight = interpolated(rules.floodPlaceWeights, at: there.floodLevel)
      let sum = forecast.sum(there, day) { _ in weight }
      score *= sum * sum / Double(forecast.days) * people.forecastWeight
    }
    score *= match(there, people)
    if rules.weighsPopulation, !there.isCamp {
      score *= pow(max(1, there.population), rules.populationPower)
    }
    return score
  }

  /// The factor for shared ethnicity and religion: the part of the place's people who share it, times
  /// ten for ethnicity, times the base rate for religion. It is 0 where nobody lives.
  private func match(_ place: Network.Place, _ people: TraitClass) -> Double {
    var factor = 1.0
    let matchesEthnicity =
      place.isCamp
      ? rules.matchesCampEthnicity
      : place.conflict > 0 ? rules.matchesConflictEthnicity : rules.matchesTownEthnicity
    if matchesEthnicity { factor *= place.part(sharing: people.ethnicity) * 10 }
    if place.isCamp, rules.matchesCampReligion {
      factor *= place.part(sharing: people.religion) * rules.religionBaseRate
    }
    return factor
  }

  /// Chance of leaving a place on a day, for people of a class.
  static func moveChance(
    _ place: Network.Place, _ rules: MovementSettings, day: Int, _ people: TraitClass
  ) -> Double {
    var chance = moveChance(place, rules)
    if let forecast = rules.floodForecast, forecast.isOn(day) {
      let sum = forecast.sum(place, day) {
        interpolated(rules.floodPlaceWeights, at: $0.rounded(.towardZero))
      }
      chance *= sum / Double(forecast.days) * people.forecastWeight
    }
    return min(max(chance, 0), 1)
  }

  /// Chance of leaving a place on a day, without a forecast of floods.
  package static func moveChance(_ place: Network.Place, _ rules: MovementSettings) -> Double {
    var chance = place.moveChance
    if rules.moveChancePopulationPower != 0 {
      let people = max(place.population, place.capacity)
      chance *= powerOrZero(
        people / rules.moveChancePopulationBase, rules.moveChancePopulationPower)
    }
    if rules.fleesWhenStarving { chance = place.hunger + (1 - place.hunger) * chance }
    if !rules.floodMoveChances.isEmpty, place.floodLevel > 0 {
      chance = interpolated(rules.floodMoveChances, at: place.floodLevel)
    }
    return min(max(chance, 0), 1)
  }
}

/// A power that is 0 for a base of 0, whatever the exponent: nobody leaves where nobody lives.
func powerOrZero(_ base: Double, _ exponent: Double) -> Double {
  base > 0 ? pow(base, exponent) : 0
}

/// A value between those of a list's whole indices; the last beyond its end.
func interpolated(_ values: [Double], at position: Double) -> Double {
  guard !values.isEmpty else { return 1 }
  let low = min(max(Int(position), 0), values.count - 1)
  let high = min(low + 1, values.count - 1)
  return values[low] + (position - Double(low)) * (values[high] - values[low])
}

extension MovementSettings.FloodForecast {
  /// Whether it has an effect on a day: FLEE asks for two days at least.
  func isOn(_ day: Int) -> Bool { days > 1 && day <= lastDay }

  /// The weights of the days ahead on which there will be a flood at a place, times a factor of its level.
  func sum(_ place: Network.Place, _ day: Int, _ factor: (Double) -> Double) -> Double {
    var sum = 0.0
    for ahead in 1...days {
      let then = min(day + ahead, lastDay)
      let level = place.floodForecast.indices.contains(then) ? place.floodForecast[then] : 0
      if level > 0, weights.indices.contains(then) { sum += factor(level) * weights[then] }
      if then == lastDay { break }
    }
    return sum
  }
}
