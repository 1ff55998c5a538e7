import Claims
import Foundation
import Tabular

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A file with an article, read no further than an article goes.
struct ArticleFile {
  /// As the user named it; - for standard input.
  let name: String

  /// What tells one state of a file from another.
  struct State: Hashable {
    var size: Int64
    var seconds: Int
    var nanoseconds: Int
  }

  /// Reads the article.
  ///
  /// - Parameter kind: what it is; `nil` to find it by its bytes and its name.
  /// - Throws: an `InputError` of one line.
  func document(_ kind: DocumentKind?) throws(InputError) -> Document {
    let bytes = try bytes(kind)
    let kind = kind ?? DocumentKind.guess(name: name, bytes: bytes)
    guard kind == .pdf else { return try Document(bytes, name: name, kind: kind) }
    return try Document(PDFToText(name: name).layout(of: bytes), name: name)
  }

  /// Size and time of a regular file; `nil` for anything else.
  static func state(_ path: String) -> State? {
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    #if canImport(Darwin)
      let time = status.st_mtimespec
    #else
      let time = status.st_mtim
    #endif
    return State(size: Int64(status.st_size), seconds: time.tv_sec, nanoseconds: time.tv_nsec)
  }

  private func bytes(_ kind: DocumentKind?) throws(InputError) -> [UInt8] {
    let descriptor = name == "-" ? STDIN_FILENO : open(name, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw fault(errno) }
    defer { if name != "-" { close(descriptor) } }
    var limit = Document.longestText
    var bytes: [UInt8] = []
    var block = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      if name == "-", StandardStreams.isClosed(descriptor) { throw fault(EBADF) }
      let count = read(descriptor, &block, block.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw fault(errno) }
      if count == 0 { return bytes }
      bytes += block[0..<count]
      if bytes.count > limit {
        // Only a mail or a PDF may be longer: what it carries besides its text is not read.
        let kind = kind ?? DocumentKind.guess(name: name, bytes: bytes)
        guard kind == .pdf || kind == .email, limit < Document.longestFile else {
          throw limit < Document.longestFile
            ? Document.tooLong(name)
            : fault(found: "more than \(Document.longestFile >> 20) MB")
        }
        limit = Document.longestFile
      }
    }
  }

  private func fault(_ code: Int32) -> InputError {
    fault(found: WriteFault.words(code))
  }

  private func fault(found: String) -> InputError {
    InputError(
      InputIssue(
        file: name == "-" ? "standard input" : name, expected: "a file with an article",
        found: found))
  }
}
