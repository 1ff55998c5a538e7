import CLibzip

/// A ZIP archive on disk, its members read as streams, through libzip: it knows every variant of the
/// format, checks each member's checksum, and is what other readers of spreadsheets use.
final class ZipArchive {
  struct Member {
    let index: UInt64
    let name: String
    let isEncrypted: Bool
  }

  let file: String
  let members: [Member]
  private let archive: OpaquePointer

  /// More members than any workbook has; their names are held in memory.
  private static let mostMembers = 1 << 16

  /// Whether bytes begin as an archive does, with a member or, empty, with its end.
  static func isOne(_ start: some Collection<UInt8>) -> Bool {
    start.starts(with: [0x50, 0x4B, 0x03, 0x04]) || start.starts(with: [0x50, 0x4B, 0x05, 0x06])
  }

  /// - Throws: an ``InputError`` when the archive is damaged.
  init(path: String, name: String) throws(InputError) {
    var code: Int32 = 0
    guard let archive = zip_open(path, ZIP_RDONLY, &code) else {
      var error = zip_error_t()
      zip_error_init_with_code(&error, code)
      defer { zip_error_fini(&error) }
      throw ZipArchive.damaged(name, String(cString: zip_error_strerror(&error)))
    }
    self.archive = archive
    file = name
    var members: [Member] = []
    for index in 0..<UInt64(max(0, zip_get_num_entries(archive, 0))) {
      var status = zip_stat_t()
      zip_stat_init(&status)
      guard index < ZipArchive.mostMembers else { break }
      guard zip_stat_index(archive, index, 0, &status) == 0, let name = status.name else {
        continue
      }
      members.append(
        Member(
          index: index, name: String(cString: name),
          isEncrypted: status.encryption_method != UInt16(ZIP_EM_NONE)))
    }
    self.members = members
  }

  deinit {
    zip_discard(archive)
  }

  func member(_ name: String) -> Member? {
    members.first { $0.name == name } ?? members.first { $0.name.lowercased() == name.lowercased() }
  }

  /// Opens a member.
  ///
  /// - Parameter limit: bytes that it may unpack to.
  func open(_ member: Member, limit: Int = UnpackLimit.bytes) throws(InputError) -> ZipMember {
    guard !member.isEncrypted else {
      throw InputError(
        InputIssue(
          file: file, expected: "a file without a password",
          found: "\"\(member.name)\" encrypted", hint: "Save it without a password."))
    }
    guard let stream = zip_fopen_index(archive, member.index, 0) else {
      let message = String(cString: zip_error_strerror(zip_get_error(archive)))
      throw ZipArchive.damaged(file, message)
    }
    return ZipMember(stream, of: self, limit: limit)
  }

  static func damaged(_ file: String, _ message: String) -> InputError {
    InputError(
      InputIssue(
        file: file, expected: "a whole ZIP archive or workbook",
        found: message.dropFirst().first?.isLowercase == true
          ? message.prefix(1).lowercased() + message.dropFirst() : message,
        hint: "The file seems to be cut off or damaged: download it again."))
  }
}

/// One member of an archive while it is read.
final class ZipMember: ByteSource {
  private let archive: ZipArchive
  private let stream: OpaquePointer
  private let limit: Int
  private var unpacked = 0

  init(_ stream: OpaquePointer, of archive: ZipArchive, limit: Int) {
    self.stream = stream
    self.archive = archive
    self.limit = limit
  }

  deinit {
    zip_fclose(stream)
  }

  func read(into buffer: UnsafeMutableBufferPointer<UInt8>) -> Int {
    guard let address = buffer.baseAddress, !buffer.isEmpty else { return 0 }
    let count = Int(zip_fread(stream, address, UInt64(buffer.count)))
    guard count >= 0 else { return -1 }
    unpacked += count
    return unpacked > limit ? -1 : count
  }

  var fault: InputIssue {
    if unpacked > limit { return UnpackLimit.issue(file: archive.file, bytes: limit) }
    let message = String(cString: zip_error_strerror(zip_file_get_error(stream)))
    return ZipArchive.damaged(archive.file, message).issues[0]
  }
}
