import Periods
import Record
import Wording

/// What a claim counts: one way of reading it.
struct Subject: Sendable {
  var reading: Reading
  /// With the nationality, group and so on that the sentence names.
  var selection: Selection?
  /// How far-fetched it is; smaller is likelier.
  var cost: Double
}

/// Finds what a place in a sentence speaks of; a class for the reason that ``SentenceReading`` is one.
final class SubjectFinder: Sendable {
  let readings: Readings
  let mentions: Mentions
  let distance: SentenceDistance
  /// What the text spoke of before.
  let context: Context

  private var traits: Traits { readings.traits }

  /// Numbers of the sentence: a name belongs to the one it stands nearest to.
  let amounts: [Range<Int>]

  init(
    readings: Readings, mentions: Mentions, distance: SentenceDistance, context: Context,
    amounts: [Range<Int>]
  ) {
    self.readings = readings
    self.mentions = mentions
    self.distance = distance
    self.context = context
    self.amounts = amounts
  }

  /// What is carried from sentence to sentence.
  struct Context: Sendable {
    /// What was last spoken of.
    var subjects: [Subject] = []
    /// Places of what was last spoken of, and the last one named.
    var places: [String] = []
    /// The country that "the country" means.
    var country: String?
    /// Times that were last spoken of, the latest first.
    var periods: [(period: Period, isOpen: Bool)] = []
    /// Sentences, and paragraphs, since the subjects were named.
    var sentences = 0
    var paragraphs = 0
  }

  /// The ways to read what is counted at some tokens, likeliest first; empty when nothing calls for a
  /// series.
  func subjects(at tokens: Range<Int>) -> [Subject] {
    var found: [Subject] = []
    for reading in readings.all where !reading.cues.isEmpty {
      if let subject = fit(reading, tokens) { found.append(subject) }
    }
    found.sort { $0.cost < $1.cost }
    guard let best = found.first else { return [] }
    var kept = found.filter { $0.cost - best.cost < 5 }
    if isLoosePeople(tokens), let selection = best.selection, best.reading.bound == .exact {
      var whole = best
      whole.selection = selection.without(.nationality)
      whole.cost += 3
      kept.insert(whole, at: 1)
    }
    return Array(kept.prefix(6))
  }

  /// The series that words of the sentence call for at some tokens, before anybody's nationality or
  /// group is added.
  func stems(at tokens: Range<Int>) -> [FoundStem] {
    var stems: [FoundStem] = []
    let countries = mentions.countries
    for reading in readings.all where !reading.cues.isEmpty && reading.bound != .none {
      guard let fit = place(reading, tokens), let selection = fit.selection else { continue }
      let isOfPeople = reading.places.contains("nationality")
      // What is counted only in part can never be said for sure.
      let cost = fit.cost + (reading.bound == .lower ? 10 : 0)
      let words = words(of: reading, tokens)
      stems.append(
        FoundStem(
          stem: Stem(selection: selection, isOfPeople: isOfPeople), cost: cost, words: words))
      guard reading.places.contains("*") else { continue }
      for country in countries where selection.including[reading.ofCountry] != [country] {
        let moved = selection.without(.place).including(country, in: reading.ofCountry)
        stems.append(
          FoundStem(
            stem: Stem(selection: moved, isOfPeople: isOfPeople), cost: cost + 1.5,
            words: words.at(placeTokens(country))))
      }
    }
    return stems
  }

  /// The series of the places that are named, and of the agencies.
  func stemsOfPlaces() -> [Stem] {
    let places = Set((mentions.places + mentions.loosePlaces).map(\.id))
    let components = Set(mentions.components.map(\.id))
    var stems: [Stem] = []
    for reading in readings.all where reading.bound == .exact {
      guard let selection = reading.selection, !reading.places.contains("*") else { continue }
      let isPlace = !reading.places.filter { !traits.isBackground($0) }.isDisjoint(with: places)
      let isAgency =
        reading.places.contains("-")
        && !reading.components.isDisjoint(with: components)
      if isPlace || isAgency { stems.append(Stem(selection: selection, isOfPeople: false)) }
    }
    return stems
  }

