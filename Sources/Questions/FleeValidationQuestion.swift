import Flee
import Foundation
import Reports
import Sampling
import Synchronization
import Tabular
import Wording

/// How well simulations of many instances agree with the counts.
package struct FleeValidationQuestion: Question {
  /// Folders of instances, folders with such folders, and results (`out.csv`, or the folder that holds
  /// it).
  package var paths: [String] = []
  /// File with settings in FLEE's format for all instances; `nil` for each instance's own.
  package var settings: String?
  package var engine = EngineKind.person
  package var runs = 1
  package var seed: UInt64 = 1
  /// `nil` for those of each instance.
  package var days: Int?

  package init() {}

  package static let command = ["simulate", "validate"]
  package static let address = QuestionAddress.none("It reads folders and results of this machine.")
  package static let summary = "Run many FLEE instances and compare each with its counts."

  package static var inputs: [Input<Self>] {
    [
      .names(
        "instances", \.paths,
        "Folders of instances, folders that hold such folders, or results: out.csv, FLEE's too, or its "
          + "folder.", .only("a folder or an out.csv", "folder") { _ in true }
      ).required,
      .option(
        "settings", \.settings,
        "Settings in FLEE's format for all, or flee or trocha, which ship (default: each instance's "
          + "simsetting.yml).",
        .only("a file", "file") { _ in true }),
      .option(
        "engine", \.engine,
        "person: everyone individually; cohort: people in the same state together."),
      .option("runs", \.runs, "How many runs of each.", .within(1...10_000_000)),
      .option(
        "seed", \.seed, "Seed of the random numbers: the same seed gives the same result."
      ).alwaysWritten,
      .option(
        "days", \.days, "Days to simulate (default: those of each sim_period.csv).",
        .within(1...1_000_000)),
    ]
  }

  /// One of the things that are validated.
  package struct Subject: Hashable, Sendable {
    enum Kind { case instance, results, nothing }
    var kind: Kind
    var path: String
    var name: String
  }

  /// Everything that the paths hold, in order.
  package var subjects: [Subject] {
    let found = paths.flatMap(Self.subjects)
    let uses = Dictionary(grouping: found, by: \.name)
    // Two of one name are told apart by their folders.
    return found.map { subject in
      guard (uses[subject.name]?.count ?? 0) > 1 else { return subject }
      var subject = subject
      let parts = subject.path.split(separator: "/").suffix(2)
      subject.name = parts.joined(separator: "/")
      return subject
    }
  }

  private static func subjects(at path: String) -> [Subject] {
    let path = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
    let kind = kind(of: path)
    if kind != .nothing { return [Subject(kind: kind, path: path, name: lastPart(path))] }
    let children = ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted()
      .map { path + "/" + $0 }
      .compactMap { child -> Subject? in
        let kind = Self.kind(of: child)
        return kind == .nothing || !isFolder(child)
          ? nil : Subject(kind: kind, path: child, name: lastPart(child))
      }
    return children.isEmpty
      ? [Subject(kind: .nothing, path: path, name: lastPart(path))] : children
  }

  private static func lastPart(_ path: String) -> String {
    let parts = URL(fileURLWithPath: path).pathComponents
    // An out.csv is called by its folder, as FLEE's users keep them.
    let isTable = parts.last == "out.csv" && parts.count > 2
    let name = parts.dropLast(isTable ? 1 : 0).last ?? path
    return name.hasSuffix(".csv") ? String(name.dropLast(4)) : name
  }

  private static func isFolder(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
      && isFolder.boolValue
  }

  private static func kind(of path: String) -> Subject.Kind {
    let files = FileManager.default
    guard isFolder(path) else {
      return path.hasSuffix(".csv") && files.fileExists(atPath: path) ? .results : .nothing
    }
    if ["/locations.csv", "/input_csv/locations.csv", "/input_csv"].contains(where: {
      files.fileExists(atPath: path + $0)
    }) {
      return .instance
    }
    return files.fileExists(atPath: path + "/out.csv") ? .results : .nothing
  }

  /// In how many parts the progress of one instance is told.
  package static let parts = 1000

  package func answer(in world: World) async throws -> ValidationAnswer {
    let subjects = subjects
    // Runs of one instance are computed at once where there are several, else several instances.
    let atOnce = runs == 1 ? max(world.threads, 1) : 1
    let progress = PartsDone(subjects.count, of: Self.parts, world.progress)
    var rows: [Int: InstanceValidation] = [:]
    await withTaskGroup(of: (Int, InstanceValidation?).self) { group in
      var next = 0
      func launch() {
        guard next < subjects.count, !world.isCancelled() else { return }
        let number = next
        next += 1
        group.addTask {
          var own = world
          own.progress = { progress.report(number, $0, of: $1) }
          return (number, await validation(of: subjects[number], in: own))
        }
      }
      for _ in 0..<atOnce { launch() }
      while let (number, row) = await group.next() {
        rows[number] = row
        progress.report(number, 1, of: 1)
        launch()
      }
    }
    guard !rows.isEmpty else { throw Stopped(before: "the first instance was done") }
    return ValidationAnswer(
      instances: rows.sorted { $0.key < $1.key }.map(\.value),
      isPartial: rows.count < subjects.count, command: shown.commandLine(.english))
  }

  /// Runs or reads one; `nil` when it was stopped.
  private func validation(of subject: Subject, in world: World) async -> InstanceValidation? {
    switch subject.kind {
    case .instance: return await run(subject, in: world)
    case .results:
      do {
        let path = Self.isFolder(subject.path) ? subject.path + "/out.csv" : subject.path
        var row = InstanceValidation(try OutTable(path: path), name: subject.name)
        row.sha256 = InstanceValidation.checksum(
          of: try Data(contentsOf: URL(fileURLWithPath: path)))
        return row
      } catch {
        return InstanceValidation(subject.name, .out, problem: "\(error)")
      }
    case .nothing:
      return InstanceValidation(
        subject.name, .run,
        problem: "\(subject.path): expected a FLEE instance or an out.csv, found neither")
    }
  }

  private func run(_ subject: Subject, in world: World) async -> InstanceValidation? {
    var question = FleeQuestion()
    question.folders = [subject.path]
    question.settings = settings
    question.engine = engine
    question.runs = runs
    question.seed = seed
    question.days = days
    do {
      let instance = try question.instance()
      let ensemble = try question.ensemble(instance)
      let answer = try await question.answer(of: ensemble, in: world)
      if answer.summary.isPartial { return nil }
      var row = InstanceValidation(answer.instance, answer.statistics, answer.summary)
      row.instance = subject.name
      row.sha256 = InstanceValidation.checksum(of: try ensemble.canonicalJSON())
      return row
    } catch is Stopped {
      return nil
    } catch let faults as InputFaults {
      return InstanceValidation(
        subject.name, .run, problem: faults.faults.map { $0.text("--") }.joined(separator: "\n"))
    } catch {
      return InstanceValidation(subject.name, .run, problem: "\(error)")
    }
  }

  /// The question without the places of this machine.
  private var shown: FleeValidationQuestion {
    var question = self
    question.paths = paths.map { URL(fileURLWithPath: $0).lastPathComponent }
    question.settings = settings.map(ShippedSettings.nameOfFile)
    return question
  }
}

/// Adds up how far several things are that are done at once.
private final class PartsDone: Sendable {
  private let done: Mutex<[Int]>
  private let parts: Int
  private let show: @Sendable (Int, Int) -> Void

  init(_ count: Int, of parts: Int, _ show: @escaping @Sendable (Int, Int) -> Void) {
    done = Mutex([Int](repeating: 0, count: count))
    self.parts = parts
    self.show = show
  }

  func report(_ number: Int, _ part: Int, of whole: Int) {
    let (sum, count) = done.withLock { done in
      done[number] = parts * part / max(whole, 1)
      return (done.reduce(0, +), done.count)
    }
    show(sum, count * parts)
  }
}
