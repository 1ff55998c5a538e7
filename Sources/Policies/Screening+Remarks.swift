import Periods
import Wording

extension Screening {
  /// What is said before single answers: that a country's rules do not reach the person, that those of a country are
  /// not known here, or that nothing here concerns the person.
  package func remarks(_ language: Language) -> [String] {
    let evaluation = evaluation
    let exempt = set.exemptions.filter { evaluation.answer($0.when) == .yes }
    var remarks = exempt.map { $0.text(language) }
    if case .word(let country)? = situation["in"],
      !exempt.contains(where: { $0.country == country }),
      let remark = remark(on: country, language)
    {
      remarks.append(remark)
    }
    let asked = set.policies.filter { ScreeningInterview.kinds.contains($0.kind) }
    if exempt.isEmpty, asked.allSatisfy({ answer(of: $0) == .no }) {
      let isAll = referrals.allSatisfy { $0.answer == .no }
      remarks.append(
        language(
          "By these rules no way is open on this day, and no return and no risk is known.",
          "Según estas normas no hay una vía abierta en este día, y no se conoce ningún retorno ni riesgo."
        ) + (isAll ? "" : language(" Ask about the other ways.", " Pregunte por las otras vías.")))
    }
    return remarks
  }

  /// What is known of the rules of the country where the person is.
  private func remark(on country: String, _ language: Language) -> String? {
    let name = set.countries.name(country, language)
    if situation["nationality"] == .word(country) {
      return language(
        "The person is in the country of their own nationality. Its rules for foreign nationals are not for them.",
        "La persona está en el país de su nacionalidad. Sus normas para extranjeros no son para ella."
      )
    }
    let hasRules = set.policies.contains {
      $0.authority == country && [.pathway, .referral].contains($0.kind)
    }
    guard !hasRules else { return nil }
    return language(
      "The rules on staying in this country are not known here: \(name). Ask a lawyer there, or the UN refugee agency: "
        + "help.unhcr.org.",
      "Aquí no se conocen las normas para quedarse en este país: \(name). Pregunte a un abogado de allí o a la agencia de "
        + "la ONU para los refugiados: help.unhcr.org.")
  }
}
