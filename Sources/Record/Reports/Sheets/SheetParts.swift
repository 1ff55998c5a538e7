import Periods
import Tabular
import Wording

extension TableSheet.Cell {
  /// A day; empty where it is not known.
  package static func day(_ day: Day?) -> Self {
    guard let (year, month, day) = day?.parts else { return .empty }
    return .date(year: year, month: month, day: day)
  }

  /// Names of sources, as all tables have them.
  package static func names(_ sources: [Source.ID]) -> Self {
    .words(sources.joined(separator: "|"))
  }

  /// First and last day of a period, which a spreadsheet can sort and reckon with.
  package static func days(_ period: Period) -> [Self] { [.day(period.first), .day(period.last)] }
}

extension TableSheet.Column {
  /// Of workbooks only: CSV has the period as text, and its readers know what that means.
  package static let days = [
    TableSheet.Column("first_day", isOfWorkbooks: true),
    TableSheet.Column("last_day", isOfWorkbooks: true),
  ]
  package static let sources = TableSheet.Column("sources", "#meta+source")
}

extension TableSheet {
  /// A sheet of figures.
  package static func figures(_ language: Language, _ columns: [Column]) -> TableSheet {
    TableSheet(language("Figures", "Cifras"), columns)
  }
}
