import Periods

/// Days, months and periods as each language writes them.
extension Language {
  private static let englishMonths = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
  ]
  private static let spanishMonths = [
    "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre",
    "octubre", "noviembre", "diciembre",
  ]

  /// Name of a month, 1–12.
  package func month(_ number: Int) -> String {
    (self == .english ? Language.englishMonths : Language.spanishMonths)[(number + 11) % 12]
  }

  /// "5 October 2023", "5 de octubre de 2023".
  package func day(_ day: Day) -> String {
    let (year, month, number) = day.parts
    return self == .english
      ? "\(number) \(self.month(month)) \(year)" : "\(number) de \(self.month(month)) de \(year)"
  }

  /// "August 2023", "agosto de 2023", "the third quarter of 2023", "1–17 September 2023".
  package func period(_ period: Period) -> String {
    let (year, month, first) = period.first.parts
    switch period.granularity {
    case .day:
      return day(period.first)
    case .month:
      return self("\(self.month(month)) \(year)", "\(self.month(month)) de \(year)")
    case .quarter:
      let quarter = (month - 1) / 3 + 1
      return self("Q\(quarter) \(year)", "T\(quarter) \(year)")
    case .year:
      return "\(year)"
    case .fiscalYear:
      return self("fiscal year \(period.last.year)", "año fiscal \(period.last.year)")
    case .range:
      let (lastYear, lastMonth, last) = period.last.parts
      if (year, month) == (lastYear, lastMonth) {
        return self(
          "\(first)–\(last) \(self.month(month)) \(year)",
          "\(first)–\(last) de \(self.month(month)) de \(year)")
      }
      return wholeMonths(period)
        ?? self(
          "\(day(period.first)) to \(day(period.last))",
          "del \(day(period.first)) al \(day(period.last))")
    }
  }

  /// "January to August 2023", for a range made of whole months.
  private func wholeMonths(_ period: Period) -> String? {
    guard Period.month(of: period.first).first == period.first,
      Period.month(of: period.last).last == period.last
    else { return nil }
    let (year, month, _) = period.first.parts
    let lastYear = period.last.year
    let opening =
      year == lastYear
      ? self.month(month) : self.period(.month(of: period.first))
    return self("\(opening) to ", "\(opening) a ") + self.period(.month(of: period.last))
  }

  /// When something was, in a sentence: "in August 2023", "on 5 October 2023", "del 1 al 17 de
  /// septiembre de 2023".
  package func during(_ period: Period) -> String {
    switch period.granularity {
    case .day: return self("on ", "el ") + day(period.first)
    case .range where wholeMonths(period) == nil:
      let (year, month, first) = period.first.parts
      let (lastYear, lastMonth, last) = period.last.parts
      if (year, month) == (lastYear, lastMonth) {
        return self(
          "on \(self.period(period))",
          "del \(first) al \(last) de \(self.month(month)) de \(year)")
      }
      return self("from ", "") + self.period(period)
    case .range: return self("from ", "de ") + self.period(period)
    default: return self("in ", "en ") + self.period(period)
    }
  }

  /// A period short enough for a table: "Aug 2023", "ago 2023", else as ``period(_:)``.
  package func shortPeriod(_ period: Period) -> String {
    guard period.granularity == .month else { return self.period(period) }
    let (year, month, _) = period.first.parts
    return "\(self.month(month).prefix(3)) \(year)"
  }

  /// "a, b and c", "a, b y c".
  package func list(_ items: [String]) -> String {
    guard let last = items.last, items.count > 1 else { return items.first ?? "" }
    return items.dropLast().joined(separator: ", ") + self(" and ", " y ") + last
  }
}
