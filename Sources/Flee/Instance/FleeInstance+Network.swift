/// The places and roads of an instance, and what changes about them.
extension FleeInstance {
  /// A row of `locations.csv`.
  public struct Place: Hashable, Sendable {
    /// The name by which other files refer to the place; unique in an instance.
    public var name: String
    /// The region by which `region_attributes_NAME.csv` refers to it; may be empty.
    public var region: String
    /// The country by which closures of the kind `country` refer to it; `unknown` when the file gives
    /// none.
    public var country: String
    /// Degrees north, WGS 84, from −90 to 90.
    public var latitude: Double
    /// Degrees east, WGS 84, from −180 to 180.
    public var longitude: Double
    /// What kind of place it is before the first day.
    public var kind: Kind
    /// Day on which a conflict zone becomes one; 0 for from the start. Used when
    /// ``FleeInstance/conflicts`` is empty.
    public var conflictDay: Int
    /// People who live there; for a camp the people for whom it has room, −1 for no limit.
    public var population: Int
    /// Further columns of the file by name, such as `initial_idps`, `conflict_intensity` or
    /// `deactivation_probability`.
    public var attributes: [String: String]

    /// A place; see the properties for units and ranges.
    public init(
      name: String, region: String = "", country: String = "unknown", latitude: Double = 0,
      longitude: Double = 0, kind: Kind, conflictDay: Int = 0, population: Int = 0,
      attributes: [String: String] = [:]
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

  /// A kind of place: FLEE's `location_type`. The raw values are FLEE's.
  public enum Kind: String, CaseIterable, Hashable, Sendable {
    /// A place where there is fighting: people set out here, and leave with `conflict_movechance`.
    case conflictZone = "conflict_zone"
    /// A place on the way, which people leave with `default_movechance`.
    case town
    /// A camp for people who fled, which they leave with `camp_movechance`.
    case camp
    /// A camp for people displaced inside their country, which they leave with `idpcamp_movechance`.
    case idpCamp = "idpcamp"
    /// A place that people pass through without stopping.
    case forwardingHub = "forwarding_hub"
    /// A bend of a road: no destination, and not counted by the awareness level.
    case marker
    /// A place that can be flooded: people leave it by `flood_rules`, by the level of the flood.
    case floodZone = "flood_zone"
  }

  /// A row of `routes.csv`: a road that is travelled in both directions.
  public struct Road: Hashable, Sendable {
    /// Name of the place at one end.
    public var from: String
    /// Name of the place at the other end.
    public var to: String
    /// Length in kilometres, above 0.
    public var distance: Double
    /// Chance that a person walks on it, from 0 to 1: the column `walk_probability`.
    public var walkProbability: Double
    /// Most kilometres that are travelled on it in a day, above 0: the column `max_move_speed`; `nil`
    /// for the setting of that name.
    public var maxMoveSpeed: Double?

    /// A road; see the properties for units and ranges.
    public init(
      from: String, to: String, distance: Double, walkProbability: Double = 0,
      maxMoveSpeed: Double? = nil
    ) {
      self.from = from
      self.to = to
      self.distance = distance
      self.walkProbability = walkProbability
      self.maxMoveSpeed = maxMoveSpeed
    }
  }

  /// A row of `closures.csv`: something is closed from one day to another.
  public struct Closure: Hashable, Sendable {
    /// What is closed: FLEE's `closure_type`. The raw values are FLEE's.
    public enum Kind: String, CaseIterable, Hashable, Sendable {
      /// All roads between two countries, in both directions.
      case country
      /// All roads to and from a place.
      case location
      /// The road from the second place to the first: FLEE closes this direction only.
      case link
      /// A camp: the place is a town while it is closed.
      case camp
      /// A camp for people displaced inside their country.
      case idpCamp = "idpcamp"
      /// A forced redirection. FLEE's code does not use it, and here it has no effect either.
      case redirection = "remove_forced_redirection"
    }
    /// What is closed.
    public var kind: Kind
    /// The first country or place.
    public var first: String
    /// The second country or place, for the kinds `country`, `link` and `redirection`.
    public var second: String
    /// Day on which it closes, before people move; 0 or more.
    public var start: Int
    /// Day on which it opens again, before people move; a day after the end of the simulation for what
    /// stays closed.
    public var end: Int

    /// A closure; see the properties for their meaning.
    public init(kind: Kind, first: String, second: String, start: Int, end: Int) {
      self.kind = kind
      self.first = first
      self.second = second
      self.start = start
      self.end = end
    }
  }

  /// A row of `location_changes.csv`: a place changes its kind.
  public struct LocationChange: Hashable, Sendable {
    /// Name of the place.
    public var place: String
    /// The kind that the place has from ``day`` on.
    public var kind: Kind
    /// Day of the change, before people move; 0 or more.
    public var day: Int

    /// A change; see the properties for their meaning.
    public init(place: String, kind: Kind, day: Int) {
      self.place = place
      self.kind = kind
      self.day = day
    }
  }

  /// Values by day: a file `flood_level.csv`, `region_attributes_NAME.csv` or
  /// `location_attributes_NAME.csv`.
  public struct AttributeSeries: Hashable, Sendable {
    /// Name of the attribute that it sets: `flood_level`, `region_NAME` or `NAME`.
    public var name: String
    /// Whether its columns are regions; otherwise they are places.
    public var isRegional: Bool
    /// Days for which the file has values, in increasing order.
    public var days: [Double]
    /// Values by the name of a place or region, one for each of ``days``.
    public var values: [String: [Double]]

    /// A series; see the properties for their meaning.
    public init(name: String, isRegional: Bool, days: [Double], values: [String: [Double]]) {
      self.name = name
      self.isRegional = isRegional
      self.days = days
      self.values = values
    }

    /// The value on a day, interpolated linearly between the days of the file, the first or last value
    /// outside them; `nil` for a column that the file lacks.
    package func value(of column: String, day: Int) -> Double? {
      guard let list = values[column], let last = list.last else { return nil }
      let day = Double(day)
      guard let next = days.firstIndex(where: { $0 > day }) else { return last }
      guard next > 0 else { return list[0] }
      let fraction = (day - days[next - 1]) / (days[next] - days[next - 1])
      return list[next - 1] + fraction * (list[next] - list[next - 1])
    }
  }
}

// Encoded under the names of FLEE's files and columns, which are written out here: another name in the
// code does not change the encoding.

extension FleeInstance.Kind: Encodable {}

extension FleeInstance.Closure.Kind: Encodable {}

extension FleeInstance.Place: Encodable {
  private enum CodingKeys: String, CodingKey {
    case name = "name"
    case region = "region"
    case country = "country"
    case latitude = "lat"
    case longitude = "lon"
    case kind = "location_type"
    case conflictDay = "conflict_date"
    case population = "population"
    case attributes = "attributes"
  }
}

extension FleeInstance.Road: Encodable {
  private enum CodingKeys: String, CodingKey {
    case from = "name1"
    case to = "name2"
    case distance = "distance"
    case walkProbability = "walk_probability"
    case maxMoveSpeed = "max_move_speed"
  }
}

extension FleeInstance.Closure: Encodable {
  private enum CodingKeys: String, CodingKey {
    case kind = "closure_type"
    case first = "name1"
    case second = "name2"
    case start = "closure_start"
    case end = "closure_end"
  }
}

extension FleeInstance.LocationChange: Encodable {
  private enum CodingKeys: String, CodingKey {
    case place = "name"
    case kind = "location_type"
    case day = "day"
  }
}

extension FleeInstance.AttributeSeries: Encodable {
  private enum CodingKeys: String, CodingKey {
    case name = "name"
    case isRegional = "by_region"
    case days = "days"
    case values = "values"
  }
}
