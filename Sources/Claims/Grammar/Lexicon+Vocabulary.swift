import Record
import Wording

/// The names that the record itself gives: a label added to its vocabulary is understood here.
extension Lexicon {
  mutating func addVocabulary(_ vocabulary: Vocabulary) {
    for measure in vocabulary.measures {
      let meaning = Meaning(role: .measure, id: measure.id)
      for name in [measure.name(language), measure.unit(language)] + measure.aliases {
        // A single everyday word is left to the readings, which know what must stand beside it.
        if name.contains(" ") { add(name, meaning) }
      }
    }
    for term in vocabulary.terms { add(term) }
  }

  private mutating func add(_ term: Vocabulary.Term) {
    switch term.dimension {
    case .nationality: addCountry(term)
    case .place:
      for name in [term.name(language)] + term.aliases where name.contains(" ") || name.count > 5 {
        add(name, Meaning(role: .place, id: term.id))
      }
    case .sector:
      for name in [term.name(language)] + term.published + term.aliases where name.count > 3 {
        // "Tucson" alone is a town too; where a question of sectors is meant, both names are given.
        add(name, Meaning(role: .sector, id: term.id), isName: true)
      }
    case .state:
      // A state confirms a number that is met; what is said of one refutes nothing.
      add(term.name(language), Meaning(role: .obstacle, id: term.id), isName: true)
      add(term.name(language), Meaning(role: .state, id: term.id), isName: true)
    default: break
    }
  }

  private mutating func addCountry(_ term: Vocabulary.Term) {
    guard !["OOO", "UNK"].contains(term.id) else { return }
    let country = Meaning(role: .place, id: term.id)
    for name in [term.name(language)] + term.aliases.filter({ $0.first?.isUppercase == true })
    where name.count > 3 && name != term.peopleEnglish {
      add(name, country, isName: true)
    }
    let people = Meaning(role: .nationality, id: term.id)
    for name in Demonyms.forms(term.people(language), language) where name.count > 3 {
      add(name, people, isName: language == .english)
    }
  }
}
