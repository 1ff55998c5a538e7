import Corridors
import Effects
import Periods
import Record
import Wording

/// What the page of a policy's effect says: charts of what was counted against what would have been,
/// the estimates by month, and what they rest on.
package struct EffectPage {
  let report: EffectReport
  let language: Language
  private let corridor: Corridor
  private let sources: [Source]
  private let version: String
  private let command: String
  /// Months before the policy that a chart shows.
  static let monthsBefore = 24

  package init(
    _ report: EffectReport, corridor: Corridor, sources: [Source], language: Language,
    version: String, command: String
  ) {
    self.report = report
    self.corridor = corridor
    self.sources = sources
    self.language = language
    self.version = version
    self.command = command
  }

  package var content: BriefContent {
    BriefContent(
      language: language.rawValue,
      title: language("Did it work: ", "¿Funcionó?: ") + report.title(language),
      corridor: .init(id: corridor.id, name: corridor.name(language)),
      asOf: report.asOf?.description, knowledge: knowledge,
      headline: headline, summary: [.init(text: report.sentence(language), figures: [])],
      keyFigures: [], map: nil, chartSections: [chartSection],
      tables: [estimateTable, fitTable] + [placeboTable, threatTable].compactMap(\.self),
      cautions: [report.rule(language)],
      sources: sources.map(BriefContent.SourceNote.init),
      provenance: .init(
        program: "trocha", version: version, command: command,
        newestPublication: sources.map(\.published).max()?.description ?? ""))
  }

  private var headline: String {
    let day = language.day(report.on)
    return switch report.verdict {
    case .fell: language("After \(day): a fall", "Tras el \(day): una caída")
    case .rose: language("After \(day): a rise", "Tras el \(day): una subida")
    case .cannotTell:
      language(
        "\(day): the data cannot tell", "\(day): los datos no permiten decirlo")
    }
  }

  private var knowledge: String {
    let policies = report.policies.map { $0.name(language) }.joined(separator: "; ")
    let fit =
      Period(from: report.from.first, through: report.fitThrough.last)
      .map(language.period) ?? ""
    return
      (policies.isEmpty ? "" : language("On this day: ", "Ese día: ") + policies + ". ")
      + language("Fitted on \(fit).", "Período del ajuste: \(fit).")
      + (report.age.map { " " + $0.sentence } ?? "")
  }

  private var estimated: [EffectReport.Method] { report.methods.filter { $0.refused == nil } }

  // MARK: Charts

  private var chartSection: BriefContent.ChartSection {
    .init(
      id: "months", title: language("Month by month", "Mes a mes"),
      text: language(
        "Counts, and each method's estimate without the policy, with bands of 95 %.",
        "Lo contado y lo que cada método estima sin la política, con bandas del 95 %."),
      charts: estimated.map(chart))
  }

  private func chart(_ method: EffectReport.Method) -> BriefContent.Chart {
    let points = Array(
      method.path.suffix(Self.monthsBefore + report.leftOut.count + method.months.count))
    func line(
      _ id: String, _ label: String, _ value: (EffectReport.PathPoint) -> Double?
    ) -> BriefContent.ChartSeries {
      .init(
        id: id, label: label,
        points: points.map { point in
          let number = value(point)
          return .init(
            x: point.month.first.description, label: language.period(point.month), y: number,
            display: number.map { language.number($0) } ?? language("none", "ninguno"))
        })
    }
    var series = [
      line("actual", language("counted", "contado")) { $0.actual },
      line("counterfactual", language("without the policy", "sin la política")) {
        $0.counterfactual
      },
    ]
    if method.path.contains(where: { $0.low != nil }) {
      series.append(line("low", language("95 % from", "95 % desde")) { $0.low })
      series.append(line("high", language("95 % to", "95 % hasta")) { $0.high })
    }
    let total = method.total?.change.map { language.change($0, decimals: 0) } ?? ""
    return BriefContent.Chart(
      id: "effect-\(method.method)", title: method.name(language),
      description: language(
        "Counted minus estimated without the policy: \(total) over the months under it.",
        "Lo contado menos lo estimado sin la política: \(total) en los meses de su vigencia."),
      form: .lines, unit: language("Counts a month", "Recuento al mes"), series: series,
      marks: [.init(date: report.on.description, label: language("policy", "política"))],
      notes: method.reason.map {
        [language("Cannot tell: ", "No permite concluir: ") + $0(language)]
      }
        ?? [], sources: report.sources,
      bands: series.count > 2 ? [.init(low: "low", high: "high")] : nil)
  }

  // MARK: Tables

  private typealias Row = BriefContent.FigureTable.Row
  private typealias Cell = BriefContent.FigureTable.Cell

  private func text(_ text: String) -> BriefContent.FigureTable.Cell { .init(text: text) }

  package var estimateTable: BriefContent.FigureTable {
    var rows: [BriefContent.FigureTable.Row] = []
    for method in report.methods {
      if let refused = method.refused {
        rows.append(
          .init(
            header: method.name(language),
            cells: [text(language("refused: ", "rechazado: ") + refused(language))]
              + (0..<4).map { _ in text("") }))
      }
      for month in method.months {
        rows.append(
          .init(
            header: "\(method.name(language)), \(language.period(month.month))",
            cells: [
              text(language.number(month.actual)), text(language.number(month.counterfactual)),
              text(
                "\(language.number(month.effect)) (\(interval(month)))"),
              text(month.change.map { language.change($0, decimals: 0) } ?? "–"),
              text(month.probability.map { language.number($0, decimals: 2) } ?? "–"),
            ]))
      }
    }
    return .init(
      id: "estimates",
      title: language("The effect by month and method", "El efecto por mes y método"),
      caption: language(
        "Counts, with the 95 % interval in brackets. The placebo p is the share of all series, each donor "
          + "treated in turn, with a gap at least as large relative to their fit before.",
        "Cifras, con el intervalo del 95 % entre paréntesis. La p placebo es la proporción de series, "
          + "con cada donante tratado por turno, cuya brecha relativa al ajuste previo es igual o mayor."
      ),
      columns: [
        language("Method and month", "Método y mes"), language("Counted", "Contado"),
        language("Without the policy", "Sin la política"), language("Effect", "Efecto"),
        language("Change", "Cambio"), language("Placebo p", "p placebo"),
      ], rows: rows, notes: [])
  }

  private func interval(_ month: EffectReport.Month) -> String {
    guard let high = month.high else { return language("no interval", "sin intervalo") }
    guard let low = month.low else {
      return language("no useful bound", "sin límite útil") + " … \(language.number(high))"
    }
    return "\(language.number(low)) … \(language.number(high))"
  }

  private var fitTable: BriefContent.FigureTable {
    .init(
      id: "fit", title: language("Fit before, and weights", "Ajuste previo y pesos"),
      caption: language(
        "Errors before, as a share of the series' own spread, and the weight of each donor.",
        "Errores previos como proporción de la variación de la serie, y el peso de cada donante."),
      columns: [
        language("Method", "Método"), language("Errors before", "Errores antes"),
        language("Weights", "Pesos"),
      ],
      rows: estimated.map { method in
        .init(
          header: method.name(language),
          cells: [
            text(method.fit.map { language.percent($0.relative, decimals: 0) } ?? "–"),
            text(
              method.weights.map { "\($0.donor) \(language.number($0.weight, decimals: 2))" }
                .joined(separator: ", ")),
          ])
      }, notes: [])
  }

  private var placeboTable: BriefContent.FigureTable? {
    let labels = estimated.first?.placebos?.space.map(\.of) ?? []
    guard !labels.isEmpty else { return nil }
    func ratio(_ method: EffectReport.Method, _ label: String?) -> BriefContent.FigureTable.Cell {
      let value =
        label.map { label in method.placebos?.space.first { $0.of == label }?.ratio }
        ?? method.placebos?.ratio
      return text(value.flatMap { $0 }.map { language.number($0, decimals: 2) } ?? "–")
    }
    let names = Dictionary(report.donors.map { ($0.label, $0.name(language)) }) { a, _ in a }
    return .init(
      id: "placebos", title: language("Placebos", "Placebos"),
      caption: language(
        "Errors after the policy divided by errors before, for the series and for every donor treated "
          + "as if it were affected.",
        "Errores después de la política divididos por los de antes, en la serie y en cada donante tratado "
          + "como si hubiera sido afectado."),
      columns: [language("Series", "Serie")] + estimated.map { $0.name(language) },
      rows: [
        .init(header: language("The series", "La serie"), cells: estimated.map { ratio($0, nil) })
      ]
        + labels.map { label in
          .init(header: names[label] ?? label, cells: estimated.map { ratio($0, label) })
        }, notes: [])
  }

  private var threatTable: BriefContent.FigureTable? {
    guard !report.threats.isEmpty else { return nil }
    return .init(
      id: "threats", title: language("Evidence against it", "Indicios en contra"),
      caption: language(
        "Other policies of the period in the policy file, and what the methods cannot rule out.",
        "Otras políticas del período según el archivo de políticas, y lo que los métodos no descartan."
      ),
      columns: [language("Kind", "Tipo"), language("What", "Qué")],
      rows: report.threats.map { threat in
        let kind =
          switch threat.kind {
          case .interference: language("interference", "interferencia")
          case .anticipation: language("anticipation", "anticipación")
          case .otherPolicy: language("another policy", "otra política")
          }
        return .init(header: kind, cells: [text(threat.text(language))])
      }, notes: [])
  }
}
