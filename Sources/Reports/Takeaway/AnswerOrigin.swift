import Foundation
import Periods
import Record
import Tabular
import Wording

/// What an answer rests on, for whoever takes it elsewhere: said under its picture, in its citation and
/// in its workbook, in the same words.
package struct AnswerOrigin: Sendable {
  /// Whose numbers they are.
  package enum Maker: Sendable {
    /// The sources published them.
    case publishers
    /// Trocha computed them from the sources.
    case trocha
  }

  package var title: String
  package var maker: Maker
  package var sources: [SourceReport]
  /// The day whose knowledge was used; `nil` for all that the record holds.
  package var asOf: Day?
  /// The newest period of which there is a number; `nil` where an answer is of no single one.
  package var newest: Period?
  /// Numbers of a later release that stands in for the one of the time, and all numbers.
  package var standIns: (count: Int, of: Int)
  /// The command that gives the answer again.
  package var command: String
  package var version: String
  package var language: Language

  package init(
    title: String, maker: Maker = .publishers, sources: [SourceReport], asOf: Day?,
    newest: Period?, standIns: (count: Int, of: Int) = (0, 0), command: String, version: String,
    language: Language
  ) {
    self.title = title
    self.maker = maker
    self.sources = sources
    self.asOf = asOf
    self.newest = newest
    self.standIns = standIns
    self.command = command
    self.version = version
    self.language = language
  }

  /// The day on which the newest of the releases was published that the numbers were read from.
  package var newestPublication: Day? { sources.map(\.published).max() }

  /// Who published, each once, in the order of the sources.
  package var publishers: [String] {
    var seen: Set<String> = []
    return sources.map(\.publisher).filter { !$0.isEmpty && seen.insert($0).inserted }
  }

  // MARK: Lines under a picture

  /// "Source: U.S. Customs and Border Protection (19 June 2025)."
  package var sourceLine: String {
    let named = publishers.map { publisher in
      let days = Set(sources.filter { $0.publisher == publisher }.map(\.published)).sorted()
      return publisher + " (" + days.suffix(2).map(language.day).joined(separator: ", ") + ")"
    }
    let label =
      named.count == 1
      ? language("Source: ", "Fuente: ") : language("Sources: ", "Fuentes: ")
    let computed =
      maker == .trocha
      ? language(" Computed by Trocha.", " Cálculo de Trocha.") : ""
    return label + (named.isEmpty ? "Trocha" : named.joined(separator: "; ")) + "." + computed
  }

  /// Which vintage it is: as known on a day, with what stands in, or the newest that is held.
  package var vintageLine: String {
    guard let asOf else {
      guard let day = newestPublication.map(language.day) else { return "" }
      return language(
        "All that the record has; newest release \(day).",
        "Todo lo que tiene el registro; publicación más reciente: \(day).")
    }
    let day = language.day(asOf)
    let known = language("As known on \(day).", "Según lo conocido el \(day).")
    guard standIns.count > 0 else { return known }
    let (count, all) = (
      language.count(Double(standIns.count)), language.count(Double(standIns.of))
    )
    return known
      + language(
        " \(count) of \(all) figures are of a later release that stands in for the one of the time.",
        " \(count) de \(all) cifras son de una edición posterior, en lugar de la de entonces.")
  }

  /// How new the newest figure is. Everything that says an answer's age says it here.
  package var newestLine: String {
    guard let newest else { return "" }
    let shown = language(
      "Newest figure shown: \(language.period(newest)).",
      "Cifra más reciente mostrada: \(language.period(newest)).")
    guard asOf == nil else { return shown }
    let day = language.day(Day.today)
    let old = SeriesAge.old(newest, on: Day.today, language)
    return shown + language(" On \(day) it was \(old).", " El \(day) era \(old).")
  }

  package var lines: [String] { [sourceLine, vintageLine, newestLine].filter { !$0.isEmpty } }
}

extension AnswerOrigin {
  /// The sheet of a workbook that says what it is.
  ///
  /// - Parameter asked: the day of the question.
  package func sheet(asked: Day) -> TableSheet {
    var sheet = TableSheet(
      language("About", "Acerca de"), [.init(language("Title", "Título")), .init(title)])
    let rows: [(String, TableSheet.Cell)] = [
      (language("Asked on", "Consultado el"), .day(asked)),
      (language("As known on", "Según lo conocido el"), .day(asOf)),
      (language("Vintage", "Edición"), .words(vintageLine)),
      (language("Age", "Antigüedad"), .words(newestLine)),
      (language("Source", "Fuente"), .words(sourceLine)),
      (language("Command", "Comando"), .words(command)),
      (language("Program", "Programa"), .text("Trocha \(version)")),
      (
        language("Cite as", "Citar como"), .text(Citation(self, asked: asked).text)
      ),
    ]
    for (name, cell) in rows where cell != .empty { sheet.add([.text(name), cell]) }
    return sheet
  }

  /// A workbook: the figures, the sources, and what it is.
  ///
  /// - Throws: a `WorkbookFault`.
  package func workbook(
    _ figures: TableSheet, _ vocabulary: Vocabulary, asked: Day
  ) throws -> Data {
    try WorkbookWriter(
      [figures, .sources(sources, vocabulary, language), sheet(asked: asked)], title: title,
      created: Int(asked.number) * 86_400
    ).data()
  }
}
