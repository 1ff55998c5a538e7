import Forecasting
import Foundation
import Hummingbird
import Questions
import Reports
import Tabular
import Wording

/// Needs by a planner's own table. It comes in the body and is forgotten: it may say what somebody has and pays.
enum NeedsRoutes {
  private enum Form: String, CaseIterable { case json, content, csv, hxl }

  static func add(to router: Router<WebContext>, _ site: Site) {
    router.post("api/v1/needs") { request, context in
      let form: Form =
        try Query(request, knowing: ["format"]).choice("format") ?? .json
      let body = try await request.body.collect(upTo: 1 << 20)
      let question = try question(Data(buffer: body), site)
      let (asked, world) = (question, site.world(request.language))
      let answer = try await site.desk.make(.dear, for: context.client) {
        let report = try await asked.answer(in: world)
        switch form {
        case .json: return try Answer(json: report)
        case .content: return try Answer(json: asked.page(of: report, in: world))
        case .csv, .hxl:
          return Answer(
            text: try asked.table(of: report, in: world).csv(hxl: form == .hxl),
            type: "text/csv; charset=utf-8", fileName: "needs.csv")
        }
      }
      return answer.response(to: request, caching: "no-store")
    }
  }

  /// The name that the table of a body has in the command that gives the answer again.
  static let name = "needs.csv"

  /// The question of a body, whose member `plan` is the table itself: a path of this machine is never read.
  private static func question(_ body: Data, _ site: Site) throws -> NeedsQuestion {
    guard var members = try? JSONSerialization.jsonObject(with: body) as? [String: Any] else {
      throw Problem.body("Expected a JSON object.")
    }
    try NeedsQuestion.checkMembers(body)
    let table = members["plan"] as? String
    if table != nil { members["plan"] = name }
    var question = try NeedsQuestion(json: JSONSerialization.data(withJSONObject: members))
    question.rows = try plan(table ?? "", site)
    return question
  }

  /// The table of a body. Readers read files, so it lies in one while it is read.
  static func plan(_ text: String, _ site: Site) throws -> NeedsPlan {
    let file = site.uploads.appending(path: "\(UUID()).csv")
    defer { try? FileManager.default.removeItem(at: file) }
    guard
      FileManager.default.createFile(
        atPath: file.path, contents: Data(text.utf8), attributes: [.posixPermissions: 0o600])
    else { throw Problem.ours }
    return try NeedsPlan(ByteStream(path: file.path, name: name))
  }
}
