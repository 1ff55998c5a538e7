/// The parameters of the movement rules, with FLEE 3's defaults. Names of the keys in
/// `simsetting.yml` stand in ``FleeSettingsReader``.
public struct MovementSettings: Hashable, Sendable {
  // MARK: Moving

  /// Farthest that a person travels in a day, km.
  public var maxMoveSpeed = 360.0
  /// Farthest that a person walks in a day, km.
  public var maxWalkSpeed = 35.0
  /// Chance of leaving a conflict zone on a day, 0 to 1.
  public var conflictMoveChance = 1.0
  public var campMoveChance = 0.001
  public var idpCampMoveChance = 0.1
  public var defaultMoveChance = 0.3
  /// Population at which a place's chance of leaving is neither raised nor lowered.
  public var moveChancePopulationBase = 10_000.0
  /// Power of the population in the chance of leaving; 0 for none.
  public var moveChancePopulationPower = 0.0
  /// How many places ahead a person knows, 1 to 3; 0: only how long roads are; −1: nothing.
  public var awarenessLevel = 1
  /// Whether a person who moved little in the last two days goes on through towns.
  public var avoidsShortStints = false
  /// Whether the first road is walked.
  public var startsOnFoot = false

  // MARK: Choosing a road

  public var foreignWeight = 1.0
  public var campWeight = 1.0
  /// Attraction of a conflict zone; by default one over the square root of ten.
  public var conflictWeight = 1 / 3.162_277_660_17
  /// Kilometres added to every distance.
  public var distanceSoftening = 10.0
  /// Added to every score.
  public var weightSoftening = 0.0
  public var weightPower = 1.0
  public var distancePower = 1.0
  /// Roads below the best weight divided by this are left out; up to 1.001, none are.
  public var pruningThreshold = 1.0
  /// Whether of several routes to one place only the best is offered, and camps that fill up
  /// attract no less.
  public var usesFixedRoutes = false
  public var staysCloseToHome = false
  public var homeDistancePower = 0.5
  public var weighsPopulation = false
  public var populationPower = 0.1
  /// Occupancy from which a camp attracts less, as a fraction of its capacity.
  public var capacityBuffer = 0.9
  public var capacityScaling = 1.0

  // MARK: Who people are, and what befalls places

  public var childrenAvoidHazards = false
  public var boysTakeRisk = false
  public var matchesCampReligion = false
  public var matchesCampEthnicity = false
  public var matchesTownEthnicity = false
  public var matchesConflictEthnicity = false
  /// Mean part of the people who share a religion, above 0.
  public var religionFraction = 0.25
  /// Whether the part of a region's people who go hungry leave on their own account.
  public var fleesWhenStarving = false
  /// Chance of leaving by flood level; empty for none.
  public var floodMoveChances: [Double] = []
  /// Factor of a place's score by flood level; empty for none.
  public var floodPlaceWeights: [Double] = []

  // MARK: Spawning

  /// Whether people in camps may end their journey there, by the camp's `deactivation_probability`.
  public var campsAreSinks = false
  /// Whether camps begin empty and what they counted on day 0 is taken off all their counts.
  public var emptiesCampsOnDayZero = false
  /// Whether people of `agents.csv` are there before the first day.
  public var readsAgents = false
  /// Intensity of a conflict of which none is given.
  public var defaultConflictIntensity = 1.0
  public var floodSpawning: FloodSpawning?

  public var takesFromPopulation = false
  /// Whether the camps' counts of day 0 are placed in them before the first day.
  public var insertsDayZero = true
  /// Whether the daily number of new people is the sum over camps, or the total's own count.
  public var sumsCamps = true
  public var conflictSpawning: ConflictSpawning?
  /// Factors for conflicts of growing age; empty for none.
  public var conflictDecay: [Double] = []
  /// Days between two factors of ``conflictDecay``.
  public var conflictDecayInterval = 30
  /// One simulated person stands for so many people.
  public var scaleDown = 1

  /// People who flee because there is conflict, rather than by the camps' counts.
  public enum ConflictSpawning: Hashable, Sendable {
    /// So many people a day, times the intensity.
    case constant(Double)
    /// A Poisson number with this mean, times the intensity.
    case poisson(Double)
    /// A part of the population a day, times the intensity.
    case populationRatio(Double)
  }

  /// People who flee because of a flood, by its level.
  public enum FloodSpawning: Hashable, Sendable {
    /// So many people a day.
    case constant([Double])
    /// A Poisson number with this mean.
    case poisson([Double])
    /// A part of the population a day.
    case populationRatio([Double])
  }

  /// Read and without effect: people are spawned where there is conflict or flood in any case.
  public var spawnsInConflictZonesOnly = true
  public var spawnsInFloodZonesOnly = false
  /// Days to simulate; −1 for those of `sim_period.csv`.
  public var numberOfSteps = -1
  /// Files of conflicts and floods, from the instance's folder; empty for the usual names.
  public var conflictFile = ""
  public var floodFile = ""

  // MARK: What is written

  /// 1: a line for each person and day; 2 and 3: also places passed through on the day.
  public var agentLog = 0
  /// 1: people who have set out on each road so far; 2: by trait too.
  public var linkLog = 0
  public var showsIDPTotal = false
  /// Whether logs name regions rather than places.
  public var logsRegions = false

  public init() {}

  /// FLEE's first version, as its documentation gives it.
  mutating func useLegacyRules() {
    maxMoveSpeed = 200
    campWeight = 2
    conflictWeight = 0.25
    avoidsShortStints = false
    startsOnFoot = false
  }

  /// Whether any rule looks at ethnicity.
  public var matchesEthnicity: Bool {
    matchesCampEthnicity || matchesTownEthnicity || matchesConflictEthnicity
  }

  /// What shared religion is multiplied by.
  public var religionBaseRate: Double { 1 / religionFraction }

  /// How much of a conflict's weight is left after so many days.
  public func conflictDecay(after days: Int) -> Double {
    guard let last = conflictDecay.last, conflictDecayInterval > 0 else { return 1 }
    let index = days / conflictDecayInterval
    return conflictDecay.indices.contains(index) ? conflictDecay[index] : last
  }
}
