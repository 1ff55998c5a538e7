import Foundation

/// Names that an object of a JSON text has more than once: which of the values counts nobody says (RFC 8259, 4), and
/// a decoder takes one in silence.
package enum RepeatedMembers {
  /// - Parameter data: JSON that can be read.
  /// - Returns: each name once, in the order of the text.
  package static func names(in data: Data) -> [String] {
    var repeated: [String] = []
    // The names so far of each object that is open; none of a list.
    var open: [Set<String>?] = []
    var isName = false
    var bytes = Array(data)[...]
    while let byte = bytes.popFirst() {
      switch byte {
      case UInt8(ascii: "{"):
        open.append([])
        isName = true
      case UInt8(ascii: "["):
        open.append(nil)
        isName = false
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        _ = open.popLast()
        isName = false
      case UInt8(ascii: ","): isName = (open.last ?? nil) != nil
      case UInt8(ascii: "\""):
        let text = text(&bytes)
        guard isName, !open.isEmpty else { continue }
        isName = false
        let isNew = open[open.count - 1]?.insert(text).inserted ?? true
        if !isNew, !repeated.contains(text) { repeated.append(text) }
      default: break
      }
    }
    return repeated
  }

  /// Steps behind the quote that ends a text.
  private static func text(_ bytes: inout ArraySlice<UInt8>) -> String {
    var raw: [UInt8] = [UInt8(ascii: "\"")]
    while let byte = bytes.popFirst() {
      raw.append(byte)
      if byte == UInt8(ascii: "\\"), let next = bytes.popFirst() {
        raw.append(next)
      } else if byte == UInt8(ascii: "\"") {
        break
      }
    }
    // A name may be written with escapes.
    let read = try? JSONDecoder().decode(String.self, from: Data(raw))
    return read ?? String(decoding: raw, as: UTF8.self)
  }
}
