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
  let focus: [Focus]

  struct Focus {
    var selection: Selection
    var sentence: Int
    var tokens: Range<Int>
    var words: [ReadFrom]
  }

  /// A place or an agency that is named without a word for what is counted calls for its series too.
  private static let placeAlone = 6.0

  /// More combinations than these are not looked at, best first.
  private static let most = 160

  var own: SentenceReading { article.sentences[index] }
  private var traits: Traits { own.finder.readings.traits }

  /// Selections with the people, groups and sectors that may be meant, likeliest first.
  func selections() -> [Option<Selection>] {
    var labels = LabelOptions(article: article, index: index, tokens: tokens)
    var selections = stems().prefix(16).flatMap { labelled($0, &labels) } + same
    for index in selections.indices {
      if selections[index].value.addAgencyOfSector(traits) {
        selections[index].cost += SeriesOptions.agencyOfSector
      }
      selections[index].value.moveToBorderOfSector(own.finder.readings)
    }
    return Array(Cheapest(selections).sorted.prefix(SeriesOptions.most))
  }

  /// What it costs that a sector is of another agency than the one spoken of: "San Diego" is a field office too.
  private static let agencyOfSector = 3.0

  // MARK: Stems

  func stems() -> [Option<Stem>] {
    var best = Cheapest<Stem>()
    let named = namedCountries
    for found in own.finder.stems(at: tokens) {
      let said = Option(
        value: found.stem, cost: max(0, found.cost + 3) * 0.6, basis: Basis.said,
        words: found.words.read(in: own.sentence, .said))
      best.add(said)
      for other in atBorderBefore(said) { best.add(other) }
      if !named.contains(where: { $0.sentence == index }) {
        for moved in moved(said, to: named) { best.add(moved) }
      }
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
        for moved in moved(carried, to: named) { best.add(moved) }
      }
    }
    for stem in own.stemsOfPlaces {
      // A word for what is counted, however far off in the sentence, is said all the same.
      if let called = own.stems.first(where: { $0.value == stem }) {
        best.add(
          Option(
            value: stem, cost: SeriesOptions.placeAlone, basis: .said, words: called.words))
        continue
      }
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
        selection: known.selection.without(
          .nationality, .demographic, .sector, .authority, .cause, .route),
        isOfPeople: known.selection.excluding[.place] != nil)
      let far = 2 + Double(min(6, order + index - known.sentence)) + (hasOwn ? 3 : 0)
      let carried = Option(
        value: stem, cost: far, basis: Basis.carried,
        words: known.words.filter { SeriesOptions.ofStem.contains($0.part) }.map(\.carried))
      best.add(carried.adding(otherPlace(stem)))
      for moved in moved(carried, to: named) { best.add(moved) }
      if let narrow = sameSector(as: known, far) { best.add(narrow) }
    }
    return withComponents(best.options).sorted
  }

  /// "The Yuma sector had 310,094. Cubans (69,851) and Colombians (63,610) led": within the sector that was
  /// spoken of, where the sentence names none.
  private func sameSector(as known: Focus, _ far: Double) -> Option<Stem>? {
    guard known.selection.including[.sector] != nil,
      !own.mentions.labels.contains(where: { $0.dimension == .sector }), own.mentions.places.isEmpty
    else { return nil }
    let stem = Stem(
      selection: known.selection.without(.nationality, .demographic, .authority), isOfPeople: false)
    return Option(
      value: stem, cost: far + SeriesOptions.withinSector, basis: .carried,
      words: known.words.filter { $0.part == .sector || SeriesOptions.ofStem.contains($0.part) }
        .map(\.carried))
  }

  private static let withinSector = 0.5

  /// Parts of a reading that come before anybody's nationality or group.
  private static let ofStem: Set<ReadingPart> = [.series, .place, .agency, .kind, .from]

  /// "The border with Canada moved too. In fiscal 2023 CBP logged 189,402 encounters there": at the border
  /// that was named before, where the sentence names none.
  private func atBorderBefore(_ option: Option<Stem>) -> [Option<Stem>] {
    let selection = option.value.selection
    let own = self.own.mentions
    guard !traits[selection.measure].agencies.isEmpty,
      !(own.places + own.loosePlaces).contains(where: { traits.isBorder($0.id) })
    else { return [] }
    return article.before(index).prefix(SeriesOptions.bordersBefore).flatMap { earlier in
      article.sentences[earlier].mentions.places.filter {
        traits.isBorder($0.id) && selection.including[.place] != [$0.id]
      }.map { border in
        let place = traits.place(border.id).means ?? border.id
        let moved = selection.without(.place).including(place, in: .place)
        return Option(
          value: Stem(selection: moved, isOfPeople: option.value.isOfPeople),
          cost: option.cost + 1 + article.distance(from: earlier, to: index), basis: .carried,
          words: option.words.filter { $0.part != .place }
            + [article.words(.place, border.tokens, in: earlier, .carried)])
      }
    }
  }

  private static let bordersBefore = 3

  /// What was counted in one country, in another that is named.
  private func moved(_ option: Option<Stem>, to countries: [NamedCountry]) -> [Option<Stem>] {
    let stem = option.value
    let place = stem.selection.including[.place]?.first
    guard place == nil || place?.count == 3 || place.map(traits.isWide) == true,
      own.finder.readings.isOfAnyCountry(stem.selection.measure)
    else { return [] }
    return countries.filter { $0.id != place }.map { country in
      let moved = stem.selection.without(.place).including(country.id, in: .place)
      let more = country.sentence == index ? 1 : SeriesOptions.placeBefore
      return Option(
        value: Stem(selection: moved, isOfPeople: false), cost: option.cost + more, basis: .carried,
        words: option.words.filter { $0.part != .place } + [country.words].compactMap(\.self))
    }
  }

  private static let placeBefore = 3.0

  /// A country that is named as a place, and where.
  private struct NamedCountry {
    var id: String
    var sentence: Int
    var words: ReadFrom?
  }

  /// The countries of the sentence; where it names none, those of the ones just before: "Mexico's page is
  /// worth a read. Haitians lodged 44,239 claims there".
  private var namedCountries: [NamedCountry] {
    let named = countries(of: index, .said)
    return named.isEmpty
      ? article.before(index).prefix(2).flatMap { countries(of: $0, .carried) } : named
  }

  private func countries(of sentence: Int, _ basis: Basis) -> [NamedCountry] {
    let reading = article.sentences[sentence]
    return reading.mentions.countries.map { id in
      NamedCountry(
        id: id, sentence: sentence,
        words: reading.finder.placeTokens(id).map {
          article.words(.place, $0, in: sentence, basis)
        })
    }
  }

  /// A series carried to a sentence that names another place is less likely meant.
  private func otherPlace(_ stem: Stem) -> Double {
    guard let place = stem.selection.including[.place]?.first else { return 0 }
    let named = Set(own.mentions.places.map(\.id)).filter { !traits.isWide($0) }
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
      let agencies = traits[option.value.selection.measure].agencies
      guard !agencies.isEmpty else {
        best.add(option)
        continue
      }
      let current = option.value.selection.including[.component]?.first ?? "all"
      for component in ["all"] + agencies {
        var cost = component == current ? 0 : 5.0
        var isSaid = component == current
        if let nearest = named.filter({ $0.id == component }).map({ gap($0.tokens) }).min() {
          cost = min(cost, nearest <= SeriesOptions.toAgency ? 0 : 1.5)
          isSaid = isSaid || nearest <= SeriesOptions.toAgency
        } else if !named.isEmpty {
          cost += component == current ? 2 : 1
        }
        var copy = option.adding(cost, isSaid ? nil : .assumed)
        copy.words = words(ofAgency: component, named, option.words, isSame: component == current)
        copy.value.selection = copy.value.selection.without(.component)
        if component != "all" { copy.value.selection.include([component], in: .component) }
        best.add(copy)
      }
    }
    return best
  }

  /// An agency so near to a number is said of it.
  private static let toAgency = 8

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
      Dimension.nationality, .demographic, .sector, .authority, .cause, .from, .kind, .route,
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
    let traits = traits[selection.measure]
    guard traits.labels.contains(dimension) else { return nil }
    if dimension == .from { return choices(from: traits.from) }
    // Whoever is at home in a place is not counted there.
    let place = selection.including[.place]?.first.flatMap { own.finder.readings.country(of: $0) }
    return labels.choices(dimension, except: place)
  }

  private func choices(from countries: [String]) -> [Option<[String]?>] {
    let mentions = own.mentions.origins + own.mentions.places
    let named = Set(mentions.map(\.id))
    let ends = mentions.filter { countries.contains($0.id) }
    let bond = LabelBinding(own, names: ends.map(\.tokens)).bond(of: tokens)
    let ownEnd = bond.map { ends[$0.name].id }
    return countries.map { label in
      let words = mentions.first { $0.id == label }.map {
        article.words(.from, $0.tokens, in: index, .said)
      }
      return Option(
        value: [label],
        cost: named.contains(label) ? (ownEnd ?? label) == label ? 0 : 3 : 4, basis: .said,
        words: [words ?? ReadFrom(part: .from, basis: .assumed)])
    } + [Option(value: nil, cost: named.isDisjoint(with: countries) ? 0 : 3, basis: .said)]
  }

  private func gap(_ other: Range<Int>) -> Int { SeriesOptions.gap(tokens, other) }

  /// Words between two places.
  static func gap(_ a: Range<Int>, _ b: Range<Int>) -> Int {
    max(0, max(a.lowerBound, b.lowerBound) - min(a.upperBound, b.upperBound))
  }
}

extension Selection {
  /// A sector is the Border Patrol's, and a field office is that of the officers at ports of entry.
  ///
  /// - Returns: whether another agency was read before.
  fileprivate mutating func addAgencyOfSector(_ traits: Traits) -> Bool {
    guard let sectors = including[.sector],
      let agency = traits[measure].agency(ofSectors: sectors), including[.component] != [agency]
    else { return false }
    let isOther = including[.component] != nil
    include([agency], in: .component)
    return isOther
  }

  /// Swanton is no sector of the border with Mexico, though nobody names the other one.
  fileprivate mutating func moveToBorderOfSector(_ readings: Readings) {
    guard let sectors = including[.sector] else { return }
    let borders = Set(sectors.compactMap(readings.border))
    if borders.count == 1, let border = borders.first { include([border], in: .place) }
  }
}
