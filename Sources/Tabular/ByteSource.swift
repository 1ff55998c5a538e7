import CZlib

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Where a stream's bytes come from.
protocol ByteSource: AnyObject {
  /// Fills the buffer and returns how many bytes came: 0 at the end, below 0 for a fault.
  func read(into buffer: UnsafeMutableBufferPointer<UInt8>) -> Int

  /// What went wrong, after a ``read(into:)`` that failed.
  var fault: InputIssue { get }
}

/// Bounds of what a file may unpack to. A few kilobytes can be packed so that they stand for
/// terabytes; the largest table that a publisher of this field gives is some 300 MB.
enum UnpackLimit {
  /// Bytes of a gzip file, a member of an archive, or a sheet as text.
  static let bytes = 1 << 30

  static func issue(file: String, bytes: Int = UnpackLimit.bytes) -> InputIssue {
    InputIssue(
      file: file, expected: "at most \(bytes >> 20) MiB once unpacked", found: "more",
      hint: "Unpack it, and give the part that is meant.")
  }
}

/// A file on disk, plain or gzip.
final class FileSource: ByteSource {
  private let path: String
  private let name: String
  private let file: gzFile
  private var unpacked = 0

  /// - Throws: an ``InputError`` when it cannot be opened or is a folder.
  init(path: String, name: String) throws(InputError) {
    guard let mode = FileMode(path: path) else { throw FileSource.unreadable(name) }
    guard !mode.isFolder else {
      throw InputError(InputIssue(file: name, expected: "a file", found: "a folder"))
    }
    guard let file = gzopen(path, "rb") else { throw FileSource.unreadable(name) }
    gzbuffer(file, UInt32(ByteStream.blockSize))
    self.path = path
    self.name = name
    self.file = file
  }

  deinit {
    gzclose(file)
  }

  /// Whether the file is no gzip; known after the first read.
  var isPlain: Bool { gzdirect(file) != 0 }

  func read(into buffer: UnsafeMutableBufferPointer<UInt8>) -> Int {
    let count = Int(gzread(file, buffer.baseAddress, UInt32(clamping: buffer.count)))
    var code: Int32 = 0
    _ = gzerror(file, &code)
    guard count >= 0, code == Z_OK || code == Z_STREAM_END else { return -1 }
    unpacked += count
    return unpacked > UnpackLimit.bytes && !isPlain ? -1 : count
  }

  var fault: InputIssue {
    var code: Int32 = 0
    var message = gzerror(file, &code).map { String(cString: $0) } ?? ""
    if unpacked > UnpackLimit.bytes, code == Z_OK || code == Z_STREAM_END {
      return UnpackLimit.issue(file: name)
    }
    // zlib puts the path before its words; the user knows the file by another name.
    if message.hasPrefix(path + ": ") { message.removeFirst(path.count + 2) }
    if message.isEmpty || message.contains(path) { message = "bytes that cannot be read" }
    return InputIssue(
      file: name, expected: "a whole gzip or plain file", found: message,
      hint: "The file seems to be cut off or damaged: download it again.")
  }

  private static func unreadable(_ name: String) -> InputError {
    InputError(
      InputIssue(
        file: name, expected: "a file that can be read", found: String(cString: strerror(errno)),
        hint: "Check the name and the permissions."))
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
