import Periods
import Tabular
import Wording

/// Every figure as its source gives it, for a workbook: the columns that some figure fills, and the
/// sources apart.
package struct ExportSheet {
  private let figures: [(figure: Figure, source: Source)]

  /// - Parameters:
  ///   - sources: only these; `nil` for all.
  ///   - selection: only what it selects; `nil` for all.
  package init(
    _ store: RecordStore, of sources: Set<Source.ID>?, matching selection: Selection?
  ) throws {
    var figures: [(Figure, Source)] = []
    try store.forEachFigure(of: sources, matching: selection) { figures.append(($0, $1)) }
    self.figures = figures
  }

  package var sources: Set<Source.ID> { Set(figures.map(\.source.id)) }

  /// The newest period of which there is a number.
  package var newest: Period? {
    figures.map(\.figure).filter { $0.value != nil }.map(\.period).max { $0.last < $1.last }
  }

  package func sheet(_ language: Language) -> TableSheet {
    let dimensions = Dimension.allCases.filter { dimension in
      figures.contains { $0.figure.series[dimension] != nil }
    }
    let hasPoints = figures.contains { $0.figure.point != nil }
    var sheet = TableSheet.figures(
      language,
      dimensions.map { .init($0.rawValue) } + [.init("period")] + TableSheet.Column.days
        + ["value", "hedge"].map { .init($0) }
        + (hasPoints ? ["latitude", "longitude"].map { .init($0) } : [])
        + ["note", "published", "publisher", "source"].map { .init($0) })
    for (figure, source) in figures {
      let point: [TableSheet.Cell] =
        hasPoints ? [.count(figure.point?.latitude), .count(figure.point?.longitude)] : []
      sheet.add(
        dimensions.map { .words(figure.series[$0]) } + [.text(figure.period.description)]
          + TableSheet.Cell.days(figure.period)
          + [.count(figure.value), .text(figure.exactness.rawValue)] + point
          + [
            .words(figure.note), .day(source.published), .words(source.publisher),
            .text(source.id),
          ])
    }
    return sheet
  }
}
