import ArgumentParser
import Foundation
import Questions
import Record
import Reports
import Tabular
import Wording

package struct CalendarCommand: AskingCommand {
  package static let configuration = CommandConfiguration(
    commandName: "calendar",
    abstract: CalendarQuestion.summary,
    discussion: """
      A release is due its publisher's usual lag after the period ends, and late from the day after. The \
      lag is the one stated of the source, with the spread of the releases held beside it; where none is \
      stated, their middle.

      EXAMPLES
        trocha record calendar
        trocha record calendar --late --json
        trocha record calendar --ics releases.ics
      """)

  package init() {}

  @OptionGroup package var asking: QuestionArguments<CalendarQuestion>

  @Option(
    name: .long,
    help: ArgumentHelp("Write an iCalendar file (RFC 5545) as well.", valueName: "file"))
  var ics: String?

  @OptionGroup var forms: TableForms
  @OptionGroup var options: RecordOptions

  package func run() async throws {
    let calendar = try await question.answer(in: options.world())
    if let ics {
      try FileWriting.write(calendar.calendarFile(options.lang), to: ics)
      Output.progress(options.lang("Written: ", "Escrito: ") + ics)
    }
    if forms.json { return try printJSON(calendar) }
    let datasets = datasets(calendar)
    if forms.table.isAsked { return forms.table.write(datasets.csv) }
    let day = options.lang.day(calendar.today)
    Output.write(
      Terminal.bold(options.lang("Releases, as of \(day)", "Publicaciones, al \(day)")) + "\n\n"
        + datasets.text() + "\n" + explained + "\n" + series(calendar).text())
  }

  private func datasets(_ calendar: ReleaseCalendar) -> TextTable {
    let language = options.lang
    var table = TextTable([
      (language("Dataset", "Conjunto de datos"), .left), (language("Newest", "Hasta"), .left),
      (language("Released", "Publicado"), .left), (language("Lag", "Plazo"), .left),
      (language("Next due", "Se espera"), .left), (language("Due", "Faltan"), .right),
    ])
    for dataset in calendar.datasets {
      let newest = dataset.newest
      table.add([
        dataset.dataset,
        newest.granularity == .fiscalYear ? "\(newest)" : language.shortPeriod(newest),
        dataset.published.description, lag(dataset), dataset.nextDue?.description ?? "–",
        dataset.complete ? language("complete", "completa") : "\(dataset.dueSince)",
      ])
    }
    return table
  }

  /// "21 (18–22 in 3)".
  private func lag(_ dataset: ReleaseCalendar.Dataset) -> String {
    let usual = dataset.usualLag.map(String.init) ?? "–"
    guard let spread = dataset.spread else { return usual }
    return usual + " (\(spread.shortest)–\(spread.longest) "
      + options.lang("in \(spread.releases))", "en \(spread.releases))")
  }

  /// What the columns of the datasets mean.
  private var explained: String {
    let text = options.lang(
      "Lag: usual days from the end of a period to its release, as stated of the source; in brackets the "
        + "shortest and the longest of the releases held. Due: releases that were due before today and "
        + "are not held.",
      "Plazo: días habituales desde el fin del período hasta su publicación, según lo declarado de la "
        + "fuente; entre paréntesis, el más corto y el más largo de las publicaciones del registro. Faltan: "
        + "publicaciones que ya se esperaban y no se tienen.")
    return wrap(text, to: Terminal.width).joined(separator: "\n") + "\n"
  }

  private func series(_ calendar: ReleaseCalendar) -> TextTable {
    let language = options.lang
    var table = TextTable([
      (language("Series", "Serie"), .left),
      (language("Its newest figure", "Su última cifra"), .left),
    ])
    for entry in calendar.series {
      table.add([
        entry.series, entry.age?.text ?? language("no figure is held", "no se tiene ninguna cifra"),
      ])
    }
    return table
  }
}