  private func fit(_ reading: Reading, _ tokens: Range<Int>) -> Subject? {
    guard let fit = place(reading, tokens) else { return nil }
    return Subject(
      reading: reading, selection: fit.selection.map { withLabels($0, of: reading, tokens) },
      cost: fit.cost)
  }

  /// A reading at the place that the sentence names.
  private func place(
    _ reading: Reading, _ tokens: Range<Int>
  ) -> (selection: Selection?, cost: Double)? {
    guard let cue = cueCost(reading, tokens) else { return nil }
    if !reading.with.isEmpty,
      !mentions.cues.contains(where: { !reading.with.isDisjoint(with: $0.ids) })
    {
      return nil
    }
    guard let component = componentCost(reading, tokens),
      let (place, label) = placeCost(reading, tokens)
    else { return nil }
    var selection = reading.selection
    if let label { selection = selection?.including(label, in: reading.ofCountry) }
    return (selection, min(cue, 20) + place + component - reading.rank * 1.5)
  }

  /// How far the word is that calls for the reading.
  ///
  /// "migrants" and "people" call for one only where no other word says what befell them, and where
  /// the place is named.
  private func cueCost(_ reading: Reading, _ tokens: Range<Int>) -> Double? {
    var specific = Double.infinity
    var generic = Double.infinity
    var other = Double.infinity
    for mention in mentions.cues {
      let cost = distance.between(tokens, mention.tokens)
      if mention.ids == ["generic"] {
        generic = min(generic, cost)
      } else if !reading.cues.isDisjoint(with: mention.ids) {
        specific = min(specific, cost)
      } else {
        other = min(other, cost)
      }
    }
    if specific < 40 { return specific }
    let isNamed = mentions.places.contains { reading.places.contains($0.id) }
    guard reading.cues.contains("generic"), isNamed, generic < 12, other > 14 else { return nil }
    return generic + 4
  }

  /// What was spoken of before, of the people and the place that this sentence names.
  func carried(to tokens: Range<Int>, from subjects: [Subject]) -> [Subject] {
    let places = mentions.places.filter {
      readings.isCounted(at: $0.id)
    }
    return subjects.compactMap { subject in
      guard let selection = subject.selection else { return subject }
      var carried = subject
      var base = selection
      if let place = nearest(places, tokens), place.id != selection.including[.place]?.first,
        !traits.isBackground(place.id), distance.between(tokens, place.tokens) < 20
      {
        guard let moved = move(subject, to: place.id) else { return nil }
        carried = moved
        base = moved.selection ?? selection
      }
      if let component = nearest(mentions.components, tokens),
        !traits[base.measure].agencies.isEmpty
      {
        base = base.without(.component, .sector)
        if component.id != "all" { base = base.including(component.id, in: .component) }
      }
      let own = nearPeople(tokens)
      let label = mentions.labels.first {
        $0.dimension == .demographic && gap($0.mention.tokens, tokens) < 4
      }
      if own != nil || label != nil { base = base.without(.nationality, .demographic) }
      if let own, own != base.including[.place]?.first {
        base = base.including(own, in: .nationality)
      }
      if let label {
        base.include(label.mention.id.split(separator: "|").map(String.init), in: .demographic)
      }
      carried.selection = base
      return carried
    }
  }

  /// The same measure at another place; `nil` where nothing counts it there.
  private func move(_ subject: Subject, to place: String) -> Subject? {
    guard let measure = subject.selection?.measure else { return nil }
    let fitting = readings.all.filter { $0.selection?.measure == measure }
    if let own = fitting.first(where: { $0.selection?.including[.place] == [place] }),
      let selection = own.selection
    {
      return Subject(reading: own, selection: selection, cost: subject.cost + 2)
    }
    guard fitting.contains(where: { $0.places.contains("*") }), place.count == 3,
      let selection = subject.selection?.without(.place).including(place, in: .place)
    else { return nil }
    return Subject(reading: subject.reading, selection: selection, cost: subject.cost + 2)
  }

