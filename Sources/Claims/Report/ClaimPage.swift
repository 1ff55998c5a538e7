import Periods
import Record
import Wording

/// The article marked up, with each verdict in the margin: one page that opens without a network and
/// runs no script.
package struct ClaimPage: Sendable {
  private let report: ClaimReport
  private let title: String

  package init(_ report: ClaimReport, title: String) {
    self.report = report
    self.title = title
  }

  private var language: Language { report.language }

  package var html: String {
    """
    <!doctype html>
    <html lang="\(language.rawValue)">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
    <title>\(Markup.escaped(title))</title>
    <style>
    \(ClaimPage.style)
    </style>
    </head>
    <body>
    <header>
    <h1>\(Markup.escaped(title))</h1>
    <p>\(Markup.escaped(summary))</p>
    </header>
    <main>
    \(paragraphs)
    </main>
    </body>
    </html>

    """
  }

  private var summary: String {
    let known = report.counts
    var counts = Verdict.allCases.compactMap { verdict in
      known[verdict.rawValue].map { "\(verdict.words(language)): \($0)" }
    }
    if let chosen = known["chosen"] {
      counts.append(language("by your choice: \(chosen)", "por elección suya: \(chosen)"))
    }
    let origin = report.dateOrigin.explanation(language)
    return language(
      "Text of \(language.day(report.date)) (\(origin)), checked against Trocha's record. ",
      "Texto del \(language.day(report.date)) (\(origin)), contrastado con el registro de Trocha. ")
      + counts.joined(separator: " · ")
  }

  // MARK: The text

  /// Each paragraph with its notes beside it.
  private var paragraphs: String {
    var result = ""
    var words = ""
    var notes: [Int] = []
    var noted: Set<Int> = []
    func close() {
      if !words.allSatisfy(\.isWhitespace) {
        result += "<section><p>\(words)</p>\n<aside>\(notes.map(note).joined())</aside></section>\n"
      }
      words = ""
      notes = []
    }
    for piece in report.pieces {
      let parts = piece.text.split(separator: "\n\n", omittingEmptySubsequences: false)
      for (index, part) in parts.enumerated() {
        if index > 0 { close() }
        words += marked(String(part), piece.claims)
        for claim in piece.claims where noted.insert(claim).inserted { notes.append(claim) }
      }
    }
    close()
    return result
  }

  private func marked(_ text: String, _ claims: [Int]) -> String {
    guard let index = claims.last else { return Markup.escaped(text) }
    let claim = report.claims[index]
    return "<mark class=\"\(claim.verdict.rawValue)\"><a href=\"#claim-\(index + 1)\" "
      + "title=\"\(Markup.escaped(claim.verdictWords(language)))\">\(Markup.escaped(text))</a></mark>"
  }

  private func note(_ index: Int) -> String {
    let claim = report.claims[index]
    var lines =
      "<div class=\"note \(claim.verdict.rawValue)\" id=\"claim-\(index + 1)\">"
      + "<b>\(Markup.escaped(claim.verdictWords(language)))</b> "
      + "<q>\(Markup.escaped(claim.text))</q>"
    if let intended = claim.intended {
      let value =
        abs(intended) < 10 && claim.kind != .level && claim.kind != .rate
        ? language.change(intended) : language.count(intended)
      lines += " <span>\(language("meant:", "se quiso decir:")) \(Markup.escaped(value))</span>"
    }
    lines += "<p>\(Markup.escaped(claim.explanation))</p>"
    if claim.verdict == .uncheckable, !claim.readings.isEmpty {
      let readings = claim.readings.map { "<li>\(Markup.escaped($0.text))</li>" }
      lines += "<ol>\(readings.joined())</ol>"
    }
    if let who = claim.attributedTo {
      lines +=
        "<p class=\"who\">\(language("Attributed to", "Atribuido a")) \(Markup.escaped(who))</p>"
    }
    if let source = claim.source {
      lines +=
        "<p class=\"source\">\(Markup.link(source.url, source.publisher + ", " + source.title))</p>"
    }
    return lines + "</div>"
  }

  private static let style = """
    body { font: 17px/1.5 Georgia, serif; margin: 0 auto; max-width: 72rem; padding: 1rem; color: #1a1a1a; background: #fff; }
    header p, aside { font: 14px/1.4 system-ui, sans-serif; }
    section { display: grid; grid-template-columns: minmax(0, 3fr) minmax(0, 2fr); gap: 2rem; }
    section > p { white-space: pre-line; overflow-wrap: anywhere; margin: .5rem 0; }
    aside { overflow-wrap: anywhere; }
    mark { background: none; border-bottom: 3px solid; }
    mark a { color: inherit; text-decoration: none; }
    .note { border-left: 4px solid; padding: .1rem .6rem; margin: .4rem 0; }
    .note p { margin: .2rem 0; color: #333; }
    .note .who, .note .source { color: #555; font-size: 12px; }
    .note:target { background: #f4f4f4; }
    .supported, .rounded { border-color: #1b7837; }
    .revised { border-color: #2166ac; }
    .off { border-color: #b2182b; }
    .slip { border-color: #d6604d; border-style: dashed; }
    mark.slip { border-style: none none dashed; }
    .uncheckable { border-color: #8c6d1f; }
    .not-a-claim { border-color: #bbb; }
    @media (max-width: 48rem) { section { display: block; } }
    """
}
