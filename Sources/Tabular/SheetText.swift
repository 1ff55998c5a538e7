#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A block of cells, rows and columns from 1.
struct CellRange {
  var rows: ClosedRange<Int>
  var columns: ClosedRange<Int>
}

/// A sheet as comma-separated values, line *n* being row *n*, in a temporary file without a name: a
/// parser of XML cannot be stopped between rows, and a sheet may be larger than the memory.
final class SheetText: ByteSource {
  private let file: String
  private let stream: UnsafeMutablePointer<FILE>
  private var written = 0
  private var hasFailed = false
  /// Cells merged over several rows.
  var tallMerges: [CellRange] = []

  init(file: String) throws(InputError) {
    guard let stream = tmpfile() else { throw SheetText.noRoom(file) }
    self.stream = stream
    self.file = file
  }

  deinit {
    fclose(stream)
  }

  /// Appends bytes; an issue when there is no room, or too much of them.
  func write(_ bytes: [UInt8]) -> InputIssue? {
    written += bytes.count
    if written > UnpackLimit.bytes { return UnpackLimit.issue(file: file) }
    return fwrite(bytes, 1, bytes.count, stream) == bytes.count
      ? nil : SheetText.noRoom(file).issues[0]
  }

  /// Goes back to the beginning, to be read.
  func rewind() throws(InputError) {
    guard fflush(stream) == 0, fseek(stream, 0, SEEK_SET) == 0 else {
      throw SheetText.noRoom(file)
    }
  }

  func read(into buffer: UnsafeMutableBufferPointer<UInt8>) -> Int {
    guard let address = buffer.baseAddress else { return 0 }
    let count = fread(address, 1, buffer.count, stream)
    return count == 0 && ferror(stream) != 0 ? -1 : count
  }

  var fault: InputIssue { SheetText.noRoom(file).issues[0] }

  private static func noRoom(_ file: String) -> InputError {
    InputError(
      InputIssue(
        file: file, expected: "room for a temporary file", found: String(cString: strerror(errno)),
        hint: "Make room in the system's folder for temporary files, or save the sheet as CSV."))
  }
}
