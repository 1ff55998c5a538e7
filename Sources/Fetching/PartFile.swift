import Foundation
import NIOCore

/// A file that is being fetched, with what attempts before have left of it.
final class PartFile {
  let path: String
  let most: Int
  private(set) var size = 0
  /// What the server calls the version that the piece is of; `nil` when it cannot be asked for the rest.
  var version: String?

  init(path: String, most: Int) {
    self.path = path
    self.most = most
  }

  /// Bytes that may still come.
  var room: Int { most - size }

  /// The piece that is there, where the rest can be asked for.
  var piece: (size: Int, version: String)? {
    guard size > 0, let version else { return nil }
    return (size, version)
  }

  /// Whether an answer's `Content-Range` begins where the piece ends.
  func fits(_ range: String?) -> Bool {
    guard size > 0, let range, range.hasPrefix("bytes ") else { return false }
    return range.dropFirst("bytes ".count).prefix { $0 != "-" } == "\(size)"
  }

  func clear() throws(FetchFault) {
    do {
      try Data().write(to: URL(fileURLWithPath: path))
    } catch {
      throw .disk(error, path)
    }
    size = 0
    version = nil
  }

  func open() throws(FetchFault) -> FileHandle {
    do {
      let file = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
      try file.truncate(atOffset: UInt64(size))
      try file.seekToEnd()
      return file
    } catch {
      throw .disk(error, path)
    }
  }

  func append(_ buffer: ByteBuffer, to file: FileHandle) throws(FetchFault) {
    do {
      try file.write(contentsOf: Data(buffer.readableBytesView))
      size += buffer.readableBytes
    } catch {
      throw .disk(error, path)
    }
  }
}
