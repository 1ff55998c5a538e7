/// A set of single words that a rule asks for: rows of the role `word`, one a set.
enum WordSet: String, Sendable {
  /// Before the number that something went from.
  case from
  /// Before the number that something went to.
  case to
  /// Two words before the number that another is held against: "frente a".
  case against
  /// Part two numbers that are of no pair.
  case parting
  /// Begin to speak of another thing.
  case apart
  /// Of a time that is told by another, and not understood.
  case span
  /// Words that a sentence goes on about a number with.
  case goingOn = "going-on"
  /// Stand for a number that was spoken of: "the figure", "it".
  case tally
  /// Say nothing of what is counted.
  case plain
  /// Name a thing that is counted by no series, of which the rest of a clause is only said: "the cost of".
  case head
  /// Tie a noun to what stands before it.
  case preposition
  /// Between the parts of a sentence that each have a verb.
  case joint
  /// After a number, make it a factor.
  case times
  /// After "times": what it is a factor of.
  case timesOf = "times-of"
  /// "times as many".
  case many
  /// "se multiplicó por".
  case multiplied
  case multiplyBy = "multiply-by"
  /// End a phrase that takes what is compared with as it is: "arriba de los 94,816 de diciembre".
  case takes
  /// "is that", "dijo que": begin what is said.
  case that
  case saying
  /// Stand before two times, of which the second is compared with the first.
  case between
}

/// Words that are too common to be phrases of their own: as such they would part the phrases round them.
struct WordSets: Sendable {
  private var sets: [WordSet: Set<String>] = [:]

  /// Adds words, parted by bars; `false` where there is no such set.
  mutating func add(_ words: String, to name: String) -> Bool {
    guard let set = WordSet(rawValue: name) else { return false }
    let folded = words.split(separator: "|").map { Folding.plain($0.lowercased()) }
    sets[set, default: []].formUnion(folded)
    return true
  }

  /// Whether a word, as it is folded in a token, is in a set.
  func has(_ word: String, in set: WordSet) -> Bool { sets[set]?.contains(word) ?? false }
}
