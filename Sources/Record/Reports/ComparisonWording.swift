import Periods
import Wording

extension Comparison {
  /// What is compared with, as a row's header: "Against July 2023".
  public func label(_ language: Language) -> String {
    let when = language.period(period)
    switch kind {
    case .previousPeriod, .yearBefore, .sameDaysMonthBefore, .chosenPeriod:
      return language("Against \(when)", "Frente a \(when)")
    case .twelveMonthHigh:
      return language(
        "Against \(when), the highest of the twelve months before",
        "Frente a \(when), el más alto de los doce meses previos")
    case .highestSince:
      return language("Highest since \(when)", "La más alta desde \(when)")
    case .recordHigh:
      let from = since.map { language.period($0) } ?? ""
      return language("Highest before it since \(from)", "La más alta antes desde \(from)")
    case .share: return language("Share of the total", "Parte del total")
    case .rank: return language("Rank", "Puesto")
    case .yearToDate: return language("Year to date", "En lo que va del año")
    case .fiscalYearToDate:
      return language("US fiscal year to date", "En lo que va del año fiscal de EE. UU.")
    case .pace:
      return language("Pace for \(when)", "Ritmo para \(when)") + ", "
        + (method?.words(language) ?? "")
    case .statedChange:
      return language("Stated by a source, against \(when)", "Según una fuente, frente a \(when)")
    }
  }

  /// The comparison in a line: "132,642; +36.5%, well above".
  public func text(_ language: Language) -> String {
    switch kind {
    case .share:
      guard let share, let value else { return language("not known", "no se sabe") }
      return language(
        "\(language.percent(share)) of \(language.count(value))",
        "\(language.percent(share)) de \(language.count(value))")
    case .rank:
      return rankText(language)
    case .yearToDate, .fiscalYearToDate:
      guard let own else { return language("not known", "no se sabe") }
      return language.count(own)
        + (value == nil ? "" : language("; the year before ", "; el año anterior "))
        + (value == nil ? "" : changeText(language))
    case .pace:
      return paceText(language)
    case .statedChange:
      return change.map { language.change($0) } ?? (note.isEmpty ? "" : "“\(note)”")
    default:
      return changeText(language)
    }
  }

  private func changeText(_ language: Language) -> String {
    guard let value else { return language("not known", "no se sabe") }
    var text = language.count(value)
    if let change { text += "; " + language.change(change) }
    if let wording { text += ", " + wording.words(language) }
    if missing > 0 {
      text += language("; \(missing) periods not known", "; \(missing) períodos no se saben")
    }
    return text
  }

  private func rankText(_ language: Language) -> String {
    guard let rank, let outOf else { return language("not known", "no se sabe") }
    let among =
      since.map { language("months since ", "meses desde ") + language.period($0) }
      ?? language("groups", "grupos")
    return language("number \(rank) of \(outOf) \(among)", "número \(rank) de \(outOf) \(among)")
  }

  private func paceText(_ language: Language) -> String {
    guard let value else { return language("not known", "no se sabe") }
    // A pace is no exact number: three figures are as many as it deserves.
    var text = language.count(Comparison.rounded(value))
    if let range, !years.isEmpty {
      let low = language.count(Comparison.rounded(range.lowerBound))
      let high = language.count(Comparison.rounded(range.upperBound))
      let by = language.list(years.sorted().map(String.init))
      text += language(
        " (\(low) to \(high) by how it would have done in \(by))",
        " (\(low) a \(high) según lo que habría dado en \(by))")
    } else {
      text += language(" (no earlier year to judge it by)", " (sin años previos para juzgarlo)")
    }
    return text
  }

  /// Three significant figures.
  package static func rounded(_ value: Double) -> Double {
    guard value >= 1000 else { return value.rounded() }
    var unit = 1.0
    while value / unit >= 1000 { unit *= 10 }
    return (value / unit).rounded() * unit
  }
}

extension PaceMethod {
  public func words(_ language: Language) -> String {
    switch self {
    case .straightLine:
      language("as many a day as so far", "tantos por día como hasta ahora")
    case .shareOfYear:
      language(
        "the same share of the year as in earlier years",
        "la misma parte del año que en años previos")
    case .lastThreeMonths:
      language("as many a day as in the last three months", "tantos por día como en tres meses")
    }
  }
}
