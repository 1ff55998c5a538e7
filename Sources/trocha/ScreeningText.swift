import Foundation
import Policies
import Wording

/// A screening for the terminal.
struct ScreeningText {
  private let report: ScreeningReport
  private let language: Language

  init(_ report: ScreeningReport, language: Language) {
    self.report = report
    self.language = language
  }

  var text: String {
    var lines: [String] = []
    if let caution = report.caution {
      lines += wrap(caution, to: Terminal.width).map(Terminal.bold) + [""]
    }
    lines.append(Terminal.dim(report.notice))
    for assumption in report.assumptions {
      lines.append(Terminal.dim(language("Assumed: ", "Se supone: ") + assumption))
    }
    lines += ["", Terminal.bold(language("Pathways on \(report.on)", "Vías el \(report.on)"))]
    for pathway in report.pathways {
      lines += entry(pathway.name, pathway.open, pathway.reasons, pathway.source, pathway.note)
    }
    lines += ["", Terminal.bold(language("Returns", "Retornos"))]
    for item in report.returns {
      lines += entry(item.name, item.applies, item.reasons, item.source, item.note)
    }
    if !report.otherPolicies.isEmpty {
      lines += ["", Terminal.bold(language("Other policies in force", "Otras políticas en vigor"))]
      lines += report.otherPolicies.map { "  · \($0.name)" }
    }
    if !report.wouldChange.isEmpty {
      lines += [
        "", Terminal.bold(language("What would change the answer", "Qué cambiaría la respuesta")),
      ]
      lines += report.wouldChange.map { "  · \($0.text)" }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func entry(
    _ name: String, _ answer: Answer, _ reasons: [ScreeningReport.ReasonNode],
    _ source: PolicySource?, _ note: String?
  ) -> [String] {
    var lines = ["  \(word(answer))  \(name)"]
    for reason in reasons.flatMap(decisive) where !lines.contains("         \(reason.text)") {
      lines.append("         \(reason.text)")
    }
    if answer != .no, let note { lines.append("         \(note)") }
    if let source { lines.append(Terminal.dim("         \(source.publisher): \(source.title)")) }
    return lines
  }

  private func decisive(_ node: ScreeningReport.ReasonNode) -> [ScreeningReport.ReasonNode] {
    node.isDecisive ? [node] : node.reasons.flatMap(decisive)
  }

  private func word(_ answer: Answer) -> String {
    switch answer {
    case .yes: language("yes    ", "sí        ")
    case .no: language("no     ", "no        ")
    case .unknown: language("unknown", "no se sabe")
    }
  }
}

/// A decision table for the terminal: conditions numbered below it, a row for each alternative.
struct DecisionTableText {
  private let table: DecisionTable

  init(_ table: DecisionTable) { self.table = table }

  var text: String {
    let head =
      ["policy", "from", "until"] + table.conditions.indices.map { "\($0 + 1)" }
    let rows = table.rows.map { row in
      [row.policy + (row.isContested ? " *" : ""), row.from, row.until ?? "…"]
        + row.needs.map { $0.map { $0 == .yes ? "Y" : "N" } ?? "·" }
    }
    let widths = head.indices.map { column in
      ([head] + rows).map { $0[column].count }.max() ?? 0
    }
    func line(_ cells: [String]) -> String {
      zip(cells, widths).map { $0.padding(toLength: $1, withPad: " ", startingAt: 0) }
        .joined(separator: "  ")
    }
    var lines = [Terminal.bold(line(head))] + rows.map(line)
    lines += ["", "Y must hold, N must not, · does not matter, * contested"]
    lines += table.conditions.enumerated().map { "\($0 + 1)  \($1)" }
    return lines.joined(separator: "\n") + "\n"
  }
}
