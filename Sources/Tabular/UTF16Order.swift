/// Which byte of each pair comes first in a text in UTF-16.
package enum UTF16Order: Sendable {
  case little, big

  /// By the mark that the text begins with.
  package init?(marked start: some Sequence<UInt8>) {
    if start.starts(with: [0xFF, 0xFE]) {
      self = .little
    } else if start.starts(with: [0xFE, 0xFF]) {
      self = .big
    } else {
      return nil
    }
  }

  /// By its zeros: of the first letters, one byte is never zero and the other nearly always is (four times
  /// in five).
  package init?(unmarked text: some Collection<UInt8>) {
    let start = Array(text.prefix(1024))
    let pairs = start.count / 2
    guard pairs >= 2 else { return nil }
    var zeros = [0, 0]
    for index in 0..<2 * pairs where start[index] == 0 { zeros[index % 2] += 1 }
    if zeros[0] == 0, 5 * zeros[1] >= 4 * pairs {
      self = .little
    } else if zeros[1] == 0, 5 * zeros[0] >= 4 * pairs {
      self = .big
    } else {
      return nil
    }
  }
}
