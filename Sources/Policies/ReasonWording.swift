import Periods
import Wording

/// Conditions, reasons and obstacles in plain words.
struct PolicyWording {
  let set: PolicySet
  let situation: Situation
  let language: Language

  /// "continuous residence since: must be on or before 31 July 2023; it is 5 August 2023".
  func text(_ reason: Reason) -> String {
    switch reason.condition {
    case .always(true): return language("It has no condition.", "No tiene condiciones.")
    case .always(false): return language("It is open to nobody.", "No está abierta a nadie.")
    case .all:
      return language("All of these must hold.", "Deben cumplirse todas estas condiciones.")
    case .any:
      return language("One of these must hold.", "Debe cumplirse una de estas condiciones.")
    case .not: return language("This must not hold.", "Esto no debe cumplirse.")
    case .open(let id):
      let name = set[id]?.name(language) ?? id
      switch reason.answer {
      case .yes: return language("“\(name)” is open.", "La vía «\(name)» está abierta.")
      case .no: return language("“\(name)” is not open.", "La vía «\(name)» no está abierta.")
      case .unknown:
        return language(
          "Whether “\(name)” is open is not known.",
          "No se sabe si la vía «\(name)» está abierta.")
      }
    case .holds(let fact):
      return label(fact) + ": " + found(reason.found)
    case .among(let fact, let words):
      let wanted = words.map { show(.word($0), of: fact) }.joined(
        separator: language(" or ", " o "))
      return label(fact) + ": " + must(wanted) + found(reason.found, of: fact)
    case .compare(let fact, let comparison, let operand):
      let value = operand.value(on: situation.day)
      return label(fact) + ": " + stated(bound(comparison, value, of: fact), reason, of: fact)
    }
  }

  private func label(_ fact: String) -> String { set.facts[fact]?.label(language) ?? fact }

  /// A condition that is met by the very value that it asks for is said once.
  private func stated(_ wanted: String, _ reason: Reason, of fact: String) -> String {
    if reason.answer == .yes, let found = reason.found, show(found, of: fact) == wanted {
      return wanted
    }
    return must(wanted) + found(reason.found, of: fact)
  }

  private func must(_ wanted: String) -> String {
    language("must be \(wanted); ", "debe ser \(wanted); ")
  }

  private func found(_ value: FactValue?, of fact: String? = nil) -> String {
    guard let value else { return language("not known", "no se sabe") }
    if case .yesNo(let isSo) = value { return language(isSo ? "yes" : "no", isSo ? "sí" : "no") }
    return language("it is ", value.isDay ? "es el " : "es ") + show(value, of: fact ?? "")
  }

  func show(_ value: FactValue, of fact: String) -> String {
    switch value {
    case .day(let day): return language.day(day)
    case .number(let number): return language.count(number)
    case .yesNo(let isSo): return language(isSo ? "yes" : "no", isSo ? "sí" : "no")
    case .word(let word):
      if set.facts[fact]?.kind == .country { return set.countries.name(word, language) }
      guard let fact = set.facts[fact], case .choice(let words) = fact.kind,
        let index = words.firstIndex(of: word), fact.choices.indices.contains(index)
      else { return word }
      return fact.choices[index](language)
    }
  }

  private func bound(
    _ comparison: Expression.Comparison, _ value: FactValue, of fact: String
  ) -> String {
    let shown = show(value, of: fact)
    let isDay = value.isDay
    return switch comparison {
    case .equal: shown
    case .notEqual: language("other than \(shown)", "distinto de \(shown)")
    case .less:
      isDay
        ? language("before \(shown)", "antes del \(shown)")
        : language("below \(shown)", "menos de \(shown)")
    case .lessOrEqual:
      isDay
        ? language("on or before \(shown)", "a más tardar el \(shown)")
        : language("at most \(shown)", "como máximo \(shown)")
    case .more:
      isDay
        ? language("after \(shown)", "después del \(shown)")
        : language("above \(shown)", "más de \(shown)")
    case .moreOrEqual:
      isDay
        ? language("on or after \(shown)", "el \(shown) o después")
        : language("at least \(shown)", "al menos \(shown)")
    }
  }

