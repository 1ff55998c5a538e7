import Tabular

/// A table for the terminal: as wide as it must be, and no wider than the screen.
struct TextTable {
  enum Alignment { case left, right }

  private let header: [String]
  private let alignments: [Alignment]
  private var rows: [[String]] = []

  /// Columns by their header; a count is easiest to compare when set to the right.
  init(_ columns: [(String, Alignment)]) {
    header = columns.map(\.0)
    alignments = columns.map(\.1)
  }

  mutating func add(_ cells: [String]) {
    rows.append(cells)
  }

  /// The table, its widest text columns wrapped so that no line is longer than `width`.
  func text(width: Int = Terminal.width) -> String {
    let widths = fitted(to: width)
    var lines = render(header, widths).map(Terminal.bold)
    for row in rows { lines += render(row, widths) }
    return lines.joined(separator: "\n") + "\n"
  }

  /// The table as CSV, cells as they are shown.
  var csv: String {
    var writer = CSVWriter(header: header)
    for row in rows { writer.write(row) }
    return writer.text
  }

  private func fitted(to width: Int) -> [Int] {
    let cells = header.indices.map { column in
      rows.map { column < $0.count ? $0[column].count : 0 }.max() ?? 0
    }
    var widths = header.indices.map { max(cells[$0], header[$0].count) }
    let gaps = 2 * (widths.count - 1)
    while widths.reduce(gaps, +) > width {
      // Numbers are never broken, only what stands over them.
      let wrapping = widths.indices.filter {
        widths[$0] > (alignments[$0] == .left ? 6 : max(cells[$0], 4))
      }
      guard let widest = wrapping.max(by: { widths[$0] < widths[$1] }) else { break }
      widths[widest] -= 1
    }
    return widths
  }

  private func render(_ cells: [String], _ widths: [Int]) -> [String] {
    let wrapped = widths.indices.map { column in
      wrap(column < cells.count ? cells[column] : "", to: widths[column])
    }
    let height = wrapped.map(\.count).max() ?? 1
    return (0..<height).map { line in
      let parts = widths.indices.map { column in
        let text = line < wrapped[column].count ? wrapped[column][line] : ""
        let padding = String(repeating: " ", count: max(0, widths[column] - text.count))
        return alignments[column] == .right ? padding + text : text + padding
      }
      let joined = parts.joined(separator: "  ")
      return String(joined.reversed().drop { $0 == " " }.reversed())
    }
  }
}

/// Breaks a text into lines at spaces; a word longer than a line after a hyphen, where it has one.
func wrap(_ text: String, to width: Int) -> [String] {
  guard text.count > width, width > 0 else { return [text] }
  var lines: [String] = []
  var line = ""
  for word in text.split(separator: " ") {
    if !line.isEmpty, line.count + 1 + word.count > width {
      lines.append(line)
      line = ""
    }
    line += (line.isEmpty ? "" : " ") + word
    while line.count > width {
      let start = line.prefix(width)
      let cut = start.lastIndex { $0 == "-" || $0 == "/" }.map { line.index(after: $0) }
      lines.append(String(line[..<(cut ?? start.endIndex)]))
      line = String(line[(cut ?? start.endIndex)...])
    }
  }
  if !line.isEmpty { lines.append(line) }
  return lines
}
