import Effects
import Hummingbird
import Periods
import Wording

/// The days on which policies began, changed or ended: those that an effect can be asked of.
enum PolicyDateRoutes {
  static func add(to router: Router<WebContext>, _ site: Site) {
    router.get("api/v1/effect/dates") { request, context in
      try await site.answer(request, context, ListParameters.names) { language in
        let dates = try dates(site, language)
        return try Answer(json: ListAnswer(dates, Query(request)))
      }
    }
  }

  /// A day on which something about the policies changed.
  struct DatedPolicy: Encodable {
    var day: Day
    var event: String
    var policy: String
    var name: String
  }

  static func dates(_ site: Site, _ language: Language) throws -> [DatedPolicy] {
    EffectReport.dates(of: try site.folder.policiesIfAny()).map {
      DatedPolicy(day: $0.day, event: $0.event, policy: $0.policy, name: $0.name(language))
    }
  }
}
