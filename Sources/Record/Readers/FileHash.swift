import Crypto
import Foundation
import Tabular

/// Tells one file from another.
public enum FileHash {
  /// Bytes hashed at a time.
  private static let blockSize = 1 << 20

  /// SHA-256 of a file as it stands, packed or not, in lower-case hexadecimal.
  ///
  /// - Throws: an `InputError` when it cannot be read.
  public static func sha256(path: String) throws(InputError) -> String {
    guard ByteStream.isFile(path) else {
      // A folder, or nothing at all, has words of its own.
      if !ByteStream.isThere(path) || ByteStream.isFolder(path) { _ = try ByteStream(path: path) }
      throw InputError(
        InputIssue(
          file: path, expected: "a file", found: "a pipe or a device",
          hint: "Save what comes from it to a file: it is read more than once."))
    }
    do {
      let file = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
      defer { try? file.close() }
      var hash = SHA256()
      while let block = try file.read(upToCount: blockSize), !block.isEmpty {
        hash.update(data: block)
      }
      return hash.finalize().map { hexadecimal($0) }.joined()
    } catch {
      throw InputError(
        InputIssue(
          file: path, expected: "a file that can be read", found: error.localizedDescription,
          hint: "Check the name and the permissions."))
    }
  }

  /// One hash for several files, of their hashes in order.
  static func sha256(of hashes: [String]) -> String {
    var hash = SHA256()
    for text in hashes { hash.update(data: Array(text.utf8)) }
    return hash.finalize().map { hexadecimal($0) }.joined()
  }

  /// SHA-256 of a text, in lower-case hexadecimal.
  package static func sha256(text: String) -> String {
    SHA256.hash(data: Data(text.utf8)).map { hexadecimal($0) }.joined()
  }

  private static func hexadecimal(_ byte: UInt8) -> String {
    (byte < 16 ? "0" : "") + String(byte, radix: 16)
  }
}
