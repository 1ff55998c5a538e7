/// A stream of random numbers for work in a fixed order, such as that of the cohort engine.
package final class RandomStream {
  private let random: CounterRandom
  private var day: UInt32
  private let purpose: UInt32
  private var counter: UInt32 = 0
  /// Numbers drawn in advance, and how many of them are left: they are used from the last one on.
  private let numbers: UnsafeMutablePointer<Double>
  private var left = 0
  /// Pairs of blocks that are drawn at the next time. Many streams are used for a few numbers only.
  private var ahead = 1

  private static let most = 16

  package init(_ random: CounterRandom, day: Int, purpose: UInt32) {
    self.random = random
    self.day = UInt32(truncatingIfNeeded: day)
    self.purpose = purpose
    numbers = .allocate(capacity: RandomStream.most * 4)
  }

  deinit { numbers.deallocate() }

  /// Begins the stream of another day.
  package func restart(day: Int) {
    self.day = UInt32(truncatingIfNeeded: day)
    counter = 0
    left = 0
  }

  /// A number from 0 up to but not including 1, with 53 random bits.
  @inline(__always)
  package func next() -> Double {
    if left == 0 { refill() }
    left -= 1
    return numbers[left]
  }

  private func refill() {
    left = ahead * 4
    ahead = min(ahead * 2, RandomStream.most)
    // From the end on, so that they are used in the order of the counters.
    var end = left
    while end > 0 {
      let counters = SIMD2(UInt64(counter), UInt64(counter &+ 1))
      let words = random.blocks(counters, day, purpose)
      let shift = SIMD2<UInt64>(repeating: 32)
      let first = (words.0 &<< shift) | words.1
      let second = (words.2 &<< shift) | words.3
      numbers[end - 1] = RandomStream.unit(first[0])
      numbers[end - 2] = RandomStream.unit(second[0])
      numbers[end - 3] = RandomStream.unit(first[1])
      numbers[end - 4] = RandomStream.unit(second[1])
      counter &+= 2
      end -= 4
    }
  }

  @inline(__always)
  private static func unit(_ word: UInt64) -> Double { Double(word >> 11) * 0x1p-53 }
}
