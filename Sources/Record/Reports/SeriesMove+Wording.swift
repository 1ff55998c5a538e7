import Periods
import Wording

extension SeriesMove {
  /// What became of the series, in a line: "usbp-southwest: newest June 2024 → May 2025; added: …".
  package func words(_ language: Language) -> String {
    var parts: [String] = []
    if newest != newestBefore {
      let none = language("nothing", "nada")
      let (was, now) = (newestBefore.map(language.period), newest.map(language.period))
      parts.append(
        language("newest ", "último período ") + (was ?? none) + " → " + (now ?? none))
    }
    if !gained.isEmpty {
      parts.append(language("added: ", "añadido: ") + language.runs(of: gained))
    }
    if !lost.isEmpty {
      parts.append(
        language("no longer known: ", "ya no se sabe: ") + language.runs(of: lost))
    }
    if revised > 0 {
      let count = language.count(Double(revised))
      parts.append(
        revised == 1
          ? language("1 number changed", "1 número cambió")
          : language("\(count) numbers changed", "\(count) números cambiaron"))
      if let largest {
        parts[parts.count - 1] +=
          language(", most: ", ", sobre todo: ") + language.period(largest.period) + ": "
          + language.count(largest.before) + " → " + language.count(largest.after)
      }
    }
    if resourced > 0 {
      let count = language.count(Double(resourced))
      parts.append(
        resourced == 1
          ? language("1 number the same from another source", "1 número igual de otra fuente")
          : language(
            "\(count) numbers the same from another source",
            "\(count) números iguales de otra fuente"))
    }
    if !answeredBy.isEmpty {
      parts.append(language("answered by ", "responde ") + language.list(answeredBy))
    }
    return "\(series): " + parts.joined(separator: "; ") + "."
  }
}

extension [SeriesMove] {
  /// How the named series are answered after a change, a line each.
  package func lines(isDryRun: Bool, _ language: Language) -> [String] {
    guard !isEmpty else {
      return [
        isDryRun
          ? language("No named series would change.", "Ninguna serie con nombre cambiaría.")
          : language("No named series changed.", "Ninguna serie con nombre cambió.")
      ]
    }
    let heading =
      isDryRun
      ? language("Series that would change:", "Series que cambiarían:")
      : language("Series that changed:", "Series que cambiaron:")
    return [heading] + map { "  " + $0.words(language) }
  }
}

extension Removal {
  /// What went, and what answers now, a line each.
  package func lines(_ language: Language) -> [String] {
    removed.flatMap { $0.lines(isDryRun: isDryRun, language) }
      + series.lines(isDryRun: isDryRun, language)
      + (isDryRun
        ? [language("Nothing was changed (--dry-run).", "No se cambió nada (--dry-run).")] : [])
  }
}

extension Removal.RemovedRelease {
  fileprivate func lines(isDryRun: Bool, _ language: Language) -> [String] {
    let count = language.count(Double(figures))
    let about = span.map { ", " + language.period($0) } ?? ""
    var lines = [
      isDryRun
        ? language(
          "\(source) would be taken out: \(count) figures\(about).",
          "\(source) se quitaría: \(count) cifras\(about).")
        : language(
          "\(source) was taken out: \(count) figures\(about).",
          "\(source) se quitó: \(count) cifras\(about).")
    ]
    if !labels.isEmpty {
      let most = 10
      let more = labels.count > most ? " … (\(labels.count))" : ""
      lines.append(
        "  " + language("Labels that go with it: ", "Etiquetas que se van con ella: ")
          + labels.prefix(most).joined(separator: ", ") + more + ".")
    }
    lines.append(
      "  "
        + (newest.map {
          language(
            "Newest release of \(dataset) now: \($0).",
            "La última publicación de \(dataset) es ahora \($0).")
        }
          ?? language(
            "No release of \(dataset) is left.", "No queda ninguna publicación de \(dataset).")))
    return lines
  }
}
