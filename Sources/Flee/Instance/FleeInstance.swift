import Periods

/// A conflict as FLEE describes one: places, roads, what closes when, where there is fighting, and
/// how many people the camps counted.
public struct FleeInstance: Sendable {
  public var places: [Place]
  public var roads: [Road]
  public var closures: [Closure]
  /// Intensity by place and day, 0 to 1; empty when the places' own conflict days hold.
  public var conflicts: [String: [Double]]
  public var start: Day
  /// Days to simulate.
  public var length: Int
  public var settings: MovementSettings
  /// What camps counted; `nil` without a validation folder.
  public var counts: FleeCounts?
  /// How traits such as age are spread where people set out.
  public var demographics: [Demographic] = []
  /// People listed one by one, who are there before the first day.
  public var agents: [Agent] = []
  /// Places that become something else.
  public var changes: [LocationChange] = []
  /// What changes at places or in regions with the days.
  public var attributes: [AttributeSeries] = []
  /// What is odd in the files and was passed over, as FLEE does.
  public var warnings: [String] = []

  public init(
    places: [Place], roads: [Road], closures: [Closure], conflicts: [String: [Double]], start: Day,
    length: Int, settings: MovementSettings, counts: FleeCounts?
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

  /// A row of `locations.csv`.
  public struct Place: Hashable, Sendable {
    public var name: String
    public var region: String
    public var country: String
    /// Degrees north, WGS 84.
    public var latitude: Double
    /// Degrees east, WGS 84.
    public var longitude: Double
    public var kind: Kind
    /// Day on which a conflict zone becomes one; 0 from the start.
    public var conflictDay: Int
    /// People who live there, or for a camp those it has room for; −1 for no limit.
    public var population: Int
    public var attributes: [String: String]

    public init(
      name: String, region: String, country: String, latitude: Double, longitude: Double,
      kind: Kind, conflictDay: Int, population: Int, attributes: [String: String]
    ) {
      self.name = name
      self.region = region
      self.country = country
      self.latitude = latitude
      self.longitude = longitude
      self.kind = kind
      self.conflictDay = conflictDay
      self.population = population
      self.attributes = attributes
    }
  }

  public enum Kind: String, CaseIterable, Hashable, Sendable {
    case conflictZone = "conflict_zone"
    case town
    case camp
    case idpCamp = "idpcamp"
    /// A place that people pass through without stopping.
    case forwardingHub = "forwarding_hub"
    /// A bend of the road that is no place to go to.
    case marker
    case floodZone = "flood_zone"
  }

  /// A row of `routes.csv`: a road that is travelled both ways.
  public struct Road: Hashable, Sendable {
    public var from: String
    public var to: String
    /// Kilometres, above 0.
    public var distance: Double
    /// Chance that a day on it is walked, 0 to 1.
    public var walkProbability: Double
    /// Farthest that is travelled on it in a day, km; `nil` for the setting.
    public var maxMoveSpeed: Double?

    public init(
      from: String, to: String, distance: Double, walkProbability: Double, maxMoveSpeed: Double?
    ) {
      self.from = from
      self.to = to
      self.distance = distance
      self.walkProbability = walkProbability
      self.maxMoveSpeed = maxMoveSpeed
    }
  }

  /// A row of `closures.csv`.
  public struct Closure: Hashable, Sendable {
    public enum Kind: String, CaseIterable, Hashable, Sendable {
      /// All roads between two countries, both ways.
      case country
      /// All roads to and from a place.
      case location
      /// One road.
      case link
      /// The place is no camp in this time.
      case camp
      case idpCamp = "idpcamp"
      /// FLEE keeps which roads are forced redirections and does not use it: without effect.
      case redirection = "remove_forced_redirection"
    }
    public var kind: Kind
    public var first: String
    public var second: String
    /// Day on which it closes, before people move.
    public var start: Int
    /// Day on which it opens again; before `start` for never.
    public var end: Int

    public init(kind: Kind, first: String, second: String, start: Int, end: Int) {
      self.kind = kind
      self.first = first
      self.second = second
      self.start = start
      self.end = end
    }
  }

  /// A file `demographics_NAME.csv`: how likely each value of a trait is, by place.
  public struct Demographic: Hashable, Sendable {
    public var name: String
    public var values: [String]
    /// Weights of the values by place; `Default` for places that have no column.
    public var weights: [String: [Double]]

    public init(name: String, values: [String], weights: [String: [Double]]) {
      self.name = name
      self.values = values
      self.weights = weights
    }

    /// The value that a person from a place gets.
    ///
    /// - Parameter unit: a random number from 0 to 1.
    public func draw(home: String, _ unit: Double) -> String {
      let weights = weights[home] ?? weights["Default"] ?? []
      var left = unit * weights.reduce(0, +)
      for (value, weight) in zip(values, weights) {
        left -= weight
        if left < 0 { return value }
      }
      return values.last ?? ""
    }
  }

  /// A row of `agents.csv`.
  public struct Agent: Hashable, Sendable {
    public var place: String
    public var traits: [String: String]

    public init(place: String, traits: [String: String]) {
      self.place = place
      self.traits = traits
    }
  }

  /// A row of `location_changes.csv`.
  public struct LocationChange: Hashable, Sendable {
    public var place: String
    public var kind: Kind
    public var day: Int

    public init(place: String, kind: Kind, day: Int) {
      self.place = place
      self.kind = kind
      self.day = day
    }
  }

  /// A file of values by day: `flood_level.csv`, `region_attributes_NAME.csv` or
  /// `location_attributes_NAME.csv`.
  public struct AttributeSeries: Hashable, Sendable {
    public var name: String
    /// Whether its columns are regions rather than places.
    public var isRegional: Bool
    public var days: [Double]
    /// Values by place or region, one for each of ``days``.
    public var values: [String: [Double]]

    public init(name: String, isRegional: Bool, days: [Double], values: [String: [Double]]) {
      self.name = name
      self.isRegional = isRegional
      self.days = days
      self.values = values
    }

    /// The value on a day, on a line between those before and after; `nil` for a column it lacks.
    public func value(of column: String, day: Int) -> Double? {
      guard let list = values[column], let last = list.last else { return nil }
      let day = Double(day)
      guard let next = days.firstIndex(where: { $0 > day }) else { return last }
      guard next > 0 else { return list[0] }
      let fraction = (day - days[next - 1]) / (days[next] - days[next - 1])
      return list[next - 1] + fraction * (list[next] - list[next - 1])
    }
  }

  public subscript(name: String) -> Place? { places.first { $0.name == name } }
}

/// What camps counted, day by day, as FLEE interpolates it.
public struct FleeCounts: Hashable, Sendable {
  /// Camps in the order of `data_layout.csv`, the total apart.
  public var camps: [String]
  public var series: [String: [Entry]]
  public var total: [Entry]
  /// What is odd in the files.
  public var warnings: [String] = []

