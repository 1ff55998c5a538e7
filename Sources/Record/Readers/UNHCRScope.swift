import Periods
import Tabular

/// How much of the world, and which years, the rows of a UNHCR table are about: the table itself
/// does not say which countries were asked for.
struct UNHCRScope {
  private(set) var origins: Set<String> = []
  private(set) var asylums: Set<String> = []
  private(set) var lastYear: Int?
  private var hasUnknownOrigin = false
  private var hasUnknownAsylum = false

  /// Countries that only a question without a choice of them gives: UNHCR's tables of the world have
  /// 180 to 220 of each, those of solutions in half a year 90.
  private static let whole = 50
  /// A choice of countries is of a few; the refugees of one country are in more, and one country has
  /// them from more.
  private static let beyondChoice = 20

  /// Whether the answer was of several pages, which are asked of whole tables.
  var hasPages = false
  /// Whether the address that the table was fetched from asks for every country of asylum.
  var asksForAll = false

  /// A country of a row.
  enum Country {
    case named(String)
    /// All of them together.
    case all
    /// Nothing is said of it: not known, where other rows name one.
    case nothing
  }

  /// Whether the rows list countries of origin or asylum apart.
  var tellsOrigins: Bool { !origins.isEmpty }
  var tellsAsylums: Bool { !asylums.isEmpty }

  mutating func add(year: Int, origin: Country, asylum: Country) {
    lastYear = max(lastYear ?? year, year)
    if case .named(let code) = origin { origins.insert(code) }
    if case .named(let code) = asylum { asylums.insert(code) }
    if case .nothing = origin { hasUnknownOrigin = true }
    if case .nothing = asylum { hasUnknownAsylum = true }
  }

  /// Whether a cell that is absent is zero: UNHCR leaves out pairs of countries without anybody.
  var isWorld: Bool {
    origins.count >= UNHCRScope.whole && asylums.count >= UNHCRScope.whole
  }

  var origin: Extent { extent(allOrigins, beside: allAsylums) }
  var asylum: Extent { extent(allAsylums, beside: allOrigins) }

  private var allOrigins: Set<String> { all(origins, hasUnknownOrigin) }
  private var allAsylums: Set<String> { all(asylums, hasUnknownAsylum) }

  /// The countries that are listed apart, with those that no row names as one of them.
  private func all(_ named: Set<String>, _ hasUnknown: Bool) -> Set<String> {
    hasUnknown && !named.isEmpty ? named.union([Extent.unknown]) : named
  }

  /// One country is what was asked for; many beside it are then all there are. A few may be any
  /// choice of countries, and the table knows of these only.
  private func extent(_ own: Set<String>, beside other: Set<String>) -> Extent {
    if own.count == 1 { return Extent(.only) }
    let isAll = hasPages || asksForAll || own.count >= UNHCRScope.beyondChoice
    return own.count >= UNHCRScope.whole || (other.count == 1 && isAll)
      ? .whole : Extent(.only, labels: own.sorted())
  }
}

/// Which of UNHCR's years are given by their middle.
///
/// Figures for the middle of a year come out in autumn under that year's number, and those for its
/// end in June of the next.
struct UNHCRYears {
  private let middle: Int?

  /// - Parameter usualLag: days from the end of a year to the publication of its figures.
  init(_ file: PublishedFile, lastYear: Int?, usualLag: Int) {
    middle = lastYear.flatMap { UNHCRYears.isMiddle(of: $0, file, usualLag) ? $0 : nil }
  }

  /// Whether a table whose last year this is holds its middle: published before the end of the year
  /// could have been, or read before it.
  private static func isMiddle(of year: Int, _ file: PublishedFile, _ usualLag: Int) -> Bool {
    guard let june = Day(year: year + 1, month: 5, day: 15),
      let end = Day(year: year, month: 12, day: 31)
    else { return false }
    if let published = file.dated { return published < june }
    return end.adding(days: usualLag) > file.today
  }

  func isMiddle(_ year: Int) -> Bool { year == middle }

  /// The period of a figure; a stock in the middle of a year is of the day.
  static func period(_ year: Int, isMiddle: Bool, isStock: Bool) -> Period? {
    guard let first = Day(year: year, month: 1, day: 1) else { return nil }
    guard isMiddle else { return .year(of: first) }
    let last = first.adding(months: 6).adding(days: -1)
    return isStock ? .day(last) : Period(from: first, through: last)
  }
}
