import Reports
import Wording

/// A brief on one screen of the terminal.
struct BriefSummary {
  let content: BriefContent
  let language: Language
  let files: [String]

  /// Series that end before the headline's does.
  private var older: String {
    guard let older = content.older, !older.isEmpty else { return "" }
    let list = older.map { "\($0.series) (\($0.age.newest))" }.joined(separator: ", ")
    let text = language("Older than the headline: ", "Anteriores al titular: ") + list + "."
    return wrap(text, to: Terminal.width).joined(separator: "\n") + "\n\n"
  }

  var text: String {
    var lines = wrap(content.headline, to: Terminal.width).map(Terminal.bold)
    lines += wrap(content.knowledge, to: Terminal.width).map(Terminal.dim)
    lines.append("")
    for sentence in content.summary.prefix(4) {
      lines += wrap("• " + sentence.text, to: Terminal.width)
    }
    var table = TextTable([
      (language("Along the corridor", "A lo largo del corredor"), .left),
      (language("Period", "Período"), .left), (language("Figure", "Cifra"), .right),
      (language("Change", "Cambio"), .left),
    ])
    for figure in content.keyFigures {
      table.add([
        figure.label, figure.period, figure.figure.display, figure.comparison?.display ?? "",
      ])
    }
    lines.append("")
    return lines.joined(separator: "\n") + "\n" + table.text() + "\n" + older
      + files.map { language("Written: ", "Escrito: ") + $0 + "\n" }.joined()
  }
}
