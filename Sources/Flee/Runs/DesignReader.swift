import Tabular

/// Reads a design: a CSV file whose header has settings by their names in `simsetting.yml`, and which has
/// a row of values for each run.
///
/// A field is written as in `simsetting.yml`: a number, `true`, or a list such as `"[0, 0.1, 0.5]"`. An empty
/// field leaves the setting as the instance has it.
public struct DesignReader {
  private let instance: FleeInstance
  private let source: FleeInstanceSource
  private var table: CSVTable
  /// For each column its setting; `nil` where the header is wrong.
  private var settings: [FleeSettingPath?] = []
  private var numbers: [Double] = []
  private var variants: [Design.Variant] = []
  private var variantOfRow: [Int32] = []
  private var variantOfTexts: [[String]: Int32?] = [:]

  /// A design with more instances than this, which all have to be held, is refused.
  private static let mostInstances = 1000

  /// Reads and checks a design, row by row.
  ///
  /// - Parameters:
  ///   - path: of the CSV file.
  ///   - instance: the instance that is run.
  ///   - source: where it was read from: settings that decide what is read have it read anew.
  /// - Throws: an `InputError` that lists all mistakes, with line and column.
  public static func read(
    _ path: String, for instance: FleeInstance, from source: FleeInstanceSource
  ) throws(InputError) -> Design {
    var reader = DesignReader(
      instance: instance, source: source,
      table: try CSVTable(try ByteStream(path: path, name: path)))
    return try reader.read()
  }

  private init(instance: FleeInstance, source: FleeInstanceSource, table: CSVTable) {
    self.instance = instance
    self.source = source
    self.table = table
  }

  private mutating func read() throws(InputError) -> Design {
    readHeader()
    try table.issues.check()
    let columns = settings.compactMap(\.?.name)
    let numberColumns = settings.indices.filter { settings[$0]?.isPlainNumber == true }
    let setters = numberColumns.map { MovementSettings.numberSetting(columns[$0]) }
    let others = settings.indices.filter { !numberColumns.contains($0) }
    while try table.next() {
      for (column, setter) in zip(numberColumns, setters) { readNumber(column, setter) }
      let texts = others.map { table.text($0) }
      variantOfRow.append(try variant(texts, others) ?? 0)
    }
    if variantOfRow.isEmpty {
      table.issues.add(
        line: table.line, expected: "a row of settings for each run", found: "a header alone")
    }
    try table.issues.check()
    return Design(
      columns: columns, rows: variantOfRow.count, numberColumns: numberColumns, numbers: numbers,
      variants: variants, variantOfRow: variantOfRow)
  }

  private mutating func readHeader() {
    var known: Set<String> = []
    for (column, name) in table.header.enumerated() {
      // As in FLEE's own tables, the header may begin with a number sign.
      let name = column == 0 && name.hasPrefix("#") ? String(name.dropFirst()) : name
      var fault: (expected: String, hint: String)?
      let setting = FleeSettingPath(name)
      if let setting {
        fault = setting.whyNotInDesign.map { ("a setting that can differ between runs", $0) }
        if !known.insert(setting.name).inserted { fault = ("each setting once", "") }
      } else {
        let hint =
          suggestion(for: name, among: FleeSettingPath.names).map { "Did you mean \"\($0)\"?" }
          ?? "Settings are called as in simsetting.yml, such as max_move_speed."
        fault = ("a setting of simsetting.yml", hint)
      }
      if let fault {
        table.issues.add(
          line: table.line, column: column + 1, expected: fault.expected, found: "\"\(name)\"",
          hint: fault.hint)
      }
      settings.append(setting)
    }
  }

  private mutating func readNumber(_ column: Int, _ setting: MovementSettings.NumberSetting?) {
    let text = table.text(column)
    guard !text.isEmpty else { return numbers.append(.nan) }
    if let value = CSVTable.number(text) ?? DesignReader.exponential(text),
      setting?.admits(value) == true
    {
      numbers.append(value)
    } else {
      table.note(column, expected: setting?.expectation ?? "a number")
      numbers.append(.nan)
    }
  }

  /// A number as Python writes small and large ones: `1e-05`.
  private static func exponential(_ text: String) -> Double? {
    let isNumber = text.utf8.allSatisfy { "0123456789+-.eE".utf8.contains($0) }
    return isNumber ? Double(text).flatMap { $0.isFinite ? $0 : nil } : nil
  }

  // MARK: Settings that are no plain numbers

  /// The variant with these fields, read when they first occur; `nil` when something is wrong with it.
  private mutating func variant(
    _ texts: [String], _ columns: [Int]
  ) throws(InputError) -> Int32? {
    if let known = variantOfTexts[texts] { return known }
    var number: Int32?
    do {
      let variant = try read(texts, columns)
      number = Int32(variants.count)
      variants.append(variant)
    } catch {
      for issue in error.issues { note(issue, texts, columns) }
    }
    variantOfTexts[texts] = .some(number)
    if variants.count(where: { $0.instance != nil }) > DesignReader.mostInstances {
      throw InputError(
        InputIssue(
          file: table.issues.file, line: table.line,
          expected:
            "at most \(DesignReader.mostInstances) combinations of settings that decide what is read",
          found: "more",
          hint: "Such settings are \(FleeSettingPath.readingKeys.sorted().joined(separator: ", "))."
        ))
    }
    return number
  }

  private func read(
    _ texts: [String], _ columns: [Int]
  ) throws(InputError) -> Design.Variant {
    var replaced: [FleeSettingPath: String] = [:]
    for (column, text) in zip(columns, texts) where !text.isEmpty {
      if let setting = settings[column] { replaced[setting] = text }
    }
    guard !replaced.isEmpty else {
      return Design.Variant(texts: texts, settings: instance.settings)
    }
    if replaced.keys.contains(where: \.decidesWhatIsRead) {
      let read = try source.read(replacing: replaced)
      return Design.Variant(texts: texts, settings: read.settings, instance: read)
    }
    return Design.Variant(texts: texts, settings: try source.settings(replacing: replaced))
  }

  /// An issue of the settings is one of the design's row, and of its column where the message tells it.
  private mutating func note(_ issue: InputIssue, _ texts: [String], _ columns: [Int]) {
    let column =
      columns.count == 1
      ? columns[0] : columns.first { issue.expected.contains(settings[$0]?.key ?? "\0") }
    table.issues.add(
      line: table.line, column: column.map { $0 + 1 },
      columnName: column.map { table.header[$0] }, expected: issue.expected, found: issue.found,
      hint: issue.hint)
  }
}
