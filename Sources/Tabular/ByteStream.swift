import CZlib

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The bytes of a file, plain or gzip, a block at a time: a file of any size takes the same memory.
public final class ByteStream {
  /// Bytes asked for at a time.
  static let blockSize = 1 << 18

  /// The file as the user named it; what errors call it.
  public let name: String
  private let file: gzFile

  /// Opens a file.
  ///
  /// - Throws: an ``InputError`` when it cannot be opened, is a folder, or begins as something that
  ///   is no text (a picture, a PDF, a spreadsheet).
  public init(path: String, name: String? = nil) throws(InputError) {
    self.name = name ?? path
    guard let mode = FileMode(path: path) else {
      throw InputError(
        InputIssue(
          file: self.name, expected: "a file that can be read", found: systemMessage(),
          hint: "Check the name and the permissions."))
    }
    guard !mode.isFolder else {
      throw InputError(InputIssue(file: self.name, expected: "a file", found: "a folder"))
    }
    guard let file = gzopen(path, "rb") else {
      throw InputError(
        InputIssue(
          file: self.name, expected: "a file that can be read", found: systemMessage(),
          hint: "Check the name and the permissions."))
    }
    gzbuffer(file, UInt32(ByteStream.blockSize))
    self.file = file
  }

  deinit {
    gzclose(file)
  }

  /// Fills `block` with the next bytes and returns how many came; 0 at the end of the file.
  public func read(into block: inout [UInt8]) throws(InputError) -> Int {
    if block.count != ByteStream.blockSize {
      block = [UInt8](repeating: 0, count: ByteStream.blockSize)
    }
    let count = block.withUnsafeMutableBytes { buffer in
      gzread(file, buffer.baseAddress, UInt32(buffer.count))
    }
    var code: Int32 = 0
    let message = gzerror(file, &code).map { String(cString: $0) } ?? ""
    guard count >= 0, code == Z_OK || code == Z_STREAM_END else {
      throw InputError(
        InputIssue(
          file: name, expected: "a whole gzip or plain file",
          found: message.isEmpty ? "bytes that cannot be read" : message,
          hint: "The file seems to be cut off or damaged: download it again."))
    }
    return Int(count)
  }

  /// All bytes, up to `limit`.
  ///
  /// - Throws: an ``InputError`` when the file holds more than `limit` bytes once unpacked.
  public func readAll(limit: Int) throws(InputError) -> [UInt8] {
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

/// What `stat` says of a path; `nil` when it says nothing.
private struct FileMode {
  let isFolder: Bool

  init?(path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    isFolder = status.st_mode & S_IFMT == S_IFDIR
  }
}

private func systemMessage() -> String {
  String(cString: strerror(errno))
}
