import Tabular
import Testing

/// Pieces are UTF-8 exactly where the whole is, wherever it is cut. The whole is judged by the standard library.
struct UTF8WatchTests {
  static let texts: [[UInt8]] = [
    Array("plain".utf8), Array("ñ, 中 and 🌊, ñ".utf8), [0xEC, 0x68, 0x65], [0x61, 0xC0, 0xAF],
    [0xED, 0xA0, 0x80], [0x61, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xC3, 0xC3, 0xB1],
    Array("🌊".utf8.prefix(3)) + [0x61],
  ]

  @Test(arguments: texts)
  func `cut anywhere, it is what the whole is`(bytes: [UInt8]) {
    let isWhole = String(validating: bytes, as: UTF8.self) != nil
    for first in 0...bytes.count {
      for second in first...bytes.count {
        var watch = UTF8Watch()
        let pieces = [bytes[..<first], bytes[first..<second], bytes[second...]].map(Array.init)
        let isTaken = pieces.allSatisfy { piece in
          piece.withUnsafeBufferPointer { watch.takes($0) }
        }
        #expect(isTaken == isWhole, "\(bytes), cut at \(first) and \(second)")
      }
    }
  }
}
