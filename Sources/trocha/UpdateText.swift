import Fetching
import Foundation
import Periods
import Record
import Wording

/// An update's report on the terminal.
struct UpdateText {
  private let report: UpdateReport
  private let vocabulary: Vocabulary
  private let language: Language

  init(_ report: UpdateReport, _ vocabulary: Vocabulary, _ language: Language) {
    self.report = report
    self.vocabulary = vocabulary
    self.language = language
  }

  var text: String {
    let wasRead = report.tables.contains { $0.outcome != nil }
    let blocks = report.tables.map { ([heading($0)] + lines($0)).joined(separator: "\n") + "\n" }
    return blocks.joined(separator: "\n") + "\n" + (wasRead ? news : summary)
  }

  private func heading(_ table: TableReport) -> String {
    let title = [table.publisher, table.title].filter { !$0.isEmpty }.joined(separator: ", ")
    let text = table.table + (title.isEmpty ? "" : ": " + title)
    return wrap(text, to: Terminal.width).map(Terminal.bold).joined(separator: "\n  ")
  }

  private func lines(_ table: TableReport) -> [String] {
    var lines = table.outcome.map(outcome) ?? []
    let isOpen = table.outcome.map { $0.state != .byHand } ?? true
    if isOpen { lines += held(table) }
    let isRefused = table.outcome?.state == .failed && report.isFetched && table.byHand == nil
    if let words = table.outcome == nil ? table.byHand : isRefused ? instead(of: table) : nil {
      lines.append(language("by hand: ", "a mano: ") + words(language))
    }
    let shown = lines.flatMap { $0.split(separator: "\n") }.flatMap { indented(String($0)) }
    guard table.outcome == nil else { return shown }
    // An address is copied, and therefore never broken.
    return shown + ["  " + language("from: ", "de: ") + (table.from ?? table.page)]
  }

  /// A line within the screen, with its own indentation kept in the lines that it becomes.
  private func indented(_ line: String) -> [String] {
    let own = "  " + line.prefix { $0 == " " }
    let text = String(line.drop { $0 == " " })
    return wrap(text, to: Terminal.width - own.count - 2).enumerated().map {
      own + ($0.offset == 0 ? "" : "  ") + $0.element
    }
  }

  private func instead(of table: TableReport) -> Localized {
    Localized(
      "save the file from \(table.page) and run: trocha record import FILE --published DAY",
      "guarde el archivo de \(table.page) y ejecute: trocha record import ARCHIVO --published DÍA")
  }

  // MARK: What is held

  private func held(_ table: TableReport) -> [String] {
    guard !table.held.isEmpty else {
      guard table.outcome?.state != .failed else { return [] }
      return [language("held: nothing", "en el registro: nada")]
    }
    var lines = table.held.map { held in
      let day = language.day(held.published)
      let last = newest(held.newest)
      return language(
        "held: to \(last) (\(held.source), published \(day))",
        "en el registro: hasta \(last) (\(held.source), publicado el \(day))")
    }
    if let months = table.ageInMonths {
      lines.append(
        language("age: ", "antigüedad: ")
          + language(
            months == 1 ? "1 month" : "\(months) months", months == 1 ? "1 mes" : "\(months) meses")
      )
    }
    return lines + [due(table)]
  }

  /// "June 2024", or the day where it is not a month's last.
  private func newest(_ day: Day) -> String {
    let month = Period.month(of: day)
    return day == month.last ? language.period(month) : language.day(day)
  }

  private func due(_ table: TableReport) -> String {
    guard let last = table.lastDue else {
      guard let next = table.next else {
        return language(
          "due: not known, the publisher has no usual day",
          "pendiente: no se sabe, no hay día habitual de publicación")
      }
      let (period, day) = (language.period(next.period), language.day(next.day))
      return language(
        "due: nothing; \(period) usually comes out by \(day)",
        "pendiente: nada; \(period) suele salir a más tardar el \(day)")
    }
    let (period, day) = (language.period(last.period), language.day(last.day))
    let count = table.releasesDue ?? 0
    return count == 1
      ? language(
        "due: 1 release since, \(period), by \(day)",
        "pendiente: 1 publicación desde entonces, \(period), a más tardar el \(day)")
      : language(
        "due: \(count) releases since, the last of them \(period), by \(day)",
        "pendientes: \(count) publicaciones desde entonces, la última \(period), a más tardar el \(day)"
      )
  }

