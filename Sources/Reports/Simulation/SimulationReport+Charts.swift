import Flee
import Foundation
import Periods
import Wording

/// Charts of the camps, the errors and the roads.
extension SimulationReport {
  var campSection: BriefContent.ChartSection {
    let camps =
      validation?.camps
      ?? instance.places.indices.filter {
        instance.places[$0].kind == .camp || instance.places[$0].kind == .idpCamp
      }
    let shown = shownCamps(camps)
    let more =
      shown.count < camps.count
      ? language(
        " The \(shown.count) of \(camps.count) with the most people; the files have them all.",
        " Los \(shown.count) de \(camps.count) con más personas; los archivos los contienen todos.")
      : ""
    return BriefContent.ChartSection(
      id: "camps", title: language("Camps", "Campamentos"),
      text: language(
        "People in each camp at the end of the day, simulated and counted.",
        "Personas en cada campamento al final del día, simuladas y contadas.") + more,
      charts: shown.map { chart(of: camps[$0], counts: validation?.counted[$0]) })
  }

  /// Charts of more camps would be a page that opens slowly.
  private static let mostCamps = 60

  /// Which of the camps have a chart: all, or of very many those with the most people, simulated or
  /// counted, in their order.
  private func shownCamps(_ camps: [Int]) -> [Int] {
    guard camps.count > Self.mostCamps else { return Array(camps.indices) }
    let people = camps.indices.map { index in
      days.reduce(0.0) {
        $0 + statistics.mean(day: $1, column: camps[index])
          + Double(validation?.counted[index][$1] ?? 0)
      }
    }
    return camps.indices.sorted { (-people[$0], $0) < (-people[$1], $1) }.prefix(Self.mostCamps)
      .sorted()
  }

  var otherSection: BriefContent.ChartSection {
    var charts = [
      lines(
        id: "on-the-road", title: language("People on the road", "Personas en camino"),
        series: simulated(instance.places.count),
        description: language(
          "People between two places at the end of the day.",
          "Personas entre dos lugares al final del día."),
        unit: people)
    ]
    if let chart = errorChart { charts.insert(chart, at: 0) }
    return BriefContent.ChartSection(
      id: "whole", title: language("The whole", "El conjunto"), text: "", charts: charts)
  }

  private var people: String { language("People", "Personas") }

  /// Both errors by day, each under its name.
  private var errorChart: BriefContent.Chart? {
    guard let validation else { return nil }
    let shares = days.map { point($0, validation.countedElsewhere[$0], decimals: 3) }
    let errors = days.map { point($0, validation.totalError[$0], decimals: 3) }
    let ofMean =
      summary.runs > 1
      ? language(" Of the mean of the runs.", " De la media de las simulaciones.") : ""
    return lines(
      id: "total-error", title: SimulationWording.countedElsewhere(language),
      series: [
        BriefContent.ChartSeries(
          id: "counted-elsewhere", label: language("counted elsewhere", "contadas en otro lugar"),
          points: shares),
        BriefContent.ChartSeries(
          id: "error-as-flee", label: language("as FLEE computes it", "como lo calcula FLEE"),
          points: errors),
      ],
      description: language("Counted elsewhere: ", "Contadas en otro lugar: ")
        + SimulationWording.countedElsewhereMeans(language)
        + language(". As FLEE computes it: ", ". Como lo calcula FLEE: ")
        + SimulationWording.errorAsFleeMeans(language) + "." + ofMean,
      unit: language("Share of the people counted", "Parte de las personas contadas"))
  }

  private func chart(of place: Int, counts: [Int]?) -> BriefContent.Chart {
    var series = simulated(place)
    if let counts {
      series.append(
        BriefContent.ChartSeries(
          id: "counted", label: language("counted", "contadas"),
          points: days.map { point($0, Double(counts[$0])) }))
    }
    let name = shownName(place)
    return lines(
      id: "camp-\(place)", title: name, series: series,
      description: counts == nil
        ? language(
          "People in \(name) day by day, simulated.", "Personas en \(name) día a día, simuladas.")
        : language(
          "People in \(name) day by day, simulated and counted.",
          "Personas en \(name) día a día, simuladas y contadas."),
      unit: people)
  }