  /// Whether another number is nearer to a name, where some name is left for this one.
  private func belongsElsewhere(_ name: Range<Int>, _ tokens: Range<Int>) -> Bool {
    let own = distance.between(name, tokens)
    return amounts.contains {
      $0 != tokens && gap($0, name) < 3 && distance.between($0, name) + 2 < own
    }
  }

  /// People named right at a number: "8,642 Ecuadorians", "328.650 eran venezolanos".
  private func nearPeople(_ tokens: Range<Int>) -> String? {
    let known = mentions.nationalities + mentions.origins
    if known.count == 1, let only = known.first, only.tokens.upperBound <= tokens.lowerBound,
      gap(only.tokens, tokens) < 8, distance.between(only.tokens, tokens) < 10
    {
      return only.id
    }
    return known.filter { gap($0.tokens, tokens) < 4 && distance.between($0.tokens, tokens) < 9 }
      .min { gap($0.tokens, tokens) < gap($1.tokens, tokens) }?.id
  }

  private func componentCost(_ reading: Reading, _ tokens: Range<Int>) -> Double? {
    let hints = reading.components == ["-"] ? [] : mentions.hints
    guard let named = nearest(mentions.components, tokens) ?? nearest(hints, tokens) else {
      return reading.components.contains("-") ? 0 : nil
    }
    let isNamed = reading.components.contains(named.id)
    if isNamed { return 0 }
    return reading.components.contains("-") && distance.between(tokens, named.tokens) > 12 ? 3 : nil
  }

  /// How far the place is that the reading asks for, and its label where the reading takes any.
  private func placeCost(_ reading: Reading, _ tokens: Range<Int>) -> (Double, String?)? {
    if reading.places.contains("nationality") {
      let hasCountry = mentions.places.contains { $0.id.count == 3 }
      return !mentions.nationalities.isEmpty || !mentions.origins.isEmpty || hasCountry
        ? (0, nil) : nil
    }
    let cost = { (mention: Mentions.Mention) in
      min(self.distance.between(tokens, mention.tokens) * 0.2, 3)
    }
    if reading.places.contains("*") {
      if let place = nearest(mentions.places.filter { $0.id.count == 3 }, tokens) {
        return (cost(place), place.id)
      }
      if mentions.namesHere, let country = context.country { return (1, country) }
      return reading.places.contains("-") ? (2, nil) : nil
    }
    let named = mentions.places.filter { reading.places.contains($0.id) }
    if let place = nearest(named, tokens) { return (cost(place), nil) }
    if let loose = nearest(mentions.loosePlaces, tokens), reading.places.contains(loose.id) {
      return (cost(loose) + 1, nil)
    }
    // "12,000 Guatemalans deported" and "returned to Guatemala" name a place by its people.
    let namedBy = reading.selection.map { traits[$0.measure].namedBy } ?? ""
    let people = mentions.nationalities.filter { reading.places.contains($0.id) }
    if namedBy == "people", let own = nearest(people, tokens) {
      return (cost(own) + 5, nil)
    }
    let from = mentions.origins.filter { reading.places.contains($0.id) }
    if let origin = nearest(from, tokens) {
      return (cost(origin) + (namedBy == "origin" ? 1 : 5), nil)
    }
    let others = mentions.places.contains { !traits.isWide($0.id) }
    if reading.places.contains("-") {
      if mentions.namesHere { return nil }
      return (others ? 6 : 2, nil)
    }
    if mentions.namesHere, let country = context.country, reading.places.contains(country) {
      return (1, nil)
    }
    if !others, context.places.contains(where: { reading.places.contains($0) }) { return (4, nil) }
    return nil
  }

