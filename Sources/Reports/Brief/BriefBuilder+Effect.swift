import Effects
import Periods
import Record
import Wording

/// Did it work: what earlier policies changed, as far as the day of the brief can know.
extension BriefBuilder {
  mutating func effectTable() throws -> BriefContent.FigureTable? {
    var rows: [BriefContent.FigureTable.Row] = []
    for policy in plan.effect?.policies ?? [] {
      guard let report = try effect(of: policy) else { continue }
      _ = try timeline(policy.query)
      rows.append(row(policy, report))
    }
    guard !rows.isEmpty else { return nil }
    return .init(
      id: "did-it-work", title: language("Did it work", "¿Funcionó?"),
      caption: language(
        "Counts after a policy, compared with each method's estimate without it, and how often "
          + "unaffected series moved as much (p).",
        "Lo contado tras una política, frente a lo que cada método estima sin ella, y con qué frecuencia "
          + "variaron otro tanto las series no afectadas (p)."),
      columns: [language("Policy", "Política"), language("Counted", "Contado")]
        + EffectMethods.all.map { $0.name(language) }
        + [language("What the data show", "Qué muestran los datos")],
      rows: rows,
      notes: [
        EffectReport.ruleOfVerdict(language),
        language(
          "Any change is the joint effect of all policies of those months; `trocha effect` lists "
            + "them, with weights, placebos and intervals.",
          "Todo cambio es efecto conjunto de las políticas de esos meses; `trocha effect` las enumera, "
            + "con pesos, placebos e intervalos."),
      ])
  }

  /// What a policy changed; `nil` where no month under it was known on the day of the brief.
  func effect(of policy: BriefPlan.EffectPlan.DatedPolicy) throws -> EffectReport? {
    var query = EffectQuery(series: policy.query, on: policy.on)
    query.asOf = asOf
    do {
      func make() throws -> EffectReport {
        try EffectReport.make(query, store: store, policies: policies)
      }
      return try keptEffect?(query, make) ?? make()
    } catch is EffectError {
      return nil
    } catch QuestionError.nothingFound {
      return nil
    }
  }

  func words(_ verdict: EffectReport.Verdict) -> String {
    switch verdict {
    case .fell: language("a fall", "una caída")
    case .rose: language("a rise", "una subida")
    case .cannotTell: language("the data cannot tell", "los datos no permiten decirlo")
    }
  }

  private mutating func row(
    _ policy: BriefPlan.EffectPlan.DatedPolicy, _ report: EffectReport
  ) -> BriefContent.FigureTable.Row {
    let months =
      Period(from: report.firstMonth.first, through: report.through.last).map(language.period) ?? ""
    let day = language.day(policy.on)
    let actual = report.methods.compactMap(\.total).first?.actual ?? 0
    let vintage = language(
      "Estimated by `trocha effect \(policy.query) --on \(policy.on)`",
      "Estimado con `trocha effect \(policy.query) --on \(policy.on)`")
    var cells = [
      BriefContent.FigureTable.Cell(
        figure: cited(actual, language.number(actual), report.sources, vintage))
    ]
    for method in EffectMethods.all {
      let total = report.methods.first { $0.method == method.id }?.total
      guard let total, let change = total.change else {
        cells.append(.init(text: language("not usable", "no utilizable")))
        continue
      }
      let probability = total.probability.map {
        " (p = \(language.number($0, decimals: 2)))"
      }
      cells.append(
        .init(
          figure: cited(
            change, language.change(change, decimals: 0) + (probability ?? ""), report.sources,
            vintage)))
    }
    cells.append(.init(text: words(report.verdict)))
    return .init(
      header: "\(policy.label(language)), \(day); \(months)", cells: cells)
  }
}
