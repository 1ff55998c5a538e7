import Periods
import Wording

/// What a report comes to, in a plain sentence of each language.
struct EffectWording {
  private let report: EffectReport

  init(_ report: EffectReport) { self.report = report }

  var sentence: Localized { Localized(said(.english), said(.spanish)) }

  private func said(_ language: Language) -> String {
    [finding(language), methods(language), monthByMonth(language), company(language)].compactMap(
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
    switch report.verdict {
    case .cannotTell:
      return language(
        "The data cannot tell whether the policy of \(day) changed this series (\(title), \(when)).",
        "Los datos no permiten decir si la política del \(day) cambió esta serie (\(title), \(when))."
      )
    case .fell:
      return language(
        "After the policy of \(day) the series (\(title), \(when)) fell below what would have been.",
        "Tras la política del \(day) la serie (\(title), \(when)) cayó por debajo de lo que habría sido."
      )
    case .rose:
      return language(
        "After the policy of \(day) the series (\(title), \(when)) rose above what would have been.",
        "Tras la política del \(day) la serie (\(title), \(when)) subió por encima de lo que habría sido."
      )
    }
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
      "\(actual) came, against what each method puts without it: ",
      "Hubo \(actual), frente a lo que cada método estima sin ella: ")
      + parts.joined(separator: "; ") + "."
  }

  /// Months for which a usable method reports an effect, whatever it reports of all of them together.
  private func monthByMonth(_ language: Language) -> String? {
    let parts = report.methods.filter(\.isUsable).compactMap { method -> String? in
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
    return language(
      "Whatever changed is what all policies of these months did together: besides the policy, "
        + "\(others.count) more that may touch the series are dated in the window.",
      "Lo que haya cambiado es obra de todas las políticas de esos meses juntas: además de la política, "
        + "otras \(others.count) que pueden alcanzar la serie están fechadas en la ventana.")
  }
}
