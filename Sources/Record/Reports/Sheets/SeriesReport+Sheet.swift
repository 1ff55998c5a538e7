import Tabular
import Wording

extension SeriesReport {
  /// A row for each observation.
  package func sheet(_ language: Language) -> TableSheet {
    var sheet = TableSheet.figures(
      language,
      [.init("series", "#indicator+code"), .init("period", "#date+period")]
        + TableSheet.Column.days + [
          .init("value", "#indicator+value+num"), .init("hedge", "#meta+hedge"),
          .init("basis", "#meta+basis"), .init("published", "#date+published"),
          .init("stand_in", "#meta+stand_in"), .sources, .init("note", "#description"),
        ])
    for observation in observations {
      sheet.add(
        [.text(series), .text(observation.period.description)]
          + TableSheet.Cell.days(observation.period) + [
            .count(observation.value), .text(observation.exactness.rawValue),
            .text(observation.basis), .day(observation.published),
            .text(observation.standIn ? "yes" : "no"), .names(observation.sources),
            .words(observation.note),
          ])
    }
    return sheet
  }
}

extension BreakdownReport {
  /// A row for each part and period.
  package func sheet(_ language: Language) -> TableSheet {
    var sheet = TableSheet.figures(
      language,
      [.init("period", "#date+period")] + TableSheet.Column.days + [
        .init(by.rawValue, "#indicator+label+code"), .init("name", "#indicator+label+name"),
        .init("value", "#indicator+value+num"), .init("hedge", "#meta+hedge"),
        .init("basis", "#meta+basis"), .init("published", "#date+published"), .sources,
      ])
    for part in parts {
      for observation in part.observations {
        sheet.add(
          [.text(observation.period.description)] + TableSheet.Cell.days(observation.period) + [
            .text(part.label), .text(part.name), .count(observation.value),
            .text(observation.exactness.rawValue), .text(observation.basis),
            .day(observation.published), .names(observation.sources),
          ])
      }
    }
    return sheet
  }
}

extension SeriesTableReport {
  /// A row for each series and period.
  package func sheet(_ language: Language) -> TableSheet {
    var sheet = TableSheet.figures(
      language,
      [.init("series", "#indicator+code"), .init("period", "#date+period")]
        + TableSheet.Column.days + [
          .init("value", "#indicator+value+num"), .init("hedge", "#meta+hedge"), .sources,
          .init("note", "#description"),
        ])
    for column in columns {
      for cell in column.cells {
        sheet.add(
          [.text(column.series), .text(cell.period.description)]
            + TableSheet.Cell.days(cell.period) + [
              .count(cell.value), .text(cell.exactness.rawValue), .names(cell.sources),
              .words(cell.note),
            ])
      }
    }
    return sheet
  }
}

extension RevisionReport {
  /// A row for each value that a source has given.
  package func sheet(_ language: Language) -> TableSheet {
    var sheet = TableSheet.figures(
      language,
      [.init("series", "#indicator+code"), .init("period", "#date+period")]
        + TableSheet.Column.days + [
          .init("published", "#date+published"), .init("value", "#indicator+value+num"),
          .init("change", "#indicator+change+num"), .sources,
        ])
    for revision in revisions {
      sheet.add(
        [.text(series), .text(period.description)] + TableSheet.Cell.days(period) + [
          .day(revision.published), .count(revision.value), .count(revision.change),
          .names([revision.source]),
        ])
    }
    return sheet
  }
}
