/// Whether bytes that come piece by piece are UTF-8: a letter may lie across two pieces.
package struct UTF8Watch {
  package init() {}

  /// The beginning of a letter whose other bytes are still to come.
  private var begun: [UInt8] = []

  /// - Returns: whether the piece goes on as UTF-8.
  package mutating func takes(_ piece: UnsafeBufferPointer<UInt8>) -> Bool {
    guard !piece.isEmpty else { return true }
    // The letter that lies across is looked at for itself, so that pieces need no copy.
    let first = begun.isEmpty ? 0 : min(piece.count, UTF8Watch.length(begun[0]) - begun.count)
    if first > 0 {
      begun += piece[..<first]
      if begun.count < UTF8Watch.length(begun[0]) { return true }
      guard String(validating: begun, as: UTF8.self) != nil else { return false }
      begun = []
    }
    let end = UTF8Watch.end(of: piece, from: first)
    begun = Array(piece[end...])
    return String(validating: piece[first..<end], as: UTF8.self) != nil
  }

  /// Where the last letter begins, if bytes of it are still to come; the end otherwise.
  private static func end(of piece: UnsafeBufferPointer<UInt8>, from first: Int) -> Int {
    var index = piece.count
    for back in 1...3 where piece.count - back >= first {
      let byte = piece[piece.count - back]
      // Bytes of the form 10xxxxxx go on with a letter.
      if byte & 0xC0 == 0x80 { continue }
      if length(byte) > back { index = piece.count - back }
      break
    }
    return index
  }

  /// Bytes of the letter that begins with one; 1 for a byte that begins none.
  private static func length(_ byte: UInt8) -> Int {
    switch byte {
    case 0xC2...0xDF: 2
    case 0xE0...0xEF: 3
    case 0xF0...0xF4: 4
    default: 1
    }
  }
}