  func text(_ obstacle: Screening.Obstacle) -> String {
    switch obstacle {
    case .notYet(let day):
      return language(
        "Not in force before \(language.day(day)).",
        "No está en vigor antes del \(language.day(day)).")
    case .over(let day):
      return language(
        "No longer in force after \(language.day(day)).",
        "Dejó de estar en vigor después del \(language.day(day)).")
    case .overUnsettled(let day, let checked):
      return language(
        "It ended on \(language.day(day)) at the latest. It was before the courts when it was last "
          + "checked, on \(language.day(checked)). Ask a lawyer what they decided after that.",
        "Terminó a más tardar el \(language.day(day)). Estaba ante los tribunales cuando se revisó por "
          + "última vez, el \(language.day(checked)). Pregunte a un abogado qué decidieron después."
      )
    case .notInForce: return language("Not in force on this day.", "No está en vigor en este día.")
    case .contested(let reason):
      return language("Contested: ", "En disputa: ") + reason(language)
    case .turned(let turn):
      return language(
        "Not in force since \(language.day(turn.from)): ",
        "Sin efecto desde el \(language.day(turn.from)): ") + turn.text(language)
    case .unsettledAfter(let day):
      return language(
        "Before the courts when it was last checked, on \(language.day(day)); what they decided after "
          + "that is not in here. Ask a lawyer.",
        "Ante los tribunales cuando se revisó por última vez, el \(language.day(day)); lo que decidieron "
          + "después no está aquí. Consulte a un abogado.")
    case .barred(let bar):
      let note = bar.remark(on: situation.day, language).map { " " + $0 } ?? ""
      switch bar.level {
      case .excludes:
        return language("Excluded: ", "Excluye: ") + bar.name(language) + "." + note
      case .presumption, .contested, .lawyer:
        return language("Ask a lawyer: ", "Consulte a un abogado: ") + bar.name(language) + "."
          + note
      }
    case .exempt(let exemption): return exemption.text(language)
    case .noAgreement(let id):
      let name = set[id]?.name(language) ?? id
      return language(
        "Needs an agreement that is not in force: \(name).",
        "Necesita un acuerdo que no está en vigor: \(name).")
    }
  }

  /// "Had the day of arrival in the country been 31 July 2023 (5 days earlier), “…” would have been open."
  func text(_ change: Screening.Change) -> String {
    let name = change.policy.name(language)
    let isReturn = change.policy.kind == .return
    if let day = change.day {
      let shown = language.day(day)
      if day < situation.day {
        return isReturn
          ? language(
            "On \(shown) “\(name)” did not apply.", "El \(shown) «\(name)» no se aplicaba.")
          : language(
            "On \(shown) “\(name)” was open.", "El \(shown) la vía «\(name)» estaba abierta.")
      }
      return isReturn
        ? language(
          "On \(shown) “\(name)” would not apply.", "El \(shown) «\(name)» no se aplicaría.")
        : language(
          "On \(shown) “\(name)” would be open.", "El \(shown) la vía «\(name)» estaría abierta.")
    }
    let isPast = change.facts.contains { $0.fact.isPast && situation[$0.fact.id] != nil }
    // What follows from the arrival is not said beside it.
    let told =
      change.facts.contains { $0.fact.id == "arrived" }
      ? change.facts.filter { !Situation.followingArrival.contains($0.fact.id) } : change.facts
    let conditions = told.map { fact, value in
      "\(fact.label(language)): \(show(value, of: fact.id))\(shift(fact, value))"
    }.joined(separator: language(" and ", " y "))
    if change.facts.allSatisfy({ situation[$0.fact.id] == nil }) {
      // What is not known is not otherwise: it may be so.
      let result =
        isReturn
        ? language("“\(name)” does not apply", "«\(name)» no se aplica")
        : language("“\(name)” is open", "la vía «\(name)» está abierta")
      return language("If this is so (\(conditions)), ", "Si esto es así (\(conditions)), ")
        + result
        + "."
    }
    if isPast {
      let result =
        isReturn
        ? language("“\(name)” would not have applied", "«\(name)» no se habría aplicado")
        : language("“\(name)” would have been open", "la vía «\(name)» habría estado abierta")
      return language(
        "Had it been otherwise (\(conditions)), ", "De haber sido otro el caso (\(conditions)), ")
        + result + "."
    }
    let result =
      isReturn
      ? language("“\(name)” would not apply", "«\(name)» no se aplicaría")
      : language("“\(name)” would be open", "la vía «\(name)» estaría abierta")
    return language("With ", "Con ") + conditions + ", " + result + "."
  }

  private func shift(_ fact: Fact, _ value: FactValue) -> String {
    guard case .day(let day) = value, case .day(let now)? = situation[fact.id] else { return "" }
    let days = day.days(since: now)
    let count = abs(days)
    let unit = language(count == 1 ? "day" : "days", count == 1 ? "día" : "días")
    return days < 0
      ? language(" (\(count) \(unit) earlier)", " (\(count) \(unit) antes)")
      : language(" (\(count) \(unit) later)", " (\(count) \(unit) después)")
  }
}
