import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Questions
import Record
import Wording

/// Bringing files into the record, and taking them out again.
enum ImportRoutes {
  static func add(to router: Router<WebContext>, _ site: Site) {
    let group = router.group("api/v1")
    group.get("imports") { request, _ in
      let list = try ListAnswer(
        try site.store.imports(), Query(request, knowing: ListParameters.names))
      return try Answer(json: list).response(to: request)
    }
    group.post("imports") { request, _ in try await bring(request, site) }
    group.delete("imports/:id") { request, context in
      let id = try context.parameters.require("id")
      let gone = try await withTaskExecutorPreference(site.imports) {
        try site.store.undoImport(id)
      }
      guard let gone else { throw Problem.notFound("No such import is held.") }
      try site.cache.recordChanged()
      return try Answer(json: gone).response(to: request, caching: "no-store")
    }
  }

  private struct Brought: Encodable {
    /// For undoing; `nil` when the record held all of it.
    var id: String?
    var file: String
    var format: String
    var figuresAdded: Int
    var sourcesAdded: [String]
    var sourcesUnchanged: [String]
    var releases: [ReleaseNews]
    /// The same for a person, in the language asked for.
    var lines: [ImportLine]
    /// Of a dry run the series that would be answered otherwise; `nil` where the figures are stored.
    var series: [SeriesMove]?

    init(
      _ outcome: ImportOutcome, _ held: [ImportedFile], _ vocabulary: Vocabulary,
      _ language: Language, _ moves: [SeriesMove]? = nil
    ) {
      id = outcome.sourcesAdded.first.flatMap { source in
        held.first { $0.sources.contains(source) }?.id
      }
      file = outcome.file
      format = outcome.format
      figuresAdded = outcome.figuresAdded
      sourcesAdded = outcome.sourcesAdded
      sourcesUnchanged = outcome.sourcesUnchanged
      releases = outcome.releases
      lines = outcome.lines(vocabulary, language, isDryRun: moves != nil)
      series = moves
    }
  }

  /// What came of a form with files: the parts of one release are one import.
  private struct BroughtTogether: Encodable {
    var imports: [Brought]
  }

  /// Reads the body of a request as a published file, or as a form with several. It is answered once
  /// the figures are stored.
  private static func bring(_ request: Request, _ site: Site) async throws -> Response {
    let query = Query(request)
    let boundary = try FormFiles.boundary(request.headers[.contentType])
    var texts = query.texts
    texts["file"] = ["body"]
    let asked = try ImportQuestion(texts, besides: ["name", "lang"])
    let world = site.world(request.language)
    let name = shownName(try query.text("name", limit: 255) ?? "file")
    let folder = site.uploads.appending(path: "\(UUID())", directoryHint: .isDirectory)
    try FileManager.default.createDirectory(
      at: folder, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
    defer { try? FileManager.default.removeItem(at: folder) }
    let body = folder.appending(path: "body")
    try await keep(request, at: body, limit: site.configuration.maxUpload)
    let brought = try await withTaskExecutorPreference(site.imports) {
      let files = try boundary.map { try split(body, $0, folder) } ?? [(body, name)]
      var question = asked
      question.files = files.map(\.url.path)
      question.names = Dictionary(
        files.map { ($0.url.path, $0.name) }, uniquingKeysWith: { first, _ in first })
      if question.dryRun {
        let rehearsal = try question.rehearsal(in: world)
        return rehearsal.imports.map {
          Brought($0, [], site.store.vocabulary, world.language, rehearsal.series)
        }
      }
      let outcomes: [ImportOutcome]
      do {
        outcomes = try await question.answer(in: world)
      } catch {
        // Files before one that cannot be stored beside what is held are stored.
        try? site.cache.recordChanged()
        throw error
      }
      try site.cache.recordChanged()
      let held = try site.store.imports()
      return outcomes.map { Brought($0, held, site.store.vocabulary, world.language) }
    }
    let isNew = !asked.dryRun && brought.contains { !$0.sourcesAdded.isEmpty }
    let answer: Answer
    if boundary != nil {
      answer = try Answer(json: BroughtTogether(imports: brought))
    } else if let only = brought.first {
      answer = try Answer(json: only)
    } else {
      throw Problem.ours
    }
    return answer.response(to: request, caching: "no-store", status: isNew ? .created : .ok)
  }

  /// Puts each file of a form into a file of its own.
  private static func split(
    _ body: URL, _ boundary: String, _ folder: URL
  ) throws -> [(url: URL, name: String)] {
    let form = try FormFiles(Data(contentsOf: body, options: .mappedIfSafe), boundary: boundary)
    return try form.files.enumerated().map { index, file in
      let url = folder.appending(path: "\(index)")
      try form.write(file, to: url)
      return (url, shownName(String(file.name.prefix(255))))
    }
  }

  /// The file's own name, without the folders it lay in.
  private static func shownName(_ name: String) -> String {
    String(name.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last ?? "file")
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
