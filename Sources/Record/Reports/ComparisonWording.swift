import Periods
import Wording

extension Comparison {
  /// What is compared with, as a row's header: "Against July 2023".
  package func label(_ language: Language) -> String {
    let when = language.period(period)
    switch kind {
    case .previousPeriod, .yearBefore, .sameDaysMonthBefore, .chosenPeriod:
      return language("Against \(when)", "Frente a \(when)")
    case .twelveMonthHigh:
      return language(
        "Against \(when), the highest of the twelve months before",
        "Frente a \(when), el más alto de los doce meses previos")
    case .twelveMonthLow:
      return language(
        "Against \(when), the lowest of the twelve months before",
        "Frente a \(when), el más bajo de los doce meses previos")
    case .highestSince:
      return language("Highest since \(when)", "La más alta desde \(when)")
    case .lowestSince:
      return language("Lowest since \(when)", "La más baja desde \(when)")
    case .recordHigh:
      let from = since.map { language.period($0) } ?? ""
      return language(
        "Highest before it since \(from)", "La más alta hasta entonces, desde \(from)")
    case .recordLow:
      let from = since.map { language.period($0) } ?? ""
      return language("Lowest before it since \(from)", "La más baja hasta entonces, desde \(from)")
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
  package func text(_ language: Language) -> String {
    switch kind {
    case .share:
      guard let value else { return Comparison.notKnown(other, language) }
      guard let share else { return shareNotKnown(of: value, language) }
      return language(
        "\(language.share(share)) of \(language.count(value))",
        "\(language.share(share)) de \(language.count(value))")
    case .rank:
      return rankText(language)
    case .yearToDate, .fiscalYearToDate:
      guard own != nil, let ownObservation else {
        return Comparison.notKnown(ownObservation, language)
      }
      return ownObservation.text(language) + language("; the year before ", "; el año anterior ")
        + changeText(language)
    case .pace:
      return paceText(language)
    case .statedChange:
      return change.map { language.change($0) }
        ?? (note.isEmpty ? "" : language("“\(note)”", "«\(note)»"))
    default:
      return changeText(language)
    }
  }

  private func changeText(_ language: Language) -> String {
    guard let value else { return Comparison.notKnown(other, language) + missingText(language) }
    var text = other?.text(language) ?? language.count(value)
    if let averages { text += "; " + averages.text(language) }
    if let change { text += "; " + language.change(change) }
    if let wording { text += ", " + wording.words(language) }
    if let reason = obstacle?.words(language) { text += "; " + reason }
    return text + missingText(language)
  }

  /// "not known", and why, where the record says why.
  private static func notKnown(_ observation: Observation?, _ language: Language) -> String {
    let text = language("not known", "no se sabe")
    guard let observation else { return text }
    let why =
      observation.monthsKnown(language)
      ?? (observation.isNumber ? observation.text(language) : observation.note(language))
    return why.isEmpty ? text : text + ": " + why
  }

  private func missingText(_ language: Language) -> String {
    switch missing {
    case 0: ""
    case 1: language("; 1 period not known", "; no se conoce 1 período")
    default: language("; \(missing) periods not known", "; no se conocen \(missing) períodos")
    }
  }

  /// Why there is no share of a total that is known.
  private func shareNotKnown(of total: Double, _ language: Language) -> String {
    let number = other?.text(language) ?? language.count(total)
    return switch obstacle {
    case .noBase: language("no share of \(number)", "ninguna parte de \(number)")
    case .totalTooSmall:
      language(
        "no share: the total is \(number), less than this part of it, so that one of the two is wrong",
        "ninguna parte: el total es \(number), menos que esta parte suya, así que una de las dos cifras está mal"
      )
    case .ownPartial:
      language(
        "not known of \(number), since the figure itself is not whole",
        "no se sabe de \(number), pues la cifra misma no está completa")
    case .ownNotExact, .notExact:
      language(
        "not known of \(number), since not both numbers are exact",
        "no se sabe de \(number), pues no son exactos los dos números")
    default: language("not known of \(number)", "no se sabe de \(number)")
    }
  }

  private func rankText(_ language: Language) -> String {
    guard let rank, let outOf else { return language("not known", "no se sabe") }
    if tied > 0, tied == outOf - 1 {
      return language("no rank: all \(outOf) are equal", "sin puesto: los \(outOf) son iguales")
        + missingText(language)
    }
    if isAmongHeld {
      return language(
        "number \(rank) of the \(outOf) groups held",
        "número \(rank) de los \(outOf) grupos que hay")
        + tiedText(language) + missingText(language)
    }
    let among =
      since.map { first in
        first.granularity.plural(language) + language(" since ", " desde ")
          + language.period(first)
      } ?? language("groups", "grupos")
    return language("number \(rank) of \(outOf) \(among)", "número \(rank) de \(outOf) \(among)")
      + tiedText(language) + missingText(language)
  }

  private func tiedText(_ language: Language) -> String {
    switch tied {
    case ...0: ""
    case 1: language("; 1 other has the same number", "; otro tiene el mismo número")
    default:
      language("; \(tied) others have the same number", "; otros \(tied) tienen el mismo número")
    }
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
        " (de \(low) a \(high) según lo que habría dado en \(by))")
    } else {
      text += language(" (no earlier year to judge it by)", " (sin años previos para juzgarlo)")
    }
    return text
  }