  private var summary: String {
    let due = report.tables.filter { $0.releasesDue ?? 0 > 0 }.count
    let all = report.tables.count
    return language(
      "Releases are due for \(due) of \(all) tables. Nothing was fetched; `trocha record update --fetch` does it.\n",
      "Hay publicaciones pendientes de \(due) de \(all) tablas. No se obtuvo nada; lo hace `trocha record update --fetch`.\n"
    )
  }

  // MARK: What came of it

  private func outcome(_ outcome: TableOutcome) -> [String] {
    var lines: [String] = []
    switch outcome.state {
    case .failed:
      lines.append(language("NOT READ: ", "NO SE LEYÓ: ") + (outcome.words?(language) ?? ""))
    case .byHand:
      lines.append(language("by hand: ", "a mano: ") + (outcome.words?(language) ?? ""))
    case .unchanged, .added:
      if outcome.state == .unchanged {
        lines.append(
          language("unchanged: the record has it", "sin cambios: el registro ya lo tiene"))
      } else {
        let would = report.isDryRun
        lines.append(
          language(
            would ? "would be added (dry run: nothing was changed)" : "added",
            would ? "se añadiría (prueba: nada cambió)" : "añadido"))
      }
      if let day = outcome.published, let sign = outcome.dated {
        lines.append(language("published: ", "publicado: ") + language.day(day) + dated(sign))
      }
      for entry in outcome.imports {
        lines += entry.lines(vocabulary, language).map {
          String(repeating: "  ", count: $0.depth) + $0.text
        }
      }
    }
    if let shortfall = outcome.shortfall {
      let (named, last) = (newest(shortfall.named), newest(shortfall.last))
      lines.append(
        language(
          "Warning: its name says that it reaches \(named), but its rows end with \(last): what lies between is not known.",
          "Aviso: su nombre dice que llega a \(named), pero sus filas terminan en \(last): lo que hay en medio no se sabe."
        ))
    }
    for (address, target) in outcome.moved.sorted(by: { $0.key < $1.key }) {
      lines.append(
        language(
          "moved for good: \(address) is now \(target)",
          "cambió de dirección: \(address) es ahora \(target)"))
    }
    return lines
  }

  private func dated(_ sign: PublicationDay.Sign) -> String {
    switch sign {
    case .given: language(" (given)", " (indicado)")
    case .lastModified: language(" (by the server)", " (según el servidor)")
    case .folder: language(" (by the month in the address)", " (según el mes de la dirección)")
    case .fetched:
      language(
        " (the day it was fetched: at the latest)", " (el día en que se obtuvo: a más tardar)")
    }
  }

  // MARK: Named series

  private var news: String {
    guard let series = report.series else { return "" }
    var lines: [String] = []
    for move in series.moved {
      let value = move.value.map { " (\(language.count($0)))" } ?? ""
      let from = move.from.map { language.period($0) } ?? language("nothing", "nada")
      lines.append(
        language("Moved: ", "Avanzó: ")
          + "\(move.series): \(from) → \(language.period(move.to))\(value)")
    }
    for revision in series.revised {
      let numbers = [revision.before, revision.after].map {
        $0.map(language.count) ?? language("not known", "no se sabe")
      }
      let period = language.period(revision.period)
      let more =
        revision.periods == 1
        ? period
        : language(
          "\(revision.periods) periods, most \(period)",
          "\(revision.periods) períodos, sobre todo \(period)")
      lines.append(
        language("Revised: ", "Revisado: ") + "\(revision.series): \(more): "
          + numbers.joined(separator: " → "))
    }
    if !series.notMoved.isEmpty {
      let names = series.notMoved.map { stay in
        "\(stay.series) (\(stay.last.map(language.period) ?? "–"))"
      }
      lines.append(language("Not moved: ", "No avanzó: ") + names.joined(separator: ", "))
    }
    return lines.flatMap { wrap($0, to: Terminal.width) }.joined(separator: "\n") + "\n"
  }
}
