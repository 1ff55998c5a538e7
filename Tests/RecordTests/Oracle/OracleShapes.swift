/// What a dimension of a made-up source covers, and the labels of its cells.
///
/// Left out, since the rules do not say what it means: a table with two labels of which one lies in
/// the other; `UNK`; a rest where nothing is declared, or of a list as long as another's.
enum OracleShapes {
  static func random(
    _ dimension: OracleDimension, _ random: inout OracleRandom
  ) -> (OracleExtent, [String]) {
    switch dimension {
    case .place: place(&random)
    case .nationality: nationality(&random)
    default: plain(pools[dimension] ?? [], &random)
    }
  }

  static let pools: [OracleDimension: [String]] = [
    .component: ["usbp", "ofo"],
    .nationality: ["VEN", "COL", "CUB", "HTI"],
    .route: ["darien-route", "central-american-route", "central-mediterranean-route"],
    .demographic: ["men", "women", "boys", "girls"],
  ]

  /// One list of each length.
  static let lists = [["VEN", "COL"], ["CUB", "HTI", "VEN"], ["CUB", "HTI", "COL", "VEN"]]

  private static func plain(
    _ pool: [String], _ random: inout OracleRandom
  ) -> (OracleExtent, [String]) {
    let all = random.some(pool, 2...pool.count)
    let some = random.some(pool, 1...2)
    switch random.number(0...9) {
    case 0...3: return (OracleExtent(reach: .whole), all)
    case 4: return (OracleExtent(reach: .whole, labels: all.sorted()), all)
    case 5: return (OracleExtent(reach: .only), some)
    case 6: return (OracleExtent(reach: .only, labels: some.sorted()), some)
    default: return (OracleExtent(), all)
    }
  }

  private static func nationality(_ random: inout OracleRandom) -> (OracleExtent, [String]) {
    guard random.chance(0.4) else { return plain(pools[.nationality] ?? [], &random) }
    let list = random.one(lists)
    return (OracleExtent(reach: .whole, labels: list, hasRest: true), list + [OracleWords.other])
  }

  private static let borders = ["us-southwest-border", "us-northern-border", "us-other"]

  private static func place(_ random: inout OracleRandom) -> (OracleExtent, [String]) {
    switch random.number(0...11) {
    case 0...1:
      let labels = random.some(["USA", "VEN", "COL", "PAN", "ITA", "LBY"], 2...4)
      return (OracleExtent(reach: .whole), labels)
    case 2:
      let labels = ["us-southwest-border", "darien", "ITA"]
      return (OracleExtent(reach: .whole, labels: random.chance(0.5) ? labels : []), labels)
    case 3...4:
      let labels = random.some([random.one(["USA", borders[0]]), "VEN", "COL", "PAN"], 2...3)
      return (OracleExtent(reach: .within, place: "americas"), labels)
    case 5...6:
      return (OracleExtent(reach: .within, place: "USA", labels: borders), borders)
    case 7:
      return (OracleExtent(reach: .only), [random.one(["darien", borders[0], "ITA"])])
    case 8:
      let labels = random.some(borders + ["darien", "ITA"], 2...2)
      return (OracleExtent(reach: .only, labels: labels.sorted()), labels)
    case 9:
      return (OracleExtent(), borders + ["us-coastal-border"])
    default:
      return (OracleExtent(), random.some(["USA", "VEN", "COL", "darien", "ITA", "LBY"], 1...3))
    }
  }
}

extension OracleQuestion {
  /// A question about labels that the sources have, have in part, and do not have.
  static func random(
    _ random: inout OracleRandom, _ sources: [OracleSource]
  ) -> OracleQuestion {
    var question = OracleQuestion()
    for dimension in OracleDimension.allCases {
      // Mostly of one source's dimensions, so that there is something to answer.
      let isHeld = sources.contains { $0.cells.contains { $0.labels[dimension] != nil } }
      guard random.chance(isHeld ? 0.4 : 0.03) else { continue }
      let pool = words(dimension, sources)
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

  private static func words(
    _ dimension: OracleDimension, _ sources: [OracleSource]
  ) -> [String] {
    let held = Set(sources.flatMap { $0.cells.compactMap { $0.labels[dimension] } }).sorted()
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
    return held + held + others
  }
}

extension [String] {
  /// Each once.
  fileprivate var uniqued: [String] { Array(Set(self)) }
}
