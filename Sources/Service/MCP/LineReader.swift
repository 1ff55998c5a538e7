import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Reads lines from a descriptor, as they come; a line that is too long is passed over and takes no room.
struct LineReader: ~Copyable {
  enum Line: Equatable {
    case bytes(Data)
    case tooLong
  }

  private let descriptor: Int32
  private let longest: Int
  private var block = [UInt8](repeating: 0, count: 64 << 10)
  private var waiting: ArraySlice<UInt8> = []
  private var hasEnded = false

  init(_ descriptor: Int32, longest: Int) {
    self.descriptor = descriptor
    self.longest = longest
  }

  /// The next line without its end; `nil` at the end of the input. Waits for it, and holds the thread.
  mutating func next() -> Line? {
    var line: [UInt8] = []
    var isTooLong = false
    while true {
      if let end = waiting.firstIndex(of: UInt8(ascii: "\n")) {
        if !isTooLong { line += waiting[..<end] }
        waiting = waiting[(end + 1)...]
        return isTooLong || line.count > longest ? .tooLong : .bytes(Data(line))
      }
      if !isTooLong { line += waiting }
      waiting = []
      if line.count > longest {
        isTooLong = true
        line = []
      }
      guard fill() else {
        if isTooLong { return .tooLong }
        return line.isEmpty ? nil : .bytes(Data(line))
      }
    }
  }

  /// Whether anything came.
  private mutating func fill() -> Bool {
    while !hasEnded {
      let count = read(descriptor, &block, block.count)
      if count > 0 {
        waiting = block[0..<count]
        return true
      }
      if count < 0, errno == EINTR { continue }
      hasEnded = true
    }
    return false
  }
}