  func shownName(_ place: Int) -> String {
    instance.places[place].name.replacingOccurrences(of: "_", with: " ")
  }

  private func simulated(_ column: Int) -> [BriefContent.ChartSeries] {
    let isOne = statistics.runs == 1
    var series = [
      BriefContent.ChartSeries(
        id: "simulated",
        label: isOne
          ? language("simulated", "simuladas")
          : language("mean of the runs", "media de las simulaciones"),
        points: days.map { point($0, statistics.mean(day: $0, column: column)) })
    ]
    guard !isOne else { return series }
    let bounds = days.map { statistics.quantiles(day: $0, column: column) }
    let labels = [
      (1, language("one run in ten is below", "una de cada diez está por debajo")),
      (3, language("one run in ten is above", "una de cada diez está por encima")),
    ]
    for (index, label) in labels {
      series.append(
        BriefContent.ChartSeries(
          id: "q\(index)", label: label,
          points: zip(days, bounds).map { point($0, $1[index]) }))
    }
    return series
  }

  // MARK: Roads

  /// Charts of more roads would be a long page that nobody reads.
  private static let mostRoads = 12

  /// The people on the busiest roads of a single run, day by day.
  var roadSection: BriefContent.ChartSection? {
    guard let run, !run.links.isEmpty, run.days.allSatisfy({ $0.onLinks.count == run.links.count })
    else { return nil }
    let personDays = run.links.indices.map { link in
      run.days.reduce(0) { $0 + Int($1.onLinks[link]) }
    }
    let busy = run.links.indices.filter { personDays[$0] > 0 }
      .sorted { (-personDays[$0], $0) < (-personDays[$1], $1) }
    guard !busy.isEmpty else { return nil }
    let shown = busy.prefix(Self.mostRoads)
    let charts = shown.map { link in
      let ends = run.links[link]
      let name = "\(shownName(ends.from)) – \(shownName(ends.to))"
      return lines(
        id: "road-\(link)", title: name,
        series: [
          BriefContent.ChartSeries(
            id: "simulated", label: language("simulated", "simuladas"),
            points: days.map { point($0, Double(run.days[$0].onLinks[link])) })
        ],
        description: language(
          "People between \(name) at the end of the day, in both directions.",
          "Personas entre \(name) al final del día, en ambos sentidos."),
        unit: people)
    }
    return BriefContent.ChartSection(
      id: "roads", title: language("People on the roads", "Personas en los caminos"),
      text: busy.count > shown.count
        ? language(
          "The \(shown.count) busiest of \(busy.count) roads that anybody was on at the end of a day; "
            + "roads.csv has them all.",
          "Los \(shown.count) más transitados de \(busy.count) caminos en que había alguien al final de un "
            + "día; roads.csv los contiene todos.")
        : language(
          "All roads that anybody was on at the end of a day.",
          "Todos los caminos en que había alguien al final de un día."),
      charts: charts)
  }

  // MARK: Lines

  private func lines(
    id: String, title: String, series: [BriefContent.ChartSeries], description: String, unit: String
  ) -> BriefContent.Chart {
    BriefContent.Chart(
      id: id, title: title, description: description, form: .lines, unit: unit, series: series,
      marks: [],
      notes: stride == 1
        ? []
        : [
          language(
            "Every \(stride)th day is shown; the files have every day.",
            "Se muestra un día de cada \(stride); los archivos contienen todos.")
        ],
      sources: [SimulationReport.source])
  }

  private var days: [Int] { Array(Swift.stride(from: 0, to: statistics.days, by: stride)) }

  private func point(_ day: Int, _ value: Double?, decimals: Int = 0) -> BriefContent.ChartPoint {
    let date = instance.start.adding(days: day)
    return BriefContent.ChartPoint(
      x: "\(date)", label: "\(date)", y: value,
      display: value.map { shown($0, decimals) } ?? language("not known", "no se sabe"))
  }
}
