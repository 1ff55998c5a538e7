import Record

/// A series that words call for, and which words.
struct FoundStem: Sendable {
  var stem: Stem
  var cost: Double
  var words: StemWords
}

/// The words that a series was read from before anybody's nationality or group is added; tokens of
/// the sentence, `nil` where nothing says it.
struct StemWords: Sendable {
  var cue: Range<Int>?
  var place: Range<Int>?
  var agency: Range<Int>?

  /// The same of another place.
  func at(_ place: Range<Int>?) -> StemWords {
    var words = self
    words.place = place
    return words
  }

  func read(in sentence: Sentence, _ basis: Basis) -> [ReadFrom] {
    [(ReadingPart.series, cue), (.place, place), (.agency, agency)].compactMap { part, tokens in
      tokens.map { ReadFrom(part: part, basis: basis, bytes: sentence.bytes($0)) }
    }
  }
}

extension SubjectFinder {
  /// The words that call for a reading: those that its cost was measured to.
  func words(of reading: Reading, _ tokens: Range<Int>) -> StemWords {
    let cues = mentions.cues.filter { !reading.cues.isDisjoint(with: $0.ids) }
    let cue = cues.min {
      distance.between(tokens, $0.tokens) < distance.between(tokens, $1.tokens)
    }
    let agencies = [mentions.components, mentions.hints].lazy.compactMap { list in
      self.nearest(list.filter { reading.components.contains($0.id) }, tokens)
    }
    return StemWords(
      cue: cue?.tokens, place: place(of: reading, tokens), agency: agencies.first?.tokens)
  }

  /// The words of the place, and of the agency, that a series is taken from where no word says what is
  /// counted.
  func words(ofPlaceIn stem: Stem) -> StemWords {
    let selection = stem.selection
    let places = (mentions.places + mentions.loosePlaces).filter {
      selection.including[.place]?.contains($0.id) ?? false
    }
    let agencies = mentions.components.filter {
      selection.including[.component]?.contains($0.id) ?? false
    }
    return StemWords(place: places.first?.tokens, agency: agencies.first?.tokens)
  }

  /// Where the sentence names a place.
  func placeTokens(_ id: String) -> Range<Int>? {
    mentions.places.first { $0.id == id }?.tokens
  }

  private func place(of reading: Reading, _ tokens: Range<Int>) -> Range<Int>? {
    if reading.places.contains("*") {
      return nearest(mentions.places.filter { $0.id.count == 3 }, tokens)?.tokens
    }
    let lists = [
      mentions.places, mentions.loosePlaces, mentions.nationalities, mentions.origins,
    ]
    return lists.lazy.compactMap { list in
      self.nearest(list.filter { reading.places.contains($0.id) }, tokens)
    }.first?.tokens
  }
}

extension ReadingPart {
  /// The part of a reading that a dimension is.
  init?(_ dimension: Record.Dimension) {
    switch dimension {
    case .place, .route: self = .place
    case .nationality: self = .people
    case .component: self = .agency
    case .demographic: self = .group
    case .sector: self = .sector
    case .authority: self = .authority
    case .kind: self = .kind
    case .cause: self = .cause
    case .from: self = .from
    default: return nil
    }
  }
}
