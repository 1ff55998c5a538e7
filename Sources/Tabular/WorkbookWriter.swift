import CXlsxwriter
import Foundation

/// Writes tables as an Excel workbook (ECMA-376) with libxlsxwriter: a sheet each, its header in bold and
/// frozen, numbers and dates as such, and all other cells as text, whatever they begin with.
package struct WorkbookWriter {
  private let sheets: [TableSheet]
  private let title: String
  /// Seconds since 1970; the same for the same workbook, so that its bytes are the same too.
  private let created: Int

  /// Cells from which on rows are kept on disk while they are written.
  private let manyCells: Int

  /// - Parameters:
  ///   - created: when it counts as made, in seconds since 1970.
  ///   - mostRows: rows of one sheet with its header, of which Excel has no more than these.
  ///   - manyCells: cells from which on rows are kept on disk while they are written.
  package init(
    _ sheets: [TableSheet], title: String, created: Int, mostRows: Int = 1 << 20,
    manyCells: Int = 1 << 20
  ) {
    self.sheets = sheets.flatMap { $0.parts(of: mostRows - 1) }
    self.title = title
    self.created = created
    self.manyCells = manyCells
  }

  /// The workbook's bytes.
  ///
  /// - Throws: a ``WorkbookFault`` when there is no room for it on the disk.
  package func data() throws -> Data {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "trocha-\(UUID().uuidString)", directoryHint: .isDirectory)
    try FileManager.default.createDirectory(
      at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appending(path: "workbook.xlsx")
    try write(to: file.path, in: folder.path)
    return try Data(contentsOf: file)
  }

  private func write(to path: String, in folder: String) throws(WorkbookFault) {
    let cells = sheets.reduce(0) { $0 + $1.rows.count * $1.columns.count }
    let isLarge = cells > manyCells
    let book = folder.withCString { folder in
      var options = lxw_workbook_options()
      options.constant_memory = isLarge ? 1 : 0
      // The library only reads it.
      options.tmpdir = UnsafeMutablePointer(mutating: folder)
      // It is copied, so that the text may go.
      return workbook_new_opt(path, &options)
    }
    guard let book else { throw WorkbookFault(reason: "memory is short") }
    describe(book)
    let styles = Styles(book)
    var fault = LXW_NO_ERROR
    for (name, sheet) in zip(names, sheets) {
      guard let written = workbook_add_worksheet(book, name) else {
        // Closing gives the memory back.
        workbook_close(book)
        throw WorkbookFault(reason: "a sheet cannot be named \(name)")
      }
      let found = WorkbookWriter.fill(written, sheet, styles)
      if fault == LXW_NO_ERROR { fault = found }
    }
    let closing = workbook_close(book)
    if fault == LXW_NO_ERROR { fault = closing }
    guard fault == LXW_NO_ERROR else {
      throw WorkbookFault(reason: String(cString: lxw_strerror(fault)))
    }
  }

  private func describe(_ book: UnsafeMutablePointer<lxw_workbook>) {
    title.prefix(255).withCString { title in
      "Trocha".withCString { author in
        var properties = lxw_doc_properties()
        properties.title = UnsafeMutablePointer(mutating: title)
        properties.author = UnsafeMutablePointer(mutating: author)
        properties.created = time_t(created)
        _ = workbook_set_properties(book, &properties)
      }
    }
  }

  /// Names that Excel takes: at most 31 characters without its own signs, each once.
  private var names: [String] {
    var taken: Set<String> = []
    return sheets.map { sheet in
      let plain = sheet.name.map { "[]:*?/\\'".contains($0) ? " " : $0 }
      let base = String(plain.prefix(27)).trimmingCharacters(in: .whitespaces)
      var name = base.isEmpty ? "Table" : base
      var number = 1
      while !taken.insert(name.lowercased()).inserted {
        number += 1
        name = "\(base) \(number)"
      }
      return name
    }
  }

  private struct Styles {
    let header, whole, broken, date, words: UnsafeMutablePointer<lxw_format>?

    init(_ book: UnsafeMutablePointer<lxw_workbook>) {
      header = workbook_add_format(book)
      whole = workbook_add_format(book)
      broken = workbook_add_format(book)
      date = workbook_add_format(book)
      words = workbook_add_format(book)
      format_set_bold(header)
      format_set_bottom(header, UInt8(LXW_BORDER_THIN.rawValue))
      format_set_align(header, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue))
      format_set_num_format(whole, "#,##0")
      format_set_num_format(broken, "#,##0.0###")
      format_set_num_format(date, "yyyy-mm-dd")
      format_set_align(date, UInt8(LXW_ALIGN_LEFT.rawValue))
      for format in [whole, broken, date, words] {
        format_set_align(format, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue))
      }
      format_set_text_wrap(words)
    }
  }

  private static func fill(
    _ written: UnsafeMutablePointer<lxw_worksheet>, _ sheet: TableSheet, _ styles: Styles
  ) -> lxw_error {
    for (index, width) in sheet.widths.enumerated() {
      worksheet_set_column(written, UInt16(index), UInt16(index), width, nil)
    }
    worksheet_freeze_panes(written, 1, 0)
    var fault = LXW_NO_ERROR
    func note(_ result: lxw_error) { if fault == LXW_NO_ERROR { fault = result } }
    for (index, column) in sheet.columns.enumerated() {
      note(worksheet_write_string(written, 0, UInt16(index), plain(column.name), styles.header))
    }
    for (row, cells) in sheet.rows.enumerated() {
      for (column, cell) in cells.enumerated() {
        note(write(cell, written, UInt32(row + 1), UInt16(column), styles))
      }
    }
    return fault
  }

  private static func write(
    _ cell: TableSheet.Cell, _ sheet: UnsafeMutablePointer<lxw_worksheet>, _ row: UInt32,
    _ column: UInt16, _ styles: Styles
  ) -> lxw_error {
    switch cell {
    case .empty: return LXW_NO_ERROR
    case .text(let text):
      return worksheet_write_string(sheet, row, column, plain(text), styles.words)
    case .number(let number):
      let style = number == number.rounded() ? styles.whole : styles.broken
      return worksheet_write_number(sheet, row, column, number, style)
    case .date(let year, let month, let day) where year >= 1900:
      var date = lxw_datetime(
        year: Int32(year), month: Int32(month), day: Int32(day), hour: 0, min: 0, sec: 0)
      return worksheet_write_datetime(sheet, row, column, &date, styles.date)
    case .date:
      // Excel knows no day before 1900.
      return worksheet_write_string(sheet, row, column, cell.text, styles.words)
    }
  }

  /// Characters of one cell of Excel.
  private static let longest = 32_767

  /// A text that a cell can hold: without the sign that ends a text of C, and cut where it is too long.
  private static func plain(_ text: String) -> String {
    let text = text.utf8.contains(0) ? text.replacingOccurrences(of: "\0", with: "") : text
    guard text.utf8.count > longest, text.unicodeScalars.count > longest else { return text }
    return String(String.UnicodeScalarView(text.unicodeScalars.prefix(longest - 1))) + "…"
  }
}

/// Why a workbook could not be written.
package struct WorkbookFault: Error, Equatable, Sendable, CustomStringConvertible {
  package var reason: String

  package var description: String { "The workbook could not be written: \(reason)." }
}

extension TableSheet {
  /// The table in parts that have at most so many rows.
  fileprivate func parts(of most: Int) -> [TableSheet] {
    guard rows.count > most else { return [self] }
    return stride(from: 0, to: rows.count, by: most).map { start in
      var part = TableSheet(name, columns)
      for row in rows[start..<min(start + most, rows.count)] { part.add(row) }
      return part
    }
  }

  /// Widths of the columns in characters, by what stands in the first rows.
  fileprivate var widths: [Double] {
    columns.indices.map { column in
      let longest =
        rows.prefix(200).map { row -> Int in
          guard row.indices.contains(column) else { return 0 }
          if case .number = row[column] { return row[column].text.count + 3 }
          return row[column].text.count
        }.max() ?? 0
      return Double(min(60, max(8, max(longest, columns[column].name.count) + 2)))
    }
  }
}
