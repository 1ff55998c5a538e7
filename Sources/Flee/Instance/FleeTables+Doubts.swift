import Foundation
import Tabular

/// What can be read, and hardly means what it says. FLEE reads it without a word.
extension FleeTables.Rows {
  /// Warns once for a file.
  mutating func warnOnce(_ key: String, _ text: String, line: Int? = nil) {
    guard said.insert(key).inserted else { return }
    warn(text, line: line)
  }

  /// A comma inside a number splits it in two, and the rest of the row moves on by one column.
  mutating func noteMoreFields() {
    // A header of one field is a comment.
    guard reader.count > header.count, header.count > 1 else { return }
    guard (header.count..<reader.count).contains(where: { !text($0).isEmpty }) else { return }
    warnOnce(
      "fields",
      "the row has \(reader.count) fields and the header \(header.count); nobody reads what is beyond. "
        + "Is there a comma inside a number?")
  }

  /// Columns count by their place, as in FLEE, whatever the header calls them.
  ///
  /// - Parameters:
  ///   - columns: the words for each column that has a fixed place, the first as Trocha writes it.
  ///   - needed: how many of them a file has at least.
  mutating func noteHeader(_ columns: [[String]], needed: Int) {
    guard !header.isEmpty else { return }
    let line = reader.line
    for (index, name) in header.prefix(columns.count).enumerated() {
      let word = (name.hasPrefix("#") ? String(name.dropFirst()) : name).lowercased()
        .trimmingCharacters(in: .whitespaces)
      guard !columns[index].contains(word) else { continue }
      guard let other = columns.firstIndex(where: { $0.contains(word) }) else { continue }
      warnOnce(
        "order",
        "column \(index + 1) is named \"\(word)\" and is read as \(columns[index][0]): as in FLEE columns "
          + "count by their place, and \(word) is the one at place \(other + 1).", line: line)
    }
    if header.count < needed {
      warnOnce(
        "short",
        "the header has \(header.count) columns; there is no "
          + columns[header.count..<needed].map { $0[0] }.joined(separator: ", ") + ".", line: line)
    }
  }

  /// Columns after those of a fixed place that are nearly, or not at all, what a rule reads.
  mutating func noteColumns(from first: Int, known: [String], all: Bool) {
    for name in header.dropFirst(first) where !name.isEmpty && !known.contains(name) {
      let near = suggestion(for: name, among: known)
      guard all || near != nil else { continue }
      warnOnce(
        "column " + name,
        "no rule reads a column \"\(name)\", as in FLEE."
          + (near.map { " Did you mean \"\($0)\"?" } ?? ""))
    }
  }

  /// A number of people: FLEE stops at a fraction. A point before three digits may be meant for thousands.
  mutating func people(_ column: Int, in range: ClosedRange<Double>) -> Double? {
    let written = text(column)
    if written.wholeMatch(of: /-?\d{1,3}(\.\d{3})+/) != nil {
      note(
        column, expected: "a whole number of people",
        hint: "It can be read as a fraction and as thousands. Write it without a point.")
      return nil
    }
    guard let value = number(column, "a whole number of people", in: range) else { return nil }
    if value != value.rounded() {
      warnOnce("fraction", "\(written) people are cut to \(Int(value)); FLEE stops there.")
    }
    return value
  }

  /// A day: FLEE stops at a fraction.
  mutating func day(_ column: Int, in range: ClosedRange<Double>) -> Int? {
    guard let value = number(column, "a day number", in: range) else { return nil }
    if value == value.rounded() { return Int(value) }
    note(column, expected: "a whole day number")
    return nil
  }
}

/// A road that is in the file more than once.
struct RepeatedRoads {
  private var lines: [Set<String>: (line: Int, from: String, distance: Double)] = [:]
  private var number = 0
  /// Published folders give every road both ways: the first few are named.
  private static let most = 5

  mutating func note(
    from: String, to: String, distance: Double, _ rows: inout FleeTables.Rows
  ) {
    guard from != to else {
      rows.warn(
        "the road leads from \"\(from)\" to itself. As in FLEE people may choose it, and come back."
      )
      return
    }
    guard let first = lines[[from, to]] else {
      lines[[from, to]] = (rows.reader.line, from, distance)
      return
    }
    number += 1
    guard number <= RepeatedRoads.most else { return }
    let way = first.from == from ? "" : ", given the other way round"
    let length =
      first.distance == distance
      ? "" : " Whoever chooses either takes the first, of \(CSVWriter.number(first.distance)) km."
    rows.warn(
      "the road from \"\(from)\" to \"\(to)\" is already on line \(first.line)\(way). A road leads both "
        + "ways; as in FLEE this is a second road, and attracts once more.\(length)")
  }

  /// Says how many more there are.
  func finish(_ rows: inout FleeTables.Rows) {
    guard number > RepeatedRoads.most else { return }
    rows.warn("\(number - RepeatedRoads.most) more roads are in the file a second time.", line: 1)
  }
}
