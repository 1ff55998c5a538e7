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
