import Flee
import Foundation
import Periods
import Wording

/// What the page of a simulation says: how each camp's simulated people follow what was counted, the
/// people on the roads, and the network on a map.
package struct SimulationReport {
  let instance: FleeInstance
  let statistics: EnsembleStatistics
  let summary: RunSummary
  /// Every day of a single run.
  let run: SimulationRun?
  let validation: Validation?
  let language: Language
  private let version: String
  private let digest: String
  /// A chart shows a day in so many, so that it and its table stay legible.
  let stride: Int

  private static let mostDays = 150
  static let source = "instance"

  /// - Parameters:
  ///   - run: a single run, whose every day is known; `nil` for several.
  ///   - version: of the program.
  ///   - digest: SHA-256 of what the instance holds, in hexadecimal.
  package init(
    _ instance: FleeInstance, _ statistics: EnsembleStatistics, _ summary: RunSummary,
    run: SimulationRun? = nil, language: Language = .english, version: String, digest: String
  ) {
    self.instance = instance
    self.statistics = statistics
    self.summary = summary
    self.run = run
    self.language = language
    self.version = version
    self.digest = digest
    validation = Validation(
      instance,
      (0..<statistics.days).map { day in
        instance.places.indices.map { statistics.mean(day: day, column: $0) }
      })
    stride = max(1, (statistics.days + SimulationReport.mostDays - 1) / SimulationReport.mostDays)
  }

  package var content: BriefContent {
    BriefContent(
      language: language.rawValue,
      title: language("Simulation of movement", "Simulación de desplazamientos"),
      corridor: BriefContent.Named(id: summary.instance, name: summary.instance),
      asOf: nil, knowledge: knowledge, headline: headline, summary: sentences,
      keyFigures: keyFigures, map: map,
      chartSections: [campSection, otherSection, roadSection].compactMap(\.self),
      tables: [measureTable, errorTable].compactMap(\.self), cautions: cautions,
      sources: [sourceNote],
      provenance: BriefContent.Provenance(
        program: "Trocha", version: version, command: summary.command,
        newestPublication: summary.start))
  }

  // MARK: In short

  private var knowledge: String {
    SimulationWording.runs(summary.runs, language)
      + language(
        " of \(summary.days) days from \(summary.start), \(summary.engine.rawValue) engine, seed "
          + "\(summary.seed).",
        " de \(summary.days) días desde \(summary.start), motor \(summary.engine.rawValue), semilla "
          + "\(summary.seed).")
  }

  private var missing: Double { summary.shortfalls.missing }

  private var headline: String {
    if missing > 0 {
      let people = shown(missing)
      return language(
        "\(summary.instance): \(people) people who set out by the counts are missing",
        "\(summary.instance): faltan \(people) personas que partieron según los recuentos")
    }
    guard let share = summary.countedElsewhere else {
      return language(
        "\(summary.instance): simulated without counts to compare with",
        "\(summary.instance): simulado sin recuentos con que comparar")
    }
    if share > 1 {
      let times = language.number(share, decimals: 1)
      return language(
        "\(summary.instance): the differences are \(times) times the people counted",
        "\(summary.instance): las diferencias son \(times) veces las personas contadas")
    }
    return language(
      "\(summary.instance): \(language.percent(share)) of the people counted are elsewhere in the simulation",
      "\(summary.instance): el \(language.percent(share)) de las personas contadas está en otro lugar en la "
        + "simulación")
  }

  private var sentences: [BriefContent.Sentence] {
    var text =
      language(
        "\(shown(summary.people)) people set out in \(summary.days) days",
        "\(shown(summary.people)) personas partieron en \(summary.days) días")
      + (summary.runs == 1
        ? "." : language(", on average over the runs.", ", de media en las simulaciones."))
    let errors = [
      (
        SimulationWording.countedElsewhere(language), summary.countedElsewhere,
        summary.countedElsewhereRange, SimulationWording.countedElsewhereMeans(language)
      ),
      (
        SimulationWording.errorAsFlee(language), summary.errorAsFlee, summary.errorAsFleeRange,
        SimulationWording.errorAsFleeMeans(language)
      ),
    ]
    for (name, error, range, means) in errors {
      guard let error else { continue }
      text += " \(name): \(shown(error, 3))"
      if let range {
        let ends = (shown(range[0], 3), shown(range[1], 3))
        text +=
          summary.runs < RunSummary.fewestForTenths
          ? language(
            " (\(summary.runs) runs from \(ends.0) to \(ends.1))",
            " (\(summary.runs) simulaciones de \(ends.0) a \(ends.1))")
          : language(
            " (eight of ten runs from \(ends.0) to \(ends.1))",
            " (ocho de cada diez simulaciones de \(ends.0) a \(ends.1))")
      }
      text += ", \(means)" + language("; mean over the days.", "; media de los días.")
    }
    return ([text] + shortfalls).map { BriefContent.Sentence(text: $0, figures: []) }
  }

  private var shortfalls: [String] {
    summary.shortfalls.map { SimulationWording.sentence($0, runs: summary.runs, language) }
  }

  private var keyFigures: [BriefContent.KeyFigure] {
    func figure(_ label: String, _ period: String, _ value: Double, _ decimals: Int, _ of: String)
      -> BriefContent.KeyFigure
    {
      BriefContent.KeyFigure(
        label: label, period: period, figure: number(value, decimals), comparison: nil, series: of)
    }
    let simulated = language("simulated", "simulado")
    let compared = language("simulated compared with counted", "simulado comparado con contado")
    let days = language("mean over \(summary.days) days", "media de \(summary.days) días")
    var figures = [
      figure(
        language("People who set out", "Personas que partieron"),
        language("by the last day", "hasta el último día"), summary.people, 0, simulated)
    ]
    if missing > 0 {
      figures.append(
        figure(
          language("People missing", "Personas que faltan"),
          language("by the last day", "hasta el último día"), missing, 0, simulated))
    }
    if let share = summary.countedElsewhere {
      figures.append(
        figure(SimulationWording.countedElsewhere(language), days, share, 3, compared))
    }
    if let error = summary.errorAsFlee {
      figures.append(figure(SimulationWording.errorAsFlee(language), days, error, 3, compared))
    }
    return figures
  }

  private var cautions: [String] {
    var list = [
      language(
        "A simulation shows what follows from the data under the rules of movement. It is not a forecast "
          + "unless it has been tested on days that it was not fitted to.",
        "Una simulación muestra lo que se sigue de los datos con las reglas de movimiento. No es un "
          + "pronóstico si no se ha probado en días a los que no se ajustó."),
      language(
        "Camp counts change with registration; a difference may come from the count.",
        "Los recuentos de los campamentos cambian con el registro; una diferencia puede venir del "
          + "recuento."),
    ]
    if summary.runs == 1 {
      list.append(
        language(
          "This is a single run. Use --runs to see how much depends on chance.",
          "Es una sola simulación. Use --runs para ver cuánto depende del azar."))
    }
    if summary.isPartial {
      list.append(
        language(
          "The simulation was stopped before it finished.",
          "La simulación se detuvo antes de terminar."))
    }
    // What is missing is in the summary already.
    return list + summary.warnings.filter { !shortfalls.contains($0) }
  }

  // MARK: Numbers

  func number(_ value: Double, _ decimals: Int = 0) -> BriefContent.CitedNumber {
    BriefContent.CitedNumber(
      value: value, display: shown(value, decimals), sources: [SimulationReport.source],
      vintage: language(
        "Computed by \(summary.command)", "Calculado con \(summary.command)"))
  }

  func shown(_ value: Double, _ decimals: Int = 0) -> String {
    language.number(value, decimals: decimals)
  }

  private var sourceNote: BriefContent.SourceNote {
    BriefContent.SourceNote(
      id: SimulationReport.source,
      publisher: language("FLEE instance", "Instancia de FLEE"), title: summary.instance,
      url: "https://flee.readthedocs.io", published: summary.start,
      licence: language("as given with the instance", "la que acompaña a la instancia"),
      sha256: digest,
      note: language(
        "Places, roads, closures, conflicts and counts as read from the instance's files; the "
          + "date is the first day simulated, and the checksum is of what was read.",
        "Lugares, caminos, cierres, conflictos y recuentos como se leyeron de los archivos de la "
          + "instancia; la fecha es el primer día simulado, y la suma de control es de lo leído."))
  }
}
