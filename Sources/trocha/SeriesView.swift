import Periods
import Record
import Wording

/// A series on the terminal, as JSON or as CSV.
struct SeriesView {
  let timeline: Timeline
  let every: Granularity
  let within: Period?
  let vocabulary: Vocabulary
  let language: Language
  /// What is sent to programs of the same.
  let report: SeriesReport

  private var observations: [Observation] {
    timeline.shown(every: every, within: within)
  }

  var text: String {
    let observations = observations
    var text = Terminal.bold(vocabulary.title(timeline, language)) + "\n"
    text += Terminal.dim(timeline.selection.description) + "\n"
    text += AgeLine(report.age).text + "\n"
    var table = TextTable([
      (language("Period", "Período"), .left), (language("Value", "Valor"), .right),
      (language("Origin", "Origen"), .left),
    ])
    for observation in observations {
      table.add([
        language.shortPeriod(observation.period), observation.text(language),
        observation.vintage(language),
      ])
    }
    text +=
      observations.isEmpty
      ? language("No figure was known.\n", "No se conocía ninguna cifra.\n") : table.text()
    return text + notes(observations)
  }

  private func notes(_ observations: [Observation]) -> String {
    var lines = [vocabulary.note(timeline.selection, language)].compactMap(\.self)
    let missing = observations.filter { $0.value == nil }.map(\.period)
    if !missing.isEmpty {
      lines.append(language("Not known: ", "No se sabe: ") + language.runs(of: missing) + ".")
    }
    for change in timeline.sourceChanges(every: every, within: within) {
      let when = language.period(change.period)
      lines.append(
        language(
          "The source changes with \(when): from \(change.from) to \(change.to).",
          "La fuente cambia en \(when): de \(change.from) a \(change.to)."))
    }
    let differing = report.differing ?? []
    lines += DifferingLines(shown: differing.suffix(DifferingLines.most), of: differing.count)
      .lines(language)
    var sources: [String] = []
    for id in observations.flatMap(\.sources) where !sources.contains(id) { sources.append(id) }
    lines += sources.compactMap { timeline.sources[$0] }.map { source in
      language("Source: ", "Fuente: ")
        + "\(source.publisher), \(source.title) (\(source.id)), "
        + language("published ", "publicado el ") + language.day(source.published)
    }
    guard !lines.isEmpty else { return "" }
    return "\n" + lines.flatMap { wrap($0, to: Terminal.width) }.joined(separator: "\n") + "\n"
  }
}
