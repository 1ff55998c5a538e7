import Foundation

/// How much places attract on a day, and how likely people are to leave them (`docs/model.md`).
package struct Scoring {
  private let network: Network
  private let rules: MovementSettings
  /// Score of each place that is the same for everybody.
  private let base: [Double]

  init(_ network: Network, day: Int, _ rules: MovementSettings) {
    self.network = network
    self.rules = rules
    base = network.places.map { place in
      var score = 1.0
      if place.isForeign { score *= rules.foreignWeight }
      if place.isCamp { score *= rules.campWeight }
      if place.conflict > 0 {
        let decay = rules.conflictDecay(after: day - place.conflictStart)
        score *= pow(rules.conflictWeight, decay * place.conflict)
      }
      return score
    }
  }

  /// The attraction of a route's end, less for the distance.
  func weight(_ route: RouteTable.Route, from place: Int, _ people: TraitClass) -> Double {
    // At level −1 people know the roads, but not how long they are or what is at their ends.
    guard rules.awarenessLevel >= 0 else { return 1 }
    let score = rules.awarenessLevel > 0 ? score(of: Int(route.end), from: place, people) : 1
    let weight =
      (rules.weightSoftening + score)
      / pow(rules.distanceSoftening + route.distance, rules.distancePower)
    return rules.weightPower == 1 ? weight : pow(weight, rules.weightPower)
  }

  /// How much a place attracts people of a class who are at another.
  func score(of place: Int, from here: Int, _ people: TraitClass) -> Double {
    let there = network.places[place]
    var score = base[place]
    if people.isChild { score *= score }
    if people.takesRisk { score = 1 }
    if rules.staysCloseToHome {
      score /= pow(max(1, network.distances[place][here]), rules.homeDistancePower)
    }
    if !rules.floodPlaceWeights.isEmpty, there.floodLevel > 0 {
      score *= interpolated(rules.floodPlaceWeights, at: there.floodLevel)
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

  /// Chance of leaving a place on a day.
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
  let low = min(max(Int(position), 0), values.count - 1)
  let high = min(low + 1, values.count - 1)
  return values[low] + (position - Double(low)) * (values[high] - values[low])
}
