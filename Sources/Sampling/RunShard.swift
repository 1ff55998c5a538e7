/// A part of the runs of an ensemble that one machine or one process makes: of `n` parts, part `i` has
/// every `n`-th run from the `i`-th on.
///
/// A run depends on the ensemble and its number only. So parts that were made anywhere, put together,
/// are what one machine would have made; and since each part has runs from all over, they take about
/// the same time, whatever changes from run to run.
public struct RunShard: Hashable, Sendable {
  /// Which part it is, from 1 to ``count``.
  public let number: Int
  /// How many parts there are, 1 or more.
  public let count: Int

  /// All runs.
  public static let whole = RunShard(number: 1, count: 1)

  private init(number: Int, count: Int) {
    self.number = number
    self.count = count
  }

  /// A part; `nil` for a number that is not from 1 to the count.
  public init?(_ number: Int, of count: Int) {
    guard count >= 1, (1...count).contains(number) else { return nil }
    self.init(number: number, count: count)
  }

  /// Reads `i/n`, such as `2/16`; `nil` for anything else.
  public init?(_ text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
    guard parts.count == 2, let number = parts[0], let count = parts[1] else { return nil }
    self.init(number, of: count)
  }

  /// Whether it is all runs.
  public var isWhole: Bool { count == 1 }

  /// Number in the ensemble of a run of the part.
  ///
  /// - Parameter position: of the run in the part, from 0.
  public func run(at position: Int) -> Int { number - 1 + position * count }

  /// How many of the first runs of the ensemble belong to the part.
  public func size(of runs: Int) -> Int { runs < number ? 0 : (runs - number) / count + 1 }
}

extension RunShard: CustomStringConvertible {
  /// `i/n`.
  public var description: String { "\(number)/\(count)" }
}

extension RunShard: Codable {
  /// Reads `i/n`.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    guard let shard = RunShard(try container.decode(String.self)) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "Not a part such as 2/16.")
    }
    self = shard
  }

  /// Writes `i/n`.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
