/// The text of a file as UTF-8, a block at a time: a file of any size takes the same memory.
///
/// A gzip file is unpacked. Of a ZIP archive the table in it is read, and of an Excel workbook
/// (`.xlsx`) one sheet, as comma-separated values with a line for each row. UTF-16 and Western
/// European text become UTF-8 (see ``TextDecoder``).
package final class ByteStream {
  /// Bytes asked for at a time.
  static let blockSize = 1 << 18

  /// The file as the user named it; what errors call it.
  package let name: String
  private let path: String
  private let sheet: String?
  private let file: FileSource
  /// The file's own first bytes, read to see what it is.
  private var start: [UInt8] = []
  private var state = State.closed
  private var decoder: TextDecoder

  private enum State {
    case closed
    case opened(any TableContainer)
    case reading(any ByteSource)
  }

  /// Opens a file.
  ///
  /// - Parameters:
  ///   - name: what errors call the file.
  ///   - sheet: which sheet of a workbook or table of an archive is meant, by its name or its number
  ///     from 1; `nil` for the first that has what is looked for.
  /// - Throws: an ``InputError`` when it cannot be opened or is a folder. What the file holds is
  ///   looked at when it is first read.
  package init(path: String, name: String? = nil, sheet: String? = nil) throws(InputError) {
    self.name = name ?? path
    self.path = path
    self.sheet = sheet
    file = try FileSource(path: path, name: self.name)
    decoder = TextDecoder(file: self.name)
  }

  /// Whether the text that was read so far is no UTF-8 and was taken for Windows-1252.
  package var isGuessed: Bool { decoder.isGuessed }

  /// Fills `block` with the next bytes and returns how many came; 0 at the end of the file.
  package func read(into block: inout [UInt8]) throws(InputError) -> Int {
    let source = try source()
    while true {
      if block.count < ByteStream.blockSize {
        block = [UInt8](repeating: 0, count: ByteStream.blockSize)
      }
      var filled = 0
      for byte in decoder.held + start {
        block[filled] = byte
        filled += 1
      }
      decoder.held.removeAll()
      var isEnd = false
      if start.isEmpty {
        let count = block.withUnsafeMutableBufferPointer { buffer in
          source.read(into: UnsafeMutableBufferPointer(rebasing: buffer[filled...]))
        }
        guard count >= 0 else { throw InputError(source.fault) }
        isEnd = count == 0
        filled += count
      } else {
        start = []
      }
      if filled == 0 { return 0 }
      let count = try decoder.decode(&block, count: filled, isEnd: isEnd)
      if count > 0 { return count }
    }
  }

  /// All bytes, up to `limit`.
  ///
  /// - Throws: an ``InputError`` when the file holds more than `limit` bytes once unpacked.
  package func readAll(limit: Int) throws(InputError) -> [UInt8] {
    var bytes: [UInt8] = []
    var block: [UInt8] = []
    while true {
      let count = try read(into: &block)
      guard count > 0 else { return bytes }
      guard bytes.count + count <= limit else {
        throw InputError(
          InputIssue(file: name, expected: "at most \(limit) bytes", found: "more"))
      }
      bytes.append(contentsOf: block[0..<count])
    }
  }
}

extension ByteStream {
  /// Whether a path leads to a file that can be read again and has an end: no pipe, no device.
  package static func isFile(_ path: String) -> Bool { FileMode(path: path)?.isRegular ?? false }
  package static func isFolder(_ path: String) -> Bool { FileMode(path: path)?.isFolder ?? false }
  package static func isThere(_ path: String) -> Bool { FileMode(path: path) != nil }

  /// The sheets or tables among which one is to be chosen; empty when the file is no workbook or
  /// archive, or one was asked for.
  func choices() throws(InputError) -> [Int] {
    guard let container = try container(), sheet == nil else { return [] }
    return Array(container.visible.prefix(ByteStream.mostChoices))
  }

  /// Sheets that are looked into; whoever has more says which is meant.
  static let mostChoices = 64

  /// The first rows of one of the ``choices()``, as a stream.
  func preview(of table: Int) throws(InputError) -> ByteStream {
    let stream = try ByteStream(path: path, name: name)
    if let container = try container() {
      stream.state = .reading(try container.table(table, rows: ByteStream.previewRows))
      stream.decoder.isDone = container.isText
    }
    return stream
  }

  /// Rows of a sheet that are looked at to find what it holds.
  static let previewRows = 100

  /// Makes this the stream of the first of the ``choices()`` that has what is looked for, as its preview
  /// shows; of an archive's tables, of the only one.
  ///
  /// - Parameter header: the header that is looked for; `nil` where a table has none such.
  /// - Throws: an ``InputError`` when several sheets have the same header, of which reading one would leave
  ///   the others out without a word.
  func choose(by header: (ByteStream) throws -> [String]?) throws(InputError) {
    guard let container = try container() else { return }
    var wanted: [(table: Int, header: [String])] = []
    for choice in try choices() {
      // A damaged sheet is reported when it is read, not when another is meant.
      if let found = try? header(preview(of: choice)) { wanted.append((choice, found)) }
    }
    guard let first = wanted.first else { return }
    guard container.takesFirst else {
      if wanted.count == 1 { try choose(first.table) }
      return
    }
    let alike = wanted.filter { $0.header == first.header }
    guard alike.count == 1 else {
      let names = alike.map { "\"\(container.name(of: $0.table).prefix(60))\"" }
      throw InputError(
        InputIssue(
          file: name, expected: "one sheet with this header",
          found: "\(alike.count): \(names.prefix(8).joined(separator: ", "))",
          hint: "Read them one by one: --sheet NAME."))
    }
    try choose(first.table)
  }

  private func choose(_ table: Int) throws(InputError) {
    guard let container = try container() else { return }
    state = .reading(try container.table(table, rows: nil))
    decoder.isDone = container.isText
  }

  /// Whether the rows are those of a sheet, whose last empty cells are not written.
  var isSheet: Bool {
    if case .reading(let source) = state { return source is SheetText }
    return false
  }

  /// Cells of the sheet that are merged over several rows.
  var tallMerges: [CellRange] {
    if case .reading(let source as SheetText) = state { return source.tallMerges }
    return []
  }

  private func source() throws(InputError) -> any ByteSource {
    if case .reading(let source) = state { return source }
    guard let container = try container() else { return file }
    if let sheet {
      try choose(container.index(of: sheet))
    } else {
      try choose(container.usual())
    }
    if case .reading(let source) = state { return source }
    return file
  }

  /// The workbook or archive that the file is; `nil` when it is none.
  private func container() throws(InputError) -> (any TableContainer)? {
    switch state {
    case .reading: return nil
    case .opened(let container): return container
    case .closed: break
    }
    start = [UInt8](repeating: 0, count: ByteStream.blockSize)
    let count = start.withUnsafeMutableBufferPointer { file.read(into: $0) }
    guard count >= 0 else { throw InputError(file.fault) }
    start.removeLast(start.count - count)
    guard ZipArchive.isOne(start) else {
      state = .reading(file)
      return nil
    }
    guard file.isPlain else {
      throw InputError(
        InputIssue(
          file: name, expected: "a table", found: "a ZIP archive or a workbook inside a gzip file",
          hint: "Unpack it first."))
    }
    start = []
    let container = try ZipArchive.open(path: path, name: name)
    state = .opened(container)
    return container
  }
}
