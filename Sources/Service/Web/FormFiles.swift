import Foundation

/// The files of a form (`multipart/form-data`, RFC 7578), found in a body that lies in a file: nothing
/// of it is copied until it is asked for.
struct FormFiles {
  struct File: Equatable {
    /// As the sender names it.
    var name: String
    /// Where its content lies in the body.
    var content: Range<Int>
  }

  /// Pages of an answer are a few; each file takes a descriptor and a place in a folder.
  private static let most = 1_000
  /// Bytes of a part's head; browsers send some 200.
  private static let longestHead = 16_384

  let files: [File]
  private let body: Data

  /// The boundary that a content type names; `nil` for any other type than a form.
  ///
  /// - Throws: a `Problem` for a form without one.
  static func boundary(_ contentType: String?) throws(Problem) -> String? {
    guard let contentType, contentType.lowercased().hasPrefix("multipart/form-data") else {
      return nil
    }
    // RFC 2046, 5.1.1.
    guard let boundary = parameter("boundary", of: contentType),
      (1...70).contains(boundary.utf8.count)
    else { throw fault("The content type names no boundary.") }
    return boundary
  }

  /// - Throws: a `Problem` for a body that is no form, or has anything in it but files.
  init(_ body: Data, boundary: String) throws(Problem) {
    self.body = body
    let reader = BodyReader(body: body, delimiter: Array("\r\n--\(boundary)".utf8))
    guard var place = reader.firstDelimiter else {
      throw FormFiles.fault("The boundary \"\(boundary)\" is not in it.")
    }
    var files: [File] = []
    while !reader.isLast(place) {
      guard files.count < FormFiles.most else {
        throw FormFiles.fault("It has more than \(FormFiles.most) files.")
      }
      guard let head = reader.head(from: place, atMost: FormFiles.longestHead),
        let next = reader.delimiter(from: head.upperBound)
      else { throw FormFiles.fault("It ends before its last boundary.") }
      guard let name = FormFiles.fileName(String(decoding: body[head], as: UTF8.self)) else {
        throw FormFiles.fault(
          "A part of it is no file. What else there is to say belongs into the address: "
            + "?published=2024-07-15.")
      }
      files.append(File(name: name, content: head.upperBound..<next.lowerBound))
      place = next.upperBound
    }
    guard !files.isEmpty else { throw FormFiles.fault("It has no file in it.") }
    self.files = files
  }

  /// Writes a file of the form at a place.
  func write(_ file: File, to url: URL) throws {
    try body[file.content].write(to: url)
  }

  /// The name in a part's head; `nil` when the part is no file.
  private static func fileName(_ head: String) -> String? {
    head.split(whereSeparator: \.isNewline)
      .first { $0.lowercased().hasPrefix("content-disposition:") }
      .flatMap { parameter("filename", of: $0) }
  }

  /// A parameter behind a header's value, `; name=value` or `; name="value"`.
  private static func parameter(_ name: String, of header: some StringProtocol) -> String? {
    var parts = [""]
    var (isQuoted, isEscaped) = (false, false)
    for character in header {
      switch character {
      case _ where isEscaped:
        isEscaped = false
        parts[parts.count - 1].append(character)
      case "\\" where isQuoted: isEscaped = true
      case "\"": isQuoted.toggle()
      case ";" where !isQuoted: parts.append("")
      default: parts[parts.count - 1].append(character)
      }
    }
    return parts.dropFirst().lazy.map { $0.trimmingCharacters(in: .whitespaces) }
      .first { $0.lowercased().hasPrefix(name + "=") }
      .map { String($0.dropFirst(name.count + 1)) }
  }

  private static func fault(_ detail: String) -> Problem {
    Problem(.unprocessableContent, "body", "The request is not understood", detail)
  }
}

/// Finds the parts of a body between delimiters.
private struct BodyReader {
  let body: Data
  /// The line break before a boundary belongs to it.
  let delimiter: [UInt8]

  private static let lineEnd: [UInt8] = Array("\r\n".utf8)

  /// Where the first delimiter ends: the body may begin with it, without the line break.
  var firstDelimiter: Int? {
    let start = delimiter.dropFirst(2)
    if body.starts(with: start), isDelimiter(endingAt: start.count) { return start.count }
    return delimiter(from: 0)?.upperBound
  }

  /// The next delimiter.
  func delimiter(from start: Int) -> Range<Int>? {
    var start = start
    while let found = find(delimiter, in: start..<body.count) {
      if isDelimiter(endingAt: found.upperBound) { return found }
      start = found.lowerBound + 1
    }
    return nil
  }

  /// Whether the boundary ends there, rather than being the beginning of a longer word.
  private func isDelimiter(endingAt end: Int) -> Bool {
    let next = body[end..<min(end + 2, body.count)]
    return next.elementsEqual(BodyReader.lineEnd) || next.elementsEqual("--".utf8)
      || next.first == 0x20 || next.first == 0x09
  }

  /// Whether the delimiter that ends there is the last.
  func isLast(_ end: Int) -> Bool {
    body[end..<min(end + 2, body.count)].elementsEqual("--".utf8)
  }

  /// The head of the part behind a delimiter, with the empty line that ends it.
  func head(from place: Int, atMost limit: Int) -> Range<Int>? {
    let range = place..<min(place + limit, body.count)
    guard let line = find(BodyReader.lineEnd, in: range),
      let end = find(
        BodyReader.lineEnd + BodyReader.lineEnd, in: line.lowerBound..<range.upperBound)
    else { return nil }
    return line.upperBound..<max(end.upperBound, line.upperBound)
  }

  /// Where bytes are first found. Nothing is copied of a body that lies in a file.
  private func find(_ bytes: [UInt8], in range: Range<Int>) -> Range<Int>? {
    guard let first = bytes.first else { return nil }
    return body.withUnsafeBytes { all -> Range<Int>? in
      guard let base = all.baseAddress else { return nil }
      let last = range.upperBound - bytes.count
      var start = range.lowerBound
      while start <= last, let found = memchr(base + start, Int32(first), last - start + 1) {
        let place = UnsafeRawPointer(found) - base
        if memcmp(base + place, bytes, bytes.count) == 0 { return place..<place + bytes.count }
        start = place + 1
      }
      return nil
    }
  }
}
