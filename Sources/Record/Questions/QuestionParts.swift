/// A word before a country's name, by what it makes of the country.
enum Preposition: Hashable {
  /// "in", "through": where it is counted.
  case place
  /// "from": where a return starts; the nationality of who is counted otherwise.
  case origin
  /// "to": where a return ends, or the country that is entered.
  case goal

  init?(word: String) {
    switch word {
    case "in", "at", "on", "en", "within", "inside", "through", "across", "via", "por":
      self = .place
    case "from", "de", "del", "desde": self = .origin
    case "to", "into", "a", "al", "hacia", "hasta": self = .goal
    default: return nil
    }
  }
}

/// What a question names so far: labels, and countries of which it is not yet settled what they are.
struct QuestionParts {
  struct Country {
    /// As it was written.
    var text: String
    /// More than one when countries share a name.
    var codes: [String]
    var preposition: Preposition?
  }

  /// Returns start in a country and end in one.
  private static let returns: Set<String> = [
    "returns", "returns-received", "deportation-flights", "removals", "removal-flights",
  ]
  /// "From" would be a country of asylum or people's own country.
  private static let homecomings: Set<String> = [
    "returned-refugees", "returned-internally-displaced",
  ]

  /// As they were written.
  var words: [String] = []
  /// Ids of the named series.
  var series: [String] = []
  var countries: [Country] = []
  private var including: [Dimension: Set<String>] = [:]
  private var excluding: [Dimension: Set<String>] = [:]
  /// Whether there are labels that no named series brought.
  private var hasOwnLabels = false

  var isEmpty: Bool {
    including.isEmpty && excluding.isEmpty && countries.isEmpty && series.isEmpty
  }

  mutating func include(_ label: String, in dimension: Dimension, isOfSeries: Bool = false) {
    including[dimension, default: []].insert(label)
    if !isOfSeries { hasOwnLabels = true }
  }

  mutating func exclude(_ label: String, in dimension: Dimension, isOfSeries: Bool = false) {
    excluding[dimension, default: []].insert(label)
    if !isOfSeries { hasOwnLabels = true }
  }

  /// The series named side by side, when there are several and nothing else.
  func seriesSideBySide() throws(QuestionError) -> [String]? {
    guard series.count > 1 else { return nil }
    guard !hasOwnLabels, countries.isEmpty else {
      throw .severalSeries(text, series: series)
    }
    return series
  }

  var text: String { words.joined(separator: " ").shortened }

  func selection(_ vocabulary: Vocabulary) throws(QuestionError) -> Selection {
    let measures = (including[.measure] ?? []).sorted()
    guard let measure = measures.first else {
      throw .noMeasure(words: text, measures: fittingMeasures(vocabulary))
    }
    guard measures.count == 1 else {
      throw .ambiguousWord(text, choices: measures.map { "measure=\($0)" })
    }
    var labels = including
    for (dimension, codes) in try settledCountries(measure, vocabulary) {
      labels[dimension, default: []].formUnion(codes)
    }
    var selection = Selection(measure: measure)
    for (dimension, labels) in labels { selection.include(Array(labels), in: dimension) }
    for (dimension, labels) in excluding { selection.exclude(Array(labels), in: dimension) }
    if isOfRemovals(selection) { selection.include(["removal"], in: .kind) }
    return selection
  }

  /// What the United States call a removal is one by ICE; another country's returns are of other
  /// kinds.
  private func isOfRemovals(_ selection: Selection) -> Bool {
    let says = words.contains { ["removals", "removal"].contains(Vocabulary.folded($0)) }
    let countries = selection.including[.from] ?? selection.including[.place]
    return says && selection.measure == "returns" && countries == ["USA"]
      && selection.including[.kind] == nil && selection.excluding[.kind] == nil
  }

  /// The measures that the labels are of: those that all of them fit, else any.
  private func fittingMeasures(_ vocabulary: Vocabulary) -> [String] {
    let lists = including.flatMap { dimension, labels in
      labels.compactMap { vocabulary.term($0, in: dimension)?.measures }
    }.filter { !$0.isEmpty }
    let all = vocabulary.measures.map(\.id)
    let fitting = lists.reduce(all) { known, list in known.filter(list.contains) }
    return fitting.isEmpty ? all : fitting
  }

  // MARK: What a country's name means

  private func settledCountries(
    _ measure: String, _ vocabulary: Vocabulary
  ) throws(QuestionError) -> [Dimension: Set<String>] {
    var settled: [Dimension: Set<String>] = [:]
    for country in countries {
      guard let dimension = Self.dimension(country.preposition, measure),
        let code = country.codes.first, country.codes.count == 1
      else {
        throw .ambiguousWord(country.text, choices: Self.choices(country, measure, vocabulary))
      }
      // "Venezuelans from Colombia" are not Venezuelans and Colombians.
      if dimension == .nationality, let others = including[.nationality], others != [code] {
        throw .ambiguousWord(country.text, choices: Self.choices(country, measure, vocabulary))
      }
      settled[dimension, default: []].insert(code)
    }
    return settled
  }

  private static func dimension(_ preposition: Preposition?, _ measure: String) -> Dimension? {
    switch preposition {
    case .place: .place
    case .origin where returns.contains(measure): .from
    case .origin where !homecomings.contains(measure): .nationality
    case .goal where returns.contains(measure): .to
    case .goal where measure == "irregular-entries": .place
    default: nil
    }
  }

  /// What a country's name may mean, as it can be typed.
  private static func choices(
    _ country: Country, _ measure: String, _ vocabulary: Vocabulary
  ) -> [String] {
    country.codes.flatMap { code in
      let isShared = country.codes.count > 1
      let name = isShared ? code : vocabulary.term(code, in: .nationality)?.english ?? code
      let ways = returns.contains(measure) ? ["in", "from", "to"] : ["in"]
      return ways.map { "\($0) \(name)" } + ["nationality=\(code)"]
    }
  }
}
