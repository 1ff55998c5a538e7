/// Random numbers without a state: a draw is a function of the run's seed, the person, the day and
/// the number of the draw, so that a result does not depend on who is computed first.
///
/// Philox 4×32 with ten rounds: Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as easy as
/// 1, 2, 3", SC 2011.
public struct CounterRandom: Sendable {
  private let key: (UInt32, UInt32)

  public init(seed: UInt64) {
    key = (UInt32(truncatingIfNeeded: seed), UInt32(truncatingIfNeeded: seed >> 32))
  }

  /// A number from 0 up to, and without, 1, with 53 random bits.
  @inlinable
  public func unit(person: UInt32, day: UInt32, draw: UInt32) -> Double {
    let block = block(person, day, draw, 0)
    let bits = UInt64(block.0) << 32 | UInt64(block.1)
    return Double(bits >> 11) * 0x1p-53
  }

  /// Ten rounds of Philox on a counter of four words.
  public func block(
    _ a: UInt32, _ b: UInt32, _ c: UInt32, _ d: UInt32
  ) -> (UInt32, UInt32, UInt32, UInt32) {
    var x = (a, b, c, d)
    var k = key
    for _ in 0..<10 {
      let p = UInt64(0xD251_1F53) * UInt64(x.0)
      let q = UInt64(0xCD9E_8D57) * UInt64(x.2)
      x = (
        UInt32(truncatingIfNeeded: q >> 32) ^ x.1 ^ k.0, UInt32(truncatingIfNeeded: q),
        UInt32(truncatingIfNeeded: p >> 32) ^ x.3 ^ k.1, UInt32(truncatingIfNeeded: p)
      )
      k = (k.0 &+ 0x9E37_79B9, k.1 &+ 0xBB67_AE85)
    }
    return x
  }
}
