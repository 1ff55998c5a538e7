import Periods
import Wording

/// A person's situation on a day: what is known of the facts that rules ask for.
///
/// It holds no name and no number of a person, and is never written anywhere.
package struct Situation: Hashable, Sendable {
  /// The day that is asked about.
  package var day: Day
  private var known: [String: FactValue]
  /// Facts that are taken to follow from others, since nothing else was said.
  private var assumed: [String: FactValue] = [:]
  /// Facts that are said not to be known, so that nothing is assumed of them.
  private var withheld: Set<String> = []

  package init(on day: Day, _ known: [String: FactValue] = [:]) {
    self.day = day
    self.known = known
  }

  package subscript(fact: String) -> FactValue? {
    get { withheld.contains(fact) ? nil : known[fact] ?? assumed[fact] }
    set {
      known[fact] = newValue
      withheld.remove(fact)
    }
  }

  /// Says that a fact is not known, and is not to be taken from others.
  package mutating func withhold(_ fact: String) {
    known[fact] = nil
    withheld.insert(fact)
  }

  /// Facts that are taken to begin with an arrival when nothing else is said.
  package static let followingArrival = ["resident-since", "present-since"]

  package func isAssumed(_ fact: String) -> Bool {
    known[fact] == nil && !withheld.contains(fact) && assumed[fact] != nil
  }

  /// The situation with what is taken to follow from an arrival when nothing else is said: who has
  /// arrived is in the destination and has stayed since; and what the policy file assumes.
  package func completed(by set: PolicySet) -> Situation {
    var copy = self
    copy.assumed = [:]
    guard case .day(let arrived) = copy["arrived"] else { return copy }
    for assumption in set.assumptions { copy.assumed[assumption.fact] = assumption.value }
    if arrived <= day { copy.assumed["in"] = .word(set.destination) }
    for fact in Situation.followingArrival { copy.assumed[fact] = .day(arrived) }
    return copy
  }

  /// What was assumed, in words.
  package func assumptions(in set: PolicySet, _ language: Language) -> [String] {
    guard case .day(let arrived) = self["arrived"] else { return [] }
    var notes: [String] = []
    if isAssumed("in"), case .word(let country) = self["in"] {
      notes.append(
        language("The person is in \(country).", "La persona está en \(country)."))
    }
    if isAssumed("resident-since") || isAssumed("present-since") {
      notes.append(
        language(
          "The person has stayed there without a break since \(language.day(arrived)).",
          "La persona ha permanecido allí sin interrupción desde el \(language.day(arrived))."))
    }
    for assumption in set.assumptions where isAssumed(assumption.fact) {
      notes.append(assumption.text(language))
    }
    return notes
  }
}
