/// Reads comma-separated values (RFC 4180) record by record, and always knows where it is.
///
/// Semicolons or tabs may stand for the commas: see ``Separator``.
///
/// A record's fields are read through ``text(_:)`` and ``number(_:)`` until the next call of
/// ``next()``. Memory is bounded by ``recordLimit`` whatever the file holds. Line ends may be LF,
/// CRLF or CR; lines without any character are no records.
///
/// Why not a library: readers must name line and column of every fault, refuse a line without end,
/// and read gzip as a stream; the CSV packages for Swift load the whole file as one string.
package struct CSVReader {
  /// Bytes that one record may take; a longer one is a fault, not a reason to run out of memory.
  package static let recordLimit = 1 << 20
  /// Fields that one record may have.
  package static let fieldLimit = 1 << 14

  /// The file as the user named it.
  package let file: String
  /// Line on which the current record begins, from 1.
  package private(set) var line = 0
  /// Whether the text is no UTF-8 and was taken for Windows-1252; known once it was read to its end.
  package var isGuessed: Bool { stream.isGuessed }
  /// Fields in the current record.
  package var count: Int { ends.count }

  private let stream: ByteStream
  private var block: [UInt8] = []
  private var blockEnd = 0
  private var position = 0
  private var nextLine = 1
  private var atStart = true
  private(set) var separator = Byte.comma
  /// The current record's fields without quotes, end to end, and where each ends.
  private var content: [UInt8] = []
  private var ends: [Int] = []

  package init(_ stream: ByteStream) {
    self.stream = stream
    file = stream.name
    content.reserveCapacity(1024)
    ends.reserveCapacity(32)
  }

  /// Steps to the next record; `false` at the end of the file.
  ///
  /// - Throws: an ``InputError`` for an unclosed quote, text after a closing quote, a record longer
  ///   than ``recordLimit``, a NUL byte, or a file that is no text.
  package mutating func next() throws(InputError) -> Bool {
    if atStart { try begin() }
    repeat {
      content.removeAll(keepingCapacity: true)
      ends.removeAll(keepingCapacity: true)
      line = nextLine
      guard try readRecord() else { return false }
    } while count == 1 && content.isEmpty
    return true
  }

  private mutating func begin() throws(InputError) {
    atStart = false
    guard try fill() else { return }
    let start = block[0..<min(blockEnd, 16)]
    if let (kind, hint) = FileKind.notText(start) {
      throw InputError(InputIssue(file: file, expected: "a CSV file", found: kind, hint: hint))
    }
    if stream.isSheet { return }
    let (found, length) = Separator.find(block[0..<blockEnd])
    separator = found
    position = length
    if length > 0 { nextLine = 2 }
  }

  /// Makes `position` valid; `false` at the end of the file.
  private mutating func fill() throws(InputError) -> Bool {
    if position < blockEnd { return true }
    blockEnd = try stream.read(into: &block)
    position = 0
    return blockEnd > 0
  }

  private mutating func readRecord() throws(InputError) -> Bool {
    guard try fill() else { return false }
    while true {
      let more = try readField()
      ends.append(content.count)
      if !more { return true }
      guard ends.count < CSVReader.fieldLimit else {
        throw issue(
          expected: "at most \(CSVReader.fieldLimit) fields in a line", found: "more",
          hint: "This does not look like a table: check that the file is the one you meant.")
      }
    }
  }

  /// Reads one field; `true` when another follows in the record.
  private mutating func readField() throws(InputError) -> Bool {
    guard try fill() else { return false }
    if block[position] == Byte.quote {
      position += 1
      try readQuoted()
      return try endOfQuoted()
    }
    while try fill() {
      let start = position
      let separator = separator
      let stop = block.withUnsafeBufferPointer { bytes in
        var index = start
        while index < blockEnd, !Byte.endsField(bytes[index], separator) { index += 1 }
        return index
      }
      try take(from: start, to: stop)
      position = stop
      guard stop < blockEnd else { continue }
      return try endOfField()
    }
    return false
  }

  /// Steps over what ends the field at `position`; `true` when it was the separator.
  private mutating func endOfField() throws(InputError) -> Bool {
    let byte = block[position]
    position += 1
    switch byte {
    case separator:
      return true
    case Byte.lineFeed:
      nextLine += 1
      return false
    case Byte.carriageReturn:
      nextLine += 1
      if try fill(), block[position] == Byte.lineFeed { position += 1 }
      return false
    default:
      throw issue(
        expected: "text", found: "a NUL byte", hint: "This is no text file: download it again.")
    }
  }

  private mutating func readQuoted() throws(InputError) {
    let opening = nextLine
    while try fill() {
      let start = position
      var newLines = 0
      let stop = block.withUnsafeBufferPointer { bytes in
        var index = start
        while index < blockEnd, bytes[index] != Byte.quote {
          if bytes[index] == Byte.lineFeed { newLines += 1 }
          index += 1
        }
        return index
      }
      try take(from: start, to: stop)
      nextLine += newLines
      position = stop
      guard stop < blockEnd else { continue }
      position += 1
      guard try fill(), block[position] == Byte.quote else { return }
      content.append(Byte.quote)
      position += 1
    }
    throw InputError(
      InputIssue(
        file: file, line: opening, column: ends.count + 1, expected: "a closing quote (\")",
        found: "the end of the file", hint: "The file is cut off, or a quote was left open."))
  }

  private mutating func endOfQuoted() throws(InputError) -> Bool {
    guard try fill() else { return false }
    guard Byte.endsField(block[position], separator) else {
      let found = String(decoding: block[position..<min(position + 12, blockEnd)], as: UTF8.self)
      throw issue(
        expected: "\(Separator.words(separator)) or the end of the line after a closing quote",
        found: "\"\(found)\"", hint: "A quote inside a quoted field is written twice.")
    }
    return try endOfField()
  }

  private mutating func take(from start: Int, to stop: Int) throws(InputError) {
    guard content.count + stop - start <= CSVReader.recordLimit else {
      throw issue(
        expected: "a line of at most \(CSVReader.recordLimit) bytes", found: "a longer one",
        hint: "This does not look like a table: check that the file is the one you meant.")
    }
    content.append(contentsOf: block[start..<stop])
  }

  private func issue(expected: String, found: String, hint: String) -> InputError {
    InputError(
      InputIssue(
        file: file, line: line, column: ends.count + 1, expected: expected, found: found,
        hint: hint))
  }
}

