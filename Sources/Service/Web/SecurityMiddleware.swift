import Foundation
import HTTPTypes
import Hummingbird

/// Headers that keep a browser from doing what a page never needs.
struct SecurityMiddleware: RouterMiddleware {
  /// Nothing inline, nothing of another host; pictures made by the page itself (downloads of charts).
  static let policy = [
    "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self' data: blob:",
    "connect-src 'self'", "form-action 'self'", "frame-src 'self'", "base-uri 'none'",
    "frame-ancestors 'none'",
  ].joined(separator: "; ")

  func handle(
    _ request: Request, context: WebContext,
    next: (Request, WebContext) async throws -> Response
  ) async throws -> Response {
    var response = try await next(request, context)
    if response.headers[.contentSecurityPolicy] == nil {
      response.headers[.contentSecurityPolicy] = SecurityMiddleware.policy
    }
    response.headers[.xContentTypeOptions] = "nosniff"
    for (name, value) in [
      ("Referrer-Policy", "same-origin"), ("Cross-Origin-Opener-Policy", "same-origin"),
      ("Cross-Origin-Resource-Policy", "same-origin"),
      ("Permissions-Policy", "camera=(), geolocation=(), microphone=()"),
    ] {
      if let name = HTTPField.Name(name) { response.headers[name] = value }
    }
    return response
  }
}

/// Who may come in: no other website through a visitor's browser, and nobody without the token where
/// one is asked for.
struct GateMiddleware: RouterMiddleware {
  let site: Site
  private let hosts: Set<String>

  init(_ site: Site) {
    self.site = site
    let own = ["localhost", "127.0.0.1", "[::1]", site.configuration.host]
    hosts = Set((own + site.configuration.allowedHosts).map { $0.lowercased() })
  }

  func handle(
    _ request: Request, context: WebContext,
    next: (Request, WebContext) async throws -> Response
  ) async throws -> Response {
    try checkForm(request)
    try checkHost(request)
    try checkOrigin(request)
    if let refused = try checkToken(request) { return refused }
    return try await next(request, context)
  }

  /// What HTTP does not allow or we do not understand: two hosts (RFC 9112, 3.2), bodies that are packed or
  /// in another coding than chunks (6.1).
  private func checkForm(_ request: Request) throws(Problem) {
    if let host = HTTPField.Name("Host"), request.headers[host] != nil {
      throw Problem(.badRequest, "request", "The request is malformed", "It names two hosts.")
    }
    if let coding = request.headers[.contentEncoding], coding.lowercased() != "identity" {
      throw Problem(
        .unsupportedMediaType, "coding", "The body is packed",
        "Bodies are taken as they are: send a file of gzip as a file, without Content-Encoding.")
    }
    if let coding = request.headers[.transferEncoding], coding.lowercased() != "chunked" {
      throw Problem(
        .notImplemented, "coding", "The transfer coding is not known", "Only \"chunked\" is.")
    }
  }

  /// A name that is not ours points here from another's site (DNS rebinding). With a token it gains
  /// nothing, since the token's cookie belongs to the right name.
  private func checkHost(_ request: Request) throws(Problem) {
    guard site.configuration.token == nil else { return }
    let authority = (request.head.authority ?? "").lowercased()
    let name = authority.replacing(/:[0-9]*$/, with: "")
    guard hosts.contains(name) || hosts.contains(authority) else {
      throw Problem(
        .misdirectedRequest, "host", "The service has another name",
        "It answers to this machine's names, and to those given with --allow-host.")
    }
  }

  /// Changes come from our own pages, or from programs, which send neither header.
  private func checkOrigin(_ request: Request) throws(Problem) {
    guard ![.get, .head, .options].contains(request.method) else { return try checkFetch(request) }
    let refusal = Problem(
      .forbidden, "origin", "Another site asked for this",
      "Changes are taken from the service's own pages and from programs.")
    if let name = HTTPField.Name("Sec-Fetch-Site"), let site = request.headers[name],
      site != "same-origin", site != "none"
    {
      throw refusal
    }
    if let origin = request.headers[.origin] {
      let own = request.head.authority ?? ""
      guard origin == "http://\(own)" || origin == "https://\(own)" else { throw refusal }
    }
  }

  /// Another site may link here, and may frame what is made to be framed. It has no other use for our answers,
  /// which cost time: an image's address would have its visitor's browser ask for them.
  private func checkFetch(_ request: Request) throws(Problem) {
    func sent(_ name: String) -> String? { HTTPField.Name(name).flatMap { request.headers[$0] } }
    guard let from = sent("Sec-Fetch-Site"), from == "cross-site" || from == "same-site",
      !request.uri.path.hasPrefix("/embed/"), !request.uri.path.hasPrefix("/assets/")
    else { return }
    let isLink = sent("Sec-Fetch-Mode") == "navigate" && sent("Sec-Fetch-Dest") == "document"
    guard !isLink else { return }
    throw Problem(
      .forbidden, "origin", "Another site asked for this",
      "Pages can be linked to, and those under /embed/ framed.")
  }

  private static let open: Set<String> = ["/health", "/sign-in", "/assets/site.css"]

  private func checkToken(_ request: Request) throws -> Response? {
    guard let token = site.configuration.token, !GateMiddleware.open.contains(request.uri.path)
    else { return nil }
    let bearer = request.headers[.authorization].flatMap {
      $0.hasPrefix("Bearer ") ? String($0.dropFirst(7)) : nil
    }
    let shown = bearer ?? request.cookies["token"]?.value ?? ""
    if GateMiddleware.isSame(shown, token) { return nil }
    if request.method == .get, request.headers[.accept]?.contains("text/html") == true {
      return .redirect(to: "/sign-in")
    }
    var response = Problem(
      .unauthorized, "token", "The token is missing or wrong",
      "Show it as \"Authorization: Bearer …\", or sign in at /sign-in."
    ).response(request.language)
    response.headers[.wwwAuthenticate] = "Bearer"
    return response
  }

  /// Compares in a time that does not tell where two texts differ.
  static func isSame(_ a: String, _ b: String) -> Bool {
    let (a, b) = (Array(a.utf8), Array(b.utf8))
    var difference = UInt(bitPattern: a.count ^ b.count)
    for index in b.indices {
      difference |= UInt(b[index] ^ (index < a.count ? a[index] : ~b[index]))
    }
    return difference == 0
  }
}
