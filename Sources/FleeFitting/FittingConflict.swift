import Flee

/// A conflict that settings are judged on.
package struct FittingConflict: Sendable {
  package let name: String
  /// As it is judged, with its own settings: at full size unless that has too many people.
  package let instance: FleeInstance
  /// With fewer simulated people, for the search.
  let small: FleeInstance

  /// - Parameters:
  ///   - scaleDown: people that a simulated one stands for in the search at least, 1 or more.
  ///   - most: simulated people in the search at most, 1 or more: in a larger conflict each stands for more.
  ///   - judgedMost: the same of the runs that what is found is judged by.
  package init(
    name: String, instance: FleeInstance, scaleDown: Int, most: Int = .max, judgedMost: Int = .max
  ) {
    self.name = name
    self.instance = instance.scaled(down: instance.scale(forAtMost: judgedMost))
    small = instance.scaled(down: max(scaleDown, instance.scale(forAtMost: most)))
  }

  /// How far a run with settings is from the counts.
  ///
  /// - Returns: `nil` for an instance without counts, and where nobody is counted on any day.
  package func error(_ values: [String: Double], seed: UInt64, isSmall: Bool = true) -> FitError? {
    let run = SimulationRun(with(values, isSmall: isSmall), seed: seed)
    return Validation(run).flatMap { FitError($0) }
  }

  package func with(_ values: [String: Double], isSmall: Bool = false) -> FleeInstance {
    var instance = isSmall ? small : instance
    for (key, value) in values { instance.settings.set(key, to: value) }
    return instance
  }
}

/// A run's errors, in the mean over the days.
package struct FitError: Codable, Equatable, Sendable {
  /// Share of people counted elsewhere than simulated.
  package var elsewhere: Double
  /// As FLEE computes it: over a larger number of people.
  package var asFLEE: Double

  package init(elsewhere: Double, asFLEE: Double) {
    (self.elsewhere, self.asFLEE) = (elsewhere, asFLEE)
  }

  /// `nil` where nobody is counted on any day, so that the share is not known.
  init?(_ validation: Validation) {
    guard let elsewhere = validation.meanCountedElsewhere else { return nil }
    self.init(elsewhere: elsewhere, asFLEE: validation.meanTotalError)
  }

  /// What the search makes small: the mean of both, so that neither is bought with the other.
  package var objective: Double { (elsewhere + asFLEE) / 2 }

  /// The mean over conflicts.
  package static func mean(_ errors: [FitError]) -> FitError {
    let count = Double(max(1, errors.count))
    return FitError(
      elsewhere: errors.reduce(0) { $0 + $1.elsewhere } / count,
      asFLEE: errors.reduce(0) { $0 + $1.asFLEE } / count)
  }
}

extension FleeInstance {
  /// People that one has to stand for, so that at most so many stand for all whom the counts have on any day.
  func scale(forAtMost most: Int) -> Int {
    let camps = counts?.series.values.reduce(0) { $0 + ($1.map(\.count).max() ?? 0) } ?? 0
    let people = max(camps, counts?.total.map(\.count).max() ?? 0)
    return Int(min(1e9, max(1, (people / Double(most)).rounded(.up))))
  }

  /// The same with a simulated person for several real ones, as the setting `hasten` makes it when files are read.
  func scaled(down factor: Int) -> FleeInstance {
    guard factor > 1 else { return self }
    var scaled = self
    scaled.settings.scaleDown *= factor
    guard var counts else { return scaled }
    let small = { (entries: [FleeCounts.Entry]) in
      entries.map { FleeCounts.Entry(day: $0.day, count: $0.count / Double(factor)) }
    }
    counts.series = counts.series.mapValues(small)
    counts.total = small(counts.total)
    counts.subtracted = counts.subtracted.mapValues { $0 / factor }
    scaled.counts = counts
    return scaled
  }
}
