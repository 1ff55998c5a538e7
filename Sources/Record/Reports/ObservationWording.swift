import Periods
import Wording

extension Observation {
  /// The value as it is written, as exactly as the source states it: "181,059", "at least 7,300,000",
  /// "not known".
  package func text(_ language: Language) -> String {
    if exactness == .tooSmall {
      return language("too few to publish", "muy pocos para publicarlos")
    }
    guard let value else { return language("not known", "no se sabe") }
    let number = language.count(value)
    switch exactness {
    case .exact, .inWords, .tooSmall: return number
    case .about: return language("about ", "unos ") + number
    case .atLeast: return language("at least ", "al menos ") + number
    case .moreThan: return language("more than ", "más de ") + number
    case .atMost: return language("at most ", "a lo sumo ") + number
    }
  }

  /// What stands behind the value: how it came about and which vintage it is.
  package func vintage(_ language: Language) -> String {
    var parts: [String] = []
    switch basis {
    // How many cells it would have come from says nothing of a value that is not known.
    case .published where value == nil, .sum where value == nil:
      parts.append(language("not known", "no se sabe"))
    case .published: parts.append(language("as published", "tal como se publicó"))
    case .sum(let cells):
      parts.append(
        cells == 1
          ? language("one cell of the table", "una celda de la tabla")
          : language("sum of \(cells) cells of the table", "suma de \(cells) celdas de la tabla"))
    case .leftOutZero:
      parts.append(
        language(
          "zero: the table covers the period and has no such cell",
          "cero: la tabla cubre el período y no tiene esa celda"))
    case .joined(let known, let all):
      parts.append(
        known == all && value != nil
          ? language("sum of \(all) months", "suma de \(all) meses")
          : language(
            "\(known) of \(all) months known", "se conocen \(known) de \(all) meses"))
    case .missing:
      return language("nothing is held for this period", "no hay dato del período")
        + (note.isEmpty ? "" : ": " + note(language))
    }
    if let published {
      let day = language.day(published)
      parts.append(
        isStandIn
          ? language(
            "late vintage of \(day), standing in for the first one",
            "edición tardía del \(day), en lugar de la primera")
          : language("published \(day)", "publicado el \(day)"))
    }
    if ofUnknown > 0 {
      let count = language.count(ofUnknown)
      parts.append(
        exactness == .atMost
          ? language(
            "\(count) of them may belong to what is left out", "\(count) pueden ser de lo excluido")
          : language(
            "without \(count) who may belong to what is left out",
            "sin \(count) que pueden ser de lo excluido"))
    }
    if !note.isEmpty { parts.append(note(language)) }
    return parts.joined(separator: "; ")
  }
}

extension Language {
  /// Periods as runs: "April to May and July 2020" are "April to May 2020 and July 2020".
  package func runs(of periods: [Period]) -> String {
    var runs: [(first: Period, last: Period)] = []
    for period in periods.sorted() {
      if let last = runs.last, last.last.shifted(by: 1) == period {
        runs[runs.count - 1].last = period
      } else {
        runs.append((period, period))
      }
    }
    return list(
      runs.map { run in
        if run.first == run.last { return self.period(run.first) }
        if let span = Period(from: run.first.first, through: run.last.last),
          run.first.granularity == .month
        {
          return self.period(span)
        }
        return self.period(run.first) + self(" to ", " a ") + self.period(run.last)
      })
  }
}
