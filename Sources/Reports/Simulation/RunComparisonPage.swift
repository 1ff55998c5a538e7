import Flee
import Wording

/// The page of two runs that are compared.
package struct RunComparisonPage {
  private let comparison: RunComparison
  private let language: Language
  private let version: String
  private let command: String
  private let sums: (String, String)
  private let dates: [String]

  private static let mostDays = 150
  private static let mostPlaces = 40

  /// - Parameters:
  ///   - sums: SHA-256 of the two files, in hexadecimal.
  ///   - dates: of the days that are compared; empty where the files give none.
  package init(
    _ comparison: RunComparison, sums: (String, String), dates: [String], _ language: Language,
    version: String, command: String
  ) {
    self.comparison = comparison
    self.sums = sums
    self.dates = dates.count == comparison.days.count ? dates : []
    self.language = language
    self.version = version
    self.command = command
  }

  package var content: BriefContent {
    let text = RunComparisonWording(comparison, language)
    return BriefContent(
      language: language.rawValue,
      title: language("Two runs compared", "Dos simulaciones comparadas"),
      corridor: .init(id: "comparison", name: language("Comparison", "Comparación")),
      asOf: nil, knowledge: text.days, headline: text.headline,
      summary: text.sentences.map { .init(text: $0, figures: []) }, keyFigures: [], map: nil,
      chartSections: [charts], tables: [table], cautions: text.cautions,
      sources: [
        source("first", comparison.first.path, sums.0),
        source("second", comparison.second.path, sums.1),
      ],
      provenance: .init(
        program: "Trocha", version: version, command: command,
        newestPublication: dates.last ?? ""))
  }

  /// Places by how much they differ, the most first.
  private var ranked: [(number: Int, place: RunComparison.Place)] {
    comparison.places.enumerated().map { ($0, $1) }.sorted {
      (-$0.1.meanAbsoluteDifference, $0.0) < (-$1.1.meanAbsoluteDifference, $1.0)
    }
  }

  private var charts: BriefContent.ChartSection {
    let shown = ranked.prefix(Self.mostPlaces)
    return .init(
      id: "places", title: language("Place by place", "Lugar por lugar"),
      text: shown.count < comparison.places.count
        ? language(
          "The \(shown.count) places that differ most.",
          "Los \(shown.count) lugares que más difieren.")
        : language("The places that differ most first.", "Primero los lugares que más difieren."),
      charts: shown.map { chart($0.number, $0.place) })
  }

  private func chart(_ number: Int, _ place: RunComparison.Place) -> BriefContent.Chart {
    let step = max(1, (comparison.days.count + Self.mostDays - 1) / Self.mostDays)
    let rows = Array(stride(from: 0, to: comparison.days.count, by: step))
    func series(
      _ id: String, _ label: String, _ value: ((first: Double, second: Double)) -> Double
    ) -> BriefContent.ChartSeries {
      .init(
        id: id, label: label,
        points: rows.map { row in
          let x = dates.isEmpty ? "\(comparison.days[row])" : dates[row]
          let people = value(place.series[row])
          return .init(x: x, label: x, y: people, display: language.number(people))
        })
    }
    let name = place.name.replacing("_", with: " ")
    return .init(
      id: "place-\(number)", title: name,
      description: language(
        "People in \(name) in both runs.", "Personas en \(name) en ambas simulaciones."),
      form: .lines, unit: language("People", "Personas"),
      series: [
        series("first", language("first", "primera")) { $0.first },
        series("second", language("second", "segunda")) { $0.second },
      ], marks: [],
      notes: step == 1
        ? []
        : [language("Every \(step)th day is shown.", "Se muestra un día de cada \(step).")],
      sources: ["first", "second"])
  }

  private var table: BriefContent.FigureTable {
    .init(
      id: "differences", title: language("Differences", "Diferencias"),
      caption: language(
        "People, mean over the days; the difference is the second less the first.",
        "Personas, media de los días; la diferencia es la segunda menos la primera."),
      columns: [
        language("Place", "Lugar"), language("First", "Primera"), language("Second", "Segunda"),
        language("Mean absolute difference", "Diferencia absoluta media"),
        language("Largest difference", "Mayor diferencia"), language("on day", "el día"),
      ],
      rows: ranked.map { _, place in
        .init(
          header: place.name.replacing("_", with: " "),
          cells: [
            place.meanFirst, place.meanSecond, place.meanAbsoluteDifference,
            place.largestDifference, Double(place.largestOnDay),
          ].map { value in
            .init(
              text: nil,
              figure: .init(
                value: value, display: language.number(value), sources: ["first", "second"],
                vintage: language("Computed by \(command)", "Calculado con \(command)")))
          })
      }, notes: [])
  }

  private func source(_ id: String, _ path: String, _ sum: String) -> BriefContent.SourceNote {
    .init(
      id: id, publisher: language("Results of a run", "Resultados de una simulación"), title: path,
      url: "https://flee.readthedocs.io", published: dates.first ?? "",
      licence: language("as given with the file", "la que acompaña al archivo"), sha256: sum,
      note: language("The checksum is of the file.", "La suma de control es del archivo."))
  }
}

