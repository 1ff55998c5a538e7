import Periods
import Wording

/// Why the question has no answer, in plain words.
package enum EffectError: Error, Equatable, Sendable, CustomStringConvertible {
  case outsideRecord(day: Day, first: Period, last: Period)
  case notYetKnown(month: Period, last: Period)
  case endsBeforeStart(first: Period, last: Period)
  case tooShort(months: Int, needed: Int, first: Period)
  case notMonthly(series: String)
  case gaps(months: [Period])
  case constant(series: String)
  case unknownDonor(String, known: [String])
  case isTreated(String)
  case unknownMethod(String, known: [String])
  case nothingEstimated(reasons: [Localized])

  package var description: String { text(.english) }

  /// Why, and what to ask for instead.
  package func text(_ language: Language) -> String {
    switch self {
    case .outsideRecord(let day, let first, let last):
      return language(
        "\(day) lies outside the months that the record holds of the series, \(first) to \(last)."
          + "\n  There must be months before the policy and a month under it.",
        "El \(language.day(day)) está fuera de los meses que el registro tiene de la serie, de "
          + "\(language.period(first)) a \(language.period(last))."
          + "\n  Debe haber meses antes de la política y un mes con ella.")
    case .notYetKnown(let month, let last):
      return language(
        "\(month) is not known yet: the record holds the series to \(last).",
        "Aún no se conoce \(language.period(month)): el registro tiene la serie hasta \(language.period(last))."
      )
    case .endsBeforeStart(let first, let last):
      return language(
        "The last month, \(last), comes before the first month under the policy, \(first).",
        "El último mes, \(language.period(last)), es anterior al primer mes con la política, "
          + "\(language.period(first)).")
    case .tooShort(let months, let needed, let first):
      return language(
        "There are \(months) months before the policy, from \(first) on; \(needed) are needed."
          + "\n  Take an earlier first month with --from where the record has one, or another series.",
        "Hay \(months) meses antes de la política, desde \(language.period(first)); se necesitan \(needed)."
          + "\n  Tome un primer mes anterior con --from si el registro lo tiene, u otra serie.")
    case .notMonthly(let series):
      return language(
        "The record holds no months of \(series), and an effect is estimated by month.",
        "El registro no tiene meses de \(series), y un efecto se estima por mes.")
    case .gaps(let months):
      let named = months.map(\.description).joined(separator: ", ")
      return language(
        "The series is not known in \(named).\n  Take months without a gap with --from and --through.",
        "La serie no se conoce en \(language.list(months.map(language.period))).\n  Tome meses sin huecos con --from y --through."
      )
    case .constant(let series):
      return language(
        "\(series) is the same in every month before the policy: there is nothing to compare with others.",
        "\(series) es igual en todos los meses antes de la política: no hay nada que comparar con otras."
      )
    case .unknownDonor(let label, let known):
      let names = known.joined(separator: ", ")
      return language(
        "\(label) is no donor that the record has for the series."
          + (known.isEmpty ? "" : "\n  There are \(names)."),
        "\(label) no es un donante que el registro tenga para la serie."
          + (known.isEmpty ? "" : "\n  Hay \(names)."))
    case .isTreated(let label):
      return language(
        "\(label) is the series that is asked about, and cannot be its own donor.",
        "\(label) es la serie por la que se pregunta, y no puede ser su propio donante.")
    case .unknownMethod(let id, let known):
      let names = known.joined(separator: ", ")
      return language(
        "There is no method \"\(id)\"; there are \(names).",
        "No hay un método «\(id)»; hay \(names).")
    case .nothingEstimated(let reasons):
      return language("No method gives an estimate:", "Ningún método da una estimación:")
        + "\n  " + reasons.map { $0(language) }.joined(separator: "\n  ")
    }
  }
}
