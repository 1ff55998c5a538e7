import Record

/// Whether a text names all that a series of the record counts, and how far from a number.
///
/// Where ``SeriesOptions`` goes from the words to the series that they may call for, this goes the other
/// way: from a series that has the very number to the words that name it.
struct NamedParts {
  let article: ArticleReading
  /// The sentence the number stands in.
  let index: Int
  /// Tokens of the number.
  let tokens: Range<Int>
  /// What was found to be meant by numbers before.
  let focus: [Selection]
  /// What it costs that all places together are meant where a sentence just before names one.
  var everywhere = 0.0

  private var own: SentenceReading { article.sentences[index] }
  private var readings: Readings { own.finder.readings }

  /// A part of a series that is named: the words, and how far they are.
  typealias Named = Option<Void>

  /// What was found for one series and holds for the next.
  struct Memory {
    fileprivate var labels: LabelOptions
    fileprivate var subjects: [Subject: Named?] = [:]

    init(_ parts: NamedParts) {
      labels = LabelOptions(article: parts.article, index: parts.index, tokens: parts.tokens)
    }

    fileprivate struct Subject: Hashable {
      var measure: String
      var place: String?
      var state: String?
    }
  }

  /// The series with what naming it costs; `nil` where the text leaves a part of it unnamed, or names
  /// another beside the number.
  func option(_ selection: Selection, _ memory: inout Memory) -> Option<Selection>? {
    guard selection.including.keys.allSatisfy({ !NamedParts.neverNamed.contains($0) }),
      let subject = subject(selection, &memory)
    else { return nil }
    var option = Option(
      value: selection, cost: subject.cost, basis: subject.basis, words: subject.words)
    for dimension in NamedParts.named {
      guard let label = label(selection, dimension, &memory.labels) else { return nil }
      option = option.adding(label.cost, label.basis)
      option.words += label.words
    }
    return option
  }

  /// Parts of a series that prose has no words for, or that are no one's count.
  private static let neverNamed: Set<Dimension> = [.event, .unit, .against, .to]
  private static let named: [Dimension] = [
    .component, .nationality, .demographic, .sector, .authority, .cause, .kind, .from, .level,
    .state, .route,
  ]

  // MARK: What is counted, and where

  private func subject(_ selection: Selection, _ memory: inout Memory) -> Named? {
    let key = Memory.Subject(
      measure: selection.measure, place: selection.including[.place]?.first,
      state: selection.including[.state]?.first)
    if let known = memory.subjects[key] { return known }
    let found = subject(selection)
    memory.subjects[key] = .some(found)
    return found
  }

  /// What is counted and where: by words that call for both, or by each named for itself.
  private func subject(_ selection: Selection) -> Named? {
    let (measure, place) = (selection.measure, selection.including[.place])
    if let both = nearest({ sentence in
      sentence.stems.first {
        $0.value.selection.measure == measure && $0.value.selection.including[.place] == place
      }.map(\.words)
    }) {
      return both
    }
    guard let counted = counted(measure) else { return nil }
    guard let place = place?.first else {
      // All places together, where the words name none.
      let places = own.mentions.places
      if !places.isEmpty {
        return places.allSatisfy { readings.traits.isWorld($0.id) } ? counted : nil
      }
      let isNamed = article.before(index).prefix(NamedParts.placesBefore).contains {
        !article.sentences[$0].mentions.places.isEmpty
      }
      return isNamed ? counted.adding(everywhere) : counted
    }
    // A state names its country.
    if let state = selection.including[.state]?.first, readings.country(ofState: state) == place {
      return counted
    }
    return self.place(place).map {
      Named(
        value: (), cost: counted.cost + $0.cost, basis: max(counted.basis, $0.basis),
        words: counted.words + $0.words)
    }
  }

  /// Words that say what is counted, wherever it is.
  private func counted(_ measure: String) -> Named? {
    let cues = readings.cues(of: measure)
    let said = nearest { sentence in
      words(.series, in: sentence, cues: cues, name: "measure=" + measure)
    }
    guard let said else {
      return focus.contains { $0.measure == measure }
        ? Named(
          value: (), cost: NamedParts.before, basis: .carried,
          words: [ReadFrom(part: .series, basis: .carried)]) : nil
    }
    return said
  }

