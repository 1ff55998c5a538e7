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
  private let effects: KeptEffects
  /// Answers with which the first page opens.
  let front: KeptFront
  let metrics = Metrics()
  let assets: Assets
  let pages: Pages
  let openAPI: OpenAPIDocument
  let jobs: JobBoard
  /// Where the body of an import lies while it is read; emptied at the start of the service.
  let uploads: URL
  /// States that simulations of the same past share.
  let past: SharedPast
  /// Makes a question ready to run.
  let runner: @Sendable (WhatIfQuestion) throws -> WhatIfRunner
  /// For answers that take more than a moment.
  let workers: WorkerPool
  /// For simulations; they stand back for answers.
  let simulations: WorkerPool
  /// For bringing files in, so that large ones hold up nobody who asks.
  let imports: WorkerPool
  /// Makes answers in their turn.
  let desk: AnswerDesk

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
    effects = KeptEffects(store)
    front = KeptFront(
      store, folder, movement, release: configuration.version, effects: effects)
    assets = try Assets()
    openAPI = try OpenAPIDocument(version: configuration.version)
    let ages = KeptAges(store)
    pages = try Pages(assets) { ages.sentence($0) }
    workers = WorkerPool("answers", threads: max(2, configuration.threads))
    imports = WorkerPool("imports", threads: 1, niceness: 5)
    simulations = WorkerPool("simulations", threads: configuration.threads, niceness: 10)
    desk = AnswerDesk(
      workers: workers, simulations: simulations,
      turns: AnswerTurns(threads: configuration.threads, simulations: configuration.maxRuns),
      limit: configuration.answerLimit)
    let jobFolder =
      configuration.jobs
      ?? URL(fileURLWithPath: store.path).deletingLastPathComponent().path + "/jobs"
    uploads = URL(fileURLWithPath: jobFolder).appending(
      path: "uploads", directoryHint: .isDirectory)
    try? FileManager.default.removeItem(at: uploads)
    try FileManager.default.createDirectory(
      at: uploads, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    past = .inMemory(version: configuration.version)
    let prepare = Site.prepare(store, folder, movement, past)
    runner = prepare
    jobs = try JobBoard(
      folder: jobFolder, maxRuns: configuration.maxRuns,
      threads: max(1, configuration.threads / configuration.maxRuns), pool: simulations,
      longest: configuration.jobLimit, logger: logger, prepare: prepare)
  }

  private static func prepare(
    _ store: RecordStore, _ folder: CorridorFolder, _ movement: MovementCorridor?,
    _ past: SharedPast
  ) -> @Sendable (WhatIfQuestion) throws -> WhatIfRunner {
    { question in
      guard let movement else {
        throw Problem.notFound("The corridor \(folder.id) has no movement to simulate.")
      }
      return try question.runner(folder, movement, store, past: past)
    }
  }

  /// What questions are answered from.
  func world(_ language: Language) -> World {
    let (store, folder, timelines, cache, checks) = (store, folder, timelines, cache, checks)
    let effects = effects
    var sources = World.Sources(store: { store }, folder: { folder })
    sources.timeline = { try timelines.timeline($0, asOf: $1, version: cache.version) }
    sources.checker = { try checks.current() }
    sources.effect = { try effects.report($0, make: $1) }
    var world = World(
      sources, language: language, corridor: configuration.corridor,
      version: configuration.version, threads: configuration.threads)
    world.isCancelled = { Task.isCancelled }
    world.past = past
    return world
  }

  /// What the page of a what-if shows.
  func content(
    of result: WhatIf, _ corridor: MovementCorridor, _ language: Language
  ) -> BriefContent {
    WhatIfReport(
      result, corridor, language: language, version: configuration.version, digest: folder.digest
    ).content
  }

  /// Answers with what is kept under the request's parameters, made when it is not.
  ///
  /// - Parameter names: the parameters that there are beside the language.
  /// - Throws: a `Problem` for others.
  func answer(
    _ request: Request, _ context: WebContext, _ names: [String] = [],
    caching: String = "no-cache", make: @escaping @Sendable (Language) throws -> Answer
  ) async throws -> Response {
    let language = request.language
    let texts = try Query(request, knowing: names).texts
    let name = "\(language.rawValue) \(request.uri.path)?\(texts.query(names))"
    let answer = try await cache.answer(name) {
      try await desk.make(.cheap, for: context.client) { try make(language) }
    }
    return answer.response(to: request, caching: caching)
  }

  /// A page, kept under its parameters. An address may have been kept since another version, or have got
  /// something from a website that led here: it is led to the one without.
  ///
  /// - Parameters:
  ///   - names: what the page is made from, beside the language.
  ///   - scripts: what its scripts read; they make no other page.
  ///   - state: what else it depends on.
  func page(
    _ request: Request, _ context: WebContext, _ names: [String] = [], scripts: [String] = [],
    state: String = "", cost: AnswerCost = .cheap,
    make: @escaping @Sendable () async throws -> Answer
  ) async throws -> Response {
    let texts = Query(request).texts
    let known = names + ["lang"]
    guard Set(texts.names).isSubset(of: known + scripts) else {
      let query = texts.query(known + scripts)
      return .redirect(to: request.uri.path + (query.isEmpty ? "" : "?" + query))
    }
    let name = "page\(state) \(request.language.rawValue) \(request.uri.path)?\(texts.query(known))"
    let answer = try await cache.answer(name) {
      try await desk.make(cost, for: context.client, make)
    }
    return pages.respond(answer, to: request)
  }
}
