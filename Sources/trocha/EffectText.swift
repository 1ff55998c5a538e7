import Effects
import Foundation
import Periods
import Wording

/// A policy's effect on the terminal and as CSV.
struct EffectText {
  let report: EffectReport
  let language: Language

  var text: String {
    var parts = [head, paragraph(report.sentence(language)), months]
    parts += charted
    parts += [methods, donors, threats, rule]
    return parts.filter { !$0.isEmpty }.joined(separator: "\n")
  }

  private func paragraph(_ text: String) -> String {
    wrap(text, to: Terminal.width).joined(separator: "\n") + "\n"
  }

  private var head: String {
    let fit =
      Period(from: report.from.first, through: report.fitThrough.last)
      .map(language.period) ?? ""
    let policies = report.policies.map {
      "\($0.name(language)) (\(EffectReport.Dated.happening($0.event, language)))"
    }
    let left = report.leftOut.map(language.period).joined(separator: ", ")
    return Terminal.bold(
      report.title(language) + language(", policy of ", ", política del ")
        + language.day(report.on)) + "\n" + AgeLine(report.age).text
      + paragraph(
        policies.isEmpty
          ? language(
            "The policy file has no event on this day.",
            "El archivo de políticas no registra nada ese día.")
          : language("On this day: ", "Ese día: ") + policies.joined(separator: "; ") + ".")
      + Terminal.dim(
        language(
          "Fitted on \(fit)", "Período del ajuste: \(fit)")
          + (left.isEmpty ? "" : language("; left out: ", "; fuera: ") + left)) + "\n"
  }

  private var months: String {
    var table = TextTable([
      (language("Method", "Método"), .left), (language("Month", "Mes"), .left),
      (language("Actual", "Real"), .right), (language("Without", "Sin ella"), .right),
      (language("Effect", "Efecto"), .right), ("95 %", .right), ("%", .right),
      (language("placebo p", "p placebo"), .right),
    ])
    for method in report.methods where method.refused == nil {
      for month in method.months {
        table.add([
          method.name(language), "\(month.month)", language.number(month.actual),
          language.number(month.counterfactual), language.number(month.effect),
          interval(month.low, month.high),
          month.change.map { language.change($0, decimals: 0) } ?? "–",
          probability(month.placeboP, month.placeboPInTime),
        ])
      }
      if let total = method.total {
        table.add([
          method.name(language), language("all", "todo"), language.number(total.actual),
          language.number(total.counterfactual), language.number(total.effect),
          interval(total.low, total.high),
          total.change.map { language.change($0, decimals: 0) } ?? "–",
          probability(total.placeboP, total.placeboPInTime),
        ])
      }
    }
    let refused = report.methods.compactMap { method in
      method.refused.map {
        paragraph(
          method.name(language) + language(", refused: ", ", rechazado: ") + $0(language) + ".")
      }
    }
    return table.text() + refused.joined()
  }

  private func interval(_ low: Double?, _ high: Double?) -> String {
    guard let high else { return language("none", "ninguno") }
    guard let low else {
      return language("no useful bound", "sin límite útil") + " … \(language.number(high))"
    }
    return "\(language.number(low)) … \(language.number(high))"
  }

  /// Among donors; among earlier dates, marked, where there are none.
  private func probability(_ space: Double?, _ time: Double?) -> String {
    if let space { return language.number(space, decimals: 2) }
    return time.map { language.number($0, decimals: 2) + "†" } ?? "–"
  }

  // MARK: Chart

  private var charted: [String] {
    report.methods.filter { $0.refused == nil }.prefix(2).map(chart)
  }

  /// Actual against counterfactual in the last year before the policy and after it, a row by month:
  /// ● actual, ○ counterfactual, ┄ the band.
  private func chart(_ method: EffectReport.Method) -> String {
    let points = method.path.suffix(12 + method.months.count)
    let most = points.flatMap { [$0.actual, $0.counterfactual, $0.high].compactMap(\.self) }.max()
    guard let most, most > 0 else { return "" }
    let width = max(20, min(70, Terminal.width - 22))
    func column(_ value: Double) -> Int {
      min(width - 1, max(0, Int((value / most * Double(width - 1)).rounded())))
    }
    var lines = [
      Terminal.bold(method.name(language))
        + language(
          "  ● counted  ○ without the policy  ┄ 95 %", "  ● contado  ○ sin la política  ┄ 95 %")
    ]
    for point in points {
      var cells = [Character](repeating: " ", count: width)
      if let low = point.low, let high = point.high, low <= high {
        for index in column(low)...column(min(high, most)) { cells[index] = "┄" }
      }
      if let value = point.counterfactual { cells[column(value)] = "○" }
      cells[column(point.actual)] = "●"
      let mark = point.month.first >= report.firstMonth.first ? "▶" : " "
      lines.append("\(point.month) \(mark)│" + String(cells).trimmedAtEnd)
    }
    lines.append(
      "          0" + String(repeating: " ", count: max(1, width - 8)) + language.number(most))
    return lines.joined(separator: "\n") + "\n"
  }

