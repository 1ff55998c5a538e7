import Record

/// A series as words call for it, before anybody's nationality or group is added.
struct Stem: Sendable, Hashable {
  var selection: Selection
  /// Whether the people named make up the series and are at home elsewhere: those who left a country.
  var isOfPeople: Bool
}

/// Which series a number may count, by what its sentence and those before it name.
struct SeriesOptions {
  let article: ArticleReading
  /// The sentence the number stands in.
  let index: Int
  /// Tokens of the number.
  let tokens: Range<Int>
  /// What was found to be meant by numbers before, the latest first.
  let focus: [(selection: Selection, sentence: Int, words: [ReadFrom])]

  /// A place or an agency that is named without a word for what is counted calls for its series too.
  private static let placeAlone = 6.0

  /// More combinations than these are not looked at, best first.
  private static let most = 160

  private var own: SentenceReading { article.sentences[index] }

  /// Selections with the people, groups and sectors that may be meant, likeliest first.
  func selections() -> [Option<Selection>] {
    var labels = LabelOptions(article: article, index: index, tokens: tokens)
    let selections = stems().prefix(10).flatMap { labelled($0, &labels) }
    return Array(Cheapest(selections).sorted.prefix(SeriesOptions.most))
  }

  // MARK: Stems

  func stems() -> [Option<Stem>] {
    var best = Cheapest<Stem>()
    for found in own.finder.stems(at: tokens) {
      best.add(
        Option(
          value: found.stem, cost: max(0, found.cost + 3) * 0.6, basis: .said,
          words: found.words.read(in: own.sentence, .said)))
    }
    let hasOwn = !best.isEmpty
    for earlier in article.before(index) {
      let far = 4 + 2 * article.distance(from: earlier, to: index) + (hasOwn ? 3 : 0)
      for found in article.sentences[earlier].stems {
        let stem = found.value
        let carried = Option(
          value: stem, cost: far + max(0, found.cost + 3) * 0.3, basis: Basis.carried,
          words: found.words.map(\.carried))
        best.add(carried.adding(otherPlace(stem)))
        for moved in moved(carried) { best.add(moved) }
      }
    }
    for stem in own.stemsOfPlaces {
      best.add(
        Option(
          value: stem, cost: SeriesOptions.placeAlone, basis: .assumed,
          words: [ReadFrom(part: .series, basis: .assumed)]
            + own.finder.words(ofPlaceIn: stem)
            .read(in: own.sentence, .said)))
    }
    if !hasOwn {
      for earlier in article.before(index) {
        let far = SeriesOptions.placeAlone + 2 + article.distance(from: earlier, to: index)
        for stem in article.sentences[earlier].stemsOfPlaces {
          best.add(
            Option(
              value: stem, cost: far + otherPlace(stem), basis: .assumed,
              words: [ReadFrom(part: .series, basis: .assumed)]))
        }
      }
    }
    for (order, known) in focus.prefix(4).enumerated() {
      let stem = Stem(
        selection: known.selection.without(.nationality, .demographic, .sector, .authority, .cause),
        isOfPeople: known.selection.excluding[.place] != nil)
      let far = 2 + Double(min(6, order + index - known.sentence)) + (hasOwn ? 3 : 0)
      let carried = Option(
        value: stem, cost: far, basis: Basis.carried,
        words: known.words.filter { SeriesOptions.ofStem.contains($0.part) }.map(\.carried))
      best.add(carried.adding(otherPlace(stem)))
      for moved in moved(carried) { best.add(moved) }
    }
    return withComponents(best.options).sorted
  }

  /// Parts of a reading that come before anybody's nationality or group.
  private static let ofStem: Set<ReadingPart> = [.series, .place, .agency, .kind, .from]

  /// What was counted in one country, in another that this sentence names.
  private func moved(_ option: Option<Stem>) -> [Option<Stem>] {
    let stem = option.value
    let place = stem.selection.including[.place]?.first
    guard place == nil || place?.count == 3 || place == "americas",
      own.finder.readings.isOfAnyCountry(stem.selection.measure)
    else { return [] }
    return own.mentions.countries.filter { $0 != place }.map {
      let moved = stem.selection.without(.place).including($0, in: .place)
      let words = own.finder.placeTokens($0).map { article.words(.place, $0, in: index, .said) }
      return Option(
        value: Stem(selection: moved, isOfPeople: false), cost: option.cost + 1, basis: .carried,
        words: option.words.filter { $0.part != .place } + [words].compactMap(\.self))
    }
  }

  /// A series carried to a sentence that names another place is less likely meant.
  private func otherPlace(_ stem: Stem) -> Double {
    guard let place = stem.selection.including[.place]?.first else { return 0 }
    let named = Set(own.mentions.places.map(\.id)).subtracting(["USA", "americas"])
    guard !named.isEmpty, !named.contains(place) else { return 0 }
    let country = own.finder.readings.country(of: place)
    if named.contains(where: { own.finder.readings.country(of: $0) == country }) { return 1 }
    // "45,900 Mexico, 15,466 Ecuador" names peoples by their countries.
    return named.allSatisfy { $0.count == 3 } ? 3 : 7
  }