  func nearest(_ list: [Mentions.Mention], _ tokens: Range<Int>) -> Mentions.Mention? {
    list.min { distance.between(tokens, $0.tokens) < distance.between(tokens, $1.tokens) }
  }

  // MARK: Labels

  /// The selection with the people, groups and so on that belong to the tokens.
  private func withLabels(
    _ selection: Selection, of reading: Reading, _ tokens: Range<Int>
  ) -> Selection {
    var selection = selection
    let place = selection.including[.place]?.first
    let from = traits[selection.measure].from
    let isReceived = !from.isEmpty
    if !isReceived, let people = people(tokens), people.id != place,
      selection.including[.nationality] == nil
    {
      selection.include([people.id], in: .nationality)
    }
    if isReceived {
      let froms = (mentions.origins + mentions.places).filter { from.contains($0.id) }
      if let from = nearest(froms, tokens) { selection.include([from.id], in: .from) }
    }
    for dimension in [Record.Dimension.demographic, .authority, .sector] {
      let own = mentions.labels.filter { $0.dimension == dimension }.map(\.mention)
        .filter { !belongsElsewhere($0.tokens, tokens) }
      let reach = dimension == .sector ? 16.0 : 10
      guard let label = nearest(own, tokens), distance.between(tokens, label.tokens) < reach,
        selection.including[dimension] == nil
      else { continue }
      selection.include(label.id.split(separator: "|").map(String.init), in: dimension)
    }
    if traits[selection.measure].labels.contains(.kind) {
      let kinds = mentions.labels.filter { $0.dimension == .kind }.map(\.mention)
      if let kind = nearest(kinds, tokens), distance.between(tokens, kind.tokens) < 3 {
        selection.include([kind.id], in: .kind)
      }
    }
    if reading.places.contains("nationality") {
      // "Venezuela … pushing 7.3 million to leave": its people, wherever they are but at home.
      let countries = mentions.places.filter { $0.id.count == 3 }
      if let people = people(tokens) ?? nearest(countries, tokens) {
        selection.include([people.id], in: .nationality)
        selection.exclude([people.id], in: .place)
      }
    }
    return selection
  }

  private func people(_ tokens: Range<Int>) -> Mentions.Mention? {
    let known = mentions.nationalities + mentions.origins
    guard let nearest = nearest(known, tokens) else { return nil }
    return distance.between(tokens, nearest.tokens) < 24 ? nearest : nil
  }

  /// Whether the people named stand so far off that they may not be meant.
  func isLoosePeople(_ tokens: Range<Int>) -> Bool {
    people(tokens).map { distance.between(tokens, $0.tokens) > 5 } ?? false
  }

  /// The people, group or agency that a share speaks of, nearest to some tokens.
  func part(at tokens: Range<Int>, except whole: Range<Int>?) -> (Record.Dimension, [String])? {
    var candidates: [(Double, Record.Dimension, [String])] = []
    for people in mentions.nationalities + mentions.origins where people.tokens != whole {
      candidates.append((gap(tokens, people.tokens), .nationality, [people.id]))
    }
    for (dimension, mention) in mentions.labels where mention.tokens != whole {
      candidates.append(
        (
          gap(tokens, mention.tokens) + 1, dimension,
          mention.id.split(separator: "|").map(String.init)
        ))
    }
    for mention in mentions.parts {
      let words = mention.id.split(separator: "=").map(String.init)
      guard words.count == 2, let dimension = Record.Dimension(rawValue: words[0]) else { continue }
      candidates.append((gap(tokens, mention.tokens), dimension, [words[1]]))
    }
    return candidates.min { $0.0 < $1.0 }.flatMap { $0.0 < 26 ? ($0.1, $0.2) : nil }
  }

  /// Words between, whatever they are.
  private func gap(_ a: Range<Int>, _ b: Range<Int>) -> Double {
    Double(max(0, max(a.lowerBound, b.lowerBound) - min(a.upperBound, b.upperBound)))
  }
}
