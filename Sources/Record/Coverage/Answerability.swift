/// What a table is for a question, by its coverage alone: see <doc:Coverage>.
enum Answerability: Hashable {
  /// Its sums are answers, and where it leaves out zeros an absent cell is zero.
  case certain
  /// Its sums are lowest numbers: nobody says that its labels add up to everybody.
  case atLeast
  case none(WhyNot)
}

/// Why a table does not answer a question.
enum WhyNot: Hashable {
  /// It is not broken down by a dimension that is named.
  case notBrokenDown(Dimension)
  /// It does not list these labels apart.
  case notHeld(Dimension, [String])
  /// It is about some of a dimension only.
  case limited(Dimension, Extent)
  /// A quoted number is about just what it names.
  case quotedOtherwise
}

/// Checks tables against one question.
struct AnswerabilityCheck {
  let selection: Selection
  /// Dimensions whose labels are kept apart, so that they need not add up.
  var by: [Dimension] = []
  let places: PlaceTree
  private let vocabulary: Vocabulary
  /// The places that are meant though none is named: those that the routes, sectors or states asked about lie in, or the
  /// countries that return people or receive them; empty when there are none.
  let impliedPlaces: [String]

  init(_ selection: Selection, by: [Dimension] = [], _ vocabulary: Vocabulary) {
    self.selection = selection
    self.by = by
    places = vocabulary.places
    self.vocabulary = vocabulary
    if let counting = vocabulary.measure(selection.measure)?.countedIn,
      let countries = selection.including[counting]
    {
      impliedPlaces = countries
    } else {
      // A route, a sector and a state lie in a place.
      impliedPlaces =
        [Dimension.route, .sector, .state].lazy.map { dimension in
          let labels = selection.including[dimension] ?? []
          let parents = labels.compactMap { vocabulary.term($0, in: dimension)?.parent }
          return parents.count == labels.count ? parents : []
        }.first { !$0.isEmpty } ?? []
    }
  }

  func callAsFunction(_ table: HeldTable) -> Answerability {
    if table.source.standing == .quoted {
      let named = selection.dimensions.union(DimensionSet(by))
      let isOneCell =
        table.dimensions == named && selection.excluding.isEmpty
        && selection.including.allSatisfy { $0.value.count == 1 }
      return isOneCell ? heldLabels(table) : .none(.quotedOtherwise)
    }
    // A count of persons says nothing of cases, not even that there are none.
    for dimension in [Dimension.unit, .against]
    where selection.including[dimension] != nil
      && !table.dimensions.contains(DimensionSet(dimension))
    {
      return .none(.notBrokenDown(dimension))
    }
    var answer = Answerability.certain
    for dimension in Coverage.dimensions {
      switch check(dimension, table) {
      case .certain: continue
      case .atLeast: answer = .atLeast
      case .none(let why): return .none(why)
      }
    }
    return answer
  }

  /// A quoted table is asked only whether it has the labels.
  private func heldLabels(_ table: HeldTable) -> Answerability {
    for dimension in Coverage.dimensions {
      guard let labels = selection.including[dimension] else { continue }
      let known = table.labels[dimension] ?? []
      let missing = labels.filter { !known.contains($0) }
      if !missing.isEmpty { return .none(.notHeld(dimension, missing)) }
    }
    return .certain
  }

  private func check(_ dimension: Dimension, _ table: HeldTable) -> Answerability {
    let isBrokenDown = table.dimensions.contains(DimensionSet(dimension))
    let included = selection.including[dimension]
    let excluded = selection.excluding[dimension]
    let isNamed = included != nil || excluded != nil || by.contains(dimension)
    guard isBrokenDown else {
      return isNamed ? .none(.notBrokenDown(dimension)) : withoutBreakdown(dimension, table)
    }
    if let included {
      let missing = included.filter { !holds($0, dimension, table) }
      guard missing.isEmpty else { return .none(.notHeld(dimension, missing)) }
    }
    if let excluded {
      let hidden = excluded.filter { !tellsApart($0, dimension, table) }
      guard hidden.isEmpty else { return .none(.notHeld(dimension, hidden)) }
    }
    if included != nil || by.contains(dimension) { return .certain }
    return reachesAll(dimension, table)
  }

  /// A total stands for everybody; but not where the source is about some labels of a dimension that
  /// none of its figures is broken down by.
  private func withoutBreakdown(_ dimension: Dimension, _ table: HeldTable) -> Answerability {
    let extent = table.extent(dimension)
    let isLimited = extent.reach == .only || extent.reach == .within
    return isLimited && table.labels[dimension] == nil
      ? .none(.limited(dimension, extent)) : .certain
  }

