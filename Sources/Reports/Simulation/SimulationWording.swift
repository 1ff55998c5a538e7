import Flee
import Wording

/// The words of simulations that the terminal, the files and the pages share.
package enum SimulationWording {
  // MARK: Errors

  /// The error that comes first.
  package static func countedElsewhere(_ language: Language) -> String {
    language(
      "Share of people counted elsewhere than simulated",
      "Parte de las personas contadas en otro lugar que el simulado")
  }

  package static func errorAsFlee(_ language: Language) -> String {
    language("Error as FLEE computes it", "Error como lo calcula FLEE")
  }

  /// What the error is a share of.
  package static func countedElsewhereMeans(_ language: Language) -> String {
    language(
      "the differences between simulated and counted people, added up over the camps, as a share of the"
        + " people counted there",
      "las diferencias entre personas simuladas y contadas, sumadas por campamento, como parte de las"
        + " personas contadas allí")
  }

  /// Why FLEE's figure is another one.
  package static func errorAsFleeMeans(_ language: Language) -> String {
    language(
      "the same differences as a share of FLEE's raw count, which with sum_from_camps includes the total of day 0"
        + " as well; the larger that is, the smaller the error",
      "las mismas diferencias como parte del recuento bruto de FLEE, que con sum_from_camps incluye además"
        + " el total del día 0; cuanto mayor es, menor es el error")
  }

  // MARK: People who are missing

  /// A sentence that says who is missing, since when and why.
  ///
  /// - Parameter runs: number of runs in all.
  package static func sentence(
    _ report: ShortfallReport, runs: Int, _ language: Language
  ) -> String {
    let people = language.number(report.people)
    let of = language.number(report.ofPeople)
    let days = days(report, language)
    let average =
      runs > 1
      ? language(
        " on average (in \(report.runs) of \(runs) runs)",
        " de media (en \(report.runs) de \(runs) simulaciones)") : ""
    let missing = language(
      "\(people) of the \(of) people who set out by the counts are not simulated\(average), \(days): ",
      "\(people) de las \(of) personas que partieron según los recuentos no se simulan\(average), \(days): "
    )
    return switch report.reason {
    case .noConflict:
      missing
        + language(
          "no place was in conflict, so that there was nowhere to set out from. See conflicts.csv and"
            + " locations.csv.",
          "ningún lugar estaba en conflicto, así que no había de dónde partir. Véanse conflicts.csv y"
            + " locations.csv.")
    case .noPopulation:
      missing
        + language(
          "nobody was left where there is conflict. See the populations in locations.csv, or set"
            + " take_from_population to false.",
          "no quedaba nadie donde hay conflicto. Véanse las poblaciones en locations.csv, o ponga"
            + " take_from_population en false.")
    case .beyondPopulation:
      language(
        "\(people) of the \(of) people simulated\(average) set out from places where by their population"
          + " nobody was left, \(days). FLEE stops there. See locations.csv and take_from_population.",
        "\(people) de las \(of) personas simuladas\(average) partieron de lugares donde según su población"
          + " no quedaba nadie, \(days). FLEE se detiene ahí. Véanse locations.csv y take_from_population."
      )
    }
  }

  private static func days(_ report: ShortfallReport, _ language: Language) -> String {
    let first = "\(report.firstDay) (\(report.firstDate))"
    return report.firstDay == report.lastDay
      ? language("on day \(first)", "el día \(first)")
      : language(
        "from day \(first) to day \(report.lastDay) (\(report.lastDate))",
        "del día \(first) al día \(report.lastDay) (\(report.lastDate))")
  }

  /// What to say of a run in which nobody ever was.
  package static func nobody(_ instance: FleeInstance, days: Int, _ language: Language) -> String {
    let rules = instance.settings
    let cause =
      rules.floodSpawning != nil
      ? language(
        "people set out from flooded places; see flood_level.csv and displaced_per_flood_day",
        "las personas parten de lugares inundados; véanse flood_level.csv y displaced_per_flood_day"
      )
      : rules.conflictSpawning != nil
        ? language(
          "people set out from places in conflict; see conflicts.csv, the populations and"
            + " displaced_per_conflict_day",
          "las personas parten de lugares en conflicto; véanse conflicts.csv, las poblaciones y"
            + " displaced_per_conflict_day")
        : language(
          "as many set out as the counts grow by; see source_data and sim_period.csv",
          "parten tantas como crecen los recuentos; véanse source_data y sim_period.csv")
    return language(
      "Nobody is simulated on any of the \(days) days: \(cause).",
      "No se simula a nadie en ninguno de los \(days) días: \(cause).")
  }

  /// What is odd about who will set out: a sentence each.
  package static func warnings(
    of outlook: DepartureOutlook, _ instance: FleeInstance, _ language: Language
  ) -> [String] {
    let beyond = outlook.beyondPopulation(instance)
    let empty = outlook.withoutPopulation(instance).map { "\"\($0.name)\"" }
    var warnings: [String] = []
    if let first = beyond.first {
      let (people, living) = (
        language.number(Double(first.setOut)),
        language.number(Double(first.place.population))
      )
      let others =
        beyond.count == 1
        ? "" : language("; so from \(beyond.count - 1) more", "; y así de \(beyond.count - 1) más")
      warnings.append(
        language(
          "\(people) people set out from \"\(first.place.name)\", where \(living) live by"
            + " locations.csv\(others). See the column population.",
          "\(people) personas parten de «\(first.place.name)», donde viven \(living) según"
            + " locations.csv\(others). Véase la columna population."))
    }
    if !empty.isEmpty {
      let list = empty.prefix(5).joined(separator: ", ") + (empty.count > 5 ? " …" : "")
      warnings.append(
        language(
          "Nobody sets out from \(empty.count) of the places in conflict, since their population is 0: \(list).",
          "Nadie parte de \(empty.count) de los lugares en conflicto, pues su población es 0: \(list)."
        ))
    }
    return warnings
  }

  /// How many runs, at the beginning of a sentence.
  package static func runs(_ number: Int, _ language: Language) -> String {
    number == 1
      ? language("One run", "Una simulación") : language("\(number) runs", "\(number) simulaciones")
  }

  // MARK: Logs

  /// What to know of logs before they are written: a sentence for each that will be large.
  package static func warnings(
    of sizes: LogSizes, _ rules: MovementSettings, _ language: Language
  ) -> [String] {
    func sentence(_ file: String, _ bytes: Double, _ setting: String) -> String? {
      guard bytes >= LogSizes.large else { return nil }
      let size = gigabytes(bytes, language)
      return language(
        "\(file) will take about \(size) (\(setting)). Set it to 0 in simsetting.yml to write none.",
        "\(file) ocupará unos \(size) (\(setting)). Póngalo en 0 en simsetting.yml para no escribirlo."
      )
    }
    return [
      sentence("agents.out.0", sizes.agents, "log_levels: agent: \(rules.agentLog)"),
      sentence("links.out.0", sizes.links, "log_levels: link: \(rules.linkLog)"),
    ].compactMap(\.self)
  }

  package static func gigabytes(_ bytes: Double, _ language: Language) -> String {
    language.number(bytes / 1e9, decimals: 1) + " GB"
  }
}