  // MARK: What it rests on

  private var methods: String {
    var lines: [String] = []
    for method in report.methods {
      guard let fit = method.fit, let placebos = method.placebos else { continue }
      var line =
        Terminal.bold(method.name(language))
        + language(" (scale ", " (escala ") + method.scale.rawValue + "): "
        + language("errors before ", "errores antes ")
        + language.number(fit.rmspe, decimals: 2) + " ("
        + language.percent(fit.relative, decimals: 0)
        + language(" of the series' spread); ", " de la variación de la serie); ")
        + language("ratio after/before ", "razón después/antes ")
        + language.number(placebos.ratio, decimals: 2)
      if let total = method.total {
        if let p = total.placeboP {
          let runs = placebos.space.count { $0.ratio != nil }
          line += language(
            ", rank among \(runs) donors p = \(language.number(p, decimals: 2))",
            ", rango entre \(runs) donantes p = \(language.number(p, decimals: 2))")
        }
        if let p = total.placeboPInTime {
          line += language(
            ", among \(placebos.time.count) earlier dates p = \(language.number(p, decimals: 2))",
            ", entre \(placebos.time.count) fechas anteriores p = \(language.number(p, decimals: 2))"
          )
        }
      }
      lines += wrap(line + ".", to: Terminal.width)
      if !method.weights.isEmpty {
        let weights = method.weights.map {
          "\($0.donor) \(language.number($0.weight, decimals: 2))"
        }
        let isRegression = method.method == InterruptedTimeSeries.identifier
        lines += wrap(
          "  "
            + (isRegression
              ? language("coefficients: ", "coeficientes: ") : language("weights: ", "pesos: "))
            + weights.joined(separator: ", "), to: Terminal.width)
      }
      if !method.leaveOneOut.isEmpty {
        let sums = method.leaveOneOut.map { ($0.donor, $0.effects.reduce(0, +)) }
        if let low = sums.min(by: { $0.1 < $1.1 }), let high = sums.max(by: { $0.1 < $1.1 }) {
          lines += wrap(
            "  "
              + language(
                "without one donor: \(language.number(low.1)) (without \(low.0)) to \(language.number(high.1)) (without \(high.0))",
                "sin un donante: \(language.number(low.1)) (sin \(low.0)) a \(language.number(high.1)) (sin \(high.0))"
              ), to: Terminal.width)
        }
      }
      if let prediction = prediction(method) {
        lines += wrap("  " + prediction, to: Terminal.width)
      }
      lines += wrap("  " + verdict(method), to: Terminal.width)
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// Prediction intervals, where they were asked for.
  private func prediction(_ method: EffectReport.Method) -> String? {
    let spans = method.months.compactMap { month -> String? in
      guard let low = month.predictionLow, let high = month.predictionHigh else { return nil }
      return "\(month.month) \(interval(low, high))"
    }
    guard !spans.isEmpty else { return nil }
    return language(
      "prediction intervals of 95 in 100 from the errors of weights and months: ",
      "intervalos de predicción de 95 de 100 por los errores de pesos y meses: ")
      + spans.joined(separator: "; ")
  }

  private func verdict(_ method: EffectReport.Method) -> String {
    switch method.verdict {
    case .fell: language("finds a fall", "halla una caída")
    case .rose: language("finds a rise", "halla un alza")
    case .cannotTell:
      language("cannot tell: ", "no permite concluir: ") + (method.reason?(language) ?? "")
    }
  }

  private var donors: String {
    let used = report.donors.filter(\.isUsed).map(\.label)
    let others = report.donors.filter { !$0.isUsed }.compactMap { donor in
      donor.reason.map { "\(donor.label) (\($0(language)))" }
    }
    guard !report.donors.isEmpty else {
      return paragraph(
        language("Donors: none of the series' kind.", "Donantes: ninguno del tipo de la serie."))
    }
    return paragraph(
      language("Donors: ", "Donantes: ")
        + (used.isEmpty ? language("none", "ninguno") : used.joined(separator: ", ")) + "."
        + (others.isEmpty
          ? "" : language(" Not used: ", " No usados: ") + others.joined(separator: ", ") + "."))
  }

  private var threats: String {
    guard !report.threats.isEmpty else { return "" }
    var lines = [Terminal.bold(language("Evidence against it", "Indicios en contra"))]
    for threat in report.threats {
      let wrapped = wrap(threat.text(language), to: max(20, Terminal.width - 2))
      lines += wrapped.enumerated().map { ($0.offset == 0 ? "- " : "  ") + $0.element }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private var rule: String {
    Terminal.dim(wrap(report.rule(language), to: Terminal.width).joined(separator: "\n")) + "\n"
  }
}

extension String {
  fileprivate var trimmedAtEnd: String { String(reversed().drop { $0 == " " }.reversed()) }
}
