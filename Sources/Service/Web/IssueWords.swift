import Foundation
import Tabular
import Wording

/// What is wrong with a table that somebody typed or brought in, in Spanish: the phrases that readers of tables have.
/// One that is not among them is quoted as it is, with the word that it is English.
enum IssueWords {
  static func spanish(_ issue: Problem.Issue) -> Problem.Issue {
    var issue = issue
    issue.expected = said(issue.expected)
    issue.found = said(issue.found)
    issue.hint = issue.hint.isEmpty ? "" : said(issue.hint)
    return issue
  }

  /// An issue as a line of a page.
  static func line(_ issue: Problem.Issue, _ language: Language) -> String {
    let issue = language == .spanish ? spanish(issue) : issue
    let column =
      issue.columnName.map { language("column \"\($0)\"", "columna «\($0)»") }
      ?? issue.column.map { language("column \($0)", "columna \($0)") }
    let place = [issue.line.map { language("Line \($0)", "Línea \($0)") }, column]
      .compactMap(\.self).joined(separator: ", ")
    let told = language(
      "expected \(issue.expected), found \(issue.found).",
      "se esperaba \(issue.expected); se encontró \(issue.found).")
    return (place.isEmpty ? "" : place + ": ") + told
      + (issue.hint.isEmpty ? "" : " " + issue.hint)
  }

  private static func said(_ text: String) -> String {
    if let known = phrases[text] { return known }
    // What was typed stands in quotes, alone.
    if let quoted = text.wholeMatch(of: /"([^"]*)"/) { return "«\(quoted.1)»" }
    if let named = text.wholeMatch(of: /a column "([^"]*)"/) { return "una columna «\(named.1)»" }
    if text.wholeMatch(of: /columns ("[^"]*"(, )?)+/) != nil {
      return "las columnas "
        + text.dropFirst("columns ".count).replacing(/"([^"]*)"/) { "«\($0.1)»" }
    }
    if let count = text.wholeMatch(of: /([0-9]+) fields, as in the header/) {
      return "\(count.1) campos, como en el encabezado"
    }
    if let count = text.wholeMatch(of: /([0-9]+) fields?/) { return "\(count.1) campos" }
    if let count = text.wholeMatch(of: /at most ([0-9]+) (items|lines|bytes)/) {
      let unit = ["items": "artículos", "lines": "líneas", "bytes": "bytes"][String(count.2)] ?? ""
      return "\(count.1) \(unit) como máximo"
    }
    return "(en inglés) \(text)"
  }

  private static let phrases: [String: String] = [
    "a header and rows": "un encabezado y filas", "an empty file": "un archivo vacío",
    "a row for each item": "una fila por artículo", "none": "ninguna", "nothing": "nada",
    "more": "más", "another": "otra cosa", "a name": "un nombre",
    "a whole number": "un número entero", "a number": "un número",
    "a number from 0 up": "un número desde 0", "a count of 0 or more": "un número desde 0",
    "a number above 0": "un número mayor que 0", "a number from 0 to 1": "un número de 0 a 1",
    "a part from 0 to 1, such as 0.3": "una parte de 0 a 1, como 0.3",
    "units for a person and day, such as 3": "unidades por persona y día, como 3",
    "days for a person, such as 2.5": "días por persona, como 2.5", "a price": "un precio",
    "units a day that can be given": "unidades que se pueden dar por día",
    "text in UTF-8": "texto en UTF-8", "column names in UTF-8": "nombres de columna en UTF-8",
    "a CSV file": "un archivo CSV", "text": "texto", "a NUL byte": "un byte nulo",
    "an item that is not there yet": "un artículo que aún no esté",
    "the price's currency, such as USD in a column \"currency\"":
      "la moneda del precio, como USD, en una columna «currency»",
    "a closing quote (\")": "una comilla de cierre (\")", "a longer one": "una más larga",
    "a period such as 2023-08": "un período como 2023-08",
    "a day such as 2023-10-05": "un día como 2023-10-05",
    "Check that the file is of the kind you meant.":
      "Compruebe que el archivo sea del tipo que quería.",
    "Download the file again.": "Descargue el archivo de nuevo.",
    "Give each item one row.": "Ponga cada artículo en una sola fila.",
    "Save the file as UTF-8.": "Guarde el archivo en UTF-8.",
    "People cannot be fewer than none.": "No puede haber menos de cero personas.",
    "This is no text file: download it again.": "No es un archivo de texto: descárguelo de nuevo.",
  ]
}
