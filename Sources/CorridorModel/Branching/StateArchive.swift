/// The numbers of a run's state, written as bytes or read back from them. One list of calls does both, so
/// that what is written is what is read.
///
/// Numbers take as many bytes as they need (LEB128, the sign in the lowest bit): most are small.
struct StateArchive {
  private(set) var bytes: [UInt8]
  private let isReading: Bool
  private var position = 0
  /// Whether all that was asked for was there, when reading.
  private(set) var isWhole = true

  /// To write to.
  init() {
    bytes = []
    isReading = false
  }

  init(reading bytes: [UInt8]) {
    self.bytes = bytes
    isReading = true
  }

  /// Whether everything was read, and nothing is left.
  var isReadToTheEnd: Bool { isWhole && position == bytes.count }

  /// What is not read yet.
  var left: ArraySlice<UInt8> { bytes[position...] }

  private mutating func pass(_ word: inout UInt64) {
    guard isReading else {
      var left = word
      while left >= 0x80 {
        bytes.append(UInt8(left & 0x7F) | 0x80)
        left >>= 7
      }
      return bytes.append(UInt8(left))
    }
    word = 0
    for shift in stride(from: UInt64(0), to: 64, by: 7) {
      guard position < bytes.count else { break }
      let byte = bytes[position]
      position += 1
      word |= UInt64(byte & 0x7F) << shift
      if byte < 0x80 { return }
    }
    isWhole = false
  }

  mutating func pass(_ number: inout Int) {
    var word = UInt64(bitPattern: Int64(number))
    word = (word << 1) ^ (number < 0 ? .max : 0)
    pass(&word)
    number = Int(Int64(bitPattern: (word >> 1) ^ (word & 1 == 1 ? .max : 0)))
  }

  mutating func pass(_ number: inout Double) {
    var word = number.bitPattern.byteSwapped
    pass(&word)
    number = Double(bitPattern: word.byteSwapped)
  }

  /// The numbers of a list of given length.
  mutating func pass(_ list: inout [Int]) { for index in list.indices { pass(&list[index]) } }

  mutating func pass(_ list: inout [Double]) { for index in list.indices { pass(&list[index]) } }

  mutating func pass(_ lists: inout [[Int]], first count: Int? = nil) {
    for index in lists.indices.prefix(count ?? lists.count) { pass(&lists[index]) }
  }

  /// A list whose length is a part of the state.
  mutating func passGrowing(_ list: inout [Int]) {
    if let count = passLength(list.count) { list = [Int](repeating: 0, count: count) }
    pass(&list)
  }

  mutating func passGrowing(_ list: inout [Double]) {
    if let count = passLength(list.count) { list = [Double](repeating: 0, count: count) }
    pass(&list)
  }

  /// - Returns: the length that was read; `nil` when writing.
  private mutating func passLength(_ length: Int) -> Int? {
    var count = length
    pass(&count)
    guard isReading else { return nil }
    // A number takes a byte at least.
    if isWhole, (0...bytes.count - position).contains(count) { return count }
    isWhole = false
    return 0
  }
}
