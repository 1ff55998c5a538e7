import Flee
import Foundation
import Reports
import Wording

/// What the terminal says of a simulation.
struct SimulationSummary {
  private let summary: RunSummary
  private let files: [String]
  private let folder: String
  private let language: Language
  /// What was found out by running.
  private let warnings: [String]

  /// - Parameter earlier: warnings of `summary` that were given before it ran.
  init(
    _ summary: RunSummary, files: [String], folder: String, language: Language, earlier: [String]
  ) {
    warnings = summary.warnings.filter { !earlier.contains($0) }
    self.summary = summary
    self.files = files
    self.folder = folder
    self.language = language
  }

  var text: String {
    var lines = [
      Terminal.bold(
        "\(summary.instance), "
          + language("\(summary.engine.rawValue) engine", "motor \(summary.engine.rawValue)")),
      whatRan,
    ]
    lines += warnings.map { language("Warning: ", "Aviso: ") + $0 }
    lines += errors
    lines.append(
      "\(String(format: "%.2f", summary.seconds)) s, "
        + "\(String(format: "%.3g", summary.personDaysPerSecond)) "
        + language("person-days a second.", "personas-día por segundo."))
    if let camps = campTable { lines += ["", camps] }
    let slash = folder.hasSuffix("/") ? "" : "/"
    lines += [
      "",
      Terminal.dim(
        language("Written: ", "Escrito: ")
          + files.map { folder + slash + $0 }.joined(separator: ", ")),
    ]
    return lines.joined(separator: "\n") + "\n"
  }

  private var whatRan: String {
    let people = language.number(summary.people)
    return SimulationWording.runs(summary.runs, language)
      + language(
        " of \(summary.days) days from \(summary.start), seed \(summary.seed): \(people) people",
        " de \(summary.days) días desde \(summary.start), semilla \(summary.seed): \(people) personas"
      )
      + (summary.runs == 1 ? "." : language(" on average.", " de media."))
  }

  /// The honest error first, then FLEE's, each with its name.
  private var errors: [String] {
    guard let error = summary.errorAsFlee else {
      return [
        language("There are no counts to compare with.", "No hay recuentos con que comparar.")
      ]
    }
    var lines: [String] = []
    if let share = summary.countedElsewhere {
      lines.append(
        SimulationWording.countedElsewhere(language) + ": "
          + spread(share, summary.countedElsewhereRange))
    } else {
      lines.append(
        SimulationWording.countedElsewhere(language)
          + language(
            ": not known, since nobody is counted on any day.",
            ": no se sabe, porque no se contó a nadie ningún día."))
    }
    lines.append(
      SimulationWording.errorAsFlee(language) + ": " + spread(error, summary.errorAsFleeRange))
    return lines
  }

  private func spread(_ value: Double, _ range: [Double]?) -> String {
    guard let range else { return "\(rounded(value))." }
    let ends = (rounded(range[0]), rounded(range[1]))
    guard summary.runs >= RunSummary.fewestForTenths else {
      return language(
        "\(rounded(value)); of the \(summary.runs) runs from \(ends.0) to \(ends.1).",
        "\(rounded(value)); de las \(summary.runs) simulaciones, de \(ends.0) a \(ends.1).")
    }
    return
      "\(rounded(value)), "
      + language(
        "80% of the runs from \(ends.0) to \(ends.1).",
        "el 80 % de las simulaciones de \(ends.0) a \(ends.1).")
  }

  private var campTable: String? {
    guard let byCamp = summary.meanErrorByCamp, !byCamp.isEmpty else { return nil }
    var table = TextTable([
      (language("Camp", "Campamento"), .left),
      (language("Difference relative to its count", "Diferencia relativa a su recuento"), .right),
    ])
    for (camp, error) in byCamp.sorted(by: { $0.key < $1.key }) {
      table.add([camp, rounded(error)])
    }
    return table.text().trimmingCharacters(in: .newlines)
  }

  private func rounded(_ error: Double) -> String { language.number(error, decimals: 3) }
}
