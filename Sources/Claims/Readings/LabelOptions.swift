import Record

/// Whose figure a number may be: the nationalities, groups and sectors that are named around it.
struct LabelOptions {
  let article: ArticleReading
  let index: Int
  let tokens: Range<Int>
  /// Choices that were made before, for other series of the same number.
  private var made: [Key: [Option<[String]?>]] = [:]

  init(article: ArticleReading, index: Int, tokens: Range<Int>) {
    self.article = article
    self.index = index
    self.tokens = tokens
  }

  private struct Key: Hashable {
    var dimension: Dimension
    var place: String?
  }

  private var own: SentenceReading { article.sentences[index] }

  /// Labels that may be meant, `nil` for all, with what each costs.
  ///
  /// - Parameter place: a country whose own people are not counted.
  mutating func choices(
    _ dimension: Dimension, except place: String?
  ) -> [Option<[String]?>] {
    let key = Key(dimension: dimension, place: place)
    if let choices = made[key] { return choices }
    let choices = find(dimension, except: place)
    made[key] = choices
    return choices
  }

  /// The labels that stand with the number beyond doubt; `nil` for none.
  func bound(_ dimension: Dimension) -> [String]? {
    let mentions = LabelOptions.mentions(dimension, in: own)
    guard let bond = LabelBinding(own, names: mentions.map(\.tokens)).bond(of: tokens),
      bond.isStrong, !isPlace(mentions[bond.name].tokens)
    else { return nil }
    return mentions[bond.name].labels
  }

  private func find(_ dimension: Dimension, except place: String?) -> [Option<[String]?>] {
    var best = Cheapest<[String]>()
    let part = ReadingPart(dimension)
    func add(_ labels: [String], _ cost: Double, _ basis: Basis, _ words: Range<Int>, _ at: Int) {
      let read = part.map { article.words($0, words, in: at, basis) }
      best.add(
        Option(value: labels, cost: cost, basis: basis, words: [read].compactMap(\.self)))
    }
    let mentions = LabelOptions.mentions(dimension, in: own)
    let binding = LabelBinding(own, names: mentions.map(\.tokens))
    let bond = binding.bond(of: tokens)
    for (index, mention) in mentions.enumerated() where mention.labels != [place] {
      let isCountry = dimension == .nationality && isPlace(mention.tokens)
      let cost =
        cost(
          of: mention.tokens, isCountry ? nil : bond, isOwn: bond?.name == index && !isCountry,
          binding.isTaken(index))
      for labels in LabelOptions.apart(mention.labels, dimension) {
        add(labels, cost + (isCountry ? 1 : 0), .said, mention.tokens, self.index)
      }
    }
    for pair in joined(mentions) {
      let costs = [pair.0, pair.1].map { cost(of: $0.tokens, bond, isOwn: false, false) }
      add(
        (pair.0.labels + pair.1.labels).sorted(), (costs.min() ?? 0) + LabelOptions.together,
        .said, pair.0.tokens.lowerBound..<pair.1.tokens.upperBound, index)
    }
    let nearest = best.options.map(\.cost).min()
    let isSameSector = isSameSector(dimension)
    for earlier in labelling {
      let far =
        (isSameSector ? 1 : 4) + 1.5 * min(4, article.distance(from: earlier, to: index))
      let reading = article.sentences[earlier]
      for mention in LabelOptions.mentions(dimension, in: reading)
      where mention.labels != [place] {
        // A country that was named as a place is less likely a people.
        let isCountry =
          dimension == .nationality && reading.mentions.isPlace(mention.tokens)
          && !reading.isListOfCountries
        let more = (nearest == nil ? 0 : 2) + (isCountry ? LabelOptions.asPlace : 0)
        for labels in LabelOptions.apart(mention.labels, dimension) {
          add(labels, far + more, .carried, mention.tokens, earlier)
        }
      }
    }
    // The nearer a people is named, the less likely everybody is meant.
    let none = nearest.map { $0 < 1 ? 6 : $0 < 2.5 ? 3 : 1.0 } ?? (isSameSector ? 3 : 0)
    let named = best.sorted.prefix(5).map {
      Option<[String]?>(value: $0.value, cost: $0.cost, basis: $0.basis, words: $0.words)
    }
    return [Option(value: nil, cost: none, basis: .said)] + named
  }

