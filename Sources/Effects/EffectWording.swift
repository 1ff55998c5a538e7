import Periods
import Wording

/// What a report comes to, in a plain sentence of each language.
struct EffectWording {
  private let report: EffectReport

  init(_ report: EffectReport) { self.report = report }

  var sentence: Localized { Localized(said(.english), said(.spanish)) }

  private func said(_ language: Language) -> String {
    [
      finding(language), agreement(language), methods(language), monthByMonth(language),
      company(language),
    ].compactMap(
      \.self
    )
    .joined(separator: " ")
  }

  private var estimated: [EffectReport.Method] { report.methods.filter { $0.refused == nil } }

  private func finding(_ language: Language) -> String {
    let title = report.title(language)
    let when =
      Period(from: report.firstMonth.first, through: report.through.last)
      .map(language.period) ?? ""
    let day = language.day(report.on)
    let series = "\(title), \(when)"
    let finding =
      switch report.verdict {
      case .cannotTell:
        language(
          "The data cannot tell whether the policy of \(day) changed this series (\(series))",
          "Los datos no permiten decir si la política del \(day) cambió esta serie (\(series))")
      case .fell:
        language(
          "After the policy of \(day) the series (\(series)) fell below what would have been",
          "Tras la política del \(day) la serie (\(series)) cayó por debajo de lo que habría sido")
      case .rose:
        language(
          "After the policy of \(day) the series (\(series)) rose above what would have been",
          "Tras la política del \(day) la serie (\(series)) subió por encima de lo que habría sido")
      }
    return finding + likely(language) + "."
  }

  /// How likely it is that the effect lies below zero, and between which numbers it may lie, of the methods
  /// that can be used.
  private func likely(_ language: Language) -> String {
    let totals = report.methods.filter(\.isUsable).compactMap(\.total)
    let chances = totals.compactMap(\.probabilityBelowZero).sorted()
    guard let least = chances.first, let most = chances.last else { return "" }
    let (low, high) = (percent(least, language), percent(most, language))
    let chance = low == high ? low : language("\(low) to \(high)", "\(low) a \(high)")
    let lows = totals.compactMap(\.low)
    let highs = totals.compactMap(\.high)
    var range = ""
    if let reason = totals.compactMap(\.noUsefulBound).first, let highest = highs.max() {
      let end = language.number(highest.rounded())
      range = language(
        "; 95 in 100: at most \(end) people, and \(reason.en)",
        "; 95 de cada 100: como máximo \(end) personas, y \(reason.es)")
    } else if let lowest = lows.min(), let highest = highs.max() {
      let ends = (language.number(lowest.rounded()), language.number(highest.rounded()))
      range = language(
        "; 95 in 100: from \(ends.0) to \(ends.1) people",
        "; 95 de cada 100: de \(ends.0) a \(ends.1) personas")
    }
    return language(
      ": the probability that the effect is below zero is \(chance)\(range)",
      ": la probabilidad de que el efecto sea menor que cero es de \(chance)\(range)")
  }

  private func percent(_ chance: Double, _ language: Language) -> String {
    language.percent(chance, decimals: 0)
  }

  /// How many of the methods agree, and which could not be used and why.
  private func agreement(_ language: Language) -> String? {
    let usable = report.methods.filter(\.isUsable)
    guard !report.methods.isEmpty else { return nil }
    let (fell, rose) = (
      usable.count { $0.verdict == .fell }, usable.count { $0.verdict == .rose }
    )
    var text = language(
      "Of \(report.methods.count) methods \(usable.count) could be used; of these \(fell) found a fall, \(rose) a "
        + "rise, and \(usable.count - fell - rose) could not tell.",
      "Métodos que pudieron usarse: \(usable.count) de \(report.methods.count). Hallaron una caída: \(fell); "
        + "un alza: \(rose); no permitieron concluir: \(usable.count - fell - rose).")
    let unused = report.methods.filter { !$0.isUsable }.map { method in
      method.name(language) + ": "
        + (method.refused?(language) ?? method.reason?(language) ?? "?")
    }
    if !unused.isEmpty {
      text += language(" Not used: ", " No se usaron: ") + unused.joined(separator: "; ") + "."
    }
    return text
  }

  private func methods(_ language: Language) -> String? {
    let parts = estimated.compactMap { method -> String? in
      guard let total = method.total else { return nil }
      let change = total.change.map { language.change($0, decimals: 0) } ?? "?"
      let probability = total.probability.map {
        ", p = " + language.number($0, decimals: 2)
      }
      let name = method.name(language)
      let unused =
        method.isUsable
        ? "" : language(" (fitted badly before, not used)", " (mal ajuste previo, no se usa)")
      return "\(name) \(change)\(probability ?? "")\(unused)"
    }
    guard !parts.isEmpty else { return nil }
    let actual = language.number(estimated.first?.total?.actual ?? 0)
    return language(
      "\(actual) came, against what each method estimates without it: ",
      "Hubo \(actual), frente a lo que cada método estima sin ella: ")
      + parts.joined(separator: "; ") + "."
  }

  /// Months for which a method reports an effect, of those that report one of all months together: of a
  /// method that cannot tell, no month tells anything.
  private func monthByMonth(_ language: Language) -> String? {
    let telling = report.methods.filter { $0.isUsable && $0.verdict != .cannotTell }
    let parts = telling.compactMap { method -> String? in
      func named(_ isTold: (EffectReport.Month) -> Bool) -> String? {
        let months = method.months.filter {
          isTold($0) && ($0.probability ?? 1) <= MethodRun.placeboLimit
        }
        guard !months.isEmpty else { return nil }
        return months.map { language.period($0.month) }.joined(separator: ", ")
      }
      let fell = named { $0.high.map { $0 < 0 } ?? false }
        .map { language("a fall in ", "una caída en ") + $0 }
      let rose = named { $0.low.map { $0 > 0 } ?? false }
        .map { language("a rise in ", "una subida en ") + $0 }
      let changed = [fell, rose].compactMap(\.self)
      guard !changed.isEmpty else { return nil }
      return method.name(language) + ": " + changed.joined(separator: "; ")
    }
    guard !parts.isEmpty else { return nil }
    return language("Month by month, ", "Mes a mes, ") + parts.joined(separator: "; ") + "."
  }

  /// Other policies of the same months.
  private func company(_ language: Language) -> String? {
    let own = report.policies.count
    let others = Set(
      report.threats.filter { $0.kind == .otherPolicy && $0.policy?.touchesSeries == true }
        .compactMap { $0.policy?.policy })
    guard !others.isEmpty || own > 1 else { return nil }
    let more =
      others.count == 1
      ? language(
        "1 more that may touch the series is dated in the window.",
        "otra que puede alcanzar la serie tiene fecha en esos meses.")
      : language(
        "\(others.count) more that may touch the series are dated in the window.",
        "otras \(others.count) que pueden alcanzar la serie tienen fecha en esos meses.")
    return language(
      "Whatever changed is what all policies of these months did together: besides the policy, ",
      "Lo que haya cambiado es obra de todas las políticas de esos meses juntas: además de la política, "
    ) + more
  }
}
