import CorridorModel
import Corridors
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Questions
import Reports
import Wording

/// Simulations of scenarios: asked for, followed, stopped, read.
enum JobRoutes {
  /// In what form a result is handed out.
  enum Format: String, CaseIterable {
    /// Every outcome by scenario and month, as `trocha whatif --json`.
    case json
    /// Tables, charts and map in one language.
    case content
    /// People by scenario, month and place.
    case map
    case csv, xlsx, geojson
  }

  static func add(to router: Router<WebContext>, _ site: Site) {
    let group = router.group("api/v1/jobs")
    group.get { request, _ in
      let jobs = await site.jobs.list
      let query = try Query(request, knowing: ListParameters.names)
      return try Answer(json: ListAnswer(jobs, query)).response(to: request)
    }
    group.post { request, context in try await submit(request, context, site) }
    group.get(":id") { request, context in
      let job = try await found(context, site)
      return try Answer(json: job).response(to: request)
    }
    group.delete(":id") { request, context in
      let id = try context.parameters.require("id")
      guard let job = try await site.jobs.cancel(id) else {
        throw Problem.notFound("There is no such job.")
      }
      return try Answer(json: job).response(to: request, caching: "no-store")
    }
    group.get(":id/result") { request, context in
      let job = try await found(context, site)
      return try await result(of: job, request, context, site)
    }
    group.get(":id/events") { _, context in
      let job = try await found(context, site)
      return events(of: job, site)
    }
    router.get("api/v1/events") { _, _ in events(of: nil, site) }
  }

  private static func found(_ context: WebContext, _ site: Site) async throws -> Job {
    let id = try context.parameters.require("id")
    guard let job = await site.jobs.job(id) else {
      throw Problem.notFound("There is no such job.")
    }
    return job
  }

  private static func submit(
    _ request: Request, _ context: WebContext, _ site: Site
  ) async throws -> Response {
    let body = try await request.body.collect(upTo: 1 << 20)
    let wanted = try JobRequest(Data(buffer: body))
    // Read and checked before it is taken on, so that mistakes are reported here.
    try await site.desk.make(.dear, for: context.client) {
      _ = try site.runner(wanted.question)
    }
    // A draft is a file of its own on a command line.
    var shown = wanted.question
    shown.scenarios = shown.scenarios.map { shown.drafts[$0] == nil ? $0 : $0 + ".yaml" }
    let job = try await site.jobs.submit(
      wanted.question, name: wanted.name, of: context.client.address,
      command: shown.commandLine(.english, corridor: site.configuration.corridor))
    var response = try Answer(json: job).response(
      to: request, caching: "no-store", status: .created)
    response.headers[.location] = "/api/v1/jobs/\(job.id)"
    return response
  }

  private static func result(
    of job: Job, _ request: Request, _ context: WebContext, _ site: Site
  ) async throws -> Response {
    let format: Format = try Query(request, knowing: ["format"]).choice("format") ?? .json
    let language = request.language
    let name = "job \(job.id) \(job.resultRuns) \(job.state) \(format) \(language.rawValue)"
    let answer = try await site.cache.answer(name) {
      guard let result = await site.jobs.result(of: job.id), let corridor = site.movement else {
        throw Problem.notFound("The job has no result yet.")
      }
      return try await site.desk.make(.dear, for: context.client) {
        try JobRoutes.answer(result, corridor, "what-if-\(job.id)", format, site, language)
      }
    }
    return answer.response(to: request)
  }

  /// - Parameter file: name of a file with it, without its ending.
  static func answer(
    _ result: WhatIf, _ corridor: MovementCorridor, _ file: String, _ format: Format, _ site: Site,
    _ language: Language
  ) throws -> Answer {
    func content() -> BriefContent { site.content(of: result, corridor, language) }
    switch format {
    case .json: return try Answer(json: result)
    case .content: return try Answer(json: content())
    case .map: return try Answer(json: WhatIfMaps(result, corridor, language))
    case .csv:
      return Answer(
        text: WhatIfFiles(result, corridor).csv, type: "text/csv; charset=utf-8",
        fileName: file + ".csv")
    case .xlsx:
      return Answer(
        try WhatIfFiles(result, corridor).workbook(
          content(), site.store.vocabulary, language, asked: .today),
        type: TakeawayForms.workbook, fileName: file + ".xlsx")
    case .geojson:
      return Answer(
        try WhatIfFiles(result, corridor).geoJSON(), type: "application/geo+json",
        fileName: file + ".geojson")
    }
  }

  /// Server-sent events: the job as it is, then each change. The stream of one job ends with it.
  private static func events(of job: Job?, _ site: Site) -> Response {
    let stream = site.jobs.feed.messages(of: job?.id)
    let headers: HTTPFields = [.contentType: "text/event-stream", .cacheControl: "no-store"]
    return Response(
      status: .ok, headers: headers,
      body: ResponseBody { writer in
        site.metrics.listeners.add()
        defer { site.metrics.listenersGone.add() }
        try await writer.write(ByteBuffer(string: "retry: 2000\n\n"))
        if let job {
          let now = await site.jobs.job(job.id) ?? job
          try await writer.write(try text(now))
          if now.state.isOver { return try await writer.finish(nil) }
        }
        for await message in stream {
          switch message {
          case .heartbeat: try await writer.write(ByteBuffer(string: ": still here\n\n"))
          case .job(let update):
            try await writer.write(try text(update))
            if job != nil, update.state.isOver { return try await writer.finish(nil) }
          }
        }
        try await writer.finish(nil)
      })
  }

  private static func text(_ job: Job) throws -> ByteBuffer {
    ByteBuffer(string: "event: job\ndata: \(try AnswerJSON.line(job))\n\n")
  }
}