  private static let asPlace = 1.5

  /// What it costs that two who are named in one breath are counted together.
  private static let together = 0.5

  /// "Girls and boys numbered 6,512": names with nothing but "and" between them.
  private func joined(
    _ mentions: [(tokens: Range<Int>, labels: [String])]
  ) -> [((tokens: Range<Int>, labels: [String]), (tokens: Range<Int>, labels: [String]))] {
    zip(mentions, mentions.dropFirst()).filter { one, other in
      other.tokens.lowerBound == one.tokens.upperBound + 1
        && own.sentence.isWord(one.tokens.upperBound, in: .rowJoint)
        && Set(one.labels).isDisjoint(with: other.labels)
    }
  }

  /// Sentences before that may say whose number it is: the nearest, and the headline that a list is under.
  private var labelling: [Int] {
    let near = Array(article.before(index).prefix(3))
    return near.contains(0) || index == 0 ? near : near + [0]
  }

  /// "In December 2020, the sector logged 1,203": the one that was spoken of before.
  private func isSameSector(_ dimension: Dimension) -> Bool {
    guard dimension == .sector, !own.mentions.labels.contains(where: { $0.dimension == .sector })
    else { return false }
    return own.sentence.range.contains { token in
      own.sentence.isWord(token, in: .sectorNoun)
        && own.sentence.isWord(token - 1, in: .spokenOf)
    }
  }

  /// "A | B" of a name that two sectors share is either; of children it is both.
  private static func apart(_ labels: [String], _ dimension: Dimension) -> [[String]] {
    dimension == .sector && labels.count > 1 ? labels.map { [$0] } : [labels]
  }

  static func mentions(
    _ dimension: Dimension, in reading: SentenceReading
  ) -> [(tokens: Range<Int>, labels: [String])] {
    if dimension == .component {
      return (reading.mentions.components + reading.mentions.hints).map { ($0.tokens, [$0.id]) }
    }
    if dimension == .state { return reading.mentions.states.map { ($0.tokens, [$0.id]) } }
    if dimension == .nationality {
      let countries = reading.mentions.places.filter { $0.id.count == 3 }
      return (reading.mentions.nationalities + reading.mentions.origins + countries).map {
        ($0.tokens, [$0.id])
      }
    }
    return reading.mentions.labels.filter { $0.dimension == dimension }.map {
      ($0.mention.tokens, $0.mention.id.split(separator: "|").map(String.init))
    }
  }

  /// Whether a country is named as one, rather than for its people in a list: "Venezuela, 62,700; Ecuador,
  /// 8,642".
  private func isPlace(_ name: Range<Int>) -> Bool {
    own.mentions.isPlace(name) && !own.isListOfCountries
  }

  /// How far a name is from the number; one that stands with another number is likely that one's.
  private func cost(
    of name: Range<Int>, _ bond: LabelBinding.Bond?, isOwn: Bool, _ isTaken: Bool
  ) -> Double {
    if isOwn, let bond { return bond.isStrong ? 0 : 1 }
    let gap = SeriesOptions.gap(name, tokens)
    let far = gap <= 1 ? 0 : gap <= 3 ? 1 : gap <= 7 ? 2 : 3.5
    return far + (isTaken ? 4 : bond?.isStrong == true ? 3 : isNearerToOther(name, gap) ? 2 : 0)
  }

  private func isNearerToOther(_ name: Range<Int>, _ gap: Int) -> Bool {
    own.amounts.contains { amount in
      amount.core != tokens && amount.unit == .count && !amount.core.overlaps(tokens)
        && SeriesOptions.gap(amount.core, name) < gap
    }
  }
}
