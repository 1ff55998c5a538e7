import Wording

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
  /// The labels that a named series brought, and those that stand beside it.
  private var ofSeries = NamedLabels()
  private var own = NamedLabels()

  private struct NamedLabels {
    var including: [Dimension: Set<String>] = [:]
    var excluding: [Dimension: Set<String>] = [:]

    var isEmpty: Bool { including.isEmpty && excluding.isEmpty }
  }

  var isEmpty: Bool { ofSeries.isEmpty && own.isEmpty && countries.isEmpty && series.isEmpty }

  mutating func include(_ label: String, in dimension: Dimension, isOfSeries: Bool = false) {
    if isOfSeries {
      ofSeries.including[dimension, default: []].insert(label)
    } else {
      own.including[dimension, default: []].insert(label)
    }
  }

  mutating func exclude(_ label: String, in dimension: Dimension, isOfSeries: Bool = false) {
    if isOfSeries {
      ofSeries.excluding[dimension, default: []].insert(label)
    } else {
      own.excluding[dimension, default: []].insert(label)
    }
  }

  /// Labels that were named of a dimension, by a series or beside it.
  func named(_ dimension: Dimension) -> Set<String> {
    (ofSeries.including[dimension] ?? []).union(own.including[dimension] ?? [])
  }

  /// The series named side by side, when there are several and nothing else.
  func seriesSideBySide() throws(QuestionError) -> [String]? {
    guard series.count > 1 else { return nil }
    guard own.isEmpty, countries.isEmpty else {
      throw .severalSeries(text, series: series)
    }
    return series
  }

  var text: String { words.joined(separator: " ").shortened }

  func selection(_ vocabulary: Vocabulary) throws(QuestionError) -> Selection {
    let measures = named(.measure).sorted()
    guard let measure = measures.first else {
      throw .noMeasure(words: text, measures: fittingMeasures(vocabulary))
    }
    guard measures.count == 1 else {
      throw .ambiguousWord(text, choices: measures.map { "measure=\($0)" })
    }
    var labels = own.including
    for (dimension, codes) in try settledCountries(measure, vocabulary) {
      labels[dimension, default: []].formUnion(codes)
    }
    try checkPlaces(labels[.place] ?? [], vocabulary.places)
    for (dimension, known) in ofSeries.including {
      labels[dimension] = try narrowed(known, to: labels[dimension], dimension, vocabulary.places)
    }
    var excluding = own.excluding
    for (dimension, known) in ofSeries.excluding {
      let outside = known.intersection(labels[dimension] ?? [])
      if !outside.isEmpty { throw outsideSeries(outside, dimension) }
      excluding[dimension, default: []].formUnion(known)
    }
    var selection = Selection(measure: measure)
    for (dimension, labels) in labels { selection.include(Array(labels), in: dimension) }
    for (dimension, labels) in excluding { selection.exclude(Array(labels), in: dimension) }
    if isOfRemovals(selection) { selection.include(["removal"], in: .kind) }
    return selection
  }

  /// The labels of a series, or those beside it that they narrow to.
  private func narrowed(
    _ known: Set<String>, to asked: Set<String>?, _ dimension: Dimension, _ places: PlaceTree
  ) throws(QuestionError) -> Set<String> {
    guard let asked, dimension != .measure else { return known }
    let outside = asked.filter { label in
      !known.contains { label == $0 || (dimension == .place && places.isInside(label, $0)) }
    }
    guard outside.isEmpty else { throw outsideSeries(outside, dimension) }
    return asked
  }

  private func outsideSeries(_ labels: Set<String>, _ dimension: Dimension) -> QuestionError {
    let series = series.first ?? ""
    let named = labels.sorted().joined(separator: "|").shortened
    return .unsuitable(
      Localized(
        "\(dimension.rawValue)=\(named) is no part of \(series).",
        "\(dimension.rawValue)=\(named) no es parte de \(series)."),
      hint: Localized(
        "Name a measure and labels instead of the series: `trocha record list` shows its own.",
        "Nombre una medida y etiquetas en lugar de la serie: `trocha record list` muestra las suyas."
      ))
  }

  /// A place and one that lies in it are not added up: the one or the other is meant.
  private func checkPlaces(_ asked: Set<String>, _ places: PlaceTree) throws(QuestionError) {
    let labels = asked.sorted()
    guard places.overlap(labels) else { return }
    throw .ambiguousWord(text, choices: labels.prefix(5).map { "place=\($0)" })
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
    let named = own.including.merging(ofSeries.including) { $0.union($1) }
    let lists = named.flatMap { dimension, labels in
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
      if dimension == .nationality, !named(.nationality).isSubset(of: [code]) {
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
