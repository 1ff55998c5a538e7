import Corridor
import Periods
import Record
import Wording

extension BriefBuilder {
  mutating func map() throws -> BriefContent.CorridorMap {
    var points: [BriefContent.MapPoint] = []
    for point in corridor.points { points.append(try mapPoint(point)) }
    let told = points.map { point in
      let figures = point.figures.map { "\($0.label) \($0.figure.display) (\($0.period))" }
      return point.name + ": "
        + (figures.isEmpty
          ? language("nothing is counted", "no se cuenta nada") : figures.joined(separator: ", "))
    }
    return .init(
      title: language("Along the corridor", "A lo largo del corredor"),
      description: told.joined(separator: ". ") + ".", points: points,
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
