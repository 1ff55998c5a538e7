import CorridorModel
import Corridors
import Foundation
import Periods
import Wording

/// What the page of scenarios says: a table of what each brings about, charts over the months, and
/// the places on a map.
package struct WhatIfReport {
  let result: WhatIf
  let corridor: MovementCorridor
  let language: Language
  let words: WhatIfWording
  private let version: String
  private let digest: String

  static let source = "corridor"

  /// - Parameter digest: SHA-256 of the corridor's files, in hexadecimal.
  package init(
    _ result: WhatIf, _ corridor: MovementCorridor, language: Language, version: String,
    digest: String
  ) {
    self.result = result
    self.corridor = corridor
    self.language = language
    self.version = version
    self.digest = digest
    words = WhatIfWording(corridor, language)
  }

  package var content: BriefContent {
    BriefContent(
      language: language.rawValue,
      title: result.scenarios.count > 1
        ? language("What if", "¿Y si…?")
        : language("Simulation of the corridor", "Simulación del corredor"),
      corridor: BriefContent.Named(id: corridor.id, name: corridor.id), asOf: result.asOf,
      knowledge: knowledge, headline: headline, summary: [], keyFigures: [], map: map,
      chartSections: [chartSection], tables: tables, cautions: cautions, sources: [sourceNote],
      provenance: BriefContent.Provenance(
        program: "trocha", version: version, command: result.command,
        newestPublication: result.asOf ?? ""))
  }

  private var knowledge: String {
    let known =
      result.asOf.map { language("As known on \($0). ", "Según lo conocido al \($0). ") } ?? ""
    return known
      + language(
        "\(result.runs) runs of each scenario through \(result.through), \(result.engine) engine, "
          + "seed \(result.seed).",
        "\(result.runs) simulaciones de cada escenario hasta \(result.through), motor "
          + "\(result.engine), semilla \(result.seed).")
  }

  private var headline: String {
    let names = result.scenarios.map { $0.name(language) }
    return names.count == 1
      ? names[0]
      : language("\(names.count) scenarios side by side", "\(names.count) escenarios lado a lado")
  }

  private var cautions: [String] {
    [
      language(
        "A scenario shows what follows from a change under the model's rules, other things equal. The bands "
          + "cover the uncertainty of the parameters and of chance, not that of the rules.",
        "Un escenario muestra qué resulta de un cambio según las reglas del modelo, con lo demás igual. "
          + "Las bandas abarcan la incertidumbre de los parámetros y del azar, no la de las reglas."
      ),
      language(
        "The record does not show how departures respond to returns; this is assumed, with a wide "
          + "spread.",
        "El registro no dice cómo responden las salidas a los retornos; se supone, con amplia "
          + "dispersión."),
      language(
        "What each published series would count lies halfway between the model and the outlook of that series. "
          + "People at places, and beds, are the model's alone.",
        "Lo que contaría cada serie publicada queda a medio camino entre el modelo y el pronóstico de esa serie. "
          + "Las personas por lugar y las camas son solo del modelo."),
    ] + result.cautions(language)
  }

  // MARK: Tables

  package var tables: [BriefContent.FigureTable] {
    [scenarioTable] + (result.scenarios.count > 1 ? [differenceTable] : []) + [waitingTable]
      + [earlierTable].compactMap(\.self)
  }

  /// The outcomes by which scenarios are compared: flows over all months, and states at the end.
  func compared(_ scenario: WhatIf.ScenarioResult) -> [WhatIf.OutcomeResult] {
    let last = scenario.months.last?.outcomes ?? []
    let flows = scenario.total.filter {
      switch $0.measure {
      case .returned, .seatsUnused, .counted, .admitted, .deaths, .appointmentsUnused: true
      default: false
      }
    }
    let states = last.filter {
      switch $0.measure {
      case .inside, .held, .monthsToReturn: true
      default: false
      }
    }
    return flows + states
  }

  /// Whether the outcome is nothing in every scenario.
  private func isIdle(_ outcome: WhatIf.OutcomeResult) -> Bool {
    let label = words.label(outcome)
    return result.scenarios.allSatisfy { scenario in
      compared(scenario).filter { words.label($0) == label }.allSatisfy {
        $0.value.q975 == 0 && $0.value.q025 == 0
      }
    }
  }

  private var scenarioTable: BriefContent.FigureTable {
    table(
      id: "scenarios",
      title: language("Results of each scenario", "Resultados de cada escenario"),
      caption: language(
        "Median of the runs, with the band of eight runs in ten in brackets. Flows are added up over "
          + "the months reported; people inside and held are those at the end.",
        "Mediana de las simulaciones y, entre paréntesis, la banda de ocho de cada diez. Los flujos "
          + "suman los meses; las personas dentro y detenidas son las del final."),
      scenarios: result.scenarios, isTold: { _ in true }, value: { $0.value })
  }

  private var differenceTable: BriefContent.FigureTable {
    table(
      id: "differences",
      title: language("How each differs from the first", "En qué difiere cada uno del primero"),
      caption: language(
        "Differences run by run, with the same parameters and random numbers: median, and the band of "
          + "eight runs in ten.",
        "Diferencias simulación por simulación, con los mismos parámetros y números aleatorios: "
          + "mediana y banda de ocho de cada diez."),
      scenarios: Array(result.scenarios.dropFirst()),
      // Between "never" and a number there is no difference to tell.
      isTold: { $0.measure != .monthsToReturn }, value: { $0.difference })
  }

  private func table(
    id: String, title: String, caption: String, scenarios: [WhatIf.ScenarioResult],
    isTold: (WhatIf.OutcomeResult) -> Bool,
    value: (WhatIf.OutcomeResult) -> WhatIf.Summary?
  ) -> BriefContent.FigureTable {
    var labels: [String] = []
    for scenario in result.scenarios {
      for outcome in compared(scenario)
      where isTold(outcome) && !isIdle(outcome) && !labels.contains(words.label(outcome)) {
        labels.append(words.label(outcome))
      }
    }
    let rows = labels.map { label in
      BriefContent.FigureTable.Row(
        header: label,
        cells: scenarios.map { scenario in
          let outcome = compared(scenario).first { words.label($0) == label }
          return cell(outcome.flatMap(value), outcome?.measure)
        })
    }
    return BriefContent.FigureTable(
      id: id, title: title, caption: caption,
      columns: [language("Outcome", "Resultado")] + scenarios.map { $0.name(language) }, rows: rows,
      notes: [])
  }

  /// People who wait and beds wanted where most are, in the first scenario and the others.
  private var waitingTable: BriefContent.FigureTable {
    let first = result.scenarios[0].months.last?.outcomes ?? []
    let places = first.filter { $0.measure == .beds }
      .sorted { ($0.value.q50 ?? 0, $1.place ?? "") > ($1.value.q50 ?? 0, $0.place ?? "") }.prefix(
        12)
    let rows = places.map { beds in
      BriefContent.FigureTable.Row(
        header: words.place(beds.place),
        cells: result.scenarios.flatMap { scenario -> [BriefContent.FigureTable.Cell] in
          let outcomes = scenario.months.last?.outcomes.filter { $0.place == beds.place } ?? []
          let waiting = outcomes.first { $0.measure == .people && $0.status == "waiting" }
          let wanted = outcomes.first { $0.measure == .beds }
          return [cell(waiting?.value, .people), cell(wanted?.value, .beds)]
        })
    }
    return BriefContent.FigureTable(
      id: "waiting",
      title: language("Where people are in the last month", "Dónde están en el último mes"),
      caption: language(
        "People waiting for an appointment at the end of the month, and beds needed on its average day; "
          + "meals are three times the beds.",
        "Personas que esperan cita al final del mes y camas necesarias en un día medio; las comidas son "
          + "el triple de las camas."),
      columns: [language("Place", "Lugar")]
        + result.scenarios.flatMap { scenario in
          [
            language("Waiting: ", "Esperan: ") + scenario.name(language),
            language("Beds: ", "Camas: ") + scenario.name(language),
          ]
        }, rows: Array(rows), notes: [])
  }

  private func cell(
    _ summary: WhatIf.Summary?, _ measure: Outcome.Measure?
  ) -> BriefContent.FigureTable.Cell {
    BriefContent.FigureTable.Cell(text: nil, figure: number(summary, measure))
  }

  func number(_ summary: WhatIf.Summary?, _ measure: Outcome.Measure?) -> BriefContent.CitedNumber {
    BriefContent.CitedNumber(
      value: summary?.q50, display: shown(summary, measure), sources: [WhatIfReport.source],
      vintage: language("Simulated by ", "Simulado con ") + result.command)
  }

  /// "1,234 (900–1,600)".
  func shown(_ summary: WhatIf.Summary?, _ measure: Outcome.Measure?) -> String {
    guard let summary else { return language("none", "ninguno") }
    func text(_ value: Double?) -> String {
      guard let value else { return language("no end", "sin fin") }
      return language.number(value, decimals: measure == .monthsToReturn ? 1 : 0)
    }
    if summary.q10 == nil, summary.q50 == nil { return language("never", "nunca") }
    guard result.runs >= WhatIf.fewestForBand else { return text(summary.q50) }
    return "\(text(summary.q50)) (\(text(summary.q10)) – \(text(summary.q90)))"
  }

  private var sourceNote: BriefContent.SourceNote {
    BriefContent.SourceNote(
      id: WhatIfReport.source, publisher: "Trocha",
      title: language(
        "Simulation of the corridor \(corridor.id)", "Simulación del corredor \(corridor.id)"),
      url: "", published: result.asOf ?? result.through, licence: "Apache-2.0", sha256: digest,
      note: language(
        "Computed from the corridor's places, roads, policies and movement plan, whose sources are "
          + "in its files; the checksum is of these files. Parameters: ",
        "Calculado con los lugares, caminos, políticas y plan de movimiento del corredor, cuyas fuentes "
          + "están en sus archivos; la suma de control es de esos archivos. Parámetros: ")
        + (result.training.map {
          language("calibrated to the record of \($0).", "calibrados con el registro de \($0).")
        }
          ?? language("the prior.", "la distribución previa.")))
  }
}
