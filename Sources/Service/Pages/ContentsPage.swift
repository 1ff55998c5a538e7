import Hummingbird
import Wording

/// Everything that Trocha does, each with its page, or with the command of a terminal where it has none.
enum ContentsPage: SitePage {
  static let path = "/contents"
  static let name = Localized("Everything that Trocha does", "Todo lo que hace Trocha")
  static let draws = false
  static let isInNavigation = false

  private struct Content {}

  static func add(to router: Router<WebContext>, _ site: Site) {
    router.get(route) { request, context in
      try await site.page(request, context) {
        try site.pages.html(self, request, content: Content())
      }
    }
  }
}
