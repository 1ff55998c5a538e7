import CorridorModel
import Corridors
import Wording

/// How earlier what-ifs of the corridor would have done, beside the outlook and the last value.
extension WhatIfReport {
  var earlierTable: BriefContent.FigureTable? {
    guard let earlier = result.earlier, !earlier.scores.isEmpty else { return nil }
    return BriefContent.FigureTable(
      id: "earlier",
      title: language("How earlier what-ifs did", "Cuánto acertaron las simulaciones anteriores"),
      caption: language(
        "Totals over some months, simulated from what was known after each month from \(earlier.from) to "
          + "\(earlier.to), against what came: how many of the bands of 8 in 10 held it (80 % should), how wide "
          + "they were and where their middle lay, as parts of what came. In brackets the model alone and the "
          + "outlook, which knows no policies.",
        "Totales de algunos meses, simulados con lo conocido tras cada mes de \(earlier.from) a "
          + "\(earlier.to), frente a lo ocurrido: cuántas de las bandas de 8 de cada 10 lo contenían (debería ser "
          + "el 80 %), su ancho y su centro como partes de lo ocurrido. Entre paréntesis, solo el modelo y el "
          + "pronóstico, que no conoce políticas."),
      columns: [
        language("Total", "Total"), language("Simulated", "Simulados"),
        language("In the band", "En la banda"), language("Width", "Ancho"),
        language("Middle", "Centro"),
      ],
      rows: earlier.scores.map(row), notes: [earlier.command])
  }

  private func row(_ score: TrackRecord.Score) -> BriefContent.FigureTable.Row {
    let label =
      corridor.plan.counts.first { $0.id == score.series }?.label(language) ?? score.series
    func pair(_ text: (TrackRecord.Measures) -> String) -> BriefContent.FigureTable.Cell {
      .init(text: "\(text(score.model)) (\(text(score.alone)); \(text(score.outlook)))")
    }
    return .init(
      header: language(
        "\(label), \(score.months) months", "\(label), \(score.months) meses"),
      cells: [
        .init(text: "\(score.origins)"),
        pair { language.number($0.coverage80 * 100, decimals: 0) + " %" },
        pair { language.number($0.width, decimals: 2) },
        pair { language.number($0.middle, decimals: 2) },
      ])
  }
}
