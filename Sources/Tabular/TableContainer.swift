/// A file that holds several tables: a workbook with its sheets, an archive with its files.
protocol TableContainer {
  /// Whether the tables come as UTF-8, not as whatever bytes were packed.
  var isText: Bool { get }
  /// The tables among which one may be chosen by what it holds.
  var visible: [Int] { get }
  /// Whether of several that would do, each in its own way, the first is meant.
  var takesFirst: Bool { get }

  /// The table that is meant when nothing is said.
  func usual() throws(InputError) -> Int
  /// What a table is called.
  func name(of index: Int) -> String
  /// The table with a name or a number from 1.
  func index(of sheet: String) throws(InputError) -> Int
  /// Opens a table; of a sheet only the first rows when `rows` says how many.
  func table(_ index: Int, rows: Int?) throws(InputError) -> any ByteSource
}

extension ZipArchive {
  /// Opens a file that begins as an archive.
  ///
  /// - Throws: an ``InputError`` when it is damaged, or some other kind of document.
  static func open(path: String, name: String) throws(InputError) -> any TableContainer {
    let archive = try ZipArchive(path: path, name: name)
    if archive.member("xl/workbook.xml") != nil { return try Workbook(archive) }
    for (member, kind, hint) in otherDocuments where archive.member(member) != nil {
      throw InputError(InputIssue(file: name, expected: "a table", found: kind, hint: hint))
    }
    return ZipTables(archive)
  }

  /// Members by which other kinds of document are known.
  private static let otherDocuments = [
    ("xl/workbook.bin", "a binary Excel workbook (.xlsb)", "Save it as .xlsx or as CSV in UTF-8."),
    ("word/document.xml", "a Word document", "Save the table as CSV or .xlsx."),
    ("ppt/presentation.xml", "a PowerPoint presentation", "Save the table as CSV or .xlsx."),
    ("content.xml", "an OpenDocument file", "Save it as .xlsx or as CSV in UTF-8."),
  ]
}

/// The tables in an archive.
struct ZipTables: TableContainer {
  private let archive: ZipArchive
  private let tables: [ZipArchive.Member]

  init(_ archive: ZipArchive) {
    self.archive = archive
    let files = archive.members.filter { member in
      let last = member.name.split(separator: "/").last ?? ""
      return !member.name.hasSuffix("/") && !member.name.hasPrefix("__MACOSX/")
        && !last.hasPrefix(".")
    }
    let tables = files.filter { ZipTables.isTable($0.name) }
    self.tables = tables.isEmpty ? files : tables
  }

  private static func isTable(_ name: String) -> Bool {
    let name = name.lowercased()
    return [".csv", ".tsv", ".tab", ".txt"].contains { name.hasSuffix($0) }
  }

  let isText = false
  let takesFirst = false
  var visible: [Int] { tables.count > 1 ? Array(tables.indices) : [] }

  func usual() throws(InputError) -> Int {
    if tables.count == 1 { return 0 }
    throw InputError(
      InputIssue(
        file: archive.file, expected: "an archive with one table",
        found: tables.isEmpty ? "none" : shown, hint: "Unpack it, or name the one that is meant."))
  }

  func index(of sheet: String) throws(InputError) -> Int {
    if let index = tables.firstIndex(where: { $0.name == sheet }) { return index }
    let last = tables.indices.filter {
      tables[$0].name.lowercased().hasSuffix("/" + sheet.lowercased())
        || tables[$0].name.lowercased() == sheet.lowercased()
    }
    if last.count == 1 { return last[0] }
    if let number = Int(sheet), tables.indices.contains(number - 1) { return number - 1 }
    throw InputError(
      InputIssue(
        file: archive.file, expected: "a table \"\(sheet.prefix(60))\" in the archive",
        found: tables.isEmpty ? "none" : shown))
  }

  private var shown: String {
    let names = tables.prefix(8).map { "\"\($0.name.prefix(60))\"" }.joined(separator: ", ")
    return tables.count > 8 ? "\(names) and \(tables.count - 8) more" : names
  }

  func name(of index: Int) -> String { tables.indices.contains(index) ? tables[index].name : "" }

  func table(_ index: Int, rows: Int?) throws(InputError) -> any ByteSource {
    try archive.open(tables[index])
  }
}
