import Wording

/// A set of single words that a rule asks for: rows of the role `word`, one a set.
enum WordSet: UInt8, CaseIterable, Sendable {
  /// Before the number that something went from.
  case from
  /// Before the number that something went to.
  case to
  /// Two words before the number that another is compared with: "frente a".
  case against
  /// Part two numbers that are of no pair.
  case parting
  /// Begin to speak of another thing.
  case apart
  /// Of a time that is given by another, and not understood.
  case span
  /// Words that a sentence goes on about a number with.
  case goingOn
  /// Stand for a number that was spoken of: "the figure", "it".
  case tally
  /// Say nothing of what is counted.
  case plain
  /// Never narrow what a number beside them counts: verbs of reporting, small words, words for tables.
  case inert
  /// Name a thing that is counted by no series, of which the rest of a clause is only said: "the cost of".
  case head
  /// Tie a noun to what stands before it.
  case preposition
  /// Between the parts of a sentence that each have a verb.
  case joint
  /// After a number, make it a factor.
  case times
  /// After "times": what it is a factor of.
  case timesOf
  /// "times as many".
  case many
  /// "se multiplicó por".
  case multiplied
  case multiplyBy
  /// End a phrase that takes what is compared with as it is: "arriba de los 94,816 de diciembre".
  case takes
  /// "is that", "dijo que": begin what is said.
  case that
  case saying
  /// Stand before two times, of which the second is compared with the first.
  case between
  /// End with a point that ends no sentence.
  case abbreviation
  /// "with".
  case accompanied
  /// Say that several are counted together.
  case adding
  /// Words of change that are no verb.
  case adverb
  /// Before a number of years.
  case aged
  /// Before the name of who said it.
  case agencyOpening
  /// "all", of a span.
  case all
  /// Before the name of a whole.
  case allThe
  /// "September alone".
  case alone
  /// "between" before two numbers.
  case amid
  /// After a share, begin what it is of.
  case among
  /// Before "of", say that a number is how much there is of something: "a total of 5,000".
  case amountNoun
  /// As ``thatIs``, a word or two before.
  case amountsTo
  /// "and".
  case and
  /// Phrases after a number that say it is more.
  case andMore
  /// "of" that no article follows in one word.
  case plainOf
  /// Before the number that something went to, after the one that it went from.
  case goesTo
  /// Before the time that figures are of, after words for publishing them.
  case contentOf
  /// Between the two ends of a stretch of time.
  case andOn
  /// "the", in all its forms.
  case article
  /// After a part, begin what it is a part of.
  case asWhat
  /// Phrases before the name of who said it.
  case attributing
  /// "of" without an article, which English does without.
  case bareOf
  /// Between "below" and the time compared with.
  case baseLink
  /// Between a word of change and the number compared with.
  case beforeCompared
  /// Between a hedge and its number.
  case beforeHedged
  /// Before a number that is a year.
  case beforeYear
  /// Before a time or number that is only compared with: "below".
  case beyond
  /// "the border with Colombia".
  case border
  /// Begin a clause that says the contrary.
  case but
  /// Between a verb of change and by how many.
  case byAmount
  /// Between a word of change and by how much.
  case byHow
  /// Before a share by which something changed.
  case byPart
  /// Of a year, say that it is no fiscal one.
  case calendar
  /// Part what is said of two things.
  case clauseJoint
  /// End what a superlative is said of.
  case closing
  /// Common words, by which a language is known.
  case common
  /// Phrases before a number that another is compared with.
  case comparedAfter
  /// Before a time or number that is only compared with: "from".
  case comparing
  /// "that's": a pronoun and "is" in one.
  case contracted
  /// After a superlative, before the noun it is of.
  case counting
  /// Of a mean, say that it is one of days.
  case daily
  /// Between two days.
  case dayJoint
  /// Before the first of two days.
  case dayOpening
  /// Ten years.
  case decade
  /// Before a superlative that is one of times.
  case definite
  /// Before a noun for a peak.
  case definiteOrOne
  /// "a distant second".
  case distant
  /// Before a time that something happened in.
  case during
  /// End the name of who said something.
  case endsName
  /// After a share, stand for all.
  case everyone
  /// "the number".
  case figure
  /// "fiscal", before the part of a year.
  case fiscal
  /// Between the parts of a time.
  case glue
  /// "as", of a role.
  case inRole
  /// Initials that are words as well, where they have no capitals.
  case initials
  /// Between a superlative and its month.
  case joining
  /// Between a number and the name of whom it counts.
  case labelLink
  /// "second", "third".
  case laterOrder
  /// Limit a record: "a record for a January".
  case limiting
  /// May begin words that limit a record.
  case limits
  /// Between a name and its number in a list.
  case listLink
  /// Name a mean.
  case mean
  /// Between a number and its time.
  case momentLink
  /// May begin a time.
  case momentOpening
  /// Names of months that are words as well, where they have no capital.
  case monthOrWord
  /// Of a mean, say that it is one of months.
  case monthly
  /// "months".
  case months
  /// "more", "fewer", before "than".
  case more
  /// Before the whole of which most is said.
  case mostOf
  /// Words that may stand after a number without saying what it counts.
  case noNoun
  /// Attribute elsewhere, and here join a rate.
  case notSaid
  /// Before a number that is only a name: "flight 12".
  case numbered
  /// "the first time since".
  case occasion
  /// "of", "de".
  case of
  /// After a part of a year.
  case ofOrIn
  /// After a superlative, begin what it is among.
  case ofWhole
  /// Name a source without a capital.
  case officials
  /// "a" before a number.
  case one
  /// "or".
  case or
  /// After the number of a day.
  case ordinalEnding
  /// "other".
  case other
  /// Within a part: "one in five".
  case outOf
  /// Before the length of a span.
  case overSpan
  /// After a factor, say that it is of the same at another time: "twice its July level".
  case ownBase
  /// Before those that a number is a part of.
  case partOf
  /// After the name of a people, make it a place: "the Mexican side".
  case partOfPlace
  /// Between a time and a number that is of another.
  case partsMoment
  /// Stand for people that were spoken of.
  case people
  /// Name nobody.
  case pronoun
  /// Before "was", say that the same is counted as before.
  case pronounOfSeries
  /// Say that a time is when something was published.
  case publishing
  /// Before a name that a number is not of.
  case putAside
  /// Before "from", make a range of what would be a change.
  case ranging
  /// Between a superlative and the noun that it is among.
  case rankLink
  /// "record".
  case record
  /// After "record", say that it is one of numbers.
  case recordOf
  /// Begin a clause within commas.
  case relative
  /// "respectively".
  case respectively
  /// Before a mean that says the same again: "or about 1,265 a day".
  case restating
  /// Between the names, or the numbers, of a row.
  case rowJoint
  /// Speak of a rule, whose number counts nothing that happened.
  case rule
  /// Between a share and whose it is.
  case saidOf
  /// Before the second of two numbers of one name.
  case secondNumber
  /// A part of a border.
  case sectorNoun
  /// "semester".
  case semester
  /// Between two numbers of one series.
  case setAgainst
  /// Before a number that was there first: "31,218 after 41,938".
  case afterNumber
  /// Before the number that a change sets out from: "from 33,749 to 21,845".
  case setsOut
  /// Say that a place is shared.
  case several
  /// In "had been 71,206", of a time before the one that is spoken of.
  case had
  case been
  /// "lost more than half of its traffic".
  case losing
  /// On which side of another number one is.
  case side
  /// Before the first of two months.
  case spanOpening
  /// Before "sector", where one was spoken of.
  case spokenOf
  /// Phrases that only a comparison is made with.
  case strongBase
  /// End a phrase of change that takes what is compared with as it is.
  case takesBase
  /// "than".
  case than
  /// "than", and "de" that stands for it.
  case thanOf
  /// Before a share that says a number in other words.
  case thatIs
  /// Stand for the people of the number before.
  case these
  /// A unit of time that is no rate of itself.
  case timeNoun
  /// "de un mes a otro".
  case toAnother
  /// After "the first country", say that it was the first to do something.
  case toDo
  /// Before the upper of two numbers, where nothing stands before the lower.
  case toUpper
  /// Between two years.
  case toYear
  /// Say that numbers are added up.
  case together
  /// "for", of a purpose.
  case towards
  /// "through June".
  case until
  /// Between "until" and a month.
  case untilGlue
  /// "up 76% on 2022".
  case upOn
  /// How verbs of change by a factor begin.
  case verbOfChange
  /// "it was 42,767".
  case was
  /// Of a mean, say that it is one of weeks.
  case weekly
  /// After a share, say what it is of.
  case wereOf
  /// "when".
  case when
  /// "any", "cualquier".
  case whichever
  /// "of whom".
  case whom
  /// Nouns for one of whatever is counted: "cases".
  case instance
  /// "in".
  case within
  /// "the year".
  case year
  /// Before a year though it is a hedge: "by 2022".
  case yearOfHedge
  /// Before the first of two years.
  case yearSpan
  /// Make a record one of years.
  case yearly
  /// "years".
  case years

