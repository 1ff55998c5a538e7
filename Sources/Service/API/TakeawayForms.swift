import Foundation
import Hummingbird
import Periods
import Questions
import Reports
import Wording

/// Forms in which an answer is taken into a document: a table, a workbook, a citation. The command line
/// makes the same from the same code.
enum TakeawayForms {
  /// Names of the forms that say the day on which they were asked for.
  static let dated: Set<String> = ["xlsx", "citation", "bibtex", "csl"]

  /// What a client may ask for by the header `Accept`, and the form that it is.
  static let types: [(type: String, form: String)] = [
    ("application/json", "json"), ("text/csv", "csv"), (workbook, "xlsx"),
    ("application/x-bibtex", "bibtex"), ("application/vnd.citationstyles.csl+json", "csl"),
  ]

  static let workbook = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

  static func table<Asked: TabledQuestion>(
    _ name: @escaping @Sendable (Asked) -> String
  ) -> [String: ServedQuestion<Asked>.Form] {
    [
      "csv": {
        Answer(
          text: try $1.table(of: $0, in: $2).csv(), type: "text/csv; charset=utf-8",
          fileName: name($1) + ".csv")
      },
      "xlsx": {
        Answer(
          try $1.workbook(of: $0, in: $2), type: workbook, fileName: name($1) + ".xlsx")
      },
    ]
  }

  static func citations<Asked: CitedQuestion>() -> [String: ServedQuestion<Asked>.Form] {
    func form(_ form: Citation.Form, _ type: String) -> ServedQuestion<Asked>.Form {
      { Answer(text: try $1.citation(of: $0, form, in: $2), type: type) }
    }
    return [
      "citation": form(.text, "text/plain; charset=utf-8"),
      "bibtex": form(.bibtex, "application/x-bibtex; charset=utf-8"),
      "csl": form(.csl, "application/vnd.citationstyles.csl+json"),
    ]
  }
}

extension Request {
  /// The form that the header `Accept` names, of those that an answer has; `nil` where it names none, as
  /// a browser's does. The weightiest goes first (RFC 9110, 12.5.1).
  func acceptedForm(among forms: [String]) -> String? {
    let named = (headers[.accept] ?? "").split(separator: ",").enumerated().compactMap {
      place, part -> (form: String, weight: Double, place: Int)? in
      let words = part.split(separator: ";").map { $0.trimmingCharacters(in: .whitespaces) }
      guard let type = words.first?.lowercased(),
        let form = TakeawayForms.types.first(where: { $0.type == type })?.form,
        forms.contains(form)
      else { return nil }
      let weight = words.dropFirst().first { $0.hasPrefix("q=") }.flatMap {
        Double($0.dropFirst(2))
      }
      return (form, weight ?? 1, place)
    }
    return named.filter { $0.weight > 0 }.max { ($0.weight, -$0.place) < ($1.weight, -$1.place) }?
      .form
  }
}
