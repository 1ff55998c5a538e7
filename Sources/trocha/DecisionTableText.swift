import Foundation
import Policies
import Wording

/// A decision table for the terminal: conditions numbered below it, a row for each alternative.
struct DecisionTableText {
  private let table: DecisionTable
  private let language: Language

  init(_ table: DecisionTable, _ language: Language) {
    self.table = table
    self.language = language
  }

  var text: String {
    let head =
      [
        language("policy", "política"), language("from", "desde"), language("until", "hasta"),
      ] + table.conditions.indices.map { "\($0 + 1)" }
    let yes = language("Y", "S")
    let rows = table.rows.map { row in
      [row.policy + (row.isContested ? " *" : ""), row.from, row.until ?? "…"]
        + row.needs.map { $0.map { $0 == .yes ? yes : "N" } ?? "·" }
    }
    let widths = head.indices.map { column in
      ([head] + rows).map { $0[column].count }.max() ?? 0
    }
    func line(_ cells: [String]) -> String {
      zip(cells, widths).map { $0.padding(toLength: $1, withPad: " ", startingAt: 0) }
        .joined(separator: "  ")
    }
    var lines = [Terminal.bold(line(head))] + rows.map(line)
    lines += [
      "",
      language(
        "Y must hold, N must not, · does not matter, * contested",
        "S debe cumplirse, N no debe, · no importa, * en disputa"),
    ]
    lines += table.conditions.enumerated().map { "\($0 + 1)  \($1)" }
    return lines.joined(separator: "\n") + "\n"
  }
}