  private func reachesAll(_ dimension: Dimension, _ table: HeldTable) -> Answerability {
    let extent = table.extent(dimension)
    switch extent.reach {
    case .whole: return .certain
    // Places may overlap, and who is counted in one may be counted in the next.
    case .undeclared where dimension == .place: return .none(.limited(.place, extent))
    case .undeclared: return .atLeast
    case .only, .within:
      let isMeant = dimension == .place && !impliedPlaces.isEmpty
      return isMeant && impliedPlaces.allSatisfy { holds($0, .place, table) }
        ? .certain : .none(.limited(dimension, extent))
    }
  }

  /// Whether a table holds all that a label stands for.
  private func holds(_ label: String, _ dimension: Dimension, _ table: HeldTable) -> Bool {
    let extent = table.extent(dimension)
    if label == extent.rest { return true }
    let parts = dimension == .place ? places.parts(of: label) : []
    let isListed = { (list: [String]) in
      list.contains(label) || (!parts.isEmpty && parts.allSatisfy(list.contains))
    }
    switch extent.reach {
    case .whole where extent.labels.isEmpty:
      // "Others" are others than a list, which such a table does not have.
      return label == Extent.other
        ? table.labels[dimension]?.contains(label) ?? false : isToldApart(label, dimension, table)
    case .whole: return isListed(extent.labels) || isUnknown(label, dimension, table)
    case .within:
      return label == extent.place
        || (places.isInside(label, extent.place)
          && (extent.labels.isEmpty
            ? isToldApart(label, dimension, table) : isListed(extent.labels)))
    case .only where !extent.labels.isEmpty: return isListed(extent.labels)
    case .only, .undeclared:
      let known = table.labels[dimension] ?? []
      // Of incidents that lie in a region some may stand under their country.
      let isWholly = dimension != .place || !table.isByEvent || isCounted(label, known)
      return isWholly && isListed(Array(known))
    }
  }

  /// Whether a table that does not list its labels has a number, or a zero, for one.
  ///
  /// A table by country has none for the Darién. Labels that are codes of a standard are there when
  /// the standard has them, and a region of the world where its countries are known.
  private func isToldApart(_ label: String, _ dimension: Dimension, _ table: HeldTable) -> Bool {
    let known = table.labels[dimension] ?? []
    guard dimension == .place else {
      // Who is not named may be among the table's others.
      return !Release.coded.contains(dimension) || known.contains(label)
        || (vocabulary.term(label, in: dimension) != nil && !known.contains(Extent.other))
    }
    // Beside cells of some countries, one of their region is about those that are not named.
    let wider = places.above(label).filter { wide in
      known.contains(wide)
        && !(places.isRegion(wide) && known.contains { $0 != wide && places.isInside($0, wide) })
    }
    guard wider.isEmpty else { return false }
    if places.isCountry(label) || !places.parts(of: label).isEmpty { return true }
    return known.contains(label) && isCounted(label, known)
  }

  /// A region whose countries are not known is held only by a table that counts by regions.
  private func isCounted(_ place: String, _ known: Set<String>) -> Bool {
    !places.isVague(place)
      || known.allSatisfy { places.isRegion($0) || $0 == Extent.unknown }
  }

  private func isUnknown(_ label: String, _ dimension: Dimension, _ table: HeldTable) -> Bool {
    label == Extent.unknown && table.labels[dimension]?.contains(label) ?? false
  }

  /// Whether a label can be left out of a table's sum: whoever the label stands for is under it, or
  /// under none of the table's labels.
  private func tellsApart(_ label: String, _ dimension: Dimension, _ table: HeldTable) -> Bool {
    let extent = table.extent(dimension)
    if extent.reach == .only || extent.reach == .undeclared { return true }
    if extent.reach == .within, !places.isInside(label, extent.place) { return true }
    return holds(label, dimension, table)
  }
}

extension AnswerabilityCheck {
  /// The labels of a table's cells that an asked label stands for; `nil` for all that the table has.
  func cellLabels(_ label: String, _ dimension: Dimension, _ table: HeldTable) -> [String]? {
    guard dimension == .place else { return [label] }
    let extent = table.extent(.place)
    if extent.reach == .within, label == extent.place { return nil }
    let inside = places.inside(label)
    // Labels that add up do not overlap, and no incident is there twice; of others, a place and its
    // parts may both be there.
    let adds = extent.reach == .whole || extent.reach == .within || table.isByEvent
    if !adds, table.labels[.place]?.contains(label) ?? false { return [label] }
    return inside
  }
}
