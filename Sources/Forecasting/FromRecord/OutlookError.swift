import Periods
import Wording

/// Why there is no outlook.
package enum OutlookError: Error, Equatable, Sendable, CustomStringConvertible {
  case unknownMethod(String)
  case months(Int)
  /// The series has no month, or none was known on the day.
  case noMonths(String, asOf: Day?)
  case tooShort(String, months: Int, method: String)
  /// Too few months after the last gap to show how the series moves.
  case fewMonths(String, months: Int, needed: Int)
  /// The series ended so long before the day that nothing is known of the months that come next.
  case ended(String, last: Period, day: Day)
  /// Too few forecasts as far ahead can be held against what came.
  case unscored(String, months: Int, origins: Int, needed: Int)
  case noParts(String, dimensions: [String])
  /// No series can be forecast from any origin.
  case noOrigin
  /// The series has no year, or none was known on the day.
  case noYears(String, asOf: Day?)
  case fewYears(String, years: Int)
  /// The record's series have changed too seldom over so many years.
  case fewChanges(String, years: Int)
  /// The judgements of a series weigh more than everything.
  case weights(String, sum: Double)

  package var description: String { text(.english) }

  /// Why, and what to ask for instead.
  package func text(_ language: Language) -> String {
    switch self {
    case .unknownMethod(let name):
      let names = ForecastMethods.names.joined(separator: ", ")
      return language(
        "There is no method \"\(name)\"; there are \(names).",
        "No hay un método «\(name)»; hay \(names).")
    case .months(let months):
      return language(
        "An outlook of \(months) months cannot be made: 1 to \(Panel.longest).",
        "No se puede hacer un pronóstico de \(months) meses: de 1 a \(Panel.longest).")
    case .noMonths(let series, let asOf):
      let known = Self.known(asOf, language)
      return language(
        "\(series) has no figure by month\(known), so there is nothing to go by."
          + "\n  Where it has figures by year, ask for years.",
        "\(series) no tiene cifras por mes\(known), así que no hay en qué basarse."
          + "\n  Donde tenga cifras por año, pregunte por años.")
    case .tooShort(let series, let months, let method):
      return language(
        "\(series) has \(months) months without a gap, too few for the method \(method), or nothing is "
          + "counted further up the corridor for it.",
        "\(series) tiene \(months) meses sin huecos, muy pocos para el método \(method), o no se cuenta nada "
          + "más arriba en el corredor.")
    case .fewMonths(let series, let months, let needed):
      return language(
        "What comes is not known: \(series) has \(Self.months(months, language)) without a gap, and \(needed) are "
          + "needed to show how it moves.",
        "No se sabe qué vendrá: \(series) tiene \(Self.months(months, language)) sin huecos, y se necesitan "
          + "\(needed) para ver cómo se mueve.")
    case .ended(let series, let last, let day):
      return language(
        "What comes is not known: \(series) ends with \(language.period(last)), more than "
          + "\(SupportCheck.longestSilence) months before \(language.day(day)).\n  For what was to come then, ask "
          + "as of a day of then.",
        "No se sabe qué vendrá: \(series) termina en \(language.period(last)), más de "
          + "\(SupportCheck.longestSilence) meses antes del \(language.day(day)).\n  Para lo que iba a venir "
          + "entonces, pregunte a un día de entonces.")
    case .unscored(let series, let months, let origins, let needed):
      return language(
        "\(series) \(months) months ahead is not known: how far off such forecasts are can be told from "
          + "\(origins) of its past months, and \(needed) are needed. Ask for \(LearnedStep.months) months or fewer.",
        "\(series) a \(months) meses no se sabe: cuánto se equivocan esos pronósticos se puede ver en "
          + "\(origins) de sus meses pasados, y se necesitan \(needed). Pida \(LearnedStep.months) meses o menos."
      )
    case .noOrigin:
      return language(
        "There is no origin from which any of these series can be forecast.",
        "No hay un mes de partida desde el que se pueda pronosticar alguna de estas series.")
    case .noParts(let series, let dimensions):
      return language(
        "No table of \(series) is broken down by \(dimensions.joined(separator: " and ")).",
        "Ninguna tabla de \(series) está desglosada por \(dimensions.joined(separator: " y ")).")
    case .noYears(let series, let asOf):
      let known = Self.known(asOf, language)
      return language(
        "\(series) has no figure by year\(known), so there is nothing to go by.",
        "\(series) no tiene cifras por año\(known), así que no hay en qué basarse.")
    case .fewYears(let series, let years):
      return language(
        "\(series) has \(Self.years(years, language)) without a gap; "
          + "\(YearPanel.history) are needed for an outlook by year.",
        "\(series) tiene \(Self.years(years, language)) sin huecos; "
          + "se necesitan \(YearPanel.history) para un pronóstico por año.")
    case .fewChanges(let series, let years):
      return language(
        "\(series) \(Self.years(years, language)) ahead is not known: too few series of the record had "
          + "changed over as many years by then to tell how far off a forecast is.",
        "\(series) a \(Self.years(years, language)) no se sabe: muy pocas series del registro habían cambiado "
          + "en tantos años hasta entonces para ver cuánto se equivoca un pronóstico.")
    case .weights(let series, let sum):
      return language(
        "The judgements of \(series) have weights of \(sum) together; they may have 1 at most.",
        "Los juicios sobre \(series) suman pesos de \(language.number(sum, decimals: 2)); pueden sumar 1 como máximo."
      )
    }
  }

  private static func known(_ asOf: Day?, _ language: Language) -> String {
    asOf.map { language(" that was known on \($0)", " que se conocieran el \($0)") } ?? ""
  }

  private static func months(_ count: Int, _ language: Language) -> String {
    "\(count) "
      + language(count == 1 ? "month" : "months", count == 1 ? "mes" : "meses")
  }

  private static func years(_ count: Int, _ language: Language) -> String {
    "\(count) "
      + language(count == 1 ? "year" : "years", count == 1 ? "año" : "años")
  }
}
