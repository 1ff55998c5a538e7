import Flee
import Sensitivity

/// What of a run is looked at: an error, or the people at a place on a day.
package enum RunOutput: Hashable, Sendable, CustomStringConvertible {
  case elsewhere
  case asFLEE
  case people(place: String, day: Int?)

  /// `elsewhere`, `flee-error`, `people:PLACE` for the last day, or `people:PLACE@DAY`.
  package init?(_ text: String) {
    switch text {
    case "elsewhere": self = .elsewhere
    case "flee-error": self = .asFLEE
    default:
      guard text.hasPrefix("people:") else { return nil }
      let parts = text.dropFirst("people:".count).split(separator: "@", maxSplits: 1)
      guard let place = parts.first.map(String.init), !place.isEmpty else { return nil }
      guard parts.count == 2 else {
        self = .people(place: place, day: nil)
        return
      }
      guard let day = Int(parts[1]), day >= 0 else { return nil }
      self = .people(place: place, day: day)
    }
  }

  package var description: String {
    switch self {
    case .elsewhere: "elsewhere"
    case .asFLEE: "flee-error"
    case .people(let place, let day): "people:\(place)" + (day.map { "@\($0)" } ?? "")
    }
  }

  /// Of a run; `nil` where it has no such thing: no counts, place or day.
  ///
  /// - Parameter validation: of the run.
  func value(_ run: SimulationRun, _ validation: Validation?) -> Double? {
    switch self {
    case .elsewhere: return validation?.meanCountedElsewhere
    case .asFLEE: return validation?.meanTotalError
    case .people(let name, let day):
      let index = day ?? run.days.count - 1
      guard let place = run.instance.places.firstIndex(where: { $0.name == name }),
        run.days.indices.contains(index)
      else { return nil }
      return Double(run.days[index].atPlaces[place])
    }
  }
}

/// Which settings of an instance matter for what, by Morris' screening or Sobol' indices.
///
/// Runs of a row of the design share their random numbers, so that a difference within a row is the setting's. What
/// chance alone does is in the total index of every setting as far as it acts together with it.
package struct SettingSensitivity: Sendable {
  package enum Method: String, CaseIterable, Sendable { case morris, sobol }

  package var settings: [FittedSetting]
  package var outputs: [RunOutput]
  package var seed: UInt64 = 1
  package var threads = 1
  package var isCancelled: @Sendable () -> Bool = { false }
  package var progress: @Sendable (Int) -> Void = { _ in }

  package init(_ settings: [FittedSetting], outputs: [RunOutput]) {
    self.settings = settings
    self.outputs = outputs
  }

  /// What was found of one output.
  package struct Finding: Encodable, Sendable {
    package var output: String
    /// By Sobol'; empty with the other method, or where the output does not vary.
    package var indices: [SobolIndices.Index] = []
    package var mean, variance: Double?
    /// By Morris.
    package var effects: [ElementaryEffects.Effect] = []
  }

  /// Runs that a method needs.
  package func runs(_ method: Method, rows: Int) -> Int {
    switch method {
    case .morris: MorrisDesign(inputs: names, trajectories: rows, seed: seed).count
    case .sobol: SobolDesign(inputs: names, rows: rows, seed: seed).count
    }
  }

  private var names: [String] { settings.map(\.setting) }

  /// - Parameter rows: trajectories, or rows of Sobol's design; 2 or more.
  /// - Throws: ``Cancelled``, and ``MissingOutput`` for what the instance does not have.
  package func find(
    _ instance: FleeInstance, by method: Method, rows: Int
  ) async throws -> [Finding] {
    switch method {
    case .morris:
      let design = MorrisDesign(inputs: names, trajectories: rows, seed: seed)
      let results = try await results(instance, design.count, design.point, design.row)
      return zip(outputs, results).map { output, values in
        var finding = Finding(output: "\(output)")
        finding.effects = ElementaryEffects(design, results: values)?.effects ?? []
        return finding
      }
    case .sobol:
      let design = SobolDesign(inputs: names, rows: rows, seed: seed)
      let results = try await results(instance, design.count, design.point, design.row)
      return zip(outputs, results).map { output, values in
        var finding = Finding(output: "\(output)")
        let found = SobolIndices(design, results: values)
        finding.indices = found?.indices ?? []
        (finding.mean, finding.variance) = (found?.mean, found?.variance)
        return finding
      }
    }
  }

  package struct MissingOutput: Error, CustomStringConvertible {
    package var output: RunOutput
    package var description: String {
      "The instance has no \(output): it needs counts for an error, and a place and day that are there."
    }
  }

  /// For each output its values by point.
  private func results(
    _ instance: FleeInstance, _ count: Int, _ point: @escaping @Sendable (Int) -> [Double],
    _ row: @escaping @Sendable (Int) -> Int
  ) async throws -> [[Double]] {
    let (settings, outputs, seed) = (settings, outputs, seed)
    let values = try await onThreads(
      threads, count, isCancelled: isCancelled, progress: progress
    ) { number in
      var changed = instance
      for (setting, place) in zip(settings, point(number)) {
        changed.settings.set(setting.setting, to: setting.value(at: place))
      }
      // Rows have seeds of their own.
      let run = SimulationRun(changed, seed: seed &+ UInt64(row(number)))
      let validation = Validation(run)
      return try outputs.map { output in
        guard let value = output.value(run, validation) else { throw MissingOutput(output: output) }
        return value
      }
    }
    return outputs.indices.map { output in values.map { $0[output] } }
  }
}
