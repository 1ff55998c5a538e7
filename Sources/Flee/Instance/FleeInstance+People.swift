/// Traits of people, and people listed one by one.
extension FleeInstance {
  /// A file `demographics_NAME.csv`: how likely each value of a trait is, by the place where people set
  /// out.
  public struct Demographic: Hashable, Sendable {
    /// Name of the trait. The rules use `age` (in years), `gender`, `ethnicity` and `religion`.
    public var name: String
    /// The values that the trait can have.
    public var values: [String]
    /// Weights of the values, 0 or more, by the name of a place; those under `Default` for places
    /// without a column of their own.
    public var weights: [String: [Double]]

    /// A trait; see the properties for their meaning.
    public init(name: String, values: [String], weights: [String: [Double]]) {
      self.name = name
      self.values = values
      self.weights = weights
    }

    /// The value that a person from a place gets.
    ///
    /// - Parameter unit: a random number from 0 to 1.
    package func draw(home: String, _ unit: Double) -> String {
      let weights = weights[home] ?? weights["Default"] ?? []
      var left = unit * weights.reduce(0, +)
      for (value, weight) in zip(values, weights) {
        left -= weight
        if left < 0 { return value }
      }
      return values.last ?? ""
    }
  }

  /// A row of `agents.csv`: a person who is there before the first day.
  public struct Agent: Hashable, Sendable {
    /// Name of the place where the person is.
    public var place: String
    /// Values of the person's traits, by name.
    public var traits: [String: String]

    /// A person; see the properties for their meaning.
    public init(place: String, traits: [String: String]) {
      self.place = place
      self.traits = traits
    }
  }
}

// Encoded under the names of FLEE's files and columns, which are written out here: another name in the
// code does not change the encoding.

extension FleeInstance.Demographic: Encodable {
  private enum CodingKeys: String, CodingKey {
    case name = "name"
    case values = "values"
    case weights = "weights"
  }
}

extension FleeInstance.Agent: Encodable {
  private enum CodingKeys: String, CodingKey {
    case place = "name"
    case traits = "traits"
  }
}
