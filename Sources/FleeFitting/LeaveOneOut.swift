import Flee
import Foundation

/// Settings found on some conflicts and judged on one that was left out, for each in turn; and settings found on all.
package struct LeaveOneOut: Sendable {
  package let conflicts: [FittingConflict]
  package let search: PopulationSearch
  package let evaluations: EvaluationFile
  package var threads = 1
  package var isCancelled: @Sendable () -> Bool = { false }
  /// Called with runs that are done of the search.
  package var progress: @Sendable (Int) -> Void = { _ in }

  package init(
    _ conflicts: [FittingConflict], _ search: PopulationSearch, _ evaluations: EvaluationFile
  ) {
    self.conflicts = conflicts
    self.search = search
    self.evaluations = evaluations
  }

  /// Folds: each conflict left out, by its index, and `nil` for none.
  package var folds: [Int?] {
    (conflicts.count > 1 ? conflicts.indices.map { $0 } : []) + [nil]
  }

  /// How many runs the search needs at most.
  package var runs: Int {
    let later = search.later * search.generations
    return conflicts.count * search.first
      + folds.reduce(0) { $0 + later * (conflicts.count - ($1 == nil ? 0 : 1)) }
  }

  /// The ensemble of a fold.
  package func ensemble(leavingOut fold: Int?) async throws -> [PopulationSearch.Member] {
    let training = training(fold)
    return try await search.search(fold: fold.map { $0 + 1 } ?? 0) { _, candidates in
      try await objectives(candidates.map(search.values), on: training)
    }
  }

  /// All but the one left out.
  private func training(_ fold: Int?) -> [FittingConflict] {
    conflicts.enumerated().filter { $0.offset != fold }.map(\.element)
  }

  /// The mean objective of settings over conflicts, computed on all threads.
  private func objectives(
    _ settings: [[String: Double]], on training: [FittingConflict]
  ) async throws -> [Double?] {
    let tasks = settings.flatMap { values in training.map { (values, $0) } }
    let errors = try await each(tasks.count) { index -> FitError? in
      let (values, conflict) = tasks[index]
      let key = evaluations.key(conflict.name, values)
      if let known = evaluations[key] { return known }
      let error = conflict.error(values, seed: search.seed)
      if let error { try evaluations.add(error, for: key) }
      return error
    }
    return settings.indices.map { setting in
      let own = errors[setting * training.count..<(setting + 1) * training.count]
        .compactMap(\.self)
      return own.count == training.count ? FitError.mean(own).objective : nil
    }
  }

  func each<Value: Sendable>(
    _ count: Int, _ body: @escaping @Sendable (Int) throws -> Value
  ) async throws -> [Value] {
    try await onThreads(threads, count, isCancelled: isCancelled, progress: progress, body)
  }
}

extension LeaveOneOut {
  /// Searches in every fold and scores what is found.
  ///
  /// - Parameter folds: of ``folds``, those to do; the report has what they allow.
  package func report(_ folds: [Int?]) async throws -> FittingReport {
    var report = FittingReport(
      settings: search.settings, conflicts: conflicts.map(\.name), seed: search.seed, runs: runs,
      leftOut: [], fitted: [], ensemble: [])
    for fold in folds {
      let members = try await ensemble(leavingOut: fold)
      guard let spread = try await spread(training(fold), members) else { continue }
      if let fold {
        let score = try await score(conflicts[fold], members, training: spread)
        if let score { report.leftOut.append(score) }
        continue
      }
      report.ensemble = members.map {
        .init(values: $0.values, objective: $0.objective, weight: $0.weight)
      }
      for conflict in conflicts {
        let score = try await score(conflict, members, training: spread)
        if let score { report.fitted.append(score) }
      }
    }
    return report
  }
}
