import Flee
import Wording

/// The map, and the tables of the camps and of the measures of error.
extension SimulationReport {
  var map: BriefContent.CorridorMap {
    let last = max(0, statistics.days - 1)
    let places = shownPlaces(last)
    let points = places.map { place in
      let people = statistics.mean(day: last, column: place)
      let state = instance.places[place]
      return BriefContent.MapPoint(
        id: "place-\(place)", name: shownName(place),
        latitude: state.latitude, longitude: state.longitude,
        countedBy: language("simulated", "simulado"),
        counts: kind(state.kind) + language(" in ", " en ") + state.country,
        magnitude: people,
        figures: [
          BriefContent.LabelledNumber(
            label: language("People", "Personas"),
            period: language("on the last day", "el último día"), figure: number(people))
        ])
    }
    let index = Dictionary(
      instance.places.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
    let isShown = Set(places)
    let ways = instance.roads.compactMap { road -> BriefContent.MapWay? in
      guard let from = index[road.from], let to = index[road.to], isShown.contains(from),
        isShown.contains(to)
      else { return nil }
      return BriefContent.MapWay(
        from: "place-\(from)", to: "place-\(to)",
        label: "\(road.from) – \(road.to), \(shown(road.distance)) km")
    }
    return BriefContent.CorridorMap(
      title: language(
        "People at each place on the last day", "Personas en cada lugar el último día"),
      description: language(
        "\(instance.places.count) places and \(instance.roads.count) roads between them.",
        "\(instance.places.count) lugares y \(instance.roads.count) caminos entre ellos.")
        + (places.count < instance.places.count
          ? language(
            " The \(places.count) with the most people are shown; the files have them all.",
            " Se muestran los \(places.count) con más personas; los archivos los contienen todos.")
          : ""),
      points: points, ways: ways)
  }

  /// A page with more places opens slowly, and shows no more to the eye.
  private static let mostPlaces = 1500

  /// All places; of very many those with the most people on a day, in their order.
  private func shownPlaces(_ day: Int) -> [Int] {
    let all = Array(instance.places.indices)
    guard all.count > Self.mostPlaces else { return all }
    let people = all.map { statistics.mean(day: day, column: $0) }
    return all.sorted { (-people[$0], $0) < (-people[$1], $1) }.prefix(Self.mostPlaces).sorted()
  }

  private func kind(_ kind: FleeInstance.Kind) -> String {
    let spanish =
      switch kind {
      case .conflictZone: "zona de conflicto"
      case .town: "localidad"
      case .camp: "campamento"
      case .idpCamp: "campamento de desplazados internos"
      case .forwardingHub: "centro de paso"
      case .marker: "punto de un camino"
      case .floodZone: "zona inundable"
      }
    return language(kind.rawValue.replacing("_", with: " "), spanish)
  }

  var errorTable: BriefContent.FigureTable? {
    guard let validation else { return nil }
    let last = statistics.days - 1
    let rows = zip(validation.camps, validation.counted).enumerated().map { index, entry in
      let (camp, counted) = entry
      return BriefContent.FigureTable.Row(
        header: shownName(camp),
        cells: [
          cell(number(statistics.mean(day: last, column: camp))),
          cell(number(Double(counted[last]))),
          cell(validation.meanErrorOfCamp[index].map { number($0, 3) } ?? unknown),
        ])
    }
    return BriefContent.FigureTable(
      id: "camps-table",
      title: language(
        "Camps on the last day, and over all days",
        "Campamentos el último día y en todos los días"),
      caption: language(
        "Simulated and counted people on the last day; mean over the days of the difference "
          + "relative to the count.",
        "Personas simuladas y contadas el último día; media de los días de la diferencia relativa al "
          + "recuento."),
      columns: [
        language("Camp", "Campamento"), language("Simulated", "Simuladas"),
        language("Counted", "Contadas"),
        language("Mean relative difference", "Diferencia relativa media"),
      ], rows: rows,
      notes: [
        language(
          "Days on which nobody was counted are left out of a camp's mean.",
          "Los días en que no se contó a nadie no entran en la media de un campamento.")
      ])
  }

  /// The measures that FLEE's users publish.
  var measureTable: BriefContent.FigureTable? {
    guard let measures = summary.measures else { return nil }
    let rows = MeasureWording.rows(measures, language).map { name, value in
      BriefContent.FigureTable.Row(
        header: name, cells: [cell(value.map { number($0, 4) } ?? unknown)])
    }
    return BriefContent.FigureTable(
      id: "measures", title: language("Measures of error", "Medidas de error"),
      caption: MeasureWording.caption(language)
        + (summary.runs > 1
          ? language(" Of the mean of the runs.", " De la media de las simulaciones.") : ""),
      columns: [language("Measure", "Medida"), language("Value", "Valor")], rows: rows,
      notes: [MeasureWording.slopedNote(language)])
  }

  private func cell(_ figure: BriefContent.CitedNumber) -> BriefContent.FigureTable.Cell {
    BriefContent.FigureTable.Cell(text: nil, figure: figure)
  }

  private var unknown: BriefContent.CitedNumber {
    BriefContent.CitedNumber(
      value: nil, display: language("not known", "no se sabe"),
      sources: [SimulationReport.source],
      vintage: language(
        "Too few days, nobody counted on the days that it needs, or a forecast without error",
        "Pocos días, nadie contado en los días que necesita, o un pronóstico sin error"))
  }
}
