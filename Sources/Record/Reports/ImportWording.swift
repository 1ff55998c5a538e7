import Periods
import Wording

/// One thing that an import says.
package struct ImportLine: Hashable, Encodable, Sendable {
  package var text: String
  /// 0 for what became of a release, 1 for what there is to say of it, 2 for what changed in it.
  package var depth: Int
  /// Whether it is to be looked at by a person.
  package var isWarning: Bool

  init(_ text: String, depth: Int = 1, isWarning: Bool = false) {
    self.text = text
    self.depth = depth
    self.isWarning = isWarning
  }
}

extension ImportOutcome {
  /// All that there is to say of the import, a line each, release by release.
  ///
  /// - Parameter isDryRun: whether nothing of it was stored.
  package func lines(
    _ vocabulary: Vocabulary, _ language: Language, isDryRun: Bool = false
  ) -> [ImportLine] {
    let added = Set(sourcesAdded)
    return releases.flatMap { news -> [ImportLine] in
      guard added.contains(news.source) else {
        return [ImportLine(file + ": " + news.heldAlready(language), depth: 0)]
      }
      let number = language.count(Double(news.figures))
      let isOne = news.figures == 1
      let count =
        number + (isOne ? language(" figure", " cifra") : language(" figures", " cifras"))
      let headline =
        isDryRun
        ? language(
          "\(count) would be added as \(news.source) (format \(format)). ",
          "\(count) se \(isOne ? "añadiría" : "añadirían") como \(news.source) (formato \(format)). "
        )
        : language(
          "\(count) added as \(news.source) (format \(format)). ",
          "\(count) \(isOne ? "añadida" : "añadidas") como \(news.source) (formato \(format)). ")
      return [ImportLine(file + ": " + headline + news.dated(language), depth: 0)]
        + news.details(vocabulary, language) + news.changed(language)
    }
  }
}

extension ReleaseNews {
  fileprivate func heldAlready(_ language: Language) -> String {
    if let before = publishedBefore {
      let (was, now) = (language.day(before), language.day(published))
      return language(
        "held already as \(source). Its day of publication was moved: \(was) → \(now).",
        "ya estaba como \(source). Su día de publicación cambió: \(was) → \(now).")
    }
    if let other = publishedNotTaken {
      let (day, given) = (language.day(published), language.day(other))
      return language(
        "held already as \(source), published \(day): nothing changed, \(given) was not taken.",
        "ya estaba como \(source), publicado el \(day): nada cambió, \(given) no se tomó.")
    }
    return language(
      "held already as \(source), nothing changed. \(dated(language))",
      "ya estaba como \(source), nada cambió. \(dated(language))")
  }

  /// The day of publication that was taken, and from what.
  fileprivate func dated(_ language: Language) -> String {
    let day = language.day(published)
    let shown = sign.flatMap { $0.place == .given || $0.day != published ? nil : $0 }
    let origin = shown.map { " (\($0.origin(language)))" } ?? ""
    switch dating {
    case .given: return language("Published \(day)\(origin).", "Publicado el \(day)\(origin).")
    case .atLatest where sign == nil && published == Day.today:
      return language(
        "Published \(day) at the latest, the day it was read in: give the day with --published if you "
          + "know it.",
        "Publicado a más tardar el \(day), el día en que se leyó: dé el día con --published si lo "
          + "conoce.")
    case .atLatest:
      return language(
        "Published \(day) at the latest\(origin).", "Publicado a más tardar el \(day)\(origin).")
    case .guessed:
      return language(
        "Published \(day), guessed from the publisher's usual lag: give the day if you know it.",
        "Publicado el \(day), supuesto por la demora habitual: dé el día si lo conoce.")
    }
  }

