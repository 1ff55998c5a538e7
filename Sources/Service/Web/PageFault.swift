import Foundation
import Questions
import Wording

/// What stands in the place of an answer that there is none of: what is wrong in the page's language, and what to
/// do about it on a page, where nobody types a command.
struct PageFault {
  /// In a few words.
  var lead: String
  var text: String

  /// - Throws: the error itself where it is a fault of ours.
  init(_ error: any Error, _ language: Language) throws {
    guard let problem = Problem(error), problem.status < 500 else { throw error }
    self.init(problem, error, language)
  }

  init(_ problem: Problem, _ error: (any Error)? = nil, _ language: Language) {
    let spoken = problem.spoken(language)
    let faults = problem.faults
    lead =
      PageFault.unknown.contains { problem.type.hasSuffix("/" + $0) }
      ? language("Not known, because:", "No se sabe, porque:")
      : faults.isEmpty ? spoken.title + "." : language("Please change:", "Por favor, cambie:")
    let issues = problem.errors ?? []
    let said =
      faults.isEmpty
      ? issues.isEmpty
        ? spoken.detail
        : issues.prefix(PageFault.most).map { IssueWords.line($0, language) }.joined(
          separator: "\n")
      : faults.map { PageFault.text($0, language) }.joined(separator: "\n")
    text = PageFault.withoutCommands(said, problem, language)
  }

  /// Faults of a table that are listed.
  private static let most = 12

  /// Kinds of problems in which the record has no answer, while the question is a good one.
  private static let unknown = ["no-answer", "nothing-held"]

  /// An input by the label that the page has for it.
  private static func text(_ fault: InputFault, _ language: Language) -> String {
    let label = labels[fault.name]?(language) ?? fault.name
    return language("“\(label)”: ", "«\(label)»: ") + fault.told(language)
  }

  /// Lines that tell what to type on a command line help nobody here.
  private static func withoutCommands(
    _ text: String, _ problem: Problem, _ language: Language
  ) -> String {
    let lines = text.split(separator: "\n").map(String.init)
    let kept = lines.filter { !$0.contains("`trocha") && !$0.contains(" --") }
    guard kept.count < lines.count else { return text }
    let instead =
      problem.type.hasSuffix("/question")
      ? language(
        "  Choose a series from the list, or say what is counted, where and of whom.",
        "  Elija una serie de la lista, o diga qué se cuenta, dónde y de quién.")
      : language("  Choose another series or other days.", "  Elija otra serie u otros días.")
    return (kept + [instead]).joined(separator: "\n")
  }

  /// The labels of the pages' fields.
  private static let labels: [String: Localized] = [
    "q": Localized("Series", "Serie"), "with": Localized("Second series", "Segunda serie"),
    "words": Localized("In words", "En palabras"),
    "months": Localized("Months ahead", "Meses"),
    "years": Localized("Years, instead of months", "Años, en vez de meses"),
    "method": Localized("Method", "Método"),
    "above": Localized("Chance of more than, in a month", "Probabilidad de más de, en un mes"),
    "as-of": Localized("As known on", "Según lo conocido el"),
    "on": Localized("Day of the policy", "Día de la política"),
    "through": Localized("Last month", "Último mes"), "from": Localized("From", "Desde"),
    "to": Localized("To", "Hasta"), "period": Localized("Period", "Período"),
    "at": Localized("Period", "Período"), "by": Localized("Break down by", "Desglosar por"),
    "every": Localized("Group by", "Agrupar por"), "scale": Localized("Shown", "Se muestran"),
    "shift": Localized(
      "The second so many months later", "La segunda, tantos meses más tarde"),
    "date": Localized("Day of the article", "Día del artículo"),
    "plan": Localized("Table, as CSV", "Tabla, en CSV"),
  ]
}
