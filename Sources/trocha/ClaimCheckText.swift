import Claims
import Wording

/// The answer on a terminal: the text with its marks, and a table of verdicts.
struct ClaimCheckText {
  let report: ClaimReport

  private var language: Language { report.language }

  var text: String {
    let body = marked
    let end = body.hasSuffix("\n") ? "" : "\n"
    return body + end + "\n" + day + "\n" + table + "\n" + explanations
  }

  /// The day that the text was read by, and what was not read.
  private var day: String {
    let origin = report.dateOrigin.explanation(language)
    var lines =
      language("Day of the text: ", "Día del texto: ") + language.day(report.date)
      + " (\(ClaimCheckText.plain(origin)))\n"
    let attachments = report.document.attachments.map(ClaimCheckText.plain)
    if !attachments.isEmpty {
      lines +=
        language("Attached, not read: ", "Adjunto, no leído: ")
        + attachments.joined(separator: ", ") + "\n"
    }
    return lines
  }

  /// Each claim is followed by its number and a sign, and coloured where colour may be used.
  private var marked: String {
    var result = ""
    var open: [Int] = []
    for piece in report.pieces {
      for claim in open where !piece.claims.contains(claim) { result += sign(claim) }
      open = piece.claims
      let text = ClaimCheckText.plain(piece.text)
      result += open.last.map { coloured(text, report.claims[$0].verdict) } ?? text
    }
    for claim in open { result += sign(claim) }
    return result
  }

  private func sign(_ index: Int) -> String {
    let verdict = report.claims[index].verdict
    return coloured("[\(index + 1)\(ClaimCheckText.mark(verdict))]", verdict)
  }

  static func mark(_ verdict: Verdict) -> String {
    switch verdict {
    case .supported: "✓"
    case .rounded: "≈"
    case .revised: "↻"
    case .off: "✗"
    case .slip: "!"
    case .uncheckable: "?"
    case .notAClaim: "–"
    }
  }

  private func coloured(_ text: String, _ verdict: Verdict) -> String {
    guard Terminal.hasColour else { return text }
    let colour =
      switch verdict {
      case .supported, .rounded: "32"
      case .revised: "34"
      case .off, .slip: "31"
      case .uncheckable: "33"
      case .notAClaim: "2"
      }
    return "\u{1B}[\(colour)m\(text)\u{1B}[0m"
  }

  private var table: String {
    var table = TextTable([
      ("", .right), (language("Claim", "Afirmación"), .left),
      (language("Verdict", "Veredicto"), .left),
      (language("Stated", "Se afirma"), .right), (language("Record", "Registro"), .right),
      (language("Meant", "Quiso decir"), .right),
    ])
    for (index, claim) in report.claims.enumerated() {
      table.add([
        "\(index + 1)", ClaimCheckText.plain(claim.text.replacing("\n", with: " ")),
        ClaimCheckText.mark(claim.verdict) + " " + claim.verdictWords(language),
        number(claim.value, claim), number(claim.record, claim), number(claim.intended, claim),
      ])
    }
    return report.claims.isEmpty
      ? language("No figure found.", "No se encontró ninguna cifra.") + "\n" : table.text()
  }

  private func number(_ value: Double?, _ claim: CheckedClaim) -> String {
    guard let value else { return "" }
    switch claim.kind {
    case .change where abs(value) < 10: return language.change(value)
    case .share: return language.share(value)
    case .comparison where claim.value == nil && abs(value) < 1: return language.change(value)
    default: return language.count(value)
    }
  }

  private var explanations: String {
    report.claims.enumerated().filter {
      $0.element.verdict != .notAClaim || $0.element.isChosen
    }.map { index, claim in
      let explained = wrap(
        "\(index + 1). " + ClaimCheckText.plain(claim.explanation), to: Terminal.width)
      return (explained + readings(claim)).joined(separator: "\n    ")
    }.joined(separator: "\n") + (report.claims.isEmpty ? "" : "\n")
  }

  /// The readings that may be chosen, where the text does not fix which is meant.
  private func readings(_ claim: CheckedClaim) -> [String] {
    guard claim.verdict == .uncheckable, !claim.isChosen else { return [] }
    return claim.readings.enumerated().flatMap { number, reading in
      wrap("\(number + 1)  " + reading.text, to: Terminal.width - 6).map { "  " + $0 }
    }
  }

  /// Nothing of the article may move the cursor.
  static func plain(_ text: String) -> String { ClaimReport.plain(text) }
}
