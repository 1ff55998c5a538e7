import Foundation
import HTTPTypes
import Hummingbird
import Wording

/// What belongs to one request.
struct WebContext: RequestContext {
  var coreContext: CoreRequestContextStorage
  let client: WebClient

  init(source: ApplicationRequestContextSource) {
    coreContext = .init(source: source)
    client = WebClient(source.channel)
  }
}

extension Request {
  /// The language to answer in: that of the address, else the one chosen before, else the first that
  /// the browser asks for and Trocha speaks.
  var language: Language {
    if let named = uri.queryParameters["lang"].flatMap({ Language(rawValue: String($0)) }) {
      return named
    }
    if let chosen = cookies["lang"]?.value, let language = Language(rawValue: chosen) {
      return language
    }
    for part in (headers[.acceptLanguage] ?? "").split(separator: ",") {
      let tag = part.prefix { $0 != ";" && $0 != "-" }.trimmingCharacters(in: .whitespaces)
      if let language = Language(rawValue: tag.lowercased()) { return language }
    }
    return .english
  }

  var isForAPI: Bool { uri.path.hasPrefix("/api/") || uri.path == "/openapi.json" }
}
