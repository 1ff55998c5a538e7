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
