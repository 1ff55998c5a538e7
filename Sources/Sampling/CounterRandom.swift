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
    // The last word is 0 for the first 2³² people.
    let block = block(
      UInt32(truncatingIfNeeded: person), UInt32(truncatingIfNeeded: day), draw,
      UInt32(truncatingIfNeeded: person >> 32))
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

extension CounterRandom {
  /// Blocks of two counters at once, as words of 32 bits in numbers of 64.
  @usableFromInline typealias Two = SIMD2<UInt64>

  /// Philox on two counters that differ in the first word and the last, with seven rounds.
  ///
  /// The processor multiplies two pairs of words at once, and needs a third of the time for a block.
  @inlinable @inline(__always)
  package func blocks(
    _ a: SIMD2<UInt64>, _ b: UInt32, _ c: UInt32
  ) -> (SIMD2<UInt64>, SIMD2<UInt64>, SIMD2<UInt64>, SIMD2<UInt64>) {
    // The upper half is the last word, which is 0 for the first 2³² people.
    var x = (a, Two(repeating: UInt64(b)), Two(repeating: UInt64(c)), a &>> Two(repeating: 32))
    var k = key
    // Written out: in a loop the compiler would not see that the factors have 32 bits.
    round(&x, &k)
    round(&x, &k)
    round(&x, &k)
    round(&x, &k)
    round(&x, &k)
    round(&x, &k)
    round(&x, &k)
    let low = Two(repeating: 0xFFFF_FFFF)
    return (x.0 & low, x.1 & low, x.2 & low, x.3 & low)
  }

  /// The upper halves of the numbers may hold anything.
  @inlinable @inline(__always)
  func round(
    _ x: inout (SIMD2<UInt64>, SIMD2<UInt64>, SIMD2<UInt64>, SIMD2<UInt64>),
    _ k: inout (UInt32, UInt32)
  ) {
    let low = Two(repeating: 0xFFFF_FFFF)
    let shift = Two(repeating: 32)
    let p = (x.0 & low) &* Two(repeating: 0xD251_1F53)
    let q = (x.2 & low) &* Two(repeating: 0xCD9E_8D57)
    x = (
      (q &>> shift) ^ x.1 ^ Two(repeating: UInt64(k.0)), q,
      (p &>> shift) ^ x.3 ^ Two(repeating: UInt64(k.1)), p
    )
    k = (k.0 &+ 0x9E37_79B9, k.1 &+ 0xBB67_AE85)
  }
}
