import Foundation

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// Reads one XML part of a workbook from beginning to end.
///
/// Foundation's parser is handed the part as it is unpacked, so that a sheet of any size takes the
/// same memory; XMLCoder builds the whole tree, some gigabytes for a sheet of 50 MB. A part with a
/// document type is refused: workbooks have none, and entities are how a small file grows large.
class XMLPart: NSObject, XMLParserDelegate {
  /// What is wrong, and ends the reading.
  private(set) var fault: InputIssue?
  /// Whether enough was read.
  private var isDone = false
  /// Elements that are open, and whether there was any: a part that is cut off leaves some.
  private var depth = 0
  private var hasRoot = false
  private let file: String
  /// Its place in the archive.
  let part: String

  init(file: String, part: String) {
    self.file = file
    self.part = part
  }

  /// An element begins. Names come without their namespaces' prefixes.
  func begin(_ element: String, _ attributes: [String: String]) {}
  /// An element ends.
  func end(_ element: String) {}
  /// Letters, perhaps not all of a text.
  func text(_ letters: String) {}

  /// Reads a member of a workbook.
  ///
  /// - Throws: an ``InputError`` when it is damaged or larger than it may be.
  final func read(_ member: ZipMember) throws(InputError) {
    let bytes = MemberStream(member)
    bytes.isStopped = { [unowned self] in isDone || fault != nil }
    let parser = XMLParser(stream: bytes)
    parser.shouldResolveExternalEntities = false
    parser.delegate = self
    let isWhole = parser.parse()
    if let fault { throw InputError(fault) }
    if bytes.hasFailed { throw InputError(member.fault) }
    if bytes.hasDocumentType {
      throw InputError(
        InputIssue(
          file: file, expected: "a workbook", found: "a document type, or no UTF-8, in \"\(part)\"",
          hint: "Save it again from a spreadsheet program."))
    }
    guard isDone || isWhole && hasRoot && depth == 0 && parser.parserError == nil else {
      let message = parser.parserError.map { "\(($0 as NSError).code)" } ?? "none"
      throw ZipArchive.damaged(
        file, "XML that cannot be read (\"\(part)\", line \(parser.lineNumber), fault \(message))")
    }
  }

  /// Ends the reading: what was wanted has come.
  final func stop() { isDone = true }

  /// Ends the reading for a fault.
  final func stop(
    line: Int? = nil, column: Int? = nil, expected: String, found: String, hint: String = ""
  ) {
    if fault == nil {
      fault = InputIssue(
        file: file, line: line, column: column, expected: expected, found: found, hint: hint)
    }
  }

  final func stop(_ issue: InputIssue) { if fault == nil { fault = issue } }

  final func parser(
    _ parser: XMLParser, didStartElement element: String, namespaceURI: String?,
    qualifiedName: String?, attributes: [String: String]
  ) {
    guard !isDone, fault == nil else { return }
    depth += 1
    hasRoot = true
    begin(XMLPart.local(element), attributes)
  }

  final func parser(
    _ parser: XMLParser, didEndElement element: String, namespaceURI: String?,
    qualifiedName: String?
  ) {
    guard !isDone, fault == nil else { return }
    depth -= 1
    end(XMLPart.local(element))
  }

  final func parser(_ parser: XMLParser, foundCharacters letters: String) {
    if !isDone, fault == nil { text(letters) }
  }

  final func parser(_ parser: XMLParser, foundCDATA block: Data) {
    if !isDone, fault == nil { text(String(decoding: block, as: UTF8.self)) }
  }

  private static func local(_ element: String) -> String {
    guard let colon = element.utf8.lastIndex(of: UInt8(ascii: ":")) else { return element }
    return String(element[element.utf8.index(after: colon)...])
  }
}

/// A member of an archive as Foundation's parser wants it.
private final class MemberStream: InputStream {
  private let member: ZipMember
  private var tail: [UInt8] = []
  private var isFirst = true
  private(set) var hasFailed = false
  private(set) var hasDocumentType = false
  private var letters = UTF8Watch()
  private var isAtEnd = false
  var isStopped: () -> Bool = { false }

  init(_ member: ZipMember) {
    self.member = member
    super.init(data: Data())
  }

  override func open() {}
  override func close() {}
  override var hasBytesAvailable: Bool { !isAtEnd }
  override var streamStatus: Stream.Status { isAtEnd ? .atEnd : .open }
  override var streamError: (any Error)? { nil }

  override func read(_ buffer: UnsafeMutablePointer<UInt8>, maxLength: Int) -> Int {
    guard !isAtEnd, !isStopped() else { return 0 }
    let bytes = UnsafeMutableBufferPointer(start: buffer, count: maxLength)
    let count = member.read(into: bytes)
    hasFailed = count < 0
    let came = UnsafeBufferPointer(start: buffer, count: max(0, count))
    // Foundation's parser traps on names that are no UTF-8, before it reports them.
    hasDocumentType =
      isDocumentType(in: came) || isFirst && isOtherEncoding(came) || !letters.takes(came)
    isFirst = false
    isAtEnd = count <= 0 || hasDocumentType
    return isAtEnd ? 0 : count
  }

  /// Whether `<!DOCTYPE` stands in the bytes, or began in those before. UTF-16, in which it would
  /// look otherwise, has zero bytes that no part of a workbook has.
  private func isDocumentType(in bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    let length = MemberStream.mark.count - 1
    let joint = tail + bytes.prefix(length)
    tail = Array((tail + bytes.suffix(length)).suffix(length))
    return bytes.contains(0) || MemberStream.isMarked(bytes)
      || joint.withUnsafeBufferPointer { MemberStream.isMarked($0) }
  }

  /// Whether a declaration names another encoding than UTF-8, in which a mark would look otherwise.
  private func isOtherEncoding(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    let start = String(decoding: bytes.prefix(200), as: UTF8.self).lowercased()
    guard let declaration = start.split(separator: "?>").first, declaration.contains("<?xml") else {
      return false
    }
    return declaration.contains("encoding") && !declaration.contains("utf-8")
  }

  private static func isMarked(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    // Exclamation marks are rare in a workbook: each is looked at.
    var rest = bytes[...]
    while let index = rest.firstIndex(of: mark[1]) {
      if index > bytes.startIndex, bytes[(index - 1)...].starts(with: mark) { return true }
      rest = rest[(index + 1)...]
    }
    return false
  }

  private static let mark = Array("<!DOCTYPE".utf8)
}
