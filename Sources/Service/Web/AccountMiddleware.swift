import Foundation
import Hummingbird
import Logging

/// Counts and logs requests: route, status and time, and nothing of what was asked or sent.
struct AccountMiddleware: RouterMiddleware {
  let site: Site

  func handle(
    _ request: Request, context: WebContext,
    next: (Request, WebContext) async throws -> Response
  ) async throws -> Response {
    let start = ContinuousClock.now
    let response = try await next(request, context)
    let took = (ContinuousClock.now - start) / .seconds(1)
    let route = context.endpointPath ?? "none"
    site.metrics.answered(
      request.method.rawValue, route, response.status.code, seconds: took)
    context.logger.debug(
      "request",
      metadata: [
        "method": "\(request.method.rawValue)", "route": "\(route)",
        "status": "\(response.status.code)", "ms": "\(Int(took * 1000))",
      ])
    return response
  }
}
