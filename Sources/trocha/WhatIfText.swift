import CorridorModel
import Corridors
import Foundation
import Reports
import Wording

/// Scenarios side by side, for the terminal.
struct WhatIfText {
  private let result: WhatIf
  private let report: WhatIfReport
  private let files: [String]
  private let language: Language

  init(_ result: WhatIf, _ corridor: MovementCorridor, language: Language, files: [String]) {
    self.result = result
    self.language = language
    self.files = files
    report = WhatIfReport(result, corridor, language: language, version: Trocha.version, digest: "")
  }

  var text: String {
    let content = report.content
    var lines = [Terminal.bold(content.headline), Terminal.dim(content.knowledge), ""]
    for table in content.tables {
      lines += [Terminal.bold(table.title), Terminal.dim(table.caption), ""]
      lines += block(table)
      lines.append("")
    }
    lines += content.cautions.map { Terminal.dim("· " + $0) }
    if !files.isEmpty {
      lines += ["", language("Files: ", "Archivos: ") + files.joined(separator: ", ")]
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// A table whose wide columns stand one under the other when there is no room beside.
  private func block(_ table: BriefContent.FigureTable) -> [String] {
    let most = table.id == "waiting" ? 6 : table.rows.count
    let rows = table.rows.prefix(most).map {
      [$0.header] + $0.cells.map { $0.figure?.display ?? $0.text ?? "" }
    }
    let all = [table.columns] + rows
    let widths = table.columns.indices.map { column in all.map { $0[column].count }.max() ?? 0 }
    if widths.reduce(0, +) + 2 * widths.count <= Terminal.width {
      return all.map { row in
        zip(row, widths).enumerated().map { index, cell in
          index == 0
            ? cell.0.padding(toLength: cell.1, withPad: " ", startingAt: 0)
            : String(repeating: " ", count: cell.1 - cell.0.count) + cell.0
        }.joined(separator: "  ")
      }
    }
    return rows.flatMap { row in
      [row[0]]
        + zip(table.columns, row).dropFirst().map { column, cell in
          "    "
            + column.padding(toLength: min(60, max(column.count, 46)), withPad: " ", startingAt: 0)
            + " " + cell
        }
    }
  }
}
