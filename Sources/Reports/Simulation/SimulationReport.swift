import Flee
import Foundation
import Periods
import Wording

/// What the page of a simulation says: how each camp's simulated people follow what was counted, and
/// the network on a map.
package struct SimulationReport {
  private let instance: FleeInstance
  private let statistics: EnsembleStatistics
  private let summary: RunSummary
  private let validation: Validation?
  private let version: String
  private let digest: String
  /// A chart shows a day in so many, so that it and its table stay legible.
  private let stride: Int

  private static let mostDays = 150
  private static let source = "instance"

  /// - Parameters:
  ///   - version: of the program.
  ///   - digest: SHA-256 of what the instance holds, in hexadecimal.
  package init(
    _ instance: FleeInstance, _ statistics: EnsembleStatistics, _ summary: RunSummary,
    version: String, digest: String
  ) {
    self.instance = instance
    self.statistics = statistics
    self.summary = summary
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
      language: "en", title: "Simulation of movement",
      corridor: BriefContent.Named(id: summary.instance, name: summary.instance),
      asOf: nil, knowledge: knowledge, headline: headline, summary: sentences,
      keyFigures: keyFigures, map: map, chartSections: [campSection, otherSection],
      tables: [errorTable].compactMap(\.self), cautions: cautions, sources: [sourceNote],
      provenance: BriefContent.Provenance(
        program: "Trocha", version: version, command: summary.command,
        newestPublication: summary.start))
  }

  // MARK: In short

  private var runs: String { summary.runs == 1 ? "One run" : "\(summary.runs) runs" }

  private var knowledge: String {
    "\(runs) of \(summary.days) days from \(summary.start), \(summary.engine.rawValue) engine, "
      + "seed \(summary.seed)."
  }

  private var headline: String {
    guard let error = summary.meanTotalError else {
      return "\(summary.instance): simulated without counts to compare with"
    }
    return "\(summary.instance): the camps are off by \(shown(error, 3)) of the people counted"
  }

  private var sentences: [BriefContent.Sentence] {
    var text =
      "\(shown(summary.people)) people set out in \(summary.days) days"
      + (summary.runs == 1 ? "." : ", on average over the runs.")
    if let error = summary.meanTotalError {
      text +=
        " Averaged over the days, the differences between simulated and counted people in the camps"
        + " add up to \(shown(error, 3)) of all people counted, the averaged relative difference"
        + " of FLEE's papers."
      if let range = summary.meanTotalErrorRange {
        text +=
          " In eight of ten runs it lies between \(shown(range[0], 3)) and \(shown(range[1], 3))."
      }
    }
    return [BriefContent.Sentence(text: text, figures: [])]
  }

  private var keyFigures: [BriefContent.KeyFigure] {
    var figures = [
      BriefContent.KeyFigure(
        label: "People who set out", period: "by the last day", figure: number(summary.people),
        comparison: nil, series: "simulated")
    ]
    if let error = summary.meanTotalError {
      figures.append(
        BriefContent.KeyFigure(
          label: "Averaged relative difference", period: "mean over \(summary.days) days",
          figure: number(error, 3), comparison: nil, series: "simulated compared with counted"))
    }
    return figures
  }

  private var cautions: [String] {
    var list = [
      "A simulation shows what follows from the data under the rules of movement. It is not a forecast "
        + "unless it has been tested on days that it was not fitted to.",
      "Camp counts change with registration; a difference may come from the count.",
    ]
    if summary.runs == 1 {
      list.append("This is a single run. Use --runs to see how much depends on chance.")
    }
    if summary.isPartial { list.append("The simulation was stopped before it finished.") }
    return list + summary.warnings
  }

  // MARK: Charts

  private var campSection: BriefContent.ChartSection {
    let camps =
      validation?.camps
      ?? instance.places.indices.filter {
        instance.places[$0].kind == .camp || instance.places[$0].kind == .idpCamp
      }
    return BriefContent.ChartSection(
      id: "camps", title: "Camps",
      text: "People in each camp at the end of the day, simulated and counted.",
      charts: camps.enumerated().map { chart(of: $1, counts: validation?.counted[$0]) })
  }

  private var otherSection: BriefContent.ChartSection {
    var charts = [
      lines(
        id: "on-the-road", title: "People on the road", series: simulated(instance.places.count),
        description: "People between two places at the end of the day.", unit: "People")
    ]
    if let validation {
      let points = days.map { day in
        point(day, validation.totalError[day], decimals: 3)
      }
      charts.insert(
        lines(
          id: "total-error", title: "Averaged relative difference",
          series: [BriefContent.ChartSeries(id: "error", label: "difference", points: points)],
          description: "Differences between simulated and counted people, added up over the camps, "
            + "as a share of all people counted\(summary.runs > 1 ? "; of the mean of the runs" : "").",
          unit: "Share of the people counted"), at: 0)
    }
    return BriefContent.ChartSection(id: "whole", title: "The whole", text: "", charts: charts)
  }

  private func chart(of place: Int, counts: [Int]?) -> BriefContent.Chart {
    var series = simulated(place)
    if let counts {
      series.append(
        BriefContent.ChartSeries(
          id: "counted", label: "counted", points: days.map { point($0, Double(counts[$0])) }))
    }
    let name = instance.places[place].name
    return lines(
      id: "camp-\(place)", title: name.replacingOccurrences(of: "_", with: " "), series: series,
      description: "People in \(name) day by day, simulated\(counts == nil ? "" : " and counted").",
      unit: "People")
  }

  private func simulated(_ column: Int) -> [BriefContent.ChartSeries] {
    let isOne = statistics.runs == 1
    var series = [
      BriefContent.ChartSeries(
        id: "simulated", label: isOne ? "simulated" : "mean of the runs",
        points: days.map { point($0, statistics.mean(day: $0, column: column)) })
    ]
    guard !isOne else { return series }
    let bounds = days.map { statistics.quantiles(day: $0, column: column) }
    for (index, label) in [(1, "one run in ten is below"), (3, "one run in ten is above")] {
      series.append(
        BriefContent.ChartSeries(
          id: "q\(index)", label: label,
          points: zip(days, bounds).map { point($0, $1[index]) }))
    }
    return series
  }

  private func lines(
    id: String, title: String, series: [BriefContent.ChartSeries], description: String, unit: String
  ) -> BriefContent.Chart {
    BriefContent.Chart(
      id: id, title: title, description: description, form: .lines, unit: unit, series: series,
      marks: [],
      notes: stride == 1 ? [] : ["Every \(stride)th day is shown; the files hold every day."],
      sources: [SimulationReport.source])
  }

  private var days: [Int] { Array(Swift.stride(from: 0, to: statistics.days, by: stride)) }

  private func point(_ day: Int, _ value: Double, decimals: Int = 0) -> BriefContent.ChartPoint {
    let date = instance.start.adding(days: day)
    return BriefContent.ChartPoint(
      x: "\(date)", label: "\(date)", y: value, display: shown(value, decimals))
  }

  // MARK: Map and table

  private var map: BriefContent.CorridorMap {
    let last = max(0, statistics.days - 1)
    let points = instance.places.indices.map { place in
      let people = statistics.mean(day: last, column: place)
      let state = instance.places[place]
      return BriefContent.MapPoint(
        id: "place-\(place)", name: state.name.replacingOccurrences(of: "_", with: " "),
        latitude: state.latitude, longitude: state.longitude, countedBy: "simulated",
        counts:
          "\(state.kind.rawValue.replacingOccurrences(of: "_", with: " ")) in \(state.country)",
        magnitude: people,
        figures: [
          BriefContent.LabelledNumber(
            label: "People", period: "on the last day", figure: number(people))
        ])
    }
    let index = Dictionary(
      instance.places.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
    let ways = instance.roads.compactMap { road -> BriefContent.MapWay? in
      guard let from = index[road.from], let to = index[road.to] else { return nil }
      return BriefContent.MapWay(
        from: "place-\(from)", to: "place-\(to)",
        label: "\(road.from) – \(road.to), \(shown(road.distance)) km")
    }
    return BriefContent.CorridorMap(
      title: "People at each place on the last day",
      description:
        "\(instance.places.count) places and \(instance.roads.count) roads between them.",
      points: points, ways: ways)
  }

  private var errorTable: BriefContent.FigureTable? {
    guard let validation else { return nil }
    let last = statistics.days - 1
    let rows = zip(validation.camps, validation.counted).enumerated().map { index, entry in
      let (camp, counted) = entry
      return BriefContent.FigureTable.Row(
        header: instance.places[camp].name.replacingOccurrences(of: "_", with: " "),
        cells: [
          cell(number(statistics.mean(day: last, column: camp))),
          cell(number(Double(counted[last]))),
          cell(validation.meanErrorOfCamp[index].map { number($0, 3) } ?? unknown),
        ])
    }
    return BriefContent.FigureTable(
      id: "camps-table", title: "Camps on the last day, and over all days",
      caption: "Simulated and counted people on the last day; mean over the days of the difference "
        + "relative to the count.",
      columns: ["Camp", "Simulated", "Counted", "Mean relative difference"], rows: rows,
      notes: ["Days on which nobody was counted are left out of a camp's mean."])
  }

  private func cell(_ figure: BriefContent.CitedNumber) -> BriefContent.FigureTable.Cell {
    BriefContent.FigureTable.Cell(text: nil, figure: figure)
  }

  private func number(_ value: Double, _ decimals: Int = 0) -> BriefContent.CitedNumber {
    BriefContent.CitedNumber(
      value: value, display: shown(value, decimals), sources: [SimulationReport.source],
      vintage: "Computed by \(summary.command)")
  }

  private var unknown: BriefContent.CitedNumber {
    BriefContent.CitedNumber(
      value: nil, display: "not known", sources: [SimulationReport.source],
      vintage: "Nobody was counted on any day")
  }

  private func shown(_ value: Double, _ decimals: Int = 0) -> String {
    Language.english.number(value, decimals: decimals)
  }

  private var sourceNote: BriefContent.SourceNote {
    BriefContent.SourceNote(
      id: SimulationReport.source, publisher: "FLEE instance", title: summary.instance,
      url: "https://flee.readthedocs.io", published: summary.start,
      licence: "as given with the instance", sha256: digest,
      note: "Places, roads, closures, conflicts and counts as read from the instance's files; the "
        + "date is the first day simulated, and the checksum is of what was read.")
  }
}
