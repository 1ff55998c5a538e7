/// A worksheet's part (`xl/worksheets/sheet1.xml`) while it is turned into text.
///
/// A line break within a cell becomes a space, so that a row stays a line; a formula gives the value
/// that was saved with it, and itself where none was.
final class SheetPart: XMLPart {
  private let strings: SharedStrings
  private let cells: CellText
  private let output: SheetText
  private let rows: Int?
  private(set) var tallMerges: [CellRange] = []

  /// The row and column being read, and those that were last written, from 1; 0 for none.
  private var row = 0
  private var column = 0
  private var writtenRow = 1
  private var writtenColumn = 1
  private var lastRow = 0
  /// Whether all rows were read.
  private var hasRows = false
  private var line: [UInt8] = []
  private var cell = Cell()

  private struct Cell {
    var type = ""
    var format = 0
    var value: [UInt8] = []
    var formula: [UInt8] = []
    var isFormula = false
    var reading = Reading.nothing
    var isPronunciation = false
  }

  private enum Reading { case nothing, value, formula, inline }

  /// Rows and columns of the largest sheet that Excel knows.
  private static let mostRows = 1 << 20
  private static let mostColumns = 1 << 14
  /// Bytes of a cell's text: Excel's 32,767 letters.
  private static let mostBytes = 4 * 32_767
  /// Merged cells that are remembered; they are there to be reported, not to be counted.
  private static let mostMerges = 1000

  init(
    file: String, part: String, strings: SharedStrings, cells: CellText, text: SheetText,
    rows: Int?
  ) {
    self.strings = strings
    self.cells = cells
    self.output = text
    self.rows = rows
    super.init(file: file, part: part)
  }

  override func begin(_ element: String, _ attributes: [String: String]) {
    if hasRows {
      if element == "mergeCell" { note(merge: attributes["ref"] ?? "") }
      return
    }
    switch element {
    case "row": beginRow(attributes["r"])
    case "c": beginCell(attributes)
    case "v": cell.reading = .value
    case "f":
      cell.reading = .formula
      cell.isFormula = true
    case "t": cell.reading = .inline
    case "rPh": cell.isPronunciation = true
    default: break
    }
  }

  override func text(_ letters: String) {
    switch cell.reading {
    case .nothing: return
    case .formula: cell.formula.append(contentsOf: letters.utf8.prefix(200))
    case .value: cell.value.append(contentsOf: letters.utf8)
    case .inline: if !cell.isPronunciation { cell.value.append(contentsOf: letters.utf8) }
    }
    if max(cell.value.count, cell.formula.count) > SheetPart.mostBytes {
      stop(
        line: row, column: column, expected: "at most 32767 letters in a cell", found: "more")
    }
  }

  override func end(_ element: String) {
    switch element {
    case "v", "f", "t": cell.reading = .nothing
    case "rPh": cell.isPronunciation = false
    case "c": endCell()
    case "row": flush()
    case "sheetData": hasRows = true
    default: break
    }
  }

  private func beginRow(_ number: String?) {
    column = 0
    // A number that is none counts as 0, which is out of order.
    let next = number.map { Int($0) ?? 0 } ?? lastRow + 1
    guard next > lastRow, next <= SheetPart.mostRows else {
      return stop(
        expected: "rows in their order, at most \(SheetPart.mostRows)", found: "row \(next)",
        hint: "Save it again from a spreadsheet program.")
    }
    row = next
    lastRow = next
    if let rows, next > rows { stop() }
  }

  private func beginCell(_ attributes: [String: String]) {
    let next = attributes["r"].map { SheetPart.place($0)?.column ?? 0 } ?? column + 1
    guard next > column, next <= SheetPart.mostColumns, row > 0 else {
      return stop(
        line: row, expected: "cells in their order, at most \(SheetPart.mostColumns) in a row",
        found: "column \(next)", hint: "Save it again from a spreadsheet program.")
    }
    column = next
    cell = Cell()
    cell.type = attributes["t"] ?? "n"
    cell.format = attributes["s"].flatMap { Int($0) } ?? 0
  }

  private func endCell() {
    let bytes = content()
    cell = Cell()
    if bytes.isEmpty { return }
    while writtenRow < row {
      line.append(Byte.lineFeed)
      writtenRow += 1
      writtenColumn = 1
    }
    while writtenColumn < column {
      line.append(Byte.comma)
      writtenColumn += 1
    }
    append(bytes)
    // A long text that all cells of a row refer to would fill the memory.
    if line.count > ByteStream.blockSize { flush() }
  }

  /// Writes what has come. A line ends where the next cell is: so empty rows at the end are left out.
  private func flush() {
    if let issue = output.write(line) { stop(issue) }
    line.removeAll(keepingCapacity: true)
  }

  /// The text of the cell that ends here; empty for an empty cell.
  private func content() -> [UInt8] {
    let value = cell.value
    if value.isEmpty {
      // "str" is a formula whose result is a text, perhaps none.
      guard cell.isFormula, cell.type != "str" else { return [] }
      return [UInt8(ascii: "=")] + cell.formula
    }
    switch cell.type {
    case "s":
      let index = Int(String(decoding: value, as: UTF8.self))
      if let index, let text = strings[index] { return Array(text) }
      stop(
        line: row, column: column, expected: "a text of the workbook",
        found: "number \(String(decoding: value.prefix(20), as: UTF8.self)), which has none",
        hint: "The workbook is damaged: save it again from a spreadsheet program.")
      return []
    case "b": return Array((value == [UInt8(ascii: "1")] ? "TRUE" : "FALSE").utf8)
    case "d":
      let text = String(decoding: value, as: UTF8.self)
      let isMidnight = text.dropFirst(10).allSatisfy { "T0:.Z".contains($0) }
      return Array((isMidnight ? text.prefix(10) : text[...]).utf8)
    case "n":
      let text = String(decoding: value, as: UTF8.self)
      return Array(cells.number(text, format: cell.format).utf8)
    default: return value
    }
  }

  /// Appends a field in quotes, where it needs them.
  private func append(_ bytes: [UInt8]) {
    let needsQuotes = bytes.contains { Byte.needsCare($0) }
    guard needsQuotes else { return line.append(contentsOf: bytes) }
    line.append(Byte.quote)
    for byte in bytes {
      switch byte {
      case Byte.quote: line.append(contentsOf: [Byte.quote, Byte.quote])
      case Byte.lineFeed, Byte.carriageReturn: line.append(UInt8(ascii: " "))
      default: line.append(byte)
      }
    }
    line.append(Byte.quote)
  }

  private func note(merge reference: String) {
    let ends = reference.split(separator: ":").compactMap { SheetPart.place(String($0)) }
    guard ends.count == 2, ends[0].row < ends[1].row, ends[0].column <= ends[1].column,
      tallMerges.count < SheetPart.mostMerges
    else { return }
    tallMerges.append(
      CellRange(rows: ends[0].row...ends[1].row, columns: ends[0].column...ends[1].column))
  }

  /// Row and column of a reference such as `C12`.
  private static func place(_ reference: String) -> (column: Int, row: Int)? {
    var column = 0
    var row = 0
    for byte in reference.utf8 {
      switch byte {
      case 0x41...0x5A where row == 0: column = column * 26 + Int(byte) - 0x40
      case 0x30...0x39 where column > 0: row = row * 10 + Int(byte) - 0x30
      default: return nil
      }
      guard column <= mostColumns, row <= mostRows else { return nil }
    }
    return column > 0 && row > 0 ? (column, row) : nil
  }
}
