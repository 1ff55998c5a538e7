/// A table that is written for others: as CSV, and as a sheet of a workbook, from the same cells.
package struct TableSheet: Sendable {
  package struct Column: Sendable {
    package var name: String
    /// Hashtag of the HXL standard 1.1 (https://hxlstandard.org); empty for none.
    package var tag: String
    /// Whether it is left out of CSV, whose readers can tell it from another column.
    package var isOfWorkbooks: Bool

    package init(_ name: String, _ tag: String = "", isOfWorkbooks: Bool = false) {
      self.name = name
      self.tag = tag
      self.isOfWorkbooks = isOfWorkbooks
    }
  }

  package enum Cell: Equatable, Sendable {
    /// Not known, or nothing to say.
    case empty
    case text(String)
    case number(Double)
    case date(year: Int, month: Int, day: Int)

    /// Of text that may be nothing.
    package static func words(_ text: String?) -> Cell {
      text.map { $0.isEmpty ? .empty : .text($0) } ?? .empty
    }

    /// Of a number that may not be known; one that is none is not known either.
    package static func count(_ number: Double?) -> Cell {
      number.map { $0.isFinite ? .number($0) : .empty } ?? .empty
    }

    /// As CSV has it; a date by ISO 8601.
    package var text: String {
      switch self {
      case .empty: return ""
      case .text(let text): return text
      case .number(let number): return CSVWriter.number(number)
      case .date(let year, let month, let day):
        func digits(_ number: Int, _ count: Int) -> String {
          let text = String(number)
          return String(repeating: "0", count: max(0, count - text.count)) + text
        }
        return "\(digits(year, 4))-\(digits(month, 2))-\(digits(day, 2))"
      }
    }
  }

  /// What the sheet is called in a workbook.
  package var name: String
  package var columns: [Column]
  package private(set) var rows: [[Cell]] = []

  package init(_ name: String, _ columns: [Column]) {
    self.name = name
    self.columns = columns
  }

  /// Adds a row with a cell for each column.
  package mutating func add(_ cells: [Cell]) { rows.append(cells) }

  /// Adds a column in which every row has the same.
  package mutating func add(_ column: Column, _ cell: Cell) {
    columns.append(column)
    for index in rows.indices { rows[index].append(cell) }
  }

  /// The table as CSV.
  ///
  /// - Parameter hxl: with a row of HXL hashtags under the header.
  package func csv(hxl: Bool = false) -> String {
    let shown = columns.indices.filter { !columns[$0].isOfWorkbooks }
    var writer = CSVWriter(header: shown.map { columns[$0].name })
    if hxl { writer.write(shown.map { columns[$0].tag }) }
    for row in rows { writer.write(shown.map { row.indices.contains($0) ? row[$0].text : "" }) }
    return writer.text
  }
}