extension CSVReader {
  /// Bytes of a field of the current record; empty for a field the record lacks.
  package func bytes(_ column: Int) -> ArraySlice<UInt8> {
    guard column < ends.count else { return [] }
    return content[(column == 0 ? 0 : ends[column - 1])..<ends[column]]
  }

  /// Whether no field of the current record holds anything but spaces.
  package var isBlank: Bool { content.allSatisfy(Byte.isSpace) }

  /// A field as text without spaces around it; `nil` when it is no UTF-8.
  package func text(_ column: Int) -> String? {
    var field = bytes(column)
    while let first = field.first, Byte.isSpace(first) { field.removeFirst() }
    while let last = field.last, Byte.isSpace(last) { field.removeLast() }
    return field.withUnsafeBufferPointer { String(validating: $0, as: UTF8.self) }
  }

  /// A field as it stands, bytes that are no UTF-8 replaced: for messages.
  package func shown(_ column: Int) -> String {
    let field = bytes(column)
    if field.isEmpty { return "nothing" }
    let text = String(decoding: field.prefix(60), as: UTF8.self)
    return field.count > 60 ? "\"\(text)…\"" : "\"\(text)\""
  }
}

/// The bytes that CSV gives a meaning.
enum Byte {
  static let comma = UInt8(ascii: ",")
  static let semicolon = UInt8(ascii: ";")
  static let tab = UInt8(ascii: "\t")
  static let quote = UInt8(ascii: "\"")
  static let lineFeed = UInt8(ascii: "\n")
  static let carriageReturn = UInt8(ascii: "\r")

  static func endsField(_ byte: UInt8, _ separator: UInt8) -> Bool {
    byte == separator || byte == lineFeed || byte == carriageReturn || byte == 0
  }

  /// Whether a field with this byte is written in quotes.
  static func needsCare(_ byte: UInt8) -> Bool { endsField(byte, comma) || byte == quote }

  static func isSpace(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
  }
}
