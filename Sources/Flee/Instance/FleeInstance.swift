import Periods

/// A conflict as FLEE describes one: places, roads, what closes when, where there is fighting, and how
/// many people the camps counted.
///
/// ``FleeInstanceReader`` reads one from FLEE's files; ``SimulationRun`` runs it. Days are numbered from
/// 0, the first day of the simulation.
public struct FleeInstance: Sendable {
  /// The rows of `locations.csv`, in their order. The country of the first place is home; places in other
  /// countries are abroad.
  public var places: [Place]
  /// The rows of `routes.csv`.
  public var roads: [Road]
  /// The rows of `closures.csv`.
  public var closures: [Closure]
  /// Intensity of the conflict at a place, by the place's name, 0 for none; one value a day, from day 0.
  /// When it is empty, conflicts begin on the places' ``Place/conflictDay``.
  public var conflicts: [String: [Double]]
  /// Day 0.
  public var start: Day
  /// Number of days to simulate, 1 or more.
  public var length: Int
  /// The parameters of the rules, from `simsetting.yml`.
  public var settings: MovementSettings
  /// What the camps counted; `nil` without a folder of counts.
  public var counts: FleeCounts?
  /// How traits such as age are distributed where people set out: the files `demographics_NAME.csv`.
  public var demographics: [Demographic] = []
  /// People who are there before the first day, listed one by one: the rows of `agents.csv`.
  public var agents: [Agent] = []
  /// The rows of `location_changes.csv`.
  public var changes: [LocationChange] = []
  /// Values that change by day at places or in regions, such as flood levels.
  public var attributes: [AttributeSeries] = []
  /// The rows of `major_routes.csv`: the names of the places along a way, known from both its ends.
  public var majorRoutes: [[String]] = []
  /// What is odd in the files and was ignored, as FLEE ignores it: a sentence each.
  public var warnings: [String] = []

  /// An instance without demographics, agents, changes and attributes; these can be set afterwards.
  public init(
    places: [Place], roads: [Road], closures: [Closure] = [],
    conflicts: [String: [Double]] = [:], start: Day, length: Int,
    settings: MovementSettings = MovementSettings(), counts: FleeCounts? = nil
  ) {
    self.places = places
    self.roads = roads
    self.closures = closures
    self.conflicts = conflicts
    self.start = start
    self.length = length
    self.settings = settings
    self.counts = counts
  }

  /// The first place with a name; takes time in proportion to the number of places.
  public subscript(name: String) -> Place? { places.first { $0.name == name } }
}

// Encoded under the names of FLEE's files and columns, which are written out here: another name in the
// code does not change the encoding.

extension FleeInstance: Encodable {
  /// Whether every place counts as a destination, as it does in FLEE when floods make people set out.
  package var countsEveryPlace: Bool { settings.floodSpawning != nil }

  /// Everything that a run depends on, which is all but the warnings.
  private enum CodingKeys: String, CodingKey {
    case places = "locations"
    case roads = "routes"
    case closures = "closures"
    case conflicts = "conflicts"
    case start = "start_date"
    case length = "length"
    case settings = "simsetting"
    case counts = "source_data"
    case demographics = "demographics"
    case agents = "agents"
    case changes = "location_changes"
    case attributes = "attributes"
    case majorRoutes = "major_routes"
  }

  /// Encodes everything that a run depends on; what an instance has none of leaves no trace.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(places, forKey: .places)
    try container.encode(roads, forKey: .roads)
    try container.encode(closures, forKey: .closures)
    try container.encode(conflicts, forKey: .conflicts)
    try container.encode(start, forKey: .start)
    try container.encode(length, forKey: .length)
    try container.encode(settings, forKey: .settings)
    try container.encodeIfPresent(counts, forKey: .counts)
    try container.encode(demographics, forKey: .demographics)
    try container.encode(agents, forKey: .agents)
    try container.encode(changes, forKey: .changes)
    try container.encode(attributes, forKey: .attributes)
    // Most instances have none, and are encoded as before there were any.
    if !majorRoutes.isEmpty { try container.encode(majorRoutes, forKey: .majorRoutes) }
  }
}
