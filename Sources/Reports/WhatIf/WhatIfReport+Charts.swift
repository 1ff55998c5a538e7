import CorridorModel
import Corridors
import Wording

/// Charts and map of scenarios.
extension WhatIfReport {
  var chartSection: BriefContent.ChartSection {
    let first = result.scenarios[0].months.first?.outcomes ?? []
    let charted = first.filter {
      switch $0.measure {
      case .counted, .inside, .held, .admitted: true
      case .returned:
        $0.item.flatMap { corridor.policies[$0] }?.rules.contains { $0.flights != nil } ?? false
      default: false
      }
    }
    return BriefContent.ChartSection(
      id: "months", title: language("Month by month", "Mes a mes"),
      text: language(
        "Medians of the runs, with the bands of eight runs in ten.",
        "Medianas de las simulaciones, con las bandas de ocho de cada diez."
      ),
      charts: charted.map(chart) + [waitingChart])
  }

  private func chart(_ outcome: WhatIf.OutcomeResult) -> BriefContent.Chart {
    lines(id: id(outcome), title: words.label(outcome)) { month in
      month.outcomes.first {
        $0.measure == outcome.measure && $0.place == outcome.place && $0.status == outcome.status
          && $0.item == outcome.item
      }.map { outcome in
        let hasBand = result.runs >= WhatIf.fewestForBand
        let value = outcome.value
        return (hasBand ? value.q10 : nil, value.q50, hasBand ? value.q90 : nil)
      }
    }
  }

  private func id(_ outcome: WhatIf.OutcomeResult) -> String {
    [outcome.measure.rawValue, outcome.item, outcome.status].compactMap(\.self)
      .joined(separator: "-")
  }

  /// Everybody who waits for an appointment, all places together; quantiles do not add up, means do.
  private var waitingChart: BriefContent.Chart {
    lines(
      id: "waiting",
      title: language("Waiting for an appointment, all places", "Esperan cita, todos los lugares"),
      note: language("Means of the runs.", "Medias de las simulaciones.")
    ) { month in
      let waiting = month.outcomes.filter { $0.measure == .people && $0.status == "waiting" }
      return (nil, waiting.reduce(0) { $0 + ($1.value.mean ?? 0) }, nil)
    }
  }

  private func lines(
    id: String, title: String, note: String? = nil,
    _ value: (WhatIf.MonthResult) -> (Double?, Double?, Double?)?
  ) -> BriefContent.Chart {
    let series = result.scenarios.map { scenario in
      line(scenario, scenario.id, scenario.name(language), value)
    }
    return BriefContent.Chart(
      id: "what-if-\(id)", title: title,
      description: language("\(title), month by month.", "\(title), mes a mes."), form: .lines,
      unit: language("People", "Personas"), series: series, marks: [],
      notes: [note].compactMap(\.self), sources: [WhatIfReport.source])
  }

  private func line(
    _ scenario: WhatIf.ScenarioResult, _ id: String, _ label: String,
    _ value: (WhatIf.MonthResult) -> (Double?, Double?, Double?)?
  ) -> BriefContent.ChartSeries {
    BriefContent.ChartSeries(
      id: id, label: label,
      points: scenario.months.map { month in
        let (low, number, high) = value(month) ?? (nil, nil, nil)
        return BriefContent.ChartPoint(
          x: "\(month.month)-01", label: month.month, y: number,
          display: display(low, number, high), low: low, high: high)
      })
  }

  /// "12,300 (9,800 to 15,100)".
  private func display(_ low: Double?, _ number: Double?, _ high: Double?) -> String {
    guard let number else { return language("not known", "no se sabe") }
    let text = language.number(number)
    guard let low, let high else { return text }
    return text + " (\(language.number(low))" + language(" to ", " a ")
      + "\(language.number(high)))"
  }

  // MARK: Map

  var map: BriefContent.CorridorMap {
    let last = result.scenarios[0].months.last
    let total = last?.people ?? [:]
    let points = corridor.network.places.map { place in
      let people = (last?.outcomes ?? []).filter { $0.place == place.id && $0.measure == .people }
      return BriefContent.MapPoint(
        id: place.id, name: place.name(language), latitude: place.latitude,
        longitude: place.longitude, countedBy: language("simulated", "simulado"),
        counts: "\(place.kind.rawValue), \(place.country)",
        magnitude: total[place.id],
        figures: people.map {
          BriefContent.LabelledNumber(
            label: words.status($0.status), period: last?.month ?? "",
            figure: number($0.value, .people))
        })
    }
    let places = corridor.network.places
    return BriefContent.CorridorMap(
      title: language(
        "People at each place in the last month", "Personas en cada lugar en el último mes")
        + (result.scenarios.count > 1 ? ": " + result.scenarios[0].name(language) : ""),
      description: language(
        "\(places.count) places and \(corridor.network.roads.count) roads between them.",
        "\(places.count) lugares y \(corridor.network.roads.count) caminos entre ellos."),
      points: points,
      ways: corridor.network.roads.map { road in
        BriefContent.MapWay(
          from: places[road.from].id, to: places[road.to].id,
          label: "\(places[road.from].name(language)) – \(places[road.to].name(language)), "
            + "\(language.number(road.kilometres)) km")
      })
  }
}
