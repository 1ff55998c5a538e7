import Corridors
import Periods
import Record
import Wording

extension BriefBuilder {
  mutating func map() throws -> BriefContent.CorridorMap {
    var points: [BriefContent.MapPoint] = []
    for point in corridor.points { points.append(try mapPoint(point)) }
    return .init(
      title: language("Along the corridor", "A lo largo del corredor"),
      description: language(
        "A map of the route through \(language.list(points.map(\.name))). The area of a circle shows the "
          + "count of the last known month; the figures, and who counts, are listed below.",
        "Mapa de la ruta por \(language.list(points.map(\.name))). El área de cada círculo indica la "
          + "cifra del último mes conocido; abajo figuran las cifras y quién las registra."),
      points: points,
      ways: corridor.ways.map {
        .init(from: $0.from, to: $0.to, label: $0.label(language))
      })
  }

  private mutating func mapPoint(_ point: Corridor.Point) throws -> BriefContent.MapPoint {
    var figures: [BriefContent.LabelledNumber] = []
    var magnitude: Double?
    for (index, series) in point.series.enumerated() {
      guard let timeline = try timeline(series.query),
        let last = timeline.latest(every: timeline.native)
      else { continue }
      if index == 0, timeline.native == .month { magnitude = last.value }
      figures.append(
        .init(
          label: series.label(language), period: language.period(last.period),
          figure: cited(last)))
    }
    return .init(
      id: point.id, name: point.name(language), latitude: point.latitude,
      longitude: point.longitude, countedBy: point.countedBy(language),
      counts: point.counts(language), magnitude: magnitude, figures: figures)
  }
}