  /// Encounters are all of CBP's, Border Patrol's or those at ports of entry: what is named decides,
  /// and where nothing is, each may be meant.
  private func withComponents(_ stems: [Option<Stem>]) -> Cheapest<Stem> {
    var best = Cheapest<Stem>()
    let named = own.mentions.components + own.mentions.hints
    for option in stems {
      guard option.value.selection.measure == "encounters" else {
        best.add(option)
        continue
      }
      let current = option.value.selection.including[.component]?.first ?? "all"
      for component in ["all", "usbp", "ofo"] {
        var cost = component == current ? 0 : 5.0
        if let nearest = named.filter({ $0.id == component }).map({ gap($0.tokens) }).min() {
          cost = min(cost, nearest <= 8 ? 0 : 1.5)
        } else if !named.isEmpty {
          cost += component == current ? 2 : 1
        }
        var copy = option.adding(cost, component == current ? nil : .assumed)
        copy.words = words(ofAgency: component, named, option.words, isSame: component == current)
        copy.value.selection = copy.value.selection.without(.component)
        if component != "all" { copy.value.selection.include([component], in: .component) }
        best.add(copy)
      }
    }
    return best
  }

  /// The words of an option, where one agency or another may be meant.
  private func words(
    ofAgency component: String, _ named: [Mentions.Mention], _ words: [ReadFrom], isSame: Bool
  ) -> [ReadFrom] {
    let nearest = own.finder.nearest(named.filter { $0.id == component }, tokens)
    if nearest == nil, isSame { return words }
    return words.filter { $0.part != .agency }
      + [nearest.map { article.words(.agency, $0.tokens, in: index, .said) }].compactMap(\.self)
  }

  // MARK: Labels

  private func labelled(
    _ stem: Option<Stem>, _ labels: inout LabelOptions
  ) -> [Option<Selection>] {
    var options = [
      Option(value: stem.value.selection, cost: stem.cost, basis: stem.basis, words: stem.words)
    ]
    for dimension in [
      Dimension.nationality, .demographic, .sector, .authority, .cause, .from, .kind,
    ] {
      guard let choices = choices(dimension, of: stem.value, &labels) else { continue }
      options = options.flatMap { option in
        choices.prefix(6).map { choice in
          var next = option.adding(choice.cost, choice.value == nil ? nil : choice.basis)
          if let labels = choice.value {
            next.words += choice.words
            next.value.include(labels, in: dimension)
            if stem.value.isOfPeople, dimension == .nationality {
              next.value.exclude(labels, in: .place)
            }
          }
          return next
        }
      }
      options = Array(options.sorted { $0.cost < $1.cost }.prefix(SeriesOptions.most))
    }
    return options
  }

  /// Labels of a dimension that may be meant, `nil` for all; `nil` where the series has none.
  private func choices(
    _ dimension: Dimension, of stem: Stem, _ labels: inout LabelOptions
  ) -> [Option<[String]?>]? {
    let selection = stem.selection
    guard selection.including[dimension] == nil else { return nil }
    switch (dimension, selection.measure) {
    case (.from, "returns-received"): return fromChoices()
    case (.from, _), (.nationality, "returns-received"): return nil
    case (.sector, let measure) where measure != "encounters": return nil
    case (.authority, let measure) where measure != "encounters": return nil
    case (.kind, let measure) where measure != "returns": return nil
    case (.cause, let measure) where measure != "deaths-and-disappearances": return nil
    default: break
    }
    // Whoever is at home in a place is not counted there.
    let place = selection.including[.place]?.first.flatMap { own.finder.readings.country(of: $0) }
    return labels.choices(dimension, except: place)
  }

  private func fromChoices() -> [Option<[String]?>] {
    let mentions = own.mentions.origins + own.mentions.places
    let named = Set(mentions.map(\.id))
    return ["USA", "MEX"].map { label in
      let words = mentions.first { $0.id == label }.map {
        article.words(.from, $0.tokens, in: index, .said)
      }
      return Option(
        value: [label], cost: named.contains(label) ? 0 : 4, basis: .said,
        words: [words ?? ReadFrom(part: .from, basis: .assumed)])
    } + [Option(value: nil, cost: named.isDisjoint(with: ["USA", "MEX"]) ? 0 : 3, basis: .said)]
  }

  private func gap(_ other: Range<Int>) -> Int { SeriesOptions.gap(tokens, other) }

  /// Words between two places.
  static func gap(_ a: Range<Int>, _ b: Range<Int>) -> Int {
    max(0, max(a.lowerBound, b.lowerBound) - min(a.upperBound, b.upperBound))
  }
}
