/// Turns a text's bytes into UTF-8, a block at a time.
///
/// UTF-8 passes as it stands, and so does what is no text, for whoever reads it to report. UTF-16 is
/// known by its mark or by every other byte being zero. A text that is plain ASCII up to a byte that
/// is no UTF-8 is taken for Windows-1252, as spreadsheets save it in Western Europe and the
/// Americas, and only where nothing speaks against it (see ``WesternText``).
struct TextDecoder {
  private enum Encoding {
    case unknown, ascii, utf8, utf16LittleEndian, utf16BigEndian, western
  }

  /// Bytes that came and that the next block begins with.
  var held: [UInt8] = []
  /// Whether the bytes are known to be UTF-8.
  var isDone = false
  private let file: String
  private var encoding = Encoding.unknown
  private var line = 1
  private var western = WesternText()

  init(file: String) {
    self.file = file
  }

  /// Whether the text so far was taken for Windows-1252.
  var isGuessed: Bool { encoding == .western }

  /// Decodes the first `count` bytes of `block` in place and returns how many it holds then; 0 when
  /// more must come first.
  mutating func decode(
    _ block: inout [UInt8], count: Int, isEnd: Bool
  ) throws(InputError) -> Int {
    if isDone { return count }
    var skipped = 0
    if encoding == .unknown {
      if count < 4, !isEnd { return hold(block[0..<count], of: &block) }
      (encoding, skipped) = try TextDecoder.encoding(of: block[0..<count], file: file)
    }
    switch encoding {
    case .unknown, .utf8:
      isDone = true
      if skipped > 0 { block.removeFirst(skipped) }
      return count - skipped
    case .ascii: return try ascii(&block, count, isEnd)
    case .western: return try western(&block, from: 0, count)
    case .utf16LittleEndian, .utf16BigEndian:
      return try utf16(&block, from: skipped, count, isEnd)
    }
  }

  private static func encoding(
    of start: ArraySlice<UInt8>, file: String
  ) throws(InputError) -> (Encoding, marks: Int) {
    if start.starts(with: [0xEF, 0xBB, 0xBF]) { return (.utf8, 3) }
    if start.starts(with: [0xFF, 0xFE, 0, 0]) || start.starts(with: [0, 0, 0xFE, 0xFF]) {
      throw InputError(
        InputIssue(
          file: file, expected: "text in UTF-8", found: "text in UTF-32",
          hint: "Save the file as UTF-8."))
    }
    if let order = UTF16Order(marked: start) { return (utf16(order), 2) }
    if FileKind.notText(start) != nil { return (.utf8, 0) }
    return (UTF16Order(unmarked: start).map(utf16) ?? .ascii, 0)
  }

  private static func utf16(_ order: UTF16Order) -> Encoding {
    order == .little ? .utf16LittleEndian : .utf16BigEndian
  }

  private mutating func hold(_ bytes: ArraySlice<UInt8>, of block: inout [UInt8]) -> Int {
    held = Array(bytes)
    return 0
  }

  /// Passes ASCII, and finds by the first other byte whether the text is UTF-8.
  private mutating func ascii(
    _ block: inout [UInt8], _ count: Int, _ isEnd: Bool
  ) throws(InputError) -> Int {
    let (stop, lines) = block.withUnsafeBufferPointer { bytes in
      var lines = 0
      var index = 0
      while index < count, bytes[index] < 0x80 {
        if bytes[index] == Byte.lineFeed { lines += 1 }
        index += 1
      }
      return (index, lines)
    }
    line += lines
    western.follow(block[max(0, stop - 2)..<stop])
    if stop == count { return count }
    if !isEnd, count - stop < 4 {
      held = Array(block[stop..<count])
      return stop
    }
    if TextDecoder.isUTF8(block[stop..<min(stop + 4, count)]) {
      encoding = .utf8
      isDone = true
      return count
    }
    encoding = .western
    return try western(&block, from: stop, count)
  }

  /// Whether bytes begin with a whole sequence of UTF-8 (RFC 3629, section 4).
  private static func isUTF8(_ bytes: ArraySlice<UInt8>) -> Bool {
    var decoder = UTF8()
    var iterator = bytes.makeIterator()
    if case .scalarValue = decoder.decode(&iterator) { return true }
    return false
  }

  private mutating func western(
    _ block: inout [UInt8], from start: Int, _ count: Int
  ) throws(InputError) -> Int {
    var text = Array(block[0..<start])
    text.reserveCapacity(count + count / 8)
    for byte in block[start..<count] {
      if byte == Byte.lineFeed { line += 1 }
      guard western.take(byte, into: &text) else { throw fault(found: WesternText.words(byte)) }
    }
    block = text
    return text.count
  }

  private mutating func utf16(
    _ block: inout [UInt8], from start: Int, _ count: Int, _ isEnd: Bool
  ) throws(InputError) -> Int {
    let high = encoding == .utf16BigEndian ? 0 : 1
    var text: [UInt8] = []
    text.reserveCapacity(count)
    var index = start
    func unit(_ at: Int) -> UInt32 { UInt32(block[at + high]) << 8 | UInt32(block[at + 1 - high]) }
    while index + 1 < count {
      var value = unit(index)
      if value & 0xFC00 == 0xD800 {
        guard index + 3 < count else { break }
        let low = unit(index + 2)
        guard low & 0xFC00 == 0xDC00 else { throw fault(found: "damaged UTF-16") }
        value = 0x10000 + (value & 0x3FF) << 10 + low & 0x3FF
        index += 2
      }
      guard let scalar = Unicode.Scalar(value) else { throw fault(found: "damaged UTF-16") }
      if value == 0x0A { line += 1 }
      text.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
      index += 2
    }
    if isEnd, index < count { throw fault(found: "UTF-16 that is cut off") }
    held = Array(block[index..<count])
    block = text
    return text.count
  }

  private func fault(found: String) -> InputError {
    InputError(
      InputIssue(
        file: file, line: line, expected: "text in UTF-8", found: found,
        hint: "Save the file as UTF-8; in Excel: Save as, \"CSV UTF-8\"."))
  }
}