  /// The words of a sentence that are a cue, or a name, of a part.
  private func words(
    _ part: ReadingPart, in sentence: SentenceReading, cues: Set<String>, name: String
  ) -> [ReadFrom]? {
    let mentions = sentence.mentions
    let tokens =
      mentions.cues.first { !cues.isDisjoint(with: $0.ids) }?.tokens
      ?? mentions.names.first { $0.id == name }?.tokens
    return tokens.map { [ReadFrom(part: part, basis: .said, bytes: sentence.sentence.bytes($0))] }
  }

  /// The nearest sentence, this one first, in which words for a part are found.
  private func nearest(_ find: (SentenceReading) -> [ReadFrom]?) -> Named? {
    if let words = find(own) { return Named(value: (), cost: 0, basis: .said, words: words) }
    for sentence in article.before(index) {
      guard let words = find(article.sentences[sentence]) else { continue }
      return Named(
        value: (), cost: NamedParts.before + article.distance(from: sentence, to: index),
        basis: .carried, words: words.map(\.carried))
    }
    return nil
  }

  private func place(_ place: String) -> Named? {
    let said = nearest { sentence in
      let mentions = sentence.mentions
      let mention = (mentions.places + mentions.loosePlaces + mentions.origins).first {
        $0.id == place
      }
      return mention.map {
        [ReadFrom(part: .place, basis: .said, bytes: sentence.sentence.bytes($0.tokens))]
      }
    }
    if let said { return said }
    guard focus.contains(where: { $0.including[.place] == [place] }) else { return nil }
    return Named(
      value: (), cost: NamedParts.before, basis: .carried,
      words: [ReadFrom(part: .place, basis: .carried)])
  }

  /// Sentences before in which a place may be named.
  private static let placesBefore = 3

  /// What a part said in a sentence before costs, besides how far that is.
  private static let before = 1.5

  // MARK: Whose

  /// What it costs that a series has the label it has, or none; `nil` where that is not named.
  private func label(
    _ selection: Selection, _ dimension: Dimension, _ labels: inout LabelOptions
  ) -> Named? {
    let wanted = selection.including[dimension]
    if dimension == .component { return agency(wanted, selection) }
    if let wanted, [.kind, .level].contains(dimension) {
      return kind(wanted, dimension, selection.measure)
    }
    let place = selection.including[.place]?.first.flatMap { readings.country(of: $0) }
    let choices = labels.choices(dimension, except: place)
    guard let choice = choices.first(where: { $0.value == wanted }) else { return nil }
    // Kinds are words for what is counted as well: none of them says that no kind is meant.
    let isFree = wanted == nil && [.kind, .level].contains(dimension)
    return Named(
      value: (), cost: isFree ? 0 : choice.cost, basis: choice.basis, words: choice.words)
  }

  /// "refugees", "were rejected", "before the immigration courts". A decision or an application is one
  /// of the first instance, unless another is named.
  private func kind(_ wanted: [String], _ dimension: Dimension, _ measure: String) -> Named? {
    if wanted == readings.traits[measure].unsaid[dimension] {
      return Named(value: (), cost: 0, basis: .said)
    }
    let cues = dimension == .kind ? readings.cues(of: measure, kind: wanted) : []
    let name = "\(dimension.rawValue)=\(wanted.joined(separator: "|"))"
    return nearest { words(.kind, in: $0, cues: cues, name: name) }
  }

  private func agency(_ wanted: [String]?, _ selection: Selection) -> Named {
    guard !readings.traits[selection.measure].agencies.isEmpty,
      selection.including[.sector] == nil
    else {
      return Named(value: (), cost: 0, basis: .said)
    }
    let mentions = own.mentions.components + own.mentions.hints
    let id = wanted?.first ?? "all"
    if let mention = mentions.first(where: { $0.id == id }) {
      return Named(
        value: (), cost: 0, basis: .said,
        words: [article.words(.agency, mention.tokens, in: index, .said)])
    }
    let isSpokenOf = focus.contains { $0.including[.component] == wanted }
    let cost =
      (mentions.isEmpty ? 0 : NamedParts.otherAgency) + (isSpokenOf ? 0 : NamedParts.newAgency)
    return Named(
      value: (), cost: cost, basis: .carried,
      words: wanted == nil ? [] : [ReadFrom(part: .agency, basis: .carried)])
  }

  /// Where the sentence names another agency, and where the text has not yet spoken of this one.
  private static let otherAgency = 4.0
  private static let newAgency = 3.0
}