  /// As a table names it: `going-on`.
  init?(name: String) {
    guard let set = WordSet.named[name] else { return nil }
    self = set
  }

  private static let named = Dictionary(
    uniqueKeysWithValues: allCases.map { set in
      (
        String(describing: set).reduce(into: "") {
          $0 += $1.isUppercase ? "-" + $1.lowercased() : "\($1)"
        }, set
      )
    })
}

/// The sets that a word is in.
struct WordMask: Sendable {
  private var bits = SIMD4<UInt64>()

  func has(_ set: WordSet) -> Bool {
    bits[Int(set.rawValue >> 6)] & (1 << UInt64(set.rawValue & 63)) != 0
  }

  /// Sets of words that may say what is counted, or where.
  static let narrowing = [
    WordSet.head, .numbered, .partOfPlace, .rule, .border, .sectorNoun, .verbOfChange,
  ].reduce(into: WordMask()) { $0.insert($1) }

  /// Whether a word is in any set but those of another mask.
  func isAny(but other: WordMask) -> Bool { bits & ~other.bits != SIMD4() }

  mutating func insert(_ set: WordSet) {
    bits[Int(set.rawValue >> 6)] |= 1 << UInt64(set.rawValue & 63)
  }
}

/// Words that are too common to be phrases of their own: as such they would part the phrases round them.
struct WordSets: Sendable {
  private var masks: [String: WordMask] = [:]
  private var words: [WordSet: [String]] = [:]

  /// Adds words, parted by bars; `false` where there is no such set.
  mutating func add(_ words: String, to name: String) -> Bool {
    guard let set = WordSet(name: name) else { return false }
    for word in words.split(separator: "|") {
      let folded = Folding.plain(word.lowercased())
      masks[folded, default: WordMask()].insert(set)
      self.words[set, default: []].append(folded)
    }
    return true
  }

  /// The sets that a word, as it is folded in a token, is in.
  func mask(of word: String) -> WordMask { masks[word] ?? WordMask() }

  /// Whether a word, or a phrase, is in a set.
  func has(_ word: String, in set: WordSet) -> Bool { masks[word]?.has(set) ?? false }

  func all(in set: WordSet) -> [String] { words[set] ?? [] }
}
