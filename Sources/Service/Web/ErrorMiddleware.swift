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
      let problem =
        error is CancellationError ? .busy : Problem(error) ?? unexpected(error, context)
      if problem.status == 404, let allowed = site.openAPI.methods(at: request.uri.path),
        !allowed.contains(request.method.rawValue)
      {
        return refused(allowed, request.language)
      }
      if error is CancellationError {
        // Nobody is there to read it.
        return Problem.busy.response(request.language)
      }
      let wantsPage =
        !request.isForAPI && request.headers[.accept]?.contains("text/html") == true
      var response =
        wantsPage
        ? try site.pages.problem(problem, request) : problem.response(request.language)
      if problem.status == 503, let name = HTTPField.Name("Retry-After") {
        response.headers[name] = "5"
      }
      return response
    }
  }

  /// The kind of the error is logged, not its words: these may hold what somebody entered.
  private func unexpected(_ error: any Error, _ context: WebContext) -> Problem {
    context.logger.error(
      "Unexpected error",
      metadata: [
        "route": "\(context.endpointPath ?? "")", "error": "\(type(of: error))",
      ])
    return .ours
  }

  private func refused(_ allowed: [String], _ language: Language) -> Response {
    let list = allowed.joined(separator: ", ")
    var response = Problem(
      .methodNotAllowed, "method", "The method is not allowed here", "Allowed are: \(list)."
    ).response(language)
    response.headers[.allow] = list
    return response
  }
}
