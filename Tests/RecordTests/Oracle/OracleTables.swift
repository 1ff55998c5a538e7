import Periods

/// What a table is for a question.
enum OracleStanding {
  case certain, atLeast
}

/// What a table says of a period, beside what decides whether it goes before another's.
struct OracleCandidate {
  var table: OracleTable
  var answer: OracleAnswer
  /// Cells that were added up.
  var cells: Int
}

extension OracleTable {
  /// Whether the table holds a label.
  func holds(_ label: String, in dimension: OracleDimension, _ reading: OracleReading) -> Bool {
    holdsItself(label, in: dimension, reading)
      || dimension == .place && holdsAllParts(of: label, reading)
  }

  /// Reading: only regions and countries that are made of parts are groups. Panama is not held
  /// where the Darién is.
  private func holdsAllParts(of place: String, _ reading: OracleReading) -> Bool {
    OracleWords.groups[place].map { parts in
      parts.allSatisfy { holdsItself($0, in: .place, reading) }
    } ?? false
  }

  private func holdsItself(
    _ label: String, in dimension: OracleDimension, _ reading: OracleReading
  ) -> Bool {
    let extent = extent(dimension)
    switch extent.reach {
    case .whole:
      if label == OracleWords.other {
        return extent.hasRest || (extent.labels.isEmpty && reading.wholeHoldsRest)
      }
      return extent.labels.isEmpty
        ? isToldApart(label, in: dimension) : extent.labels.contains(label)
    case .within:
      if label == extent.place { return true }
      guard OracleWords.lies(label, in: extent.place) else { return false }
      return extent.labels.isEmpty
        ? isToldApart(label, in: dimension) : extent.labels.contains(label)
    case .only, .undeclared:
      return extent.labels.isEmpty
        ? labels(dimension).contains(label) : extent.labels.contains(label)
    }
  }

  /// Reading: "every label there is, is told apart" does not hold of a place inside one that the
  /// table has as a whole. A table by country has no zero for the Darién, and a border is there
  /// where it occurs.
  private func isToldApart(_ label: String, in dimension: OracleDimension) -> Bool {
    let isThere =
      dimension != .place || OracleWords.isCountryOrGroup(label)
      || labels(dimension).contains(label)
    return isThere
      && !labels(dimension).contains {
        $0 != label && OracleWords.matches(label, $0, in: dimension)
      }
  }

  /// Rules 1 to 4; `nil` when the table does not answer.
  func standing(_ question: OracleQuestion, _ reading: OracleReading) -> OracleStanding? {
    if source.isQuoted {
      // "With a cell that is broken down by just what the question names".
      let names = question.including.filter { $0.value.count == 1 }.keys
      return question.excluding.isEmpty && question.union == nil && dimensions == Set(names)
        ? .certain : nil
    }
    var standing = OracleStanding.certain
    for dimension in OracleDimension.allCases {
      let part: OracleStanding?
      if let labels = question.including[dimension] {
        let isHeld = labels.allSatisfy { holds($0, in: dimension, reading) }
        part = dimensions.contains(dimension) && isHeld ? .certain : nil
      } else if let labels = question.excluding[dimension] {
        part = leavesOut(labels, in: dimension, reading)
      } else {
        part = unnamed(dimension, question)
      }
      guard let part else { return nil }
      if part == .atLeast { standing = .atLeast }
    }
    return standing
  }

  /// Rule 2.
  private func leavesOut(
    _ labels: [String], in dimension: OracleDimension, _ reading: OracleReading
  ) -> OracleStanding? {
    guard dimensions.contains(dimension) else { return nil }
    switch extent(dimension).reach {
    case .whole: return labels.allSatisfy { holds($0, in: dimension, reading) } ? .certain : nil
    case .undeclared: return dimension == .place ? nil : .atLeast
    case .within, .only: return nil
    }
  }

  /// Rules 3 and 4.
  private func unnamed(
    _ dimension: OracleDimension, _ question: OracleQuestion
  ) -> OracleStanding? {
    let extent = extent(dimension)
    guard dimensions.contains(dimension) else {
      // Reading: a source that declares a dimension to reach some labels only has no table of
      // everybody, though none of its columns says so.
      return extent.reach == .within || extent.reach == .only ? nil : .certain
    }
    switch extent.reach {
    case .whole: return .certain
    case .within:
      let routes = question.including[.route] ?? []
      let isInside = routes.allSatisfy { OracleWords.lies($0, in: extent.place) }
      return dimension == .place && !routes.isEmpty && isInside ? .certain : nil
    case .only: return nil
    // Places may overlap, and who is counted in one may be counted in the next.
    case .undeclared: return dimension == .place ? nil : .atLeast
    }
  }