  /// Three significant figures.
  package static func rounded(_ value: Double) -> Double {
    guard value >= 1000, value.isFinite else { return value.rounded() }
    var unit = 1.0
    while value / unit >= 1000 { unit *= 10 }
    return (value / unit).rounded() * unit
  }
}

extension PaceMethod {
  package func words(_ language: Language) -> String {
    switch self {
    case .straightLine:
      language("as many a day as so far", "tantos por día como hasta ahora")
    case .shareOfYear:
      language(
        "the same share of the year as in earlier years",
        "la misma parte del año que en años previos")
    case .lastThreeMonths:
      language(
        "as many a day as in the last three months", "tantos por día como en los últimos tres meses"
      )
    }
  }
}

extension Comparison.Averages {
  /// "181,054 a month against 42,870.7".
  func text(_ language: Language) -> String {
    let (mine, others) = (language.count(own), language.count(other))
    return switch per {
    case .month:
      language("\(mine) a month against \(others)", "\(mine) al mes frente a \(others)")
    case .day: language("\(mine) a day against \(others)", "\(mine) al día frente a \(others)")
    }
  }
}

extension Comparison.Obstacle {
  /// Why there is no change beside a figure that is shown; `nil` where what is shown already does.
  func words(_ language: Language) -> String? {
    switch self {
    case .ownNotKnown, .notKnown, .partial: nil
    case .ownPartial:
      language(
        "not compared, since the figure itself is not whole",
        "sin comparar, pues la cifra misma no está completa")
    case .ownNotExact:
      language(
        "not compared, since the figure itself is not exact",
        "sin comparar, pues la cifra misma no es exacta")
    case .notExact:
      language("not compared, since it is not exact", "sin comparar, pues no es exacta")
    case .noBase:
      language("from which there is no rate of change", "desde ahí no hay tasa de cambio")
    case .natureUnsaid:
      language("not compared, since ", "sin comparar, pues ") + Nature.unsaid(language)
    case .totalTooSmall:
      language(
        "no share, since the total is less than the part",
        "ninguna parte, pues el total es menos que la parte")
    }
  }
}

extension Observation {
  /// "9 of 12 months known"; `nil` where all are.
  func monthsKnown(_ language: Language) -> String? {
    guard case .joined(let known, let all) = basis, known < all else { return nil }
    return language("\(known) of \(all) months known", "se conocen \(known) de \(all) meses")
  }
}

extension Granularity {
  /// "months", "años".
  func plural(_ language: Language) -> String {
    switch self {
    case .day: language("days", "días")
    case .month: language("months", "meses")
    case .quarter: language("quarters", "trimestres")
    case .year: language("years", "años")
    case .fiscalYear: language("fiscal years", "años fiscales")
    case .range: language("periods", "períodos")
    }
  }
}