/// What the terminal and the page say of two runs.
package struct RunComparisonWording {
  private let comparison: RunComparison
  private let language: Language

  package init(_ comparison: RunComparison, _ language: Language) {
    self.comparison = comparison
    self.language = language
  }

  package var headline: String {
    comparison.isSame
      ? language("The two runs are the same", "Las dos simulaciones son iguales")
      : language(
        "\(language.percent(comparison.peopleElsewhere)) of the people are elsewhere in the second run",
        "El \(language.percent(comparison.peopleElsewhere)) de las personas está en otro lugar en la segunda "
          + "simulación")
  }

  package var days: String {
    let count = comparison.days.count
    return language(
      "\(count) \(count == 1 ? "day" : "days") and \(comparison.places.count) places compared.",
      "\(count) \(count == 1 ? "día" : "días") y \(comparison.places.count) lugares comparados.")
  }

  package var sentences: [String] {
    var list = [
      language(
        "Differences added up over the places, as a share of the people there in the run with more of them; "
          + "mean over the days.",
        "Diferencias sumadas por lugar, como parte de las personas en la simulación que tiene más; media de "
          + "los días.")
    ]
    if let first = comparison.first.people, let second = comparison.second.people,
      let day = comparison.days.last
    {
      list.append(
        language(
          "People simulated on day \(day): \(language.count(first)) and \(language.count(second)).",
          "Personas simuladas el día \(day): \(language.count(first)) y \(language.count(second)).")
      )
    }
    for (name, side) in [
      (language("First", "Primera"), comparison.first),
      (language("Second", "Segunda"), comparison.second),
    ] {
      guard let share = side.countedElsewhere, let error = side.errorAsFlee else { continue }
      list.append(
        "\(name) (\(side.path)): "
          + SimulationWording.countedElsewhere(language).lowercasedFirst
          + " \(language.number(share, decimals: 3)), "
          + SimulationWording.errorAsFlee(language).lowercasedFirst
          + " \(language.number(error, decimals: 3)).")
    }
    return list
  }

  package var cautions: [String] {
    var list: [String] = []
    for (names, side) in [
      (comparison.onlyInFirst, comparison.first), (comparison.onlyInSecond, comparison.second),
    ] where !names.isEmpty {
      let shown = names.prefix(10).joined(separator: ", ") + (names.count > 10 ? " …" : "")
      list.append(
        language("Only in \(side.path): \(shown)", "Solo en \(side.path): \(shown)"))
    }
    for side in [comparison.first, comparison.second] where side.days > comparison.days.count {
      let more = side.days - comparison.days.count
      list.append(
        language(
          "\(side.path) has \(more) more days, which are not compared.",
          "\(side.path) tiene \(more) días más, que no se comparan."))
    }
    return list
  }
}

extension String {
  fileprivate var lowercasedFirst: String { prefix(1).lowercased() + dropFirst() }
}
