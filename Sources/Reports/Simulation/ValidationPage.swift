import Flee
import Wording

/// The page of a validation over many instances: one table, and the errors of each day by day.
package struct ValidationPage {
  private let answer: ValidationAnswer
  private let language: Language
  private let version: String

  private static let mostDays = 150

  package init(_ answer: ValidationAnswer, _ language: Language, version: String) {
    self.answer = answer
    self.language = language
    self.version = version
  }

  private var compared: [(number: Int, row: InstanceValidation)] {
    answer.instances.enumerated().filter { $1.errorAsFlee != nil }.map { ($0, $1) }
  }

  private func source(_ number: Int) -> String { "instance-\(number)" }

  package var content: BriefContent {
    BriefContent(
      language: language.rawValue,
      title: language("Validation of simulations", "Validación de simulaciones"),
      corridor: .init(id: "validation", name: language("Validation", "Validación")),
      asOf: nil, knowledge: knowledge, headline: headline,
      summary: [.init(text: summary, figures: [])], keyFigures: [], map: nil,
      chartSections: [rankedSection, daySection].compactMap(\.self),
      tables: [errorTable, measureTable], cautions: cautions, sources: sources,
      provenance: .init(
        program: "Trocha", version: version, command: answer.command,
        newestPublication: answer.instances.compactMap(\.start).max() ?? ""))
  }

  // MARK: In short

  private var knowledge: String {
    let runs = answer.instances.map(\.runs).max() ?? 1
    return language(
      "\(answer.instances.count) instances, \(runs == 1 ? "a run" : "\(runs) runs") each.",
      "\(answer.instances.count) instancias, \(runs == 1 ? "una simulación" : "\(runs) simulaciones") de "
        + "cada una.")
  }

  private var headline: String {
    let shares = compared.compactMap(\.row.countedElsewhere).sorted()
    guard let low = shares.first, let high = shares.last else {
      return language("Nothing could be compared", "No se pudo comparar nada")
    }
    return language(
      "Of \(shares.count) instances, \(language.percent(low)) to \(language.percent(high)) of the people "
        + "counted are elsewhere in the simulation",
      "En \(shares.count) instancias, del \(language.percent(low)) al \(language.percent(high)) de las "
        + "personas contadas está en otro lugar en la simulación")
  }

  private var summary: String {
    SimulationWording.countedElsewhere(language) + ": "
      + SimulationWording.countedElsewhereMeans(language) + ". "
      + SimulationWording.errorAsFlee(language) + ": "
      + SimulationWording.errorAsFleeMeans(language) + "."
      + language(" Both are means over the days.", " Ambos son medias de los días.")
  }

  private var cautions: [String] {
    var list = [
      language(
        "The counts that the simulation is compared with also determine how many people set out.",
        "Los recuentos con que se compara la simulación determinan también cuántas personas parten."
      )
    ]
    for row in answer.instances {
      if let problem = row.problem { list.append("\(row.instance): \(problem)") }
      list += row.warnings.map { "\(row.instance): \($0)" }
    }
    if answer.isPartial {
      list.append(
        language(
          "It was stopped before all instances were done.",
          "Se detuvo antes de terminar todas las instancias."))
    }
    return list
  }

  // MARK: Charts

  private var rankedSection: BriefContent.ChartSection? {
    guard !compared.isEmpty else { return nil }
    let ranked = compared.sorted {
      ($0.row.countedElsewhere ?? .infinity) < ($1.row.countedElsewhere ?? .infinity)
    }
    func points(_ value: (InstanceValidation) -> Double?) -> [BriefContent.ChartPoint] {
      ranked.map { number, row in
        let error = value(row)
        return .init(
          x: source(number), label: row.instance, y: error, display: shown(error, 3))
      }
    }
    return .init(
      id: "ranked", title: language("Instance by instance", "Instancia por instancia"), text: "",
      charts: [
        .init(
          id: "counted-elsewhere", title: SimulationWording.countedElsewhere(language),
          description: language(
            "The smallest share first.", "Primero la parte más pequeña."),
          form: .rankedBars,
          unit: language("Share of the people counted", "Parte de las personas contadas"),
          series: [
            .init(
              id: "share", label: language("counted elsewhere", "contadas en otro lugar"),
              points: points(\.countedElsewhere))
          ], marks: [], notes: [], sources: compared.map { source($0.number) })
      ])
  }

  private var daySection: BriefContent.ChartSection? {
    guard !compared.isEmpty else { return nil }
    return .init(
      id: "days", title: language("Day by day", "Día a día"),
      text: language(
        "Both errors of each instance.", "Los dos errores de cada instancia."),
      charts: compared.map { number, row in dayChart(number, row) })
  }

  private func dayChart(_ number: Int, _ row: InstanceValidation) -> BriefContent.Chart {
    let step = max(1, (row.byDay.count + Self.mostDays - 1) / Self.mostDays)
    let days = stride(from: 0, to: row.byDay.count, by: step).map { row.byDay[$0] }
    func points(_ value: (InstanceValidation.Day) -> Double?) -> [BriefContent.ChartPoint] {
      days.map { day in
        .init(x: day.day, label: day.day, y: value(day), display: shown(value(day), 3))
      }
    }
    return .init(
      id: "days-\(number)", title: row.instance,
      description: language(
        "Errors of \(row.instance) day by day.", "Errores de \(row.instance) día a día."),
      form: .lines,
      unit: language("Share of the people counted", "Parte de las personas contadas"),
      series: [
        .init(
          id: "share", label: language("counted elsewhere", "contadas en otro lugar"),
          points: points(\.countedElsewhere)),
        .init(
          id: "flee", label: language("as FLEE computes it", "como lo calcula FLEE"),
          points: points { $0.errorAsFlee }),
      ], marks: [],
      notes: step == 1
        ? []
        : [language("Every \(step)th day is shown.", "Se muestra un día de cada \(step).")],
      sources: [source(number)])
  }

  // MARK: Tables

  private var errorTable: BriefContent.FigureTable {
    table(
      "errors", language("Errors", "Errores"), summary,
      [
        (language("People", "Personas"), 0, { $0.people }),
        (language("Missing", "Faltan"), 0, { $0.problem == nil ? $0.missing : nil }),
        (language("Days", "Días"), 0, { $0.problem == nil ? Double($0.days) : nil }),
        (
          language("Counted elsewhere", "Contadas en otro lugar"), 3,
          { $0.countedElsewhere }
        ),
        (language("As FLEE computes it", "Como lo calcula FLEE"), 3, { $0.errorAsFlee }),
      ], notes: [])
  }

  private var measureTable: BriefContent.FigureTable {
    let columns: [(String, Int, (InstanceValidation) -> Double?)] = [
      ("ARD", 3, { $0.measures?.averagedRelativeDifference }),
      (
        language("ARD, rescaled", "ARD, reescalada"), 3,
        { $0.measures?.averagedRelativeDifferenceRescaled }
      ),
      (language("MASE 7, flat", "MASE 7, constante"), 3, { $0.measures?.mase7?.flat }),
      (language("sloped", "con pendiente"), 3, { $0.measures?.mase7?.sloped }),
      (language("ratio", "proporción"), 3, { $0.measures?.mase7?.ratio }),
      (language("MASE 30, flat", "MASE 30, constante"), 3, { $0.measures?.mase30?.flat }),
      (language("sloped", "con pendiente"), 3, { $0.measures?.mase30?.sloped }),
      (language("ratio", "proporción"), 3, { $0.measures?.mase30?.ratio }),
    ]
    return table(
      "measures", language("Measures of FLEE's users", "Medidas de quienes usan FLEE"),
      MeasureWording.caption(language), columns, notes: [MeasureWording.slopedNote(language)])
  }

  private func table(
    _ id: String, _ title: String, _ caption: String,
    _ columns: [(name: String, decimals: Int, value: (InstanceValidation) -> Double?)],
    notes: [String]
  ) -> BriefContent.FigureTable {
    .init(
      id: id, title: title, caption: caption,
      columns: [language("Instance", "Instancia")] + columns.map(\.name),
      rows: answer.instances.enumerated().map { number, row in
        .init(
          header: row.instance,
          cells: columns.map { column in
            let value = column.value(row)
            return .init(
              text: nil,
              figure: .init(
                value: value, display: shown(value, column.decimals), sources: [source(number)],
                vintage: language(
                  "Computed by \(answer.command)", "Calculado con \(answer.command)")))
          })
      }, notes: notes)
  }

  private func shown(_ value: Double?, _ decimals: Int) -> String {
    value.map { language.number($0, decimals: decimals) } ?? language("not known", "no se sabe")
  }

  private var sources: [BriefContent.SourceNote] {
    answer.instances.enumerated().map { number, row in
      .init(
        id: source(number),
        publisher: row.source == .run
          ? language("FLEE instance", "Instancia de FLEE") : language("Results", "Resultados"),
        title: row.instance, url: "https://flee.readthedocs.io", published: row.start ?? "",
        licence: language("as given with the instance", "la que acompaña a la instancia"),
        sha256: row.sha256,
        note: row.problem
          ?? language(
            "The date is the first day, and the checksum is of what was read.",
            "La fecha es el primer día, y la suma de control es de lo leído."))
    }
  }
}
