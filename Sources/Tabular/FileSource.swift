import CZlib

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A file on disk, plain or gzip.
final class FileSource: ByteSource {
  private let name: String
  private let descriptor: Int32
  private var unpacked = 0
  private var packing = Packing.unknown
  /// zlib remembers where it lies, so that it may not be moved.
  private let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
  /// Packed bytes that were read and not unpacked yet: `stream.next_in` points into them.
  private let packed = UnsafeMutablePointer<UInt8>.allocate(capacity: ByteStream.blockSize)
  private var problem: String?

  private enum Packing { case unknown, plain, gzip, ended }

  /// - Throws: an ``InputError`` when it cannot be opened or is a folder.
  init(path: String, name: String) throws(InputError) {
    guard let mode = FileMode(path: path) else { throw FileSource.unreadable(name) }
    guard !mode.isFolder else {
      throw InputError(InputIssue(file: name, expected: "a file", found: "a folder"))
    }
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw FileSource.unreadable(name) }
    self.name = name
    self.descriptor = descriptor
    stream.initialize(to: z_stream())
  }

  deinit {
    if packing == .gzip || packing == .ended { inflateEnd(stream) }
    packed.deallocate()
    stream.deallocate()
    close(descriptor)
  }

  /// Whether the file is no gzip; known after the first read.
  var isPlain: Bool { packing == .plain || packing == .unknown }

  func read(into buffer: UnsafeMutableBufferPointer<UInt8>) -> Int {
    guard problem == nil, let start = buffer.baseAddress, !buffer.isEmpty else { return -1 }
    if packing == .unknown, !begin() { return -1 }
    let count = packing == .plain ? copy(to: start, buffer.count) : unpack(to: start, buffer.count)
    guard problem == nil else { return -1 }
    unpacked += count
    return unpacked > UnpackLimit.bytes && !isPlain ? -1 : count
  }

  /// Looks at the first bytes: gzip has its mark (RFC 1952, 2.3.1).
  private func begin() -> Bool {
    while stream.pointee.avail_in < 2 {
      let count = fill()
      if count < 0 { return false }
      if count == 0 { break }
    }
    guard stream.pointee.avail_in >= 2, packed[0] == 0x1F, packed[1] == 0x8B else {
      packing = .plain
      return true
    }
    // 15 bits of window, and 16 more for a gzip header: zlib.h, inflateInit2.
    guard
      inflateInit2_(stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK
    else {
      problem = "no memory to unpack it"
      return false
    }
    packing = .gzip
    return true
  }

  /// Reads more packed bytes behind those that are left, and returns how many came.
  private func fill() -> Int {
    let left = Int(stream.pointee.avail_in)
    if left > 0, let next = stream.pointee.next_in, next != packed {
      packed.update(from: next, count: left)
    }
    stream.pointee.next_in = packed
    while true {
      let count = SystemCalls.read(descriptor, packed + left, ByteStream.blockSize - left)
      if count < 0, errno == EINTR { continue }
      if count < 0 {
        problem = WriteFault.words(errno)
        return -1
      }
      stream.pointee.avail_in += UInt32(count)
      return count
    }
  }

  /// The bytes as they stand.
  private func copy(to start: UnsafeMutablePointer<UInt8>, _ size: Int) -> Int {
    if stream.pointee.avail_in == 0, fill() <= 0 { return 0 }
    let count = min(size, Int(stream.pointee.avail_in))
    if let next = stream.pointee.next_in { start.update(from: next, count: count) }
    stream.pointee.next_in += count
    stream.pointee.avail_in -= UInt32(count)
    return count
  }

  /// Unpacked bytes; 0 at the end of the last member.
  private func unpack(to start: UnsafeMutablePointer<UInt8>, _ size: Int) -> Int {
    stream.pointee.next_out = start
    stream.pointee.avail_out = UInt32(clamping: size)
    let wanted = stream.pointee.avail_out
    while stream.pointee.avail_out == wanted {
      if packing == .ended, !nextMember() { return 0 }
      if stream.pointee.avail_in == 0, fill() <= 0 {
        problem = problem ?? "unexpected end of file"
        return 0
      }
      let code = inflate(stream, Z_NO_FLUSH)
      if code == Z_STREAM_END {
        packing = .ended
      } else if code != Z_OK, code != Z_BUF_ERROR {
        problem = stream.pointee.msg.map { String(cString: $0) } ?? "bytes that cannot be unpacked"
        return 0
      }
    }
    return Int(wanted - stream.pointee.avail_out)
  }

  /// A file may have several members one after the other (RFC 1952, 2.2), and nothing else.
  private func nextMember() -> Bool {
    while stream.pointee.avail_in < 2 {
      let count = fill()
      if count < 0 { return false }
      if count == 0 { break }
    }
    guard stream.pointee.avail_in > 0 else { return false }
    guard stream.pointee.avail_in >= 2, let next = stream.pointee.next_in, next[0] == 0x1F,
      next[1] == 0x8B
    else {
      problem = "other bytes after its end"
      return false
    }
    packing = .gzip
    return inflateReset(stream) == Z_OK
  }

  var fault: InputIssue {
    if problem == nil, unpacked > UnpackLimit.bytes { return UnpackLimit.issue(file: name) }
    return InputIssue(
      file: name, expected: "a whole gzip or plain file",
      found: problem ?? "bytes that cannot be read",
      hint: "The file seems to be cut off or damaged: download it again.")
  }

  private static func unreadable(_ name: String) -> InputError {
    InputError(
      InputIssue(
        file: name, expected: "a file that can be read", found: String(cString: strerror(errno)),
        hint: "Check the name and the permissions."))
  }
}

/// Calls whose names methods of ours have too.
enum SystemCalls {
  static func read(_ descriptor: Int32, _ start: UnsafeMutableRawPointer, _ count: Int) -> Int {
    #if canImport(Glibc)
      Glibc.read(descriptor, start, count)
    #elseif canImport(Musl)
      Musl.read(descriptor, start, count)
    #else
      Darwin.read(descriptor, start, count)
    #endif
  }
}

/// What `stat` says of a path; `nil` when it says nothing.
struct FileMode {
  let isFolder: Bool
  /// Whether it is a file on a disk, that can be read again and has an end.
  let isRegular: Bool

  init?(path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    isFolder = status.st_mode & S_IFMT == S_IFDIR
    isRegular = status.st_mode & S_IFMT == S_IFREG
  }
}
