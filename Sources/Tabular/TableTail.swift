/// What stands below a table's rows and is no row: totals, and notes such as "Source: …".
struct TableTail {
  /// The columns that hold counts, and all that say what is counted.
  let counts: [Int]
  let labels: [Int]
  /// For each column of counts, what the rows add up to: all, and those since the last total.
  var sums: [Double]
  var sumsSinceTotal: [Double]
  /// Notes after which no row has come yet.
  var notes: [(line: Int, text: String)] = []

  /// A quick look at whether the current record may be something else than a row: a row has
  /// something under its last label.
  func mayBeBelow(_ reader: CSVReader) -> Bool {
    guard labels.count > 1, let last = labels.last else { return true }
    return reader.bytes(last).isEmpty
  }

  /// Words for a row of totals, in lower case.
  private static let totals: Set<String> = [
    "total", "totals", "grand total", "sum", "subtotal", "sub total", "total general",
    "gran total", "totales", "suma", "suma total", "total geral", "soma", "total général",
  ]

  /// Words that a note begins with.
  private static let notes = [
    "fuente", "source", "nota", "note", "notas", "notes", "fuentes", "sources", "elaboraci",
    "elaborado", "actualizado", "updated", "last updated", "data as of", "datos al", "fonte",
  ]

  /// Whether a label is a total's; of a table with one label only when it says nothing else, since
  /// "Total asylum" may be a name.
  static func isTotal(_ label: String, isOnly: Bool) -> Bool {
    let words = CSVTable.folded(label.filter { $0 != ":" && $0 != "." })
    if totals.contains(words) { return true }
    return !isOnly
      && (words.hasPrefix("total ") || words.hasPrefix("subtotal ") || words.hasSuffix(" total"))
  }

  /// Whether a text begins as a note does. What is one only by its length and punctuation, and not
  /// by its first word, must stand alone in its row.
  static func isNote(_ text: String, isAlone: Bool) -> Bool {
    let folded = text.lowercased()
    if notes.contains(where: { word in
      folded.hasPrefix(word) && folded.dropFirst(word.count).first.map { !$0.isNumber } ?? true
    }) {
      return true
    }
    guard isAlone, let first = text.unicodeScalars.first else { return false }
    let words = text.split(separator: " ").count
    return "*†‡([".unicodeScalars.contains(first) || words > 1 && text.contains(":") || words >= 10
  }
}

extension CSVTable {
  /// Says that notes and totals may stand below the rows, so that `next()` deals with them.
  ///
  /// A note is a record with only its first fields filled that begins as notes do ("Fuente: …",
  /// "Source: …", "* …") and has nothing in the columns of counts; it is passed over when no row
  /// follows. A total is a record whose last label is "Total", "Gran total" or the like while the
  /// labels behind it are empty, and at most half (or two) are filled. It is passed over when its
  /// counts are what the rows above add up to, all or those since the last total; else it is noted
  /// as one issue.
  ///
  /// - Parameters:
  ///   - counts: the columns that hold counts.
  ///   - labels: the columns that say what is counted, in their order, without those of notes; `nil`
  ///     for all that hold no counts.
  package mutating func expectTail(counts: [Int], labels: [Int]? = nil) {
    let counts = counts.filter { header.indices.contains($0) }
    let labels = (labels ?? Array(header.indices)).filter {
      header.indices.contains($0) && !counts.contains($0)
    }.sorted()
    let none = [Double](repeating: 0, count: counts.count)
    tail = TableTail(counts: counts, labels: labels, sums: none, sumsSinceTotal: none)
  }

  /// Takes the current record if it is a note or a total; `false` when it is a row.
  mutating func takeTail() -> Bool {
    guard let tail else { return false }
    var filled = 0
    var last: Int?
    for column in tail.labels where !isEmpty(column) {
      filled += 1
      last = column
    }
    let hasCount = tail.counts.contains { !isEmpty($0) }
    let isOnly = tail.labels.count == 1
    let mayBeTotal =
      isOnly || filled <= max(2, tail.labels.count / 2) && last != tail.labels.last
    // Most rows end here, before a text is made of anything.
    guard mayBeTotal || !hasCount, let last, let label = reader.text(last) else { return false }
    let isWhole = isSheet || reader.count == header.count
    if mayBeTotal, isWhole || hasCount, TableTail.isTotal(label, isOnly: isOnly) {
      if hasCount { takeTotal(label) } else { hold(label) }
      return true
    }
    guard !hasCount, let first = reader.text(0), !first.isEmpty else { return false }
    // A lone field may be a row that was cut off, but none begins with the mark of a footnote.
    let isAlone =
      isWhole
      ? (1..<reader.count).allSatisfy(isEmpty)
      : reader.count == 1 && "*†‡".contains(first.prefix(1))
    guard TableTail.isNote(first, isAlone: isAlone) else { return false }
    hold(first)
    return true
  }

  private func isEmpty(_ column: Int) -> Bool { reader.bytes(column).allSatisfy(Byte.isSpace) }

  private mutating func hold(_ text: String) {
    guard let held = tail?.notes.count, held < InputIssues.limit else { return }
    tail?.notes.append((reader.line, String(text.prefix(60))))
  }

  /// Adds the current row to the sums, and notes the notes that it shows to stand among the rows.
  mutating func countRow() {
    guard var tail else { return }
    // Taken out while it changes, so that its arrays are not copied for each row.
    self.tail = nil
    for note in tail.notes {
      issues.add(
        line: note.line, expected: "a row of figures", found: "\"\(note.text)\" alone in its row",
        hint: "Notes stand above the header or below the last row.")
    }
    if !tail.notes.isEmpty { tail.notes = [] }
    for (index, column) in tail.counts.enumerated() {
      guard let value = countValue(column) else { continue }
      tail.sums[index] += value
      tail.sumsSinceTotal[index] += value
    }
    self.tail = tail
  }

  /// The count in a field, mostly a few digits, without making a text of them.
  private func countValue(_ column: Int) -> Double? {
    let bytes = reader.bytes(column)
    if bytes.isEmpty { return nil }
    if bytes.count <= 15, bytes.allSatisfy({ (0x30...0x39).contains($0) }) {
      return Double(bytes.reduce(0) { $0 * 10 + Int($1 - 0x30) })
    }
    return reader.text(column).flatMap { try? CSVTable.count($0).get() }
  }

  /// Passes over a total that is what the rows add up to, and notes another.
  private mutating func takeTotal(_ label: String) {
    guard var tail else { return }
    var isSum = true
    var isPart = true
    for (index, column) in tail.counts.enumerated() where !isEmpty(column) {
      let value = countValue(column)
      isSum = isSum && value == tail.sums[index]
      isPart = isPart && value == tail.sumsSinceTotal[index]
    }
    if !isSum, !isPart, let index = tail.counts.indices.first(where: { !isEmpty(tail.counts[$0]) })
    {
      let sum = CSVWriter.number(tail.sums[index])
      let value = reader.text(tail.counts[index])?.prefix(60) ?? ""
      issues.add(
        line: reader.line, expected: "rows of figures",
        found:
          "a total row, \"\(label.prefix(60))\": \(value), where the rows above add up to \(sum)",
        hint: "Take it out if it is no figure of its own, or see which rows are missing.")
    }
    tail.sumsSinceTotal = [Double](repeating: 0, count: tail.counts.count)
    self.tail = tail
  }
}
