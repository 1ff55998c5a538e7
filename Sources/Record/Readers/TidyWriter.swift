import Periods
import Tabular

/// Writes figures as Trocha's own tidy CSV, which ``TidyReader`` reads back to the same figures.
///
/// Spaces around a text are not kept: readers take fields without them.
public struct TidyWriter {
  private let columns: [TidyColumn]
  private var csv: CSVWriter
  private var described: Set<Source.ID> = []
  private let describesEachRow: Bool
  private var fields: [String] = []

  /// - Parameters:
  ///   - hxl: whether a row of HXL hashtags follows the header.
  ///   - describesEachRow: whether a source's details stand on each of its rows, not on its first alone.
  public init(hxl: Bool, describesEachRow: Bool = false) {
    self.init(columns: TidyColumn.allCases, hxl: hxl, describesEachRow: describesEachRow)
  }

  /// A table of some of the columns only, for figures that leave the others empty.
  package init(columns: [TidyColumn], hxl: Bool = false, describesEachRow: Bool = false) {
    self.columns = columns
    self.describesEachRow = describesEachRow
    csv = CSVWriter(header: columns.map(\.rawValue))
    if hxl { csv.write(columns.map(\.tag)) }
  }

  /// Writes one row; the source's details stand on its first, or on each.
  public mutating func write(_ figure: Figure, source: Source) {
    let describes = described.insert(source.id).inserted || describesEachRow
    fields.removeAll(keepingCapacity: true)
    for column in columns {
      let isLeftOut = !describes && TidyColumn.sourceDetails.contains(column)
      fields.append(isLeftOut ? "" : TidyWriter.field(column, figure, source))
    }
    csv.write(fields)
  }

  /// The whole table.
  public func finish() -> String { csv.text }

  /// The columns that some of the figures fill.
  package static func columns(usedBy figures: [Figure], source: Source) -> [TidyColumn] {
    TidyColumn.allCases.filter { column in
      TidyColumn.required.contains(column)
        || (TidyColumn.sourceDetails.contains(column)
          ? !sourceField(column, source).isEmpty
          : figures.contains { !field(column, $0, source).isEmpty })
    }
  }

  private static func field(_ column: TidyColumn, _ figure: Figure, _ source: Source) -> String {
    if let dimension = column.dimension { return figure.series[dimension] ?? "" }
    switch column {
    case .period: return figure.period.description
    case .value: return figure.value.map(CSVWriter.number) ?? ""
    case .exactness: return figure.exactness == .exact ? "" : figure.exactness.rawValue
    case .latitude: return figure.point.map { CSVWriter.number($0.latitude) } ?? ""
    case .longitude: return figure.point.map { CSVWriter.number($0.longitude) } ?? ""
    case .note: return figure.note
    case .nature: return source.coverage.natures?[figure.series.measure]?.rawValue ?? ""
    default: return sourceField(column, source)
    }
  }

  private static func sourceField(_ column: TidyColumn, _ source: Source) -> String {
    switch column {
    case .source: source.id
    case .dataset: source.dataset
    case .publisher: source.publisher
    case .title: source.title
    case .url: source.url
    case .citation: source.citation
    case .licence: source.licence
    case .published: source.published.description
    // A guess is the reader's own, and made anew by whoever reads the table.
    case .dating: source.dating == .atLatest ? source.dating.rawValue : ""
    case .retrieved: source.retrieved?.description ?? ""
    case .sha256: source.sha256
    case .usualLag: source.usualLag.map { String($0) } ?? ""
    case .standing: source.standing.rawValue
    case .leavesOutZeros: String(source.leavesOutZeros)
    case .sourceNote: source.note
    case .covers: source.coverage.extentText
    case .span: source.coverage.span?.description ?? ""
    case .gaps: source.coverage.gaps.map(\.description).joined(separator: "|")
    case .counts: source.coverage.counts
    case .roundedTo: source.coverage.roundedTo.map(CSVWriter.number) ?? ""
    default: ""
    }
  }
}