  public init(camps: [String], series: [String: [Entry]], total: [Entry]) {
    self.camps = camps
    self.series = series
    self.total = total
  }

  public struct Entry: Hashable, Sendable {
    /// Days since the start.
    public var day: Int
    public var count: Double

    public init(day: Int, count: Double) {
      self.day = day
      self.count = count
    }
  }

  /// The count of a camp on a day: on a line between the entries before and after, cut to a whole
  /// number; the first before the first, the last after the last.
  public func count(_ camp: String, day: Int) -> Int {
    FleeCounts.interpolated(series[camp] ?? [], day: day)
  }

  public func totalCount(day: Int) -> Int { FleeCounts.interpolated(total, day: day) }

  /// By how many people the counts have grown since the day before; on day 0, the counts of the day.
  public func newOnDay(_ day: Int, sumsCamps: Bool) -> Int {
    func total(_ day: Int) -> Int {
      sumsCamps ? camps.reduce(0) { $0 + count($1, day: day) } : totalCount(day: day)
    }
    return day == 0 ? total(0) : total(day) - total(day - 1)
  }

  static func interpolated(_ entries: [Entry], day: Int) -> Int {
    guard let first = entries.first, let last = entries.last else { return 0 }
    guard day > first.day else { return Int(first.count) }
    guard let next = entries.firstIndex(where: { day < $0.day }) else { return Int(last.count) }
    let (a, b) = (entries[next - 1], entries[next])
    let fraction = Double(day - a.day) / Double(b.day - a.day)
    return Int(a.count + fraction * (b.count - a.count))
  }
}