  /// What the table says of a period.
  func candidate(
    _ question: OracleQuestion, _ period: Period, _ reading: OracleReading
  ) -> OracleCandidate? {
    guard let standing = standing(question, reading) else { return nil }
    let cells = cells(period).filter { matches($0, question) }
    if source.isQuoted {
      // The very cell: a wider place is not the one place in it that is quoted.
      let cell = cells.first { $0.labels == question.including.compactMapValues(\.first) }
      guard let value = cell?.value, covers(period) else { return nil }
      return OracleCandidate(table: self, answer: .exact(value), cells: 1)
    }
    guard covers(period) else { return nil }
    let presence = presence(question, period, reading)
    if presence == .none || (presence == .half && !reading.halfIsAtLeast) { return nil }
    if cells.isEmpty {
      let isZero = presence == .all && source.leavesOutZeros && standing == .certain
      return isZero ? OracleCandidate(table: self, answer: .exact(0), cells: 0) : nil
    }
    let values = cells.compactMap(\.value)
    if values.isEmpty { return nil }
    let sum = values.reduce(0, +)
    let isCertain = standing == .certain && values.count == cells.count && presence == .all
    return OracleCandidate(
      table: self, answer: isCertain ? .exact(sum) : .atLeast(sum), cells: cells.count)
  }

  /// Whether the table answers for a period, and each of its cells says that the number is not known.
  func isUnknown(_ question: OracleQuestion, _ period: Period, _ reading: OracleReading) -> Bool {
    guard standing(question, reading) != nil, covers(period),
      presence(question, period, reading) != .none
    else { return false }
    let cells = cells(period).filter { matches($0, question) }
    return !cells.isEmpty && cells.allSatisfy { $0.value == nil }
  }

  /// Reading: of an undeclared table a cell for a place that holds one that is left out is left
  /// out as well, so that the sum stays a lowest number.
  private func matches(_ cell: OracleCell, _ question: OracleQuestion) -> Bool {
    question.including.allSatisfy { dimension, labels in
      let label = cell.labels[dimension] ?? ""
      let extent = extent(dimension)
      // "A table within a place answers for that place with all of its cells."
      if extent.reach == .within, labels.contains(extent.place) { return true }
      return labels.contains { OracleWords.matches(label, $0, in: dimension) }
    }
      && question.excluding.allSatisfy { dimension, labels in
        let label = cell.labels[dimension] ?? ""
        return !labels.contains {
          OracleWords.matches(label, $0, in: dimension)
            || OracleWords.matches($0, label, in: dimension)
        }
      }
  }
}

extension OracleTable {
  /// Reading: a table of years covers no month, whatever its source's span.
  private func covers(_ period: Period) -> Bool {
    guard cellsByPeriod.keys.contains(where: { $0.granularity == period.granularity }) else {
      return false
    }
    if let span {
      return span.contains(period) && !source.gaps.contains { $0.overlaps(period) }
    }
    return !cells(period).isEmpty
  }

  private enum Presence {
    case all, half, none
  }

  /// For which of the things that are asked for the table has something to say in the period: each
  /// label of a union, each part of a group of places that the table holds by its parts only.
  ///
  /// Reading: "the periods that occur at the places asked about" occur at each of them. Of a union
  /// in a table that does not leave out zeros, a label without a cell is not known, as it is when it
  /// is asked for alone; the sum of the others is not the union's.
  private func presence(
    _ question: OracleQuestion, _ period: Period, _ reading: OracleReading
  ) -> Presence {
    let now = cells(period)
    var said: [Bool] = []
    if source.span == nil, let places = question.including[.place] {
      for item in items(places, in: .place, reading) {
        said.append(now.contains { OracleWords.lies($0.labels[.place] ?? "", in: item) })
      }
    }
    if !source.leavesOutZeros {
      let matching = now.filter { matches($0, question) }
      for (dimension, labels) in question.including {
        for item in labels.flatMap({ isRegion($0) ? OracleWords.groups[$0] ?? [] : [$0] }) {
          said.append(
            matching.contains {
              OracleWords.matches($0.labels[dimension] ?? "", item, in: dimension)
            })
        }
      }
    }
    if said.allSatisfy({ $0 }) { return .all }
    return said.contains(true) ? .half : .none
  }

  /// Reading: a region is a union of its countries, but where a table counts by the region itself.
  private func isRegion(_ label: String) -> Bool {
    OracleWords.groups[label] != nil && extent(.place).place != label
      && !labels(.place).contains(label)
  }

  private func items(
    _ labels: [String], in dimension: OracleDimension, _ reading: OracleReading
  ) -> [String] {
    labels.flatMap { label in
      holdsItself(label, in: dimension, reading) || dimension != .place
        ? [label] : OracleWords.groups[label] ?? [label]
    }
  }
}
