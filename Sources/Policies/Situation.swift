import Periods
import Wording

/// A person's situation on a day: the known values of the facts that rules use.
///
/// It holds nothing that identifies a person, and is never written anywhere.
package struct Situation: Hashable, Sendable {
  /// The day whose rules apply.
  package var day: Day
  private var known: [String: FactValue]
  /// Facts that are assumed because they were not stated.
  private var assumed: [String: FactValue] = [:]
  /// Facts that were stated to be unknown, so that nothing is assumed of them.
  private var unknown: Set<String> = []
  /// What is known or else assumed: thousands of conditions look it up.
  private var taken: [String: FactValue]

  package init(on day: Day, _ known: [String: FactValue] = [:]) {
    self.day = day
    self.known = known
    taken = known
  }

  package subscript(fact: String) -> FactValue? {
    get { taken[fact] }
    set {
      known[fact] = newValue
      unknown.remove(fact)
      taken[fact] = newValue ?? assumed[fact]
    }
  }

  /// States that a fact is unknown; nothing is then assumed of it.
  package mutating func markUnknown(_ fact: String) {
    known[fact] = nil
    unknown.insert(fact)
    taken[fact] = nil
  }

  package func isStatedUnknown(_ fact: String) -> Bool { unknown.contains(fact) }

  /// Whether the fact was stated, if only as one that is not known.
  package func isStated(_ fact: String) -> Bool { known[fact] != nil || unknown.contains(fact) }

  /// Facts that are assumed to begin with the arrival.
  package static let followingArrival = ["resident-since", "present-since"]

  package func isAssumed(_ fact: String) -> Bool {
    known[fact] == nil && !unknown.contains(fact) && assumed[fact] != nil
  }

  /// The situation with its assumptions: a person who has arrived is in the destination and has stayed
  /// since, and whatever else the policy file assumes.
  package func completed(by set: PolicySet) -> Situation {
    var copy = self
    copy.assumed = [:]
    copy.taken = known
    guard case .day(let arrived) = copy["arrived"] else { return copy }
    // What is assumed of somebody who has arrived is about the country of destination.
    if copy["in"].map({ $0 == .word(set.destination) }) ?? true {
      for assumption in set.assumptions { copy.assumed[assumption.fact] = assumption.value }
    }
    if arrived <= day { copy.assumed["in"] = .word(set.destination) }
    for fact in Situation.followingArrival { copy.assumed[fact] = .day(arrived) }
    copy.taken.merge(copy.assumed.filter { !unknown.contains($0.key) }) { stated, _ in stated }
    return copy
  }

  /// The assumptions in words.
  package func assumptions(in set: PolicySet, _ language: Language) -> [String] {
    guard case .day(let arrived) = self["arrived"] else { return [] }
    var notes: [String] = []
    if isAssumed("in"), case .word(let country) = self["in"] {
      notes.append(
        language(
          "The person is in this country: \(set.countries.name(country, language)).",
          "La persona está en \(set.countries.name(country, language))."))
    }
    notes += assumedStay(arrived, in: set, language)
    for assumption in set.assumptions where isAssumed(assumption.fact) {
      notes.append(assumption.text(language))
    }
    return notes
  }

  /// What is assumed of residence and presence, and of absences where one of them began before the last arrival.
  private func assumedStay(_ arrived: Day, in set: PolicySet, _ language: Language) -> [String] {
    let assumed = Situation.followingArrival.filter(isAssumed)
    var notes: [String] = []
    if assumed.count == Situation.followingArrival.count {
      notes.append(
        language(
          "The person has stayed there without a break since \(language.day(arrived)).",
          "La persona ha permanecido allí sin interrupción desde el \(language.day(arrived))."))
    } else if let id = assumed.first, let label = set.facts[id]?.label(language) {
      notes.append(
        language("As the arrival: ", "Como la llegada: ") + "\(label) \(language.day(arrived)).")
    }
    let earlier = Situation.followingArrival.compactMap { id -> Day? in
      guard case .day(let since)? = self[id], since < arrived else { return nil }
      return since
    }
    if let first = earlier.min() {
      notes.append(
        language(
          "Before the last arrival on \(language.day(arrived)) the person was away only for short times since "
            + "\(language.day(first)). A long absence breaks residence and presence.",
          "Antes de la última llegada, el \(language.day(arrived)), la persona solo se ausentó por poco tiempo desde "
            + "el \(language.day(first)). Una ausencia larga interrumpe la residencia y la presencia."
        ))
    }
    return notes
  }
}
