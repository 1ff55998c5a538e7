/// Questions about made-up sources.
extension OracleQuestion {
  /// A question about labels that the sources have, have in part, and do not have.
  static func random(
    _ random: inout OracleRandom, _ sources: [OracleSource]
  ) -> OracleQuestion {
    var question = OracleQuestion()
    // Mostly about one table, so that there is something to answer.
    let tables = sources.flatMap(\.tables)
    let about = random.chance(0.7) ? random.one(tables) : nil
    for dimension in OracleDimension.allCases {
      guard random.chance(likelihood(dimension, about, tables)) else { continue }
      let pool = words(dimension, about.map { [$0] } ?? tables)
      switch random.number(0...9) {
      case 0...1 where question.union == nil:
        question.including[dimension] = random.some(pool, 2...3).uniqued.sorted()
      case 2 where dimension != .route && dimension != .place || question.including[.route] == nil:
        let labels = random.some(pool, 1...2).uniqued.filter { $0 != OracleWords.other }
        if !labels.isEmpty { question.excluding[dimension] = labels.sorted() }
      default:
        question.including[dimension] = [random.one(pool)]
      }
    }
    // A place that is left out, beside a route that lies somewhere: the rules do not say.
    if question.including[.route] != nil { question.excluding[.place] = nil }
    if random.chance(0.25) {
      question.asOf = random.one(sources).published.adding(days: random.one([-300, -40, 0, 0, 20]))
    }
    return question
  }

  /// How likely a question names a dimension.
  private static func likelihood(
    _ dimension: OracleDimension, _ about: OracleTable?, _ tables: [OracleTable]
  ) -> Double {
    guard let about else {
      return tables.contains { $0.dimensions.contains(dimension) } ? 0.4 : 0.03
    }
    guard about.dimensions.contains(dimension) else { return 0.02 }
    switch about.extent(dimension).reach {
    case .within, .only: return 0.85
    case .whole, .undeclared: return about.source.isQuoted ? 0.9 : 0.4
    }
  }

  private static func words(
    _ dimension: OracleDimension, _ tables: [OracleTable]
  ) -> [String] {
    let held = Set(tables.flatMap { $0.labels(dimension) }).sorted()
    let places = tables.map { $0.extent(dimension).place }.filter { !$0.isEmpty }
    let others: [String] =
      switch dimension {
      case .place:
        [
          "USA", "us-southwest-border", "us-northern-border", "us-coastal-border", "americas",
          "PAN", "darien", "ITA", "VEN", "BRA",
        ]
      case .nationality: ["VEN", "COL", "CUB", "BRA", OracleWords.other]
      default: OracleShapes.pools[dimension] ?? []
      }
    return held + held + held + places + places + others
  }
}

extension [String] {
  /// Each once.
  fileprivate var uniqued: [String] { Array(Set(self)) }
}
