import HTTPTypes
import Hummingbird
import Wording

/// Turns what went wrong into a problem for programs, and into a page for people.
struct ErrorMiddleware: RouterMiddleware {
  let site: Site

  func handle(
    _ request: Request, context: WebContext,
    next: (Request, WebContext) async throws -> Response
  ) async throws -> Response {
    do {
      return try await next(request, context)
    } catch {
      var problem = Problem(error)
      if problem?.status == 404, let allowed = site.openAPI.methods(at: request.uri.path),
        !allowed.contains(request.method.rawValue)
      {
        return refused(allowed)
      }
      if problem == nil {
        // The kind of the error, not its words: these may hold what somebody entered.
        context.logger.error(
          "Unexpected error",
          metadata: [
            "route": "\(context.endpointPath ?? "")", "error": "\(type(of: error))",
          ])
        problem = .ours
      }
      guard let problem = problem?.spoken(request.language) else { return Problem.ours.response }
      let wantsPage =
        !request.isForAPI && request.headers[.accept]?.contains("text/html") == true
      return wantsPage
        ? try site.pages.problem(problem, request) : problem.response
    }
  }

  private func refused(_ allowed: [String]) -> Response {
    let list = allowed.joined(separator: ", ")
    var response = Problem(
      .methodNotAllowed, "method", "The method is not allowed here", "Allowed are: \(list)."
    ).response
    response.headers[.allow] = list
    return response
  }
}
