import Record
import Wording

/// A series that never changed says nothing of how far off a forecast of it is: a band without any width would
/// look like certainty.
enum SpreadCheck {
  /// - Parameters:
  ///   - name: of the series.
  ///   - values: those that a forecast goes by.
  /// - Throws: a ``QuestionError`` where all of them are the same.
  static func check(_ name: String, _ values: [Double], _ periods: Periods = .months)
    throws(QuestionError)
  {
    guard let first = values.first, values.allSatisfy({ $0 == first }) else { return }
    let (en, es) = periods.words(values.count)
    if first == 0 {
      throw .unsuitable(
        Localized(
          "What comes is not known: \(name) has nothing but zeros in \(en), so that there is no spread to go by.",
          "No se sabe qué vendrá: \(name) no tiene más que ceros en \(es), así que no hay variación de la que partir."
        ),
        hint: Localized(
          "That nobody was counted does not show that nobody can come.",
          "Que no se contara a nadie no muestra que nadie pueda llegar."))
    }
    let number = Localized(Language.english.count(first), Language.spanish.count(first))
    throw .unsuitable(
      Localized(
        "What comes is not known: \(name) is \(number(.english)) in \(en), so that there is no spread to go by.",
        "No se sabe qué vendrá: \(name) es \(number(.spanish)) en \(es), así que no hay variación de la que partir."
      ),
      hint: Localized(
        "A number that never changes may be a capacity or a stand-in: check the table.",
        "Un número que nunca cambia puede ser una capacidad o un relleno: revise la tabla."))
  }

  /// - Parameter bands: quantiles by period, before they are rounded.
  /// - Throws: a ``QuestionError`` where none of them has any width.
  static func check(_ name: String, bands: [[Double]]) throws(QuestionError) {
    let isFlat = bands.allSatisfy { band in
      guard let low = band.first, let high = band.last else { return true }
      return !(high > low)
    }
    guard isFlat, !bands.isEmpty else { return }
    throw .unsuitable(
      Localized(
        "How far off a forecast of \(name) may be is not known: nothing that it goes by has changed.",
        "No se sabe cuánto puede errar un pronóstico de \(name): nada de lo que usa ha cambiado."),
      hint: Localized("Try another --method.", "Pruebe otro --method."))
  }

  /// What the values are of.
  enum Periods {
    case months, years

    func words(_ count: Int) -> (en: String, es: String) {
      switch (self, count) {
      case (.months, 1): ("its only month", "su único mes")
      case (.months, _): ("all of its \(count) months", "todos sus \(count) meses")
      case (.years, 1): ("its only year", "su único año")
      case (.years, _): ("all of its \(count) years", "todos sus \(count) años")
      }
    }
  }
}
