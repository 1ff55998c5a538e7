/// An Excel workbook (ECMA-376, SpreadsheetML): its sheets, and what their cells refer to.
final class Workbook: TableContainer {
  private let archive: ZipArchive
  private let sheets: [WorkbookSheet]
  private let startsIn1904: Bool
  private var shared: (strings: SharedStrings, styles: CellStyles)?

  /// Bytes of the parts that are held in memory or hold no rows.
  private static let partLimit = 1 << 27

  init(_ archive: ZipArchive) throws(InputError) {
    self.archive = archive
    let list = SheetList(file: archive.file, part: "xl/workbook.xml")
    let targets = PartTargets(file: archive.file, part: "xl/_rels/workbook.xml.rels")
    for part in [list, targets] as [XMLPart] {
      guard let member = archive.member(part.part) else { continue }
      try part.read(archive.open(member, limit: Workbook.partLimit))
    }
    sheets = list.sheets.compactMap { sheet in
      guard let target = targets.worksheets[sheet.part] else { return nil }
      var sheet = sheet
      sheet.part = target
      return sheet
    }
    startsIn1904 = list.startsIn1904
    guard !sheets.isEmpty else {
      throw ZipArchive.damaged(archive.file, "a workbook without sheets")
    }
  }

  let isText = true
  let takesFirst = true

  /// Hidden sheets hold lists for other sheets; they are read when they are named.
  var visible: [Int] {
    let shown = sheets.indices.filter { !sheets[$0].isHidden }
    return shown.isEmpty ? Array(sheets.indices) : shown
  }

  func usual() throws(InputError) -> Int { visible[0] }

  func index(of sheet: String) throws(InputError) -> Int {
    if let index = sheets.firstIndex(where: { $0.name == sheet })
      ?? sheets.firstIndex(where: { $0.name.lowercased() == sheet.lowercased() })
    {
      return index
    }
    if let number = Int(sheet), sheets.indices.contains(number - 1) { return number - 1 }
    let names = sheets.prefix(16).map { "\"\($0.name.prefix(60))\"" }.joined(separator: ", ")
    throw InputError(
      InputIssue(
        file: archive.file, expected: "a sheet \"\(sheet.prefix(60))\"", found: "sheets \(names)"))
  }

  func name(of index: Int) -> String { sheets.indices.contains(index) ? sheets[index].name : "" }

  func table(_ index: Int, rows: Int?) throws(InputError) -> any ByteSource {
    let (strings, styles) = try parts()
    guard let member = archive.member(sheets[index].part) else {
      throw ZipArchive.damaged(archive.file, "no sheet \"\(sheets[index].name.prefix(60))\"")
    }
    let text = try SheetText(file: archive.file)
    let sheet = SheetPart(
      file: archive.file, part: member.name, strings: strings,
      cells: CellText(styles: styles, startsIn1904: startsIn1904), text: text, rows: rows)
    try sheet.read(archive.open(member))
    text.tallMerges = sheet.tallMerges
    try text.rewind()
    return text
  }

  /// What all sheets share, read when the first is.
  private func parts() throws(InputError) -> (SharedStrings, CellStyles) {
    if let shared { return shared }
    let strings = SharedStrings(file: archive.file, part: "xl/sharedStrings.xml")
    let styles = CellStyles(file: archive.file, part: "xl/styles.xml")
    for part in [strings, styles] as [XMLPart] {
      guard let member = archive.member(part.part) else { continue }
      try part.read(archive.open(member, limit: Workbook.partLimit))
    }
    shared = (strings, styles)
    return (strings, styles)
  }
}

/// A sheet as the workbook lists it.
struct WorkbookSheet {
  var name: String
  /// The relation that leads to its part; then the part.
  var part: String
  var isHidden: Bool
}

/// `xl/workbook.xml`: the sheets in their order, and from which day dates are counted.
final class SheetList: XMLPart {
  private(set) var sheets: [WorkbookSheet] = []
  private(set) var startsIn1904 = false

  /// More sheets than anybody has.
  private static let mostSheets = 4096

  override func begin(_ element: String, _ attributes: [String: String]) {
    switch element {
    case "workbookPr":
      startsIn1904 = ["1", "true", "on"].contains(attributes["date1904"] ?? "")
    case "sheet":
      guard sheets.count < SheetList.mostSheets else {
        return stop(expected: "at most \(SheetList.mostSheets) sheets", found: "more")
      }
      let relation = attributes.first { $0.key.hasSuffix(":id") }?.value
      sheets.append(
        WorkbookSheet(
          name: attributes["name"] ?? "", part: relation ?? "",
          isHidden: (attributes["state"] ?? "visible") != "visible"))
    default: break
    }
  }
}

/// `xl/_rels/workbook.xml.rels`: which part a relation leads to.
final class PartTargets: XMLPart {
  private(set) var worksheets: [String: String] = [:]

  override func begin(_ element: String, _ attributes: [String: String]) {
    guard element == "Relationship", let id = attributes["Id"], let target = attributes["Target"],
      attributes["Type"]?.hasSuffix("/worksheet") == true
    else { return }
    worksheets[id] = target.hasPrefix("/") ? String(target.dropFirst()) : "xl/\(target)"
  }
}

/// `xl/sharedStrings.xml`: texts that cells refer to by number, without their pronunciation.
final class SharedStrings: XMLPart {
  private var bytes: [UInt8] = []
  private var ends: [Int] = []
  private var isText = false
  private var isPronunciation = false

  /// More texts than a sheet has cells that can differ (2^23).
  private static let mostTexts = 1 << 23

  /// A text; `nil` for a number that none has.
  subscript(index: Int) -> ArraySlice<UInt8>? {
    guard ends.indices.contains(index) else { return nil }
    return bytes[(index == 0 ? 0 : ends[index - 1])..<ends[index]]
  }

  override func begin(_ element: String, _ attributes: [String: String]) {
    switch element {
    case "t": isText = true
    case "rPh": isPronunciation = true
    default: break
    }
  }

  override func text(_ letters: String) {
    if isText, !isPronunciation { bytes.append(contentsOf: letters.utf8) }
  }

  override func end(_ element: String) {
    switch element {
    case "t": isText = false
    case "rPh": isPronunciation = false
    case "si":
      guard ends.count < SharedStrings.mostTexts else {
        return stop(expected: "at most \(SharedStrings.mostTexts) texts", found: "more")
      }
      ends.append(bytes.count)
    default: break
    }
  }
}
