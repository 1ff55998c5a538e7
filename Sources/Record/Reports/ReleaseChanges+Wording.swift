import Periods
import Wording

extension ReleaseChanges {
  /// What is gone, in a line: "February 2031: 1,500 → 500 (measure=irregular-entries place=CRI)".
  package func lossText(_ language: Language) -> String {
    var parts = losses.map { change in
      "\(change.words(language)) (\(change.series))"
    }
    if !periodsMissing.isEmpty {
      parts.insert(language.runs(of: periodsMissing), at: 0)
    }
    return parts.joined(separator: "; ")
  }

  /// What changed, a line each, the losses apart.
  package func lines(_ language: Language) -> [String] {
    var lines: [String] = []
    if !periodsAdded.isEmpty {
      lines.append(
        language("Added: ", "Añadido: ") + language.runs(of: periodsAdded) + ".")
    }
    for (labels, words) in [
      (labelsAdded, language("New labels: ", "Etiquetas nuevas: ")),
      (labelsMissing, language("Labels no longer there: ", "Etiquetas que ya no están: ")),
    ] where !labels.isEmpty {
      let most = 10
      let more = labels.count > most ? " … (\(labels.count))" : ""
      lines.append(words + labels.prefix(most).joined(separator: ", ") + more + ".")
    }
    if incidentsMissing > 0 {
      lines.append(
        language("Incidents no longer there: ", "Incidentes que ya no están: ")
          + language.count(Double(incidentsMissing)) + ".")
    }
    if cellsChanged > 0 {
      let count = language.count(Double(cellsChanged))
      let largest = totals.map { "\($0.words(language)) (\($0.series))" }.joined(separator: "; ")
      lines.append(
        language("\(count) cells changed", "\(count) celdas cambiaron")
          + (largest.isEmpty ? "" : language("; most: ", "; sobre todo: ") + largest) + ".")
    }
    return lines
  }
}

extension ReleaseChanges.Change {
  /// "February 2031: 1,500 → 500".
  func words(_ language: Language) -> String {
    let gone =
      isWithdrawn
      ? language("withdrawn, not known", "retirado, no se sabe") : language("not there", "no está")
    let now = after.map(language.count) ?? gone
    return "\(language.period(period)): \(language.count(before)) → \(now)"
  }
}
