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
  /// It does not tell these labels apart.
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
  /// The places that the routes asked about lie in; empty when none is known.
  let routePlaces: [String]

  init(_ selection: Selection, by: [Dimension] = [], _ vocabulary: Vocabulary) {
    self.selection = selection
    self.by = by
    places = vocabulary.places
    let routes = selection.including[.route] ?? []
    let parents = routes.compactMap { vocabulary.term($0, in: .route)?.parent }
    routePlaces = parents.count == routes.count ? parents : []
  }

  func callAsFunction(_ table: HeldTable) -> Answerability {
    if table.source.standing == .quoted {
      let named = selection.shape.union(Shape(by))
      return table.shape == named ? heldLabels(table) : .none(.quotedOtherwise)
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
    for (dimension, labels) in selection.including where Coverage.dimensions.contains(dimension) {
      let known = table.labels[dimension] ?? []
      let missing = labels.filter { !known.contains($0) }
      if !missing.isEmpty { return .none(.notHeld(dimension, missing)) }
    }
    return .certain
  }

  private func check(_ dimension: Dimension, _ table: HeldTable) -> Answerability {
    let isBrokenDown = table.shape.contains(Shape(dimension))
    let included = selection.including[dimension]
    let excluded = selection.excluding[dimension]
    let isNamed = included != nil || excluded != nil || by.contains(dimension)
    guard isBrokenDown else { return isNamed ? .none(.notBrokenDown(dimension)) : .certain }
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

  private func reachesAll(_ dimension: Dimension, _ table: HeldTable) -> Answerability {
    let extent = table.extent(dimension)
    switch extent.reach {
    case .whole: return .certain
    // Places may overlap, and who is counted in one may be counted in the next.
    case .undeclared where dimension == .place: return .none(.limited(.place, extent))
    case .undeclared: return .atLeast
    case .only: return .none(.limited(dimension, extent))
    case .within:
      let isAskedThere =
        !routePlaces.isEmpty && routePlaces.allSatisfy { places.isInside($0, extent.place) }
      return isAskedThere ? .certain : .none(.limited(dimension, extent))
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
      return label != Extent.other || table.labels[dimension]?.contains(label) ?? false
    case .whole: return isListed(extent.labels) || isUnknown(label, dimension, table)
    case .within:
      return label == extent.place
        || (places.isInside(label, extent.place)
          && (extent.labels.isEmpty || isListed(extent.labels)))
    case .only where !extent.labels.isEmpty: return isListed(extent.labels)
    case .only, .undeclared: return isListed(Array(table.labels[dimension] ?? []))
    }
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
    // Labels that add up do not overlap; of others, a place and its parts may both be there.
    let adds = extent.reach == .whole || extent.reach == .within
    if !adds, table.labels[.place]?.contains(label) ?? false { return [label] }
    return inside
  }
}
