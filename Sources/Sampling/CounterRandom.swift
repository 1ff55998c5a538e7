/// Random numbers without a state: a draw is a function of the run's seed, the person, the day and the
/// number of the draw, so that a result does not depend on the order of computation.
///
/// Philox 4×32: Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC
/// 2011. Seven rounds are the fewest with which it passes all tests of BigCrush, by that paper.
///
/// Without `@usableFromInline` the compiler would not inline its functions into other targets, and
/// FLEE's person engine would take a seventh longer.
@usableFromInline package struct CounterRandom: Sendable {
  @usableFromInline let key: (UInt32, UInt32)

  /// - Parameter seed: its two halves are the key of Philox.
  package init(seed: UInt64) {
    key = (UInt32(truncatingIfNeeded: seed), UInt32(truncatingIfNeeded: seed >> 32))
  }

  /// What draws are for, so that no two draws share a counter. Each model adds its own purposes: FLEE's
  /// use the bits up to the 20th, those of corridors the 22nd and above.
  package enum Purpose {
    /// The parameters of a run of an ensemble, and its place in a sample.
    package static let ensemble: UInt32 = 1 << 21
  }

  /// The seed of a run of an ensemble; the first has the ensemble's own.
  package static func seed(_ seed: UInt64, run: Int) -> UInt64 {
    seed &+ UInt64(run) &* 0x9E37_79B9_7F4A_7C15
  }

  /// Two numbers from 0 up to but not including 1, with 53 random bits each.
  @inlinable @inline(__always)
  package func pair(_ person: Int, _ day: Int, _ draw: UInt32) -> (Double, Double) {
    let block = block(
      UInt32(truncatingIfNeeded: person), UInt32(truncatingIfNeeded: day), draw, 0)
    return (unit(block.0, block.1), unit(block.2, block.3))
  }

  @inlinable @inline(__always)
  package func unit(_ person: Int, _ day: Int, _ draw: UInt32) -> Double {
    pair(person, day, draw).0
  }

  @inlinable @inline(__always)
  func unit(_ high: UInt32, _ low: UInt32) -> Double {
    Double((UInt64(high) << 32 | UInt64(low)) >> 11) * 0x1p-53
  }

  /// A number between 0 and 1, excluding both, from a word of 32 random bits.
  @inlinable @inline(__always)
  package static func unit(_ word: UInt32) -> Double { (Double(word) + 0.5) * 0x1p-32 }

  /// Philox on a counter of four words.
  @inlinable @inline(__always)
  package func block(
    _ a: UInt32, _ b: UInt32, _ c: UInt32, _ d: UInt32, rounds: Int = 7
  ) -> (UInt32, UInt32, UInt32, UInt32) {
    var x = (a, b, c, d)
    var k = key
    for _ in 0..<rounds {
      let p = UInt64(0xD251_1F53) &* UInt64(x.0)
      let q = UInt64(0xCD9E_8D57) &* UInt64(x.2)
      x = (
        UInt32(truncatingIfNeeded: q >> 32) ^ x.1 ^ k.0, UInt32(truncatingIfNeeded: q),
        UInt32(truncatingIfNeeded: p >> 32) ^ x.3 ^ k.1, UInt32(truncatingIfNeeded: p)
      )
      k = (k.0 &+ 0x9E37_79B9, k.1 &+ 0xBB67_AE85)
    }
    return x
  }
}

/// A stream of random numbers for work in a fixed order, such as that of the cohort engine.
package final class RandomStream {
  private let random: CounterRandom
  private let day: UInt32
  private let purpose: UInt32
  private var counter: UInt32 = 0
  private var spare: Double?

  package init(_ random: CounterRandom, day: Int, purpose: UInt32) {
    self.random = random
    self.day = UInt32(truncatingIfNeeded: day)
    self.purpose = purpose
  }

  /// A number from 0 up to but not including 1.
  package func next() -> Double {
    if let number = spare {
      spare = nil
      return number
    }
    let (first, second) = random.pair(Int(counter), Int(day), purpose)
    counter &+= 1
    spare = second
    return first
  }
}
