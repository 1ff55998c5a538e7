import Record

/// Series that are put together from the parts that a sentence and those before it name, whatever word calls
/// for them: the sums that no table has as one cell.
///
/// Where ``SeriesOptions`` reads the words in order, this takes each part named near by with each other; what a
/// combination costs, and whether anything is left out, ``NamedParts`` says.
struct NamedCombinations {
  let article: ArticleReading
  /// The sentence the number stands in.
  let index: Int
  /// Tokens of the number.
  let tokens: Range<Int>
  /// What was found to be meant by numbers before, the latest last.
  let focus: [Selection]
  let vocabulary: Vocabulary

  /// So many combinations are priced, and so many labels of a dimension and places taken.
  private static let most = 220
  private static let fewLabels = 5
  private static let fewPlaces = 5
  /// Sentences before whose measures and places are taken.
  private static let reach = 4

  private var own: SentenceReading { article.sentences[index] }
  private var readings: Readings { own.finder.readings }

  /// This sentence and those before it, the nearest first.
  private var near: [SentenceReading] {
    ([index] + article.before(index).prefix(NamedCombinations.reach)).map {
      article.sentences[$0]
    }
  }

  /// Likeliest first.
  func options() -> [Option<Selection>] {
    let parts = NamedParts(
      article: article, index: index, tokens: tokens, focus: focus,
      everywhere: NamedCombinations.everywhere)
    var best = Cheapest<Selection>()
    var memory = NamedParts.Memory(parts)
    var labels = LabelOptions(article: article, index: index, tokens: tokens)
    var left = NamedCombinations.most
    let places = places()
    for measure in measures() {
      let kinds = [Dimension.kind, .level].map { ($0, named($0, measure)) }
      for place in places where left > 0 {
        var base = Selection(measure: measure)
        if let place { base.include([place], in: .place) }
        for selection in combined(base, kinds, &labels) where left > 0 {
          left -= 1
          if let option = parts.option(selection, &memory) { best.add(option) }
        }
      }
    }
    return best.sorted
  }

  // MARK: Parts

  private func measures() -> [String] {
    var found: [String] = []
    func add(_ measure: String) { if !found.contains(measure) { found.append(measure) } }
    for sentence in near {
      let cues = Set(sentence.mentions.cues.flatMap(\.ids))
      let names = Set(sentence.mentions.names.map(\.id))
      for measure in vocabulary.measures
      where !readings.cues(of: measure.id).isDisjoint(with: cues)
        || names.contains("measure=" + measure.id)
      {
        add(measure.id)
      }
    }
    for selection in focus.reversed() { add(selection.measure) }
    return Array(found.prefix(3))
  }

  private func places() -> [String?] {
    var found: [String?] = []
    func add(_ place: String) {
      let place = readings.traits.place(place).means ?? place
      if !found.contains(place) { found.append(place) }
    }
    for selection in focus.reversed() { selection.including[.place]?.first.map(add) }
    for state in own.mentions.states { readings.country(ofState: state.id).map(add) }
    for sentence in near {
      let mentions = sentence.mentions
      for mention in mentions.places + mentions.loosePlaces + mentions.origins { add(mention.id) }
    }
    return found.prefix(NamedCombinations.fewPlaces) + [nil]
  }

  /// A measure at a place with every choice of labels that is named.
  private func combined(
    _ base: Selection, _ kinds: [(Dimension, [[String]])], _ labels: inout LabelOptions
  ) -> [Selection] {
    let traits = readings.traits[base.measure]
    var selections = [base]
    func take(_ dimension: Dimension, _ choices: [[String]]) {
      guard !choices.isEmpty else { return }
      let more = selections.flatMap { selection in
        [selection]
          + choices.prefix(NamedCombinations.fewLabels).map {
            selection.including($0, in: dimension)
          }
      }
      selections = Array(more.prefix(NamedCombinations.most))
    }
    let country = base.including[.place]?.first.flatMap { readings.country(of: $0) }
    for dimension in [
      Dimension.nationality, .demographic, .sector, .authority, .cause, .from, .state,
      .route,
    ]
    where traits.labels.contains(dimension) {
      let near = labels.choices(dimension, except: country)
        .filter { $0.cost <= NamedCombinations.nearLabel }
        .sorted { $0.cost < $1.cost }
      take(dimension, near.compactMap(\.value))
    }
    if !traits.agencies.isEmpty { take(.component, traits.agencies.map { [$0] }) }
    for (dimension, labels) in kinds { take(dimension, labels) }
    for (dimension, label) in traits.unsaid {
      selections = selections.map {
        $0.including[dimension] == nil ? $0.including(label, in: dimension) : $0
      }
    }
    return selections
  }

  /// All places together are seldom meant where one was named just before.
  private static let everywhere = 4.0
  /// A label that costs more is of another number.
  private static let nearLabel = 12.0

  /// Kinds and levels that words near by name.
  private func named(_ dimension: Dimension, _ measure: String) -> [[String]] {
    var found: [[String]] = []
    func add(_ labels: [String]) { if !found.contains(labels) { found.append(labels) } }
    let prefix = dimension.rawValue + "="
    for sentence in near {
      for mention in sentence.mentions.names where mention.id.hasPrefix(prefix) {
        add(mention.id.dropFirst(prefix.count).split(separator: "|").map(String.init))
      }
      let cues = Set(sentence.mentions.cues.flatMap(\.ids))
      for reading in readings.all where reading.selection?.measure == measure {
        guard let labels = reading.selection?.including[dimension],
          !reading.cues.subtracting(["measure:" + measure]).isDisjoint(with: cues)
        else { continue }
        add(labels)
      }
    }
    return found
  }
}

extension Selection {
  fileprivate func including(_ labels: [String], in dimension: Dimension) -> Selection {
    var copy = self
    copy.include(labels, in: dimension)
    return copy
  }
}
