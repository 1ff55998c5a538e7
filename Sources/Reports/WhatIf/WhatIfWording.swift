import CorridorModel
import Corridors
import Wording

/// Outcomes of scenarios in plain words.
package struct WhatIfWording: Sendable {
  let corridor: MovementCorridor
  let language: Language

  package init(_ corridor: MovementCorridor, _ language: Language) {
    self.corridor = corridor
    self.language = language
  }

  /// What an outcome is: "Waiting in Ciudad Juárez".
  package func label(_ outcome: WhatIf.OutcomeResult) -> String {
    switch outcome.measure {
    case .people: "\(status(outcome.status)): \(place(outcome.place))"
    case .beds: language("Beds needed: ", "Camas necesarias: ") + place(outcome.place)
    case .counted:
      corridor.plan.counts.first { $0.id == outcome.item }?.label(language) ?? outcome.item ?? ""
    case .entered: language("Came into the corridor", "Entraron al corredor")
    case .inside: status(outcome.status)
    case .held: language("Held for a seat", "Detenidas en espera de asiento")
    case .returned: language("Returned: ", "Retornadas: ") + policy(outcome.item)
    case .seatsUnused: language("Unused seats: ", "Asientos sin usar: ") + policy(outcome.item)
    case .admitted: language("Admitted with an appointment", "Admitidas con cita")
    case .appointmentsUnused: language("Unused appointments", "Citas sin usar")
    case .deaths:
      language("Deaths and disappearances: ", "Muertes y desapariciones: ") + hazard(outcome.item)
    case .turnedBack: language("Turned back", "Regresaron")
    case .monthsToReturn:
      language(
        "Months to return everyone to whom a return by seats applies",
        "Meses para retornar a todos a quienes se aplica un retorno por asientos")
    }
  }

  package func place(_ id: String?) -> String {
    corridor.network.places.first { $0.id == id }?.name(language) ?? id ?? ""
  }

  func policy(_ id: String?) -> String {
    id.flatMap { corridor.policies[$0] }?.name(language) ?? id ?? ""
  }

  private func hazard(_ id: String?) -> String {
    corridor.plan.hazards.first { $0.id == id }?.label(language) ?? id ?? ""
  }

  package func status(_ status: String?) -> String {
    switch status {
    case "moving": language("On the way", "En camino")
    case "waiting": language("Waiting for an appointment", "Esperan cita")
    case "stopped": language("Stopped on the way", "Detuvieron su viaje")
    case "processing": language("Being processed", "En procesamiento")
    case "with-pathway":
      language("Inside, a pathway is open to them", "Dentro, con una vía abierta")
    case "without-pathway": language("Inside, without a pathway", "Dentro, sin vía")
    case "return-applies":
      language(
        "Inside, to whom a return by seats applies if it can be made",
        "Dentro, sujetas a retorno por asientos si es viable")
    default: status ?? ""
    }
  }
}
