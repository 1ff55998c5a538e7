import Policies
import Wording

/// What of a policy file must be looked up again, for the terminal.
struct PolicyCurrencyText {
  private let currency: PolicyCurrency
  private let language: Language

  init(_ currency: PolicyCurrency, _ language: Language) {
    self.currency = currency
    self.language = language
  }

  var text: String {
    var lines: [String] = []
    if let checked = currency.checkedThrough {
      lines.append(language("Checked through \(checked).", "Revisado hasta el \(checked)."))
    }
    func list(_ title: String, _ entries: [PolicyCurrency.Entry]) {
      guard !entries.isEmpty else { return }
      lines.append(title)
      lines += entries.map { entry in
        "  \(entry.policy)" + (entry.bar.map { " (\($0))" } ?? "") + " \(entry.from) – "
          + (entry.until.map { "\($0)" } ?? "…")
      }
    }
    list(
      language("Without a day of check:", "Sin día de revisión:"), currency.unchecked)
    list(
      language(
        "Ended by \(currency.on), after the check: look up what followed:",
        "Terminadas al \(currency.on), después de la revisión: averigüe qué siguió:"),
      currency.ended)
    list(
      language(
        "Before the courts when last checked:", "Ante los tribunales en la última revisión:"),
      currency.contested)
    if !currency.withoutAddress.isEmpty {
      lines.append(language("Sources without an address:", "Fuentes sin dirección:"))
      lines += currency.withoutAddress.map { "  \($0.id): \($0.title)" }
    }
    return lines.isEmpty ? "" : lines.joined(separator: "\n") + "\n"
  }
}
