import Periods
import Wording

/// Why there is no nowcast.
package enum NowcastError: Error, Equatable, Sendable, CustomStringConvertible {
  case notInOneMonth(Period)
  case notACount
  /// Days of numbers at a moment are no part of a month, and of others it is not said that they are.
  case notAdded(String, isStock: Bool)
  /// The month's total is told from what was counted, and of none nothing follows.
  case noneCounted(Period)
  case notAChange
  case tooShort(String, months: Int)
  case noDays(String, month: Period)
  /// The series ended so long before the month that it does not show how that one moves.
  case ended(String, last: Period, month: Period)
  /// No month of the series asked for has its days in the record.
  case noneScored

  package var description: String { text(.english) }

  /// Why, and what to give instead.
  package func text(_ language: Language) -> String {
    switch self {
    case .notInOneMonth(let days):
      language(
        "The days \(days) do not lie within one month.",
        "Los días \(days) no están dentro de un mismo mes.")
    case .notACount:
      language(
        "A count, and a spread of days, must be 0 or more.",
        "Una cuenta, y una variación entre días, debe ser 0 o más.")
    case .notAdded(let series, let isStock):
      isStock
        ? language(
          "\(series) is a number at a moment: its days do not add up to a month.",
          "\(series) es un número en un momento: sus días no suman un mes.")
        : language(
          "It is not said whether the numbers of \(series) add up over time, so that its days are no part of a "
            + "month. Say it in the column nature (docs/data.md).",
          "No se indica si los números de \(series) se suman en el tiempo, así que sus días no son parte de un "
            + "mes. Indíquelo en la columna nature (docs/data.md).")
    case .noneCounted(let days):
      language(
        "Nobody was counted in \(days): a month's total cannot be told from that. Take more days.",
        "No se contó a nadie en \(days): con eso no se puede saber el total de un mes. Tome más días."
      )
    case .notAChange:
      language("A change must be more than −100 %.", "Un cambio debe ser mayor que −100 %.")
    case .tooShort(let series, let months):
      language(
        "\(series) has \(months) months before that were known; 12 are needed to show how it moves.",
        "\(series) tiene \(months) meses anteriores conocidos; se necesitan 12 para ver cómo se mueve."
      )
    case .ended(let series, let last, let month):
      language(
        "The month is not known: \(series) ends with \(language.period(last)), more than "
          + "\(SupportCheck.longestSilence) months before \(language.period(month)).",
        "No se sabe el mes: \(series) termina en \(language.period(last)), más de "
          + "\(SupportCheck.longestSilence) meses antes de \(language.period(month)).")
    case .noneScored:
      language(
        "No month of these series has all its days in the record and twelve months before it.",
        "Ningún mes de estas series tiene todos sus días en el registro y doce meses antes.")
    case .noDays(let series, let month):
      language(
        "The record holds no days of \(month) for \(series), the month after the last one known."
          + "\n  Give what was counted with --count and --days, or import a table of days.",
        "El registro no tiene días de \(month) para \(series), el mes que sigue al último conocido."
          + "\n  Indique lo contado con --count y --days, o importe una tabla de días.")
    }
  }
}
