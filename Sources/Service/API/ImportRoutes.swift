import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Record

/// Bringing files into the record, and taking them out again.
enum ImportRoutes {
  static func add(to router: Router<WebContext>, _ site: Site) {
    let group = router.group("api/v1")
    group.get("imports") { request, _ in
      let list = try ListAnswer(try site.store.imports(), Query(request))
      return try Answer(json: list).response(to: request)
    }
    group.post("imports") { request, _ in try await bring(request, site) }
    group.delete("imports/:id") { request, context in
      let id = try context.parameters.require("id")
      let gone = try await withTaskExecutorPreference(site.workers) {
        try site.store.undoImport(id)
      }
      guard let gone else { throw Problem.notFound("No such import is held.") }
      try site.cache.recordChanged()
      return try Answer(json: gone).response(to: request, caching: "no-store")
    }
  }

  /// Reads the body of a request as a published file. It is answered once the figures are stored.
  private static func bring(_ request: Request, _ site: Site) async throws -> Response {
    struct Brought: Encodable {
      /// For undoing; `nil` when the record held all of it.
      var id: String?
      var file: String
      var format: String
      var figuresAdded: Int
      var sourcesAdded: [String]
      var sourcesUnchanged: [String]
      var releases: [ReleaseNews]
    }
    let query = Query(request)
    let name = try shownName(query)
    let (format, published) = (try query.text("format"), try query.day("published"))
    let url = try query.text("url") ?? ""
    let file = site.uploads.appending(path: "\(UUID())")
    defer { try? FileManager.default.removeItem(at: file) }
    try await keep(request, at: file, limit: site.configuration.maxUpload)
    let outcome = try await withTaskExecutorPreference(site.workers) {
      try site.store.importFile(
        path: file.path, named: name, format: format, published: published, url: url)
    }
    try site.cache.recordChanged()
    let id =
      outcome.changedRecord
      ? try site.store.imports().first { $0.sources.contains(outcome.sourcesAdded[0]) }?.id : nil
    let answer = try Answer(
      json: Brought(
        id: id, file: outcome.file, format: outcome.format, figuresAdded: outcome.figuresAdded,
        sourcesAdded: outcome.sourcesAdded, sourcesUnchanged: outcome.sourcesUnchanged,
        releases: outcome.releases))
    return answer.response(
      to: request, caching: "no-store", status: outcome.changedRecord ? .created : .ok)
  }

  /// The file's own name, without the folders it lay in.
  private static func shownName(_ query: Query) throws -> String {
    let name = try query.text("name", limit: 255) ?? "file"
    return String(name.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last ?? "file")
  }

  /// Writes the body to a file as it comes, so that a large one takes no memory.
  private static func keep(_ request: Request, at file: URL, limit: Int) async throws {
    if let length = request.headers[.contentLength].flatMap({ Int($0) }), length > limit {
      throw Problem(.contentTooLarge)
    }
    guard
      FileManager.default.createFile(
        atPath: file.path, contents: nil, attributes: [.posixPermissions: 0o600])
    else { throw Problem.ours }
    let handle = try FileHandle(forWritingTo: file)
    defer { try? handle.close() }
    var size = 0
    for try await buffer in request.body {
      size += buffer.readableBytes
      if size > limit { throw Problem(.contentTooLarge) }
      try handle.write(contentsOf: Data(buffer.readableBytesView))
    }
    if size == 0 {
      throw Problem(
        .badRequest, "empty", "The body is empty", "Send the file as the body of the request.")
    }
  }
}
