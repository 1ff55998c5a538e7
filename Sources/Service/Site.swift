import CorridorModel
import Corridors
import Foundation
import Hummingbird
import Logging
import Questions
import Record
import Reports
import Wording

/// Everything that the routes share.
final class Site: Sendable {
  let configuration: ServiceConfiguration
  let logger: Logger
  let store: RecordStore
  let folder: CorridorFolder
  let movement: MovementCorridor?
  let cache: AnswerCache
  private let timelines: KeptTimelines
  private let checks: KeptChecker
  let metrics = Metrics()
  let assets: Assets
  let pages: Pages
  let openAPI: OpenAPIDocument
  let jobs: JobBoard
  /// Where the body of an import lies while it is read; emptied at the start of the service.
  let uploads: URL
  /// Makes a question ready to run.
  let runner: @Sendable (WhatIfQuestion) throws -> WhatIfRunner
  /// For answers that take more than a moment.
  let workers: WorkerPool
  /// For simulations; they stand back for answers.
  let simulations: WorkerPool

  /// Opens the record and reads all that is served.
  ///
  /// - Throws: a `RecordError`, an `InputError` of the corridor's files, `ScriptLibrariesMissing`.
  init(_ configuration: ServiceConfiguration, logger: Logger) throws {
    try configuration.check()
    self.configuration = configuration
    self.logger = logger
    store = try RecordStore(path: configuration.record) {
      logger.notice("bringing the record up to date with this version of Trocha")
    }
    folder = try CorridorFolder(configuration.corridor)
    movement = folder.has("movement.yaml") ? try folder.movement() : nil
    cache = AnswerCache(store)
    timelines = KeptTimelines(store)
    checks = KeptChecker(store, folder)
    assets = try Assets()
    openAPI = try OpenAPIDocument(version: configuration.version)
    let ages = KeptAges(store)
    pages = try Pages(assets) { ages.sentence($0) }
    workers = WorkerPool("answers", threads: configuration.threads)
    simulations = WorkerPool("simulations", threads: configuration.threads, niceness: 10)
    let jobFolder =
      configuration.jobs
      ?? URL(fileURLWithPath: store.path).deletingLastPathComponent().path + "/jobs"
    uploads = URL(fileURLWithPath: jobFolder).appending(
      path: "uploads", directoryHint: .isDirectory)
    try? FileManager.default.removeItem(at: uploads)
    try FileManager.default.createDirectory(
      at: uploads, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    let prepare = Site.prepare(store, folder, movement)
    runner = prepare
    jobs = try JobBoard(
      folder: jobFolder, maxRuns: configuration.maxRuns,
      threads: max(1, configuration.threads / configuration.maxRuns), pool: simulations,
      logger: logger, prepare: prepare)
  }

  private static func prepare(
    _ store: RecordStore, _ folder: CorridorFolder, _ movement: MovementCorridor?
  ) -> @Sendable (WhatIfQuestion) throws -> WhatIfRunner {
    { question in
      guard let movement else {
        throw Problem.notFound("The corridor \(folder.id) has no movement to simulate.")
      }
      return try question.runner(folder, movement, store)
    }
  }

  /// What questions are answered from.
  func world(_ language: Language) -> World {
    let (store, folder, timelines, cache, checks) = (store, folder, timelines, cache, checks)
    var sources = World.Sources(store: { store }, folder: { folder })
    sources.timeline = { try timelines.timeline($0, asOf: $1, version: cache.version) }
    sources.checker = { try checks.current() }
    return World(
      sources, language: language, corridor: configuration.corridor,
      version: configuration.version, threads: configuration.threads)
  }

  /// Answers with what is kept under the request's address, made when it is not.
  func answer(
    _ request: Request, caching: String = "no-cache",
    make: @escaping @Sendable (Language) throws -> Answer
  ) async throws -> Response {
    let language = request.language
    let answer = try await cache.answer("\(language.rawValue) \(request.uri.string)") {
      try await withTaskExecutorPreference(workers) { try make(language) }
    }
    return answer.response(to: request, caching: caching)
  }
}
