import Wording

/// When an effect is reported, and when the data cannot tell.
package enum EffectVerdict {
  static let rule = Localized(
    "A method can be used when it fitted the months before, with errors of at most half the series' own "
      + "standard deviation; the time series, whose bands include its errors, always can. It reports an effect "
      + "when at most one in ten of the placebos, the true one among them, is as "
      + "large (donors treated in turn; without donors, earlier dates), and when the 95 % intervals of at "
      + "least half of the months leave out zero on the same side. The report gives one when more than "
      + "half of the methods that can be used do, and none reports the opposite.",
    "Un método puede usarse cuando se ajustó a los meses previos, con errores de a lo sumo la mitad de la "
      + "desviación típica de la serie; la serie temporal, cuyas bandas contienen sus errores, siempre. "
      + "Afirma un efecto cuando a lo sumo uno de cada diez placebos, contando el verdadero, "
      + "es igual de grande (cada donante tratado a su vez; sin donantes, fechas anteriores), y cuando los "
      + "intervalos del 95 % de al menos la mitad de los meses dejan fuera el cero del mismo lado. El "
      + "informe lo afirma cuando lo hacen más de la mitad de los métodos que pueden usarse y "
      + "ninguno afirma lo contrario.")

  /// What one method can say, and why not more.
  static func of(_ result: EffectReport.Method) -> (EffectReport.Verdict, Localized?) {
    guard let fit = result.fit, let total = result.total else { return (.cannotTell, nil) }
    guard result.isUsable, fit.months > 0 else {
      return (
        .cannotTell,
        Localized("it fitted the months before badly", "se ajustó mal a los meses previos")
      )
    }
    let hasSpace = total.placeboP != nil
    guard let probability = total.placeboP ?? total.placeboPInTime else {
      return (.cannotTell, Localized("there are no placebos", "no hay placebos"))
    }
    let runs =
      hasSpace
      ? result.placebos?.space.count { $0.ratio != nil } ?? 0 : result.placebos?.time.count ?? 0
    guard 1 / Double(runs + 1) <= MethodRun.placeboLimit else {
      return (
        .cannotTell,
        Localized(
          "\(runs) placebos are too few to show anything",
          "\(runs) placebos son muy pocos para afirmar algo")
      )
    }
    guard probability <= MethodRun.placeboLimit else {
      return (
        .cannotTell,
        Localized(
          "gaps as large came up in placebos (p = \(Language.english.number(probability, decimals: 2)))",
          "hubo brechas igual de grandes en los placebos (p = \(Language.spanish.number(probability, decimals: 2)))"
        )
      )
    }
    let below = result.months.count { $0.high.map { $0 < 0 } ?? false }
    let above = result.months.count { $0.low.map { $0 > 0 } ?? false }
    let needed = (result.months.count + 1) / 2
    if total.effect < 0, below >= needed { return (.fell, nil) }
    if total.effect > 0, above >= needed { return (.rose, nil) }
    return (
      .cannotTell, Localized("the intervals contain zero", "los intervalos contienen el cero")
    )
  }

  /// Whether the method fitted the months before.
  static func canBeUsed(_ result: EffectReport.Method) -> Bool {
    guard let fit = result.fit else { return false }
    return result.method == InterruptedTimeSeries.identifier || fit.relative <= MethodRun.fitLimit
  }

  /// What all methods can say together.
  package static func of(_ methods: [EffectReport.Method]) -> EffectReport.Verdict {
    let estimated = methods.filter(\.isUsable)
    for (verdict, opposite) in [
      (EffectReport.Verdict.fell, EffectReport.Verdict.rose), (.rose, .fell),
    ] {
      let agreeing = estimated.count { $0.verdict == verdict }
      if agreeing * 2 > estimated.count, !estimated.contains(where: { $0.verdict == opposite }) {
        return verdict
      }
    }
    return .cannotTell
  }
}

extension EffectReport {
  /// When an effect is reported, in a reader's language.
  package static func ruleOfVerdict(_ language: Language) -> String { EffectVerdict.rule(language) }
}
