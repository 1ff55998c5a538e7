import Reports
import Wording

/// A brief on one screen of the terminal.
struct BriefSummary {
  let content: BriefContent
  let language: Language
  let files: [String]

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
    return lines.joined(separator: "\n") + "\n" + table.text() + "\n"
      + files.map { language("Written: ", "Escrito: ") + $0 + "\n" }.joined()
  }
}
