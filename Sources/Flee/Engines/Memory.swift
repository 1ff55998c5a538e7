/// How many people of a crowd have which halving average of the distance covered each day: the average
/// is a part of the most that can be covered, and each number is that of the people with so many
/// sixteenths, from 0 up to 31.
///
/// Somebody between two sixteenths counts in part for either, so that the mean is kept.
///
/// The sums go through memory in plain loops, which the compiler turns into operations on four numbers
/// at once. Its own vectors of this length took a hundred times longer.
struct Memory: BitwiseCopyable {
  fileprivate typealias Four = SIMD4<Float>
  private var fours: (Four, Four, Four, Four, Four, Four, Four, Four) = (
    .zero, .zero, .zero, .zero, .zero, .zero, .zero, .zero
  )

  static let count = 32
  /// Sixteenths in a full day's distance.
  static let steps = 16.0

  init() {}

  /// The memory of people who have not moved.
  init(unmoved people: Int) { fours.0[0] = Float(people) }

  /// How many numbers are of people with less than a part of the most that can be covered.
  static func numbers(below part: Double) -> Int {
    let number = min(max(part * steps, 0), Double(count))
    let whole = Int(number)
    return Double(whole) < number ? whole + 1 : whole
  }

  @inline(__always)
  private func read<Result>(_ body: (UnsafePointer<Float>) -> Result) -> Result {
    withUnsafePointer(to: fours) {
      body(UnsafeRawPointer($0).assumingMemoryBound(to: Float.self))
    }
  }

  @inline(__always)
  private mutating func write(_ body: (UnsafeMutablePointer<Float>) -> Void) {
    withUnsafeMutablePointer(to: &fours) {
      body(UnsafeMutableRawPointer($0).assumingMemoryBound(to: Float.self))
    }
  }

  /// Adds people, each number times a factor.
  @inline(__always)
  mutating func add(_ other: borrowing Memory, times factor: Float) {
    other.read { source in
      write { target in
        for index in 0..<Memory.count { target[index] += source[index] * factor }
      }
    }
  }

  @inline(__always)
  func times(_ factor: Float) -> Memory {
    var result = self
    result.write { target in for index in 0..<Memory.count { target[index] *= factor } }
    return result
  }

  /// The first numbers, multiplied by one factor, and the others by another.
  @inline(__always)
  func times(_ first: Float, upTo count: Int, _ others: Float) -> Memory {
    var result = self
    let masks = Memory.masks + count * Memory.count
    let complement = Memory.complements + count * Memory.count
    let (first, others) = (Four(repeating: first), Four(repeating: others))
    result.write { target in
      for index in stride(from: 0, to: Memory.count, by: 4) {
        let factor = first * Memory.four(masks, index) + others * Memory.four(complement, index)
        Memory.put(Memory.four(target, index) * factor, target, index)
      }
    }
    return result
  }

  /// The sums of the first numbers and of the others.
  @inline(__always)
  func sums(upTo count: Int) -> (first: Float, others: Float) {
    let masks = Memory.masks + count * Memory.count
    let complement = Memory.complements + count * Memory.count
    return read { source in
      var (first, others) = (Four.zero, Four.zero)
      for index in stride(from: 0, to: Memory.count, by: 4) {
        let people = Memory.four(source, index)
        first += people * Memory.four(masks, index)
        others += people * Memory.four(complement, index)
      }
      return (first.sum(), others.sum())
    }
  }

  @inline(__always)
  private static func four(_ base: UnsafePointer<Float>, _ index: Int) -> Four {
    UnsafeRawPointer(base + index).loadUnaligned(as: Four.self)
  }

  @inline(__always)
  private static func put(_ four: Four, _ base: UnsafeMutablePointer<Float>, _ index: Int) {
    UnsafeMutableRawPointer(base + index).storeBytes(of: four, as: Four.self)
  }

  /// For each number from 0 to 32, as many ones and then zeros; and the other way round.
  nonisolated(unsafe) private static let masks = table(1, 0)
  nonisolated(unsafe) private static let complements = table(0, 1)

  private static func table(_ first: Float, _ others: Float) -> UnsafePointer<Float> {
    let table = UnsafeMutablePointer<Float>.allocate(capacity: (count + 1) * count)
    for number in 0...count {
      for index in 0..<count {
        (table + number * count + index).initialize(to: index < number ? first : others)
      }
    }
    return UnsafePointer(table)
  }

  /// Adds people, each number times a factor, with their averages at the end of a day on which they
  /// moved by a part of the most that can be covered, 0 to 2: half of that and half of what they were.
  @inline(__always)
  mutating func add(_ other: borrowing Memory, times factor: Float, afterMoving part: Double) {
    // An average of 2i sixteenths becomes i + shift, one of 2i + 1 becomes i + shift + ½.
    let shift = min(max(part, 0), 1.97) * Memory.steps / 2
    let whole = min(Int(shift), 15)
    let upper = Float(shift - Double(whole))
    // What even and odd numbers give to the step below and to the one or two above.
    let even = ((1 - upper) * factor, upper * factor)
    let odd =
      upper < 0.5
      ? ((0.5 - upper) * factor, (0.5 + upper) * factor, 0)
      : (0, (1.5 - upper) * factor, (upper - 0.5) * factor)
    other.read { source in
      write { target in
        // The last step of all takes what would go beyond it.
        let beyond = source[31] * odd.2
        let target = target + whole
        for index in 0..<16 {
          target[index] += source[2 * index] * even.0 + source[2 * index + 1] * odd.0
        }
        for index in 0..<16 {
          target[index + 1] += source[2 * index] * even.1 + source[2 * index + 1] * odd.1
        }
        for index in 0..<15 { target[index + 2] += source[2 * index + 1] * odd.2 }
        target[16] += beyond
      }
    }
  }
}