  fileprivate func details(_ vocabulary: Vocabulary, _ language: Language) -> [ImportLine] {
    var lines: [ImportLine] = []
    let warning = language("Warning: ", "Aviso: ")
    if let span {
      lines.append(
        ImportLine(
          language("Figures of \(language.period(span)).", "Cifras: \(language.period(span)).")))
    }
    if published > Day.today {
      let day = language.day(published)
      lines.append(
        ImportLine(
          warning
            + language(
              "its day of publication, \(day), is to come; no question as of an earlier day has its figures.",
              "su día de publicación, \(day), está por venir; ninguna pregunta a un día anterior tiene sus cifras."
            ),
          isWarning: true))
    }
    lines += unfilled.map { ImportLine(warning + $0.words(language), isWarning: true) }
    if covers.isEmpty {
      lines.append(
        ImportLine(
          language(
            "The table does not say what it covers: its sums are \"at least\" (docs/coverage.md).",
            "La tabla no dice qué cubre: sus sumas son «al menos» (docs/coverage.md).")))
    }
    if !naturesUnsaid.isEmpty {
      let measures = language.list(naturesUnsaid)
      lines.append(
        ImportLine(
          warning
            + language(
              "the table does not say whether numbers of \(measures) add up over time: quarters and years of "
                + "months are not known until a column nature says flow or stock (docs/data.md).",
              "la tabla no dice si los números de \(measures) se suman en el tiempo: trimestres y años de meses "
                + "no se saben hasta que una columna nature diga flow o stock (docs/data.md)."),
          isWarning: true))
    }
    for name in takenNames {
      let series = name.series.map { language("the series \($0)", "la serie \($0)") }
      let others = language.list(name.others + [series].compactMap(\.self))
      lines.append(
        ImportLine(
          warning
            + language(
              "the name \(name.measure) means \(others) as well: ask for measure=\(name.measure).",
              "el nombre \(name.measure) significa también \(others): pida measure=\(name.measure)."
            ),
          isWarning: true))
    }
    if !periodFaults.isEmpty {
      let faults = periodFaults.map { $0.words(language) }.joined(separator: "; ")
      lines.append(
        ImportLine(
          warning
            + language(
              "periods of the file differ from their parts: ",
              "períodos del archivo difieren de sus partes: ") + faults + ".", isWarning: true
        ))
    }
    if !sumLabels.isEmpty {
      let labels = sumLabels.map { $0.words(vocabulary, language) }.joined(separator: "; ")
      lines.append(
        ImportLine(
          warning + labels
            + language(
              ". If it is a subtotal, sums over this dimension count everybody of it twice: leave its rows out.",
              ". Si es un subtotal, las sumas de esta dimensión cuentan a todos los suyos dos veces: quite sus filas."
            ), isWarning: true))
    }
    if !rowFaults.isEmpty {
      let faults = rowFaults.map { $0.words(language) }.joined(separator: "; ")
      lines.append(
        ImportLine(
          warning
            + language(
              "rows contradict themselves; the total that each states is kept: ",
              "hay filas que se contradicen; queda el total que dice cada una: ") + faults + ".",
          isWarning: true))
    }
    if let part = parts.warning(vocabulary, language) {
      lines.append(ImportLine(warning + part + ".", isWarning: true))
    }
    if !totalFaults.isEmpty {
      let faults = totalFaults.map { $0.words(language) }.joined(separator: "; ")
      let differ = language(
        "totals of the file differ from its parts: ", "totales del archivo difieren de sus partes: "
      )
      lines.append(ImportLine(warning + differ + faults + ".", isWarning: true))
    }
    return lines
  }

  /// How it differs from the release before.
  fileprivate func changed(_ language: Language) -> [ImportLine] {
    guard let changes else { return [] }
    var lines = [
      ImportLine(language("Against \(changes.before):", "Frente a \(changes.before):"))
    ]
    lines += changes.lines(language).map { ImportLine($0, depth: 2) }
    if changes.hasLosses {
      let gone = language("Warning: gone or fallen: ", "Aviso: falta o cayó: ")
      lines.append(ImportLine(gone + changes.lossText(language) + ".", isWarning: true))
    }
    return lines
  }
}

extension UnfilledWindow {
  /// "the name says October 2021 to September 2025; not known, since no row is about them: …".
  package func words(_ language: Language) -> String {
    let (said, missing) = (language.period(window), language.runs(of: periods))
    let statement =
      self.statement == .name
      ? language("the file's name says \(said)", "el nombre del archivo dice \(said)")
      : language("the table says it covers \(said)", "la tabla dice que cubre \(said)")
    return statement
      + language(
        "; no row is about \(missing), which stays not known.",
        "; ninguna fila es de \(missing), que sigue sin saberse.")
  }
}
