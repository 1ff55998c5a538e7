import Wording

/// A question that cannot be answered as it was put.
public enum QuestionError: Error, Equatable, Sendable {
  /// No word names a measure.
  case noMeasure(words: String, measures: [String])
  /// A word that is none of the vocabulary's, with the nearest that is.
  case unknownWord(String, suggestion: String?)
  /// A name before `=` that is no dimension, with the nearest that is.
  case unknownDimension(String, suggestion: String?)
  /// A word means several things; each choice is written as it can be typed.
  case ambiguousWord(String, choices: [String])
  /// Several series where one is asked for, or series side by side with labels of which it is not
  /// clear whether they are for all of them. Each is written as it can be typed.
  case severalSeries(String, series: [String])
  /// Nothing in the record matches.
  case nothingFound(selection: String, hint: Localized)
  /// A text that is no period in any form that is read.
  case unknownPeriod(String)
  /// A period among the words that say what is counted; `written` is its written form.
  case periodAmongWords(String, written: String)
  /// What is asked cannot be reckoned of such figures.
  case unsuitable(Localized, hint: Localized)
}

extension QuestionError: CustomStringConvertible {
  /// As ``text(_:)``, in English.
  public var description: String { text(.english) }

  /// What is wrong and, on the next line, what to write instead.
  public func text(_ language: Language) -> String {
    switch self {
    case .noMeasure(let words, let measures):
      let names = measures.joined(separator: ", ")
      return language(
        "\"\(words)\" does not say what to count.\n  Name a measure: \(names).",
        "«\(words)» no dice qué contar.\n  Nombre una medida: \(names).")
    case .unknownWord(let word, let suggestion):
      return language(
        "\"\(word)\" is no word of the record.", "«\(word)» no es una palabra del registro.")
        + "\n  "
        + (suggestion.map { QuestionError.didYouMean($0)(language) }
          ?? language(
            "`trocha record list` shows the series; dimension=label names any label.",
            "`trocha record list` muestra las series; dimensión=etiqueta nombra cualquier etiqueta."
          ))
    case .unknownDimension(let word, let suggestion):
      let dimensions = Dimension.allCases.map(\.rawValue).joined(separator: ", ")
      return language("\"\(word)\" is no dimension.", "«\(word)» no es una dimensión.") + "\n  "
        + (suggestion.map { QuestionError.didYouMean($0)(language) }
          ?? language("Dimensions: \(dimensions).", "Dimensiones: \(dimensions)."))
    case .ambiguousWord(let word, let choices):
      let choices = choices.joined(separator: ", ")
      return language(
        "\"\(word)\" can mean several things.\n  Say which: \(choices).",
        "«\(word)» puede significar varias cosas.\n  Diga cuál: \(choices).")
    case .severalSeries(let words, let series):
      let first = series.prefix(5).joined(separator: ", ")
      return language(
        "\"\(words)\" names \(series.count) series.\n  Ask for one at a time; where several can be "
          + "shown, put a comma between them and its own labels after each: \(first).",
        "«\(words)» nombra \(series.count) series.\n  Pida una a la vez; donde se pueden mostrar varias, "
          + "sepárelas con una coma y ponga tras cada una sus etiquetas: \(first).")
    case .nothingFound(let selection, let hint):
      return language(
        "The record holds no figure for \(selection).",
        "El registro no tiene cifras de \(selection).")
        + "\n  " + hint(language)
    case .periodAmongWords(let words, let written):
      return language(
        "\"\(words)\" is a period, and a question's words say what is counted.\n  "
          + "Give the period apart: --period \(written).",
        "«\(words)» es un período, y las palabras de una pregunta dicen qué se cuenta.\n  "
          + "Dé el período aparte: --period \(written).")
    case .unknownPeriod(let text):
      let forms = "2023-08, 2023-Q3, 2023, FY2023, 2023-08-05"
      return language(
        "\"\(text)\" is no period.\n  Write \(forms) or 2023-09-01/2023-09-17.",
        "«\(text)» no es un período.\n  Escriba \(forms) o 2023-09-01/2023-09-17.")
    case .unsuitable(let reason, let hint): return reason(language) + "\n  " + hint(language)
    }
  }

  static func didYouMean(_ suggestion: String) -> Localized {
    Localized("Did you mean \"\(suggestion)\"?", "¿Quiso decir «\(suggestion)»?")
  }
}
