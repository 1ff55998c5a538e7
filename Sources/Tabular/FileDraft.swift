#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// What keeps something from being written, in one line.
package struct WriteFault: Error, Hashable, Sendable, CustomStringConvertible {
  /// The file as the user named it.
  package let name: String
  package let code: Int32

  package init(_ name: String, _ code: Int32 = errno) {
    self.name = name
    self.code = code
  }

  package var description: String { "\(name) cannot be written: \(WriteFault.words(code))." }

  /// The system's words for an error, without its capital.
  package static func words(_ code: Int32) -> String {
    let text = String(cString: strerror(code))
    return text.prefix(1).lowercased() + text.dropFirst()
  }
}

/// A file that is being written. Nobody meets half of it: it lies beside its place under another name, and is
/// moved there when it is whole and on the disk.
///
/// A link is followed. What is there keeps its owner and its mode. What is no regular file (a pipe, a device)
/// is written to as it stands, and never replaced.
package final class FileDraft {
  private let name: String
  /// Where it goes, links followed.
  private let place: String
  /// Where it lies until it is whole; `nil` where it is written in place.
  private var part: String?
  private var descriptor: Int32
  private var fault: WriteFault?

  /// - Parameter isPrivate: whether a file that is new is for its owner's eyes alone.
  /// - Throws: a ``WriteFault``.
  package init(_ path: String, isPrivate: Bool = false) throws(WriteFault) {
    name = path
    place = FileDraft.followed(path)
    descriptor = -1
    var status = stat()
    let isThere = stat(place, &status) == 0
    if isThere, status.st_mode & S_IFMT == S_IFDIR { throw WriteFault(name, EISDIR) }
    if isThere, status.st_mode & S_IFMT != S_IFREG || FileDraft.isStream(path) {
      descriptor = open(path, O_WRONLY | O_APPEND | O_CLOEXEC | O_NOCTTY)
      guard descriptor >= 0 else { throw WriteFault(name) }
      return
    }
    try beginPart(isThere ? status : nil, isPrivate: isPrivate)
  }

  deinit { abandon() }

  /// Where somebody may write a file and not its folder, the file is written in place.
  private func beginPart(_ old: stat?, isPrivate: Bool) throws(WriteFault) {
    if old != nil, access(place, W_OK) != 0 { throw WriteFault(name) }
    let part = "\(place).\(getpid())-\(UInt32.random(in: .min ... .max)).part"
    let mode: mode_t = isPrivate || old != nil ? 0o600 : 0o666
    descriptor = open(part, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
    guard descriptor >= 0 else {
      guard old != nil, [EACCES, EROFS, EPERM].contains(errno) else { throw WriteFault(name) }
      return try openInPlace()
    }
    self.part = part
    guard let old else { return }
    // A file whose owner cannot be kept is not replaced by one of another.
    if old.st_uid != geteuid() || old.st_gid != getegid(),
      fchown(descriptor, old.st_uid, old.st_gid) != 0
    {
      abandon()
      return try openInPlace()
    }
    _ = fchmod(descriptor, old.st_mode & 0o7777)
  }

  private func openInPlace() throws(WriteFault) {
    descriptor = open(place, O_WRONLY | O_TRUNC | O_CLOEXEC)
    guard descriptor >= 0 else { throw WriteFault(name) }
  }

  /// Adds bytes.
  package func write(_ bytes: some Sequence<UInt8>) throws(WriteFault) {
    if let fault { throw fault }
    let bytes = ContiguousArray(bytes)
    let code = bytes.withUnsafeBytes { FileDraft.write($0, to: descriptor) }
    guard code == 0 else {
      let fault = WriteFault(name, code)
      self.fault = fault
      abandon()
      throw fault
    }
  }

  /// Puts the file in its place, once it is on the disk.
  package func finish() throws(WriteFault) {
    if let fault { throw fault }
    // A pipe or a terminal has nothing to be brought to a disk.
    if fsync(descriptor) != 0, ![EINVAL, ENOTSUP, EROFS].contains(errno) { throw failed() }
    let closed = close(descriptor)
    descriptor = -1
    guard closed == 0 else { throw failed() }
    guard let part else { return }
    guard rename(part, place) == 0 else { throw failed() }
    self.part = nil
  }

  private func failed() -> WriteFault {
    let fault = WriteFault(name)
    self.fault = fault
    abandon()
    return fault
  }

  /// Leaves nothing of it.
  package func abandon() {
    if descriptor >= 0 { close(descriptor) }
    descriptor = -1
    if let part { unlink(part) }
    part = nil
  }

  /// Writes all of some bytes; the system's number of an error, or 0.
  package static func write(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32) -> Int32 {
    var rest = bytes
    while !rest.isEmpty {
      #if canImport(Glibc)
        let count = Glibc.write(descriptor, rest.baseAddress, rest.count)
      #elseif canImport(Musl)
        let count = Musl.write(descriptor, rest.baseAddress, rest.count)
      #else
        let count = Darwin.write(descriptor, rest.baseAddress, rest.count)
      #endif
      if count < 0 {
        if errno == EINTR { continue }
        return errno
      }
      rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(count))
    }
    return 0
  }

  /// The process' own streams, which may be files that others go on writing to.
  private static func isStream(_ path: String) -> Bool {
    ["/dev/stdout", "/dev/stderr", "/dev/stdin"].contains(path) || path.hasPrefix("/dev/fd/")
      || path.hasPrefix("/proc/")
  }

  /// The path at the end of a chain of links; that of a link to nothing is where it points.
  private static func followed(_ path: String) -> String {
    var path = path
    var buffer = [CChar](repeating: 0, count: Int(PATH_MAX) + 1)
    for _ in 0..<40 {
      let count = readlink(path, &buffer, buffer.count - 1)
      guard count > 0, !isStream(path) else { return path }
      let target = String(decoding: buffer[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
      if target.hasPrefix("/") {
        path = target
      } else if let slash = path.lastIndex(of: "/") {
        path = path[...slash] + target
      } else {
        path = target
      }
    }
    return path
  }
}

/// Files, written whole or not at all.
package enum FileWriting {
  /// Writes a file as ``FileDraft`` does.
  package static func write(
    _ bytes: some Sequence<UInt8>, to path: String, isPrivate: Bool = false
  ) throws(WriteFault) {
    let draft = try FileDraft(path, isPrivate: isPrivate)
    try draft.write(bytes)
    try draft.finish()
  }

  package static func write(
    _ text: String, to path: String, isPrivate: Bool = false
  ) throws(WriteFault) {
    try write(text.utf8, to: path, isPrivate: isPrivate)
  }
}
